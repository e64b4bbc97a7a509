using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Risk;
using TransferLedger.Shipments;
using TransferLedger.Store.Log;
using TransferLedger.Store.Risk;
using TransferLedger.Store.Tests.Server;
using TransferLedger.Store.Views;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Store.Tests.Risk;

/// <summary>The view <c>country_risk_source</c> against what the pure model makes of the same facts.</summary>
public sealed class CountryRiskViewTests : IAsyncLifetime
{
    private static readonly ViewTables[] Views = [new CountryRiskTables(blockEntries: 9, blocksToVolume: 3)];
    private static readonly int[] Ages = [5, 10];
    private LedgerDatabase? _database;

    private LedgerDatabase Database => _database!;

    public async Task InitializeAsync() => _database = await (await TestServer.Shared).NewDatabase();

    public async Task DisposeAsync() => await Database.DisposeAsync();

    [Fact]
    public async Task Whatever_is_asked_the_tables_answer_as_the_model_does_fact_by_fact_and_rebuilt()
    {
        var store = Database.Open();
        await ViewSchema.Ensure(store.Source, Views, CancellationToken.None);
        await using (var runner = await ViewRunner.Start(store.Source, Views, CancellationToken.None))
        {
            var told = Story();
            foreach (var (at, fact) in told.Index())
            {
                await Append(store, fact);

                // Now and then the view catches up in between, so that rows are taken back and written again.
                if (at % 4 == 3 || at == told.Count - 1)
                {
                    await runner.WaitFor(at + 1, TimeSpan.FromMinutes(1), CancellationToken.None);
                }
            }
        }

        var kept = await Agree(store);
        (await Blocks(store)).ShouldBeGreaterThan(3);
        (await Volumes(store)).ShouldBeGreaterThan(1);
        await ViewRebuild.Run(store.Source, Views, null, CancellationToken.None);
        (await Agree(store)).ShouldBe(kept);
        (await Blocks(store)).ShouldBeGreaterThan(3);
        (await Volumes(store)).ShouldBeGreaterThan(1);
    }

    /// <summary>How many blocks are closed, each learned after the one before.</summary>
    private static async Task<long> Blocks(PostgresEventStore store)
    {
        await using var command = store.Source.CreateCommand(
            """
            SELECT count(*) FILTER (WHERE known_to = next) FROM (
                SELECT *, lead(known_from) OVER (ORDER BY known_from) AS next FROM views.country_risk_block
                 WHERE NOT is_volume) b
            """);
        return (long)(await command.ExecuteScalarAsync(CancellationToken.None))!;
    }

    /// <summary>How many volumes there are, each of three blocks and begun where the one before ends.</summary>
    private static async Task<long> Volumes(PostgresEventStore store)
    {
        await using var command = store.Source.CreateCommand(
            """
            SELECT count(*) FILTER (WHERE begun AND blocks = 3) FROM (
                SELECT known_from = coalesce(lag(known_to) OVER (ORDER BY known_from), '-infinity') AS begun,
                       (SELECT count(*) FROM views.country_risk_block b
                         WHERE NOT is_volume AND b.known_from >= v.known_from AND b.known_to <= v.known_to) AS blocks
                  FROM views.country_risk_block v WHERE is_volume) v
            """);
        return (long)(await command.ExecuteScalarAsync(CancellationToken.None))!;
    }

    /// <summary>Asks for every country, at several moments, and compares with a replay of the log.</summary>
    private static async Task<List<string>> Agree(PostgresEventStore store)
    {
        var log = new List<Recorded>();
        await foreach (var fact in store.ReadAll(0, CancellationToken.None))
        {
            log.Add(fact);
        }

        var made = log.SelectMany(RiskRow.KeysOf).Distinct(StringComparer.Ordinal).SelectMany(key => RiskRow.Of(
            Subject.Parse(key), [.. log.Where(it => RiskRow.KeysOf(it).Contains(key))], RiskWindows.Default)).ToList();
        var answers = new List<string>();
        foreach (var moment in Moments(log))
        {
            var all = await RiskReader.All(store.Source, moment, Ages, CancellationToken.None);
            foreach (var country in made.Select(it => it.Entry.Country).Distinct(StringComparer.Ordinal).Order())
            {
                var unit = RiskUnit.Country(country);
                var sums = RiskSums.Of(made.Where(it => it.Entry.Country == country), moment);
                var expected = Texts(sums);
                var found = Texts(await RiskReader.Sums(store.Source, unit, moment, CancellationToken.None));
                var facts = await RiskReader.Facts(store.Source, unit, moment, null, 1_000, CancellationToken.None);

                found.ShouldBe(expected);
                (all.TryGetValue(country, out var one) ? Texts(one) : []).ShouldBe(Texts(sums.Condensed(Ages)));
                facts.Count.ShouldBe(made.Count(it => it.Entry.Country == country
                    && it.Counts(moment.On, moment.Known)));
                answers.Add($"{moment} {country}: {string.Join("; ", found)}");
            }
        }

        answers.Count.ShouldBeGreaterThan(10);
        return answers;
    }

    private static IEnumerable<RiskMoment> Moments(List<Recorded> log) =>
        from day in new LocalDate[] { new(2012, 1, 1), new(2026, 4, 1), new(2026, 12, 31) }
        from known in log.Select(it => (Instant?)it.At).Distinct().Where((_, at) => at % 6 == 0)
            .Concat([log[^2].At, log[^1].At, null])
        select new RiskMoment(day, known);

    private static List<string> Texts(RiskSums sums) =>
    [
        .. sums.Days.Where(it => it.Weight != 0)
            .Select(it => $"{it.Series.Name} {it.Contested} {it.Day} {it.Weight}").Order(StringComparer.Ordinal),
    ];

    /// <summary>Forty weapons delivered, one lost, and another that is corrected, disputed and retracted.</summary>
    private static List<NewFact> Story()
    {
        var it = new Consignment();
        it.Pack("S-1", Consignment.Serials(1, 40)).Depart("S-1");
        it.Done(it.TryLose("S-1", Consignment.Serials(17, 1))).Arrive("S-1");
        it.Verify("S-1", new LineContents(1, 38));
        var weapon = WeaponId.Issue("test", "one").Subject;
        var army = new Custodian("Army", "AA");
        var facts = it.Facts.Select(one => new NewFact(one.Home, one.Fact)).ToList();
        var first = facts.Count + 1;
        facts.AddRange(
        [
            new(weapon, new ItemRegistered(Trial.On("2010-01-01"), new("rifle", CountryOfManufacture: "BB"), [], army)),
            new(weapon, new TheftReported(Trial.On("2011-01-01"), army)),
            new(weapon, new RecordCorrected(
                Trial.On("2011-02-01"), first + 1, [weapon], "happened", "2011-01-01", "2010-12-01", "late", "chief")),
            new(weapon, new RecordDisputed(Trial.On("2011-03-01"), first + 1, [weapon], "never was", "army")),
            new(weapon, new RecordRetracted(Trial.On("2011-04-01"), first + 1, [weapon], "not ours", "chief")),
        ]);
        return facts;
    }

    private static async Task Append(PostgresEventStore store, NewFact fact) => (await store.Append(
        new AppendRequest(new CommandId(Guid.NewGuid()), [fact], Condition.None, new Provenance("clerk-07")),
        CancellationToken.None)).ShouldBeOfType<AppendOutcome.Appended>();
}
