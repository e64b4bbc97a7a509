using System.CommandLine;
using NodaTime;
using Spectre.Console;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Lots;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Store.Custody;
using TransferLedger.Store.Log;

namespace TransferLedger.Cli.Custody;

/// <summary><c>ledger custody</c>: one weapon's history, at any point on the two clocks.</summary>
internal static class CustodyCommand
{
    public static Command Make(Terminal terminal)
    {
        var weapon = new Argument<string?>("weapon")
        {
            Description = "The ledger's id of the weapon, or its serial; or a shipment or lot: "
                + "shipment/DE/S-2026-31, lot/ABC/ABC19E001-001.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var many = new GroupOptions();
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var (happened, known) = (CommonOptions.HappenedBy(), CommonOptions.KnownBy());
        var diff = new Option<string?>("--diff")
        {
            Description = "Show what was learnt, corrected and disputed since this instant or day was known.",
            HelpName = "INSTANT",
        };
        var details = new Option<bool>("--details")
        {
            Description = "Also everything each fact says, member by member, as it was recorded, and by whom.",
        };
        var diffHappened = new Option<string?>("--diff-happened-by")
        {
            Description = "The same, from what had happened by this day on.", HelpName = "DATE",
        };
        var command = new ExampledCommand(
            "custody",
            "Replay one weapon's custody: who answered for it when, what is unknown, what contradicts. Or what was with a "
                + "shipment, in a package, at a site; or where the rounds of a lot were.",
            "ledger custody 7k3m-9q2x-4t5v-8w1z",
            "ledger custody A557125",
            "ledger custody A557125 --known-by 2022-01-31",
            "ledger custody A557125 --happened-by 2010 --json",
            "ledger custody A557125 --details",
            "ledger custody A557125 --diff 2022-01-31",
            "ledger custody shipment/DE/S-2026-31 --package PK-3 --happened-by 2026-05-01",
            "ledger custody lot/ABC/ABC19E001-001 --happened-by 2026-06-30 --diff 2026-05-01",
            "ledger custody --site \"Depot 7@XR\" --custodian Army@XR --known-by 2026-07-15")
        {
            weapon, many.Package, many.Site, many.Custodian, happened, known, diff, diffHappened, details, data,
            json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var asOf = CommonOptions.AsOf(line.GetValue(happened), line.GetValue(known));
            var since = line.GetValue(diff) is null && line.GetValue(diffHappened) is null
                ? (AsOf?)null
                : Since(asOf, line.GetValue(diff), line.GetValue(diffHappened));
            var asked = new Asked(asOf, since, line.GetValue(json), line.GetValue(details));
            var group = many.Query(line, line.GetValue(weapon));
            var lot = line.GetValue(weapon) is { } named ? LotFindings.Named(named) : null;
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            return group is not null ? await group.Answer(ledger, asOf, since, asked.Json, terminal, cancel)
                : lot is { } rounds ? await LotShow.Answer(ledger, rounds, asOf, since, asked.Json, terminal, cancel)
                : await Answer(ledger, line.GetValue(weapon)!, asked, terminal, cancel);
        });
        return command;
    }

    /// <summary>How a weapon is asked about.</summary>
    /// <param name="AsOf">The point on the two clocks.</param>
    /// <param name="Since">An earlier point, for what was learnt since; null to tell the weapon.</param>
    /// <param name="Json">As one JSON document.</param>
    /// <param name="Details">With everything its facts say.</param>
    private sealed record Asked(AsOf AsOf, AsOf? Since, bool Json, bool Details);

    private static async Task<int> Answer(
        OpenLedger ledger, string weapon, Asked asked, Terminal terminal, CancellationToken cancel)
    {
        var id = await Resolve(ledger, weapon, terminal, cancel);
        await ledger.CatchUp(terminal, cancel);
        var dossier = await WeaponHistory.Read(ledger.Store, id, cancel);
        var report = CustodyReport.Of(id, dossier, asked.AsOf, CommonOptions.Now()) ?? throw Nothing(id, dossier);
        if (asked.Since is { } first)
        {
            var before = CustodyReport.Of(id, dossier, first, CommonOptions.Now());
            Compare(terminal, asked.Json, first, report.AsOf, CustodyDiff.Between(before, report));
        }
        else if (asked.Json)
        {
            terminal.Json(CustodyScreen.Json(report, asked.Details ? Recorded(dossier, report) : null));
        }
        else
        {
            CustodyScreen.Show(terminal.Result, report);
            if (asked.Details)
            {
                FactDetails.Show(terminal.Result, Recorded(dossier, report));
            }
        }

        return Exit.Done;
    }

    /// <summary>The facts of a report as they were recorded, in its order.</summary>
    private static IEnumerable<Recorded> Recorded(WeaponDossier dossier, CustodyReport report)
    {
        var recorded = dossier.Facts.DistinctBy(it => it.Position).ToDictionary(it => it.Position);
        return report.Facts.Select(it => recorded[it.Position]);
    }

    private static CommandFailedException Nothing(WeaponId id, WeaponDossier dossier) => new(
        Exit.Refused, dossier.Facts.IsEmpty
            ? $"Nothing is on record about weapon {id}."
            : $"Nothing was on record about weapon {id} at that point; {dossier.Facts.Length} facts are now.");

    /// <summary>That nothing is called so, and what to try.</summary>
    private static string Unfound(string text) =>
        $"No weapon has the id or a number like '{Plain.Of(text)}'. "
            + (Subject.TryParse(text.ToLowerInvariant(), out var other) && other.Kind is "shipment" or "lot"
                ? $"It names a {other.Kind}, which ledger custody tells."
                : "Where only a part of the number is certain: ledger search AB?3, or AB*.");

    /// <summary>The first of two points: what it does not limit is limited as at the second.</summary>
    /// <exception cref="CommandFailedException">It cannot be read, or is later than the second.</exception>
    private static AsOf Since(AsOf second, string? known, string? happened)
    {
        var first = new AsOf(
            CommonOptions.Instant("--diff-happened-by", happened) ?? second.HappenedBy,
            CommonOptions.Known("--diff", known) ?? second.KnownBy);
        var latest = second.KnownBy ?? CommonOptions.Now() + Duration.FromDays(1);
        return first.KnownBy > latest || first.HappenedBy > second.HappenedBy
            ? throw new CommandFailedException(
                Exit.BadInput, "--diff and --diff-happened-by name the earlier point; --known-by and --happened-by, else now, the later.")
            : first;
    }

    private static void Compare(Terminal terminal, bool json, AsOf first, AsOf second, CustodyDiff diff)
    {
        if (json)
        {
            terminal.Json(DiffScreen.Json(first, second, diff));
        }
        else
        {
            DiffScreen.Show(terminal.Result, first, second, diff);
        }
    }

    /// <summary>
    /// The one weapon that carries a number; null when none does, or several. Numbers with wrong characters, which take
    /// longer, are not looked for.
    /// </summary>
    internal static async Task<WeaponId?> Called(PostgresEventStore store, string serial, CancellationToken cancel)
    {
        var found = await SerialSearch.Find(
            store.Source, serial, sought: null, limit: 2, cancel, wrongCharacters: false);
        var same = found.Hits.Where(it => it.Match == SerialMatch.Same).ToList();
        return same.Count == 1 ? same[0].Weapon : null;
    }

    /// <summary>The one weapon meant by an id or a serial.</summary>
    /// <exception cref="CommandFailedException">None or several are; the candidates are listed.</exception>
    public static async Task<WeaponId> Resolve(
        OpenLedger ledger, string text, Terminal terminal, CancellationToken cancel)
    {
        if (WeaponId.TryParse(text, out var id))
        {
            var history = await ledger.Store.Read([id.Subject], cancel);
            if (!history.Facts.IsEmpty)
            {
                return id;
            }
        }

        SearchCommand.Check(text);
        await ledger.CatchUp(terminal, cancel);
        if (await Called(ledger.Store, text, cancel) is { } called)
        {
            return called;
        }

        var found = await SerialSearch.Find(ledger.Store.Source, text, sought: null, limit: 50, cancel);
        var same = found.Hits.Where(it => it.Match == SerialMatch.Same).ToList();
        if (found.Hits.Count == 0)
        {
            throw new CommandFailedException(Exit.Refused, Unfound(text));
        }

        SearchCommand.Show(terminal.Remarks, found);
        throw new CommandFailedException(Exit.Refused, same.Count > 1
            ? $"{same.Count} weapons carry the number '{Plain.Of(text)}': a number alone is no identity. Ask by id."
            : $"No weapon carries the number '{Plain.Of(text)}'; these are like it. Ask by id.");
    }
}
