using System.Diagnostics;
using System.Globalization;
using System.Text;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Tests.Commands;
using TransferLedger.Ledger;
using TransferLedger.Store.Views;

namespace TransferLedger.Cli.Tests.Import;

/// <summary>Import and rebuild as real processes, killed with SIGKILL wherever they are, and run again.</summary>
public sealed class KilledProcessTests : IDisposable
{
    private const int Rows = 5_000;
    private const int Kills = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(2);

    private readonly Commands.Ledger _killed = new();
    private readonly Commands.Ledger _undisturbed = new();

    [Fact]
    public async Task An_import_killed_again_and_again_and_run_to_its_end_records_what_one_import_records()
    {
        var (file, profile) = WriteRows();
        await using var watched = await Open(_killed);
        var random = new Random(7);
        var cut = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            var before = (await watched.Store.Head(CancellationToken.None)).Position;
            using var import = Start("import", file, "--profile", profile, "--data", _killed.Folder);
            var further = before + random.Next(1, 1_000);
            while (!import.HasExited && (await watched.Store.Head(CancellationToken.None)).Position < further)
            {
                await Task.Delay(Glance);
            }

            import.Kill();
            await import.WaitForExitAsync();
            cut += (await watched.Store.Head(CancellationToken.None)).Position < 2 * Rows ? 1 : 0;
        }

        cut.ShouldBeGreaterThan(1, "kills should have come in the middle");
        using (var last = Start("import", file, "--profile", profile, "--data", _killed.Folder))
        {
            using var patience = new CancellationTokenSource(Patience);
            await last.WaitForExitAsync(patience.Token);
            last.ExitCode.ShouldBe(Exit.Done);
        }

        (await _undisturbed.Run("import", file, "--profile", profile)).ExitCode.ShouldBe(Exit.Done);
        var (pieces, whole) = (await Facts(_killed), await Facts(_undisturbed));
        pieces.Order().ShouldBe(whole.Order());
        whole.Count.ShouldBe(2 * Rows);
        pieces.Distinct().Count().ShouldBe(pieces.Count);
    }

    [Fact]
    public async Task A_rebuild_killed_again_and_again_leaves_the_views_as_they_were_and_goes_on_where_it_was()
    {
        var (file, profile) = WriteRows();
        (await _killed.Run("import", file, "--profile", profile)).ExitCode.ShouldBe(Exit.Done);
        await using var watched = await Open(_killed);
        (await _killed.Run("rebuild")).ExitCode.ShouldBe(Exit.Done);
        var before = (await Views(watched)).Single(it => it.Name == "weapon");

        // A kill may come after the end; then the shadow is gone, and the next one tries again.
        for (var kill = 0; kill < 2 || (kill < 20 && !(await Views(watched)).Any(Begun)); kill++)
        {
            var from = Math.Min(kill, 1);
            using var rebuild = Start("rebuild", before.Name, "--data", _killed.Folder);
            while (!rebuild.HasExited
                && !(await Views(watched)).Any(it => it.Name == Shadow(before) && it.Position >= from))
            {
                await Task.Delay(Glance);
            }

            rebuild.Kill();
            await rebuild.WaitForExitAsync();
            (await Views(watched)).Single(it => it.Name == before.Name).RowsHash.ShouldBe(before.RowsHash);
        }

        (await Views(watched)).Any(Begun).ShouldBeTrue("of twenty kills one should have come in the middle");
        (await _killed.Run("rebuild", before.Name)).Output.ShouldContain("went on after fact");
        (await Views(watched)).Single(it => it.Name == before.Name).RowsHash.ShouldBe(before.RowsHash);

        bool Begun(ViewProgress it) => it.Name == Shadow(before) && it.Position > 0;
        string Shadow(ViewProgress it) => it.Name + "/rebuild";
    }

    public void Dispose()
    {
        _killed.Dispose();
        _undisturbed.Dispose();
    }

    private static Task<OpenLedger> Open(Commands.Ledger ledger) => OpenLedger.Open(
        ledger.Folder, new Terminal(TextWriter.Null, TextWriter.Null, interactive: false), CancellationToken.None);

    /// <summary>The ids of all facts, which follow from what the rows say.</summary>
    private static async Task<List<Guid>> Facts(Commands.Ledger ledger)
    {
        await using var opened = await Open(ledger);
        var ids = new List<Guid>();
        await foreach (var fact in opened.Store.ReadAll(0, CancellationToken.None))
        {
            fact.Position.ShouldBe(ids.Count + 1);
            ids.Add(fact.Id);
        }

        return ids;
    }

    private static Task<IReadOnlyList<ViewProgress>> Views(OpenLedger ledger) =>
        ViewSchema.Progress(ledger.Store.Source, CancellationToken.None);

    private static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ledger.dll"), .. arguments])
        {
            RedirectStandardOutput = false,
            RedirectStandardError = false,
        })!;

    private (string File, string Profile) WriteRows()
    {
        Directory.CreateDirectory(_killed.Folder);
        var text = new StringBuilder("dealer_ref,dealer_city,dealer_state,make,calibre,serial,purchase_date_raw\n");
        for (var row = 0; row < Rows; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"DLR-{row % 50},Dover,DE,TAURUS,9mm,KI{row:D6},7/{1 + (row % 28)}/20\n");
        }

        var file = Path.Combine(_killed.Folder, "rows.csv");
        File.WriteAllText(file, text.ToString());
        return (file, Path.Combine(
            SharedData.Root(), "samples", "de-crime-gun-traces", "first-sales.profile.json"));
    }
}
