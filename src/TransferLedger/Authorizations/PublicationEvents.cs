using NodaTime;
using TransferLedger.Ledger;

namespace TransferLedger.Authorizations;

/// <summary>Was what is published granted or refused?</summary>
public enum PublishedOutcome
{
    /// <summary>Granted.</summary>
    Granted,

    /// <summary>Refused.</summary>
    Refused,
}

/// <summary>
/// A row of a public statistical release about licences. A later release that says something else about the same row is
/// another such fact, which names the one it replaces.
/// </summary>
/// <param name="Happened">The month or day of the decision.</param>
/// <param name="Source">The series of releases.</param>
/// <param name="Group">
/// The number of the group of rows in the release that first had it. Later releases may number anew.
/// </param>
/// <param name="Rating">The entry of the control list, as written.</param>
/// <param name="Count">How many licences.</param>
/// <param name="Country">The destination, as written.</param>
/// <param name="Outcome">Granted or refused.</param>
/// <param name="Value">In whole units of the currency; absent where the release gives none.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Replaces">The position of the row's fact that stood before; absent when the row is new.</param>
public sealed record LicencePublished(
    Happened Happened,
    string Source,
    string Group,
    string Rating,
    int Count,
    string Country,
    PublishedOutcome Outcome,
    long? Value = null,
    string? Currency = null,
    long? Replaces = null)
    : LicenceReport(Happened)
{
    /// <inheritdoc/>
    public override Subject? KeptWith => HomeOf(Source, Country, Happened);

    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Subject.Of("publication", Source)];

    /// <summary>Where the rows about a country and month are kept; the year, if no month is known.</summary>
    /// <exception cref="FormatException">Source or country holds no letter or digit.</exception>
    public static Subject HomeOf(string source, string country, Happened date)
    {
        var (first, last) = (date.Earliest.InUtc().Date, date.Latest.InUtc().Date);
        var month = first.ToYearMonth() == last.ToYearMonth()
            ? FormattableString.Invariant($"{first.Year:0000}-{first.Month:00}")
            : FormattableString.Invariant($"{first.Year:0000}");
        return Subject.Of("publication", source, country, month);
    }
}

/// <summary>A later release no longer has a row.</summary>
/// <param name="Happened">The month or day of the row.</param>
/// <param name="Source">The series of releases.</param>
/// <param name="Row">The position of the row's fact.</param>
public sealed record LicencePublicationEnded(Happened Happened, string Source, long Row) : LicenceReport(Happened)
{
    /// <inheritdoc/>
    public override Subject? KeptWith => null;

    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Subject.Of("publication", Source)];
}
