using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>Which identities are one weapon, by the merges that stand.</summary>
public static class IdentityUnion
{
    /// <summary>
    /// A weapon's identity and all that are merged with it, however indirectly, sorted. A merge that was split or
    /// retracted counts for nothing.
    /// </summary>
    /// <param name="weapon">One identity.</param>
    /// <param name="known">The facts known about it and those merged with it.</param>
    public static IReadOnlyList<WeaponId> Of(WeaponId weapon, IEnumerable<Recorded> known)
    {
        var union = new HashSet<WeaponId> { weapon };
        var merges = Standing(known).Select(it => Named(it.Home, ((IdentityMerged)it.Fact).Others).ToArray()).ToList();
        while (merges.RemoveAll(it => it.Any(union.Contains) && Joined(union, it)) > 0)
        {
            // Another merge may name one that has just been joined.
        }

        return [.. union.OrderBy(it => it.Value, StringComparer.Ordinal)];
    }

    /// <summary>Every identity that any merge names, standing or not: whose facts must be read.</summary>
    public static IEnumerable<WeaponId> Mentioned(IEnumerable<Recorded> facts) => facts.SelectMany(it => it.Fact switch
    {
        IdentityMerged merge => Named(it.Home, merge.Others),
        _ => [],
    });

    /// <summary>The merges that no split and no retraction has taken back.</summary>
    public static IEnumerable<Recorded> Standing(IEnumerable<Recorded> known)
    {
        var facts = known.Where(it => it.Fact is IdentityMerged or IdentitySplit or CorrectionEvent).ToList();
        if (!facts.Any(it => it.Fact is IdentityMerged))
        {
            return [];
        }

        var standing = StandingFacts.Of(facts).ToList();
        var split = standing.Select(it => it.Fact).OfType<IdentitySplit>().Select(it => it.Merge).ToHashSet();
        return standing.Where(it => it.Fact is IdentityMerged && !split.Contains(it.Position));
    }

    private static bool Joined(HashSet<WeaponId> union, WeaponId[] merged)
    {
        union.UnionWith(merged);
        return true;
    }

    private static IEnumerable<WeaponId> Named(Subject home, ValueList<WeaponId> others) =>
        WeaponId.TryParse(home.Key, out var kept) ? others.Prepend(kept) : others;
}
