using System.Collections.Immutable;
using TransferLedger.Certificates;
using TransferLedger.Files;
using TransferLedger.Ledger;
using TransferLedger.Rules;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Certificates;

/// <summary>EUC-028: the same signature, pixel for pixel, on the scans of two certificates.</summary>
public sealed class FingerprintingTests
{
    private static readonly string Scan = InOrder.Paper.Scan!;
    private static readonly string OtherScan = new('7', 64);
    private static readonly Subject Other = Subject.Parse("certificate/is/euc-0099-2026");

    private static readonly ScanFingerprinted Measured = new(
        On("2026-03-09"), Scan, ScanReading.Measured, "clerk-07", PictureLikeness.Method, "00000000000003ff",
        DrawnPage.Signature, new string('5', 64));

    private static readonly ScanFingerprinted Elsewhere = Measured with { Scan = OtherScan, Likeness = "0000000000000000" };

    [Fact]
    public void On_pages_that_look_alike_it_holds_and_names_both_measures()
    {
        var found = Found(Measured, Elsewhere).ShouldHaveSingleItem();
        (found.Verdict, found.Code).ShouldBe((Verdict.Hold, "signature-pixels-same"));
        found.Values.ShouldBe([Other.Rest, "2026-03-09", "10"]);
        found.Facts.Count.ShouldBe(3);
    }

    [Fact]
    public void On_pages_that_look_different_it_warns() =>
        Codes(Measured, Elsewhere with { Likeness = "ffffffffffffffff" })
            .ShouldBe(["Warn signature-on-another-page"]);

    [Fact]
    public void Signs_taken_another_way_say_nothing_about_the_page_and_the_signature_stays_the_same() =>
        Codes(Measured, Elsewhere with { Method = "dct-2", Likeness = "ffffffffffffffff" })
            .ShouldBe(["Hold signature-pixels-same"]);

    [Fact]
    public void Another_signature_another_scan_of_its_own_and_no_measure_are_silent()
    {
        Codes(Measured, Elsewhere with { Signature = new string('4', 64) }).ShouldBeEmpty();
        Codes(Measured).ShouldBeEmpty();
        Codes(null, Elsewhere).ShouldBeEmpty("as before there were measures");
        Codes(Measured with { Scan = OtherScan }, Elsewhere with { Scan = Scan })
            .ShouldBeEmpty("that measure is of a scan that this reading does not name");
    }

    [Fact]
    public void What_could_not_be_compared_is_said()
    {
        Codes(new(On("2026-03-09"), Scan, ScanReading.NoPicture, "clerk-07"), Elsewhere)
            .ShouldBe(["Info scan-not-compared"]);
        Codes(Measured with { Signature = null }, Elsewhere).ShouldBe(["Info scan-not-compared"]);
    }

    [Fact]
    public void It_is_found_by_the_signature_and_read_for_nobody_else()
    {
        var facts = Facts(Measured);
        CertificateReport.Needs(Certificate, facts).ShouldContain(Subject.Parse($"signature/{Measured.Signature}"));
        Measured.AlsoAbout().ShouldBe([Subject.Parse($"signature/{Measured.Signature}")]);
        (Measured with { Signature = null }).AlsoAbout().ShouldBeEmpty();
    }

    [Fact]
    public void A_scan_is_measured_once()
    {
        Decide(Measured).Facts.ShouldHaveSingleItem().Fact.ShouldBe(Measured);
        Fingerprinting.Decide(
            new(Facts(Measured)), Certificate, Measured with { Happened = On("2026-04"), Officer = "clerk-08" })
            .Facts.ShouldBeEmpty();
        Fingerprinting.Decide(new(Facts(Measured)), Certificate, Measured with { Signature = new string('4', 64) })
            .Facts.ShouldHaveSingleItem("the region was drawn anew");
        Decide(Measured with { Scan = OtherScan }).Refusal!.Code.ShouldBe(Fingerprinting.ScanUnknown);
        Fingerprinting.Decide(CertificateFacts.Initial, Certificate, Measured).Refusal!.Code
            .ShouldBe(Fingerprinting.CertificateUnknown);
    }

    [Fact]
    public void The_region_is_that_of_the_signature_else_of_the_signatory_on_the_first_page()
    {
        var page = new PictureDecoded(ScanReading.Measured, DrawnPage.Of(1, 1, 1));
        var capture = Captured(InOrder);
        Of(capture).ShouldSatisfyAllConditions(it => it.Region.ShouldBeNull(), it => it.Signature.ShouldBeNull());
        Of(capture with { Regions = [DrawnPage.Signature] }).Signature.ShouldNotBeNull();
        Of(capture with { Regions = [DrawnPage.Signature with { Page = 2 }] }).Region.ShouldBeNull();
        var closer = DrawnPage.Signature with { Field = "signatory.signatureImage" };
        Of(capture with { Regions = [DrawnPage.Signature with { Left = 0 }, closer] }).Region.ShouldBe(closer);

        ScanFingerprinted Of(CertificateCaptured it) =>
            Fingerprinting.Of(it, Scan, page, On("2026-03-09"), "clerk-07");
    }

    private static Decision Decide(ScanFingerprinted found) =>
        Fingerprinting.Decide(new(Facts(null)), Certificate, found);

    private static ImmutableList<Recorded> Facts(ScanFingerprinted? own) =>
        [.. With(own).Facts()];

    private static Trial With(ScanFingerprinted? own, params ScanFingerprinted[] others) => new()
    {
        After = own is null ? new Trial().After : [.. new Trial().After, own],
        Elsewhere = [.. Record(Other, others, 901)],
    };

    private static IEnumerable<RuleFinding> Found(ScanFingerprinted? own, params ScanFingerprinted[] others) =>
        With(own, others).Judge().Findings.Where(it => it.Rule == "EUC-028" && it.Verdict != Verdict.Pass);

    private static IEnumerable<string> Codes(ScanFingerprinted? own, params ScanFingerprinted[] others) =>
        Found(own, others).Select(it => $"{it.Verdict} {it.Code}");
}
