using System.Collections.Immutable;
using TransferLedger.Files;

namespace TransferLedger.Certificates;

/// <summary>A file that what a rule says rests on. The rule sees its hash alone, never whether it is on hand.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="File">The file.</param>
public sealed record FileBehind(string Rule, FileMention File)
{
    /// <summary>The files behind the rules in a case: specimens and comparisons, scan, form.</summary>
    internal static ImmutableArray<FileBehind> In(CertificateCase it)
    {
        var (paper, signatory) = (it.Paper.Paper, it.Paper.Signatory);
        var appointed = signatory is { SignedOn: { } day } ? it.Register.SignatoryOn(signatory.Name, day) : null;
        var specimen = it.OnFile.Comparisons
            .SelectMany(one => new[]
            {
                FileMention.Of(FileRole.Specimen, one.Fact.Specimen),
                FileMention.Of(FileRole.Picture, one.Fact.Picture),
            })
            .Prepend(FileMention.Of(FileRole.SignatureImage, signatory?.SignatureImage))
            .Prepend(FileMention.Of(FileRole.Specimen, appointed?.Fact.Specimen));
        var scan = FileMention.Of(FileRole.Scan, paper.Scan);
        return
        [
            .. Behind("EUC-016", [scan]), .. Behind("EUC-022", specimen), .. Behind("EUC-028", [scan]),
            .. Behind("EUC-033", [FileMention.Of(FileRole.Layout, paper.Layout)]),
        ];
    }

    private static IEnumerable<FileBehind> Behind(string rule, IEnumerable<FileMention?> files) =>
        files.OfType<FileMention>().Distinct().Select(it => new FileBehind(rule, it));
}
