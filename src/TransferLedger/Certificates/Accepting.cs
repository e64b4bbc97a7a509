using TransferLedger.Authorities;
using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Certificates;

/// <summary>
/// Acceptance of a certificate as a basis of transfers: when it may be decided, and how long it stands.
/// </summary>
public static class Accepting
{
    /// <summary>Refused: nobody has captured the certificate. Details: the certificate.</summary>
    public const string CertificateUnknown = "acceptance.certificate-unknown";

    /// <summary>Refused: nobody is named who accepts, or who captured it does. Details: the officer.</summary>
    public const string FourEyes = "acceptance.four-eyes";

    /// <summary>
    /// Refused: an evaluated rule holds or rejects the certificate. Details: the verdict, then the rules.
    /// </summary>
    public const string CertificateHeld = "acceptance.certificate-held";

    /// <summary>Refused: without a note on what warns or has no answer. Details: the rules.</summary>
    public const string NoteMissing = "acceptance.note-missing";

    /// <summary>May the certificate be accepted?</summary>
    /// <param name="state">The facts about the certificate and what it is related to.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="on">The day of the decision, and the day it is judged for.</param>
    /// <param name="officer">Who accepts.</param>
    /// <param name="note">What the officer says to a warning; null when nothing is said.</param>
    /// <param name="pack">The rule pack.</param>
    /// <param name="reference">Which pack that is.</param>
    public static Decision Decide(
        CertificateFacts state,
        Subject certificate,
        Happened on,
        string officer,
        string? note,
        RulePack pack,
        PackReference reference)
    {
        var looked = Judging.Looked(certificate, state.Facts, on);
        if (CertificateReport.Of(certificate, looked, on, null, pack.Parameters)?.Under(pack) is not { } report)
        {
            return new Refusal(CertificateUnknown, certificate.Key);
        }

        if (!officer.Any(char.IsLetterOrDigit) || AuthorityRegister.SameName(officer, report.Capture.Officer))
        {
            return new Refusal(FourEyes, officer);
        }

        var verdict = report.OfWeighed;
        if (verdict >= Verdict.Hold)
        {
            var against = Rules(report.Weighed.Where(it => it.Verdict >= Verdict.Hold));
            return new Refusal(CertificateHeld, [verdict.ToString(), .. against]);
        }

        var unanswered = Rules(report.Findings.Except(report.Evaluated));
        var said = string.IsNullOrWhiteSpace(note) ? null : note.Trim();
        if (said is null && (verdict == Verdict.Warn || unanswered.Count > 0))
        {
            return new Refusal(
                NoteMissing, [.. Rules(report.Evaluated.Where(it => it.Verdict == Verdict.Warn)).Concat(unanswered)]);
        }

        var fact = new CertificateAccepted(
            on, officer, report.Position, looked.Max(it => it.Position), reference, verdict, unanswered, said);
        var file = CertificateFile.Of(certificate, state.Facts);
        NewFact[] accepted = Standing(file, on) is { Fact: var last } && IsRepeated(last, fact, certificate, looked)
            ? []
            : [new NewFact(certificate, fact)];
        var paper = CertificateFile.PaperInForce(certificate, looked)!;
        NewFact[] all =
        [
            .. accepted,
            .. Obliging.Assumed(file, paper, report.Position, on, officer).Select(it => new NewFact(certificate, it)),
        ];
        return all.Length == 0 ? Decision.Nothing : all;
    }

    /// <summary>The obligations that came with an acceptance do not make the same acceptance another.</summary>
    private static bool IsRepeated(
        CertificateAccepted last, CertificateAccepted fact, Subject certificate, IEnumerable<Recorded> looked) =>
        last == fact with { Happened = last.Happened, UpTo = last.UpTo }
        && looked.Where(it => it.Position > last.UpTo)
            .All(it => it.Fact is ObligationAssumed && it.Home == certificate);

    /// <summary>
    /// The acceptance that stands; null when there is none. One ends with the next capture, amendment or retraction of
    /// what was accepted: then it is another paper.
    /// </summary>
    /// <param name="file">Everything on record about the certificate.</param>
    /// <param name="on">The day; null for any.</param>
    public static Entry<CertificateAccepted>? Standing(CertificateFile file, Happened? on) =>
        file.Acceptances.LastOrDefault(it => on is null || it.Fact.Happened.Earliest <= on.Latest) is { } last
            && file.Captures is [.., var reading] && reading.Position == last.Fact.Reading
            && file.Amendments.All(it => it.Position <= last.Fact.UpTo)
                ? last
                : null;

    private static ValueList<string> Rules(IEnumerable<RuleFinding> findings) =>
        findings.Select(it => it.Rule).Distinct(StringComparer.Ordinal).ToValueList();
}
