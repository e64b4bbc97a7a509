using TransferLedger.Ledger;
using TransferLedger.Parties;

namespace TransferLedger.Screening;

/// <summary>Does what is known of a party agree with what a list says?</summary>
public enum Agreement
{
    /// <summary>One of the two does not say.</summary>
    NotCompared,

    /// <summary>It does.</summary>
    Agrees,

    /// <summary>It does not.</summary>
    Differs,
}

/// <summary>How much a match weighs (EUC-051).</summary>
public enum MatchGrade
{
    /// <summary>Worth a look.</summary>
    Possible,

    /// <summary>Somebody must decide before anything goes on.</summary>
    Likely,

    /// <summary>An identifier says that it is the listed party.</summary>
    Certain,
}

/// <summary>Why a listed party may be the one that was screened, feature by feature.</summary>
/// <param name="List">The list.</param>
/// <param name="Entry">What the list knows it by.</param>
/// <param name="EntryFingerprint">Of the entry as it was compared (<see cref="ListedEntry.Fingerprint"/>).</param>
/// <param name="Listed">The listed name that is most alike.</param>
/// <param name="ListedAs">What that name is to the entry.</param>
/// <param name="Asked">The name of the party that is most like it.</param>
/// <param name="Score">How alike the two are, in thousandths.</param>
/// <param name="Deductions">What makes the score less than 1000.</param>
/// <param name="Country">Do the countries agree?</param>
/// <param name="Birth">Do the dates of birth?</param>
/// <param name="Grade">How much it weighs.</param>
/// <param name="Identifier">The identifier that both have; null when none.</param>
/// <param name="Since">
/// What the entry says otherwise than when somebody last decided about this match; null when nobody had, when it says
/// the same, when its earlier version was not on hand, and in facts of the time when that was not recorded.
/// </param>
public sealed record ScreeningMatch(
    string List,
    string Entry,
    string EntryFingerprint,
    string Listed,
    ListedNameKind ListedAs,
    string Asked,
    int Score,
    ValueList<Deduction> Deductions,
    Agreement Country,
    Agreement Birth,
    MatchGrade Grade,
    PartyIdentifier? Identifier = null,
    EntrySince? Since = null);

/// <summary>The thresholds of screening. The defaults are the proposals of EUC-051, not law.</summary>
/// <param name="WarnFrom">From which score on a name is worth a look, in thousandths.</param>
/// <param name="HoldFrom">From which score on it holds, when country or date of birth agree.</param>
/// <param name="StaleHours">How long after a list was last looked for it may be used.</param>
/// <param name="Lists">Which lists must be there; empty for the list of the United Nations alone.</param>
/// <param name="EnoughBits">
/// How much two names that differ must have in common, in bits: each bit halves how many strangers match by chance.
/// </param>
/// <param name="Version">What these thresholds are known by; every screening records it.</param>
public sealed record ScreeningParameters(
    int WarnFrom = 800,
    int HoldFrom = 920,
    int StaleHours = 24,
    ValueList<string> Lists = default,
    int EnoughBits = ScoreWeights.EnoughBits,
    string Version = "proposed-1")
{
    /// <summary>The proposals.</summary>
    public static ScreeningParameters Default { get; } = new();

    /// <summary>The lists that must be there.</summary>
    public IEnumerable<string> Needed => Lists.Count == 0 ? [SanctionsLists.UnitedNations] : Lists;

    /// <summary>Do these come to the same as others, whatever they are known by?</summary>
    public bool Alike(ScreeningParameters other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return WarnFrom == other.WarnFrom && HoldFrom == other.HoldFrom && StaleHours == other.StaleHours
            && EnoughBits == other.EnoughBits && Needed.SequenceEqual(other.Needed, StringComparer.Ordinal);
    }

    /// <summary>Might these leave out a match that others would find, or weigh it less?</summary>
    public bool IsLooserThan(ScreeningParameters other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return WarnFrom > other.WarnFrom || HoldFrom > other.HoldFrom || EnoughBits > other.EnoughBits;
    }
}
