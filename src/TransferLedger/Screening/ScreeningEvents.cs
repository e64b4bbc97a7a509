using TransferLedger.Ledger;
using TransferLedger.Parties;

namespace TransferLedger.Screening;

/// <summary>
/// Facts about sanctions lists and about parties compared with them. Stored for ever: add, never change.
/// </summary>
/// <param name="Happened">When it happened.</param>
public abstract record ScreeningEvent(Happened Happened) : LedgerEvent(Happened);

/// <summary>A file of a list.</summary>
/// <param name="Name">Its name when it was given.</param>
/// <param name="Sha256">
/// SHA-256 of its bytes, 64 lower-case hexadecimal digits; the file itself is kept beside the log.
/// </param>
/// <param name="Bytes">Its length.</param>
public sealed record ListFile(string Name, string Sha256, long Bytes);

/// <summary>How many parties a list names.</summary>
/// <param name="Persons">Persons.</param>
/// <param name="Bodies">Companies, groups and other bodies.</param>
/// <param name="Vessels">Vessels.</param>
/// <param name="Aircraft">Aircraft.</param>
/// <param name="Names">Names of all of them together.</param>
public sealed record ListCounts(int Persons, int Bodies, int Vessels, int Aircraft, int Names)
{
    /// <summary>All parties.</summary>
    public int Entries => Persons + Bodies + Vessels + Aircraft;
}

/// <summary>
/// Whoever keeps a list published a version of it: it is in force from then on. The home is <c>list/{name}</c>.
/// </summary>
/// <param name="Happened">When it was published, as the file or whoever gave it says.</param>
/// <param name="List">The list.</param>
/// <param name="Version">What the version is known by: SHA-256 of its one file, or over those of its files.</param>
/// <param name="Files">Its files, in the order in which they are read.</param>
/// <param name="Counts">How many parties it names.</param>
/// <param name="Before">The version before; null for the first.</param>
/// <param name="Added">Entries that the version before lacks; empty for the first.</param>
/// <param name="Changed">Entries that say something else there.</param>
/// <param name="Removed">Entries that are only there.</param>
/// <param name="Remarks">What in the files is not as it should be.</param>
public sealed record SanctionsListPublished(
    Happened Happened,
    string List,
    string Version,
    ValueList<ListFile> Files,
    ListCounts Counts,
    string? Before = null,
    ValueList<string> Added = default,
    ValueList<string> Changed = default,
    ValueList<string> Removed = default,
    ValueList<ListRemark> Remarks = default)
    : ScreeningEvent(Happened);

/// <summary>Somebody looked whether there is a newer version of a list, and this one was the newest.</summary>
/// <param name="Happened">When.</param>
/// <param name="List">The list.</param>
/// <param name="Version">The newest version.</param>
public sealed record SanctionsListChecked(Happened Happened, string List, string Version) : ScreeningEvent(Happened);

/// <summary>
/// All parties that had been screened against one version of a list were compared with what another adds and changes.
/// Whoever had to be screened anew for it has a fact of their own. The home is <c>list/{name}</c>.
/// </summary>
/// <param name="Happened">When it was done with all of them.</param>
/// <param name="List">The list.</param>
/// <param name="From">The version they had been screened against.</param>
/// <param name="To">The version they are screened against now.</param>
/// <param name="UpTo">Screenings up to this position are meant.</param>
/// <param name="Parties">How many parties that were.</param>
public sealed record PartiesRescreened(
    Happened Happened, string List, string From, string To, long UpTo, long Parties)
    : ScreeningEvent(Happened);

/// <summary>A list that a party was compared with.</summary>
/// <param name="List">The list.</param>
/// <param name="Version">Its version.</param>
public sealed record ListScreened(string List, string Version);

/// <summary>
/// A party was compared with lists. The home is <c>party/{name}</c>. Where something went wrong on the way the fact
/// says so, and clears nobody.
/// </summary>
/// <param name="Happened">When.</param>
/// <param name="Party">Everything that was known of it.</param>
/// <param name="Lists">With what it was compared.</param>
/// <param name="Method">The version of the comparison (<see cref="Romanization.Version"/>).</param>
/// <param name="Matches">The listed parties it may be, the likeliest first.</param>
/// <param name="Failure">What went wrong; null when nothing did.</param>
/// <param name="Parameters">
/// The thresholds by which it was compared; null in older facts, which went by the first proposals.
/// </param>
/// <param name="LeftOut">
/// How many more matches there were than are kept here, all less likely; null when all are kept, and in facts of the
/// time when that was not counted.
/// </param>
public sealed record PartyScreened(
    Happened Happened,
    ScreenedParty Party,
    ValueList<ListScreened> Lists,
    int Method,
    ValueList<ScreeningMatch> Matches = default,
    string? Failure = null,
    ScreeningParameters? Parameters = null,
    int? LeftOut = null)
    : ScreeningEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() =>
        Party.Names.Select(ScreeningFile.SubjectOf).OfType<Subject>().Distinct();
}

/// <summary>What somebody found out about a match.</summary>
public enum MatchVerdict
{
    /// <summary>The party is the listed one.</summary>
    SameParty,

    /// <summary>It is another with a name like it.</summary>
    OtherParty,
}

/// <summary>
/// Somebody decided about a match. It holds until the entry of the list or what is known of the party changes. The
/// home is <c>party/{name}</c>.
/// </summary>
/// <param name="Happened">When.</param>
/// <param name="Name">The party.</param>
/// <param name="PartyFingerprint">Of the party as it was then.</param>
/// <param name="List">The list.</param>
/// <param name="Entry">The entry.</param>
/// <param name="EntryFingerprint">Of the entry as it was then.</param>
/// <param name="Verdict">What was found out.</param>
/// <param name="Officer">Who decided.</param>
/// <param name="Reason">On what grounds.</param>
public sealed record MatchDecided(
    Happened Happened,
    string Name,
    string PartyFingerprint,
    string List,
    string Entry,
    string EntryFingerprint,
    MatchVerdict Verdict,
    string Officer,
    string Reason)
    : ScreeningEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() =>
        ScreeningFile.SubjectOf(Name) is { } subject ? [subject] : [];
}

/// <summary>
/// The office decided by which thresholds parties are screened and their matches weighed. The home is
/// <c>screening-parameters/office</c>; the latest by date holds, and before the first the proposals do. It is decided,
/// never stated.
/// </summary>
/// <param name="Happened">From when on.</param>
/// <param name="Parameters">The thresholds.</param>
/// <param name="Officer">Who decided.</param>
/// <param name="Approver">Who agreed: another person.</param>
/// <param name="Reason">Why these.</param>
public sealed record ScreeningParametersSet(
    Happened Happened, ScreeningParameters Parameters, string Officer, string Approver, string Reason)
    : ScreeningEvent(Happened);
