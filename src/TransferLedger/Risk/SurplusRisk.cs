using TransferLedger.Ledger;

namespace TransferLedger.Risk;

/// <summary>What becomes of a surplus that a State declared (RSK-026).</summary>
internal static class SurplusRisk
{
    /// <summary>
    /// A declaration is one case, whatever it is about: what is declared together is destroyed or kept together. It
    /// counts once all of it is destroyed, or two years after it should have been, and is then as bad as the share that
    /// is left; before, it says nothing.
    /// </summary>
    public static void Collect(Subject home, RiskEntries into, RiskWindows windows)
    {
        if (Surplus.Of(into.Standing) is not { Declared.Fact.Quantity: > 0 } it)
        {
            return;
        }

        var country = RiskEntries.CountryOf(home);
        var overdue = it.Due.LaterByYears(windows.SurplusYears);
        var done = it.Completed();
        if (done is not null && RiskEntries.DayOf(done.Fact.Happened) is var day && day <= overdue)
        {
            into.Add(RiskSeries.SurplusDue, country, day, done.Position);
            return;
        }

        into.Add(RiskSeries.SurplusDue, country, overdue, it.Declared.Position);
        into.Add(RiskSeries.SurplusLeft, country, overdue, it.Declared.Position, it.ShareLeft(overdue));
    }
}
