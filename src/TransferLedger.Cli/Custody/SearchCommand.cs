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

    public static Command Make(Terminal terminal)
    {
        var serial = new Argument<string>("serial") { Description = "The number as written on the paper or the weapon." };
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var (happened, known) = (CommonOptions.HappenedBy(), CommonOptions.KnownBy());
        var limit = new Option<int>("--limit")
        {
            Description = "The most weapons to list.", DefaultValueFactory = _ => DefaultLimit,
        };
        var command = new ExampledCommand(
            "search",
            "Find weapons whose number is, looks like or sounds like a serial. Only \"same\" can be "
                + "the same weapon, and only if maker, model and calibre agree.",
            "ledger search A557125",
            "ledger search \"КА 123456\"",
            "ledger search A557125 --json")
        {
            serial, limit, happened, known, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var asOf = CommonOptions.AsOf(line.GetValue(happened), line.GetValue(known));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            await ledger.CatchUp(terminal, cancel);
            var hits = await Find(ledger, line.GetValue(serial)!, line.GetValue(limit), asOf, cancel);
            if (line.GetValue(json))
            {
                terminal.Json(new { serial = line.GetValue(serial), hits = hits.Select(ToJson) });
            }
            else if (hits.Count == 0)
            {
                terminal.Result.MarkupLineInterpolated(
                    $"No weapon has a number like '{line.GetValue(serial)}'. Try fewer characters' worth of doubt: ledger search works on whole numbers.");
            }
            else
            {
                Show(terminal.Result, hits);
            }

            return hits.Count == 0 ? Exit.Refused : Exit.Done;
        });
        return command;
    }

    /// <summary>The hits as of a point on the two clocks; the views show now, so a past state is replayed.</summary>
    public static async Task<IReadOnlyList<SerialHit>> Find(
        OpenLedger ledger, string serial, int limit, AsOf asOf, CancellationToken cancel)
    {
        var hits = await SerialSearch.Find(ledger.Store.Source, serial, limit, cancel);
        if (asOf == AsOf.Now)
        {
            return hits;
        }

        var then = new List<SerialHit>();
        foreach (var hit in hits)
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

        return then;
    }

    public static void Show(IAnsiConsole console, IReadOnlyList<SerialHit> hits)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumn(new TableColumn("weapon").NoWrap()).AddColumn("number as read").AddColumn("why").AddColumn("maker").AddColumn("calibre")
            .AddColumn("state").AddColumn("custodian").AddColumn("conflicts");
        foreach (var hit in hits)
        {
            table.AddRow(
                Markup.Escape(hit.Weapon.Value),
                Markup.Escape(Plain.Of(hit.Raw)),
                Why(hit.Match),
                Markup.Escape(Plain.Of(hit.Maker ?? "unknown")),
                Markup.Escape(Plain.Of(hit.Calibre ?? "unknown")),
                Markup.Escape(hit.State),
                Markup.Escape(Plain.Of(hit.Custodian ?? "nobody known")),
                hit.Contradictions == 0 ? "" : hit.Contradictions.ToString(CultureInfo.InvariantCulture));
        }

        console.Write(table);
    }

    private static object ToJson(SerialHit hit) => new
    {
        weapon = hit.Weapon.Value,
        hit.Raw,
        hit.Match,
        hit.Position,
        hit.Kind,
        hit.Maker,
        hit.Model,
        hit.Calibre,
        hit.State,
        hit.Custodian,
        hit.Contradictions,
    };

    private static string Why(SerialMatch match) => match switch
    {
        SerialMatch.Same => "same",
        SerialMatch.LooksTheSame => "looks the same",
        SerialMatch.SoundsTheSame => "sounds the same",
        SerialMatch.SameCore => "same but for letters between digits",
        _ => "same but for leading zeros",
    };
}
