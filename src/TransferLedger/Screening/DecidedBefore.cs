using TransferLedger.Authorities;
using TransferLedger.Ledger;

namespace TransferLedger.Screening;

/// <summary>
/// A decision about a match that holds no longer, because what is known of the party or what the list says of the
/// entry has changed since. Whoever decides anew is told of it.
/// </summary>
/// <param name="Decision">The latest decision about this party and this entry.</param>
/// <param name="Screening">
/// The latest screening on which it may have rested: of the party as it was then, with the entry as it was then; null
/// when none is on record.
/// </param>
/// <param name="Entry">
/// What the list says otherwise of the entry now; empty when that is not why, null when what changed is not on record.
/// </param>
/// <param name="Party">
/// What is known otherwise of the party now; empty when that is not why, null when what changed is not on record.
/// </param>
/// <param name="IsReadAnew">The list says the same of the entry, and the ledger reads more of it than it did.</param>
public sealed record DecidedBefore(
    Entry<MatchDecided> Decision,
    Entry<PartyScreened>? Screening,
    ValueList<RecordChange>? Entry,
    ValueList<RecordChange>? Party,
    bool IsReadAnew)
{
    /// <summary>The decision that holds for a match of a party; null when none does.</summary>
    /// <param name="facts">The standing facts about the screening of the party, in the order of recording.</param>
    /// <param name="party">What is known of it.</param>
    /// <param name="match">The match.</param>
    public static Entry<MatchDecided>? Holding(IEnumerable<Recorded> facts, ScreenedParty party, ScreeningMatch match)
    {
        ArgumentNullException.ThrowIfNull(party);
        ArgumentNullException.ThrowIfNull(match);
        return Latest(facts, match, it => it.EntryFingerprint == match.EntryFingerprint
            && it.PartyFingerprint == party.Fingerprint);
    }

    /// <summary>
    /// The decision that held for a match before and does not now; null when one holds, or there never was one.
    /// </summary>
    /// <param name="facts">The standing facts about the screening of the party, in the order of recording.</param>
    /// <param name="party">What is known of it now.</param>
    /// <param name="match">The match.</param>
    public static DecidedBefore? Of(IReadOnlyCollection<Recorded> facts, ScreenedParty party, ScreeningMatch match)
    {
        ArgumentNullException.ThrowIfNull(party);
        ArgumentNullException.ThrowIfNull(match);
        if (Holding(facts, party, match) is not null || Latest(facts, match, _ => true) is not { } last)
        {
            return null;
        }

        var then = facts.LastOrDefault(it => it.Position < last.Position && it.Fact is PartyScreened screened
            && screened.Party.Fingerprint == last.Fact.PartyFingerprint
            && screened.Matches.Any(one => one.List == match.List && one.Entry == match.Entry
                && one.EntryFingerprint == last.Fact.EntryFingerprint));
        var screening = then is null ? null : new Entry<PartyScreened>(then.Position, (PartyScreened)then.Fact);
        var isSame = last.Fact.EntryFingerprint == match.EntryFingerprint;
        var entry = isSame ? []
            : match.Since is { } since && since.Fingerprint == last.Fact.EntryFingerprint ? since.Changes
            : (ValueList<RecordChange>?)null;
        return new(
            last, screening, entry,
            last.Fact.PartyFingerprint == party.Fingerprint ? []
                : screening is not null ? RecordChanges.Between(screening.Fact.Party, party) : null,
            !isSame && entry is { Count: 0 });
    }

    private static Entry<MatchDecided>? Latest(
        IEnumerable<Recorded> facts, ScreeningMatch match, Func<MatchDecided, bool> asked) =>
        facts.LastOrDefault(it => it.Fact is MatchDecided fact && fact.List == match.List && fact.Entry == match.Entry
            && asked(fact)) is { } found
            ? new(found.Position, (MatchDecided)found.Fact)
            : null;
}
