using TransferLedger.Ledger;
using TransferLedger.Store.Custody;
using TransferLedger.Store.Log;
using TransferLedger.Store.Tests.Contract;
using TransferLedger.Store.Tests.Server;
using TransferLedger.Store.Views;

namespace TransferLedger.Store.Tests.Views;

public sealed class ViewTests : IAsyncLifetime
{
    private const int Weapons = 400;
    private static readonly ViewTables[] Views = [new WeaponTables(), new PartyCountTables()];
    private static readonly RebuildSizes Small = new(Page: 50, Write: 200, InHand: 500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private LedgerDatabase _database = null!;
    private PostgresEventStore _store = null!;

    public async Task InitializeAsync()
    {
        _database = await (await TestServer.Shared).NewDatabase();
        _store = _database.Open();
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task A_rebuilt_view_equals_the_one_kept_fact_by_fact_byte_for_byte()
    {
        await using (var runner = await ViewRunner.Start(_store.Source, Views, CancellationToken.None))
        {
            foreach (var part in Lives.Of(Weapons, seed: 1).Chunk(97))
            {
                await Record(part);
                await runner.WaitFor(await _store.End(), Patience, CancellationToken.None);
            }

            await Record(Lives.Amendments(await _store.All()));
            await runner.WaitFor(await _store.End(), Patience, CancellationToken.None);
        }

        var kept = await Contents();
        await Rebuild();

        (await Contents()).ShouldBe(kept);
        kept.Count.ShouldBeGreaterThan(Weapons * 3);

        // Alone, it is rebuilt from facts without what it does not tell.
        await ViewRebuild.Run(_store.Source, [new WeaponTables()], null, CancellationToken.None);
        (await Contents()).ShouldBe(kept);
    }

    /// <summary>Only somebody who went round the log, or another program, can have left them out.</summary>
    [Fact]
    public async Task A_fact_without_headers_is_named_wherever_its_provenance_is_needed()
    {
        await Record(Lives.Of(4, seed: 1));
        await _database.Execute(
            """
            ALTER TABLE ledger.mt_events DISABLE TRIGGER USER;
            UPDATE ledger.mt_events SET headers = NULL WHERE seq_id = 3;
            """);

        (await Should.ThrowAsync<InvalidDataException>(() => Rebuild())).Message.ShouldContain("position 3");
        (await Should.ThrowAsync<InvalidDataException>(() => _store.All())).Message.ShouldContain("no headers");
        await ViewRebuild.Run(_store.Source, [new WeaponTables()], null, CancellationToken.None);
    }

    [Fact]
    public async Task Any_order_of_arrival_gives_the_same_custody()
    {
        await Record(Lives.Of(Weapons, seed: 2));
        await Rebuild();
        var one = await Custody();

        var other = await (await TestServer.Shared).NewDatabase();
        await using (other)
        {
            var store = other.Open();
            foreach (var request in Lives.Of(Weapons, seed: 3))
            {
                await store.Record(request);
            }

            await ViewRebuild.Run(store.Source, Views, null, CancellationToken.None);
            (await Custody(other)).ShouldBe(one);
        }
    }

    [Fact]
    public async Task A_stopped_rebuild_goes_on_where_it_was()
    {
        await Record(Lives.Of(1_000, seed: 4));
        using var stop = new CancellationTokenSource();
        var stopper = new Stopper(stop);
        await Should.ThrowAsync<OperationCanceledException>(() =>
            ViewRebuild.Run(_store.Source, Views, Small, stopper, stop.Token)
        );

        var report = await Rebuild();

        report.ResumedAt.ShouldBeGreaterThan(0);
        (report.ResumedAt + report.Facts).ShouldBe(await _store.End());
        var resumed = await Contents();
        await Rebuild();
        (await Contents()).ShouldBe(resumed);
    }

    /// <summary>
    /// A log in which the facts of a weapon lie as far apart as they can, and more weapons wait than are kept in hand:
    /// rows are let go and made from their histories, and a rebuild stopped at any step makes them all the same.
    /// </summary>
    [Fact]
    public async Task A_log_whose_facts_lie_far_apart_gives_the_same_rows_wherever_the_rebuild_is_stopped()
    {
        await RecordFarApart(weapons: 1_500);
        await Rebuild(Small);
        var whole = await Contents();
        whole.Count(it => it.StartsWith("weapon: (", StringComparison.Ordinal)).ShouldBe(1_500);

        for (var stopAt = 1; ; stopAt += 9)
        {
            using var stop = new CancellationTokenSource();
            try
            {
                await ViewRebuild.Run(_store.Source, Views, Small, new Stopper(stop, stopAt), stop.Token);
                stopAt.ShouldBeGreaterThan(10);
                break;
            }
            catch (OperationCanceledException)
            {
                await Rebuild(Small);
                (await Contents()).ShouldBe(whole);
            }
        }
    }

    [Fact]
    public async Task A_rebuild_whose_connections_are_cut_again_and_again_loses_and_doubles_nothing()
    {
        await Record(Lives.Of(2_000, seed: 13));
        await Rebuild();
        var whole = await Contents();
        for (var cuts = 0; cuts < 10;)
        {
            var rebuild = Rebuild(Small);
            while (!rebuild.IsCompleted)
            {
                await Task.Delay(20 * (cuts + 1));
                cuts += await _database.Value<bool>(
                    """
                    SELECT count(pg_terminate_backend(pid)) > 0 FROM pg_stat_activity
                     WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE '%views_rebuild%'
                    """) ? 1 : 0;
            }

            await rebuild.ContinueWith(static _ => { }, TaskScheduler.Default);
        }

        _store.Source.Clear();
        await Rebuild();
        (await Contents()).ShouldBe(whole);
    }

    [Fact]
    public async Task The_hash_of_a_view_is_that_of_its_rows()
    {
        await Record(Lives.Of(300, seed: 14));
        await Rebuild();
        var expected = new byte[32];
        foreach (var hash in await _database.Rows(
            "SELECT row_hash FROM views.weapon", row => row.GetFieldValue<byte[]>(0)))
        {
            for (var at = 0; at < expected.Length; at++)
            {
                expected[at] ^= hash[at];
            }
        }

        var progress = await ViewSchema.Progress(_store.Source, CancellationToken.None);

        progress.Single(it => it.Name == "weapon").RowsHash.ShouldBe(Convert.ToHexStringLower(expected));
        progress.Single(it => it.Name == "weapon").Rows.ShouldBe(300);
    }

    [Fact]
    public async Task Readers_never_see_a_half_built_view()
    {
        await Record(Lives.Of(Weapons, seed: 5));
        await Rebuild();
        using var done = new CancellationTokenSource();
        var counts = Task.Run(async () =>
        {
            var seen = new HashSet<long>();
            while (!done.IsCancellationRequested)
            {
                seen.Add(await _database.Value<long>("SELECT count(*) FROM views.weapon"));
            }

            return seen;
        });

        for (var round = 0; round < 5; round++)
        {
            await Rebuild();
        }

        await done.CancelAsync();
        (await counts).ShouldBe([Weapons]);
    }

    [Fact]
    public async Task Facts_recorded_while_a_rebuild_runs_are_in_the_view_after_the_switch()
    {
        await Record(Lives.Of(Weapons, seed: 6));
        await using var runner = await ViewRunner.Start(_store.Source, Views, CancellationToken.None);
        var writing = Record(Lives.Of(Weapons, seed: 7).Select(it => it with { Facts = [.. it.Facts] }));
        for (var round = 0; round < 4; round++)
        {
            await Rebuild();
        }

        await writing;
        await runner.WaitFor(await _store.End(), Patience, CancellationToken.None);
        var kept = await Contents();
        await runner.DisposeAsync();
        await Rebuild();
        (await Contents()).ShouldBe(kept);
    }

    [Fact]
    public async Task Two_processes_share_the_views_and_one_takes_over_from_the_other()
    {
        var second = _database.Open();
        var one = await ViewRunner.Start(_store.Source, Views, CancellationToken.None);
        await using var two = await ViewRunner.Start(second.Source, Views, CancellationToken.None);
        await Record(Lives.Of(50, seed: 8));
        await two.WaitFor(await _store.End(), Patience, CancellationToken.None);

        await one.DisposeAsync();
        await Record(Lives.Of(50, seed: 9));
        await two.WaitFor(await _store.End(), Patience, CancellationToken.None);

        var kept = await Contents();
        await two.DisposeAsync();
        await Rebuild();
        (await Contents()).ShouldBe(kept);
    }

    [Fact]
    public async Task A_runner_whose_connections_are_cut_again_and_again_loses_and_doubles_nothing()
    {
        await using var runner = await ViewRunner.Start(_store.Source, Views, CancellationToken.None);
        var writing = Record(Lives.Of(2_000, seed: 10));
        for (var cut = 0; cut < 25; cut++)
        {
            await _database.Execute(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                 WHERE datname = current_database() AND pid <> pg_backend_pid()
                   AND (query LIKE '%views.%' OR query LIKE '%view_progress%')
                """
            );
        }

        await writing;
        await runner.WaitFor(await _store.End(), Patience, CancellationToken.None);
        var kept = await Contents();
        await runner.DisposeAsync();
        await Rebuild();
        (await Contents()).ShouldBe(kept);
    }

    [Fact]
    public async Task A_Marten_reader_sees_how_far_the_views_are()
    {
        await Record(Lives.Of(20, seed: 11));
        await Rebuild();

        var marks = await _database.Rows(
            "SELECT name, last_seq_id FROM ledger.mt_event_progression ORDER BY name",
            row => (row.GetString(0), row.GetInt64(1))
        );

        var end = await _store.End();
        marks.ShouldBe([("party_count:V2:All", end), ("weapon:V4:All", end)]);
    }

    [Fact]
    public async Task A_text_of_a_million_characters_does_not_stop_a_view()
    {
        var huge = new string('Ж', 1_000_000);
        await _store.Record(
            new NewFact(
                Requests.Weapon(1),
                new TransferLedger.Custody.ItemRegistered(
                    Happened.Parse("2020"),
                    new(Kind: huge),
                    [new(TransferLedger.Custody.MarkKind.Serial, huge)],
                    Reason: huge
                )
            )
        );

        await Rebuild();

        (await SerialSearch.Find(_store.Source, huge, null, 5, CancellationToken.None)).Hits.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Every_table_and_column_of_the_views_is_explained()
    {
        await Rebuild();

        var silent = await _database.Rows(
            """
            SELECT c.relname || '.' || coalesce(a.attname, '(table)')
              FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
             WHERE c.relnamespace = 'views'::regnamespace AND c.relkind = 'r'
               AND (col_description(c.oid, a.attnum) IS NULL OR obj_description(c.oid, 'pg_class') IS NULL)
            """,
            row => row.GetString(0)
        );

        silent.ShouldBeEmpty();
    }

    private Task<RebuildReport> Rebuild(RebuildSizes? sizes = null) =>
        ViewRebuild.Run(_store.Source, Views, sizes ?? RebuildSizes.Default, null, CancellationToken.None);

    private Task Record(IEnumerable<AppendRequest> requests) =>
        Task.WhenAll(requests.Select(request => _store.Record(request)));

    /// <summary>Every row of every view table, and the hashes of the views, as text.</summary>
    private async Task<List<string>> Contents()
    {
        var rows = new List<string>();
        foreach (var table in Views.SelectMany(it => it.Tables))
        {
            rows.AddRange(
                await _database.Rows(
                    $"SELECT t::text FROM views.{table} t ORDER BY 1",
                    row => $"{table}: {row.GetString(0)}"
                )
            );
        }

        rows.AddRange(
            (await ViewSchema.Progress(_store.Source, CancellationToken.None)).Select(it =>
                $"{it.Name}: {it.Position} {it.Facts} {it.Rows} {it.RowsHash}"
            )
        );
        return rows;
    }

    /// <summary>What does not speak of positions, which are given by arrival.</summary>
    private Task<List<string>> Custody(LedgerDatabase? database = null) =>
        (database ?? _database).Rows(
            """
            SELECT concat_ws('|', i.key, i.ordinal, i.known, i.custodian, i.holder, i.place, i.from_text, i.to_text,
                             i.last_proof, i.ended, w.state, w.custodian, w.completeness, w.contradictions, w.worst)
              FROM views.custody_interval i JOIN views.weapon w ON w.key = i.key ORDER BY i.key, i.ordinal
            """,
            row => row.GetString(0)
        );

    /// <summary>First facts of all weapons, then second facts of all, and so on; three of each.</summary>
    private async Task RecordFarApart(int weapons)
    {
        for (var round = 0; round < 3; round++)
        {
            foreach (var some in Enumerable.Range(0, weapons).Chunk(5_000))
            {
                await _store.Record([.. some.Select(weapon => Lives.Step(weapon, round))]);
            }
        }
    }

    private sealed class Stopper(CancellationTokenSource stop, int at = 1) : IProgress<RebuildProgress>
    {
        private int _reports;

        public void Report(RebuildProgress value)
        {
            if (Interlocked.Increment(ref _reports) == at)
            {
                stop.Cancel();
            }
        }
    }
}
