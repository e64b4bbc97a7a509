using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Certificates;

/// <summary>Which rule pack was used.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Hash">SHA-256 of its content in canonical form, 64 lower-case hexadecimal digits.</param>
public sealed record PackReference(string Id, string Version, string Hash);

/// <summary>
/// A verdict on a certificate, with all it takes to reach it again. It is decided, never stated, and no rule looks at
/// it.
/// </summary>
/// <param name="Happened">The day it was reached.</param>
/// <param name="AsOf">The day the certificate was judged for.</param>
/// <param name="UpTo">The last position looked at: no later fact counted.</param>
/// <param name="Officer">Who judged.</param>
/// <param name="Pack">The rule pack.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Findings">Everything found, but for rules that found nothing.</param>
/// <param name="Passed">The rules that found nothing.</param>
/// <param name="NotAsked">The rules the pack does not ask.</param>
/// <param name="Program">
/// The version of the program that judged; null in verdicts of versions that did not say.
/// </param>
public sealed record CertificateJudged(
    Happened Happened,
    Happened AsOf,
    long UpTo,
    string Officer,
    PackReference Pack,
    Verdict Verdict,
    ValueList<RuleFinding> Findings,
    ValueList<string> Passed,
    ValueList<string> NotAsked = default,
    string? Program = null)
    : CertificateEvent(Happened);

/// <summary>
/// An officer accepted the certificate as a basis of transfers, on the verdict of the day. It is decided, never stated,
/// and no rule looks at it.
/// </summary>
/// <param name="Happened">The day of the decision.</param>
/// <param name="Officer">Who accepted: not who captured it.</param>
/// <param name="Reading">The capture that was accepted, by its position.</param>
/// <param name="UpTo">The last position looked at: no later fact counted.</param>
/// <param name="Pack">The rule pack.</param>
/// <param name="Verdict">What the rules came to that had all their answers: at most a warning.</param>
/// <param name="Unanswered">The rules nobody has answered; the note says what was found by hand.</param>
/// <param name="Note">What the officer says to a warning, or to rules without an answer.</param>
public sealed record CertificateAccepted(
    Happened Happened,
    string Officer,
    long Reading,
    long UpTo,
    PackReference Pack,
    Verdict Verdict,
    ValueList<string> Unanswered = default,
    string? Note = null)
    : CertificateEvent(Happened);

/// <summary>
/// Two persons took it upon themselves that what a rule found shall not stand in the way. The finding counts as a
/// warning and stays visible, until the day given or until what was found or the facts behind it change.
/// </summary>
/// <param name="Happened">The day of the decision.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Code">The code of what it found.</param>
/// <param name="Findings">Exactly what it found with that code, and on which facts.</param>
/// <param name="Officer">Who decided.</param>
/// <param name="Approver">Who agreed: another person.</param>
/// <param name="Reason">Why.</param>
/// <param name="LegalBasis">By what right.</param>
/// <param name="Until">The last day on which it holds; null for no end.</param>
public sealed record RuleOverridden(
    Happened Happened,
    string Rule,
    string Code,
    ValueList<RuleFinding> Findings,
    string Officer,
    string Approver,
    string Reason,
    string LegalBasis,
    Happened? Until = null)
    : CertificateEvent(Happened);
