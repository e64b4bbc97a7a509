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

    /// <summary>The subject of a party by its name; null when the name can be none.</summary>
    public static Subject? SubjectOf(string name) =>
        Subject.TryParse($"party/{Subject.Normalise(name)}", out var subject) ? subject : null;

    /// <summary>The register from facts about parties, without what was retracted; other facts are left out.</summary>
    public static PartyRegister Of(IEnumerable<Recorded> facts) =>
        new([.. StandingFacts.Of(facts).Where(it => it.Fact is PartyEvent)
            .OrderBy(it => it.Fact.Happened, Happened.Chronological).ThenBy(it => it.Id)]);

    /// <summary>What a party is known to be on a date, by its name or an alias; null when nobody knows.</summary>
    public Entry<PartyRegistered>? PartyOn(string name, Happened date) =>
        Last<PartyRegistered>(name, date, _ => true);

    /// <summary>Is anything on record about a broker's registration, at whatever date? The latest, or null.</summary>
    /// <param name="name">The broker.</param>
    /// <param name="jurisdiction">ISO 3166-1 alpha-2; null for any.</param>
    public Entry<BrokerRegistered>? BrokerEver(string name, string? jurisdiction) =>
        Entries<BrokerRegistered>(name).LastOrDefault(it => IsIn(it.Fact.Jurisdiction, jurisdiction));

    /// <summary>The registration of a broker that covers a date, or null.</summary>
    /// <param name="name">The broker.</param>
    /// <param name="jurisdiction">ISO 3166-1 alpha-2; null for any.</param>
    /// <param name="date">The date.</param>
    public Entry<BrokerRegistered>? BrokerOn(string name, string? jurisdiction, Happened date) =>
        Entries<BrokerRegistered>(name)
            .Where(it => IsIn(it.Fact.Jurisdiction, jurisdiction) && it.Fact.Happened.Earliest <= date.Latest)
            .GroupBy(it => Subject.Normalise(it.Fact.Jurisdiction), StringComparer.Ordinal).Select(all => all.Last())
            .LastOrDefault(it => (it.Fact.Until is not { } until || until.Latest >= date.Earliest)
                && !Entries<BrokerRegistrationEnded>(name).Any(end => IsIn(end.Fact.Jurisdiction, it.Fact.Jurisdiction)
                    && end.Fact.Happened.Latest >= it.Fact.Happened.Earliest
                    && end.Fact.Happened.Latest < date.Earliest));

    private static bool IsIn(string jurisdiction, string? asked) =>
        asked is null || string.Equals(jurisdiction.Trim(), asked.Trim(), StringComparison.OrdinalIgnoreCase);

    private Entry<T>? Last<T>(string name, Happened date, Func<T, bool> which)
        where T : PartyEvent =>
        Entries<T>(name).LastOrDefault(it => which(it.Fact) && it.Fact.Happened.Earliest <= date.Latest);

    private IEnumerable<Entry<T>> Entries<T>(string name)
        where T : PartyEvent =>
        SubjectOf(name) is { } party
            ? _facts.Where(it => it.Fact is T && it.IsAbout(party)).Select(it => new Entry<T>(it.Position, (T)it.Fact))
            : [];
}
