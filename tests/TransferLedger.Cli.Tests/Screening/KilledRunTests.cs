using System.Diagnostics;
using Newtonsoft.Json.Linq;
using Npgsql;
using TransferLedger.Authorities;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Tests.Import;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Screening;
using TransferLedger.Store.Log;

namespace TransferLedger.Cli.Tests.Screening;

/// <summary>
/// A screening of everybody and a re-check of embargoes as real processes, killed with SIGKILL wherever they are, and
/// run again: everything is checked once, and nothing is passed over.
/// </summary>
public sealed class KilledRunTests : IDisposable
{
    private const int Many = 1_000;
    private const int Open = 60;
    private const int Kills = 2;
    private const string TakeEnd = "SELECT position FROM ledger.head FOR UPDATE";

    private const string Waiting =
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";

    private const string EndWaiting =
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
        + "WHERE datname = current_database() AND wait_event_type = 'Lock'";

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(2);
    private static readonly Happened Day = Happened.Parse("2026-06-01");
    private readonly Commands.Ledger _ledger = new();

    public void Dispose() => _ledger.Dispose();

    [Fact]
    public async Task A_screening_killed_on_the_way_and_run_again_screens_everybody_once()
    {
        await using var store = PostgresEventStore.Open(await _ledger.ConnectionString());
        (await _ledger.Run("status")).ExitCode.ShouldBe(Exit.Done);
        await Append(store, Enumerable.Range(0, Many).Select(at => NewParty($"Harbour Trading {at}")));
        var list = Path.Combine(SharedData.Root(), "samples", "screening", "un-1.xml");
        (await _ledger.Run("list", "import", list, "--list", "un", "--officer", "clerk-07")).ExitCode.ShouldBe(Exit.Done);

        var cut = await KillOnTheWay(store, await HeadOf(store) + Many, "screen", "run", "--officer", "clerk-07");
        cut.ShouldBeGreaterThan(0, "a kill should have come in the middle");
        (await _ledger.Run("screen", "run", "--officer", "clerk-07")).ExitCode.ShouldBe(Exit.Done);
        var screened = (await All<PartyScreened>(store)).ToList();
        screened.Select(it => it.Home.Key).Distinct(StringComparer.Ordinal).Count().ShouldBe(Many);
        screened.Count.ShouldBe(Many);

        // A screening that is taken back leaves a party unscreened, for the rule as for the next run.
        var file = _ledger.Folder + ".ndjson";
        await File.WriteAllTextAsync(file, new JObject
        {
            ["home"] = screened[7].Home.Key, ["type"] = "record_retracted",
            ["fact"] = new JObject
            {
                ["happened"] = "2026-11-01", ["target"] = screened[7].Position, ["reason"] = "wrong desk", ["approver"] = "chief",
            },
            ["provenance"] = new JObject { ["actor"] = "clerk-07" },
        }.ToString(Newtonsoft.Json.Formatting.None));
        (await _ledger.Run("import", file)).ExitCode.ShouldBe(Exit.Done);
        File.Delete(file);
        var again = JObject.Parse((await _ledger.Run("screen", "run", "--officer", "clerk-07", "--json")).Output);
        ((int)again["screened"]!, (int)again["unchanged"]!).ShouldBe((1, Many - 1));
    }

    [Fact]
    public async Task A_recheck_killed_on_the_way_and_run_again_reaches_every_authorization_once()
    {
        await using var store = PostgresEventStore.Open(await _ledger.ConnectionString());
        (await _ledger.Run("embargo", "load", "--officer", "clerk-07")).ExitCode.ShouldBe(Exit.Done);
        await Append(store, Enumerable.Range(0, Open).SelectMany(Authorized));
        await Append(store,
        [
            new(EmbargoTable.RegimeOf("UN-9999"), new EmbargoImposed(
                Day, "UN-9999", "territory", "UN", "Iceland (invented)", "9999 (2026)", EmbargoTarget.Territory,
                EmbargoDirection.To, Day, "invented", EmbargoCertainty.Established, Areas: [new("IS")])),
        ]);

        var cut = await KillOnTheWay(store, await HeadOf(store) + Open, "embargo", "recheck", "--officer", "clerk-07");
        cut.ShouldBeGreaterThan(0, "a kill should have come in the middle");
        (await _ledger.Run("status")).Output.ShouldContain("OWED");
        (await _ledger.Run("embargo", "recheck", "--officer", "clerk-07")).Output.ShouldContain($"{Open} affected");
        (await _ledger.Run("status")).Output.ShouldNotContain("OWED");
        var reached = (await All<EmbargoRechecked>(store)).Select(it => it.Home.Key).ToList();
        reached.Distinct(StringComparer.Ordinal).Count().ShouldBe(Open);
        reached.Count.ShouldBe(Open);
    }

    private static NewFact NewParty(string name) => new(
        PartyRegister.SubjectOf(name)!.Value, new PartyRegistered(Day, PartyKind.Company, name, "IS"));

    private static IEnumerable<NewFact> Authorized(int at)
    {
        var paper = new EndUserCertificate(
            $"{at}", "IS", CertificateUse.OneOff, new Paper(PaperKind.Original),
            EndUser: new(new($"Coast Guard {at}", null, null, "IS"), EndUserKind.LawEnforcement), Destination: "IS",
            Lines: [new("Pistols", GoodsClass.SmallArms, Quantity: 5)]);
        yield return new(paper.Subject, new CertificateCaptured(Day, "office", "clerk-07", paper));
        yield return new(
            Subject.Parse($"authorization/de/a-{at}"),
            new AuthorizationGranted(Day, "DE", $"A-{at}", paper.Subject, "Works", [new(1, 5)], "a", "b", "c"));
    }

    private static async Task Append(PostgresEventStore store, IEnumerable<NewFact> facts) =>
        (await store.Append(
            new(new(Guid.NewGuid()), [.. facts], Condition.None, new("clerk-07")), CancellationToken.None))
        .ShouldBeOfType<AppendOutcome.Appended>();

    /// <summary>
    /// Kills a command when one group of what it records is committed and no other can be: this test stands in the
    /// queue for the end of the log behind it. How often that was before the command's end.
    /// </summary>
    private async Task<int> KillOnTheWay(PostgresEventStore store, long end, params string[] command)
    {
        var cut = 0;
        await using var source = NpgsqlDataSource.Create(await _ledger.ConnectionString());
        for (var kill = 0; kill < Kills; kill++)
        {
            var before = await HeadOf(store);
            await using var first = await source.OpenConnectionAsync();
            await using var second = await source.OpenConnectionAsync();
            await using var watching = await source.OpenConnectionAsync();
            await using var held = await first.BeginTransactionAsync();
            await Ask(first, TakeEnd);
            using var run = Process.Start(new ProcessStartInfo(
                "dotnet", [Path.Combine(AppContext.BaseDirectory, "ledger.dll"), .. command, "--data", _ledger.Folder])
            {
                RedirectStandardOutput = true,
            })!;
            while (!run.HasExited && await Ask(watching, Waiting) == 0)
            {
                await Task.Delay(Glance);
            }

            await using var behind = await second.BeginTransactionAsync();
            var next = Ask(second, TakeEnd);
            while (!run.HasExited && await Ask(watching, Waiting) < 2)
            {
                await Task.Delay(Glance);
            }

            await held.CommitAsync();
            await next;
            run.Kill();
            await run.WaitForExitAsync();
            await Ask(watching, EndWaiting);
            await behind.RollbackAsync();
            var head = await HeadOf(store);
            cut += head > before && head < end ? 1 : 0;
        }

        return cut;
    }

    private static async Task<long> Ask(NpgsqlConnection connection, string statement)
    {
        await using var asked = new NpgsqlCommand(statement, connection);
        return (long)(await asked.ExecuteScalarAsync())!;
    }

    private static async Task<long> HeadOf(PostgresEventStore store) =>
        (await store.Head(CancellationToken.None)).Position;

    private static async Task<List<Recorded>> All<T>(PostgresEventStore store)
    {
        var found = new List<Recorded>();
        await foreach (var one in store.ReadAll(0, CancellationToken.None))
        {
            if (one.Fact is T)
            {
                found.Add(one);
            }
        }

        return found;
    }
}
