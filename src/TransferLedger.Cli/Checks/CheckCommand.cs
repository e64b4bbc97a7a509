using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TransferLedger.Authorizations;
using TransferLedger.Checks;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Checks;

/// <summary><c>ledger check</c>: post-shipment verifications, from the sample to what it shows.</summary>
internal static class CheckCommand
{
    public static Command Make(Terminal terminal) =>
        new("check", "Plan post-shipment verifications, record their outcome, and see what they show.")
        {
            Plan(terminal), Record(terminal), Show(terminal),
        };

    private static ExampledCommand Plan(Terminal terminal)
    {
        var id = Id();
        var certificate = new Argument<string>("certificate") { Description = "Country and number: IS/EUC/0017/2026." };
        var tolerable = new Option<long>("--find")
        {
            Description = "If so many delivered items are missing, the sample must show it. Default: 5.",
            HelpName = "NUMBER", DefaultValueFactory = _ => 5,
        };
        var confidence = new Option<double>("--confidence")
        {
            Description = "With what probability, in per cent. Default: 95.", HelpName = "PERCENT",
            DefaultValueFactory = _ => 95,
        };
        var seed = new Option<string>("--seed")
        {
            Description = "What the sample is drawn with; settle it before the list is known.", HelpName = "TEXT", Required = true,
        };
        var officer = new Option<string>("--officer") { Description = "Who plans it.", HelpName = "NAME", Required = true };
        var due = new Option<string>("--due") { Description = "The last day for it.", HelpName = "DATE", Required = true };
        var on = new Option<string?>("--on") { Description = "When it was planned. Default: today.", HelpName = "DATE" };
        var site = new Option<string?>("--site") { Description = "Where.", HelpName = "PLACE" };
        var data = CommonOptions.Data();
        var command = new ExampledCommand(
            "plan",
            "Draw which of the delivered items are to be shown: as few as may be to find missing ones with the "
                + "wanted probability (hypergeometric). Anybody can draw the same sample again from the seed.",
            "ledger check plan PSV-2026-3 IS/EUC/0017/2026 --seed \"lottery of 2026-05-20\" --due 2026-12-31 --officer clerk-07")
        {
            id, certificate, tolerable, confidence, seed, due, officer, on, site, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var check = Named(line.GetValue(id)!);
            var paper = DocumentFile.Named("certificate", line.GetValue(certificate)!);
            var asked = new VerificationPlanned(
                CertificateCommand.Past("--on", line.GetValue(on)), paper, line.GetValue(officer)!,
                CertificateCommand.Day("--due", line.GetValue(due)), 0,
                Between("--find", line.GetValue(tolerable), 1, 1_000_000_000),
                (int)Between("--confidence", (long)Math.Round(line.GetValue(confidence) * 10), 1, 999),
                line.GetValue(seed)!, [], line.GetValue(site) is { } place ? new Place(place) : null);
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var outcome = await ledger.Store.Transact<AuthorizationState>(
                new CommandId(Guid.NewGuid()), new Provenance(asked.Officer, Channel: EntryChannel.Typed),
                [check, paper],
                state => Checking.Plan(state, check, asked), cancel);
            terminal.RawResult.WriteLine(
                $"{check.Key} {Outcomes.Said(outcome, "planned")}. The sample: ledger check show {check.Rest}");
            return Exit.Done;
        });
        return command;
    }

    private static ExampledCommand Record(Terminal terminal)
    {
        var id = Id();
        var file = new Argument<string>("file") { Description = "The outcome as JSON (see docs/shipments.md)." };
        var officer = new Option<string>("--officer") { Description = "Who records it.", HelpName = "NAME", Required = true };
        var data = CommonOptions.Data();
        var command = new ExampledCommand(
            "record",
            "Record what a verification came to. The same file again records nothing.",
            "ledger check record PSV-2026-3 samples/shipments/verification.json --officer clerk-07")
        {
            id, file, officer, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var check = Named(line.GetValue(id)!);
            var path = line.GetValue(file)!;
            var (fact, text) = await DocumentFile.Read<VerificationPerformed>(path, cancel);
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var outcome = await ledger.Store.Transact<AuthorizationState>(
                await PaperRequest.Of(ledger.Store, "ledger check record", check, $"{check.Key}\n{text}", cancel),
                new Provenance(
                    line.GetValue(officer)!, Source: Deciding.Source(path), Channel: EntryChannel.Document),
                [check, fact.Certificate], state => Checking.Perform(state, check, fact), cancel);
            terminal.RawResult.WriteLine(
                $"{check.Key} {Outcomes.Said(outcome, "recorded")}. What it shows: ledger check show {check.Rest}");
            return Exit.Done;
        });
        return command;
    }

    private static ExampledCommand Show(Terminal terminal)
    {
        var (id, data, json) = (Id(), CommonOptions.Data(), CommonOptions.Json());
        var (happened, known) = (CommonOptions.HappenedBy(), CommonOptions.KnownBy());
        var command = new ExampledCommand(
            "show",
            "A verification: the sample, what was seen of it, and what is not known because it was not inspected.",
            "ledger check show PSV-2026-3")
        {
            id, happened, known, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var check = Named(line.GetValue(id)!);
            var asOf = CommonOptions.AsOf(line.GetValue(happened), line.GetValue(known));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var facts = StandingFacts.Of((await ledger.Store.Read([check], cancel)).Facts.Where(asOf.Includes))
                .Where(it => it.Home == check).Select(it => it.Fact).ToList();
            var plan = facts.OfType<VerificationPlanned>().LastOrDefault()
                ?? throw new CommandFailedException(Exit.Refused, $"{check.Key} is not planned.");
            var done = facts.OfType<VerificationPerformed>().LastOrDefault();
            var outcome = done is { Result: VerificationResult.Done } ? SampleOutcome.Of(plan, done) : null;
            if (line.GetValue(json))
            {
                terminal.Json(new
                {
                    check = check.Key, plan, performed = done, outcome, notInspected = NotInspected(plan, outcome),
                });
            }
            else
            {
                CheckScreen.Show(terminal.Result, check, plan, done, outcome);
            }

            return outcome is { Unexplained.Count: > 0 } || done?.Result == VerificationResult.Refused
                ? Exit.Refused
                : Exit.Done;
        });
        return command;
    }

    /// <summary>How many items nobody has seen: never said to be in order.</summary>
    internal static long NotInspected(VerificationPlanned plan, SampleOutcome? outcome) =>
        plan.Population - (outcome?.Seen ?? 0) - (outcome?.Unexplained.Count ?? 0) - (outcome?.Explained.Count ?? 0);

    private static Argument<string> Id() => new("id") { Description = "The number of the check: PSV-2026-3." };

    private static Subject Named(string text)
    {
        try
        {
            return text.StartsWith("check/", StringComparison.Ordinal) ? Subject.Parse(text) : Checking.SubjectOf(text);
        }
        catch (FormatException)
        {
            throw new CommandFailedException(Exit.BadInput, $"'{Plain.Of(text)}' names no check. Give its number: PSV-2026-3.");
        }
    }

    private static long Between(string option, long value, long least, long most) => value >= least && value <= most
        ? value
        : throw new CommandFailedException(Exit.BadInput, string.Create(
            CultureInfo.InvariantCulture,
            $"{option}: {(option == "--confidence" ? "0.1 to 99.9 per cent" : $"{least} to {most}")} is expected."));
}
