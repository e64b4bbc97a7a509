using System.Collections.Immutable;
using System.CommandLine;
using NodaTime;
using TransferLedger.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Screening;
using TransferLedger.Rules;
using TransferLedger.Store.Certificates;
using TransferLedger.Store.Files;

namespace TransferLedger.Cli.Certificates;

/// <summary><c>ledger certificate</c>: end-user certificates, captured and judged.</summary>
internal static class CertificateCommand
{
    public static Command Make(Terminal terminal) =>
        new("certificate", "Capture end-user certificates and judge them by the rules.")
        {
            CaptureCommand.Make(terminal), CertificateShow.Make(terminal), Verify(terminal),
            JudgeCommand.Make(terminal), ExplainCommand.Make(terminal), OverrideCommand.Make(terminal),
            AuthenticationCommand.Compare(terminal), AuthenticationCommand.Ask(terminal),
            AuthenticationCommand.Answered(terminal), AuthenticationCommand.Amended(terminal),
            AuthenticationCommand.Revoked(terminal), AuthenticationCommand.Superseded(terminal),
            AcceptCommand.Make(terminal), AuthenticationCommand.Refuse(terminal), ObligationCommand.Set(terminal),
            ObligationCommand.Meet(terminal),
            FingerprintCommand.Make(terminal), CertificateExport.Make(terminal),
        };

    private static ExampledCommand Verify(Terminal terminal)
    {
        var id = new Argument<string?>("id")
        {
            Description = "Country and number: IS/EUC/0017/2026.", Arity = ArgumentArity.ZeroOrOne,
        };
        var file = new Option<string?>("--file")
        {
            Description = "Judge a certificate that is not on record, from JSON; nothing is recorded.", HelpName = "FILE",
        };
        var asOf = new Option<string?>("--as-of")
        {
            Description = "Judge it for this day (2026-06-30); facts that happened later do not count. Default: today.",
            HelpName = "DATE",
        };
        var pack = PackOption();
        var (known, data, json) = (CommonOptions.KnownBy(), CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "verify",
            "Judge a certificate: the verdict, then rule by rule what was found, on which facts, and what to do next. "
                + "Exit code 1 when it may not be used (HOLD or REJECT).",
            "ledger certificate verify IS/EUC/0017/2026",
            "ledger certificate verify --file certificate.json",
            "ledger certificate verify IS/EUC/0017/2026 --as-of 2026-03-20 --known-by 2026-04-01 --json")
        {
            id, file, asOf, known, pack, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var (named, path) = (line.GetValue(id), line.GetValue(file));
            if ((named is null) == (path is null))
            {
                throw new CommandFailedException(Exit.BadInput, "Name a certificate, or a file with --file, not both.");
            }

            var on = Day("--as-of", line.GetValue(asOf));
            var knownBy = CommonOptions.Known("--known-by", line.GetValue(known));
            var rules = await RulePackFile.Load(line.GetValue(pack), on, cancel);
            var reading = path is null ? null : (await CaptureCommand.Reading(path, cancel)).Reading;
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var report = reading is null
                ? await OnRecord(ledger, DocumentFile.Named("certificate", named!), on, knownBy, rules.Pack, cancel)
                : await FromFile(ledger, reading, path!, on, knownBy, rules.Pack, cancel);
            var onHand = await OnHand(ledger, report, cancel);
            if (line.GetValue(json))
            {
                terminal.Json(CertificateScreen.Json(report, rules, onHand));
            }
            else
            {
                CertificateScreen.Show(terminal.Result, report, rules, onHand);
            }

            return report.Verdict >= Verdict.Hold ? Exit.Refused : Exit.Done;
        });
        return command;
    }

    private static async Task<CertificateReport> OnRecord(
        OpenLedger ledger,
        Subject certificate,
        Happened on,
        Instant? knownBy,
        RulePack pack,
        CancellationToken cancel)
    {
        var facts = await CertificateReading.Own(ledger.Store, certificate, cancel);
        await ledger.CatchUpView(CertificateSeriesTables.ViewName, cancel);
        var asOf = new AsOf(on.Latest, knownBy);
        var needed = CertificateReport.Needs(certificate, facts.Where(asOf.Includes));
        var neighbours = await CertificateReading.Neighbours(ledger.Store, certificate, facts, asOf, cancel);
        var all = await VerdictReading.Read(ledger.Store, certificate, needed, neighbours, cancel);
        return CertificateReport.Of(certificate, all.Facts, on, knownBy, pack.Parameters, all.Others)?.Under(pack)
            ?? throw new CommandFailedException(Exit.Refused, facts.IsEmpty
                ? $"Nothing is on record about {certificate.Key}."
                : $"{certificate.Key} had not been captured at that point; {facts.Length} facts are on record now.");
    }

    /// <summary>Which of the files that a report rests on are on hand.</summary>
    internal static Task<ImmutableHashSet<string>> OnHand(
        OpenLedger ledger, CertificateReport report, CancellationToken cancel) =>
        new FileStore(ledger.Store.Source).OnHand(report.Files.Select(it => it.File.Hash), cancel);

    /// <summary>Everything whose facts a judgement of the certificate for a day needs, as known now.</summary>
    internal static async Task<IReadOnlyList<Subject>> Needs(
        OpenLedger ledger, Subject certificate, Happened on, CancellationToken cancel)
    {
        var facts = await CertificateReading.Own(ledger.Store, certificate, cancel);
        await ledger.CatchUpView(CertificateSeriesTables.ViewName, cancel);
        var asOf = new AsOf(on.Latest, null);
        return
        [
            .. CertificateReport.Needs(certificate, facts.Where(asOf.Includes))
                .Union(await CertificateReading.Neighbours(ledger.Store, certificate, facts, asOf, cancel)),
        ];
    }

    private static async Task<CertificateReport> FromFile(
        OpenLedger ledger,
        CertificateCaptured reading,
        string path,
        Happened on,
        Instant? knownBy,
        RulePack pack,
        CancellationToken cancel)
    {
        var certificate = SubjectOf(reading.Certificate, path);
        var needed = DocumentFile.Checked(path, "$.certificate", reading.Certificate.Related).ToList();
        needed.AddRange(ScreeningFile.Needs(PartyNamed.In(reading)));
        if (reading.Certificate.EndUserSubject is { } endUser)
        {
            needed.AddRange(CertificateReport.EndUsersIn(
                await VerdictReading.Registered(ledger.Store, [endUser], cancel), reading.Certificate));
        }

        if (certificate is { } subject)
        {
            needed.Add(subject);
            needed.AddRange(CertificateReport.SignaturesIn(
                await CertificateReading.Own(ledger.Store, subject, cancel), subject));
        }

        await ledger.CatchUpView(CertificateSeriesTables.ViewName, cancel);
        var neighbours = await CertificateSeriesTables.Neighbours(
            ledger.Store, reading.Certificate, certificate, knownBy, cancel);
        var all = await VerdictReading.Read(ledger.Store, certificate, needed, neighbours, cancel);
        return CertificateReport
            .OfReading(reading, certificate, all.Facts, on, knownBy, pack.Parameters, all.Others).Under(pack);
    }

    /// <summary>The certificate's subject; null when it has no number.</summary>
    internal static Subject? SubjectOf(EndUserCertificate certificate, string path) =>
        certificate.Number.Any(char.IsLetterOrDigit)
            ? DocumentFile.Checked(path, "$.certificate", () => certificate.Subject)
            : null;

    /// <summary>The option that names another rule pack.</summary>
    internal static Option<string?> PackOption() =>
        new("--pack")
        {
            Description = "Judge by the rule pack in this JSON file (docs/certificates.md). Default: the standard pack.",
            HelpName = "FILE",
        };

    /// <summary>A day on which something was done: today when none is given, and none that has not come yet.</summary>
    /// <exception cref="CommandFailedException">It cannot be read, or lies ahead.</exception>
    internal static Happened Past(string option, string? text)
    {
        var day = Day(option, text);
        return day.Earliest <= CommonOptions.Now() + Duration.FromDays(1)
            ? day
            : throw new CommandFailedException(Exit.BadInput, $"{option}: {day.Text} has not come yet.");
    }

    /// <summary>A day named by an option; today when it is left out.</summary>
    internal static Happened Day(string option, string? text)
    {
        if (text is null)
        {
            return CommonOptions.Today();
        }

        return Happened.TryParse(text, out var day, out var problem)
            ? day!
            : throw new CommandFailedException(Exit.BadInput, $"{option}: {problem}");
    }
}
