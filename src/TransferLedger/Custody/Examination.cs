using NodaTime;
using NodaTime.Text;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>All rules on one weapon at one point on the two clocks. Used once and thrown away.</summary>
/// <param name="parameters">The thresholds.</param>
/// <param name="known">The facts known, corrections included.</param>
/// <param name="timeline">Their timeline.</param>
/// <param name="chain">The chain of custody at the point.</param>
/// <param name="counts">The counts that missed it.</param>
/// <param name="today">The day asked for.</param>
/// <param name="embargoes">Embargoes and draws from clearances, as known.</param>
internal sealed class Examination(
    CustodyParameters parameters,
    IReadOnlyList<Recorded> known,
    CustodyTimeline timeline,
    CustodyChain chain,
    MissedCounts counts,
    Instant today,
    IReadOnlyList<Recorded> embargoes)
{
    private readonly Dictionary<long, Guid> _ids = known.Concat(embargoes).DistinctBy(it => it.Position)
        .ToDictionary(it => it.Position, it => it.Id);

    /// <summary>What is around the weapon at the point; null when nobody looked.</summary>
    public Surroundings? Around
    {
        get;
        init
        {
            field = value;
            foreach (var fact in value?.Facts ?? [])
            {
                _ids.TryAdd(fact.Position, fact.Id);
            }
        }
    }

    /// <summary>The identities of the weapon.</summary>
    public IReadOnlyList<WeaponId> Union { get; init; } = [];

    /// <summary>The point.</summary>
    public AsOf AsOf { get; init; }

    /// <summary>The id of the fact at a position; a count's position is its own name here.</summary>
    public Guid IdOf(long position) => _ids.TryGetValue(position, out var id) ? id : counts.IdOf(position);

    /// <summary>Everything found, by rule, with what people decided.</summary>
    public IEnumerable<Finding> Findings()
    {
        var entries = Handovers.WithReceipts(timeline.Entries);
        entries.RemoveAll(it => it.Happened.Earliest > today);
        entries.Sort(TimelineEntry.Compare);
        var registers = RecordRules.FromRegisters(known);
        var decided = Finding.DecisionsIn(known);
        return chain.Contradictions
            .Concat(DueRules.Find(parameters, entries, registers, today))
            .Concat(RecordRules.Find(parameters, known, entries, chain.Contradictions))
            .Concat(TraceRules.Find(parameters, known, entries, chain, today))
            .Concat(counts.Find(chain))
            .Concat(OfSurroundings(entries))
            .Concat(EmbargoedCustody.Find(embargoes, known, chain))
            .Concat(BackDated(entries, registers))
            .OrderBy(it => it.Rule, StringComparer.Ordinal)
            .Select(it => (Key: Finding.KeyOf(it, IdOf), What: it))
            .DistinctBy(it => it.Key, StringComparer.Ordinal)
            .Select(it => new Finding(it.Key, it.What, decided.GetValueOrDefault(it.Key)));
    }

    private IEnumerable<Contradiction> OfSurroundings(List<TimelineEntry> entries)
    {
        if (Around is not { } around)
        {
            return [];
        }

        var transfers = Surroundings.Standing(known, AsOf).Concat(around.Transfers).DistinctBy(it => it.Position)
            .OrderBy(it => it.Position).ToList();
        var own = Union.ToHashSet();
        return new TransferRules(transfers, today).Find().Select(it => it.Of(own)).OfType<Contradiction>()
            .Concat(NamesakeRules.Find(timeline, chain, Union, around.Namesakes, AsOf.HappenedBy))
            .Concat(new AroundRules(known, around, today).Find(entries, chain))
            .Concat(new KeepingRules(known, around, today).Find(
                entries, chain, new WeaponCustody("", timeline).Description))
            .Concat(ClockRules.Find(parameters, known, around.Batches));
    }

    /// <summary>
    /// COC-028: facts that take a grave finding away that had been known for a day or more, and are dated before it.
    /// Rows of one import that come in no good order are not meant.
    /// </summary>
    private IEnumerable<Contradiction> BackDated(List<TimelineEntry> entries, HashSet<long> registers)
    {
        foreach (var late in entries.Where(it => !registers.Contains(it.Position)
            && Likeness.Days(it.Happened.Latest, it.At) > 0).OrderBy(it => it.At).ToList())
        {
            // What it takes away rests on facts that were known and happened after it: where there are none, nothing
            // is replayed.
            var dayBefore = late.At - Duration.FromDays(1);
            if (!entries.Exists(it => it.At <= dayBefore && late.Happened.CertainlyBefore(it.Happened)))
            {
                continue;
            }

            var before = CustodyChain.Of(timeline.KnownBy(late.At - Duration.Epsilon));
            if (!before.Contradictions.Any(it => it.Severity >= Severity.Breach))
            {
                continue;
            }

            var after = CustodyChain.Of(timeline.KnownBy(late.At)).Contradictions
                .Select(it => Finding.KeyOf(it, IdOf)).ToHashSet(StringComparer.Ordinal);
            foreach (var gone in before.Contradictions.Where(it => it.Severity >= Severity.Breach
                && !after.Contains(Finding.KeyOf(it, IdOf))))
            {
                var grounds = entries.Where(it => gone.Positions.Contains(it.Position)).ToList();
                if (grounds.Count > 0 && grounds.TrueForAll(it => it.At <= dayBefore)
                    && late.Happened.CertainlyBefore(grounds[^1].Happened))
                {
                    yield return Contradiction.Of(
                        CustodyRule.BackDated, Severity.Warn, [late, .. grounds],
                        CustodySteps.StoredName(late.Step), late.Happened.Text, Day(late.At), gone.Rule,
                        Day(grounds.Max(it => it.At)));
                }
            }
        }
    }

    private static string Day(Instant at) => LocalDatePattern.Iso.Format(at.InUtc().Date);
}
