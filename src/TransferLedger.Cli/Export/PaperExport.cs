using System.CommandLine;
using System.Globalization;
using Newtonsoft.Json.Linq;
using TransferLedger.Authorizations;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Shipments;
using TransferLedger.Store.Json;

namespace TransferLedger.Cli.Export;

/// <summary>
/// <c>ledger authorization export</c> and <c>ledger shipment export</c>: one paper as the document that the command
/// which recorded it reads. Names of papers are those of the schemas in <c>docs/schemas/v1</c>.
/// </summary>
internal static class PaperExport
{
    private static readonly (string Name, Type Fact)[] Authorizations =
    [
        ("authorization", typeof(AuthorizationGranted)), ("application", typeof(TransferApplied)),
        ("assessment", typeof(TransferAssessed)), ("authorization-amendment", typeof(AuthorizationAmended)),
    ];

    private static readonly (string Name, Type Fact)[] Shipments =
    [
        ("shipment", typeof(ShipmentPacked)), ("delivery-report", typeof(DeliveryConfirmed)),
        ("delivery-verification", typeof(DeliveryVerified)), ("transit-loss", typeof(TransitLossReported)),
        ("goods-return", typeof(GoodsReturned)),
    ];

    public static ExampledCommand OfAuthorization(Terminal terminal) => Make(
        terminal, "authorization", Authorizations,
        "Write an authorization as it was granted, or another paper of it, in the JSON that authorization grant and the "
            + "like read (docs/schemas/v1).",
        "ledger authorization export DE/A-2026-118 > authorization.json",
        "ledger authorization export DE/A-2026-118 --paper assessment");

    public static ExampledCommand OfShipment(Terminal terminal) => Make(
        terminal, "shipment", Shipments,
        "Write the packing list of a shipment, or another paper of it, in the JSON that shipment pack and the like read "
            + "(docs/schemas/v1).",
        "ledger shipment export DE/S-2026-31 > packing-list.json",
        "ledger shipment export DE/S-2026-31 --paper delivery-verification");

    private static ExampledCommand Make(
        Terminal terminal, string kind, (string Name, Type Fact)[] papers, string says, params string[] examples)
    {
        var names = papers.Select(it => it.Name).ToArray();
        var id = new Argument<string>("id") { Description = "Country and number: DE/A-2026-118." };
        var paper = new Option<string>("--paper")
        {
            Description = $"Which paper: {string.Join(", ", names)}. Default: {names[0]}.", HelpName = "NAME",
            DefaultValueFactory = _ => names[0],
        };
        paper.AcceptOnlyFromAmong(names);
        var fact = new Option<long?>("--fact")
        {
            Description = "The fact that records it, where there are several.", HelpName = "POSITION",
        };
        var (known, data) = (CommonOptions.KnownBy(), CommonOptions.Data());
        var command = new ExampledCommand("export", says, examples) { id, paper, fact, known, data };
        command.SetAction(async (line, cancel) =>
        {
            var home = DocumentFile.Named(kind, line.GetValue(id)!);
            var type = papers.First(it => it.Name == line.GetValue(paper)).Fact;
            var asOf = new AsOf(null, CommonOptions.Known("--known-by", line.GetValue(known)));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var facts = (await ledger.Store.Read([home], cancel)).Facts.Where(asOf.Includes).ToList();
            var all = StandingFacts.Of(facts).Where(it => it.Home == home && it.Fact.GetType() == type)
                .OrderBy(it => it.Position).GroupBy(it => PaperOf(it.Fact)).ToList();
            var chosen = Chosen(all, home, line.GetValue(paper)!, line.GetValue(fact));
            if (UncountedQuantity.In(facts).FirstOrDefault(it => chosen.Any(one => one.Position == it.Position))
                is { } uncounted)
            {
                throw new CommandFailedException(Exit.Refused, string.Create(
                    CultureInfo.InvariantCulture,
                    $"Fact {uncounted.Position} says {uncounted.Quantity:N0}, which no document may say. Retract it first."));
            }

            terminal.RawResult.WriteLine(JToken.Parse(Document(home, chosen)).ToString());
            return Exit.Done;
        });
        return command;
    }

    /// <summary>What was packed at once is one list; any other fact is a paper of its own.</summary>
    private static LedgerEvent PaperOf(LedgerEvent fact) => fact is ShipmentPacked it
        ? it with { Package = "", Items = [], Seals = [], Contents = [] }
        : fact;

    private static List<Recorded> Chosen(
        List<IGrouping<LedgerEvent, Recorded>> all, Subject home, string paper, long? position)
    {
        var found = all.Where(it => position is null || it.Any(one => one.Position == position)).ToList();
        return found switch
        {
            [var one] => [.. one],
            [] => throw new CommandFailedException(Exit.Refused, position is null
                ? $"No {paper} is on record about {home.Key} at that point."
                : string.Create(
                    CultureInfo.InvariantCulture, $"Fact {position} records no {paper} of {home.Key} at that point.")),
            _ => throw new CommandFailedException(
                Exit.BadInput,
                $"There are {found.Count} of them: facts {string.Join(", ", found.Select(it => it.First().Position))}. "
                    + "Say which with --fact."),
        };
    }

    private static string Document(Subject home, List<Recorded> facts)
    {
        if (facts[0].Fact is not ShipmentPacked first)
        {
            return FactJson.Write(facts[0].Fact);
        }

        var packed = facts.Select(it => (ShipmentPacked)it.Fact).ToList();
        if (first.Under is not { } under || packed.Exists(it => it.Items.Count > 0))
        {
            throw new CommandFailedException(
                Exit.Refused,
                "What was packed names no authorization, or weapons without their lines, as no packing list may. Its facts: "
                    + $"ledger export --kind shipment {home.Rest}");
        }

        var parts = home.Rest.ToUpperInvariant().Split('/', 2);
        return FactJson.WriteRecord(new PackingList(
            parts[0], parts[1], under.Authorization, first.Happened, first.Consignor, first.Consignee,
            packed.Select(it => new Package(it.Package, it.Contents, it.Seals)).ToValueList(),
            facts[0].Provenance.Actor));
    }
}
