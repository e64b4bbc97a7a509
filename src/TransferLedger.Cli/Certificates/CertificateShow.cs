using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Spectre.Console;
using TransferLedger.Authorities;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Cli.Authorizations;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Certificates;

/// <summary><c>ledger certificate show</c>: one certificate as it stands, and every fact about it.</summary>
internal static class CertificateShow
{
    /// <summary>What is shown.</summary>
    private sealed record Shown(
        Subject Certificate,
        AsOf AsOf,
        EndUserCertificate Paper,
        CertificateStanding Standing,
        CertificateBalance Balance,
        IReadOnlyList<Recorded> Facts,
        IReadOnlyList<Obligation> Obligations,
        IReadOnlySet<long> NotInOrder,
        Happened On)
    {
        public LocalDate Day => On.Earliest.InUtc().Date;
    }

    public static ExampledCommand Make(Terminal terminal)
    {
        var id = new System.CommandLine.Argument<string>("id") { Description = "Country and number: IS/EUC/0017/2026." };
        var (happened, known) = (CommonOptions.HappenedBy(), CommonOptions.KnownBy());
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "show",
            "One certificate: from when to when it may be used and whether it expired, was revoked or superseded; its "
                + "goods, obligations and authorizations; and every fact about it, in the order of recording.",
            "ledger certificate show IS/EUC/0017/2026",
            "ledger certificate show IS/EUC/0017/2026 --happened-by 2026-12-31 --known-by 2026-06-30 --json")
        {
            id, happened, known, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var certificate = DocumentFile.Named("certificate", line.GetValue(id)!);
            var asOf = CommonOptions.AsOf(line.GetValue(happened), line.GetValue(known));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var shown = await Read(ledger, certificate, asOf, cancel);
            if (line.GetValue(json))
            {
                terminal.Json(Document(shown));
            }
            else
            {
                Show(terminal.Result, shown);
            }

            return Exit.Done;
        });
        return command;
    }

    /// <summary>Where a certificate stands, in words.</summary>
    internal static string Words(CertificateStanding it) => it.Standing switch
    {
        StandingOfCertificate.Undated => "no date says from when to when it may be used",
        StandingOfCertificate.NotYet => $"not valid yet: from {it.From!.Text} to {it.To!.Text}",
        StandingOfCertificate.InForce => $"valid from {it.From!.Text} to {it.To!.Text}",
        StandingOfCertificate.Expired => $"expired: it was valid from {it.From!.Text} to {it.To!.Text}",
        StandingOfCertificate.Superseded => $"superseded {it.Ended!.Text}",
        _ => $"revoked {it.Ended!.Text}",
    };

    private static string Sentence(LedgerEvent fact) => fact switch
    {
        CertificateCaptured it => $"captured by {it.Office} ({it.Officer})",
        SpecimenCompared it => $"compared with the specimen by {it.Officer}: {CustodySentences.Words(it.Outcome.ToString())}",
        ConfirmationRequested it => $"confirmation asked of {it.Address}{Of(it.Amendment)}",
        ConfirmationReceived it => $"answer of {it.Sender}{Of(it.Amendment)}: {CustodySentences.Words(it.Kind.ToString())}",
        CertificateAmended it => $"amended: {it.Reference}, signed by {it.SignedBy}{Lines(it)}",
        CertificateRevoked it => $"revoked by {it.By}: {it.Notice}",
        CertificateRefused it => $"refused by {it.Officer}: {it.Reason}",
        CertificateSuperseded it => $"superseded by {it.By.Rest}",
        CertificateJudged it => $"judged for {it.AsOf.Text} by {it.Officer}: {it.Verdict.ToString().ToUpperInvariant()}",
        CertificateAccepted it => $"accepted by {it.Officer}",
        RuleOverridden it => $"{it.Rule} overridden by {it.Officer} and {it.Approver}: {it.Reason}",
        ObligationSet it => $"owed: {CustodySentences.Words(it.Undertaking.ToString())} by {it.Due.Text}",
        ObligationAssumed { Term: ObligationTerm.Released } it =>
            $"no more undertaken: {CustodySentences.Words(it.Undertaking.ToString())}",
        ObligationAssumed it => $"undertaken: {CustodySentences.Words(it.Undertaking.ToString())}",
        ScanFingerprinted it => $"scan measured: {FingerprintCommand.Words(it)}",
        ObligationMet it => $"done: {CustodySentences.Words(it.Undertaking.ToString())}",
        _ => EventCatalogue.NameOf(fact.GetType()).Replace('_', ' '),
    };

    private static string Lines(CertificateAmended it) => string.Concat(it.Lines.Select(line =>
        string.Create(CultureInfo.InvariantCulture, $"; line {line.Line}: {line.Quantity:N0}")))
        + (it.ValidTo is { } to ? $"; valid to {to.Text}" : "");

    private static string About(Obligation it) => it.About is { } about ? $", {about.Kind} {about.Rest}" : "";

    private static string State(Obligation it, LocalDate on) => it.State switch
    {
        ObligationState.Due => $"due {Text(it.Due)}, {(it.IsOverdue(on) ? "overdue" : "open")}",
        ObligationState.Met => it.Due is { } due ? $"due {Text(due)}, met" : "met",
        ObligationState.NotDated => "dated when goods arrive",
        ObligationState.Ended => "ended",
        _ when it.Lapses is { } end => $"standing; lapses after {Text(end)} unless goods have left",
        _ => "standing",
    };

    private static string? Text(LocalDate? day) => day is { } it ? LocalDatePattern.Iso.Format(it) : null;

    private static string Of(string? amendment) => amendment is null ? "" : $" about {amendment}";

    private static async Task<Shown> Read(
        OpenLedger ledger, Subject certificate, AsOf asOf, CancellationToken cancel)
    {
        var own = (await ledger.Store.Read([certificate], cancel)).Facts;
        var counted = own.Where(asOf.Includes).ToList();
        var file = CertificateFile.Of(certificate, counted);
        if (file.Captures is not [.., var last])
        {
            throw new CommandFailedException(Exit.Refused, own.IsEmpty
                ? $"Nothing is on record about {certificate.Key}."
                : $"{certificate.Key} had not been captured at that point; {own.Length} facts are on record now.");
        }

        // The register is asked for the dates of papers, so that entries of any date count.
        var register = last.Fact.Certificate.AuthoritySubject is { } authority
            ? (await ledger.Store.Read([authority], cancel)).Facts
                .Where(it => it.Fact is AuthorityEvent or CorrectionEvent && new AsOf(null, asOf.KnownBy).Includes(it))
            : [];
        var all = counted.Concat(register).DistinctBy(it => it.Position).OrderBy(it => it.Position).ToList();
        var paper = CertificateFile.PaperInForce(certificate, all)!;
        var on = CommonOptions.DayOf(asOf);
        var (balance, parameters) = (CertificateBalance.Of(all), CertificateParameters.Default);
        return new(
            certificate, asOf, paper, CertificateStanding.On(paper, file, parameters, on), balance,
            [.. StandingFacts.Of(counted)], Obligations.Of(certificate, counted, balance, parameters, on),
            CertificateFile.AmendmentsNotInOrder(certificate, all), on);
    }

    private static object Document(Shown it) => new
    {
        certificate = it.Certificate.Key,
        asOf = CommonOptions.Json(it.AsOf),
        standing = it.Standing.Standing,
        validFrom = it.Standing.From?.Text,
        validTo = it.Standing.To?.Text,
        ended = it.Standing.Ended?.Text,
        paper = it.Paper,
        it.Balance.Lines,
        obligations = it.Obligations.Select(one => new
        {
            one.Undertaking, one.OwedBy, debtor = one.DebtorOn(it.Paper), one.Owner, one.State, due = Text(one.Due),
            met = one.State == ObligationState.Met, overdue = one.IsOverdue(it.Day), about = one.About?.Key, one.Basis,
            lapses = Text(one.Lapses), one.Text, one.Facts,
        }),
        authorizations = it.Balance.Draws.Select(one => new
        {
            authorization = one.Authorization.Key, one.Position, state = AuthorizationShow.State(one, it.On), one.Lines,
        }),
        facts = it.Facts.Select(one => new
        {
            one.Position, home = one.Home.Key, type = EventCatalogue.NameOf(one.Fact.GetType()), one.Fact,
            inOrder = one.Fact is CertificateAmended ? !it.NotInOrder.Contains(one.Position) : (bool?)null,
        }),
    };

    private static void Show(IAnsiConsole console, Shown it)
    {
        var paper = it.Paper;
        console.WriteLine();
        console.MarkupLineInterpolated(
            $"[bold]End-user certificate {Plain.Of(paper.Number)}[/] of {Plain.Of(paper.IssuingCountry)}: {Words(it.Standing)}");
        console.MarkupLineInterpolated(
            $"issued {paper.IssuedOn?.Text ?? "without a date"} by {Plain.Of(paper.Authority ?? "nobody named")} for {Plain.Of(paper.EndUser?.Party.Name ?? "no end user")}, destination {Plain.Of(paper.Destination ?? "not given")}");
        foreach (var line in it.Balance.Lines)
        {
            console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"  {line.Line}. {Plain.Of(line.Description)}: {line.Certified:N0} {Plain.Of(line.Unit ?? "")}, {line.Committed:N0} authorized, {line.Remaining:N0} remaining");
        }

        foreach (var owed in it.Obligations)
        {
            console.MarkupLineInterpolated(
                $"  {CustodySentences.Words(owed.Undertaking.ToString())}{About(owed)}: owed by {Plain.Of(owed.DebtorOn(paper) ?? "nobody named")}, {State(owed, it.Day)} ({Plain.Of(owed.Owner)})");
        }

        foreach (var draw in it.Balance.Draws)
        {
            console.MarkupLineInterpolated(
                $"  authorization {draw.Authorization.Rest}: {AuthorizationShow.State(draw, it.On)}");
        }

        var table = new Table().Border(TableBorder.Horizontal).AddColumn("when").AddColumn("what").AddColumn("fact");
        foreach (var one in it.Facts)
        {
            var where = one.Home == it.Certificate ? "" : $" ({one.Home.Key})";
            table.AddRow(
                new Text(one.Fact.Happened.Text),
                new Text(Plain.Of(Sentence(one.Fact) + where + (it.NotInOrder.Contains(one.Position)
                    ? ": not in order, so that only what it lessens counts (EUC-031)"
                    : ""))),
                new Text(one.Position.ToString(CultureInfo.InvariantCulture)));
        }

        console.Write(table);
    }
}
