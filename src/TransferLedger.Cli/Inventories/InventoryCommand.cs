using System.Collections.Immutable;
using System.CommandLine;
using NodaTime;
using TransferLedger.Authorizations;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Lots;
using TransferLedger.Custody;
using TransferLedger.Inventories;
using TransferLedger.Ledger;
using TransferLedger.Lots;
using TransferLedger.Store.Log;

namespace TransferLedger.Cli.Inventories;

/// <summary><c>ledger inventory</c>: counts of weapons at a site, held against what the ledger expects there.</summary>
internal static class InventoryCommand
{
    private const string Kind = "inventory";

    /// <summary>Histories read at once.</summary>
    private const int WeaponsAtOnce = 1_000;

    public static Command Make(Terminal terminal) =>
        new(Kind, "Record counts of weapons, and see weapon by weapon what was seen, missed and not expected.")
        {
            Count(terminal), Show(terminal),
        };

    private static ExampledCommand Count(Terminal terminal)
    {
        var site = new Argument<string>("site") { Description = "The site. A country may follow: Depot 7@XR." };
        var custodian = LotOptions.Custodian("--custodian", "Whose stock.");
        var (book, counted) = (Number("--book", "How many the books showed."), Number("--counted", "How many there were."));
        var seen = new Option<string[]>("--seen")
        {
            Description = "A weapon whose marks were read, by id or serial; may be given often.", HelpName = "ID|SERIAL",
        };
        var list = LotOptions.Text("--seen-file", "A file of such weapons, one a line.", "FILE");
        var method = new Option<CountMethod>("--method") { Description = "All of it, or a sample. Default: full." };
        var counters = new Option<string[]>("--counter") { Description = "Who counted, by post; two different persons, each with an option of its own.", HelpName = "NAME" };
        var keeper = LotOptions.Text("--storekeeper", "Who keeps the store.", "NAME");
        var round = LotOptions.Text("--round", "The round of counts it belongs to.", "NAME");
        var scope = LotOptions.Text("--scope", "What of the site was counted: the armoury, all rifles.", "TEXT");
        var on = LotOptions.Text("--on", "When. Default: today.", "DATE");
        var officer = LotOptions.Required("--officer", "Who records it.", "NAME");
        var data = CommonOptions.Data();
        var command = new ExampledCommand(
            "count",
            "Record a count of the weapons at a site, made by two persons. It is recorded as it is; nothing is moved by it.",
            "ledger inventory count \"Depot 7@XR\" --custodian Army@XR --book 40 --counted 39 --seen-file seen.txt --counter \"post 4\" --counter \"post 5\" --officer clerk-07")
        {
            site, custodian, book, counted, seen, list, method, counters, keeper, round, scope, on, officer, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var place = LotOptions.Place(line.GetValue(site))!;
            var day = CertificateCommand.Past("--on", line.GetValue(on));
            var home = Checked(() => InventoryReport.SubjectOf(place, day), place.Name);
            var named = (line.GetValue(seen) ?? []).Concat(await Lines(line.GetValue(list), cancel));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var weapons = new List<WeaponId>();
            foreach (var text in named)
            {
                weapons.Add(await CustodyCommand.Resolve(ledger, text, terminal, cancel));
            }

            var fact = new InventoryCounted(
                day, LotOptions.Party("--custodian", line.GetValue(custodian)!), place, line.GetValue(book),
                line.GetValue(counted), weapons.Distinct().ToValueList(),
                (line.GetValue(counters) ?? []).ToValueList(), line.GetValue(method), line.GetValue(keeper),
                line.GetValue(round), line.GetValue(scope));
            return await Deciding.Record<AuthorizationState>(
                ledger, terminal, home, [home], line.GetValue(officer)!, null, "counted",
                state => Counting.Record(state, home, fact), cancel);
        });
        return command;
    }

    private static ExampledCommand Show(Terminal terminal)
    {
        var site = new Argument<string>("site")
        {
            Description = "The site, for its last count; or site and date: \"Depot 7/2026-06-30\".",
        };
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var (happened, known) = (CommonOptions.HappenedBy(), CommonOptions.KnownBy());
        var command = new ExampledCommand(
            "show",
            "A count: what was seen, what the ledger expected there and was not seen, what was seen and not expected, "
                + "weapon by weapon.",
            "ledger inventory show \"Depot 7\"",
            "ledger inventory show \"Depot 7/2026-06-30\" --known-by 2026-07-15 --json")
        {
            site, happened, known, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var asOf = CommonOptions.AsOf(line.GetValue(happened), line.GetValue(known));
            var text = line.GetValue(site)!;
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var report = await Last(ledger, text, asOf, cancel)
                ?? throw new CommandFailedException(
                    Exit.Refused, $"No count of '{Plain.Of(text)}' is on record, or was at that point.");
            if (line.GetValue(json))
            {
                terminal.Json(InventoryScreen.Json(report));
            }
            else
            {
                InventoryScreen.Show(terminal.Result, report);
            }

            return report.Weapons.Any(it => it.Sighting is Sighting.NotSeen) || report.Findings.Count > 0
                ? Exit.Refused
                : Exit.Done;
        });
        return command;
    }

    /// <summary>The report on the last count of a site, or on the one of a date.</summary>
    private static async Task<InventoryReport?> Last(
        OpenLedger ledger, string text, AsOf asOf, CancellationToken cancel)
    {
        var slash = text.LastIndexOf('/');
        var site = LotOptions.Place(slash < 0 ? text : text[..slash])!.Name;
        var key = Kind + "/" + string.Join(
            '/', (slash < 0 ? [site] : new[] { site, text[(slash + 1)..] }).Select(Subject.Normalise));
        var homes = slash < 0
            ? await Streams.Under(ledger.Store.Source, key + "/", cancel)
            : [Checked(() => Subject.Parse(key), text)];
        var on = asOf.HappenedBy ?? asOf.KnownBy ?? SystemClock.Instance.GetCurrentInstant();
        var counts = StandingFacts.Of((await ledger.Store.Read(homes, cancel)).Facts
                .Where(it => asOf.KnownBy is not { } by || it.At <= by))
            .Where(it => it.Fact is InventoryCounted && homes.Contains(it.Home))
            .Where(it => asOf.HappenedBy is not { } by || it.Fact.Happened.Earliest <= by)
            .OrderBy(it => it.Fact.Happened, Happened.Chronological);
        if (counts.LastOrDefault() is not { Fact: InventoryCounted count } last)
        {
            return null;
        }

        var facts = (await ledger.Store.Read([last.Home, count.Custodian.Party], cancel)).Facts
            .ToDictionary(it => it.Position);
        foreach (var weapons in InventoryReport.WeaponsOf(facts.Values).Chunk(WeaponsAtOnce))
        {
            foreach (var it in (await ledger.Store.Read(weapons, cancel)).Facts)
            {
                facts[it.Position] = it;
            }
        }

        return InventoryReport.Of(
            last.Home, [.. facts.Values.OrderBy(it => it.Position)], asOf, on, LotParameters.Default);
    }

    private static async Task<ImmutableArray<string>> Lines(string? path, CancellationToken cancel)
    {
        if (path is null)
        {
            return [];
        }

        try
        {
            return
            [
                .. (await File.ReadAllLinesAsync(path, cancel)).Select(it => it.Trim()).Where(it => it.Length > 0),
            ];
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(Exit.BadInput, $"{path} cannot be read: {wrong.Message}");
        }
    }

    private static Subject Checked(Func<Subject> named, string text)
    {
        try
        {
            return named();
        }
        catch (FormatException)
        {
            throw new CommandFailedException(Exit.BadInput, $"'{Plain.Of(text)}' names no site.");
        }
    }

    private static Option<int> Number(string name, string description) =>
        new(name) { Description = description, HelpName = "NUMBER", Required = true };
}
