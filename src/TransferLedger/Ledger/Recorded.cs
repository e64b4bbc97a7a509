using System.Collections.Immutable;
using NodaTime;

namespace TransferLedger.Ledger;

/// <summary>A fact as it stands in the log.</summary>
/// <param name="Position">Its place over all streams: 1, 2, 3 … with no gaps, in the order of recording.</param>
/// <param name="Id">Its own id, the same at every retry of the request that recorded it.</param>
/// <param name="Home">The subject in whose stream it is kept.</param>
/// <param name="Version">Its place in that stream: 1, 2, 3 … with no gaps.</param>
/// <param name="At">When the ledger learned of it, in whole microseconds; never earlier than the fact before.</param>
/// <param name="Fact">What happened.</param>
/// <param name="Provenance">Who said so.</param>
/// <param name="Command">The request that recorded it.</param>
public sealed record Recorded(
    long Position,
    Guid Id,
    Subject Home,
    long Version,
    Instant At,
    LedgerEvent Fact,
    Provenance Provenance,
    CommandId Command)
{
    /// <summary>Is it about this?</summary>
    public bool IsAbout(Subject subject) => Home == subject || Fact.AlsoAbout().Contains(subject);

    /// <summary>Everything the fact is about, its home first.</summary>
    public IReadOnlyList<Subject> Subjects() => new NewFact(Home, Fact).Subjects();
}

/// <summary>
/// The facts about some subjects, oldest recording first, and how far the log had been read for them.
/// </summary>
/// <param name="Facts">In the order of their positions; a fact about several of the subjects stands once.</param>
/// <param name="UpTo">The last position of the log at the moment of reading, for <see cref="Condition"/>.</param>
public sealed record History(ImmutableArray<Recorded> Facts, long UpTo);

/// <summary>The end of the log.</summary>
/// <param name="Position">How many facts there are; the last one's position.</param>
/// <param name="At">When the last one was recorded; the Unix epoch when there is none.</param>
public readonly record struct Head(long Position, Instant At);

/// <summary>
/// A point on the two clocks: what had happened by one moment, as known at another. Null means no limit.
/// </summary>
/// <param name="HappenedBy">
/// Facts that certainly or possibly happened at or before this instant (by their earliest).
/// </param>
/// <param name="KnownBy">Facts recorded at or before this instant.</param>
public readonly record struct AsOf(Instant? HappenedBy, Instant? KnownBy)
{
    /// <summary>Everything known now.</summary>
    public static AsOf Now => default;

    /// <summary>Does the fact belong to the picture?</summary>
    public bool Includes(Recorded entry) => Includes(entry.At, entry.Fact.Happened);

    /// <summary>Does a fact recorded at an instant belong to the picture?</summary>
    public bool Includes(Instant at, Happened happened) =>
        (KnownBy is not { } known || at <= known)
        && (HappenedBy is not { } by || happened.Earliest <= by);
}
