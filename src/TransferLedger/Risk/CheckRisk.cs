using NodaTime;
using TransferLedger.Checks;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Risk;

/// <summary>What post-shipment checks and counts of stocks say about a country.</summary>
internal static class CheckRisk
{
    private const double Half = 0.5;

    /// <summary>
    /// Goes through the facts of a check. Seen by video or on paper only it counts half as refused, and is no completed
    /// check; one whose day is over without an outcome stands as not inspected.
    /// </summary>
    public static void Collect(RiskEntries into)
    {
        var plan = into.All<VerificationPlanned>().Select(it => it.Entry).FirstOrDefault();
        var done = into.All<VerificationPerformed>().Select(it => it.Entry).FirstOrDefault();
        var (planned, performed) = (plan?.Fact as VerificationPlanned, done?.Fact as VerificationPerformed);
        var country = RiskEntries.Code(planned?.Site?.Country) ?? RiskEntries.Code(performed?.Site?.Country)
            ?? RiskEntries.CountryOf(planned?.Certificate ?? performed?.Certificate);
        var party = (planned?.EndUser ?? performed?.EndUser)?.Rest;
        var site = RiskUnit.SiteKey(party, performed?.Site ?? planned?.Site);
        if (plan is not null && planned is not null)
        {
            var due = planned.Due.Latest.InUtc().Date.LaterByDays(1);
            into.Add(RiskSeries.NotInspected, country, due, plan.Position,
                until: performed is null ? null : RiskEntries.DayOf(performed.Happened), party: party,
                site: RiskUnit.SiteKey(party, planned.Site));
        }

        if (done is null || performed is null)
        {
            return;
        }

        var on = RiskEntries.DayOf(performed.Happened);
        void Add(RiskSeries series, double weight = 1) =>
            into.Add(series, country, on, done.Position, weight, party: party, site: site);
        Add(RiskSeries.CheckDue);
        if (performed.Result != VerificationResult.Done)
        {
            Add(RiskSeries.CheckRefused);
            return;
        }

        if (performed.Method != VerificationMethod.Physical)
        {
            Add(RiskSeries.CheckRefused, Half);
            return;
        }

        var sample = SampleOutcome.Of(planned, performed);
        Add(RiskSeries.Checked);
        Add(RiskSeries.CheckUnfavourable, sample.Unexplained.Count > 0 ? 1 : 0);
        Add(RiskSeries.Sampled, sample.Seen + sample.Explained.Count + sample.Unexplained.Count);
        Add(RiskSeries.SampleMissing, sample.Unexplained.Count);
    }

    /// <summary>Goes through the counts of a site. A sample has no difference (COC-074).</summary>
    public static void CollectCounts(RiskEntries into)
    {
        foreach (var (entry, fact) in into.All<InventoryCounted>())
        {
            var country = RiskEntries.Code(fact.Custodian.Country) ?? RiskEntries.Code(fact.Site.Country);
            var (on, party) = (RiskEntries.DayOf(fact.Happened), RiskEntries.PartyOf(fact.Custodian));
            var site = RiskUnit.SiteKey(party, fact.Site);
            into.Add(RiskSeries.Counted, country, on, entry.Position, party: party, site: site);
            if (fact.Counted != fact.Book && fact.Method != Inventories.CountMethod.Sample)
            {
                into.Add(RiskSeries.CountDiffers, country, on, entry.Position, party: party, site: site);
            }
        }
    }
}
