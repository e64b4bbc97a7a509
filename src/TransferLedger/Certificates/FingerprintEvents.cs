using TransferLedger.Ledger;

namespace TransferLedger.Certificates;

/// <summary>What came of reading a scan as a picture.</summary>
public enum ScanReading
{
    /// <summary>It was measured.</summary>
    Measured,

    /// <summary>It is no format of single pictures that this version reads: PDF, TIFF.</summary>
    NoPicture,

    /// <summary>It has more pixels than are decoded.</summary>
    TooLarge,

    /// <summary>It ends early or cannot be decoded.</summary>
    Damaged,
}

/// <summary>
/// A scan was measured, so that a signature copied from one certificate to another is found without opening files
/// again. The home is the certificate.
/// </summary>
/// <param name="Happened">When.</param>
/// <param name="Scan">SHA-256 of the scan, 64 lower-case hexadecimal digits.</param>
/// <param name="Reading">What came of it.</param>
/// <param name="Officer">Who had it measured.</param>
/// <param name="Method">The way the likeness was taken; null when it was not.</param>
/// <param name="Likeness">
/// The signs of the whole page, 16 hexadecimal digits (<see cref="Files.PictureLikeness"/>); null when it was not
/// measured.
/// </param>
/// <param name="Region">Where the signature was looked for; null when nobody said where it stands.</param>
/// <param name="Signature">
/// SHA-256 of the pixels of the signature (<see cref="Files.SignaturePixels"/>); null when none was found.
/// </param>
public sealed record ScanFingerprinted(
    Happened Happened,
    string Scan,
    ScanReading Reading,
    string Officer,
    string? Method = null,
    string? Likeness = null,
    FieldRegion? Region = null,
    string? Signature = null)
    : CertificateEvent(Happened)
{
    /// <summary>
    /// The subject by which the same signature is found on another certificate; null when there is none.
    /// </summary>
    public Subject? SignatureSubject =>
        Subject.TryParse($"signature/{Signature ?? ""}", out var subject) ? subject : null;

    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => SignatureSubject is { } signature ? [signature] : [];
}
