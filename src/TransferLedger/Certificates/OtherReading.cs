using NodaTime;
using TransferLedger.Ledger;

namespace TransferLedger.Certificates;

/// <summary>
/// What the rules use of a reading of another certificate of the same end user, broker or paper (EUC-017, EUC-023,
/// EUC-028, EUC-045 to 047, EUC-060, EUC-073). An end user may have thousands, so no more of each is read than stands
/// here.
/// </summary>
/// <param name="Position">Where the capture stands in the log.</param>
/// <param name="Certificate">The other certificate: the home of the capture.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Happened">When the office wrote it down.</param>
/// <param name="Office">Which office did.</param>
/// <param name="Paper">What stands in it.</param>
public sealed record OtherReading(
    long Position, Subject Certificate, Instant At, Happened Happened, string Office, OtherPaper Paper)
{
    /// <summary>The day it was issued, else the day it was written down.</summary>
    public Happened Dated => Paper.IssuedOn ?? Happened;

    /// <summary>The reading in a fact; null when the fact is none.</summary>
    public static OtherReading? Of(Recorded entry) => entry.Fact is CertificateCaptured it
        ? new(entry.Position, entry.Home, entry.At, it.Happened, it.Office, OtherPaper.Of(it.Certificate))
        : null;
}

/// <summary>What the rules use of another certificate.</summary>
/// <param name="Number">Its number as written.</param>
/// <param name="IssuedOn">The date of issue.</param>
/// <param name="EndUser">The name of the end user; null when it names none.</param>
/// <param name="Scan">SHA-256 of its scan.</param>
/// <param name="SignatureImage">SHA-256 of the picture of its signature.</param>
/// <param name="Lines">The goods.</param>
/// <param name="Undertakings">What the end user undertakes.</param>
/// <param name="Authority">The issuing authority's short name in the register.</param>
public sealed record OtherPaper(
    string Number,
    Happened? IssuedOn,
    string? EndUser,
    string? Scan,
    string? SignatureImage,
    ValueList<OtherLine> Lines,
    ValueList<Undertaking> Undertakings,
    string? Authority = null)
{
    /// <summary>The same of a certificate that was read whole.</summary>
    public static OtherPaper Of(EndUserCertificate it) => new(
        it.Number,
        it.IssuedOn,
        it.EndUser?.Party.Name,
        it.Paper.Scan,
        it.Signatory?.SignatureImage,
        it.Lines.Select(OtherLine.Of).ToValueList(),
        it.Undertakings,
        it.Authority);
}

/// <summary>What the rules use of a line of goods.</summary>
/// <param name="Description">What, in the paper's words.</param>
/// <param name="Class">What it is to the rules; null when it cannot be told.</param>
/// <param name="Model">Type or model.</param>
/// <param name="Quantity">How many units, in figures.</param>
/// <param name="UnitValue">The price of one unit.</param>
/// <param name="Calibre">As written.</param>
/// <param name="Unit">The unit.</param>
public sealed record OtherLine(
    string Description,
    Authorities.GoodsClass? Class = null,
    string? Model = null,
    long? Quantity = null,
    UnitValue? UnitValue = null,
    string? Calibre = null,
    string? Unit = null)
{
    /// <summary>The same of a line that was read whole.</summary>
    public static OtherLine Of(CertificateLine it) =>
        new(it.Description, it.Class, it.Model, it.Quantity, it.UnitValue, it.Calibre, it.Unit);
}
