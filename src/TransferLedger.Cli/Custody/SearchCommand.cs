using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TransferLedger.Cli.Hosting;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Store.Custody;

namespace TransferLedger.Cli.Custody;

/// <summary><c>ledger search</c>: weapons by a number as somebody wrote it.</summary>
internal static class SearchCommand
{
    private const int DefaultLimit = 50;
    public const int MostLimit = 10_000;
    private const int WhyWidth = 36;

    public static Command Make(Terminal terminal)
    {
        var serial = new Argument<string>("serial")
        {
            Description = "The number as written on the paper or the weapon; ? for one unknown character, * for any run.",
        };
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var (happened, known) = (CommonOptions.HappenedBy(), CommonOptions.KnownBy());
        var limit = new Option<int>("--limit")
        {
            Description = "The most weapons to list.", DefaultValueFactory = _ => DefaultLimit,
        };
        var maker = Known("--maker", "Only this maker, where the maker is on record.");
        var calibre = Known("--calibre", "Only this calibre, where it is on record.");
        var kind = Known("--kind", "Only this kind of weapon, where it is on record.");
        var model = Known("--model", "Only this model, where it is on record.");
        var command = new ExampledCommand(
            "search",
            "Find weapons by a number: the same, looking or sounding the same, with other zeros, or with up to two wrong "
                + "characters; the likeliest first, each with the reason. Only \"same letters and digits\" can be the "
                + "same weapon, and only if maker, model and calibre agree.",
            "ledger search A557125",
            "ledger search \"КА 123456\" --maker Zbrojovka --calibre \"9 mm\"",
            "ledger search \"AB12?45\"",
            "ledger search \"AB*45\" --json")
        {
            serial, maker, calibre, kind, model, limit, happened, known, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var asOf = CommonOptions.AsOf(line.GetValue(happened), line.GetValue(known));
            var asked = line.GetValue(serial)!;
            Check(asked, line.GetValue(limit));
            var sought = new WeaponSought(
                line.GetValue(maker), line.GetValue(calibre), line.GetValue(kind), line.GetValue(model));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            await ledger.CatchUp(terminal, cancel);
            var found = await Find(ledger, asked, sought, line.GetValue(limit), asOf, cancel);
            if (line.GetValue(json))
            {
                terminal.Json(new
                {
                    serial = asked, sought, found.Like, found.Compared, hits = found.Hits.Select(ToJson),
                });
            }
            else if (found.Hits.Count == 0)
            {
                terminal.Result.MarkupLineInterpolated($"{Nothing(asked, found.Like)}");
                ShowCompared(terminal.Result, found);
            }
            else
            {
                Show(terminal.Result, found);
            }

            return found.Hits.Count == 0 ? Exit.Refused : Exit.Done;
        });
        return command;
    }

    /// <summary>Refuses what cannot be searched for.</summary>
    /// <exception cref="CommandFailedException">It cannot be; the message says why.</exception>
    public static void Check(string serial, int limit = DefaultLimit)
    {
        if (SerialPattern.ProblemOf(serial) is { } problem)
        {
            throw new CommandFailedException(Exit.BadInput, SearchSentences.Problem(problem, serial));
        }

        if (limit is < 1 or > MostLimit)
        {
            throw new CommandFailedException(Exit.BadInput, string.Create(
                CultureInfo.InvariantCulture, $"--limit: from 1 to {MostLimit}."));
        }
    }

    /// <summary>The hits as of a point on the two clocks; the views show now, so a past state is replayed.</summary>
    private static async Task<SerialFound> Find(
        OpenLedger ledger, string serial, WeaponSought sought, int limit, AsOf asOf, CancellationToken cancel)
    {
        var found = await SerialSearch.Find(ledger.Store.Source, serial, sought, limit, cancel);
        if (asOf == AsOf.Now)
        {
            return found;
        }

        var then = new List<SerialHit>();
        foreach (var hit in found.Hits)
        {
            var dossier = await WeaponHistory.Read(ledger.Store, hit.Weapon, cancel);
            if (CustodyReport.Of(hit.Weapon, dossier, asOf, CommonOptions.Now()) is { } report
                && report.Marks.Any(it => it.Position == hit.Position))
            {
                then.Add(hit with
                {
                    State = report.Chain.State.ToString(),
                    Custodian = report.Chain.Custodian?.Name,
                    Contradictions = report.Chain.Contradictions.Count,
                });
            }
        }

        return found with { Hits = then };
    }

    public static void Show(IAnsiConsole console, SerialFound found)
    {
        // The reason is what is read first: it has a width, the rest gives way.
        var (first, last) = (
            new TableColumns(console, [("weapon", true), ("number as read", false)], [[0, 1]]),
            new TableColumns(console, [("maker, calibre", false), ("now", false)], [[0, 1]]));
        var table = last.On(first.On(new Table().Border(TableBorder.Simple))
            .AddColumn(new TableColumn("why").Width(WhyWidth)).AddColumn("tier")
            .AddColumn(new TableColumn("score").RightAligned()));
        foreach (var hit in found.Hits)
        {
            table.AddRow(
            [
                .. first.Row(Markup.Escape(hit.Weapon.Value), Markup.Escape(Plain.Of(hit.Raw))),
                Markup.Escape(SearchSentences.Why(hit)),
                hit.Tier?.ToString() ?? "",
                hit.Score.ToString(CultureInfo.InvariantCulture),
                .. last.Row(
                    Markup.Escape(Plain.Of($"{hit.Maker ?? "unknown"}, {hit.Calibre ?? "unknown"}")),
                    Markup.Escape(SearchSentences.Now(hit))),
            ]);
        }

        console.Write(table);
        if (found.Like > found.Hits.Count)
        {
            console.MarkupLineInterpolated(
                $"{found.Like - found.Hits.Count} more weapons carry a number like it: less like it, or not the one described. See --limit.");
        }

        ShowCompared(console, found);
    }

    /// <summary>Says so where not all that fit were looked at.</summary>
    private static void ShowCompared(IAnsiConsole console, SerialFound found)
    {
        if (found.Compared is { } compared)
        {
            console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"[yellow]More numbers fit it: only the {compared:N0} shortest were compared. Give more of the number.[/]");
        }
    }

    private static string Nothing(string serial, int like) => like == 0
        ? $"No weapon has a number like '{Plain.Of(serial)}'. Where characters are unknown, write ? for one and * for any run."
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{like} weapons have a number like '{Plain.Of(serial)}', but none is the one described, or was on record then.");

    private static Option<string?> Known(string name, string description) =>
        new(name) { Description = description, HelpName = name[2..].ToUpperInvariant() };

    private static object ToJson(SerialHit hit) => new
    {
        weapon = hit.Weapon.Value,
        hit.Raw,
        hit.Match,
        why = SearchSentences.Why(hit),
        hit.Tier,
        hit.Score,
        errors = hit.Errors,
        hit.Open,
        hit.Position,
        hit.Kind,
        hit.Maker,
        hit.Model,
        hit.Calibre,
        hit.State,
        hit.Custodian,
        hit.Contradictions,
    };
}
