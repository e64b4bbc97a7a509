using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>
/// What is on record around a weapon, or around a shipment, and is not about it: what the rules about transfers, names
/// and files look at. Whoever reads the log brings it; without it these rules are not asked.
/// </summary>
public sealed record Surroundings
{
    /// <summary>Nothing is around.</summary>
    public static Surroundings Nothing { get; } = new();

    /// <summary>
    /// Facts about the shipments it was packed in or left with, the authorizations and certificates these moved under,
    /// what States on their way ask for, and the corrections of all these; in the order of recording.
    /// </summary>
    public ImmutableArray<Recorded> Transfers { get; init; } = [];

    /// <summary>Other weapons with a number like one of its own.</summary>
    public ImmutableArray<Namesake> Namesakes { get; init; } = [];

    /// <summary>How many more there are, further from its number, that were not read.</summary>
    public int NamesakesLeftOut { get; init; }

    /// <summary>
    /// Inspections of sites, training, and permits to hold arms of those who had it, and which States' permits are all
    /// on record; with their corrections.
    /// </summary>
    public ImmutableArray<Recorded> Keepers { get; init; } = [];

    /// <summary>What its maker made, by works of reference; with their corrections.</summary>
    public ImmutableArray<Recorded> Production { get; init; } = [];

    /// <summary>What was recorded at once with facts about it.</summary>
    public ImmutableArray<EntryBatch> Batches { get; init; } = [];

    /// <summary>
    /// What became of the files its facts name, by hash; a hash that is not here was not looked for.
    /// </summary>
    public ImmutableDictionary<string, FileState> Files { get; init; } =
        ImmutableDictionary<string, FileState>.Empty;

    /// <summary>The first of its facts that is not stored as it was recorded; null when all are.</summary>
    public BrokenChain? Broken { get; init; }

    /// <summary>
    /// Positions at which facts about it stood that the log no longer holds, in their order; of very many the first.
    /// </summary>
    public ImmutableArray<long> Removed { get; init; } = [];

    /// <summary>Every fact in it.</summary>
    internal IEnumerable<Recorded> Facts =>
        Transfers.Concat(Keepers).Concat(Production).Concat(Namesakes.SelectMany(it => it.Facts))
            .DistinctBy(it => it.Position);

    /// <summary>
    /// What was around at one point on the two clocks. Files and the chain are as they are found now, whatever the
    /// point.
    /// </summary>
    internal Surroundings At(AsOf asOf) => this with
    {
        Transfers = [.. Standing(Transfers, asOf)],
        Keepers = [.. Standing(Keepers, asOf)],
        Production = [.. Standing(Production, asOf with { HappenedBy = null })],
        Namesakes =
        [
            .. Namesakes.Select(it => it with
            {
                Facts = [.. it.Facts.Where(one => asOf.KnownBy is not { } by || one.At <= by)],
            }),
        ],
    };

    /// <summary>Facts as they stand at one point; a corrected date decides whether a fact had happened.</summary>
    internal static IEnumerable<Recorded> Standing(IEnumerable<Recorded> facts, AsOf asOf) =>
        StandingFacts.Of(facts.Where(it => asOf.KnownBy is not { } by || it.At <= by))
            .Where(it => it.Fact.Happened.Earliest <= (asOf.HappenedBy ?? Instant.MaxValue))
            .OrderBy(it => it.Position);
}

/// <summary>Another weapon with a number like one of the weapon's own.</summary>
/// <param name="Weapon">Its id.</param>
/// <param name="Facts">The facts about it and its other identities, in the order of recording.</param>
public sealed record Namesake(WeaponId Weapon, ImmutableArray<Recorded> Facts);

/// <summary>What became of a file that a fact names.</summary>
public enum FileState
{
    /// <summary>It is on hand, byte by byte as it was stored.</summary>
    AsStored,

    /// <summary>Nobody has put it into the ledger's files.</summary>
    NotOnHand,

    /// <summary>The bytes on hand have another hash.</summary>
    Altered,
}

/// <summary>Where the chain of the log breaks.</summary>
/// <param name="From">The first position at which it is not as it was recorded.</param>
/// <param name="Why">What is wrong there, as the check says it.</param>
public sealed record BrokenChain(long From, string Why);
