using System.Globalization;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Lots;

namespace TransferLedger.Cli.Lots;

/// <summary>Facts about lots, and what rules find, in English sentences.</summary>
internal static class LotSentences
{
    /// <summary>What a rule found, from the values it gives (see <see cref="LotRule"/> for their order).</summary>
    public static string Of(Contradiction found)
    {
        var v = found.Values;
        return found.Rule switch
        {
            LotRule.IssueOverdue => $"{v[1]} rounds issued to {v[0]} were due back {v[2]}, {v[3]} days ago",
            LotRule.NegativeBalance => $"{Whose(v)}{(v[2].Length == 0 ? "" : $", issued to {v[2]}")} comes to {v[3]} rounds on {v[4]}: more went than had come",
            LotRule.PartsNotEqual => $"{Step(v[0])}: the whole is {v[1]} rounds, the parts are {v[2]}",
            LotRule.MassConservation when v[0].Length == 0 => $"more rounds are met than ever left: {v[1]} by {v[2]}, though the production is on record",
            LotRule.MassConservation => $"more came off shipment {v[0]} than was on it: {v[1]} by {v[2]}",
            LotRule.ConsumptionImplausible => $"{v[0]} rounds for {v[2]} {(v[1] == "trainees" ? v[1] : "weapon-days")}: plausible are up to {v[3]}",
            LotRule.CountDifference => $"{Whose([v[3], v[4]])} counted {v[0]}, the books say {v[1]}: {v[2]}",
            LotRule.CountNotIndependent => v[0] == "storekeeper" ? $"the storekeeper {v[1]} counted" : $"the same persons counted as last time: {v[1]}",
            LotRule.CountOverdue => $"{Whose([v[2], v[3]])} was not counted in full for {v[0]} days (allowed: {v[1]})",
            LotRule.SeenTwice => $"weapon {v[0]} was seen at {v[1]} on {v[2]} and at {v[3]} on {v[4]}, in one round of counts",
            LotRule.OutsideShelfLife => v[0] == "after-expiry" ? $"{Step(v[1])} {v[2]}, after its last day {v[3]}" : $"{Step(v[1])} {v[2]}, before it was made {v[3]}",
            LotRule.DestroyedTooMuch => $"{v[2]} rounds destroyed on {v[4]} leave {Whose(v)} with {v[3]}",
            LotRule.DestroyedWithoutProof => $"{v[0]} rounds were destroyed {v[1]}, and {v[2]} of two witnesses are named",
            LotRule.AdjustedAlone => $"the books were changed by {v[0]}: {Alone(v[1])}",
            LotRule.DivertedElsewhere => $"{v[4]} rounds were taken at {v[2]} ({v[3]}) on {v[5]}; the lot was delivered to {v[0]} ({v[1]}) only, which reported no loss and gave none away",
            _ => string.Join(", ", v),
        };
    }

    /// <summary>What happened.</summary>
    public static string Name(LotEvent fact) => Step(EventCatalogue.NameOf(fact.GetType()));

    /// <summary>Who did it with how many rounds.</summary>
    public static string Of(LotEvent fact) => fact switch
    {
        LotProduced it => $"{it.Manufacturer.Name}: {Rounds(it.Rounds)}",
        LotReceived it => $"{(it.From is { } from ? $"{from.Name} → " : "")}{it.Custodian.Name}: {Rounds(it.Rounds)}",
        LotMoved it => $"{it.From.Name} → {it.To.Name}: {Rounds(it.Rounds)}",
        LotIssued it => $"{it.Custodian.Name} → {it.User}: {Rounds(it.Rounds)}",
        LotReturned it => $"{it.User} → {it.Custodian.Name}: {Rounds(it.Rounds)}",
        LotConsumed it => $"{it.Unit}: {Rounds(it.Rounds)}",
        LotSplit it => $"{it.Custodian.Name}: {Rounds(it.Rounds)} into {it.Parts.Count}",
        LotMerged it => $"{it.Custodian.Name}: {Rounds(it.Rounds)} of {it.Parents.Count}",
        LotCounted it => $"{it.Custodian.Name}: {Rounds(it.Counted)} counted",
        LotLost it => $"{it.User ?? it.Custodian.Name}: {Rounds(it.Rounds)}",
        LotSeized it => $"{it.Authority.Name}: {Rounds(it.Rounds)}",
        LotDestroyed it => $"{it.Custodian.Name}: {Rounds(it.Rounds)}, {it.Method}",
        LotAdjusted it => $"{it.Custodian.Name}: {(it.Change > 0 ? "+" : "")}{Rounds(it.Change)}, {it.Reason ?? "no reason given"}",
        _ => "",
    };

    private static string Alone(string wrong) => wrong switch
    {
        "reason-missing" => "nobody says why",
        "approver-missing" => "nobody else agreed",
        _ => "one person did it alone",
    };

    private static string Whose(ValueList<string> v) => v[1].Length == 0 ? v[0] : $"{v[0]} at {v[1]}";

    private static string Rounds(long rounds) => rounds.ToString("N0", CultureInfo.InvariantCulture);

    private static string Step(string storedName) => storedName.Replace('_', ' ');
}
