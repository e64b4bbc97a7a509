using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Tracing;

/// <summary>What this ledger can answer about a weapon that another State asks about.</summary>
public static class OwnHoldings
{
    /// <summary>
    /// The reply the weapon's custody gives: its holders with the papers they rest on, the last first report of loss
    /// or theft, the State it was last sent to.
    /// </summary>
    /// <param name="report">The weapon's custody.</param>
    /// <param name="happened">When the reply is given.</param>
    /// <param name="officer">Who gives it.</param>
    public static TraceResponded Answer(CustodyReport report, Happened happened, string officer)
    {
        var facts = report.Facts.ToDictionary(it => it.Position);
        var holders = report.Chain.Segments.OfType<CustodySegment.Known>().Select(segment =>
        {
            var began = facts[segment.Grounds[0]];
            return new TracedHolder(
                segment.Custodian, segment.From, CustodySteps.StoredName(began.Step), began.Reference);
        });
        var distinct = new List<TracedHolder>();
        foreach (var it in holders.Where(it => distinct.Count == 0 || !Likeness.Same(distinct[^1].Holder, it.Holder)))
        {
            distinct.Add(it);
        }

        var missing = report.Facts.FirstOrDefault(it =>
            it.Step is CustodyStep.Lost or CustodyStep.Stolen or CustodyStep.Captured);
        var here = distinct.FirstOrDefault()?.Holder.Country;
        var last = distinct.LastOrDefault()?.Holder.Country;
        return new TraceResponded(
            happened,
            distinct.Count > 0 ? TraceOutcome.Identified : TraceOutcome.InsufficientData,
            officer,
            [report.Weapon.Subject],
            distinct.ToValueList(),
            NextState: last is not null && last != here ? last : null,
            Missing: missing is null ? null : $"{CustodySteps.StoredName(missing.Step)} {missing.Happened.Text}");
    }
}
