using System.CommandLine;
using TransferLedger.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Certificates;

/// <summary>
/// <c>ledger certificate oblige</c> and <c>fulfil</c>: an undertaking gets a last day and an owner, and is met.
/// </summary>
internal static class ObligationCommand
{
    public static ExampledCommand Set(Terminal terminal)
    {
        var (id, which, on, data) = (Id(), Which(), On("The day it was agreed."), CommonOptions.Data());
        var due = CommonOptions.Required("--due", "The last day for it.", "DATE");
        var owner = CommonOptions.Required("--owner", "Who at this office sees to it.", "NAME");
        var text = new Option<string?>("--text") { Description = "In words.", HelpName = "TEXT" };
        var command = new ExampledCommand(
            "oblige",
            "Give an undertaking of the end user a last day and an owner; ledger overdue watches it. Another day or owner "
                + "takes the place of the one before.",
            "ledger certificate oblige IS/EUC/0017/2026 --undertaking onSiteVerification --due 2026-12-01 --owner clerk-07")
        {
            id, which, due, owner, text, on, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var home = DocumentFile.Named("certificate", line.GetValue(id)!);
            var asked = new ObligationSet(
                CertificateCommand.Past("--on", line.GetValue(on)), line.GetValue(which),
                CertificateCommand.Day("--due", line.GetValue(due)), line.GetValue(owner)!, null, line.GetValue(text));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            return await Deciding.Record<CertificateFacts>(
                ledger, terminal, home, [home], asked.Owner, null, "put under an obligation",
                state => Obliging.Set(state, home, asked), cancel);
        });
        return command;
    }

    public static ExampledCommand Meet(Terminal terminal)
    {
        var (id, which, on, data) = (Id(), Which(), On("The day it was done."), CommonOptions.Data());
        var evidence = CommonOptions.Required("--evidence", "What proves it: a destruction record, a report.", "TEXT");
        var officer = CommonOptions.Required("--officer", "Who has seen the evidence.", "NAME");
        var command = new ExampledCommand(
            "fulfil",
            "Record that what the end user undertook is done.",
            "ledger certificate fulfil IS/EUC/0017/2026 --undertaking onSiteVerification --evidence \"report V-7\" --officer clerk-07")
        {
            id, which, evidence, officer, on, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var home = DocumentFile.Named("certificate", line.GetValue(id)!);
            var done = new ObligationMet(
                CertificateCommand.Past("--on", line.GetValue(on)), line.GetValue(which), line.GetValue(evidence)!);
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            return await Deciding.Record<CertificateFacts>(
                ledger, terminal, home, [home], line.GetValue(officer)!, null, "met",
                state => Obliging.Meet(state, home, done), cancel);
        });
        return command;
    }

    private static Argument<string> Id() => new("id") { Description = "Country and number: IS/EUC/0017/2026." };

    private static Option<Undertaking> Which() => new("--undertaking")
    {
        Description = "What the end user undertook, as the certificate has it: newForOld, onSiteVerification.",
        HelpName = "KIND",
        Required = true,
    };

    private static Option<string?> On(string description) =>
        new("--on") { Description = $"{description} Default: today.", HelpName = "DATE" };
}
