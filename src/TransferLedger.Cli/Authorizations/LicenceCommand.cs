using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using TransferLedger.Authorizations;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Authorizations;

/// <summary><c>ledger licence</c>: licences of other systems, as they reported and published them.</summary>
internal static class LicenceCommand
{
    private const string UsualSource = "uk-export-licences";

    public static Command Make(Terminal terminal) =>
        new("licence", "Licences that other systems issued: what was reported of them, and what was published.")
        {
            Show(terminal), Published(terminal),
        };

    private static ExampledCommand Show(Terminal terminal)
    {
        var id = new Argument<string>("licence") { Description = "Country and number: GB/GBSIE2018/45678." };
        var (happened, known) = (CommonOptions.HappenedBy(), CommonOptions.KnownBy());
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "show",
            "One licence: its lines, what customs says was used, what is left, and what does not fit together.",
            "ledger licence show GB/GBSIE2018/45678",
            "ledger licence show GB/GBSIE2018/45678 --known-by 2019-01-31 --json")
        {
            id, happened, known, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var licence = DocumentFile.Named("licence", line.GetValue(id)!);
            var asOf = CommonOptions.AsOf(line.GetValue(happened), line.GetValue(known));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var own = (await ledger.Store.Read([licence], cancel)).Facts;
            var messages = LicenceAccount.Messages(own).ToList();
            var all = messages.Count == 0 ? own : (await ledger.Store.Read([licence, .. messages], cancel)).Facts;
            if (LicenceAccount.Of(licence, all.Where(asOf.Includes)) is not { } account)
            {
                throw new CommandFailedException(Exit.Refused, own.IsEmpty
                    ? $"Nothing is reported of {licence.Key}."
                    : $"Nothing was reported of {licence.Key} at that point; {own.Length} facts are on record now.");
            }

            if (line.GetValue(json))
            {
                terminal.Json(LicenceScreen.Json(account, asOf));
            }
            else
            {
                LicenceScreen.Show(terminal.Result, account);
            }

            return Exit.Done;
        });
        return command;
    }

    private static ExampledCommand Published(Terminal terminal)
    {
        var country = new Option<string>("--country")
        {
            Description = "The destination as the release writes it.", Required = true, HelpName = "NAME",
        };
        var year = new Option<int>("--year") { Description = "The year of the decisions.", Required = true };
        var rating = new Option<string?>("--rating")
        {
            Description = "Only this entry of the control list: ML1.", HelpName = "ENTRY",
        };
        var source = new Option<string>("--source")
        {
            Description = "Which series of releases.", DefaultValueFactory = _ => UsualSource,
        };
        var known = CommonOptions.KnownBy();
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "published",
            "What was published about licences for a country in a year: how many, for what value, how many refused.",
            "ledger licence published --country Nigeria --year 2011",
            "ledger licence published --country Nigeria --year 2011 --rating ML6 --known-by 2012-12-31")
        {
            country, year, rating, source, known, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var (name, of) = (line.GetValue(country)!, line.GetValue(year));
            var knownBy = CommonOptions.Known("--known-by", line.GetValue(known));
            var homes = Homes(line.GetValue(source)!, name, of);
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var facts = (await ledger.Store.Read(homes, cancel)).Facts;
            var totals = PublishedTotals.Of(facts.Where(new AsOf(null, knownBy).Includes), line.GetValue(rating));
            if (totals.Rows == 0)
            {
                throw new CommandFailedException(Exit.Refused, string.Create(
                    CultureInfo.InvariantCulture,
                    $"Nothing {(knownBy is null ? "is" : "was then")} published about {Plain.Of(name)} in {of}{(facts.IsEmpty ? "" : $"; {facts.Length} facts are on record now")}."));
            }

            if (line.GetValue(json))
            {
                terminal.Json(new { country = name, year = of, knownBy = CommonOptions.Exact(knownBy), totals });
            }
            else
            {
                LicenceScreen.Show(terminal.Result, name, of, knownBy, totals);
            }

            return Exit.Done;
        });
        return command;
    }

    /// <summary>Where a year's rows about a country are kept: month by month, and those that name no month.</summary>
    private static ImmutableArray<Subject> Homes(string source, string country, int year)
    {
        try
        {
            return
            [
                LicencePublished.HomeOf(source, country, Happened.InYear(year)),
                .. Enumerable.Range(1, 12).Select(
                    month => LicencePublished.HomeOf(source, country, Happened.InMonth(year, month))),
            ];
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentOutOfRangeException)
        {
            throw new CommandFailedException(
                Exit.BadInput, $"'{Plain.Of(country)}' in {year}, source '{Plain.Of(source)}': {wrong.Message}");
        }
    }
}
