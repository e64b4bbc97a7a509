using System.CommandLine;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Import.Commands;
using TransferLedger.Cli.Import.Mapping;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Authorizations;

/// <summary>The steps of an authorization besides grant and revocation.</summary>
internal static class AuthorizationLife
{
    public static ExampledCommand Apply(Terminal terminal)
    {
        var (file, data) = (File("The application"), CommonOptions.Data());
        var command = new ExampledCommand(
            "apply", "Take an application in. The same file again records nothing.",
            "ledger authorization apply samples/certificates/application.json")
        {
            file, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var path = line.GetValue(file)!;
            var (fact, text) = await DocumentFile.Read<TransferApplied>(path, cancel);
            var home = DocumentFile.Checked(path, "$", () => fact.Subject);
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            return await Deciding.Record<AuthorizationState>(
                ledger, terminal, home, [home], fact.Officer, (path, text), "taken in",
                state => Authorizing.Apply(state, fact), cancel);
        });
        return command;
    }

    public static ExampledCommand Assess(Terminal terminal)
    {
        var (id, file, data) = (Id(), File("The assessment"), CommonOptions.Data());
        var command = new ExampledCommand(
            "assess",
            "Record the assessment of a transfer by articles 6, 7 and 11 of the Arms Trade Treaty. A later one replaces an "
                + "earlier one.",
            "ledger authorization assess DE/A-2026-118 samples/certificates/assessment.json")
        {
            id, file, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var home = DocumentFile.Named("authorization", line.GetValue(id)!);
            var path = line.GetValue(file)!;
            var (fact, text) = await DocumentFile.Read<TransferAssessed>(path, cancel);
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var done = await Deciding.Record<AuthorizationState>(
                ledger, terminal, home, [home], fact.Officer, (path, text), "assessed",
                state => Authorizing.Assess(state, home, fact), cancel);
            if (Assessment.Check(fact, approver: "") is { } no)
            {
                terminal.RawResult.WriteLine($"Nothing can be granted on it: {RefusalText.Of(no)}");
            }

            return done;
        });
        return command;
    }

    public static ExampledCommand Amend(Terminal terminal)
    {
        var (id, file) = (Id(), File("The amendment: everything granted from now on"));
        var (pack, data) = (CertificateCommand.PackOption(), CommonOptions.Data());
        var command = new ExampledCommand(
            "amend",
            "Change what an authorization grants, or its last day. More, or longer, needs the certificate in order and "
                + "enough left of it; less than has left is refused.",
            "ledger authorization amend DE/A-2026-118 amendment.json")
        {
            id, file, pack, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var home = DocumentFile.Named("authorization", line.GetValue(id)!);
            var path = line.GetValue(file)!;
            var (fact, text) = await DocumentFile.Read<AuthorizationAmended>(path, cancel);
            var rules = await RulePackFile.Load(line.GetValue(pack), fact.Happened, cancel);
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var known = await CertificateReading.Own(ledger.Store, fact.Certificate, cancel);
            return await Deciding.Record<AuthorizationState>(
                ledger, terminal, home, [home, .. CertificateReport.Needs(fact.Certificate, known)], fact.Officer,
                (path, text), "amended",
                state => Authorizing.Amend(state, home, fact, rules), cancel);
        });
        return command;
    }

    public static ExampledCommand Suspend(Terminal terminal) => Short(
        terminal, "suspend", "Let nothing leave under an authorization until it is resumed.", "suspended", false,
        (on, granted, officer, _, reason) => (home, state) => Authorizing.Suspend(
            state, home, new AuthorizationSuspended(on, granted.Certificate, officer, reason)));

    public static ExampledCommand Resume(Terminal terminal) => Short(
        terminal, "resume", "Let goods leave again.", "resumed", true,
        (on, granted, officer, approver, reason) => (home, state) => Authorizing.Resume(
            state, home, new AuthorizationResumed(on, granted.Certificate, officer, approver!, reason)));

    public static ExampledCommand Close(Terminal terminal) => Short(
        terminal, "close",
        "Close an authorization whose last day is over or under which everything has left; what has not left returns to "
            + "the certificate.",
        "closed", false,
        (on, granted, officer, _, reason) => (home, state) => Authorizing.Close(
            state, home, new AuthorizationClosed(on, granted.Certificate, [], officer, reason)));

    public static ExampledCommand Met(Terminal terminal)
    {
        var (id, officer, on, data) = (Id(), Required("--officer", "Who says so.", "NAME"), On(), CommonOptions.Data());
        var condition = new Argument<int>("condition") { Description = "Which condition: 1 is the first." };
        var evidence = Required("--evidence", "What proves it.", "TEXT");
        var command = new ExampledCommand(
            "met", "Record that a condition of an authorization is met.",
            "ledger authorization met DE/A-2026-118 1 --evidence \"serial list of 2026-05-02\" --officer clerk-07")
        {
            id, condition, evidence, officer, on, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            var home = DocumentFile.Named("authorization", line.GetValue(id)!);
            var day = CertificateCommand.Day("--on", line.GetValue(on));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var granted = await Granted(ledger, home, cancel);
            var fact = new AuthorizationConditionMet(
                day, granted.Certificate, line.GetValue(condition), line.GetValue(evidence)!, line.GetValue(officer)!);
            return await Deciding.Record<AuthorizationState>(
                ledger, terminal, home, [home, granted.Certificate], fact.Officer, null, "recorded",
                state => Authorizing.Meet(state, home, fact), cancel);
        });
        return command;
    }

    /// <summary>The grant of an authorization.</summary>
    /// <exception cref="CommandFailedException">There is none.</exception>
    internal static async Task<AuthorizationGranted> Granted(
        OpenLedger ledger, Subject home, CancellationToken cancel) =>
        (await ledger.Store.Read([home], cancel)).Facts.Where(it => it.Home == home).Select(it => it.Fact)
            .OfType<AuthorizationGranted>().LastOrDefault()
        ?? throw new CommandFailedException(Exit.Refused, $"No authorization {home.Key} is on record.");

    internal static Argument<string> Id() => new("id") { Description = "Country and number: DE/A-2026-118." };

    /// <summary>A command that says who and why, and nothing else.</summary>
    private static ExampledCommand Short(
        Terminal terminal,
        string name,
        string description,
        string done,
        bool fourEyes,
        Func<Happened, AuthorizationGranted, string, string?, string,
            Func<Subject, AuthorizationState, Decision>> decide)
    {
        var (id, on, data) = (Id(), On(), CommonOptions.Data());
        var officer = Required("--officer", "Who decides.", "NAME");
        var approver = Required("--approver", "Who agrees: another person.", "NAME");
        var reason = Required("--reason", "Why.", "TEXT");
        var command = new ExampledCommand(
            name, description,
            $"ledger authorization {name} DE/A-2026-118 --officer chief-01{(fourEyes ? " --approver chief-02" : "")} --reason TEXT")
        {
            id, officer, reason, on, data,
        };
        if (fourEyes)
        {
            command.Add(approver);
        }

        command.SetAction(async (line, cancel) =>
        {
            var home = DocumentFile.Named("authorization", line.GetValue(id)!);
            var day = CertificateCommand.Day("--on", line.GetValue(on));
            var (who, why) = (line.GetValue(officer)!, line.GetValue(reason)!);
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var granted = await Granted(ledger, home, cancel);
            var decision = decide(day, granted, who, fourEyes ? line.GetValue(approver) : null, why);
            return await Deciding.Record<AuthorizationState>(
                ledger, terminal, home, [home, granted.Certificate], who, null, done,
                state => decision(home, state), cancel);
        });
        return command;
    }

    private static Argument<string> File(string what) =>
        new("file") { Description = $"{what} as JSON (see docs/certificates.md)." };

    internal static Option<string?> On() =>
        new("--on") { Description = "The date of the decision. Default: today.", HelpName = "DATE" };

    internal static Option<string> Required(string name, string description, string value) =>
        new(name) { Description = description, HelpName = value, Required = true };
}
