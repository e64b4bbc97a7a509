using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Authorities;
using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Certificates;

/// <summary>What the rules say about one certificate, for a day and as known at an instant.</summary>
/// <param name="Capture">The reading that was judged.</param>
/// <param name="Position">Where it stands in the log; 0 when it is not on record.</param>
/// <param name="On">The day for which it was judged.</param>
/// <param name="KnownBy">Only what was recorded by then was looked at; null for everything.</param>
/// <param name="Findings">What every rule found, in the order of the rules.</param>
public sealed record CertificateReport(
    CertificateCaptured Capture,
    long Position,
    Happened On,
    Instant? KnownBy,
    ImmutableArray<RuleFinding> Findings)
{
    /// <summary>The worst that the evaluated rules found.</summary>
    public Verdict OfEvaluated => CertificateRules.Worst(Findings);

    /// <summary>
    /// The verdict on the certificate. While rules of the set are not evaluated it is never better than
    /// <see cref="Verdict.Hold"/>: what was not looked at is not passed.
    /// </summary>
    public Verdict Verdict =>
        CertificateRules.NotEvaluated.IsEmpty || OfEvaluated > Verdict.Hold ? OfEvaluated : Verdict.Hold;

    /// <summary>Judges the certificate as it was captured last; null when no capture was on record by then.</summary>
    /// <param name="facts">The facts about the certificate.</param>
    /// <param name="authority">The facts about the authority that it names; see <see cref="AuthorityOf"/>.</param>
    /// <param name="on">The day for which it is judged; facts that happened later are not looked at.</param>
    /// <param name="knownBy">Only facts recorded by then; null for all.</param>
    /// <param name="parameters">The thresholds.</param>
    public static CertificateReport? Of(
        IEnumerable<Recorded> facts,
        IEnumerable<Recorded> authority,
        Happened on,
        Instant? knownBy,
        CertificateParameters parameters)
    {
        var file = CertificateFile.Of(facts.Where(new AsOf(on.Latest, knownBy).Includes));
        return file.Captures is [.., var last] ? Of(last, file, authority, on, knownBy, parameters) : null;
    }

    /// <summary>Judges a reading that is not on record, beside what is on record about the same certificate.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="facts">The facts about the certificate of that number.</param>
    /// <param name="authority">The facts about the authority that it names.</param>
    /// <param name="on">The day for which it is judged.</param>
    /// <param name="knownBy">Only facts recorded by then; null for all.</param>
    /// <param name="parameters">The thresholds.</param>
    public static CertificateReport OfReading(
        CertificateCaptured reading,
        IEnumerable<Recorded> facts,
        IEnumerable<Recorded> authority,
        Happened on,
        Instant? knownBy,
        CertificateParameters parameters)
    {
        var file = CertificateFile.Of(facts.Where(new AsOf(on.Latest, knownBy).Includes));
        return Of(new(0, reading), file, authority, on, knownBy, parameters);
    }

    /// <summary>The subject of the authority that the latest capture names, or null.</summary>
    public static Subject? AuthorityOf(IEnumerable<Recorded> facts, Happened on, Instant? knownBy) =>
        CertificateFile.Of(facts.Where(new AsOf(on.Latest, knownBy).Includes)).Captures is [.., var last]
            ? last.Fact.Certificate.AuthoritySubject
            : null;

    private static CertificateReport Of(
        Entry<CertificateCaptured> capture,
        CertificateFile file,
        IEnumerable<Recorded> authority,
        Happened on,
        Instant? knownBy,
        CertificateParameters parameters)
    {
        var register = AuthorityRegister.Of(authority.Where(it => knownBy is not { } known || it.At <= known));
        var it = new CertificateCase(capture, file, register, on, parameters);
        return new(capture.Fact, capture.Position, on, knownBy, CertificateRules.Check(it));
    }
}
