using System.CommandLine;
using System.Globalization;
using NodaTime;
using Npgsql;
using Spectre.Console;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Hosting;
using TransferLedger.Diversion;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Diversion;

/// <summary>Diversion findings as a person reads them.</summary>
internal static class DiversionShow
{
    private const string Sql = """
        SELECT key, status, item, custodian, custodian_country, window_from, window_to, grade, owner, due
          FROM views.diversion
         WHERE ($1 OR due IS NOT NULL) AND ($2::text IS NULL OR custodian_country = $2)
         ORDER BY due NULLS LAST, key
        """;

    private sealed record Line(
        string Reference, string Status, string Item, string Custodian, string? Country, string From, string To,
        string Grade, string Owner, string? Due, bool Overdue);

    public static ExampledCommand List(Terminal terminal)
    {
        var all = new Option<bool>("--all") { Description = "Decided ones too." };
        var country = new Option<string?>("--country")
        {
            Description = "Only from custodians of this country (ISO 3166-1 alpha-2).", HelpName = "CODE",
        };
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "list", "The open findings, those that are due first.",
            "ledger diversion list", "ledger diversion list --all --country AA --json")
        {
            all, country, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            await ledger.CatchUp(terminal, cancel);
            var lines = await Read(ledger, line.GetValue(all), line.GetValue(country)?.ToUpperInvariant(), cancel);
            if (line.GetValue(json))
            {
                terminal.Json(lines);
                return Exit.Done;
            }

            var table = new Table().Border(TableBorder.Simple).AddColumn("finding").AddColumn("status").AddColumn("item")
                .AddColumn("from the custody of").AddColumn("window").AddColumn("grade").AddColumn("owner").AddColumn("due");
            foreach (var it in lines)
            {
                table.AddRow(
                    Cell(it.Reference), Cell(CustodySentences.Words(it.Status)), Cell(it.Item),
                    Cell(it.Custodian + (it.Country is { } code ? $", {code}" : "")), Cell($"{it.From} .. {it.To}"),
                    Cell(it.Grade), Cell(it.Owner), it.Overdue ? $"[red]{it.Due} overdue[/]" : Cell(it.Due ?? ""));
            }

            terminal.Result.Write(table);
            return Exit.Done;
        });
        return command;
    }

    public static ExampledCommand Show(Terminal terminal)
    {
        var reference = DiversionCommand.Reference();
        var (known, data, json) = (CommonOptions.KnownBy(), CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "show", "One finding: the point of diversion, its window, the evidence and the decisions.",
            "ledger diversion show D-2026-4", "ledger diversion show D-2026-4 --known-by 2026-12-31 --json")
        {
            reference, known, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var home = DiversionCommand.Home(line.GetValue(reference)!);
            var asOf = CommonOptions.AsOf(null, line.GetValue(known));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var history = await ledger.Store.Read([home], cancel);
            var found = DiversionCase.Of(history.Facts.Where(asOf.Includes)) ?? throw new CommandFailedException(
                Exit.Refused, $"No diversion finding {Plain.Of(home.Rest)} stood at that point.");
            if (line.GetValue(json))
            {
                terminal.Json(found);
            }
            else
            {
                Write(terminal.Result, found);
            }

            return Exit.Done;
        });
        return command;
    }

    private static void Write(IAnsiConsole console, DiversionCase found)
    {
        var it = found.Asserted;
        console.MarkupLine(
            $"[bold]{Cell(found.Reference)}[/]  {CustodySentences.Words(found.Status.ToString())}, "
                + (found.Decided is { } decided ? $"decided {decided.Text}" : $"owner {Cell(found.Owner)}, due {found.Due?.Text}")
                + (found.IsOverdue(CommonOptions.Now()) ? " [red]overdue[/]" : ""));
        console.MarkupLine(
            $"  {Cell(it.Item.Key)}{(it.Rounds is { } rounds ? $", {rounds.ToString(CultureInfo.InvariantCulture)} rounds" : "")}"
                + $", from the custody of {Cell(it.Custodian.Name)}{(it.Custodian.Country is { } code ? $", {Cell(code)}" : "")}");
        console.MarkupLine(
            $"  window: after {it.From.Text}, not later than {it.To.Text}"
                + $"{(it.Sighting is { } sighting ? $" (fact {sighting.ToString(CultureInfo.InvariantCulture)})" : "")}; stage: "
                + CustodySentences.Words(it.Stage.ToString()));
        if (it.Conveyance is { } conveyance)
        {
            console.MarkupLine($"  travelled on {Cell(conveyance)}");
        }

        console.MarkupLine($"  asserted {it.Happened.Text} by {Cell(it.Officer)}, grade {Cell(it.Grade)}: {Cell(it.Grounds)}");
        foreach (var evidence in found.Evidence)
        {
            var fact = evidence.Fact;
            console.MarkupLine(
                $"  {(fact.Supports ? "[green]for[/]" : "[red]against[/]")}  {fact.Happened.Text} {Cell(fact.Source)}, grade "
                    + $"{Cell(fact.Grade)}: {Cell(fact.Says)} [grey](fact {evidence.Position.ToString(CultureInfo.InvariantCulture)})[/]");
        }

        if (found.Status != DiversionStatus.Asserted)
        {
            console.MarkupLine($"  {CustodySentences.Words(found.Status.ToString())}: {Cell(found.Grounds)}");
        }
    }

    private static async Task<List<Line>> Read(
        OpenLedger ledger, bool all, string? country, CancellationToken cancel)
    {
        var today = CommonOptions.Now().InUtc().Date.ToDateOnly();
        await using var command = ledger.Store.Source.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = all });
        command.Parameters.Add(new NpgsqlParameter { Value = country ?? (object)DBNull.Value });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var lines = new List<Line>();
        while (await reader.ReadAsync(cancel))
        {
            var due = await reader.IsDBNullAsync(9, cancel) ? (DateOnly?)null : reader.GetFieldValue<DateOnly>(9);
            lines.Add(new Line(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3),
                await reader.IsDBNullAsync(4, cancel) ? null : reader.GetString(4), reader.GetString(5),
                reader.GetString(6), reader.GetString(7), reader.GetString(8),
                due?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), due < today));
        }

        return lines;
    }

    private static string Cell(string text) => Markup.Escape(Plain.Of(text));
}
