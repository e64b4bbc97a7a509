using System.Collections.Immutable;
using TransferLedger.Authorities;
using TransferLedger.Certificates;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Screening;

namespace TransferLedger.Files;

/// <summary>What a file is to the fact that names it.</summary>
public enum FileRole
{
    /// <summary>The scan of a certificate.</summary>
    Scan,

    /// <summary>The specimen of a signature.</summary>
    Specimen,

    /// <summary>A picture of a comparison, or of a mark on a weapon.</summary>
    Picture,

    /// <summary>The picture of a signature on a paper.</summary>
    SignatureImage,

    /// <summary>A form without what is filled in.</summary>
    Layout,

    /// <summary>The file of a sanctions list.</summary>
    SanctionsList,
}

/// <summary>A file that a fact names by its hash.</summary>
/// <param name="Role">What it is to the fact.</param>
/// <param name="Hash">SHA-256, 64 lower-case hexadecimal digits.</param>
public sealed record FileMention(FileRole Role, string Hash)
{
    /// <summary>The kinds of fact that can name files; of others only the provenance does.</summary>
    public static ImmutableArray<Type> Kinds { get; } =
    [
        typeof(CertificateCaptured), typeof(SpecimenCompared), typeof(SignatoryAppointed), typeof(TemplateRegistered),
        typeof(ItemManufactured), typeof(ItemRegistered), typeof(MarkingRecorded),
        typeof(SanctionsListPublished),
    ];

    /// <summary>The mention of a hash; null when the text is none.</summary>
    public static FileMention? Of(FileRole role, string? hash) =>
        FileHash.Of(hash) is { } found ? new(role, found) : null;

    /// <summary>
    /// The files a fact names, and the scans and pictures its provenance does, each once. Rows, messages and keys are
    /// told by hashes too, and are no files.
    /// </summary>
    public static IEnumerable<FileMention> In(Recorded entry) => Named(entry.Fact)
        .Concat(entry.Provenance.Evidence.Select(it => it.Kind switch
        {
            "scan" => Of(FileRole.Scan, it.Sha256),
            "picture" => Of(FileRole.Picture, it.Sha256),
            _ => null,
        }))
        .OfType<FileMention>().Distinct();

    private static IEnumerable<FileMention?> Named(LedgerEvent fact) => fact switch
    {
        CertificateCaptured { Certificate: var it } =>
        [
            Of(FileRole.Scan, it.Paper.Scan), Of(FileRole.Layout, it.Paper.Layout),
            Of(FileRole.SignatureImage, it.Signatory?.SignatureImage),
        ],
        SpecimenCompared it => [Of(FileRole.Specimen, it.Specimen), Of(FileRole.Picture, it.Picture)],
        SignatoryAppointed it => [Of(FileRole.Specimen, it.Specimen)],
        TemplateRegistered it => [Of(FileRole.Layout, it.Layout)],
        ItemManufactured it => Pictures(it.Marks),
        ItemRegistered it => Pictures(it.Marks),
        MarkingRecorded it => Pictures([it.Mark]),
        SanctionsListPublished it => it.Files.Select(file => Of(FileRole.SanctionsList, file.Sha256)),
        _ => [],
    };

    private static IEnumerable<FileMention?> Pictures(ValueList<Mark> marks) =>
        marks.Select(it => Of(FileRole.Picture, it.PictureSha256));
}
