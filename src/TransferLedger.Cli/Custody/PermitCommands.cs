using System.CommandLine;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Lots;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Shipments;

namespace TransferLedger.Cli.Custody;

/// <summary>The commands of <c>ledger site</c> about permits to hold arms (COC-035).</summary>
internal static class PermitCommands
{
    public static ExampledCommand Granted(Terminal terminal)
    {
        var custodian = new Argument<string>("custodian") { Description = "Who may. A country may follow: Army@XR." };
        var number = LotOptions.Required("--number", "The licence, or the law of the mandate.", "NUMBER");
        var country = LotOptions.Text("--country", "The State that gives it. Default: the custodian's own.", "CODE");
        var kinds = SiteCommand.Many("--kind", "A class of arms it is for; may be given often. Default: all.", "TEXT");
        var authority = LotOptions.Text("--authority", "Who gave it.", "NAME");
        var to = LotOptions.Text("--valid-to", "The last day for which it holds. Default: until it is ended.", "DATE");
        var (on, officer, data) = Common("From when on. Default: today.");
        var command = new ExampledCommand(
            "permit",
            "Record that somebody may hold arms. From the first permit of a custodian on, what it has is held against them "
                + "(COC-035).",
            "ledger site permit Army@XR --number \"Defence Act 12\" --officer clerk-07",
            "ledger site permit \"Example Arms@DE\" --number W-2026-7 --kind pistol --kind rifle --valid-to 2028-12-31 "
                + "--authority \"District office\" --officer clerk-07")
        {
            custodian, number, country, kinds, authority, to, on, officer, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var party = LotOptions.Party("custodian", line.GetValue(custodian)!);
            var state = Country(line.GetValue(country) ?? party.Country);
            var home = SiteCommand.Named(
                () => HoldingPermitGranted.SubjectOf(state, line.GetValue(number)!), line.GetValue(number)!);
            var fact = new HoldingPermitGranted(
                CertificateCommand.Past("--on", line.GetValue(on)), party, state, line.GetValue(number)!,
                (line.GetValue(kinds) ?? []).ToValueList(), LotOptions.Day("--valid-to", line.GetValue(to)),
                line.GetValue(authority));
            return await Record(
                terminal, line.GetValue(data), home, line.GetValue(officer)!, "recorded",
                facts => StoreKeeping.Permit(facts.Facts, home, fact), cancel);
        });
        return command;
    }

    public static ExampledCommand Ended(Terminal terminal)
    {
        var permit = new Argument<string>("permit") { Description = "Country and number: DE/W-2026-7." };
        var reason = LotOptions.Required("--reason", "Why.", "TEXT");
        var (on, officer, data) = Common("From when on it does not hold. Default: today.");
        var command = new ExampledCommand(
            "permit-ended",
            "Record that a permit to hold arms was withdrawn or given back.",
            "ledger site permit-ended DE/W-2026-7 --reason \"given back\" --officer clerk-07")
        {
            permit, reason, on, officer, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var home = DocumentFile.Named("permit", line.GetValue(permit)!);
            var day = CertificateCommand.Past("--on", line.GetValue(on));
            return await Record(
                terminal, line.GetValue(data), home, line.GetValue(officer)!, "ended",
                facts => StoreKeeping.EndPermit(facts.Facts, home, day, line.GetValue(reason)!), cancel);
        });
        return command;
    }

    public static ExampledCommand Opened(Terminal terminal)
    {
        var country = new Argument<string>("country") { Description = "The State, ISO 3166-1 alpha-2." };
        var source = LotOptions.Required("--source", "The register they are taken from.", "TEXT");
        var (on, officer, data) = Common("From when on. Default: today.");
        var command = new ExampledCommand(
            "permits-complete",
            "Record that every permit to hold arms that a State gives is on record here: from then on who has none there "
                + "may hold none (COC-035).",
            "ledger site permits-complete DE --source \"national weapons register\" --on 2020-01-01 --officer clerk-07")
        {
            country, source, on, officer, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var state = Country(line.GetValue(country));
            var home = SiteCommand.Named(() => TransitRuleStated.SubjectOf(state), state);
            var fact = new PermitRegisterOpened(
                CertificateCommand.Past("--on", line.GetValue(on)), state, line.GetValue(source)!);
            return await Record(
                terminal, line.GetValue(data), home, line.GetValue(officer)!, "recorded",
                facts => StoreKeeping.OpenRegister(facts.Facts, home, fact), cancel);
        });
        return command;
    }

    private static string Country(string? text) => text?.Trim().ToUpperInvariant() is { Length: 2 } code
        && code.All(char.IsAsciiLetterUpper)
        ? code
        : throw new CommandFailedException(
            Exit.BadInput, $"'{Plain.Of(text ?? "")}' is no country: two letters of ISO 3166-1, such as DE.");

    private static async Task<int> Record(
        Terminal terminal,
        string? data,
        Subject home,
        string officer,
        string done,
        Func<AllFacts, Decision> decide,
        CancellationToken cancel)
    {
        await using var ledger = await OpenLedger.Open(data, terminal, cancel);
        return await Deciding.Record(
            ledger, terminal, home, [home], officer, null, done, decide, cancel, see: "ledger findings show WEAPON");
    }

    private static (Option<string?> On, Option<string> Officer, Option<string?> Data) Common(string when) =>
        (LotOptions.Text("--on", when, "DATE"), LotOptions.Required("--officer", "Who records it.", "NAME"),
            CommonOptions.Data());
}
