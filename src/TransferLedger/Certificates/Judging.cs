using System.Collections.Immutable;
using TransferLedger.Authorities;
using TransferLedger.Ledger;

namespace TransferLedger.Certificates;

/// <summary>Verdicts as recorded facts: reached once, and reached again to the letter.</summary>
public static class Judging
{
    /// <summary>Refused: nobody had captured the certificate by then. Details: the certificate.</summary>
    public const string CertificateUnknown = "judgement.certificate-unknown";

    /// <summary>Refused: nobody is named who judges.</summary>
    public const string OfficerMissing = "judgement.officer-missing";

    /// <summary>
    /// The verdict to record; nothing when the last one on record is the same, by the same pack, for the same day and
    /// on the same facts.
    /// </summary>
    /// <param name="state">The facts about the certificate and what it is related to.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="asOf">The day it is judged for.</param>
    /// <param name="today">The day it is judged.</param>
    /// <param name="officer">Who judges.</param>
    /// <param name="pack">The rule pack.</param>
    /// <param name="reference">Which pack that is.</param>
    /// <param name="program">The version of the program that judges; null when it is not known.</param>
    public static Decision Decide(
        CertificateFacts state,
        Subject certificate,
        Happened asOf,
        Happened today,
        string officer,
        RulePack pack,
        PackReference reference,
        string? program = null)
    {
        if (!officer.Any(char.IsLetterOrDigit))
        {
            return new Refusal(OfficerMissing);
        }

        if (Judged(certificate, state.Facts, asOf, today, officer, pack, reference) is not { } fact)
        {
            return new Refusal(CertificateUnknown, certificate.Key);
        }

        return On(certificate, state.Facts) is [.., { Fact: var last }]
            && last == fact with { Happened = last.Happened, Officer = last.Officer, Program = last.Program }
                ? Decision.Nothing
                : new NewFact(certificate, fact with { Program = program });
    }

    /// <summary>The verdicts on record about a certificate that stand, in the order of recording.</summary>
    public static ImmutableArray<Entry<CertificateJudged>> On(Subject certificate, IEnumerable<Recorded> facts) =>
    [
        .. StandingFacts.Of(facts.Where(it => it.IsAbout(certificate)))
            .Where(it => it.Fact is CertificateJudged).OrderBy(it => it.Position)
            .Select(it => new Entry<CertificateJudged>(it.Position, (CertificateJudged)it.Fact)),
    ];

    /// <summary>A recorded verdict reached again, on the facts it was reached on.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="judged">The verdict.</param>
    /// <param name="facts">The facts about the certificate and what it is related to; later ones do no harm.</param>
    /// <param name="pack">The rule pack.</param>
    /// <param name="reference">Which pack that is.</param>
    /// <returns>
    /// Equal to the verdict if it is the same pack and the rules have not changed; null when no capture is among the
    /// facts.
    /// </returns>
    public static CertificateJudged? Again(
        Subject certificate,
        CertificateJudged judged,
        IEnumerable<Recorded> facts,
        RulePack pack,
        PackReference reference) =>
        Judged(
            certificate,
            [.. facts.Where(it => it.Position <= judged.UpTo)],
            judged.AsOf,
            judged.Happened,
            judged.Officer,
            pack,
            reference) is { } again
            ? again with { Program = judged.Program }
            : null;

    /// <summary>
    /// Does a rule look at facts of this kind? Not at verdicts and acceptances, which come of the rules.
    /// </summary>
    internal static bool Counts(LedgerEvent fact) =>
        fact is not (CertificateJudged or CertificateAccepted or Embargoes.EmbargoRechecked);

    /// <summary>
    /// The facts a judgement looks at. What is read for one state of the certificate may be more than another needs:
    /// only what it needs counts, and of its neighbours by number only what was captured of them.
    /// </summary>
    internal static ImmutableArray<Recorded> Looked(
        Subject certificate, IReadOnlyCollection<Recorded> facts, Happened asOf)
    {
        var then = facts.Where(new AsOf(asOf.Latest, null).Includes).ToList();
        var needed = CertificateReport.Needs(certificate, then).ToHashSet();
        var neighbours = CertificateFile.Of(certificate, then).Captures is [.., var last]
            ? NumberSeries.Neighbours(last.Fact.Certificate, certificate, facts)
            : [];
        return
        [
            .. facts.Where(it => Counts(it.Fact) && (it.Subjects().Any(needed.Contains)
                || (NumberSeries.Counts(it.Fact) && neighbours.Contains(it.Home)))),
        ];
    }

    /// <summary>The verdict on some facts; null when no capture is among them.</summary>
    internal static CertificateJudged? Judged(
        Subject certificate,
        IReadOnlyCollection<Recorded> facts,
        Happened asOf,
        Happened today,
        string officer,
        RulePack pack,
        PackReference reference)
    {
        var looked = Looked(certificate, facts, asOf);
        if (CertificateReport.Of(certificate, looked, asOf, null, pack.Parameters)?.Under(pack) is not { } report)
        {
            return null;
        }

        return new(
            today,
            asOf,
            looked.Max(it => it.Position),
            officer,
            reference,
            report.Verdict,
            report.Findings.Where(it => it.Code.Length > 0).ToValueList(),
            report.Findings.Where(it => it.Code.Length == 0).Select(it => it.Rule).ToValueList(),
            report.NotAsked.ToValueList());
    }
}
