using TransferLedger.Authorities;
using TransferLedger.Certificates;
using TransferLedger.Files;
using TransferLedger.Ledger;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Files;

/// <summary>Which files facts name, and what kind of file some bytes are.</summary>
public sealed class FileMentionTests
{
    [Fact]
    public void Every_file_a_sample_names_is_found_and_keys_and_rows_are_not()
    {
        var named = EventSamples.All.GroupBy(it => it.GetType().Name)
            .Select(kind => (kind.Key, Roles: kind.SelectMany(In).Select(it => it.Role).Distinct().Order().ToArray()))
            .Where(it => it.Roles.Length > 0).OrderBy(it => it.Key, StringComparer.Ordinal)
            .Select(it => $"{it.Key}: {string.Join(", ", it.Roles)}");

        named.ShouldBe(
        [
            "CertificateCaptured: Scan, SignatureImage, Layout", "ItemManufactured: Picture",
            "ItemRegistered: Picture", "SanctionsListPublished: SanctionsList", "SignatoryAppointed: Specimen",
            "SpecimenCompared: Specimen, Picture", "TemplateRegistered: Layout",
        ]);
    }

    [Fact]
    public void Only_the_kinds_that_are_looked_through_name_files() =>
        EventSamples.All.Where(it => In(it).Any()).Select(it => it.GetType()).Distinct()
            .Except(FileMention.Kinds).ShouldBeEmpty();

    [Fact]
    public void A_hash_is_told_however_it_is_written_and_what_is_none_is_not()
    {
        In(new SignatoryAppointed(On("2019"), "A", "B", Specimen: " " + new string('B', 64)))
            .ShouldBe([new FileMention(FileRole.Specimen, new string('b', 64))]);
        In(new SignatoryAppointed(On("2019"), "A", "B", Specimen: "on paper in the safe")).ShouldBeEmpty();
    }

    [Fact]
    public void Provenance_names_scans_and_pictures_and_the_same_file_counts_once()
    {
        var scan = new string('a', 64);
        var provenance = new Provenance("clerk-07", Evidence:
            [new(scan, "scan"), new(new string('9', 64), "picture"), new(new string('8', 64), "row")]);
        var entry = Record(Certificate, [Captured(InOrder)], 1).Single() with { Provenance = provenance };

        FileMention.In(entry).Select(it => (it.Role, it.Hash[0])).ShouldBe(
        [
            (FileRole.Scan, 'a'), (FileRole.Layout, 'f'), (FileRole.SignatureImage, 'b'), (FileRole.Picture, '9'),
        ]);
    }

    [Fact]
    public void The_report_names_the_files_behind_its_rules()
    {
        var picture = new string('e', 64);
        var report = new Trial { After = [Compared with { Picture = picture }, Asked, Confirmed] }.Judge();

        report.Files.Select(it => $"{it.Rule} {it.File.Role} {it.File.Hash[0]}").ShouldBe(
        [
            "EUC-016 Scan a", "EUC-022 SignatureImage b", "EUC-022 Picture e", "EUC-028 Scan a", "EUC-033 Layout f",
        ]);
    }

    [Theory]
    [InlineData("255044462D312E37", "application/pdf")]
    [InlineData("89504E470D0A1A0A00", "image/png")]
    [InlineData("FFD8FFE0", "image/jpeg")]
    [InlineData("49492A00", "image/tiff")]
    [InlineData("4D4D002A", "image/tiff")]
    [InlineData("52494646000000005745425056503820", "image/webp")]
    [InlineData("0000000C6A5020200D0A870A", "image/jp2")]
    [InlineData("504B0304", "application/zip")]
    [InlineData("474946383961", "image/gif")]
    [InlineData("25504446", "application/octet-stream")]
    [InlineData("52494646000000005741564566", "application/octet-stream")]
    [InlineData("", "application/octet-stream")]
    public void A_file_is_told_by_its_leading_bytes(string hex, string type) =>
        MediaType.Guess(Convert.FromHexString(hex)).ShouldBe(type);

    private static IEnumerable<FileMention> In(LedgerEvent fact) =>
        FileMention.In(Record(Certificate, [fact], 1).Single());
}
