using NodaTime;
using TransferLedger.Ledger;
using TransferLedger.Store.Log;
using TransferLedger.Store.Tests.Contract;
using TransferLedger.Store.Tests.Server;

namespace TransferLedger.Store.Tests.Model;

/// <summary>The store in memory is the model: the same script must end the same way in PostgreSQL.</summary>
public sealed class ModelTests : IAsyncLifetime
{
    private LedgerDatabase? _database;

    private LedgerDatabase Database => _database!;

    public async Task InitializeAsync() => _database = await (await TestServer.Shared).NewDatabase();

    public async Task DisposeAsync() => await Database.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_random_script_has_the_same_outcomes_and_the_same_log(int seed)
    {
        const int steps = 400;
        var random = new Random(seed);
        var script = new Script(random);
        var (model, store) = (NewModel(), Database.Open());
        var kinds = new HashSet<string>(StringComparer.Ordinal);
        for (var step = 0; step < steps; step++)
        {
            if (random.Next(6) == 0)
            {
                var about = script.Some();
                var (expected, history) = (await model.Read(about), await store.Read(about));
                history.UpTo.ShouldBe(expected.UpTo, $"seed {seed}, step {step}");
                history.Facts.Select(Timeless).ShouldBe(expected.Facts.Select(Timeless), $"seed {seed}, step {step}");
                continue;
            }

            var request = script.Next(await model.End());
            var outcome = Timeless(await model.Append(request));
            Timeless(await store.Append(request)).ShouldBe(outcome, $"seed {seed}, step {step}: {request}");
            kinds.Add(outcome.GetType().Name + (outcome is AppendOutcome.Appended { Repeated: true } ? " again" : ""));
        }

        kinds.Order(StringComparer.Ordinal).ShouldBe(["Appended", "Appended again", "Conflict", "Refused"]);
        (await store.All()).Select(Timeless).ShouldBe((await model.All()).Select(Timeless), $"seed {seed}");
        await LogAudit.Check(Database, store);
    }

    /// <summary>
    /// What many asked at once must be explained by some order of asking: the order the log gives. Played to the model
    /// in that order, every recorded request is recorded at the same positions, and every other one fares the same.
    /// </summary>
    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public async Task What_was_asked_at_the_same_time_fared_as_if_asked_one_after_the_other(int seed)
    {
        const int batches = 25;
        var random = new Random(seed);
        var script = new Script(random);
        PostgresEventStore[] stores = [Database.Open(), Database.Open()];
        var model = NewModel();
        for (var batch = 0; batch < batches; batch++)
        {
            var end = await model.End();
            var asked = Enumerable.Range(0, random.Next(5, 40)).Select(_ => script.Next(end)).ToList();
            var outcomes = await Task.WhenAll(asked.Select((it, index) =>
                Task.Run(() => stores[index % 2].Append(it, CancellationToken.None))));
            await Replay(model, asked.Zip(outcomes), $"seed {seed}, batch {batch}");
        }

        (await stores[0].All()).Select(Timeless).ShouldBe((await model.All()).Select(Timeless), $"seed {seed}");
        await LogAudit.Check(Database, stores[1]);
    }

    private static async Task Replay(
        MemoryEventStore model, IEnumerable<(AppendRequest Request, AppendOutcome Outcome)> asked, string where)
    {
        // Those recorded now in the order of the log; then the repeats; what was refused or lost found itself behind.
        foreach (var (request, outcome) in asked.OrderBy(it => it.Outcome switch
        {
            AppendOutcome.Appended { Repeated: false } recorded => recorded.Receipt.First,
            _ => long.MaxValue,
        }))
        {
            var expected = await model.Append(request);
            if (outcome is AppendOutcome.Conflict lost)
            {
                // Several parts may be broken by the end; the one named must be, by the fact named.
                expected.ShouldBeOfType<AppendOutcome.Conflict>(where);
                var part = request.Condition.Seen.First(it => it.Subject == lost.Subject);
                (await model.Read(lost.Subject)).Facts.First(it => it.Position > part.UpTo)
                    .Position.ShouldBe(lost.Winner, where);
            }
            else
            {
                Timeless(outcome).ShouldBe(Timeless(expected), $"{where}: {request}");
            }
        }
    }

    private static MemoryEventStore NewModel() => new(new StandingClock());

    private static Recorded Timeless(Recorded fact) => fact with { At = default };

    private static AppendOutcome Timeless(AppendOutcome outcome) => outcome is AppendOutcome.Appended appended
        ? appended with { Receipt = appended.Receipt with { At = default } }
        : outcome;

    private sealed class StandingClock : IClock
    {
        public Instant GetCurrentInstant() => Instant.FromUtc(2026, 1, 1, 0, 0);
    }
}
