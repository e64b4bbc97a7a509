using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Risk;

namespace TransferLedger.Cli.Risk;

/// <summary><c>ledger surplus</c>: what States declare to be more than they need, and its destruction.</summary>
internal static class SurplusCommand
{
    public static Command Make(Terminal terminal) =>
        new("surplus", "Surplus that States have declared, and its destruction (RSK-026).")
        {
            Declare(terminal), Destroy(terminal), Show(terminal),
        };

    private static ExampledCommand Declare(Terminal terminal)
    {
        var (country, reference) = Which();
        var (by, goods) = (
            CommonOptions.Required("--by", "Who declared it.", "NAME"),
            CommonOptions.Required("--goods", "What, in words.", "TEXT"));
        var (quantity, unit) = (Quantity(), CommonOptions.Required("--unit", "Of what: piece, round, kilogram.", "UNIT"));
        var (due, source) = (
            CommonOptions.Required("--destroy-by", "By when it is to be destroyed.", "DATE"), Source());
        var (on, officer, data) = (On("The day of the declaration."), Officer(), CommonOptions.Data());
        var command = new ExampledCommand(
            "declare",
            "Record that a State declared a surplus to be destroyed. Declared again under the same number it replaces what "
                + "was declared.",
            "ledger surplus declare AA MS-2019-1 --by \"Ministry of Defence\" --goods \"assault rifles\" --quantity 1200 --unit "
                + "piece --destroy-by 2021-12-31 --source \"report of 2019\" --on 2019-05-14 --officer clerk-07")
        {
            country, reference, by, goods, quantity, unit, due, source, on, officer, data,
        };
        command.SetAction((line, cancel) =>
        {
            var (code, home) = Home(line.GetValue(country)!, line.GetValue(reference)!);
            var fact = new SurplusDeclared(
                CertificateCommand.Past("--on", line.GetValue(on)), code, line.GetValue(reference)!, line.GetValue(by)!,
                line.GetValue(goods)!, line.GetValue(quantity), line.GetValue(unit)!,
                CertificateCommand.Day("--destroy-by", line.GetValue(due)), line.GetValue(source)!,
                line.GetValue(officer));
            return Record(
                terminal, line.GetValue(data), home, fact.Officer!, "declared", it => Surplus.Declare(it, fact), cancel);
        });
        return command;
    }

    private static ExampledCommand Destroy(Terminal terminal)
    {
        var (country, reference) = Which();
        var (quantity, source, officer) = (Quantity(), Source(), Officer());
        var (method, witness) = (
            CommonOptions.Optional("--method", "How.", "TEXT"), CommonOptions.Optional("--witness", "Who watched.", "NAME"));
        var (on, data) = (On("When."), CommonOptions.Data());
        var command = new ExampledCommand(
            "destroyed",
            "Record that some of a declared surplus was destroyed. Refused beyond what was declared.",
            "ledger surplus destroyed AA MS-2019-1 --quantity 400 --source \"certificate 7\" --method melting --on 2020-05-31 "
                + "--officer clerk-07")
        {
            country, reference, quantity, source, method, witness, on, officer, data,
        };
        command.SetAction((line, cancel) =>
        {
            var (_, home) = Home(line.GetValue(country)!, line.GetValue(reference)!);
            var fact = new SurplusDestroyed(
                CertificateCommand.Past("--on", line.GetValue(on)), line.GetValue(quantity), line.GetValue(source)!,
                line.GetValue(method), line.GetValue(witness), line.GetValue(officer));
            return Record(
                terminal, line.GetValue(data), home, fact.Officer!, "recorded", it => Surplus.Destroy(it, home, fact),
                cancel);
        });
        return command;
    }

    private static ExampledCommand Show(Terminal terminal)
    {
        var (country, reference) = Which();
        var (happened, known) = (CommonOptions.HappenedBy(), CommonOptions.KnownBy());
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "show", "One declared surplus: what was destroyed of it, what is left, and until when it counts for nothing.",
            "ledger surplus show AA MS-2019-1", "ledger surplus show AA MS-2019-1 --happened-by 2021-12-31 --json")
        {
            country, reference, happened, known, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var (_, home) = Home(line.GetValue(country)!, line.GetValue(reference)!);
            var asOf = CommonOptions.AsOf(line.GetValue(happened), line.GetValue(known));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var facts = (await ledger.Store.Read([home], cancel)).Facts.Where(asOf.Includes);
            var found = Surplus.Of(StandingFacts.Of(facts)) ?? throw new CommandFailedException(
                Exit.Refused, $"No surplus {Plain.Of(home.Rest)} had been declared by then, as far as is on record.");
            if (line.GetValue(json))
            {
                terminal.Json(new
                {
                    reference = home.Rest,
                    declared = found.Declared.Fact,
                    found.Declared.Position,
                    destroyed = (long)found.Destroyed,
                    left = (long)found.Left,
                    overdueFrom = Overdue(found),
                    destructions = found.Destructions.Select(it => new { it.Position, it.Fact }),
                });
            }
            else
            {
                Write(terminal.Result, home, found);
            }

            return Exit.Done;
        });
        return command;
    }

    private static void Write(IAnsiConsole console, Subject home, Surplus it)
    {
        var fact = it.Declared.Fact;
        console.WriteLine(Plain.Of(string.Create(
            CultureInfo.InvariantCulture,
            $"{home.Rest}: {fact.Goods}, {fact.Quantity:#,0} (unit: {fact.Unit}), declared {fact.Happened.Text} by {fact.Authority} (fact {it.Declared.Position}; {fact.Source})")));
        foreach (var one in it.Destructions)
        {
            var said = new[] { one.Fact.Method, one.Fact.Witness is { } who ? $"watched by {who}" : null, one.Fact.Source };
            console.WriteLine(Plain.Of(string.Create(
                CultureInfo.InvariantCulture,
                $"  {one.Fact.Happened.Text} {one.Fact.Quantity:#,0} destroyed: {string.Join(", ", said.OfType<string>())} (fact {one.Position})")));
        }

        console.WriteLine(Plain.Of(string.Create(
            CultureInfo.InvariantCulture,
            $"  {(long)it.Destroyed:#,0} destroyed, {(long)it.Left:#,0} left; due by {fact.DestroyBy.Text}. What is left counts as a shortfall (RSK-026) from {Overdue(it).Text}.")));
    }

    private static Happened Overdue(Surplus it) =>
        Happened.On(it.Due.LaterByYears(RiskWindows.Default.SurplusYears));

    private static async Task<int> Record(
        Terminal terminal,
        string? data,
        Subject home,
        string officer,
        string done,
        Func<ImmutableArray<Recorded>, Decision> decide,
        CancellationToken cancel)
    {
        await using var ledger = await OpenLedger.Open(data, terminal, cancel);
        return await Deciding.Record<AllFacts>(
            ledger, terminal, home, [home], officer, null, done, state => decide(state.Facts), cancel, "surplus",
            $"ledger surplus show {home.Rest.Replace('/', ' ').ToUpperInvariant()}");
    }

    private static (Argument<string> Country, Argument<string> Reference) Which() => (
        new("country") { Description = "The State, ISO 3166-1 alpha-2." },
        new("reference") { Description = "The number of the declaration." });

    private static (string Code, Subject Home) Home(string country, string reference)
    {
        var code = RiskCommand.Country(country);
        return Subject.Normalise(reference).Length > 0
            ? (code, Surplus.SubjectOf(code, reference))
            : throw new CommandFailedException(
                Exit.BadInput, $"'{Plain.Of(reference)}' is no number of a declaration: give it letters or digits.");
    }

    private static Option<long> Quantity() =>
        new("--quantity") { Description = "How many.", HelpName = "N", Required = true };

    private static Option<string> Source() => CommonOptions.Required("--source", "Where it is said.", "TEXT");

    private static Option<string> Officer() => CommonOptions.Required("--officer", "Who records it.", "NAME");

    private static Option<string?> On(string what) =>
        CommonOptions.Optional("--on", $"{what} Default: today.", "DATE");
}
