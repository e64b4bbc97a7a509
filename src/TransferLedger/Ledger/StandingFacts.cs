using System.Collections.Immutable;
using TransferLedger.Custody;
using TransferLedger.Shipments;

namespace TransferLedger.Ledger;

/// <summary>Facts as they stand after what was recorded about them later.</summary>
public static class StandingFacts
{
    /// <summary>
    /// The facts without corrections, retractions and disputes, and without those whose retraction stands; a corrected
    /// date or name replaces the recorded one, and a quantity that cannot be counted is none
    /// (<see cref="UncountedQuantity"/>). In the order given.
    /// </summary>
    public static IEnumerable<Recorded> Of(IEnumerable<Recorded> facts)
    {
        var all = facts.ToImmutableArray();
        var amendments = all.Select(Amendment.Of).OfType<Amendment>().ToImmutableArray().Sort(Amendment.Compare);
        var standing = amendments.IsEmpty ? all : Amended(all, amendments);
        return all.Any(it => UncountedQuantity.IsIn(it.Fact))
            ? standing.Select(it => UncountedQuantity.IsIn(it.Fact)
                ? it with { Fact = UncountedQuantity.Without(it.Fact) }
                : it)
            : standing;
    }

    private static IEnumerable<Recorded> Amended(ImmutableArray<Recorded> all, ImmutableArray<Amendment> amendments)
    {
        var standing = Amendment.Standing(amendments).ToLookup(it => it.Target);
        foreach (var entry in all)
        {
            if (entry.Fact is CorrectionEvent
                || standing[entry.Position].Any(it => it.Kind == AmendmentKind.Retraction))
            {
                continue;
            }

            var fact = entry.Fact;
            foreach (var correction in standing[entry.Position].Where(it => it.Kind == AmendmentKind.Correction))
            {
                fact = CorrectableFields.Read(fact, correction.Field!) is null
                    ? fact
                    : CorrectableFields.With(fact, correction.Field!, correction.New!, out _) ?? fact;
            }

            yield return ReferenceEquals(fact, entry.Fact) ? entry : entry with { Fact = fact };
        }
    }
}
