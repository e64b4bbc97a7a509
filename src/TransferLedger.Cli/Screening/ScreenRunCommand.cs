using System.CommandLine;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Screening;
using TransferLedger.Store.Files;
using TransferLedger.Store.Screening;

namespace TransferLedger.Cli.Screening;

/// <summary><c>ledger screen run</c>: every party of every paper.</summary>
internal static class ScreenRunCommand
{
    private const int MostShown = 50;

    public static ExampledCommand Make(Terminal terminal)
    {
        var officer = new Option<string>("--officer") { Description = "Who runs it.", HelpName = "NAME", Required = true };
        var hours = new Option<int?>("--stale-hours")
        {
            Description = "How long after somebody last looked for a newer version a list may be used. Default: as the "
                + "thresholds say (24).",
            HelpName = "N",
        };
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "run",
            "Screen every party of every paper against the lists in force: new and changed parties against whole lists, the "
                + "others against what has changed in them. Each result is recorded. Exit code 1 when a list is missing, stale "
                + "or unreadable, or a party could not be screened.",
            "ledger screen run --officer clerk-07", "ledger screen run --officer clerk-07 --json")
        {
            officer, hours, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            if (line.GetValue(hours) < 1)
            {
                throw new CommandFailedException(Exit.BadInput, "--stale-hours is 1 or more.");
            }

            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var (found, limits) = await Run(
                ledger, line.GetValue(officer)!, line.GetValue(hours), terminal.Say, cancel);
            if (line.GetValue(json))
            {
                terminal.Json(new
                {
                    thresholds = limits.Version, found.Parties, found.Screened, found.Compared, found.Unchanged,
                    found.Failed,
                    found.Matches,
                });
            }
            else
            {
                Show(terminal, found, limits);
            }

            return found.Failed == 0 ? Exit.Done : Exit.Refused;
        });
        return command;
    }

    /// <summary>Reads what papers and screenings say, screens, and brings the view up to it.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="officer">Who runs it.</param>
    /// <param name="staleHours">Instead of the hours of the thresholds; null for these.</param>
    /// <param name="say">Told how far it is.</param>
    /// <param name="cancel">Stops it; what is recorded stays.</param>
    internal static async Task<(RunSummary Found, ScreeningParameters Limits)> Run(
        OpenLedger ledger, string officer, int? staleHours, Action<string> say, CancellationToken cancel)
    {
        var (facts, store) = (new ScreeningFacts(ledger.Store.Source), new FileStore(ledger.Store.Source));
        var (head, now) = (await ledger.Store.Head(cancel), Happened.At(CommonOptions.Now()));
        var run = new ScreeningRun(
            ledger.Store, new ListShelf(store.Get), Transliterator.Latin, officer, now, say);
        var screenings = await facts.OfScreenings(cancel);
        var limits = ScreeningFile.Of(screenings).ParametersOn(now);
        var found = await run.Run(
            await facts.OfPapers(cancel), screenings, head.Position,
            limits with { StaleHours = staleHours ?? limits.StaleHours }, cancel);
        await ledger.CatchUpView("screening", cancel);
        return (found, limits);
    }

    private static void Show(Terminal terminal, RunSummary found, ScreeningParameters limits)
    {
        var worst = found.Matches.OrderByDescending(it => it.Match.Grade).ThenByDescending(it => it.Match.Score)
            .ThenBy(it => it.Party, StringComparer.Ordinal).ToList();
        ScreenCommand.Show(terminal, worst.Take(MostShown));
        terminal.RawResult.WriteLine(FormattableString.Invariant(
            $"{found.Parties} parties on papers: {found.Screened} screened, {found.Compared} compared with what has changed in a list, {found.Unchanged} unchanged, {found.Failed} failed. By the thresholds {limits.Version}."));
        if (found.Failed > 0)
        {
            terminal.RawResult.WriteLine("ALARM: who could not be screened is held by EUC-051. Run it again.");
        }

        if (worst.Count > 0)
        {
            terminal.RawResult.WriteLine(FormattableString.Invariant(
                $"{worst.Count} matches{(worst.Count > MostShown ? $", {MostShown} of them shown (--json tells all)" : "")}. Decide about each: ledger screen decide NAME --list LIST --entry ENTRY --is other --officer NAME --reason TEXT"));
        }
    }
}
