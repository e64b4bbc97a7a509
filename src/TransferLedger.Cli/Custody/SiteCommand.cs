using System.CommandLine;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Lots;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Custody;

/// <summary><c>ledger site</c>: inspections of stores, and the training of those who use what is in them.</summary>
internal static class SiteCommand
{
    public static Command Make(Terminal terminal) =>
        new("site", "Record who may keep arms and where, and who was trained; custody is held against it.")
        {
            Inspected(terminal), Trained(terminal), PermitCommands.Granted(terminal), PermitCommands.Ended(terminal),
            PermitCommands.Opened(terminal),
        };

    private static ExampledCommand Inspected(Terminal terminal)
    {
        var site = new Argument<string>("site") { Description = "The site. A country may follow: Depot 7@XR." };
        var custodian = LotOptions.Custodian("--custodian", "Whose store it is.");
        var checklist = LotOptions.Required("--checklist", "The checklist and its version.", "TEXT");
        var inspectors = Many("--inspector", "Who inspected, by post; may be given often.", "NAME");
        var (met, unmet) = (Many("--met", "A question that is as it should be.", "TEXT"),
            Many("--unmet", "A question that is not.", "TEXT"));
        var approved = new Option<bool>("--approved") { Description = "Weapons may be kept there." };
        var to = LotOptions.Text("--valid-to", "The last day for which it holds. Default: until the next.", "DATE");
        var capacity = new Option<int?>("--capacity")
        {
            Description = "How many weapons may be kept there.", HelpName = "NUMBER",
        };
        var safety = LotOptions.Text(
            "--safety-officer", "Who answers for fire and explosives safety, by post.", "NAME");
        var (on, officer) = (LotOptions.Text("--on", "When. Default: today.", "DATE"),
            LotOptions.Required("--officer", "Who records it.", "NAME"));
        var data = CommonOptions.Data();
        var command = new ExampledCommand(
            "inspected",
            "Record the inspection of a store. From the first one on, what its custodian keeps is held against them "
                + "(COC-038).",
            "ledger site inspected \"Depot 7@XR\" --custodian Army@XR --checklist \"list 3\" --inspector \"post 4\" --approved "
                + "--valid-to 2027-06-30 --safety-officer \"post 12\" --officer clerk-07")
        {
            site, custodian, checklist, inspectors, met, unmet, approved, to, capacity, safety, on, officer, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var (party, place) = (LotOptions.Party("--custodian", line.GetValue(custodian)!),
                LotOptions.Place(line.GetValue(site))!);
            var home = Named(() => StoreInspected.SubjectOf(party, place), place.Name);
            var fact = new StoreInspected(
                CertificateCommand.Past("--on", line.GetValue(on)), party, place, line.GetValue(checklist)!,
                (line.GetValue(inspectors) ?? []).ToValueList(), line.GetValue(approved),
                (line.GetValue(met) ?? []).Select(it => new InspectionAnswer(it, true))
                    .Concat((line.GetValue(unmet) ?? []).Select(it => new InspectionAnswer(it, false))).ToValueList(),
                LotOptions.Day("--valid-to", line.GetValue(to)), line.GetValue(capacity), line.GetValue(safety));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            return await Deciding.Record<AllFacts>(
                ledger, terminal, home, [home], line.GetValue(officer)!, null, "inspected",
                state => StoreKeeping.Inspect(state.Facts, home, fact), cancel,
                see: $"ledger custody --site \"{place.Name}\" --custodian \"{party.Name}\"");
        });
        return command;
    }

    private static ExampledCommand Trained(Terminal terminal)
    {
        var unit = new Argument<string>("unit") { Description = "The unit. A country may follow: Army@XR." };
        var user = new Argument<string>("user") { Description = "The user, by post or pseudonym, as issues name it." };
        var record = LotOptions.Required("--record", "The number of the training record.", "NUMBER");
        var to = LotOptions.Text("--valid-to", "The last day for which it holds. Default: without end.", "DATE");
        var (on, officer) = (LotOptions.Text("--on", "When. Default: today.", "DATE"),
            LotOptions.Required("--officer", "Who records it.", "NAME"));
        var data = CommonOptions.Data();
        var command = new ExampledCommand(
            "trained",
            "Record that a user was trained. From the first record of a unit on, what it issues is held against them "
                + "(COC-037).",
            "ledger site trained Army@XR \"post 7\" --record TR-2026-44 --valid-to 2028-06-30 --officer clerk-07")
        {
            unit, user, record, to, on, officer, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var (party, holder) = (LotOptions.Party("unit", line.GetValue(unit)!), line.GetValue(user)!);
            var home = Named(() => TrainingRecorded.SubjectOf(party, holder), holder);
            var fact = new TrainingRecorded(
                CertificateCommand.Past("--on", line.GetValue(on)), party, holder, line.GetValue(record)!,
                LotOptions.Day("--valid-to", line.GetValue(to)));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            return await Deciding.Record<AllFacts>(
                ledger, terminal, home, [home], line.GetValue(officer)!, null, "recorded",
                state => StoreKeeping.Train(state.Facts, home, fact), cancel, see: "ledger findings show WEAPON");
        });
        return command;
    }

    internal static Subject Named(Func<Subject> named, string text)
    {
        try
        {
            return named();
        }
        catch (FormatException)
        {
            throw new CommandFailedException(Exit.BadInput, $"'{Plain.Of(text)}' holds no letter or digit.");
        }
    }

    internal static Option<string[]> Many(string name, string description, string value) =>
        new(name) { Description = description, HelpName = value };
}
