using System.Collections.Immutable;
using TransferLedger.Files;
using TransferLedger.Ledger;

namespace TransferLedger.Certificates;

/// <summary>A measured scan, with the certificate it belongs to.</summary>
/// <param name="Position">Where the fact stands in the log.</param>
/// <param name="Certificate">The certificate.</param>
/// <param name="Fact">What was measured.</param>
public sealed record FingerprintedScan(long Position, Subject Certificate, ScanFingerprinted Fact)
{
    /// <summary>Those among some facts that stand, in the order of recording.</summary>
    public static IEnumerable<FingerprintedScan> In(IEnumerable<Recorded> standing) =>
        standing.Where(it => it.Fact is ScanFingerprinted).OrderBy(it => it.Position)
            .Select(it => new FingerprintedScan(it.Position, it.Home, (ScanFingerprinted)it.Fact));
}

/// <summary>Scans of certificates are measured once (EUC-028).</summary>
public static class Fingerprinting
{
    /// <summary>Refused: nobody has captured the certificate. Details: the certificate.</summary>
    public const string CertificateUnknown = "fingerprint.certificate-unknown";

    /// <summary>Refused: no capture of the certificate names the scan. Details: the scan.</summary>
    public const string ScanUnknown = "fingerprint.scan-unknown";

    /// <summary>
    /// The scan to be measured of a certificate: the one its last capture names; null when it names none.
    /// </summary>
    /// <param name="file">What is on record about the certificate.</param>
    public static string? ScanOf(CertificateFile file) =>
        file?.Captures is [.., var last] ? FileHash.Of(last.Fact.Certificate.Paper.Scan) : null;

    /// <summary>What a scan comes to.</summary>
    /// <param name="capture">The capture that names it, with the regions of its fields.</param>
    /// <param name="scan">SHA-256 of the scan.</param>
    /// <param name="decoded">The scan as a picture.</param>
    /// <param name="on">The day.</param>
    /// <param name="officer">Who has it measured.</param>
    public static ScanFingerprinted Of(
        CertificateCaptured capture, string scan, PictureDecoded decoded, Happened on, string officer)
    {
        ArgumentNullException.ThrowIfNull(capture);
        ArgumentNullException.ThrowIfNull(decoded);
        if (decoded.Picture is not { } picture)
        {
            return new(on, scan, decoded.Reading, officer);
        }

        // A file of this kind holds the first page alone.
        var region = FieldRegion.Of(capture.Regions, "signatory.signatureImage").FirstOrDefault(it => it.Page == 1);
        return new(
            on,
            scan,
            ScanReading.Measured,
            officer,
            PictureLikeness.Method,
            PictureLikeness.Text(PictureLikeness.Of(picture)),
            region,
            region is null ? null : SignaturePixels.Of(picture, region));
    }

    /// <summary>Records it, unless the same was recorded of the same scan.</summary>
    /// <param name="state">The facts about the certificate.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="found">What the scan comes to.</param>
    public static Decision Decide(CertificateFacts state, Subject certificate, ScanFingerprinted found)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(found);
        var file = CertificateFile.Of(certificate, state.Facts);
        if (file.Captures.Count == 0)
        {
            return new Refusal(CertificateUnknown, certificate.Key);
        }

        if (file.Captures.All(it => FileHash.Of(it.Fact.Certificate.Paper.Scan) != found.Scan))
        {
            return new Refusal(ScanUnknown, found.Scan);
        }

        var last = FingerprintedScan.In(StandingFacts.Of(state.Facts.Where(it => it.Home == certificate)))
            .LastOrDefault(it => it.Fact.Scan == found.Scan)?.Fact;
        return last is not null && last with { Happened = found.Happened, Officer = found.Officer } == found
            ? Decision.Nothing
            : new NewFact(certificate, found);
    }
}
