using Npgsql;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Rules;
using TransferLedger.Shipments;
using TransferLedger.Store.Certificates;
using TransferLedger.Store.Log;
using TransferLedger.Store.Tests.Server;
using TransferLedger.Store.Tracing;
using TransferLedger.Store.Views;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Consignment;

namespace TransferLedger.Store.Tests.Certificates;

/// <summary>The auditor's tables say what the facts say, however they were made.</summary>
public sealed class CertificateViewTests : IAsyncLifetime
{
    private static readonly ViewTables[] Views = [new CertificateTables(), new TraceTables()];

    private LedgerDatabase? _database;

    private LedgerDatabase Database => _database!;

    public async Task InitializeAsync() => _database = await (await TestServer.Shared).NewDatabase();

    public async Task DisposeAsync() => await Database.DisposeAsync();

    [Fact]
    public async Task Fact_by_fact_and_rebuilt_the_tables_are_the_same_and_right()
    {
        var store = Database.Open();
        await ViewSchema.Ensure(store.Source, Views, CancellationToken.None);
        var it = Story();
        await using (var runner = await ViewRunner.Start(store.Source, Views, CancellationToken.None))
        {
            foreach (var fact in it.Facts)
            {
                await Append(store, fact);
            }

            await runner.WaitFor(it.Facts.Count, TimeSpan.FromMinutes(1), CancellationToken.None);
        }

        var kept = await Rows(store);
        var line = it.Balance.Lines[0];
        kept["certificate_line"].ShouldContain(
            $"is/euc-0017-2026|1|Pistols|piece|500|600|{line.Committed}|{line.Remaining}|40|2|1|0|37|38|0|400.50|EUR");
        kept["certificate"].Single(row => row.StartsWith("is/euc-0017-2026|", StringComparison.Ordinal))
            .ShouldContain("|2026-04-02|chief-02|1|True|");
        kept["delivery"].ShouldBe(
            ["is/euc-0017-2026|de/s-1|de/a-1|Coast Guard, 2nd Squadron|2026-05-01|2026-07-30|True|37|14818.50|EUR"]);
        kept["transit"].ShouldBeEmpty();
        kept["discrepancy"].ShouldBe(
        [
            "is/euc-0017-2026|1|de/s-1|1|SerialMissing|1|W00033|",
            "is/euc-0017-2026|2|de/s-1|1|SerialReadDifferently|1|W00012|W0OO12",
        ]);
        const string Guard = "Coast Guard, 2nd Squadron";
        kept["obligation"].ShouldBe(
        [
            $"is/euc-0017-2026|1|NoReexport||chief-02|False|{Guard}|Standing|{Guard}||undertakings[1]|",
            $"is/euc-0017-2026|2|DeliveryVerification|2026-07-30|chief-02|True|{Guard}|Met|{Guard}|shipment/de/s-1|undertakings[3]|",
            $"is/euc-0017-2026|3|NewForOld|2026-12-01|clerk-07|False|{Guard}|Due|{Guard}|||",
        ]);
        var open = await OpenItems.Read(store.Source, new(2026, 12, 11), all: false, CancellationToken.None);
        open.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            item => item.Kind.ShouldBe(OpenItemKind.Obligation), item => item.DaysOverdue.ShouldBe(10));

        foreach (var all in new[] { true, false })
        {
            (await OpenItems.Read(store, AsOf.Now, new(2026, 12, 11), all, CancellationToken.None)).ShouldBe(
                await OpenItems.Read(store.Source, new(2026, 12, 11), all, CancellationToken.None), ignoreOrder: true);
        }

        var spring = new AsOf(Trial.On("2026-05-01").Latest, null);
        (await OpenItems.Read(store, spring, new(2026, 8, 1), all: false, CancellationToken.None))
            .Select(item => (item.Kind, item.Subject, item.Units, item.DaysOverdue)).ShouldBe(
                [(OpenItemKind.DeliveryVerification, "de/s-1", 39, 2)], "nothing had come in by then");

        // Alone, the certificates are rebuilt from facts without what they do not tell.
        foreach (var views in new[] { Views, [Views[0]] })
        {
            await ViewRebuild.Run(store.Source, views, null, CancellationToken.None);
            (await Rows(store)).SelectMany(it => it.Value).ShouldBe(kept.SelectMany(it => it.Value));
        }
    }

    [Fact]
    public async Task What_left_and_has_not_arrived_is_in_the_table_and_overdue_after_its_days()
    {
        var store = Database.Open();
        await ViewSchema.Ensure(store.Source, Views, CancellationToken.None);
        var it = new Consignment().Pack("S-1", Serials(1, 3)).Depart("S-1");
        foreach (var fact in it.Facts)
        {
            await Append(store, fact);
        }

        await ViewRebuild.Run(store.Source, Views, null, CancellationToken.None);
        (await Rows(store))["transit"].ShouldBe(
            ["is/euc-0017-2026|de/s-1|de/a-1|Coast Guard, 2nd Squadron|2026-04-20|2026-05-04|3|1201.50|EUR"]);
        foreach (var (day, all, count) in new[] { (3, false, 0), (3, true, 1), (4, false, 1), (9, false, 1) })
        {
            var table = await OpenItems.Read(store.Source, new(2026, 5, day), all, CancellationToken.None);
            table.Count(item => item.Kind == OpenItemKind.Arrival).ShouldBe(count);
            (await OpenItems.Read(store, AsOf.Now, new(2026, 5, day), all, CancellationToken.None)).ShouldBe(
                table, ignoreOrder: true);
        }
    }

    [Fact]
    public async Task Every_table_and_column_has_a_comment()
    {
        var store = Database.Open();
        await ViewSchema.Ensure(store.Source, Views, CancellationToken.None);
        await using var command = store.Source.CreateCommand(
            """
            SELECT c.relname || '.' || a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
             WHERE c.relnamespace = 'views'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
               AND (col_description(c.oid, a.attnum) IS NULL OR obj_description(c.oid) IS NULL)
            """);
        (await command.ExecuteScalarAsync()).ShouldBeNull();
    }

    /// <summary>
    /// 40 shipped, one lost, 38 verified (one missing, one misread), two sent back; a promise and an amendment open.
    /// </summary>
    private static Consignment Story()
    {
        var it = new Consignment();
        it.Pack("S-1", Serials(1, 40)).Depart("S-1");
        it.Done(it.TryLose("S-1", Serials(17, 1))).Arrive("S-1");
        var read = Serials(1, 40).Serials.Where(serial => serial is not ("W00017" or "W00033"))
            .Select(serial => serial == "W00012" ? "W0OO12" : serial).ToValueList();
        it.Verify("S-1", new LineContents(1, 38, read));
        it.Done(it.TryReturn("S-1", Serials(1, 2)));
        it.State(Trial.Certificate, new CertificateAmended(
            Trial.On("2026-05-02"), "A1", "Nobody known", [new(1, 600)]));
        var before = it.Facts.TakeWhile(one => one.Fact is not CertificateCaptured || one.Home != Trial.Certificate);
        it.State(Trial.Certificate, new CertificateAccepted(
            Trial.On("2026-04-02"), "chief-02", before.Count() + 1, it.Facts.Count, new("standard", "1", "one"),
            Verdict.Warn, Note: "x"));
        foreach (var (what, term, basis) in new[]
        {
            (Undertaking.NoReexport, ObligationTerm.Standing, "undertakings[1]"),
            (Undertaking.DeliveryVerification, ObligationTerm.AfterArrival, "undertakings[3]"),
        })
        {
            it.State(Trial.Certificate, new ObligationAssumed(
                Trial.On("2026-04-02"), what, ObligedParty.EndUser, term, "chief-02", before.Count() + 1, basis));
        }

        return it.State(Trial.Certificate, new ObligationSet(
            Trial.On("2026-03-09"), Undertaking.NewForOld, Trial.On("2026-12-01"), "clerk-07"));
    }

    private static async Task Append(PostgresEventStore store, Recorded fact) => (await store.Append(
        new AppendRequest(
            new CommandId(Guid.NewGuid()), [new NewFact(fact.Home, fact.Fact)], Condition.None,
            new Provenance("clerk-07")),
        CancellationToken.None)).ShouldBeOfType<AppendOutcome.Appended>();

    private static async Task<Dictionary<string, List<string>>> Rows(PostgresEventStore store)
    {
        var all = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var table in Views[0].Tables)
        {
            await using var command = store.Source.CreateCommand($"SELECT * FROM views.{table} ORDER BY 1, 2");
            await using var reader = await command.ExecuteReaderAsync();
            var rows = all[table] = [];
            while (await reader.ReadAsync())
            {
                rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(at => Text(reader, at))));
            }
        }

        return all;
    }

    private static string Text(NpgsqlDataReader reader, int at) => reader.IsDBNull(at) ? "" : reader.GetValue(at) switch
    {
        byte[] hash => Convert.ToHexString(hash),
        DateTime day => FormattableString.Invariant($"{day:yyyy-MM-dd}"),
        DateOnly day => FormattableString.Invariant($"{day:yyyy-MM-dd}"),
        var value => FormattableString.Invariant($"{value}"),
    };
}
