using System.CommandLine;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Export;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Lots;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Shipments;

namespace TransferLedger.Cli.Shipments;

/// <summary><c>ledger shipment</c>: goods packed, on their way, and proved to be delivered.</summary>
internal static class ShipmentCommand
{
    internal static readonly Custodian Nobody = new("nobody");

    public static Command Make(Terminal terminal) =>
        new("shipment", "Pack, send and deliver under an authorization, and see what is accounted for.")
        {
            Pack(terminal),
            Unpack(terminal),
            Depart(terminal),
            Arrive(terminal),
            Report<DeliveryConfirmed>(
                terminal, "received", "Record what the receiver says it got, right or wrong.",
                "samples/shipments/received.json", Shipping.Receive),
            Report<DeliveryVerified>(
                terminal, "verified", "Record a delivery verification certificate of the importing state.",
                "samples/shipments/delivery-verification.json", Shipping.Verify),
            Report<TransitLossReported>(
                terminal, "lost", "Record what was lost, stolen or seized on the way.",
                "samples/shipments/lost.json", Shipping.Lose),
            Report<GoodsReturned>(
                terminal, "returned", "Record what came back to the exporter.",
                "samples/shipments/returned.json", Shipping.Return),
            Open(terminal),
            ShipmentShow.Make(terminal),
            PaperExport.OfShipment(terminal),
        };

    private static ExampledCommand Pack(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = "The packing list as JSON (see docs/shipments.md)." };
        var data = CommonOptions.Data();
        var command = new ExampledCommand(
            "pack",
            "Record what is packed, package by package. Refused when the authorization has less left, or a weapon is "
                + "packed, on its way or missing already. The same list again records nothing.",
            "ledger shipment pack samples/shipments/packing-list.json")
        {
            file, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var path = line.GetValue(file)!;
            var (list, text) = await DocumentFile.ReadDocument<PackingList>(path, cancel);
            var home = DocumentFile.Checked(path, "$", () => list.Subject);
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var granted = (await ledger.Store.Read([list.Authorization], cancel)).Facts.Select(it => it.Fact)
                .OfType<AuthorizationGranted>().LastOrDefault()
                ?? throw new CommandFailedException(
                    Exit.Refused, $"Refused: no authorization {list.Authorization.Key} is on record.");
            var paper = CertificateBalance.Of((await ledger.Store.Read([granted.Certificate], cancel)).Facts).Captured;
            var identified = paper is null ? list : list.Identified(paper);
            var weapons = identified.Weapons.Select(it => it.Subject).Distinct();
            var outcome = await ledger.Store.Transact<AuthorizationState>(
                await PaperRequest.Of(ledger.Store, "ledger shipment pack", home, text, cancel),
                new Provenance(list.Officer, Source: Deciding.Source(path), Channel: EntryChannel.Document),
                [home, list.Authorization, granted.Certificate, .. weapons],
                state => Shipping.Pack(state, identified),
                cancel);
            terminal.RawResult.WriteLine(
                $"{home.Key}: {Outcomes.Said(outcome, "packed")}. Next: ledger shipment depart {home.Rest}");
            return Exit.Done;
        });
        return command;
    }

    private static ExampledCommand Depart(Terminal terminal)
    {
        var id = Id();
        var on = CommonOptions.Optional("--on", "When it left. Default: today.", "DATE");
        var from = CommonOptions.Optional("--from", "From where.", "PLACE");
        var carrier = CommonOptions.Optional("--carrier", "Who carries it.", "NAME");
        var conveyance = CommonOptions.Optional("--conveyance", "Vessel by IMO number, aircraft by registration, vehicle by plate.", "ID");
        var declaration = CommonOptions.Optional("--declaration", "The number of the export declaration.", "NUMBER");
        var officer = Officer();
        var (pack, data) = (CertificateCommand.PackOption(), CommonOptions.Data());
        var command = new ExampledCommand(
            "depart",
            "Record that everything packed has left. Refused when the authorization has ended, the certificate is not in "
                + "force or held by a rule that day, or more would leave than was granted.",
            "ledger shipment depart DE/S-2026-31 --on 2026-04-20 --from Hamburg --carrier \"Example Line\" --officer clerk-07")
        {
            id, on, from, carrier, conveyance, declaration, officer, pack, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var home = DocumentFile.Named("shipment", line.GetValue(id)!);
            var asked = new ShipmentDeparted(
                CertificateCommand.Past("--on", line.GetValue(on)), Nobody, Nobody,
                Place: PlaceOf(line.GetValue(from)),
                Carrier: line.GetValue(carrier) is { } name ? new Custodian(name) : null,
                Conveyance: line.GetValue(conveyance),
                Declaration: line.GetValue(declaration));
            var rules = await RulePackFile.Load(line.GetValue(pack), asked.Happened, cancel);
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var about = (await About(ledger, home, cancel)).Union(Shipping.Needs(asked)).ToList();
            return await Deciding.Record<AuthorizationState>(
                ledger, terminal, home, about, line.GetValue(officer)!, null, "departed",
                state => Shipping.Depart(state, home, asked, rules), cancel);
        });
        return command;
    }

    private static ExampledCommand Arrive(Terminal terminal)
    {
        var id = Id();
        var on = CommonOptions.Optional("--on", "When it arrived. Default: today.", "DATE");
        var place = new Option<string>("--place") { Description = "Where.", HelpName = "PLACE", Required = true };
        var country = CommonOptions.Optional("--country", "The country there, ISO 3166-1 alpha-2.", "CODE");
        var customs = CommonOptions.Optional("--customs", "The entry of the customs there.", "NUMBER");
        var seals = Many("--seal", "A seal found; may be given often. Those it left with are to be found (COC-057).");
        var officer = Officer();
        var data = CommonOptions.Data();
        var command = new ExampledCommand(
            "arrive",
            "Record that it arrived. From then on the delivery verification certificate is due.",
            "ledger shipment arrive DE/S-2026-31 --on 2026-05-01 --place Reykjavik --country IS --seal DE-77120 "
                + "--seal DE-77121 --officer clerk-07")
        {
            id, on, place, country, seals, customs, officer, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var home = DocumentFile.Named("shipment", line.GetValue(id)!);
            var asked = new ShipmentArrived(
                CertificateCommand.Past("--on", line.GetValue(on)),
                new Place(line.GetValue(place)!, line.GetValue(country)),
                Seals: (line.GetValue(seals) ?? []).ToValueList(),
                CustomsReference: line.GetValue(customs));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            return await Deciding.Record<AuthorizationState>(
                ledger, terminal, home, [home], line.GetValue(officer)!, null, "arrived",
                state => Shipping.Arrive(state, home, asked), cancel);
        });
        return command;
    }

    private static ExampledCommand Unpack(Terminal terminal)
    {
        var (id, on) = (Id(), CommonOptions.Optional("--on", "When it was decided. Default: today.", "DATE"));
        var package = CommonOptions.Optional("--package", "This package alone. Default: all of them.", "NUMBER");
        var reason = CommonOptions.Required("--reason", "Why.", "TEXT");
        var approver = CommonOptions.Required("--approver", "Who agreed: another person.", "NAME");
        var (officer, data) = (Officer(), CommonOptions.Data());
        var command = new ExampledCommand(
            "unpack",
            "Take a packing list back, or one package of it, while nothing has left: each package is retracted, by two "
                + "persons, and its goods may be packed anew. Weapons that it registered stay registered.",
            "ledger shipment unpack DE/S-2026-31 --reason \"wrong consignee on the list\" --officer clerk-07 "
                + "--approver chief-01")
        {
            id, package, reason, officer, approver, on, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var home = DocumentFile.Named("shipment", line.GetValue(id)!);
            var day = CertificateCommand.Past("--on", line.GetValue(on));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            return await Deciding.Record<AuthorizationState>(
                ledger, terminal, home, [home], line.GetValue(officer)!, null, "unpacked",
                state => Shipping.Unpack(
                    state, home, line.GetValue(package), day, line.GetValue(reason)!, line.GetValue(officer)!,
                    line.GetValue(approver)!),
                cancel);
        });
        return command;
    }

    private static ExampledCommand Open(Terminal terminal)
    {
        var (id, on) = (Id(), CommonOptions.Optional("--on", "When. Default: today.", "DATE"));
        var package = new Option<string>("--package") { Description = "The package.", HelpName = "NUMBER", Required = true };
        var by = new Option<string>("--by")
        {
            Description = "Who opened it. A country may follow: Customs@NL.", HelpName = "NAME", Required = true,
        };
        var ground = new Option<string>("--legal-ground")
        {
            Description = "By what right: the order, the law.", HelpName = "TEXT", Required = true,
        };
        var (place, found) = (CommonOptions.Optional("--place", "Where. A country may follow.", "PLACE"),
            CommonOptions.Optional("--found", "What was found in it.", "TEXT"));
        var (broken, seals) = (Many("--broken", "A seal that was broken; may be given often."),
            Many("--seal", "A seal put on again; may be given often."));
        var (officer, data) = (Officer(), CommonOptions.Data());
        var command = new ExampledCommand(
            "opened",
            "Record that a package was opened on its way by right, and which seals it bears since: COC-057 looks for those "
                + "from then on.",
            "ledger shipment opened DE/S-2026-31 --package PK-3 --by Customs@NL --legal-ground \"order 5\" --broken A-1 "
                + "--seal C-7 --officer clerk-07")
        {
            id, package, by, ground, place, broken, seals, found, on, officer, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var home = DocumentFile.Named("shipment", line.GetValue(id)!);
            var fact = new PackageOpened(
                CertificateCommand.Past("--on", line.GetValue(on)), line.GetValue(package)!,
                LotOptions.Party("--by", line.GetValue(by)!), line.GetValue(ground)!, LotOptions.Place(line.GetValue(place)),
                (line.GetValue(broken) ?? []).ToValueList(), (line.GetValue(seals) ?? []).ToValueList(),
                line.GetValue(found));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            return await Deciding.Record<AuthorizationState>(
                ledger, terminal, home, [home], line.GetValue(officer)!, null, "opened",
                state => Shipping.Open(state, home, fact), cancel);
        });
        return command;
    }

    private static Option<string[]> Many(string name, string description) =>
        new(name) { Description = description, HelpName = "NUMBER" };

    /// <summary>A command that records a paper about a shipment: the JSON of the fact it becomes.</summary>
    private static ExampledCommand Report<T>(
        Terminal terminal,
        string name,
        string description,
        string sample,
        Func<AuthorizationState, Subject, T, Decision> decide)
        where T : ShipmentEvent
    {
        var id = Id();
        var file = new Argument<string>("file") { Description = "The paper as JSON (see docs/shipments.md)." };
        var (officer, data) = (Officer(), CommonOptions.Data());
        var command = new ExampledCommand(
            name, description + " The same file again records nothing.",
            $"ledger shipment {name} DE/S-2026-31 {sample} --officer clerk-07")
        {
            id, file, officer, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var home = DocumentFile.Named("shipment", line.GetValue(id)!);
            var path = line.GetValue(file)!;
            var (fact, text) = await DocumentFile.Read<T>(path, cancel);
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            return await Deciding.Record<AuthorizationState>(
                ledger, terminal, home, [home], line.GetValue(officer)!, (path, text), name,
                state => decide(state, home, fact), cancel);
        });
        return command;
    }

    /// <summary>
    /// What a departure looks at: the shipment, what it moves under, and what the certificate's rules need.
    /// </summary>
    private static async Task<IReadOnlyList<Subject>> About(OpenLedger ledger, Subject home, CancellationToken cancel)
    {
        var known = Shipment.All((await ledger.Store.Read([home], cancel)).Facts.Where(it => it.Home == home));
        if (known.FirstOrDefault()?.Under is not { } basis)
        {
            return [home];
        }

        var facts = await CertificateReading.Own(ledger.Store, basis.Certificate, cancel);
        return [home, basis.Authorization, .. CertificateReport.Needs(basis.Certificate, facts)];
    }

    private static Place? PlaceOf(string? name) => name is null ? null : new Place(name);

    internal static Argument<string> Id() => new("id") { Description = "Country and reference: DE/S-2026-31." };

    private static Option<string> Officer() =>
        CommonOptions.Required("--officer", "Who records it.", "NAME");
}
