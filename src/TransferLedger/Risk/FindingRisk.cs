using NodaTime;
using TransferLedger.Diversion;
using TransferLedger.Ledger;

namespace TransferLedger.Risk;

/// <summary>What diversion findings about one item, and findings themselves, say about countries.</summary>
internal static class FindingRisk
{
    /// <summary>
    /// An item counts once for a country as long as any finding about it stands confirmed, from the day of the
    /// confirmation; its age is that of the diversion.
    /// </summary>
    /// <param name="into">The facts about the item.</param>
    public static void CollectItem(RiskEntries into)
    {
        var confirmed = into.Standing.Where(it => it.Fact is DiversionEvent).GroupBy(it => it.Home)
            .SelectMany(it => Confirmed(it.ToList())).GroupBy(it => it.Country, StringComparer.Ordinal);
        foreach (var country in confirmed)
        {
            LocalDate? covered = null;
            var open = false;
            foreach (var run in country.OrderBy(it => it.On).ThenBy(it => it.Position))
            {
                if (open || (covered is { } until && run.Until is { } ends && ends <= until))
                {
                    continue;
                }

                var on = covered is { } last && last > run.On ? last : run.On;
                into.Add(
                    RiskSeries.Diverted, run.Country, on, run.Position, until: run.Until, dated: run.Dated,
                    party: run.Party);
                (covered, open) = (run.Until ?? covered, run.Until is null);
            }
        }
    }

    /// <summary>A finding that is not decided yet.</summary>
    /// <param name="into">The facts about the finding.</param>
    public static void Collect(RiskEntries into)
    {
        var asserted = into.All<DiversionAsserted>().FirstOrDefault();
        if (asserted.Entry is null)
        {
            return;
        }

        var decided = into.Standing.FirstOrDefault(it => it.Fact is DiversionConfirmed or DiversionDismissed);
        into.Add(
            RiskSeries.OpenFinding, RiskEntries.Code(asserted.Fact.Custodian.Country),
            RiskEntries.DayOf(asserted.Fact.Happened), asserted.Entry.Position,
            until: decided is null ? null : RiskEntries.DayOf(decided.Fact.Happened),
            party: RiskEntries.PartyOf(asserted.Fact.Custodian));
    }

    private static IEnumerable<Run> Confirmed(List<Recorded> finding)
    {
        if (finding.Select(it => it.Fact).OfType<DiversionAsserted>().FirstOrDefault() is not { } asserted
            || RiskEntries.Code(asserted.Custodian.Country) is not { } country)
        {
            yield break;
        }

        var decisions = finding.Where(it => it.Fact is DiversionConfirmed or DiversionDismissed).ToList();
        foreach (var (at, decision) in decisions.Index().Where(it => it.Item.Fact is DiversionConfirmed))
        {
            var end = decisions.Skip(at + 1).FirstOrDefault();
            yield return new Run(
                country,
                RiskEntries.DayOf(decision.Fact.Happened),
                end is null ? null : RiskEntries.DayOf(end.Fact.Happened),
                RiskEntries.DayOf(asserted.To),
                decision.Position,
                RiskEntries.PartyOf(asserted.Custodian));
        }
    }

    private sealed record Run(
        string Country, LocalDate On, LocalDate? Until, LocalDate Dated, long Position, string? Party);
}
