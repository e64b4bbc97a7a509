using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TransferLedger.Cli.Hosting;
using TransferLedger.Store.Views;

namespace TransferLedger.Cli.Views;

/// <summary><c>ledger rebuild</c>: the views anew from the first fact.</summary>
internal static class RebuildCommand
{
    public static Command Make(Terminal terminal)
    {
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var names = new Argument<string[]>("views")
        {
            Description = "The views to rebuild; none for all: " + string.Join(", ", OpenLedger.Views.Select(it => it.Name)),
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new ExampledCommand(
            "rebuild",
            "Build views anew from the first fact, beside the ones in use, and switch them at the "
                + "end. Stop it whenever you like: the next rebuild goes on where it was.",
            "ledger rebuild",
            "ledger rebuild weapon")
        {
            names, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var chosen = Choose(line.GetValue(names) ?? []);
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var report = await Run(ledger, chosen, terminal, cancel);
            if (line.GetValue(json))
            {
                terminal.Json(new
                {
                    views = chosen.Select(it => it.Name),
                    report.Facts,
                    report.ResumedAt,
                    seconds = Math.Round(report.Elapsed.TotalSeconds, 3),
                });
            }
            else
            {
                terminal.Result.MarkupLineInterpolated(CultureInfo.InvariantCulture,
                    $"Rebuilt {string.Join(", ", chosen.Select(it => it.Name))} from {report.Facts:N0} facts in {report.Elapsed.TotalSeconds:F1} s{Resumed(report)}.");
            }

            return Exit.Done;
        });
        return command;
    }

    /// <summary>Rebuilds, with a progress bar on standard error.</summary>
    public static Task<RebuildReport> Run(
        OpenLedger ledger, IReadOnlyList<ViewTables> views, Terminal terminal, CancellationToken cancel) =>
        ProgressBar.Run(terminal, "rebuilding views", report => ViewRebuild.Run(
            ledger.Store.Source,
            views,
            new Told<RebuildProgress>(it => report(it.Position, it.Head + it.Left, it.FactsPerSecond, "facts")),
            cancel));

    private static List<ViewTables> Choose(string[] names)
    {
        var unknown = names.FirstOrDefault(name => OpenLedger.Views.All(it => it.Name != name));
        return unknown is null
            ? [.. OpenLedger.Views.Where(it => names.Length == 0 || names.Contains(it.Name))]
            : throw new CommandFailedException(
                Exit.BadInput,
                $"There is no view '{unknown}'. Views: {string.Join(", ", OpenLedger.Views.Select(it => it.Name))}.");
    }

    private static string Resumed(RebuildReport report) => report.ResumedAt == 0
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $" (went on after fact {report.ResumedAt:N0})");
}
