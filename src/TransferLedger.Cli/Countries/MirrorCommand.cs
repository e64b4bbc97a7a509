using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Mirror;
using TransferLedger.Rules;

namespace TransferLedger.Cli.Countries;

/// <summary><c>ledger mirror</c>: what exporters say against what importers say.</summary>
internal static class MirrorCommand
{
    private const int Shown = 40;

    public static ExampledCommand Make(Terminal terminal)
    {
        var country = new Argument<string>("country") { Description = "ISO 3166-1 alpha-2, or a name: CO." };
        var partner = CommonOptions.Optional("--with", "Only flows with this country.", "COUNTRY");
        var (from, to) = (Year("--from", "From this year on."), Year("--to", "To this year."));
        var category = CommonOptions.Optional("--category", "Only this category, as the sources write it.", "TEXT");
        var exports = new Option<bool>("--exports") { Description = "What left it, not what came to it." };
        var csv = new Option<bool>("--csv") { Description = "Print CSV on standard output, and nothing else there." };
        var (known, data, json) = (CommonOptions.KnownBy(), CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "mirror",
            "What exporters say they sent to a country against what it says it got, per category and year, with likely "
                + "causes of each difference.",
            "ledger mirror CO --from 1992 --to 1996", "ledger mirror CO --with US --category ammo --csv",
            "ledger mirror DE --exports --known-by 2026-11-01 --json")
        {
            country, partner, from, to, category, exports, csv, known, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var names = Names(line.GetValue(country)!);
            var others = line.GetValue(partner) is { } with ? Names(with) : null;
            var asOf = CommonOptions.AsOf(null, line.GetValue(known));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var facts = (await ledger.Store.Read(
                [.. names.Select(TradeReported.SubjectOf).Distinct()], cancel)).Facts.Where(asOf.Includes);
            var wanted = new Wanted(
                names, others, line.GetValue(from), line.GetValue(to), line.GetValue(category), line.GetValue(exports));
            var rows = MirrorComparison.Of(facts.Where(it => it.Fact is not TradeReported trade || wanted.Flow(trade)))
                .Where(wanted.Row).ToImmutableArray();
            if (rows.IsEmpty)
            {
                throw new CommandFailedException(
                    Exit.Refused,
                    $"No such trade with {Plain.Of(line.GetValue(country)!)} is on record. docs/country-profile.md says what to import.");
            }

            Say(terminal, rows, line.GetValue(json), line.GetValue(csv));
            return Exit.Done;
        });
        return command;
    }

    private static void Say(Terminal terminal, ImmutableArray<MirrorRow> rows, bool json, bool csv)
    {
        if (json)
        {
            terminal.Json(rows);
            return;
        }

        if (csv)
        {
            terminal.RawResult.WriteLine("year,exporter,importer,category,exporter_says,importer_says,compiled_says,transit_says,difference_percent,agrees,causes,facts");
            foreach (var it in rows)
            {
                terminal.RawResult.WriteLine(string.Join(',', CsvCells.Of(
                    Number(it.Year), it.Exporter, it.Importer, it.Category, Amounts(it.ExporterSays),
                    Amounts(it.ImporterSays), Amounts(it.CompiledSays), Amounts(it.TransitSays),
                    it.DifferencePercent is { } percent ? Number(percent) : "", it.Agrees ? "yes" : "no",
                    string.Join("; ", it.Causes), string.Join(' ', it.Facts.Select(Number)))));
            }

            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumn("year").AddColumn("from").AddColumn("to")
            .AddColumn("category").AddColumn("exporter says").AddColumn("importer says").AddColumn("compilation or transit")
            .AddColumn("likely cause");
        foreach (var it in rows.OrderBy(it => it.Agrees).Take(Shown))
        {
            table.AddRow(
                Number(it.Year), Cell(it.Exporter), Cell(it.Importer), Cell(it.Category),
                Cell(Amounts(it.ExporterSays)),
                Cell(Amounts(it.ImporterSays)),
                Cell(Others(it)),
                it.Agrees ? "[green]agrees[/]" : Cell(string.Join(", ", it.Causes.Select(Words))));
        }

        terminal.Result.Write(table);
        terminal.Result.MarkupLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{rows.Length} flows: {rows.Count(it => it.Agrees)} agree, {rows.Count(it => it.ExporterSays.Count > 0 && it.ImporterSays.Count > 0 && !it.Agrees)} differ, {rows.Count(it => it.ExporterSays.Count > 0 && it.ImporterSays.Count == 0)} told by the exporter alone, {rows.Count(it => it.ExporterSays.Count == 0 && it.ImporterSays.Count > 0)} by the importer alone, {rows.Count(it => it.ExporterSays.Count == 0 && it.ImporterSays.Count == 0)} by neither.{(rows.Length > Shown ? $" Shown: {Shown}; all with --csv." : "")}"));
    }

    /// <summary>Every name a country goes by, and its codes.</summary>
    internal static ImmutableHashSet<string> Names(string country)
    {
        var code = CountryCodes.Today(country);
        var found = CountryNames.Of(code) is not null
            ? code
            : CountryNames.NamedIn(country) is [var named] ? CountryCodes.Today(named) : null;
        var names = found is null ? [country] : CountryNames.AllOf(found).Concat(CountryCodes.AllOf(found));
        return names.Any(it => Subject.Normalise(it).Length == 0)
            ? throw new CommandFailedException(Exit.BadInput, $"'{Plain.Of(country)}' is no country's code or name.")
            : names.ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);
    }

    private static string Words(MirrorCause cause) => cause switch
    {
        MirrorCause.ExporterSilent => "the exporter is silent",
        MirrorCause.ImporterSilent => "the importer is silent",
        MirrorCause.SideNotStated => "the compilation does not say whose records",
        MirrorCause.UnitsDiffer => "other units",
        MirrorCause.LicenceAgainstDelivery => "licences against deliveries",
        MirrorCause.YearShift => "counted in the next year",
        MirrorCause.CategoryDiffers => "filed under another category",
        MirrorCause.NameUnknown => "a name that was no country's",
        _ => "unexplained: ask both",
    };

    private static string Others(MirrorRow it) => string.Join(
        "; ", new[]
        {
            Amounts(it.CompiledSays), it.TransitSays.Count > 0 ? $"on the way: {Amounts(it.TransitSays)}" : "",
        }.Where(text => text.Length > 0));

    private static string Amounts(ValueList<MirrorAmount> amounts) => string.Join(
        " + ", amounts.Select(it => string.Create(CultureInfo.InvariantCulture, $"{it.Amount:N0} {it.Unit}")));

    private static string Cell(string text) => Markup.Escape(Plain.Of(text));

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static Option<int?> Year(string name, string description) =>
        new(name) { Description = description, HelpName = "YEAR" };

    /// <summary>Which flows are asked for.</summary>
    private sealed record Wanted(
        ImmutableHashSet<string> Names,
        ImmutableHashSet<string>? Others,
        int? From,
        int? To,
        string? Category,
        bool Exports)
    {
        public bool Flow(TradeReported it)
        {
            var (own, other) = Exports ? (it.Exporter, it.Importer) : (it.Importer, it.Exporter);
            return Names.Contains(own.Trim()) && (Others is null || Others.Contains(other.Trim()));
        }

        public bool Row(MirrorRow it) => (From is null || it.Year >= From) && (To is null || it.Year <= To)
            && (Category is null || string.Equals(it.Category, Category, StringComparison.OrdinalIgnoreCase));
    }
}
