using TransferLedger.Inventories;
using TransferLedger.Ledger;
using TransferLedger.Lots;

namespace TransferLedger.Cli.Lots;

/// <summary>Why something cannot be done with a lot, or counted, and what to do.</summary>
internal static class LotRefusals
{
    public static string? Sentence(Refusal refusal)
    {
        var v = refusal.Details;
        return refusal.Code switch
        {
            LotKeeping.Unknown => $"nothing is on record about {v[0]}; ledger lot produce or receive begins it",
            LotKeeping.RoundsImpossible =>
                $"{v[0]} is no number of rounds; from 1 to {LotKeeping.MostRounds} in one fact",
            LotKeeping.OverDrawn => $"{v[2]} has {v[0]} rounds of {v[3]} for certain from that day on, not {v[1]}",
            LotKeeping.PartsNotEqual => $"the whole is {v[0]} rounds, the parts are {v[1]}",
            LotKeeping.PartTwice => $"{v[0]} stands twice",
            LotKeeping.ReasonMissing => "say why, in --reason",
            LotKeeping.ApproverMissing => "let another person agree, in --approver",
            LotKeeping.SamePerson => $"{v[0]} cannot agree with themselves; let another person approve",
            Counting.NumberImpossible => $"{v[0]} is no number of weapons",
            Counting.TwoCounters =>
                $"{v[0]} person{(v[0] is 1 ? " is" : "s are")} named as having counted; two count, name both with --counter",
            Counting.MoreSeenThanCounted => $"{v[0]} weapons are listed as seen, and only {v[1]} were counted",
            _ => null,
        };
    }
}
