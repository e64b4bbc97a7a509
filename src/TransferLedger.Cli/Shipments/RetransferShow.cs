using System.Globalization;
using Spectre.Console;
using TransferLedger.Authorizations;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Shipments;

namespace TransferLedger.Cli.Shipments;

/// <summary><c>ledger retransfer show</c>: what was asked, consented to and passed on under one certificate.</summary>
internal static class RetransferShow
{
    public static ExampledCommand Make(Terminal terminal)
    {
        var id = RetransferCommand.Id();
        var (happened, known) = (CommonOptions.HappenedBy(), CommonOptions.KnownBy());
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "show",
            "What the end user asked to pass on, what was consented to, what was passed on, and what is left line by line.",
            "ledger retransfer show IS/EUC/0017/2026",
            "ledger retransfer show IS/EUC/0017/2026 --known-by 2026-07-31 --json")
        {
            id, happened, known, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var home = DocumentFile.Named("certificate", line.GetValue(id)!);
            var asOf = CommonOptions.AsOf(line.GetValue(happened), line.GetValue(known));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var facts = (await ledger.Store.Read([home], cancel)).Facts.Where(asOf.Includes).ToList();
            var balance = CertificateBalance.Of(facts);
            if (balance.Captured is null)
            {
                throw new CommandFailedException(
                    Exit.Refused, $"{home.Key} is not captured, or was not at that point.");
            }

            var all = Retransfers.Of(home, facts, balance);
            if (line.GetValue(json))
            {
                terminal.Json(new
                {
                    certificate = home.Key,
                    asOf = CommonOptions.Json(asOf),
                    all.Lines,
                    all.Requests,
                });
            }
            else
            {
                Show(terminal.Result, home, all);
            }

            return Exit.Done;
        });
        return command;
    }

    private static void Show(IAnsiConsole console, Subject certificate, Retransfers all)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{certificate.Key}[/]");
        console.Write(Lines(all));
        if (all.Requests.IsEmpty)
        {
            console.WriteLine("Nobody has asked to pass anything on, and nothing is known to have been.");
            return;
        }

        var table = new Table().Border(TableBorder.Horizontal).AddColumn("request").AddColumn("when").AddColumn("what")
            .AddColumn("fact");
        foreach (var it in all.Requests)
        {
            foreach (var (position, happened, what) in Story(it))
            {
                table.AddRow(
                    new Text(Plain.Of(it.Reference)), new Text(happened.Text), new Text(Plain.Of(what)),
                    new Text(Number(position)));
            }
        }

        console.Write(table);
        foreach (var it in all.Requests.Where(it => it.Executed.Count > 0 && it.Approved.Count == 0))
        {
            console.MarkupLineInterpolated($"[bold]{Plain.Of(it.Reference)}: passed on without consent[/] (EUC-073).");
        }
    }

    /// <summary>What the facts of one request say, in the order of recording.</summary>
    private static IEnumerable<(long Position, Happened Happened, string What)> Story(Retransfer it)
    {
        var asked = it.Requested is { } request
            ? [(request.Position, request.Fact.Happened, $"{request.Fact.From.Name} asks to pass on to {request.Fact.To.Name}: {ShipmentSentences.Contents(request.Fact.Contents)}")]
            : Array.Empty<(long Position, Happened Happened, string What)>();
        var denied = it.Denied is { } no
            ? [(no.Position, no.Fact.Happened, $"denied by {no.Fact.Officer}: {no.Fact.Reason}")]
            : Array.Empty<(long Position, Happened Happened, string What)>();
        return asked
            .Concat(it.Approved.Select(one => (one.Position, one.Fact.Happened,
                $"{one.Fact.Officer}{(one.Fact.Approver is { } other ? $" and {other}" : "")} consent: {ShipmentSentences.Contents(one.Fact.Contents)}{(one.Fact.Conditions is { } on ? $"; {on}" : "")}")))
            .Concat(denied)
            .Concat(it.Executed.Select(one => (one.Position, one.Fact.Happened,
                $"{one.Fact.From.Name} passed on to {one.Fact.To.Name}: {ShipmentSentences.Contents(one.Fact.Contents)}")))
            .OrderBy(one => one.Item1);
    }

    private static Table Lines(Retransfers all)
    {
        var table = new Table().Border(TableBorder.Horizontal).AddColumn("line");
        foreach (var column in new[] { "delivered", "consented to", "passed on", "still to go", "left" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var it in all.Lines)
        {
            table.AddRow(
            [
                .. new[] { it.Line, it.Delivered, it.Approved, it.PassedOn, it.Open, it.Left }.Select(Number),
            ]);
        }

        return table;
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
