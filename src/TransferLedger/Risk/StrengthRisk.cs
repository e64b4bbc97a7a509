using TransferLedger.Parties;

namespace TransferLedger.Risk;

/// <summary>What a body of a state declares of its own strength, against which what it is sold is held.</summary>
internal static class StrengthRisk
{
    /// <summary>Goes through the register's facts about a party: each replaces the one before.</summary>
    public static void Collect(RiskEntries into)
    {
        var entries = into.All<PartyRegistered>().ToList();
        foreach (var (at, (entry, fact)) in entries.Index())
        {
            if (fact is { Kind: PartyKind.StateBody, Strength: > 0 })
            {
                into.Add(
                    RiskSeries.ForceStrength,
                    RiskEntries.Code(fact.Country),
                    RiskEntries.DayOf(fact.Happened),
                    entry.Position,
                    fact.Strength.Value,
                    until: at + 1 < entries.Count ? RiskEntries.DayOf(entries[at + 1].Fact.Happened) : null,
                    party: entry.Home.Rest);
            }
        }
    }
}
