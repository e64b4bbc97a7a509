using NodaTime;
using TransferLedger.Ledger;

namespace TransferLedger.Risk;

/// <summary>One thing that counts about a country, and the fact that proves it.</summary>
/// <param name="Country">
/// The country, ISO 3166-1 alpha-2 in capitals; empty for what counts for those named only, because it counts for the
/// country by an entry of its own.
/// </param>
/// <param name="Series">What it counts as.</param>
/// <param name="Weight">
/// How much, in thousandths, so that sums are exact: 1000 for one event, else a number of items or days; of a stretch
/// of days 1000 at its beginning and -1000 at its end.
/// </param>
/// <param name="On">From which day on it counts (UTC): the first on which it may have happened.</param>
/// <param name="Until">The day from which on it no longer counts, because it was decided otherwise; null for never.
/// </param>
/// <param name="Dated">From which day on its age is reckoned; not after <paramref name="On"/>.</param>
/// <param name="Position">The fact.</param>
/// <param name="Contested">Somebody disputes the fact, and the dispute stands.</param>
/// <param name="Party">Whose it is, by the subject of the party without its kind; null when nobody is named.</param>
/// <param name="Site">
/// Where it lay, as <see cref="RiskUnit.SiteKey(string, string)"/> spells it; null when no site is named.
/// </param>
/// <param name="Named">
/// Who else is named: <c>broker/...</c> and <c>carrier/...</c> by the party, <c>found-in/...</c> by the country in
/// which an item turned up.
/// </param>
public sealed record RiskEntry(
    string Country,
    RiskSeries Series,
    long Weight,
    LocalDate On,
    LocalDate? Until,
    LocalDate Dated,
    long Position,
    bool Contested,
    string? Party,
    string? Site = null,
    ValueList<string> Named = default)
{
    /// <summary>What <see cref="Country"/> holds where it counts for none.</summary>
    public const string NoCountry = "";
}

/// <summary>An entry with the time for which the ledger knew it so.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="KnownFrom">Since when, inclusive.</param>
/// <param name="KnownUntil">Until when, exclusive: a later fact changed it; null while it stands.</param>
public sealed record RiskFact(RiskEntry Entry, Instant KnownFrom, Instant? KnownUntil)
{
    /// <summary>Does it count on a day, as known at an instant?</summary>
    public bool Counts(LocalDate on, Instant? known) => Entry.On <= on && (Entry.Until is not { } until || until > on)
        && (known is { } by ? KnownFrom <= by && (KnownUntil is not { } gone || gone > by) : KnownUntil is null);
}

/// <summary>A point on the two clocks for which risk is asked.</summary>
/// <param name="On">The day (UTC): nothing later has happened.</param>
/// <param name="Known">Nothing recorded later is known; null for everything.</param>
public readonly record struct RiskMoment(LocalDate On, Instant? Known)
{
    /// <summary>
    /// The moment of a question: no later than the day of asking and than what was known, because nobody can have
    /// waited, or held, longer than that.
    /// </summary>
    /// <param name="asOf">What is asked for.</param>
    /// <param name="now">The instant of asking.</param>
    public static RiskMoment Of(AsOf asOf, Instant now) => new(
        Instant.Min(Instant.Min(asOf.HappenedBy ?? now, asOf.KnownBy ?? now), now).InUtc().Date, asOf.KnownBy);
}
