using System.Collections.Immutable;
using TransferLedger.Authorities;
using TransferLedger.Ledger;
using TransferLedger.Parties;

namespace TransferLedger.Screening;

/// <summary>Decisions about lists and matches.</summary>
public static class Screenings
{
    /// <summary>Refused: a newer version of the list is on record.</summary>
    public const string ListOlder = "screening.list-older";

    /// <summary>Refused: the list would lose so much that the file is likelier to be cut off.</summary>
    public const string ListShrunk = "screening.list-shrunk";

    /// <summary>Refused: there is no such match.</summary>
    public const string MatchUnknown = "screening.match-unknown";

    /// <summary>Refused: no reason or officer was given.</summary>
    public const string ReasonMissing = "screening.reason-missing";

    /// <summary>Refused: who agreed is who decided, or nobody did, or without a reason.</summary>
    public const string FourEyes = "screening.four-eyes";

    /// <summary>Refused: other thresholds are known by this version. Details: it.</summary>
    public const string VersionUsed = "screening.version-used";

    /// <summary>So many matches of one party are kept, the likeliest; of the others the number.</summary>
    public const int MostKept = 50;

    private const int LeastPercent = 80;

    /// <summary>What is recorded of a comparison that came to its end.</summary>
    /// <param name="now">When.</param>
    /// <param name="party">Everything that is known of the party.</param>
    /// <param name="lists">With what it was compared.</param>
    /// <param name="found">All that was found, the likeliest first.</param>
    /// <param name="parameters">The thresholds.</param>
    public static PartyScreened Screened(
        Happened now,
        ScreenedParty party,
        ValueList<ListScreened> lists,
        ImmutableArray<ScreeningMatch> found,
        ScreeningParameters parameters) => new(
            now, party, lists, Romanization.Version, found.Take(MostKept).ToValueList(), null, parameters,
            found.Length > MostKept ? found.Length - MostKept : null);

    /// <summary>May these thresholds be set?</summary>
    /// <param name="state">The facts about <see cref="ScreeningFile.ParametersSubject"/>.</param>
    /// <param name="asked">What is to be recorded.</param>
    public static Decision Set(AllFacts state, ScreeningParametersSet asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var file = ScreeningFile.Of(state.Facts);
        return AuthorityRegister.SameName(asked.Officer, asked.Approver)
            || !asked.Officer.Any(char.IsLetterOrDigit) || !asked.Approver.Any(char.IsLetterOrDigit)
            || !asked.Reason.Any(char.IsLetterOrDigit)
                ? new Refusal(FourEyes, asked.Officer, asked.Approver)
            : file.ParametersOn(asked.Happened) == asked.Parameters ? Decision.Nothing
            : file.IsUsedOtherwise(asked.Parameters) ? new Refusal(VersionUsed, asked.Parameters.Version)
            : new NewFact(ScreeningFile.ParametersSubject, asked);
    }

    /// <summary>Take in the file of a list: a new version, or a look at the one that is in force.</summary>
    /// <param name="state">The facts about the list.</param>
    /// <param name="content">What the file says.</param>
    /// <param name="before">What the version in force says; null when there is none.</param>
    /// <param name="files">The files.</param>
    /// <param name="published">When it was published.</param>
    /// <param name="now">When it is taken in.</param>
    /// <param name="acceptShrunk">Take it even though it names far fewer parties than the one before.</param>
    public static Decision Publish(
        AllFacts state,
        ListContent content,
        ListContent? before,
        ValueList<ListFile> files,
        Happened published,
        Happened now,
        bool acceptShrunk)
    {
        ArgumentNullException.ThrowIfNull(content);
        var (file, version) = (ScreeningFile.Of(state.Facts), VersionOf(files));
        var home = SanctionsLists.SubjectOf(content.List);
        var seen = new NewFact(home, new SanctionsListChecked(now, content.List, version));
        if (file.InForce(content.List) is not { } last)
        {
            return new[] { new NewFact(home, Published(content, before, files, version, published, null)), seen };
        }

        if (last.Fact.Version == version)
        {
            return seen;
        }

        if (published.Latest <= last.Fact.Happened.Latest)
        {
            return new Refusal(ListOlder, published.Text, last.Fact.Happened.Text);
        }

        var (names, were) = (content.Entries.Sum(it => it.Names.Count), last.Fact.Counts);
        return !acceptShrunk && (Shrank(content.Entries.Length, were.Entries) || Shrank(names, were.Names))
            ? new Refusal(ListShrunk, content.Entries.Length, were.Entries, names, were.Names)
            : new[]
            {
                new NewFact(home, Published(content, before, files, version, published, last.Fact.Version)), seen,
            };
    }

    /// <summary>Decide about a match of the latest screening of a party.</summary>
    /// <param name="state">The facts about the screening of the party.</param>
    /// <param name="name">The party.</param>
    /// <param name="list">The list.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="verdict">What was found out.</param>
    /// <param name="officer">Who decides.</param>
    /// <param name="reason">On what grounds.</param>
    /// <param name="now">When.</param>
    public static Decision Decide(
        AllFacts state,
        string name,
        string list,
        string entry,
        MatchVerdict verdict,
        string officer,
        string reason,
        Happened now)
    {
        var file = ScreeningFile.Of(state.Facts);
        var screened = file.Latest(name);
        var match = screened?.Fact.Matches.FirstOrDefault(it =>
            it.List == list && string.Equals(it.Entry, entry, StringComparison.OrdinalIgnoreCase));
        if (match is null || PartyRegister.SubjectOf(name) is not { } home)
        {
            return new Refusal(MatchUnknown, name, list, entry);
        }

        if (!reason.Any(char.IsLetterOrDigit) || !officer.Any(char.IsLetterOrDigit))
        {
            return new Refusal(ReasonMissing);
        }

        return file.Decision(name, screened!.Fact.Party, match) is { } decided && decided.Fact.Verdict == verdict
            ? Decision.Nothing
            : new NewFact(home, new MatchDecided(
                now, name, screened.Fact.Party.Fingerprint, match.List, match.Entry, match.EntryFingerprint, verdict,
                officer, reason));
    }

    /// <summary>What a version is known by: SHA-256 of its one file, or over those of all of them.</summary>
    public static string VersionOf(ValueList<ListFile> files) => files.Count == 1
        ? files[0].Sha256
        : ListedEntry.FingerprintOf(files.Select(it => it.Sha256));

    private static SanctionsListPublished Published(
        ListContent content,
        ListContent? before,
        ValueList<ListFile> files,
        string version,
        Happened published,
        string? last)
    {
        var old = before?.Entries.ToImmutableDictionary(it => it.Id, it => it.Fingerprint, StringComparer.Ordinal)
            ?? [];
        var ids = content.Entries.Select(it => it.Id).ToImmutableHashSet(StringComparer.Ordinal);
        return new(
            published, content.List, version, files,
            new(
                Count(content, ListedKind.Person), Count(content, ListedKind.Body), Count(content, ListedKind.Vessel),
                Count(content, ListedKind.Aircraft), content.Entries.Sum(it => it.Names.Count)),
            last,
            before is null
                ? []
                : content.Entries.Where(it => !old.ContainsKey(it.Id)).Select(it => it.Id).ToValueList(),
            content.Entries.Where(it => old.TryGetValue(it.Id, out var was) && was != it.Fingerprint)
                .Select(it => it.Id).ToValueList(),
            old.Keys.Where(it => !ids.Contains(it)).Order(StringComparer.Ordinal).ToValueList(),
            content.Remarks.ToValueList());
    }

    /// <summary>Names as well as parties: without the file of aliases there are as many parties.</summary>
    private static bool Shrank(int now, int before) => now * 100L < before * (long)LeastPercent;

    private static int Count(ListContent content, ListedKind kind) => content.Entries.Count(it => it.Kind == kind);
}
