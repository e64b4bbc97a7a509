using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>
/// Facts of one person that were all recorded within one second, and all typed in: by their channel, or, where they
/// were recorded before channels were, because they name nothing they were taken from.
/// </summary>
/// <param name="Actor">Who recorded them.</param>
/// <param name="At">When, cut to the second.</param>
/// <param name="Count">How many requests, of whatever weapon; at least so many where they are very many.</param>
/// <param name="Positions">Those about this weapon, ascending.</param>
public sealed record EntryBatch(string Actor, Instant At, int Count, ValueList<long> Positions);

/// <summary>Rules about the clock of the log (COC-029, 101).</summary>
internal static class ClockRules
{
    /// <summary>What these rules find.</summary>
    /// <param name="parameters">The thresholds.</param>
    /// <param name="known">The facts known, corrections included.</param>
    /// <param name="batches">What was recorded at once.</param>
    public static IEnumerable<Contradiction> Find(
        CustodyParameters parameters, IReadOnlyList<Recorded> known, ImmutableArray<EntryBatch> batches) =>
        AtOnce(parameters, known, batches).Concat(Backwards(parameters, known));

    private static IEnumerable<Contradiction> AtOnce(
        CustodyParameters parameters, IReadOnlyList<Recorded> known, ImmutableArray<EntryBatch> batches)
    {
        var own = known.Select(it => it.Position).ToHashSet();
        foreach (var batch in batches.Where(it => it.Count >= parameters.ManualEntriesAtOnce))
        {
            var positions = batch.Positions.Where(own.Contains).ToValueList();
            if (positions.Count > 0)
            {
                yield return new(
                    CustodyRule.SameSecondBatch, Severity.Info, positions,
                    [batch.Actor, NodaTime.Text.InstantPattern.General.Format(batch.At), Likeness.Number(batch.Count)]);
            }
        }
    }

    /// <summary>
    /// A log gives instants that never go back along its positions: where they do, somebody changed one. Each fact is
    /// held against the latest before it.
    /// </summary>
    private static IEnumerable<Contradiction> Backwards(CustodyParameters parameters, IReadOnlyList<Recorded> known)
    {
        Recorded? latest = null;
        foreach (var fact in known.OrderBy(it => it.Position))
        {
            if (latest is not null
                && fact.At + Duration.FromSeconds(parameters.RegressionToleranceSeconds) < latest.At)
            {
                yield return new(
                    CustodyRule.ClockRegression, Severity.Breach, [latest.Position, fact.Position],
                    [
                        NodaTime.Text.InstantPattern.General.Format(latest.At),
                        NodaTime.Text.InstantPattern.General.Format(fact.At),
                    ]);
            }

            latest = latest is null || fact.At > latest.At ? fact : latest;
        }
    }
}
