using System.Collections.Immutable;
using System.Globalization;
using Spectre.Console;
using TransferLedger.Certificates;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Screening;
using TransferLedger.Rules;

namespace TransferLedger.Cli.Certificates;

/// <summary>The verdict on a certificate as a licensing officer reads it.</summary>
internal static class CertificateScreen
{
    public static void Show(
        IAnsiConsole console, CertificateReport report, PackInUse rules, ImmutableHashSet<string> onHand)
    {
        var (paper, inForce) = (report.Capture.Certificate, report.InForce);
        console.WriteLine();
        console.MarkupLineInterpolated(
            $"[bold]End-user certificate {Plain.Of(paper.Number)}[/] of {Plain.Of(paper.IssuingCountry)}, issued {paper.IssuedOn?.Text ?? "without a date"} by {Plain.Of(paper.Authority ?? "nobody named")}");
        console.MarkupLineInterpolated(
            $"for {Plain.Of(paper.EndUser?.Party.Name ?? "no end user")}, destination {Plain.Of(paper.Destination ?? "not given")}");
        foreach (var (line, amended) in paper.Lines.Zip(inForce.Lines))
        {
            console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"  {amended.Quantity:N0} {Plain.Of(line.Unit ?? "")} {Plain.Of(line.Description)} {Plain.Of(line.Model ?? "")}{Was(line.Quantity, amended.Quantity)}");
        }

        if (inForce.ValidTo != paper.ValidTo)
        {
            console.MarkupLineInterpolated(
                $"  valid to {inForce.ValidTo?.Text ?? "no day"} as amended; {paper.ValidTo?.Text ?? "no day"} on the paper");
        }

        console.MarkupLineInterpolated(
            $"[grey]{Basis(report)}; judged for {report.On.Text}{Known(report)} by rule pack {RulePackFile.Name(rules.Reference)}[/]");
        console.MarkupLineInterpolated($"Verdict: [bold]{Word(report.Verdict)}[/]{Why(report)}");
        if (report.Accepted is { Fact: var accepted } entry)
        {
            console.MarkupLineInterpolated(
                $"Accepted on {accepted.Happened.Text} by {Plain.Of(accepted.Officer)} at {Word(accepted.Verdict)}{(accepted.Note is { } note ? $": {Plain.Of(note)}" : "")} (fact {entry.Position})");
        }

        ShowFindings(console, report);
        var missing = report.Files.Where(it => !onHand.Contains(it.File.Hash)).GroupBy(it => it.File).Select(it =>
            $"{CustodySentences.Words(it.Key.Role.ToString())} {it.Key.Hash[..12]} ({Ranges(it.Select(one => one.Rule))})")
            .ToList();
        if (missing.Count > 0)
        {
            console.MarkupLineInterpolated($"Files not on hand: {string.Join(", ", missing)}. ledger file add keeps them.");
        }
    }

    /// <summary>What was found, what was not, and what nobody could say.</summary>
    /// <param name="console">Where.</param>
    /// <param name="report">The report.</param>
    /// <param name="option">What an override of it must be told besides the certificate.</param>
    internal static void ShowFindings(IAnsiConsole console, CertificateReport report, string option = "")
    {
        if (report.Evaluated.Any(it => it.Verdict != Verdict.Pass))
        {
            console.Write(Table(report));
        }

        var passed = report.Findings.Where(it => it.Verdict == Verdict.Pass).Select(it => it.Rule).ToList();
        console.MarkupLineInterpolated($"Nothing to object to: {(passed.Count == 0 ? "no rule" : Ranges(passed))}");
        var unanswered = report.Findings.Where(it => it.Code == CertificateRules.NotAvailable).Select(it => it.Rule)
            .Distinct(StringComparer.Ordinal).ToList();
        if (unanswered.Count > 0)
        {
            console.MarkupLineInterpolated(
                $"No answer on record: {Ranges(unanswered)}. {WithoutAnswer(report, option)}");
        }

        if (!report.NotAsked.IsEmpty)
        {
            console.MarkupLineInterpolated($"Not asked by this pack: {Ranges(report.NotAsked)}");
        }
    }

    public static object Json(CertificateReport report, PackInUse rules, ImmutableHashSet<string> onHand) =>
        new
        {
            certificate = report.Capture.Certificate,
            captured = new
            {
                report.Capture.Happened, report.Capture.Office, report.Capture.Officer, report.Position,
            },
            asOf = report.On.Text,
            knownBy = CommonOptions.Exact(report.KnownBy),
            pack = rules.Reference,
            verdict = Word(report.Verdict),
            verdictOfEvaluated = Word(report.OfEvaluated),
            accepted = report.Accepted is { } standing ? new { fact = standing.Position, entry = standing.Fact } : null,
            findings = Findings(report, onHand),
            notAsked = report.NotAsked,
            amended = report.InForce == report.Capture.Certificate
                ? null
                : new
                {
                    lines = report.InForce.Lines.Select(it => it.Quantity), validTo = report.InForce.ValidTo?.Text,
                },
        };

    internal static IEnumerable<object> Findings(CertificateReport report, ImmutableHashSet<string> onHand) =>
        report.Findings.Select(it =>
        {
            var (found, next) = CertificateSentences.Of(it);
            var rule = CertificateRules.All.Single(rule => rule.Id == it.Rule);
            return new
            {
                it.Rule, rule.Title, verdict = Word(it.Verdict), it.Code, it.Values, it.Field, it.Facts,
                regions = FieldRegion.Of(report.Capture.Regions, it.Field)
                    .Select(at => new { at.Page, at.Left, at.Top, at.Width, at.Height }),
                overridden = it.Overridden is { } by
                    ? new { by.Fact, from = Word(by.From), by.Officer, by.Approver }
                    : null,
                files = report.Files.Where(file => file.Rule == it.Rule).Select(file => file.File)
                    .Select(file => new { file.Role, file.Hash, onHand = onHand.Contains(file.Hash) }),
                found, next, rule.Source,
            };
        });

    private static Table Table(CertificateReport report)
    {
        var table = new Table().Border(TableBorder.Horizontal)
            .AddColumn("rule").AddColumn("verdict").AddColumn("found").AddColumn("facts").AddColumn("next step");
        foreach (var row in report.Evaluated.Where(it => it.Verdict != Verdict.Pass)
            .OrderByDescending(it => it.Verdict).ThenBy(it => it.Rule, StringComparer.Ordinal).Index()
            .GroupBy(it => ScreeningSentences.IsSaidOfAll(it.Item) ? -1 : it.Index, it => it.Item))
        {
            var finding = row.First();
            var (found, next) = CertificateSentences.Of(finding);
            found = row.Skip(1).Any() ? ScreeningSentences.OfAll(row) : found;
            table.AddRow(
                new Text(finding.Rule),
                new Text(Word(finding.Verdict)),
                new Text(Plain.Of(found) + By(finding) + Place(report.Capture, finding)),
                new Text(string.Join(", ", row.SelectMany(it => it.Facts).Distinct().Order())),
                new Text(Plain.Of(next)));
        }

        return table;
    }

    /// <summary>Ids in their order, neighbours drawn together: <c>EUC-001 to 017, 020</c>.</summary>
    internal static string Ranges(IEnumerable<string> ids)
    {
        var numbers = ids.Select(id => int.Parse(id.AsSpan(4), CultureInfo.InvariantCulture)).ToList();
        var parts = new List<string>();
        for (var at = 0; at < numbers.Count;)
        {
            var end = at;
            while (end + 1 < numbers.Count && numbers[end + 1] == numbers[end] + 1)
            {
                end++;
            }

            parts.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{numbers[at]:000}{(end == at ? "" : end == at + 1 ? ", " : " to ")}{(end == at ? "" : $"{numbers[end]:000}")}"));
            at = end + 1;
        }

        return "EUC-" + string.Join(", ", parts);
    }

    /// <summary>Who overrode a finding, after its sentence.</summary>
    internal static string By(RuleFinding finding) => finding.Overridden is { } by
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"; {Word(by.From)} overridden by {Plain.Of(by.Officer)} and {Plain.Of(by.Approver)} (fact {by.Fact})")
        : "";

    /// <summary>Where the field of a finding stands, after its sentence; from the edges, in hundredths.</summary>
    private static string Place(CertificateCaptured reading, RuleFinding finding) => string.Concat(
        FieldRegion.Of(reading.Regions, finding.Field).Select(it => string.Create(
            CultureInfo.InvariantCulture,
            $" [page {it.Page}, {it.Left / 10}–{(it.Left + it.Width) / 10} % across, {it.Top / 10}–{(it.Top + it.Height) / 10} % down]")));

    internal static string Word(Verdict verdict) => verdict.ToString().ToUpperInvariant();

    private static string Was(long? onPaper, long? inForce) => onPaper == inForce
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $" as amended; {onPaper:N0} on the paper");

    private static string Basis(CertificateReport report) => report.Position > 0
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"captured {report.Capture.Happened.Text} by {Plain.Of(report.Capture.Office)} (fact {report.Position})")
        : "not on record: nothing was recorded";

    private static string Known(CertificateReport report) =>
        report.KnownBy is { } known ? $", as known at {CommonOptions.Show(known)}" : "";

    private static string WithoutAnswer(CertificateReport report, string option) => report.AnswersRequired
        ? $"They hold until they have one, or until two officers override them: ledger certificate override{Plain.Of(option)}."
        : "This pack lets the approver say in the clearance what was found by hand.";

    private static string Why(CertificateReport report) => report.Verdict == report.OfEvaluated
        ? ""
        : $" (the rules below come to {Word(report.OfEvaluated)}; what has no answer or is not evaluated is not passed)";
}
