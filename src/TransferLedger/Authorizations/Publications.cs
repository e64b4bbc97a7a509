using System.Collections.Immutable;
using TransferLedger.Ledger;

namespace TransferLedger.Authorizations;

/// <summary>What one release says that the releases before it did not, for the rows of one home.</summary>
/// <param name="Same">Rows on record already.</param>
/// <param name="Changed">Rows that say something else now: the fact that stands, and the row.</param>
/// <param name="New">Rows that were not there.</param>
/// <param name="Gone">Rows that are there no more.</param>
public sealed record ReleaseDifference(
    int Same,
    ImmutableArray<(Recorded Before, LicencePublished Row)> Changed,
    ImmutableArray<LicencePublished> New,
    ImmutableArray<Recorded> Gone)
{
    /// <summary>Does it say nothing but what was on record?</summary>
    public bool IsNone => Changed.IsEmpty && New.IsEmpty && Gone.IsEmpty;

    /// <summary>The facts that say so, kept at a home.</summary>
    public IEnumerable<NewFact> Facts(Subject home) =>
        Changed.Select(it => (LicenceReport)(it.Row with { Replaces = it.Before.Position }))
            .Concat(New)
            .Concat(Gone.Select(it => new LicencePublicationEnded(
                it.Fact.Happened, ((LicencePublished)it.Fact).Source, it.Position)))
            .Select(it => new NewFact(home, it));
}

/// <summary>Published rows over several releases. Pure.</summary>
public static class Publications
{
    /// <summary>
    /// The rows that stand: published, and neither replaced by a later release nor missing from it. Corrections and
    /// retractions by people are respected.
    /// </summary>
    /// <param name="facts">The facts known at some point.</param>
    public static ImmutableArray<Recorded> Standing(IEnumerable<Recorded> facts)
    {
        var all = StandingFacts.Of(facts).Where(it => it.Fact is LicencePublished or LicencePublicationEnded)
            .ToImmutableArray();
        var past = all.Select(it => it.Fact switch
        {
            LicencePublished row => row.Replaces,
            LicencePublicationEnded ended => ended.Row,
            _ => null,
        }).OfType<long>().ToHashSet();
        return [.. all.Where(it => it.Fact is LicencePublished && !past.Contains(it.Position))];
    }

    /// <summary>
    /// Compares the rows of a new release with those that stand, all of one country and month. Rows that say the same
    /// are the same, those with the same group number first, then any: releases number refusals anew. Of the others,
    /// one with the same group, outcome and rating is changed; so is one that alone is left of its group and outcome on
    /// either side. What then is left is new, or gone.
    /// </summary>
    /// <param name="standing">The rows that stand.</param>
    /// <param name="release">The rows of the new release.</param>
    public static ReleaseDifference Compare(IEnumerable<Recorded> standing, IEnumerable<LicencePublished> release)
    {
        var (before, after) = (standing.ToList(), release.Select(it => it with { Replaces = null }).ToList());
        var same = Pair(before, after, it => it with { Replaces = null }).Count
            + Pair(before, after, it => it with { Replaces = null, Group = "" }).Count;
        var changed = Pair(before, after, it => (it.Group, it.Outcome, it.Rating));
        var alone = AloneIn(before.Select(Row)).Intersect(AloneIn(after)).ToHashSet();
        changed.AddRange(Pair(before, after, it => (it.Group, it.Outcome), alone.Contains));
        return new ReleaseDifference(same, [.. changed], [.. after], [.. before]);
    }

    /// <summary>Takes out of both lists what has the same key, one by one.</summary>
    private static List<(Recorded Before, LicencePublished Row)> Pair<TKey>(
        List<Recorded> before,
        List<LicencePublished> after,
        Func<LicencePublished, TKey> key,
        Func<TKey, bool>? only = null)
        where TKey : notnull
    {
        var waiting = before.GroupBy(it => key(Row(it))).ToDictionary(it => it.Key, it => new Queue<Recorded>(it));
        var pairs = new List<(Recorded, LicencePublished)>();
        var left = new List<LicencePublished>();
        foreach (var row in after)
        {
            var its = key(row);
            if ((only is null || only(its)) && waiting.TryGetValue(its, out var queue) && queue.Count > 0)
            {
                pairs.Add((queue.Dequeue(), row));
            }
            else
            {
                left.Add(row);
            }
        }

        var taken = pairs.Select(it => it.Item1.Position).ToHashSet();
        before.RemoveAll(it => taken.Contains(it.Position));
        after.Clear();
        after.AddRange(left);
        return pairs;
    }

    private static IEnumerable<(string Group, PublishedOutcome Outcome)> AloneIn(IEnumerable<LicencePublished> rows) =>
        rows.GroupBy(it => (it.Group, it.Outcome)).Where(it => it.Count() == 1).Select(it => it.Key);

    private static LicencePublished Row(Recorded entry) => (LicencePublished)entry.Fact;
}
