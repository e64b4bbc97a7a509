using TransferLedger.Custody;

namespace TransferLedger.Cli.Custody;

/// <summary>Codes of the domain in English sentences.</summary>
internal static class CustodySentences
{
    /// <summary>What a rule found, from the values it gives (see <see cref="CustodyRule"/> for their order).</summary>
    public static string Of(Contradiction found)
    {
        var v = found.Values;
        return found.Rule switch
        {
            CustodyRule.IllegalStateChange => $"it was {State(v[0])}, and {Step(v[1])} would make it {State(v[2])}: no such change is possible",
            CustodyRule.EventAfterDestruction => $"destroyed {v[0]}, yet {Step(v[1])} {v[2]}",
            CustodyRule.EventBeforeManufacture => $"made {v[0]}, yet {Step(v[1])} {v[2]}",
            CustodyRule.ReversedPair => $"{Step(v[0])} {v[1]} comes after {Step(v[2])} {v[3]}",
            CustodyRule.FutureEvent => $"{Step(v[0])} dated {v[1]} was recorded on {v[2]}, before it can have happened",
            CustodyRule.TwoCustodians => $"{v[0]} and {v[1]} both answer for it on {v[2]}",
            CustodyRule.UnexplainedGap => $"nobody answers for it for {v[0]} days (allowed: {v[1]}), between {Name(v[2])} and {Name(v[3])}",
            CustodyRule.ReceiptWithoutHandover => $"{v[0]} records receipt, and {Name(v[1])} never released it",
            CustodyRule.ReleasedByOther => $"{v[0]} gave it away and was not its custodian: {Name(v[1])} was",
            CustodyRule.SeenElsewhere => $"{Step(v[2])} {v[3]}{At(v[4])}, while {Name(v[0])} answered for it (last proof {v[1]}) and had reported no loss or theft",
            _ => string.Join(", ", v),
        };
    }

    /// <summary>How a known stretch ended.</summary>
    public static string Of(SegmentEnd end) => end switch
    {
        SegmentEnd.Open => "",
        SegmentEnd.HandedOver => "handed over",
        SegmentEnd.SeenElsewhere => "turned up elsewhere",
        SegmentEnd.Displaced => "another acted as custodian",
        SegmentEnd.ReportedLost => "reported lost",
        SegmentEnd.ReportedStolen => "reported stolen",
        SegmentEnd.Taken => "taken by an authority",
        _ => Words(end.ToString()),
    };

    /// <summary>Why a stretch is unknown.</summary>
    public static string Of(UnknownReason reason) => reason switch
    {
        UnknownReason.NotStated => "no fact names a custodian",
        UnknownReason.AwaitingReceipt => "handed over, receipt came later",
        UnknownReason.NoHandover => "it left its custodian without a recorded handover",
        UnknownReason.SeenElsewhere => "it left its custodian unnoticed",
        UnknownReason.AfterDestruction => "said to be destroyed, and turned up again",
        _ => Words(reason.ToString()),
    };

    /// <summary>A step of a weapon's life.</summary>
    public static string Of(CustodyStep step) => Words(step.ToString());

    /// <summary><c>EvidenceHeld</c> as "evidence held".</summary>
    public static string Words(string name) =>
        string.Concat(name.Select((c, at) => at > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    private static string Step(string storedName) => storedName.Replace('_', ' ');

    private static string State(string name) => Words(name);

    private static string Name(string name) => name.Length == 0 ? "an unnamed custodian" : name;

    private static string At(string place) => place.Length == 0 ? "" : $" at {place}";
}
