using System.CommandLine;
using System.Globalization;
using NodaTime;
using Spectre.Console;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Embargoes;
using TransferLedger.Cli.Hosting;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Cli.Countries;

/// <summary><c>ledger country</c>: what is known of a country, its neighbours, and whether codes are right.</summary>
internal static class CountryCommand
{
    public static Command Make(Terminal terminal) =>
        new("country", "A country's weapons and ammunition, its neighbours under embargo, and codes held against names.")
        {
            CountryProfileCommand.Make(terminal), Neighbours(terminal), Check(terminal),
        };

    /// <summary>The code that a person gives, in capitals; also one that users have agreed on, such as XK.</summary>
    /// <exception cref="CommandFailedException">It never was one.</exception>
    internal static string Code(string text)
    {
        var code = text.Trim().ToUpperInvariant();
        return code.Length == 2 && (CountryCodes.IsUserAssigned(code)
            || CountryCodes.InForce(code, Happened.Between(Happened.InYear(1945), null)))
            ? code
            : throw new CommandFailedException(
                Exit.BadInput, $"'{Plain.Of(text)}' is and was no country's code. {CountryHint.Of(text)}");
    }

    /// <summary>The code and the country's name; of a code that only users have agreed on, the code.</summary>
    internal static string Headed(string code) =>
        CountryNames.Of(code) is { } name ? $"[bold]{code}[/] {Cell(name)}" : $"[bold]{code}[/]";

    private static ExampledCommand Neighbours(Terminal terminal)
    {
        var country = new Argument<string>("country") { Description = "ISO 3166-1 alpha-2, of today or of the day: TD." };
        var on = EmbargoCommand.Text("--on", "On this day. Default: today.", "DATE");
        var (known, data, json) = (CommonOptions.KnownBy(), CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "neighbours", "The countries that share a land border with one on a day, and which of them are under embargo.",
            "ledger country neighbours TD", "ledger country neighbours SU --on 1985-06-30 --json")
        {
            country, on, known, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var code = Code(line.GetValue(country)!);
            var day = CertificateCommand.Day("--on", line.GetValue(on)).Latest.InUtc().Date;
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var table = await EmbargoCommand.Table(ledger, CommonOptions.AsOf(null, line.GetValue(known)), cancel);
            var (all, near) = (Borders.Neighbours(code, day), EmbargoNeighbourhood.Of(code, day, table));
            if (line.GetValue(json))
            {
                terminal.Json(new
                {
                    country = code, on = Happened.On(day), neighbours = all, neighbourhood = near, value = near?.Value,
                });
                return Exit.Done;
            }

            EmbargoShow.Heading(terminal.Result, table, Happened.On(day));
            terminal.Result.MarkupLine(
                $"{Headed(code)}: {(all.IsEmpty ? "no land border" : string.Join(' ', all))}");
            foreach (var it in (near?.Neighbours ?? []).Prepend(near?.Own).OfType<EmbargoedTerritory>())
            {
                terminal.Result.MarkupLine(
                    $"  {it.Country}{(it.Country == code ? " itself" : "")}: {Cell(string.Join(", ", it.Measures))}"
                        + $"{(it.IsEstablished ? "" : " [yellow](not established)[/]")} [grey](facts {string.Join(", ", it.Facts)})[/]");
            }

            if (near is not null)
            {
                terminal.Result.MarkupLine(string.Create(
                    CultureInfo.InvariantCulture, $"  embargo neighbourhood (RSK-019): {near.Value}"));
            }

            return Exit.Done;
        });
        return command;
    }

    private static ExampledCommand Check(Terminal terminal)
    {
        var files = new Argument<string[]>("file")
        {
            Description = "Sanctions programmes as YAML with title, key and target_territories.",
            Arity = ArgumentArity.OneOrMore,
        };
        var json = CommonOptions.Json();
        var command = new ExampledCommand(
            "check",
            "Hold the country codes of sanctions programmes against their titles: the two Congos differ by one letter. Exit "
                + "code 1 when one does not belong to the country the title names.",
            "ledger country check samples/embargoes/programme.yml", "ledger country check samples/embargoes/*.yml --json")
        {
            files, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var found = new List<ProgrammeFile.Wrong>();
            var (read, unnamed) = (0, new List<string>());
            foreach (var path in line.GetValue(files)!)
            {
                var programme = await ProgrammeFile.Read(path, cancel);
                found.AddRange(programme.Check());
                unnamed.AddRange(programme.IsUnnamed ? [programme.Key] : Array.Empty<string>());
                read++;
            }

            if (line.GetValue(json))
            {
                terminal.Json(new { read, wrong = found, unnamed });
            }
            else
            {
                foreach (var it in found)
                {
                    terminal.RawResult.WriteLine(Plain.Of($"{it.File}: {it.Key}, \"{it.Title}\": {it.Says}"));
                }

                terminal.RawResult.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{read} programmes read; {found.Count} codes do not fit their title."));
                if (unnamed.Count > 0)
                {
                    terminal.RawResult.WriteLine(
                        $"The title names no country, so that codes were held against nothing: {Plain.Of(string.Join(", ", unnamed))}.");
                }
            }

            return found.Count > 0 ? Exit.Refused : Exit.Done;
        });
        return command;
    }

    internal static string Cell(string text) => Markup.Escape(Plain.Of(text));
}
