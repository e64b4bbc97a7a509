using TransferLedger.Authorities;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Screening;

namespace TransferLedger.Cli.Screening;

/// <summary>What a run came to.</summary>
/// <param name="Parties">Parties that papers name.</param>
/// <param name="Screened">Screened against whole lists.</param>
/// <param name="Compared">Compared only with what had changed in a list, whether papers name them now or not.</param>
/// <param name="Unchanged">Had been screened, with nothing new since.</param>
/// <param name="Failed">Could not be screened; recorded as that.</param>
/// <param name="Matches">
/// The matches of those that were screened, with what somebody decided about each, now or before it changed.
/// </param>
internal sealed record RunSummary(
    int Parties,
    int Screened,
    int Compared,
    int Unchanged,
    int Failed,
    List<MatchOfParty> Matches);

/// <summary>A match of a party that was screened.</summary>
/// <param name="Party">The party's name.</param>
/// <param name="Match">The match.</param>
/// <param name="Decided">The decision that holds; null while it is open.</param>
/// <param name="Before">A decision that holds no longer.</param>
internal sealed record MatchOfParty(
    string Party, ScreeningMatch Match, MatchDecided? Decided, DecidedBefore? Before);

/// <summary>
/// Screens every party of every paper: new and changed ones against whole lists, the others against what has changed
/// in a list. What is done is recorded on the way; after a stop the next run goes on from there.
/// </summary>
/// <param name="store">The log.</param>
/// <param name="shelf">The lists.</param>
/// <param name="others">Writes scripts without a table.</param>
/// <param name="actor">Who runs it.</param>
/// <param name="now">When.</param>
/// <param name="say">Told how far it is.</param>
internal sealed class ScreeningRun(
    IEventStore store, ListShelf shelf, OtherScripts? others, string actor, Happened now, Action<string> say)
{
    private const int Batch = 200;
    private const int Chunk = 1_000;
    private const int Tell = 2_000;

    private readonly List<NewFact> _pending = [];
    private readonly List<MatchOfParty> _matches = [];
    private (int Screened, int Compared, int Unchanged, int Failed) _count;
    private ScreeningFile _record = ScreeningFile.Empty;
    private EarlierEntries _earlier = new(ScreeningFile.Empty, shelf, []);

    /// <summary>Runs.</summary>
    /// <param name="papers">Every fact that names a party.</param>
    /// <param name="screenings">Every fact about lists and screenings.</param>
    /// <param name="upTo">The end of the log when they were read.</param>
    /// <param name="parameters">The thresholds.</param>
    /// <param name="cancel">Stops it; what is recorded stays.</param>
    /// <exception cref="CommandFailedException">
    /// A list is missing, stale or unreadable, or nothing can be recorded.
    /// </exception>
    public async Task<RunSummary> Run(
        IEnumerable<Recorded> papers,
        IEnumerable<Recorded> screenings,
        long upTo,
        ScreeningParameters parameters,
        CancellationToken cancel)
    {
        var record = ScreeningFile.Of(screenings);
        var lists = await shelf.InForce(record, now, parameters, cancel);
        (_record, _earlier) = (record, new(record, shelf, lists));
        var whole = new Screener(lists.SelectMany(it => it.Content.Entries), others, parameters);
        var parties = Parties(papers);
        var (behind, anew) = (
            new Dictionary<(string List, string From), List<string>>(), new List<(string, ScreenedParty)>());
        foreach (var (_, (name, party)) in parties)
        {
            cancel.ThrowIfCancellationRequested();
            var versions = Standing(record, name, party, lists, parameters);
            if (versions is null)
            {
                anew.Add((name, party));
            }
            else
            {
                _count.Unchanged += versions.Count == 0 ? 1 : 0;
                foreach (var key in versions)
                {
                    (behind.TryGetValue(key, out var all) ? all : behind[key] = []).Add(name);
                }
            }
        }

        await Screen(whole, anew, lists, parameters, cancel);
        var byName = parties.Values.ToDictionary(it => it.Name, it => it.Party, StringComparer.Ordinal);
        foreach (var (name, party, versions) in Unnamed(record, parties, lists))
        {
            byName.Add(name, party);
            foreach (var key in versions)
            {
                (behind.TryGetValue(key, out var all) ? all : behind[key] = []).Add(name);
            }
        }

        await CatchUp(behind, record, whole, byName, lists, upTo, parameters, cancel);
        return new(parties.Count, _count.Screened, _count.Compared, _count.Unchanged, _count.Failed, _matches);
    }

    /// <summary>Everything that papers say of each party, by its subject.</summary>
    public static SortedDictionary<string, (string Name, ScreenedParty Party)> Parties(IEnumerable<Recorded> papers)
    {
        var found = new SortedDictionary<string, (string Name, ScreenedParty Party)>(StringComparer.Ordinal);
        foreach (var named in StandingFacts.Of(papers).SelectMany(it => PartyNamed.In(it.Fact, it.Home)))
        {
            if (PartyRegister.SubjectOf(named.Name) is { } subject)
            {
                found[subject.Key] = found.TryGetValue(subject.Key, out var known)
                    ? (known.Name, known.Party.Covers(named.Party) ? known.Party : known.Party.With(named.Party))
                    : (named.Name, named.Party);
            }
        }

        return found;
    }

    /// <summary>
    /// Parties that were screened and that no paper names now. They are carried over with the others, so they are
    /// compared with the others: the next paper may name them again, and finds them screened.
    /// </summary>
    private static IEnumerable<(string Name, ScreenedParty Party, List<(string List, string From)> Versions)> Unnamed(
        ScreeningFile record,
        SortedDictionary<string, (string Name, ScreenedParty Party)> parties,
        List<ShelvedList> lists)
    {
        foreach (var (subject, last) in record.AllLatest().Where(it => !parties.ContainsKey(it.Subject))
            .OrderBy(it => it.Subject, StringComparer.Ordinal))
        {
            var name = last.Fact.Party.Names.First(it => PartyRegister.SubjectOf(it)?.Key == subject);
            yield return (name, last.Fact.Party,
            [
                .. lists.Select(it => (it.Fact.List, From: record.VersionOf(last, it.Fact.List), it.Fact.Version))
                    .Where(it => it.From is not null && it.From != it.Version && IsOnRecord(record, it.List, it.From))
                    .Select(it => (it.List, it.From!)),
            ]);
        }
    }

    private static bool IsOnRecord(ScreeningFile record, string list, string version) =>
        record.Versions(list).Any(it => it.Fact.Version == version);

    /// <summary>
    /// The lists, with the versions it was screened against, that have a newer one now; null when it must be screened
    /// anew.
    /// </summary>
    private static List<(string List, string From)>? Standing(
        ScreeningFile record,
        string name,
        ScreenedParty party,
        List<ShelvedList> lists,
        ScreeningParameters parameters)
    {
        if (record.Latest(name) is not { Fact: { Failure: null, Method: Romanization.Version } } last
            || last.Fact.Party.Fingerprint != party.Fingerprint
            || last.Fact.Parameters is not { } used || used.IsLooserThan(parameters) || parameters.IsLooserThan(used))
        {
            return null;
        }

        var found = new List<(string List, string From)>();
        foreach (var list in lists)
        {
            // A version that was retracted is nothing to go on from.
            if (record.VersionOf(last, list.Fact.List) is not { } version
                || !IsOnRecord(record, list.Fact.List, version))
            {
                return null;
            }

            if (version != list.Fact.Version)
            {
                found.Add((list.Fact.List, version));
            }
        }

        return found;
    }

    /// <summary>Compares parties with what a newer version of a list adds, changes and takes away.</summary>
    private async Task CatchUp(
        Dictionary<(string List, string From), List<string>> behind,
        ScreeningFile record,
        Screener whole,
        Dictionary<string, ScreenedParty> parties,
        List<ShelvedList> lists,
        long upTo,
        ScreeningParameters parameters,
        CancellationToken cancel)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, names) in behind.OrderBy(it => it.Key))
        {
            var list = lists.Find(it => it.Fact.List == key.List)!;
            var old = record.Versions(key.List).Last(it => it.Fact.Version == key.From).Fact;
            var was = (await shelf.Content(old, cancel)).Entries
                .ToDictionary(it => it.Id, it => it.Fingerprint, StringComparer.Ordinal);
            var changed = list.Content.Entries.Where(it => was.GetValueOrDefault(it.Id) != it.Fingerprint).ToList();
            var same = list.Content.Entries.Except(changed).Select(it => it.Id).ToHashSet(StringComparer.Ordinal);
            var few = new Screener(changed, others, parameters);
            say(FormattableString.Invariant(
                $"{names.Count} parties are compared with the {changed.Count} entries that are new or changed in {key.List}"));
            var failed = _count.Failed;
            var touched = new List<(string, ScreenedParty)>();
            foreach (var chunk in names.Where(it => !done.Contains(it)).Chunk(Chunk))
            {
                cancel.ThrowIfCancellationRequested();
                var clear = new bool[chunk.Length];
                Parallel.For(0, chunk.Length, new() { CancellationToken = cancel }, at =>
                    clear[at] = record.Latest(chunk[at])!.Fact is { LeftOut: null } last && last.Matches
                        .All(it => it.List != key.List || same.Contains(it.Entry))
                        && IsClear(few, parties[chunk[at]]));
                foreach (var (name, passes) in chunk.Zip(clear))
                {
                    _count.Compared += passes ? 1 : 0;
                    if (!passes && done.Add(name))
                    {
                        touched.Add((name, parties[name]));
                    }
                }
            }

            await Screen(whole, touched, lists, parameters, cancel);
            if (_count.Failed == failed)
            {
                _pending.Add(new(SanctionsLists.SubjectOf(key.List), new PartiesRescreened(
                    now, key.List, key.From, list.Fact.Version, upTo, names.Count)));
                await Flush(cancel);
            }
        }
    }

    /// <summary>False too when the comparison failed: then the whole screening must say so.</summary>
    private static bool IsClear(Screener screener, ScreenedParty party)
    {
        try
        {
            return screener.Screen(party).Length == 0;
        }
        catch (Exception wrong) when (wrong is not OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Screens parties on all cores, and records them in the order given.</summary>
    private async Task Screen(
        Screener screener,
        List<(string Name, ScreenedParty Party)> parties,
        List<ShelvedList> lists,
        ScreeningParameters parameters,
        CancellationToken cancel)
    {
        var versions = lists.Select(it => new ListScreened(it.Fact.List, it.Fact.Version)).ToValueList();
        foreach (var chunk in parties.Chunk(Chunk))
        {
            cancel.ThrowIfCancellationRequested();
            var facts = new PartyScreened[chunk.Length];
            Parallel.For(0, chunk.Length, new() { CancellationToken = cancel }, at =>
                facts[at] = Screened(screener, chunk[at].Party, versions, parameters));
            foreach (var ((name, _), fact) in chunk.Zip(facts))
            {
                await Take(name, fact, cancel);
            }
        }

        await Flush(cancel);
    }

    private PartyScreened Screened(
        Screener screener, ScreenedParty party, ValueList<ListScreened> versions, ScreeningParameters parameters)
    {
        try
        {
            return Screenings.Screened(now, party, versions, screener.Screen(party), parameters);
        }
        catch (Exception wrong) when (wrong is not OperationCanceledException)
        {
            // Whatever went wrong, the party is not cleared, and the record says so: it fails closed.
            var failure = wrong is NameNotComparedException ? wrong.Message : $"{wrong.GetType().Name}: {wrong.Message}";
            return new(now, party, versions, Romanization.Version, [], failure, parameters);
        }
    }

    private async Task Take(string name, PartyScreened screened, CancellationToken cancel)
    {
        var subject = PartyRegister.SubjectOf(name)!.Value;
        var fact = await _earlier.With(subject, screened, cancel);
        _matches.AddRange(fact.Matches.Select(it => new MatchOfParty(
            name, it, _record.Decision(subject, fact.Party, it)?.Fact, _record.Before(subject, fact.Party, it))));
        _count.Screened += fact.Failure is null ? 1 : 0;
        _count.Failed += fact.Failure is null ? 0 : 1;
        _pending.Add(new(subject, fact));
        if (_pending.Count >= Batch)
        {
            await Flush(cancel);
        }

        if ((_count.Screened + _count.Failed) % Tell == 0)
        {
            say(FormattableString.Invariant($"{_count.Screened + _count.Failed} parties screened"));
        }
    }

    private async Task Flush(CancellationToken cancel)
    {
        if (_pending.Count == 0)
        {
            return;
        }

        var outcome = await store.Append(
            new AppendRequest(
                new(Guid.NewGuid()), [.. _pending], Condition.None,
                new Provenance(actor, Channel: EntryChannel.Computed)),
            cancel);
        if (outcome is not AppendOutcome.Appended)
        {
            throw new CommandFailedException(
                Exit.Unavailable, $"ALARM: screenings could not be recorded ({outcome}). Who has no screening on record is held by EUC-051. Run: ledger screen run");
        }

        _pending.Clear();
    }
}
