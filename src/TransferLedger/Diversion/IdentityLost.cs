using System.Collections.Immutable;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Diversion;

/// <summary>A fact that took a merge of identities back.</summary>
/// <param name="Position">The fact: a split, or the retraction of the merge.</param>
/// <param name="Happened">When it was decided.</param>
/// <param name="Grounds">Why.</param>
/// <param name="Officer">Who decided.</param>
/// <param name="Approver">Who agreed.</param>
public sealed record MergeTakenBack(
    long Position, Happened Happened, string Grounds, string Officer, string Approver);

/// <summary>
/// Identities that were one weapon with the item of a finding when it was confirmed, or asserted, and are another one
/// since. The point of diversion was taken from the custody of them all: the finding may be about the wrong weapon.
/// </summary>
/// <param name="Identities">Those that are another weapon now.</param>
/// <param name="Facts">What took the merges back, in the order of recording.</param>
/// <param name="Sighted">Those of them that the sighting is about, where it is not about the item; else none.</param>
public sealed record IdentityLost(
    ValueList<WeaponId> Identities, ValueList<MergeTakenBack> Facts, ValueList<WeaponId> Sighted)
{
    /// <summary>
    /// What a finding has lost; null when nothing. A finding that was dismissed, or confirmed again after the split,
    /// has lost nothing.
    /// </summary>
    /// <param name="found">The finding.</param>
    /// <param name="known">
    /// All facts about its item and every identity ever merged with it, in the order of recording.
    /// </param>
    public static IdentityLost? Of(DiversionCase found, IEnumerable<Recorded> known)
    {
        if (found.Status == DiversionStatus.Dismissed
            || !WeaponId.TryParse(found.Asserted.Item.Key, out var item))
        {
            return null;
        }

        var facts = known.ToImmutableArray();
        var decided = found.Steps.LastOrDefault(it => it.Status == DiversionStatus.Confirmed)?.Position
            ?? found.Position;
        var before = facts.Where(it => it.Position < decided).ToList();
        var was = IdentityUnion.Of(item, before);
        var still = IdentityUnion.Of(item, facts);
        var lost = was.Except(still).ToList();
        var sighted = SightedOf(found, facts);
        return lost.Count == 0 ? null : new IdentityLost(
            [.. lost], [.. TakenBack(facts, Gone(before, facts, was))],
            [.. sighted.Intersect(still).Any() ? [] : lost.Intersect(sighted)]);
    }

    /// <summary>The merges of some identities that stood before and stand no longer.</summary>
    private static HashSet<long> Gone(
        IEnumerable<Recorded> before, ImmutableArray<Recorded> facts, IReadOnlyList<WeaponId> was)
    {
        var standing = IdentityUnion.Standing(facts).Select(it => it.Position).ToHashSet();
        return
        [
            .. IdentityUnion.Standing(before)
                .Where(it => !standing.Contains(it.Position) && was.Any(one => it.IsAbout(one.Subject)))
                .Select(it => it.Position),
        ];
    }

    private static IEnumerable<MergeTakenBack> TakenBack(ImmutableArray<Recorded> facts, HashSet<long> merges)
    {
        var splits = StandingFacts.Of(facts)
            .Where(it => it.Fact is IdentitySplit split && merges.Contains(split.Merge));
        var retractions = Amendment.Standing([.. facts.Select(Amendment.Of).OfType<Amendment>()])
            .Where(it => it.Kind == AmendmentKind.Retraction && merges.Contains(it.Target))
            .Select(it => it.Position).ToHashSet();
        return splits.Concat(facts.Where(it => retractions.Contains(it.Position))).OrderBy(it => it.Position)
            .Select(it => it.Fact switch
            {
                IdentitySplit by => new MergeTakenBack(
                    it.Position, by.Happened, by.Grounds, by.Officer, by.Approver),
                RecordRetracted by => new MergeTakenBack(
                    it.Position, by.Happened, by.Reason, it.Provenance.Actor, by.Approver),
                _ => null,
            }).OfType<MergeTakenBack>();
    }

    private static List<WeaponId> SightedOf(DiversionCase found, ImmutableArray<Recorded> facts) =>
    [
        .. facts.Where(it => it.Position == found.Asserted.Sighting).SelectMany(WeaponFacts.KeysOf)
            .Select(WeaponId.Parse),
    ];
}
