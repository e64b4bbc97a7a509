using System.Collections.Immutable;
using TransferLedger.Authorities;
using TransferLedger.Ledger;

namespace TransferLedger.Parties;

/// <summary>
/// What the register says about parties. Every question is asked for a date, as with <see cref="AuthorityRegister"/>:
/// where dates are uncertain, the earliest begin and the latest end count.
/// </summary>
public sealed class PartyRegister
{
    private readonly ImmutableArray<Recorded> _facts;

    private PartyRegister(ImmutableArray<Recorded> facts) => _facts = facts;

    /// <summary>The register where no entry was read: every party goes by its own name alone.</summary>
    public static PartyRegister Empty { get; } = new([]);

    /// <summary>The subject of a party by its name; null when the name can be none.</summary>
    public static Subject? SubjectOf(string name) =>
        Subject.TryParse($"party/{Subject.Normalise(name)}", out var subject) ? subject : null;

    /// <summary>
    /// The subject of an identifier, <c>identifier/imo/9074729</c>: scheme and value without regard to case and
    /// signs. Null when one of them can be none.
    /// </summary>
    public static Subject? SubjectOf(PartyIdentifier it) =>
        Subject.TryParse($"identifier/{Subject.Normalise(it.Scheme)}/{Subject.Normalise(it.Value)}", out var subject)
            ? subject
            : null;

    /// <summary>The register from facts about parties, without what was retracted; other facts are left out.</summary>
    public static PartyRegister Of(IEnumerable<Recorded> facts) =>
        new([.. StandingFacts.Of(facts).Where(it => it.Fact is PartyEvent)
            .OrderBy(it => it.Fact.Happened, Happened.Chronological).ThenBy(it => it.Id)]);

    /// <summary>What a party is known to be on a date, by its name or an alias; null when nobody knows.</summary>
    public Entry<PartyRegistered>? PartyOn(string name, Happened date) => Registrations(SubjectOf(name)).On(date);

    /// <summary>
    /// A party and what else it goes by: every name of the entries that are found by this one, whatever their date, so
    /// that what was under an earlier name or an alias is seen as well. Empty for nobody.
    /// </summary>
    public ImmutableHashSet<Subject> NamesOf(Subject? party) => party is { } named
        ? Entries<PartyRegistered>(named).SelectMany(it => it.Fact.AlsoAbout()).Append(named).ToImmutableHashSet()
        : [];

    /// <summary>
    /// Do two names mean one party? The same but for case and signs, or names that an entry has for one.
    /// </summary>
    public bool AreSame(string? one, string? other) =>
        one is not null && other is not null
        && (AuthorityRegister.SameName(one, other)
            || (SubjectOf(one) is { } left && SubjectOf(other) is { } right && NamesOf(left).Contains(right)));

    /// <summary>All that a party was, is or will be known to be, in the order of the dates.</summary>
    public ImmutableArray<Term<PartyRegistered>> Registrations(Subject? party) =>
        Terms.Of(Entries<PartyRegistered>(party), []);

    /// <summary>The identifiers that facts of their own put on a party, whatever the date.</summary>
    public ImmutableArray<Entry<PartyIdentified>> Identifiers(Subject party) =>
        [.. Entries<PartyIdentified>(party)];

    /// <summary>A broker's registrations, those of each jurisdiction side by side.</summary>
    public ImmutableArray<Term<BrokerRegistered>> BrokerTerms(Subject? broker) =>
    [
        .. Entries<BrokerRegistered>(broker)
            .GroupBy(it => Subject.Normalise(it.Fact.Jurisdiction), StringComparer.Ordinal)
            .SelectMany(all => Terms.Of(all, Entries<BrokerRegistrationEnded>(broker)
                .Where(end => IsIn(end.Fact.Jurisdiction, all.First().Fact.Jurisdiction))
                .Select(end => new Entry<Happened>(end.Position, end.Fact.Happened))))
            .Select(it => it.Fact.Until is { } until
                ? it with { Ends = it.Ends.Add(new(it.Entry.Position, until)) }
                : it),
    ];

    /// <summary>Where a conveyance was, is or will be registered, in the order of the dates.</summary>
    public ImmutableArray<Term<ConveyanceRegistered>> Flags(Subject conveyance) => Terms.Of(
        Kept<ConveyanceRegistered>(conveyance),
        Kept<ConveyanceRegistrationEnded>(conveyance)
            .Select(it => new Entry<Happened>(it.Position, it.Fact.Happened)));

    /// <summary>Where somebody looked for a conveyance and did not find it, in the order of the dates.</summary>
    public ImmutableArray<Entry<ConveyanceNotFound>> NotFound(Subject conveyance) =>
        [.. Kept<ConveyanceNotFound>(conveyance)];

    /// <summary>The conveyances that some registration names a party as operator of.</summary>
    public ImmutableArray<Subject> OperatedBy(Subject party) =>
    [
        .. _facts.Where(it => it.Fact is ConveyanceRegistered && it.Home != party && it.IsAbout(party))
            .Select(it => it.Home).Distinct(),
    ];

    /// <summary>Is anything on record about a broker's registration, at whatever date? The latest, or null.</summary>
    /// <param name="name">The broker.</param>
    /// <param name="jurisdiction">ISO 3166-1 alpha-2; null for any.</param>
    public Entry<BrokerRegistered>? BrokerEver(string name, string? jurisdiction) =>
        Entries<BrokerRegistered>(SubjectOf(name)).LastOrDefault(it => IsIn(it.Fact.Jurisdiction, jurisdiction));

    /// <summary>The registration of a broker that covers a date, or null.</summary>
    /// <param name="name">The broker.</param>
    /// <param name="jurisdiction">ISO 3166-1 alpha-2; null for any.</param>
    /// <param name="date">The date.</param>
    public Entry<BrokerRegistered>? BrokerOn(string name, string? jurisdiction, Happened date) =>
        BrokerTerms(SubjectOf(name)).Where(it => IsIn(it.Fact.Jurisdiction, jurisdiction)).On(date);

    private static bool IsIn(string jurisdiction, string? asked) =>
        asked is null || string.Equals(jurisdiction.Trim(), asked.Trim(), StringComparison.OrdinalIgnoreCase);

    /// <summary>The facts kept in a subject, without those kept elsewhere that name it.</summary>
    private IEnumerable<Entry<T>> Kept<T>(Subject home)
        where T : PartyEvent =>
        _facts.Where(it => it.Fact is T && it.Home == home).Select(it => new Entry<T>(it.Position, (T)it.Fact));

    private IEnumerable<Entry<T>> Entries<T>(Subject? about)
        where T : PartyEvent =>
        about is { } subject
            ? _facts.Where(it => it.Fact is T && it.IsAbout(subject))
                .Select(it => new Entry<T>(it.Position, (T)it.Fact))
            : [];
}
