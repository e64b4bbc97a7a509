using System.Diagnostics;
using System.Globalization;
using Newtonsoft.Json.Linq;
using NodaTime;
using Npgsql;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Screening;
using TransferLedger.Cli.Tests.Import;
using TransferLedger.Ledger;
using TransferLedger.Screening;
using TransferLedger.Store.Files;
using TransferLedger.Store.Screening;

namespace TransferLedger.Cli.Tests.Screening;

/// <summary>PostgreSQL goes away in the middle of a screening: nobody passes who has no screening on record.</summary>
public sealed class PostgresOutageTests : IDisposable
{
    private const string Certificate = "is/euc-0017-2026";
    private static readonly string Samples = Path.Combine(SharedData.Root(), "samples");
    private readonly Commands.Ledger _ledger = new() { Durable = true };

    public void Dispose() => _ledger.Dispose();

    [Fact]
    public async Task Connections_are_cut_and_the_server_is_killed_and_nobody_passes_silently()
    {
        await _ledger.Run("certificate", "capture", Path.Combine(Samples, "certificates", "genuine.json"));
        var list = Path.Combine(Samples, "screening", "un-1.xml");
        (await _ledger.Run("list", "import", list, "--list", "un", "--officer", "clerk-07")).ExitCode.ShouldBe(0);

        var held = await Rule();
        held.Count(it => it == "party-not-screened").ShouldBeGreaterThan(2);
        var screened = false;
        foreach (var breaks in new Func<string, Task>[] { Kill, Cut })
        {
            // A run may survive it, by asking again once the server is back; then it has screened, and says so.
            screened |= await Screen(breaks);
            (await Rule()).ShouldBe(screened ? [""] : held);
        }

        (await _ledger.Run("screen", "run", "--officer", "clerk-07")).ExitCode.ShouldBe(0);
        (await Rule()).ShouldBe([""]);
    }

    /// <summary>Screens; while the list is read the server breaks. False when the run said that it failed.</summary>
    private async Task<bool> Screen(Func<string, Task> breaks)
    {
        await using var ledger = await OpenLedger.Open(
            _ledger.Folder, new Terminal(TextWriter.Null, TextWriter.Null, interactive: false), CancellationToken.None);
        var (facts, files) = (new ScreeningFacts(ledger.Store.Source), new FileStore(ledger.Store.Source));
        var head = await ledger.Store.Head(CancellationToken.None);
        var shelf = new ListShelf(async (hash, cancel) =>
        {
            var bytes = await files.Get(hash, cancel);
            await breaks(ledger.ConnectionString);
            return bytes;
        });
        var now = Happened.At(SystemClock.Instance.GetCurrentInstant());
        var run = new ScreeningRun(ledger.Store, shelf, Transliterator.Latin, "clerk-07", now, _ => { });
        try
        {
            return (await run.Run(
                await facts.OfPapers(CancellationToken.None), await facts.OfScreenings(CancellationToken.None),
                head.Position, ScreeningParameters.Default, CancellationToken.None)).Failed == 0;
        }
        catch (CommandFailedException alarm)
        {
            alarm.ExitCode.ShouldBe(Exit.Unavailable);
            return false;
        }
    }

    private static async Task Cut(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()",
            connection);
        ((long)(await command.ExecuteScalarAsync())!).ShouldBeGreaterThan(0);
    }

    /// <summary>kill -9 of the server of this test.</summary>
    private Task Kill(string connectionString)
    {
        var file = Directory.EnumerateFiles(_ledger.Folder, "postmaster.pid", SearchOption.AllDirectories).Single();
        var server = Process.GetProcessById(int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture));
        server.Kill(entireProcessTree: true);
        return server.WaitForExitAsync();
    }

    private async Task<List<string>> Rule() =>
    [
        .. JObject.Parse((await _ledger.Run("certificate", "verify", Certificate, "--json")).Output)
            .SelectTokens("$..findings[?(@.rule == 'EUC-051')].code").Select(it => (string)it!),
    ];
}
