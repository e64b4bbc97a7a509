using System.Text;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Screening;
using TransferLedger.Store.Log;
using TransferLedger.Store.Screening;
using TransferLedger.Store.Tests.Contract;
using TransferLedger.Store.Tests.Server;
using TransferLedger.Store.Views;

namespace TransferLedger.Store.Tests.Screening;

/// <summary>
/// A list of two persons and two parties, one of whom may be on it, on a real server: what an auditor reads by SQL.
/// </summary>
public sealed class ScreeningViewTests : IAsyncLifetime
{
    private const string List = """
        <?xml version="1.0" encoding="UTF-8"?><CONSOLIDATED_LIST dateGenerated="2026-06-01T09:00:00Z"><INDIVIDUALS>
        <INDIVIDUAL><FIRST_NAME>IVAN</FIRST_NAME><SECOND_NAME>RURIKOV</SECOND_NAME><REFERENCE_NUMBER>XXi.001</REFERENCE_NUMBER>
        <NATIONALITY><VALUE>Iceland</VALUE></NATIONALITY></INDIVIDUAL>
        <INDIVIDUAL><FIRST_NAME>TARIQ</FIRST_NAME><SECOND_NAME>ZAMANI</SECOND_NAME>
        <REFERENCE_NUMBER>XXi.002</REFERENCE_NUMBER></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>
        """;

    private const string Parties = """
        SELECT concat_ws('|', key, names, countries, lists, thresholds, failure, matches, left_out, open_matches,
                         worst_open, last_position, encode(row_hash, 'hex'))
          FROM views.screened_party ORDER BY key
        """;

    private const string Matches = """
        SELECT concat_ws('|', key, ordinal, asked, list, entry, listed_name, listed_as, score, grade, country, birth,
                         status, decided_by, decided, reason, position)
          FROM views.screening_match ORDER BY key, ordinal
        """;

    private static readonly ViewTables[] Views = [new ScreeningTables()];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly Happened Now = Happened.Parse("2026-06-30T07:00:00Z");
    private static readonly string Version = new('c', 64);

    private LedgerDatabase _database = null!;
    private PostgresEventStore _store = null!;

    public async Task InitializeAsync()
    {
        _database = await (await TestServer.Shared).NewDatabase();
        _store = _database.Open();
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task A_match_is_read_by_SQL_with_what_was_decided_and_a_rebuild_gives_the_same_rows()
    {
        await using (var runner = await ViewRunner.Start(_store.Source, Views, CancellationToken.None))
        {
            await Record(Screen("Iwan Rurikow", "IS"), Screen("Harbour Guard", "IS"));
            await runner.WaitFor(await _store.End(), Patience, CancellationToken.None);
            (await Text(Matches)).ShouldBe(
            [
                "party/iwan-rurikow|1|Iwan Rurikow|un|XXi.001|IVAN RURIKOV|Primary|0.975|Likely|Agrees|NotCompared|Open|1",
            ]);
            (await Text(Parties)).Select(it => it[..it.LastIndexOf('|')]).ShouldBe(
            [
                $"party/harbour-guard|Harbour Guard|IS|un:{Version}|proposed-1|0|0|0|2",
                $"party/iwan-rurikow|Iwan Rurikow|IS|un:{Version}|proposed-1|1|0|1|Likely|1",
            ]);

            var screened = (PartyScreened)Screen("Iwan Rurikow", "IS").Fact;
            await Record(new NewFact(PartyRegister.SubjectOf("Iwan Rurikow")!.Value, new MatchDecided(
                Now, "Iwan Rurikow", screened.Party.Fingerprint, "un", "XXi.001", screened.Matches[0].EntryFingerprint,
                MatchVerdict.OtherParty, "clerk-07", "born 1990")));
            await runner.WaitFor(await _store.End(), Patience, CancellationToken.None);
            (await Text(Matches)).Single().ShouldEndWith($"|OtherParty|clerk-07|{Now.Text}|born 1990|1");
        }

        var kept = (await Text(Parties), await Text(Matches));
        await ViewRebuild.Run(_store.Source, Views, null, CancellationToken.None);
        (await Text(Parties)).ShouldBe(kept.Item1);
        (await Text(Matches)).ShouldBe(kept.Item2);
    }

    private async Task Record(params NewFact[] facts) => await Requests.Record(_store, facts);

    private static NewFact Screen(string name, string country)
    {
        var list = UnListReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(List)));
        list.Entries.Length.ShouldBe(2);
        var party = ScreenedParty.Of([name], [country]);
        var limits = ScreeningParameters.Default;
        var found = new Screener(list.Entries, Transliterator.Latin, limits).Screen(party);
        return new(
            PartyRegister.SubjectOf(name)!.Value,
            Screenings.Screened(Now, party, [new("un", Version)], found, limits));
    }

    private Task<List<string>> Text(string sql) => _database.Rows(sql, row => row.GetString(0));
}
