using System.Collections.Immutable;
using System.CommandLine;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Hosting;
using TransferLedger.Custody;
using TransferLedger.Diversion;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Diversion;

/// <summary>
/// <c>ledger diversion</c>: findings that weapons or rounds were diverted, from assertion to decision.
/// </summary>
internal static class DiversionCommand
{
    public static Command Make(Terminal terminal) =>
        new("diversion", "Findings that weapons or ammunition were diverted: asserted, supported, confirmed or dismissed by people.")
        {
            DiversionAssert.OfWeapon(terminal),
            DiversionAssert.OfLot(terminal),
            Evidence(terminal),
            Step(
                terminal, "corroborate", "Say that independent sources agree: two of grade C3 or better.", "corroborated",
                (facts, home, it) => Diverting.Corroborate(
                    facts, home, new DiversionCorroborated(CommonOptions.Today(), it.Grounds, it.Officer, []))),
            Signed(
                terminal, "confirm", "Two persons decide that it was diverted. It must have been corroborated.", "confirmed",
                (facts, home, it) => Diverting.Confirm(
                    facts, home,
                    new DiversionConfirmed(CommonOptions.Today(), it.Grounds, it.Officer, it.Approver, []))),
            Signed(
                terminal, "dismiss", "Two persons decide that it was not diverted.", "dismissed",
                (facts, home, it) => Diverting.Dismiss(
                    facts, home,
                    new DiversionDismissed(CommonOptions.Today(), it.Grounds, it.Officer, it.Approver, []))),
            Assign(terminal),
            DiversionList.Make(terminal),
            DiversionShow.Show(terminal),
        };

    internal static Argument<string> Reference() =>
        new("reference") { Description = "The finding's reference." };

    internal static Subject Home(string reference) =>
        Subject.Normalise(reference).Length > 0
            ? Subject.Of("finding", reference)
            : throw new CommandFailedException(Exit.BadInput, $"'{Plain.Of(reference)}' is no reference: give it letters or digits.");

    private static ExampledCommand Evidence(Terminal terminal)
    {
        var (reference, data, officer) = (Reference(), CommonOptions.Data(), IdentityCommand.Officer());
        var source = CommonOptions.Required("--source", "Who gives it: two pieces of one source do not corroborate each other.", "NAME");
        var says = CommonOptions.Required("--says", "What it says.", "TEXT");
        var grade = CommonOptions.Required("--grade", "The Admiralty grade of the source: A to F, then 1 to 6.", "GRADE");
        var against = new Option<bool>("--against") { Description = "It speaks against a diversion." };
        var command = new ExampledCommand(
            "evidence", "Add evidence for or against a finding.",
            "ledger diversion evidence D-2026-4 --source \"Panel of Experts\" --says \"photographed in the market\" "
                + "--grade B2 --officer analyst-03")
        {
            reference, source, says, grade, against, officer, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var fact = new DiversionEvidenceAdded(
                CommonOptions.Today(), line.GetValue(source)!, !line.GetValue(against), line.GetValue(says)!,
                line.GetValue(grade)!.Trim().ToUpperInvariant(), line.GetValue(officer)!, []);
            return await Record(
                terminal, line.GetValue(reference)!, line.GetValue(data), fact.Officer, "supported",
                (facts, home) => Diverting.Add(facts, home, fact), cancel);
        });
        return command;
    }

    private static ExampledCommand Assign(Terminal terminal)
    {
        var (reference, data, officer) = (Reference(), CommonOptions.Data(), IdentityCommand.Officer());
        var owner = CommonOptions.Required("--owner", "Who must follow it up, by post.", "NAME");
        var due = CommonOptions.Required("--due", "By when the next step is due.", "DATE");
        var command = new ExampledCommand(
            "assign", "Give a finding to another person, or set another day for the next step.",
            "ledger diversion assign D-2026-4 --owner desk-east --due 2027-03-31 --officer chief-01")
        {
            reference, owner, due, officer, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var until = CommonOptions.Instant("--due", line.GetValue(due))!.Value.InUtc().Date;
            var fact = new DiversionAssigned(
                CommonOptions.Today(), line.GetValue(owner)!, Happened.On(until), line.GetValue(officer)!, []);
            return await Record(
                terminal, line.GetValue(reference)!, line.GetValue(data), fact.Officer, "assigned",
                (facts, home) => Diverting.Assign(facts, home, fact), cancel);
        });
        return command;
    }

    private static ExampledCommand Step(
        Terminal terminal,
        string name,
        string description,
        string done,
        Func<ImmutableArray<Recorded>, Subject, Given, Decision> decide,
        bool signed = false)
    {
        var (reference, data) = (Reference(), CommonOptions.Data());
        var (grounds, officer) = (IdentityCommand.Grounds(), IdentityCommand.Officer());
        var approver = signed ? IdentityCommand.Approver() : null;
        var command = new ExampledCommand(
            name, description,
            $"ledger diversion {name} D-2026-4 --grounds \"two sources\" --officer chief-01"
                + (signed ? " --approver chief-02" : ""))
        {
            reference, grounds, officer, data,
        };
        if (approver is not null)
        {
            command.Options.Add(approver);
        }

        command.SetAction(async (line, cancel) =>
        {
            var given = new Given(
                line.GetValue(grounds)!, line.GetValue(officer)!, approver is null ? "" : line.GetValue(approver)!);
            return await Record(
                terminal, line.GetValue(reference)!, line.GetValue(data), given.Officer, done,
                (facts, home) => decide(facts, home, given), cancel);
        });
        return command;
    }

    private static ExampledCommand Signed(
        Terminal terminal,
        string name,
        string description,
        string done,
        Func<ImmutableArray<Recorded>, Subject, Given, Decision> decide) =>
        Step(terminal, name, description, done, decide, signed: true);

    private static async Task<int> Record(
        Terminal terminal,
        string reference,
        string? data,
        string officer,
        string done,
        Func<ImmutableArray<Recorded>, Subject, Decision> decide,
        CancellationToken cancel)
    {
        var home = Home(reference);
        await using var ledger = await OpenLedger.Open(data, terminal, cancel);
        return await Deciding.Record<AllFacts>(
            ledger, terminal, home, [home], officer, null, done, state => decide(state.Facts, home), cancel, "diversion");
    }

    /// <summary>What a decision is given by its options.</summary>
    private sealed record Given(string Grounds, string Officer, string Approver);
}
