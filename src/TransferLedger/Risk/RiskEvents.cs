using TransferLedger.Certificates;
using TransferLedger.Ledger;

namespace TransferLedger.Risk;

/// <summary>
/// The risk of a country as it was computed and taken as the basis of decisions, with all it takes to compute it again.
/// It is decided, never stated. The home is <c>country/{code}</c>. Stored for ever: add, never change.
/// </summary>
/// <param name="Happened">The day of the assessment.</param>
/// <param name="Country">The country, ISO 3166-1 alpha-2.</param>
/// <param name="Score">The score, in thousandths.</param>
/// <param name="Low">The lower end of its interval, in thousandths.</param>
/// <param name="High">The upper end, in thousandths.</param>
/// <param name="Coverage">How much was known, in thousandths.</param>
/// <param name="Band">What it calls for.</param>
/// <param name="Model">The version of the model.</param>
/// <param name="Parameters">The parameters.</param>
/// <param name="On">The day for which it was asked.</param>
/// <param name="UpTo">The last position looked at: no later fact counted.</param>
/// <param name="ValidTo">The last day on which it may be relied on.</param>
/// <param name="Officer">Who assessed.</param>
/// <param name="Flags">Hard flags.</param>
/// <param name="KnownBy">Only what was recorded by then was looked at; null for everything up to that position.</param>
public sealed record CountryRiskAssessed(
    Happened Happened,
    string Country,
    int Score,
    int Low,
    int High,
    int Coverage,
    RiskBand Band,
    string Model,
    PackReference Parameters,
    Happened On,
    long UpTo,
    Happened ValidTo,
    string Officer,
    ValueList<HardFlag> Flags = default,
    Happened? KnownBy = null)
    : LedgerEvent(Happened)
{
    /// <summary>Must the risk be taken to be high? It is too where too little is known, and with a hard flag.</summary>
    public bool IsHigh => Band is RiskBand.High or RiskBand.InsufficientData || Flags.Count > 0;
}

/// <summary>
/// A second person signed that a certificate may be used although the risk of a country is high (EUC-062). It is about
/// one assessment: the next one asks anew.
/// </summary>
/// <param name="Happened">The day of the decision.</param>
/// <param name="Assessment">The assessment, by its position.</param>
/// <param name="Officer">Who decided.</param>
/// <param name="Approver">Who signed as the second: another person.</param>
/// <param name="Reason">Why.</param>
public sealed record HighRiskCountersigned(
    Happened Happened, long Assessment, string Officer, string Approver, string Reason)
    : CertificateEvent(Happened);
