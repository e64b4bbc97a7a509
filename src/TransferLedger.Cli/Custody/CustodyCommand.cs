using System.CommandLine;
using Spectre.Console;
using TransferLedger.Cli.Hosting;
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
            Description = "The ledger's id of the weapon, or its serial; or a shipment: shipment/DE/S-2026-31.",
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
        var diffHappened = new Option<string?>("--diff-happened-by")
        {
            Description = "The same, from what had happened by this day on.", HelpName = "DATE",
        };
        var command = new ExampledCommand(
            "custody",
            "Replay one weapon's custody: who answered for it when, what is unknown, what contradicts. Or what was with a "
                + "shipment, in a package, at a site.",
            "ledger custody 7k3m-9q2x-4t5v-8w1z",
            "ledger custody A557125",
            "ledger custody A557125 --known-by 2022-01-31",
            "ledger custody A557125 --happened-by 2010 --json",
            "ledger custody A557125 --diff 2022-01-31",
            "ledger custody shipment/DE/S-2026-31 --package PK-3 --happened-by 2026-05-01",
            "ledger custody --site \"Depot 7@XR\" --custodian Army@XR --known-by 2026-07-15")
        {
            weapon, many.Package, many.Site, many.Custodian, happened, known, diff, diffHappened, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var asOf = CommonOptions.AsOf(line.GetValue(happened), line.GetValue(known));
            var group = many.Query(line, line.GetValue(weapon));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            if (group is not null)
            {
                return await group.Answer(ledger, asOf, line.GetValue(json), terminal, cancel);
            }

            var id = await Resolve(ledger, line.GetValue(weapon)!, terminal, cancel);
            await ledger.CatchUp(terminal, cancel);
            var dossier = await WeaponHistory.Read(ledger.Store, id, cancel);
            var report = CustodyReport.Of(id, dossier, asOf, CommonOptions.Now()) ?? throw Nothing(id, dossier);
            var since = line.GetValue(diff) is null && line.GetValue(diffHappened) is null
                ? (AsOf?)null
                : Since(asOf, line.GetValue(diff), line.GetValue(diffHappened));
            Tell(terminal, line.GetValue(json), dossier, report, since);
            return Exit.Done;
        });
        return command;
    }

    private static void Tell(Terminal terminal, bool json, WeaponDossier dossier, CustodyReport report, AsOf? since)
    {
        if (since is { } first)
        {
            var before = CustodyReport.Of(report.Weapon, dossier, first, CommonOptions.Now());
            Compare(terminal, json, first, report.AsOf, CustodyDiff.Between(before, report));
        }
        else if (json)
        {
            terminal.Json(CustodyScreen.Json(report));
        }
        else
        {
            CustodyScreen.Show(terminal.Result, report);
        }
    }

    private static CommandFailedException Nothing(WeaponId id, WeaponDossier dossier) => new(
        Exit.Refused, dossier.Facts.IsEmpty
            ? $"Nothing is on record about weapon {id}."
            : $"Nothing was on record about weapon {id} at that point; {dossier.Facts.Length} facts are now.");

    /// <summary>The first of two points: what it does not limit is limited as at the second.</summary>
    private static AsOf Since(AsOf second, string? known, string? happened) => new(
        CommonOptions.Instant("--diff-happened-by", happened) ?? second.HappenedBy,
        CommonOptions.Known("--diff", known) ?? second.KnownBy);

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
            throw new CommandFailedException(Exit.Refused, $"No weapon has the id or a number like '{Plain.Of(text)}'.");
        }

        SearchCommand.Show(terminal.Remarks, found);
        throw new CommandFailedException(Exit.Refused, same.Count > 1
            ? $"{same.Count} weapons carry the number '{Plain.Of(text)}': a number alone is no identity. Ask by id."
            : $"No weapon carries the number '{Plain.Of(text)}'; these are like it. Ask by id.");
    }
}
