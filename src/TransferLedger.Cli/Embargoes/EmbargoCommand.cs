using System.CommandLine;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Import.Mapping;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Embargoes;

/// <summary><c>ledger embargo</c>: arms embargoes as dated facts, and what they touch.</summary>
internal static class EmbargoCommand
{
    public static Command Make(Terminal terminal) =>
        new("embargo", "Arms embargoes as dated facts: load and look them up, check a destination, re-check what is open.")
        {
            Load(terminal),
            EmbargoShow.List(terminal),
            EmbargoShow.Show(terminal),
            EmbargoCheckCommand.Make(terminal),
            EmbargoRecheckCommand.Make(terminal),
            EmbargoRecheckCommand.Affected(terminal),
            Policy(terminal),
            Area(terminal),
            Link(terminal),
        };

    /// <summary>The table as known at an instant.</summary>
    internal static async Task<EmbargoTable> Table(OpenLedger ledger, AsOf asOf, CancellationToken cancel) =>
        EmbargoTable.Of((await ledger.Store.Read([EmbargoTable.Subject], cancel)).Facts.Where(asOf.Includes));

    internal static Option<string> Required(string name, string description, string value) =>
        new(name) { Description = description, HelpName = value, Required = true };

    internal static Option<string?> Text(string name, string description, string value) =>
        new(name) { Description = description, HelpName = value };

    private static ExampledCommand Load(Terminal terminal)
    {
        var file = new Argument<string?>("file")
        {
            Description = "An edition as JSON (docs/embargoes.md). Default: the one that ships.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var officer = Required("--officer", "Who loads it.", "NAME");
        var data = CommonOptions.Data();
        var command = new ExampledCommand(
            "load",
            "Record the embargoes of an edition that are not on record yet, and check what is open against them. Until one "
                + "is loaded, no certificate passes the embargo rules. The same edition again records nothing.",
            "ledger embargo load --officer clerk-07", "ledger embargo load edition-2027-01.json --officer clerk-07")
        {
            file, officer, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var path = line.GetValue(file);
            var (edition, hash) = await EmbargoEditionFile.Read(path, cancel);
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var outcome = await ledger.Store.Transact<AllFacts>(
                new CommandId(Guid.NewGuid()),
                new Provenance(
                    line.GetValue(officer)!,
                    Source: new SourceReference(
                        SourceKind.Document, path is null ? edition.Source : Path.GetFileName(path)),
                    Channel: EntryChannel.Document),
                [EmbargoTable.Subject],
                state => EmbargoKeeping.Load(state, edition, hash, CommonOptions.Today()),
                cancel);
            terminal.RawResult.WriteLine(
                $"The table of embargoes, edition {Plain.Of(edition.Edition)}, {Outcomes.Said(outcome, "loaded")}. "
                    + "See: ledger embargo list");
            await EmbargoRecheckCommand.AfterChange(ledger, terminal, line.GetValue(officer)!, aside: false, cancel);
            return Exit.Done;
        });
        return command;
    }

    private static ExampledCommand Policy(Terminal terminal)
    {
        var regime = EmbargoShow.Regime();
        var decision = new Argument<string>("decision") { Description = "apply or disregard." };
        decision.AcceptOnlyFromAmong("apply", "disregard");
        var basis = Required("--legal-basis", "By what right.", "TEXT");
        var jurisdiction = Required("--jurisdiction", "Whose decision it is, ISO 3166-1 alpha-2.", "CODE");
        var (officer, approver) = (Required("--officer", "Who decides.", "NAME"), Required("--approver", "Who agrees.", "NAME"));
        var (from, data) = (Text("--from", "From when on. Default: today.", "DATE"), CommonOptions.Data());
        var command = new ExampledCommand(
            "policy",
            "Decide whether a regime is applied here: one that States contest, or of an issuer that does not bind this "
                + "authority of itself. Without a decision, those of the Security Council are applied and no others.",
            "ledger embargo policy EU-BLR apply --jurisdiction DE --legal-basis \"AWV\" --officer chief-01 --approver chief-02")
        {
            regime, decision, jurisdiction, basis, officer, approver, from, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var fact = new EmbargoPolicySet(
                CertificateCommand.Day("--from", line.GetValue(from)), line.GetValue(regime)!,
                line.GetValue(decision) == "apply", line.GetValue(jurisdiction)!.Trim().ToUpperInvariant(),
                line.GetValue(basis)!, line.GetValue(officer)!, line.GetValue(approver)!);
            return await Record(
                terminal, line.GetValue(data), fact.Regime, fact.Officer, "decided",
                state => EmbargoKeeping.Set(state, fact), cancel);
        });
        return command;
    }

    private static ExampledCommand Area(Terminal terminal)
    {
        var (regime, group, source) = (EmbargoShow.Regime(), Group(), Source());
        var country = Required("--country", "ISO 3166-1 alpha-2.", "CODE");
        var place = Text("--place", "The town or region, as addresses write it. Default: the whole country.", "NAME");
        var (from, until) = (From(), Until());
        var (officer, data) = (Required("--officer", "Who records it.", "NAME"), CommonOptions.Data());
        var command = new ExampledCommand(
            "area", "Record that a place is said to be under the control of a group that a regime is aimed at (EUC-052).",
            "ledger embargo area UN-1533 --group M23 --country CD --place Goma --from 2025-01-27 --source \"S/2025/176\" "
                + "--officer analyst-03")
        {
            regime, group, country, place, source, from, until, officer, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var fact = new GroupAreaReported(
                CertificateCommand.Day("--from", line.GetValue(from)), line.GetValue(regime)!, line.GetValue(group)!,
                line.GetValue(country)!.Trim().ToUpperInvariant(), line.GetValue(source)!, line.GetValue(place),
                line.GetValue(until) is { } end ? CertificateCommand.Day("--until", end) : null);
            return await Record(
                terminal, line.GetValue(data), fact.Regime, line.GetValue(officer)!, "recorded",
                state => EmbargoKeeping.Report(state, fact), cancel);
        });
        return command;
    }

    private static ExampledCommand Link(Terminal terminal)
    {
        var (regime, group, source) = (EmbargoShow.Regime(), Group(), Source());
        var party = Required("--party", "The party's name, as certificates write it.", "NAME");
        var (from, until) = (From(), Until());
        var (officer, data) = (Required("--officer", "Who records it.", "NAME"), CommonOptions.Data());
        var command = new ExampledCommand(
            "link", "Record that a party is said to be linked to a group that a regime is aimed at (EUC-052).",
            "ledger embargo link UN-2140 --group Houthis --party \"Hudaydah Trading\" --from 2024 --source \"S/2024/731\" "
                + "--officer analyst-03")
        {
            regime, group, party, source, from, until, officer, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var fact = new GroupLinkReported(
                CertificateCommand.Day("--from", line.GetValue(from)), line.GetValue(regime)!, line.GetValue(group)!,
                line.GetValue(party)!, line.GetValue(source)!,
                line.GetValue(until) is { } end ? CertificateCommand.Day("--until", end) : null);
            return await Record(
                terminal, line.GetValue(data), fact.Regime, line.GetValue(officer)!, "recorded",
                state => EmbargoKeeping.Report(state, fact), cancel);
        });
        return command;
    }

    private static async Task<int> Record(
        Terminal terminal,
        string? data,
        string regime,
        string officer,
        string done,
        Func<AllFacts, Decision> decide,
        CancellationToken cancel)
    {
        var home = EmbargoShow.Home(regime);
        await using var ledger = await OpenLedger.Open(data, terminal, cancel);
        var code = await Deciding.Record<AllFacts>(
            ledger, terminal, home, [EmbargoTable.Subject], officer, null, done, decide, cancel, "embargo");
        await EmbargoRecheckCommand.AfterChange(ledger, terminal, officer, aside: false, cancel);
        return code;
    }

    private static Option<string> Group() => Required("--group", "The group.", "NAME");

    private static Option<string> Source() => Required("--source", "Who says so.", "TEXT");

    private static Option<string?> From() => Text("--from", "From when on. Default: today.", "DATE");

    private static Option<string?> Until() => Text("--until", "The last day of it. Default: it lasts.", "DATE");
}
