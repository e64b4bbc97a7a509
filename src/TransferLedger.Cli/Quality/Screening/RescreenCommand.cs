using System.CommandLine;
using System.Globalization;
using TransferLedger.Cli.Bench;
using TransferLedger.Cli.Generate;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Screening;
using TransferLedger.Screening;

namespace TransferLedger.Cli.Quality.Screening;

/// <summary><c>ledger quality rescreen</c>: many parties of a ledger, and a list that changes.</summary>
internal static class RescreenCommand
{
    private const int MostParties = 10_000_000;

    public static Command Make(Terminal terminal)
    {
        var parties = new Option<int>("--parties")
        {
            Description = "How many parties are registered.", DefaultValueFactory = _ => 10_000, HelpName = "N",
        };
        var un = CommonOptions.Required("--un", "The consolidated list of the United Nations.", "XML");
        var next = CommonOptions.Required("--un-next", "The same list, published later.", "XML");
        var whole = new Option<bool>("--no-kill") { Description = "Kill no process on the way." };
        var (seed, data, json) = (GenerateCommand.Seed(), CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "rescreen",
            "Measure how long many parties take in PostgreSQL when a list changes: register them in a database of its own "
                + "(ledger_bench_rescreen, dropped at the end), screen all, take in the next version, kill a process that "
                + "screens again on the way (SIGKILL), and screen again. Exit code 1 when a party does not stand for the new "
                + "version, was screened twice for it, or it took longer than ten minutes.",
            "ledger quality rescreen --un samples/screening/un-1.xml --un-next samples/screening/un-2.xml",
            "ledger quality rescreen --un samples/screening/un-1.xml --un-next samples/screening/un-2.xml --parties 1000000 --json")
        {
            parties, un, next, whole, seed, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var many = line.GetValue(parties);
            if (many is < 10 or > MostParties)
            {
                throw new CommandFailedException(Exit.BadInput, string.Create(
                    CultureInfo.InvariantCulture, $"--parties: from 10 to {MostParties}."));
            }

            await MustBeLists([line.GetValue(un)!, line.GetValue(next)!], cancel);
            await using var server = await BenchServer.Open(line.GetValue(data), terminal, cancel);
            await using var database = await BenchDatabase.Make(server.ConnectionString, "rescreen", cancel);
            var report = await new RescreenTrial(database, terminal.Say).Run(
                many, line.GetValue(seed), (line.GetValue(un)!, line.GetValue(next)!), !line.GetValue(whole), cancel);
            if (line.GetValue(json))
            {
                terminal.Json(report);
            }
            else
            {
                Show(terminal.RawResult, report);
            }

            return report is { Behind: 0, Twice: 0, AgainSeconds: < RescreenReport.BarSeconds }
                ? Exit.Done
                : Exit.Refused;
        });
        return command;
    }

    /// <summary>Before a database is filled for a file that is not there.</summary>
    private static async Task MustBeLists(string[] paths, CancellationToken cancel)
    {
        foreach (var path in paths)
        {
            _ = ListFiles.Parse(SanctionsLists.UnitedNations, await ListFiles.Read([path], cancel));
        }
    }

    private static void Show(TextWriter result, RescreenReport it)
    {
        result.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{it.Parties:N0} parties in PostgreSQL, {it.Names:N0} listed names, {it.Cores} cores, at most {it.PeakMiB:N0} MiB."));
        result.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Everybody against the whole list: {it.FirstSeconds:N1} s ({it.Parties / it.FirstSeconds:N0} per second), recorded and in the view."));
        result.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"After a version with {it.Changed} entries added, changed or removed: {it.AgainSeconds:N1} s (bar for a million: {RescreenReport.BarSeconds} s); {it.Compared:N0} compared with these, {it.Anew:N0} screened anew, {it.Recorded} facts recorded."));
        if (it.KilledSeconds is { } killed)
        {
            result.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Before that, a process doing the same was killed on the way, after {killed:N1} s."));
        }

        result.WriteLine($"{it.Behind} parties do not stand for the new version, {it.Twice} were screened for it twice.");
    }
}
