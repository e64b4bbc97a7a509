using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Screening;

namespace TransferLedger.Cli.Screening;

/// <summary>
/// What listed entries said when somebody decided about a match with them, from the files of the versions of then. A
/// file that is not on hand any more leaves open what changed, and stops nothing.
/// </summary>
/// <param name="record">What is on record about lists and screenings.</param>
/// <param name="shelf">The lists.</param>
/// <param name="lists">The lists in force.</param>
internal sealed class EarlierEntries(ScreeningFile record, ListShelf shelf, IReadOnlyList<ShelvedList> lists)
{
    private readonly Dictionary<(string List, string Version), Dictionary<string, ListedEntry>?> _read = [];

    /// <summary>A match with what its entry says otherwise than at a decision that holds no longer.</summary>
    /// <param name="subject">The party.</param>
    /// <param name="party">What is known of it.</param>
    /// <param name="match">The match.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<ScreeningMatch> With(
        Subject subject, ScreenedParty party, ScreeningMatch match, CancellationToken cancel)
    {
        if (record.Before(subject, party, match) is not { Screening: { } then, Decision.Fact: var last }
            || last.EntryFingerprint == match.EntryFingerprint
            || then.Fact.Lists.FirstOrDefault(it => it.List == match.List)?.Version is not { } version
            || lists.FirstOrDefault(it => it.Fact.List == match.List) is not { } list)
        {
            return match;
        }

        var was = (await Entries(match.List, version, cancel))?.GetValueOrDefault(match.Entry);
        var now = (await Entries(match.List, list.Fact.Version, cancel))?.GetValueOrDefault(match.Entry);
        return was is null || now is null
            ? match
            : match with { Since = new(last.EntryFingerprint, RecordChanges.Between(was, now)) };
    }

    /// <summary>The same of every match of a screening.</summary>
    public async Task<PartyScreened> With(Subject subject, PartyScreened fact, CancellationToken cancel)
    {
        var matches = new List<ScreeningMatch>();
        foreach (var match in fact.Matches)
        {
            matches.Add(await With(subject, fact.Party, match, cancel));
        }

        return fact with { Matches = matches.ToValueList() };
    }

    private async Task<Dictionary<string, ListedEntry>?> Entries(
        string list, string version, CancellationToken cancel)
    {
        if (_read.TryGetValue((list, version), out var known))
        {
            return known;
        }

        Dictionary<string, ListedEntry>? found = null;
        if (lists.FirstOrDefault(it => it.Fact.List == list && it.Fact.Version == version) is { } inForce)
        {
            found = ById(inForce.Content);
        }
        else if (record.Versions(list).LastOrDefault(it => it.Fact.Version == version) is { } old)
        {
            try
            {
                found = ById(await shelf.Content(old.Fact, cancel));
            }
            catch (CommandFailedException)
            {
                // The lists in force are whole, so everybody can be screened; only what changed cannot be told.
            }
        }

        return _read[(list, version)] = found;
    }

    private static Dictionary<string, ListedEntry> ById(ListContent content) =>
        content.Entries.ToDictionary(it => it.Id, StringComparer.Ordinal);
}
