using System.CommandLine;
using TransferLedger.Authorizations;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Recording;
using TransferLedger.Ledger;
using TransferLedger.Lots;

namespace TransferLedger.Cli.Lots;

/// <summary><c>ledger lot</c>: ammunition by lot, in whole rounds.</summary>
internal static partial class LotCommand
{
    private const string Sample = "ABC/ABC19E001-001";

    /// <summary>Stands for a maker that nobody knows.</summary>
    private const string UnknownMaker = "?/";

    public static Command Make(Terminal terminal) =>
        new("lot", "Ammunition by lot: what came, went, was used up, counted and is left, round by round.")
        {
            Produce(terminal), Receive(terminal), LotCollect.Make(terminal), Move(terminal), Issue(terminal),
            Return(terminal), Consume(terminal),
            Split(terminal), Merge(terminal), Count(terminal), Lose(terminal), Seize(terminal), Destroy(terminal),
            Adjust(terminal), LotShow.Make(terminal),
        };

    /// <summary>A command that records one fact about a lot.</summary>
    private static ExampledCommand Of<TFact>(
        Terminal terminal,
        string name,
        string done,
        string description,
        string example,
        Func<ParseResult, Happened, string, (Subject Home, TFact Fact)> read,
        params Option[] options)
        where TFact : LotEvent
    {
        var lot = LotOptions.Lot();
        var on = LotOptions.Text("--on", "When. Default: today.", "DATE");
        var officer = LotOptions.Required("--officer", "Who records it.", "NAME");
        var data = CommonOptions.Data();
        var asked = new AskedOptions(typeof(TFact), options);
        var command = new ExampledCommand(name, description, $"ledger lot {name} {example} --officer clerk-07") { lot };
        foreach (var option in options)
        {
            command.Add(option);
        }

        command.Add(asked.NotKnown);
        command.Add(on);
        command.Add(officer);
        command.Add(data);
        command.SetAction(async (line, cancel) =>
        {
            var (home, fact) = read(line, CertificateCommand.Past("--on", line.GetValue(on)), line.GetValue(lot)!);
            var actor = line.GetValue(officer)!;
            asked.Check(line, fact);
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            return await Deciding.Record<AuthorizationState>(
                ledger, terminal, home, LotKeeping.Needs(home, fact), actor, null, done,
                state => LotKeeping.Record(state, home, fact, actor), cancel,
                after: receipt => LotFindings.After(ledger, home, receipt, terminal, cancel));
        });
        return command;
    }

    private static ExampledCommand Produce(Terminal terminal)
    {
        var maker = LotOptions.Custodian("--custodian", "Who made it and has it.");
        var (rounds, site, document) = (LotOptions.Rounds(), LotOptions.Site(), Document());
        var described = new Described();
        return Of<LotProduced>(
            terminal, "produce", "produced", "Record that a lot, or a part of it, was produced.",
            $"{Sample} --custodian \"Cartridge Works@DE\" --rounds 10000 --calibre \"7.62 x 51 mm\" --package 250 --site \"Works store\" --document \"batch record 12\" --on 2026-02-01",
            (line, on, lot) => (LotOptions.Named(lot), new LotProduced(
                on, described.Read(line, lot)!, LotOptions.Party("--custodian", line.GetValue(maker)!),
                line.GetValue(rounds), LotOptions.Place(line.GetValue(site)), line.GetValue(document))),
            [maker, rounds, site, document, .. described.Options]);
    }

    private static ExampledCommand Receive(Terminal terminal)
    {
        var custodian = LotOptions.Custodian("--custodian", "Who received it.");
        var (rounds, site, document) = (LotOptions.Rounds(), LotOptions.Site(), Document());
        var from = LotOptions.Text("--from", "Who gave it, when this ledger does not keep their books.", "NAME");
        var shipment = Shipment("The shipment it came with, as it was moved with.");
        var described = new Described();
        return Of<LotReceived>(
            terminal, "receive", "received",
            "Record that rounds were received from outside these books, or off a shipment. Where nobody knows the maker, "
                + "write ?/ and the number; the ledger issues an id, from number, receiver and document.",
            $"{Sample} --custodian Army@XR --site \"Depot 7\" --rounds 4000 --shipment DE/S-2026-31 --document \"DN 7\" --on 2026-05-02",
            (line, on, lot) =>
            {
                var party = LotOptions.Party("--custodian", line.GetValue(custodian)!);
                var unknown = lot.StartsWith(UnknownMaker, StringComparison.Ordinal);
                var home = unknown
                    ? LotKey.Unknown(lot[UnknownMaker.Length..], party, line.GetValue(document) ?? "")
                    : LotOptions.Named(lot);
                return (home, new LotReceived(
                    on, party, line.GetValue(rounds), LotOptions.Place(line.GetValue(site)),
                    line.GetValue(from) is { } giver ? LotOptions.Party("--from", giver) : null,
                    unknown || described.Any(line) ? described.Read(line, lot) : null,
                    ShipmentOf(line.GetValue(shipment)), line.GetValue(document)));
            },
            [custodian, rounds, site, from, shipment, document, .. described.Options]);
    }

    private static ExampledCommand Move(Terminal terminal)
    {
        var from = LotOptions.Custodian("--from", "Who has it.");
        var to = LotOptions.Text(
            "--to", "Who gets it. A country may follow: Army@XR. Default: the same, when only the site changes.", "NAME");
        var fromSite = LotOptions.Site("--from-site", "The site it leaves.");
        var toSite = LotOptions.Site("--to-site", "The site it comes to.");
        var (rounds, document) = (LotOptions.Rounds(), Document());
        var shipment = Shipment("The shipment it leaves with: it is on the way until received.");
        return Of<LotMoved>(
            terminal, "move", "moved",
            "Record that rounds went to another site or custodian. Refused for more than is there.",
            $"{Sample} --from \"Cartridge Works\" --from-site \"Works store\" --to Army@XR --rounds 4000 --shipment DE/S-2026-31 --document \"order 5\" --on 2026-04-20",
            (line, on, lot) => (LotOptions.Named(lot), new LotMoved(
                on, LotOptions.Party("--from", line.GetValue(from)!),
                LotOptions.Party("--to", line.GetValue(to) ?? line.GetValue(from)!),
                line.GetValue(rounds), LotOptions.Place(line.GetValue(fromSite)),
                LotOptions.Place(line.GetValue(toSite)), ShipmentOf(line.GetValue(shipment)),
                line.GetValue(document))),
            from, to, rounds, fromSite, toSite, shipment, document);
    }

    private static ExampledCommand Issue(Terminal terminal)
    {
        var (custodian, site, rounds) = (Whose(), LotOptions.Site(), LotOptions.Rounds());
        var user = LotOptions.Required("--user", "To whom: a unit, a post, a pseudonym.", "NAME");
        var due = LotOptions.Text("--due-back", "When what was not used is to be back.", "DATE");
        var (purpose, document) = (LotOptions.Text("--purpose", "What for.", "TEXT"), Document());
        return Of<LotIssued>(
            terminal, "issue", "issued", "Record that rounds were issued to a user. Refused for more than is there.",
            $"{Sample} --custodian Army --site \"Depot 7\" --user \"3rd company\" --rounds 2000 --due-back 2026-06-30 --document \"slip 31\"",
            (line, on, lot) => (LotOptions.Named(lot), new LotIssued(
                on, LotOptions.Party("--custodian", line.GetValue(custodian)!), line.GetValue(user)!,
                line.GetValue(rounds), LotOptions.Place(line.GetValue(site)),
                LotOptions.Day("--due-back", line.GetValue(due)), line.GetValue(purpose), line.GetValue(document))),
            custodian, site, user, rounds, due, purpose, document);
    }

    private static ExampledCommand Return(Terminal terminal)
    {
        var (custodian, site, rounds) = (Whose(), LotOptions.Site(), LotOptions.Rounds());
        var user = LotOptions.Required("--user", "Who gives them back, as at the issue.", "NAME");
        var (condition, document) = (LotOptions.Text("--condition", "In what condition.", "TEXT"), Document());
        return Of<LotReturned>(
            terminal, "return", "returned", "Record that a user gave rounds back.",
            $"{Sample} --custodian Army --site \"Depot 7\" --user \"3rd company\" --rounds 200 --document \"slip 40\"",
            (line, on, lot) => (LotOptions.Named(lot), new LotReturned(
                on, LotOptions.Party("--custodian", line.GetValue(custodian)!), line.GetValue(user)!,
                line.GetValue(rounds), LotOptions.Place(line.GetValue(site)), line.GetValue(condition),
                line.GetValue(document))),
            custodian, site, user, rounds, condition, document);
    }

    private static Option<string> Whose() => LotOptions.Custodian("--custodian", "Whose rounds.");

    private static Option<string?> Document() =>
        LotOptions.Text("--document", "The paper it rests on.", "NUMBER");

    private static Option<string?> Shipment(string description) =>
        LotOptions.Text("--shipment", description, "COUNTRY/NUMBER");

    private static Subject? ShipmentOf(string? text) =>
        text is null ? null : DocumentFile.Named("shipment", text);
}
