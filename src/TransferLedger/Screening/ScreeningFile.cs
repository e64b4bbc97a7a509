using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Authorities;
using TransferLedger.Ledger;
using TransferLedger.Parties;

namespace TransferLedger.Screening;

/// <summary>What is on record about lists and about parties compared with them, as it stands.</summary>
public sealed class ScreeningFile
{
    private readonly ImmutableArray<Recorded> _facts;
    private readonly ILookup<string, Recorded> _screened;
    private readonly ILookup<string, Recorded> _decided;

    /// <summary>Asked of each party and list, as the versions are: not looked for among all screenings.</summary>
    private readonly ImmutableArray<Entry<PartiesRescreened>> _rescreened;
    private readonly ImmutableArray<Entry<SanctionsListPublished>> _published;

    private ScreeningFile(IEnumerable<Recorded> facts)
    {
        _facts = [.. facts];
        _screened = _facts.Where(it => it.Fact is PartyScreened).ToLookup(it => it.Home.Key, StringComparer.Ordinal);
        _decided = _facts.Where(it => it.Fact is MatchDecided).ToLookup(it => it.Home.Key, StringComparer.Ordinal);
        _rescreened = [.. All<PartiesRescreened>()];
        _published =
        [
            .. All<SanctionsListPublished>().OrderBy(it => it.Fact.Happened, Happened.Chronological)
                .ThenBy(it => it.Position),
        ];
    }

    /// <summary>Nothing.</summary>
    public static ScreeningFile Empty { get; } = new([]);

    /// <summary>What decisions about the thresholds are kept with.</summary>
    public static Subject ParametersSubject { get; } = Subject.Parse("screening-parameters/office");

    /// <summary>
    /// What leads to the screenings of a name without everything else about the party; null for none.
    /// </summary>
    public static Subject? SubjectOf(string name) =>
        Subject.TryParse($"screening/{Subject.Normalise(name)}", out var subject) ? subject : null;

    /// <summary>The file from some facts; others are left out.</summary>
    public static ScreeningFile Of(IEnumerable<Recorded> facts) =>
        StandingFacts.Of(facts).Where(it => it.Fact is ScreeningEvent).OrderBy(it => it.Position).ToList()
            is { Count: > 0 } all ? new(all) : Empty;

    /// <summary>Everything whose facts tell of the screening of some parties: the lists, and each name.</summary>
    public static IEnumerable<Subject> Needs(IEnumerable<PartyNamed> parties) =>
        SanctionsLists.All.Select(SanctionsLists.SubjectOf).Append(ParametersSubject)
            .Concat(parties.Select(it => SubjectOf(it.Name)).OfType<Subject>()).Distinct();

    /// <summary>The decision about thresholds that holds at a time; null when the proposals do.</summary>
    /// <param name="on">When.</param>
    public Entry<ScreeningParametersSet>? ParametersDecided(Happened on) => All<ScreeningParametersSet>()
        .Where(it => it.Fact.Happened.Earliest <= on.Latest)
        .OrderBy(it => it.Fact.Happened, Happened.Chronological).ThenBy(it => it.Position).LastOrDefault();

    /// <summary>The thresholds that hold at a time, for whoever screens and whoever weighs.</summary>
    /// <param name="on">When.</param>
    public ScreeningParameters ParametersOn(Happened on) =>
        ParametersDecided(on)?.Fact.Parameters ?? ScreeningParameters.Default;

    /// <summary>Has a version of thresholds stood for others?</summary>
    internal bool IsUsedOtherwise(ScreeningParameters asked) => All<ScreeningParametersSet>()
        .Select(it => it.Fact.Parameters).Append(ScreeningParameters.Default)
        .Any(it => Subject.Normalise(it.Version) == Subject.Normalise(asked.Version) && !it.Alike(asked));

    /// <summary>Every version of a list, in the order of publication.</summary>
    public IEnumerable<Entry<SanctionsListPublished>> Versions(string list) =>
        _published.Where(it => it.Fact.List == list);

    /// <summary>The version of a list that is in force now; null when there is none.</summary>
    public Entry<SanctionsListPublished>? InForce(string list) => Versions(list).LastOrDefault();

    /// <summary>When somebody last looked for a newer version; null when nobody has.</summary>
    public Entry<SanctionsListChecked>? LastCheck(string list) => All<SanctionsListChecked>()
        .Where(it => it.Fact.List == list).MaxBy(it => (it.Fact.Happened.Latest, it.Position));

    /// <summary>Has nobody looked for a newer version for so long that the list must not be used?</summary>
    /// <param name="list">The list.</param>
    /// <param name="on">When it is to be used.</param>
    /// <param name="hours">How long it may be used without looking.</param>
    public bool IsStale(string list, Happened on, int hours) =>
        LastCheck(list) is not { } check
        || check.Fact.Happened.Latest.LaterBy(Duration.FromHours(hours)) < on.Earliest;

    /// <summary>The latest screening of a party by its name; null when there is none.</summary>
    public Entry<PartyScreened>? Latest(string name) =>
        PartyRegister.SubjectOf(name) is { } party ? Latest(party) : null;

    /// <summary>The latest screening of a party; null when there is none.</summary>
    public Entry<PartyScreened>? Latest(Subject party) =>
        _screened[party.Key].LastOrDefault() is { } found ? new(found.Position, (PartyScreened)found.Fact) : null;

    /// <summary>The latest screening of every party that was ever screened, by the key of its subject.</summary>
    public IEnumerable<(string Subject, Entry<PartyScreened> Screening)> AllLatest() =>
        _screened.Select(it => (it.Key, new Entry<PartyScreened>(it.Last().Position, (PartyScreened)it.Last().Fact)));

    /// <summary>
    /// The version of a list that a screening stands for today, by what was re-screened since; null for none.
    /// </summary>
    public string? VersionOf(Entry<PartyScreened> screening, string list)
    {
        ArgumentNullException.ThrowIfNull(screening);
        var version = screening.Fact.Lists.FirstOrDefault(it => it.List == list)?.Version;
        foreach (var run in _rescreened.Where(it => it.Fact.List == list))
        {
            version = run.Fact.From == version && screening.Position <= run.Fact.UpTo ? run.Fact.To : version;
        }

        return version;
    }

    /// <summary>What was decided about a match, as long as neither record has changed; null when nothing was.</summary>
    /// <param name="name">The party.</param>
    /// <param name="party">What is known of it.</param>
    /// <param name="match">The match.</param>
    public Entry<MatchDecided>? Decision(string name, ScreenedParty party, ScreeningMatch match) =>
        PartyRegister.SubjectOf(name) is { } subject ? Decision(subject, party, match) : null;

    /// <summary>The same of a party by its subject.</summary>
    public Entry<MatchDecided>? Decision(Subject subject, ScreenedParty party, ScreeningMatch match) =>
        DecidedBefore.Holding(_decided[subject.Key], party, match);

    /// <summary>A decision about a match that holds no longer; null when one holds, or there never was one.</summary>
    /// <param name="subject">The party.</param>
    /// <param name="party">What is known of it.</param>
    /// <param name="match">The match.</param>
    public DecidedBefore? Before(Subject subject, ScreenedParty party, ScreeningMatch match) =>
        _decided.Contains(subject.Key)
            ? DecidedBefore.Of([.. _screened[subject.Key], .. _decided[subject.Key]], party, match)
            : null;

    private IEnumerable<Entry<T>> All<T>()
        where T : ScreeningEvent =>
        _facts.Where(it => it.Fact is T).Select(it => new Entry<T>(it.Position, (T)it.Fact));
}
