using System.CommandLine;
using TransferLedger.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Import.Mapping;
using TransferLedger.Files;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Certificates;

/// <summary>
/// <c>ledger certificate compare</c>, <c>ask</c>, <c>answered</c>, <c>amended</c>, <c>revoked</c>, <c>refuse</c>,
/// <c>superseded</c>: what an office does to find out whether a certificate is genuine, what the issuing authority says
/// of it, and what comes of that.
/// </summary>
internal static class AuthenticationCommand
{
    public static ExampledCommand Compare(Terminal terminal)
    {
        var (id, on, data) = (Id(), On("The day it was compared."), CommonOptions.Data());
        var outcome = new Option<SpecimenOutcome>("--outcome")
        {
            Description = "match: the same hand; noMatch: another hand; doubtful: it cannot be told.", HelpName = "KIND",
            Required = true,
        };
        var specimen = CommonOptions.Optional("--specimen", "SHA-256 of the specimen used. Default: that of the signatory in the register.", "HASH");
        var picture = CommonOptions.Optional("--picture", "SHA-256 of a picture that shows both.", "HASH");
        var officer = CommonOptions.Required("--officer", "Who compared.", "NAME");
        var command = new ExampledCommand(
            "compare",
            "Record that the signature was compared with the specimen of the register. Refused when the register holds no "
                + "such specimen: one that came with the certificate proves nothing.",
            "ledger certificate compare IS/EUC/0017/2026 --outcome match --officer expert-02")
        {
            id, outcome, specimen, picture, officer, on, data,
        };
        command.SetAction((line, cancel) => Decide(
            terminal, line.GetValue(data), line.GetValue(id)!, line.GetValue(officer)!, "compared",
            new SpecimenCompared(
                CertificateCommand.Past("--on", line.GetValue(on)), line.GetValue(outcome), line.GetValue(officer)!,
                Hash("--specimen", line.GetValue(specimen)), Hash("--picture", line.GetValue(picture))),
            Authenticating.Compare, cancel));
        return command;
    }

    public static ExampledCommand Ask(Terminal terminal)
    {
        var (id, on, data) = (Id(), On("The day it was sent."), CommonOptions.Data());
        var address = CommonOptions.Optional("--address", "Where to: a contact of the register. Default: the only one there is.", "TEXT");
        var amendment = CommonOptions.Optional("--amendment", "Ask about the amendment of this reference, not the certificate.", "REFERENCE");
        var officer = CommonOptions.Required("--officer", "Who asks.", "NAME");
        var command = new ExampledCommand(
            "ask",
            "Record that the issuing authority is asked whether the certificate is its own, and write what to ask. Refused "
                + "for an address that is not in the register that day, whatever stands on the certificate.",
            "ledger certificate ask IS/EUC/0017/2026 --officer clerk-07",
            "ledger certificate ask IS/EUC/0017/2026 --address \"Embassy in Reykjavik, defence section\" --officer clerk-07")
        {
            id, address, amendment, officer, on, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var asked = new ConfirmationRequested(
                CertificateCommand.Past("--on", line.GetValue(on)), line.GetValue(officer)!,
                line.GetValue(address)?.Trim() ?? "", line.GetValue(amendment));
            await Decide(
                terminal, line.GetValue(data), line.GetValue(id)!, asked.Officer, "asked about", asked,
                Authenticating.Ask, cancel);
            terminal.RawResult.WriteLine(Letter(line.GetValue(id)!, asked.Amendment));
            return Exit.Done;
        });
        return command;
    }

    public static ExampledCommand Answered(Terminal terminal) => Paper<ConfirmationReceived>(
        terminal, "answered", "Record what the issuing authority answered.", "samples/certificates/reply.json");

    public static ExampledCommand Amended(Terminal terminal) => Paper<CertificateAmended>(
        terminal, "amended",
        "Record an amendment as it came in. It counts whole once a signatory of the register signed it and, where it raises "
            + "a quantity, the issuer has confirmed it.",
        "samples/certificates/amendment.json");

    public static ExampledCommand Revoked(Terminal terminal)
    {
        var (id, on, data) = (Id(), On("From which day on it is void."), CommonOptions.Data());
        var by = CommonOptions.Required("--by", "Who revoked it.", "NAME");
        var notice = CommonOptions.Required("--notice", "The notice it is known from.", "REFERENCE");
        var reason = CommonOptions.Optional("--reason", "Why.", "TEXT");
        var officer = CommonOptions.Required("--officer", "Who records it.", "NAME");
        var command = new ExampledCommand(
            "revoked",
            "Record that the issuing authority has revoked a certificate. Nothing is granted under it or leaves from then on.",
            "ledger certificate revoked IS/EUC/0017/2026 --by \"Ministry of Justice\" --notice \"NV 7/2026\" --on 2026-05-02 --officer clerk-07")
        {
            id, by, notice, reason, officer, on, data,
        };
        command.SetAction((line, cancel) => Decide(
            terminal, line.GetValue(data), line.GetValue(id)!, line.GetValue(officer)!, "revoked",
            new CertificateRevoked(
                CertificateCommand.Past("--on", line.GetValue(on)), line.GetValue(by)!, line.GetValue(notice)!,
                line.GetValue(reason)),
            Authenticating.Tell, cancel));
        return command;
    }

    public static ExampledCommand Refuse(Terminal terminal)
    {
        var (id, on, data) = (Id(), On("The date of the decision."), CommonOptions.Data());
        var reason = CommonOptions.Required("--reason", "Why.", "TEXT");
        var officer = CommonOptions.Required("--officer", "Who refuses it.", "NAME");
        var command = new ExampledCommand(
            "refuse",
            "Refuse a certificate: nothing is accepted or granted under it, and its goods and prices no longer count for "
                + "other certificates of its end user. It stands until the certificate is captured anew; two persons can "
                + "override it.",
            "ledger certificate refuse IS/EUC/0017/2026 --reason \"the ministry did not issue it\" --officer clerk-07")
        {
            id, reason, officer, on, data,
        };
        command.SetAction((line, cancel) => Decide(
            terminal, line.GetValue(data), line.GetValue(id)!, line.GetValue(officer)!, "refused",
            new CertificateRefused(
                CertificateCommand.Past("--on", line.GetValue(on)), line.GetValue(officer)!, line.GetValue(reason)!),
            Authenticating.Tell, cancel));
        return command;
    }

    public static ExampledCommand Superseded(Terminal terminal)
    {
        var (id, on, data) = (Id(), On("From which day on."), CommonOptions.Data());
        var by = CommonOptions.Required("--by", "The certificate that takes its place: country and number.", "ID");
        var notice = CommonOptions.Optional("--notice", "The notice it is known from.", "REFERENCE");
        var officer = CommonOptions.Required("--officer", "Who records it.", "NAME");
        var command = new ExampledCommand(
            "superseded",
            "Record that another certificate takes the place of this one. What was drawn from this one counts against the "
                + "other.",
            "ledger certificate superseded IS/EUC/0017/2026 --by IS/EUC/0052/2026 --officer clerk-07")
        {
            id, by, notice, officer, on, data,
        };
        command.SetAction((line, cancel) => Decide(
            terminal, line.GetValue(data), line.GetValue(id)!, line.GetValue(officer)!, "superseded",
            new CertificateSuperseded(
                CertificateCommand.Past("--on", line.GetValue(on)),
                DocumentFile.Named("certificate", line.GetValue(by)!), line.GetValue(notice)),
            Authenticating.Tell, cancel));
        return command;
    }

    /// <summary>A command that records a paper of the authority: the JSON of the fact it becomes.</summary>
    private static ExampledCommand Paper<T>(Terminal terminal, string name, string description, string sample)
        where T : CertificateEvent
    {
        var (id, data) = (Id(), CommonOptions.Data());
        var file = new Argument<string>("file") { Description = "The paper as JSON (see docs/certificates.md)." };
        var officer = CommonOptions.Required("--officer", "Who records it.", "NAME");
        var command = new ExampledCommand(
            name, description + " The same file again records nothing.",
            $"ledger certificate {name} IS/EUC/0017/2026 {sample} --officer clerk-07")
        {
            id, file, officer, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var path = line.GetValue(file)!;
            var (fact, text) = await DocumentFile.Read<T>(path, cancel);
            return await Decide(
                terminal, line.GetValue(data), line.GetValue(id)!, line.GetValue(officer)!, name, fact,
                Authenticating.Tell, cancel, (path, text));
        });
        return command;
    }

    /// <summary>Decides on the facts about the certificate and about the authority it names.</summary>
    private static async Task<int> Decide<T>(
        Terminal terminal,
        string? data,
        string id,
        string officer,
        string done,
        T fact,
        Func<CertificateFacts, Subject, T, Decision> decide,
        CancellationToken cancel,
        (string Path, string Text)? file = null)
    {
        var home = DocumentFile.Named("certificate", id);
        await using var ledger = await OpenLedger.Open(data, terminal, cancel);
        var authority = Authenticating.Paper(home, (await ledger.Store.Read([home], cancel)).Facts)?.AuthoritySubject;
        return await Deciding.Record<CertificateFacts>(
            ledger, terminal, home, authority is { } one ? [home, one] : [home], officer, file, done,
            state => decide(state, home, fact), cancel, see: $"ledger certificate verify {home.Rest}");
    }

    /// <summary>
    /// What to ask. It tells nothing of what stands on the certificate but its number: who repeats only what was
    /// written to him has confirmed nothing.
    /// </summary>
    private static string Letter(string id, string? amendment) => $"""

        Ask, and leave out what the certificate says:
          Certificate {Plain.Of(id)}{(amendment is null ? "" : $", amendment {Plain.Of(amendment)}")}.
          Please say from your own records whether it is yours, and repeat its number, date of issue, end user,
          and each line of goods with its quantity{(amendment is null ? "" : ", as amended")}.
        The answer counts when it repeats all of these, comes from a contact of the register, and not from whoever signed.
        """;

    private static string? Hash(string option, string? text) => text is null ? null
        : FileHash.Of(text) ?? throw new CommandFailedException(
            Exit.BadInput, $"{option}: '{Plain.Of(text)}' is no SHA-256 of 64 hexadecimal digits. ledger file add prints it.");

    private static Argument<string> Id() => new("id") { Description = "Country and number: IS/EUC/0017/2026." };

    private static Option<string?> On(string description) =>
        new("--on") { Description = $"{description} Default: today.", HelpName = "DATE" };
}
