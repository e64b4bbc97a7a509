using System.CommandLine;
using NodaTime;
using NodaTime.Text;
using Spectre.Console;
using TransferLedger.Cli.Countries;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Hosting;
using TransferLedger.Diversion;
using TransferLedger.Ledger;
using TransferLedger.Store.Custody;
using TransferLedger.Store.Views;

namespace TransferLedger.Cli.Diversion;

/// <summary><c>ledger diversion list</c>: many findings in a table.</summary>
internal static class DiversionList
{
    /// <summary>Of <c>views.diversion</c>, what is still to be decided, or may have to be again.</summary>
    private const string Open = "due IS NOT NULL OR status = 'Confirmed'";

    /// <summary>Of the key of an item, what is said of most and left out.</summary>
    private const string Weapon = "weapon/";

    private sealed record Line(
        string Reference, string Status, string Item, string Custodian, string? Country, string From, string To,
        string Grade, string Owner, string? Due, bool Overdue, string? Warning);

    public static ExampledCommand Make(Terminal terminal)
    {
        var all = new Option<bool>("--all") { Description = "Decided ones too." };
        var country = new Option<string?>("--country")
        {
            Description = "Only from custodians of this country (ISO 3166-1 alpha-2).", HelpName = "CODE",
        };
        var (happened, known) = (CommonOptions.HappenedBy(), CommonOptions.KnownBy());
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "list",
            "The open findings, those that are due first, and confirmed ones that may be about the wrong weapon because its "
                + "identity was split since. Overdue is reckoned for the day of --happened-by, else for today.",
            "ledger diversion list", "ledger diversion list --all --country AA --json",
            "ledger diversion list --happened-by 2026-06-30 --known-by 2026-07-15")
        {
            all, country, happened, known, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var asOf = CommonOptions.AsOf(line.GetValue(happened), line.GetValue(known));
            var from = line.GetValue(country) is { } code ? CountryCommand.Code(code) : null;
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            await ledger.CatchUp(terminal, cancel);
            var lines = (await Read(ledger, asOf, line.GetValue(all), cancel))
                .Where(it => from is null || it.Country == from).ToList();
            if (line.GetValue(json))
            {
                terminal.Json(lines);
            }
            else if (lines.Count == 0)
            {
                terminal.Result.WriteLine(line.GetValue(all) ? "There is no finding." : "No finding is open.");
            }
            else
            {
                Write(terminal.Result, lines);
                foreach (var warning in lines.Select(it => it.Warning).OfType<string>())
                {
                    terminal.RawResult.WriteLine(Plain.Of(warning));
                }
            }

            return Exit.Done;
        });
        return command;
    }

    private static async Task<List<Line>> Read(OpenLedger ledger, AsOf asOf, bool decided, CancellationToken cancel)
    {
        var day = CommonOptions.DayOf(asOf).Latest.InUtc().Date;
        var rows = new List<(string Key, DiversionRow Row)>();
        await foreach (var (key, row) in RowsAsOf.Read<DiversionRow>(
            ledger.Store, "diversion", asOf, decided ? null : Open, cancel))
        {
            rows.Add((key, row));
        }

        var merged = await WeaponHistory.EverMerged(
            ledger.Store, rows.Select(it => it.Row.Case?.Asserted.Item).OfType<Subject>(), cancel);
        var lines = new List<Line>();
        foreach (var (key, row) in rows)
        {
            var found = row.Case is { } it && merged.Contains(it.Asserted.Item)
                ? await DiversionIdentity.Held(ledger, it, asOf, cancel)
                : row.Case;
            if (decided || found is { IsOpen: true } or { IdentityLost: not null })
            {
                lines.Add(Of(key, row, found, day));
            }
        }

        return
        [
            .. lines.OrderBy(it => it.Due is null).ThenBy(it => it.Due, StringComparer.Ordinal)
                .ThenBy(it => it.Reference, StringComparer.Ordinal),
        ];
    }

    private static Line Of(string key, DiversionRow row, DiversionCase? found, LocalDate day)
    {
        var asserted = found?.Asserted ?? (DiversionAsserted)row.Facts[0].Fact;
        var due = found?.Due?.Latest.InUtc().Date;
        return new Line(
            key, found?.Status.ToString() ?? "Retracted", asserted.Item.Key, asserted.Custodian.Name,
            asserted.Custodian.Country, asserted.From.Text, asserted.To.Text, asserted.Grade,
            found?.Owner ?? asserted.Owner, due is { } by ? LocalDatePattern.Iso.Format(by) : null, due < day,
            found is null ? null : DiversionIdentity.InShort(found));
    }

    private static void Write(IAnsiConsole console, List<Line> lines)
    {
        var columns = new TableColumns(
            console,
            [
                ("finding", true), ("status", true), ("item", true), ("grade", true), ("from the custody of", false),
                ("after", true), ("seen by", true), ("owner", true), ("due", true),
            ],
            [[0, 1, 8], [2, 3], [4, 7], [5, 6]]);
        var table = columns.On(new Table().Border(TableBorder.Simple));
        foreach (var it in lines)
        {
            table.AddRow(columns.Row(
                Cell(it.Reference), Cell(CustodySentences.Words(it.Status)),
                Cell(it.Item.StartsWith(Weapon, StringComparison.Ordinal) ? it.Item[Weapon.Length..] : it.Item),
                Cell(it.Grade), Cell(it.Custodian + (it.Country is { } code ? $", {code}" : "")), Cell(it.From),
                Cell(it.To), Cell(it.Owner), it.Overdue ? $"[red]{it.Due} overdue[/]" : Cell(it.Due ?? "")));
        }

        console.Write(table);
    }

    private static string Cell(string text) => Markup.Escape(Plain.Of(text));
}
