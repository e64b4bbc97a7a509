using System.Collections.Immutable;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>What a weapon's custody is replayed from.</summary>
/// <param name="Facts">
/// The facts about it and about identities that were ever merged with it, with <see cref="Journey"/> also the way of
/// its shipments; in the order of recording.
/// </param>
/// <param name="Counts">Counts of the stocks of those who had it, whether it was seen or not.</param>
public sealed record WeaponDossier(ImmutableArray<Recorded> Facts, ImmutableArray<Recorded> Counts)
{
    /// <summary>
    /// The embargoes on record, and what the weapon's shipments drew from clearances; empty where nobody asked for
    /// them, and then custody in embargoed areas is not evaluated.
    /// </summary>
    public ImmutableArray<Recorded> Embargoes { get; init; } = [];

    /// <summary>A dossier of nothing but a weapon's own facts.</summary>
    public WeaponDossier(IEnumerable<Recorded> facts)
        : this([.. facts], [])
    {
    }

    /// <summary>What is on record around it; null when nobody looked, and the rules about it are not asked.</summary>
    public Surroundings? Around { get; init; }

    /// <summary>Whoever answered for it at some time, by the facts as known now.</summary>
    public IEnumerable<Subject> Custodians() => CustodyReplay.Of(Facts, AsOf.Now, CustodyParameters.Default).Segments
        .OfType<CustodySegment.Known>().Select(it => it.Custodian.Party).Distinct();

    /// <summary>The countries of whoever answered for it, ISO 3166-1 alpha-2, each once.</summary>
    public IEnumerable<string> Countries() => CustodyReplay.Of(Facts, AsOf.Now, CustodyParameters.Default).Segments
        .OfType<CustodySegment.Known>().Select(it => it.Custodian.Country?.ToUpperInvariant()).OfType<string>()
        .Where(it => it.Any(char.IsLetterOrDigit)).Distinct(StringComparer.Ordinal);

    /// <summary>The makers its facts name, each once.</summary>
    public IEnumerable<string> Makers() => Facts.Select(it => TimelineEntry.Of(it)?.Item?.Maker).OfType<string>()
        .Distinct(StringComparer.Ordinal);

    /// <summary>The dossier with facts that may have been recorded since it was read.</summary>
    public WeaponDossier With(ImmutableArray<Recorded> newer) => this with
    {
        Facts = [.. Facts.Concat(newer).DistinctBy(it => it.Position).OrderBy(it => it.Position)],
    };

    /// <summary>
    /// The facts about some identities, with the way of shipments and the corrections of all these. Without a merge
    /// that is everything.
    /// </summary>
    public IEnumerable<Recorded> About(IReadOnlyList<WeaponId> union)
    {
        if (!Facts.Any(it => it.Fact is IdentityMerged))
        {
            return Facts;
        }

        var own = union.Select(it => it.Value).ToHashSet(StringComparer.Ordinal);
        var positions = new HashSet<long>();
        return Facts.OrderBy(it => it.Position).Where(it => IsOf(it, own, positions) && positions.Add(it.Position));
    }

    /// <summary>A correction belongs to whatever it corrects, which stands before it in the log.</summary>
    private static bool IsOf(Recorded entry, HashSet<string> own, HashSet<long> before) =>
        entry.Fact is CorrectionEvent correction
            ? before.Contains(correction.Target)
            : WeaponFacts.KeysOf(entry).ToList() is var about && (about.Count == 0 || about.Exists(own.Contains));
}
