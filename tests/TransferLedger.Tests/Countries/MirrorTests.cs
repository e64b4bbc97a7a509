using TransferLedger.Ledger;
using TransferLedger.Mirror;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Tests.Countries;

/// <summary>What exporters say against what importers say, and why they may differ.</summary>
public sealed class MirrorTests
{
    [Fact]
    public void Sums_that_are_about_the_same_agree_and_others_are_unexplained()
    {
        var rows = Rows(
            Said("1994", TradeSide.Exporter, 100), Said("1994-05", TradeSide.Exporter, 60), Said("1994", TradeSide.Importer, 180));
        var row = rows.ShouldHaveSingleItem();
        (row.Agrees, row.DifferencePercent, row.Year).ShouldBe((true, 12, 1994));
        row.Facts.ShouldBe([1, 2, 3]);
        var other = Rows(Said("1994", TradeSide.Exporter, 100), Said("1994", TradeSide.Importer, 116)).Single();
        (other.Agrees, other.DifferencePercent).ShouldBe((false, 16));
        other.Causes.ShouldBe([MirrorCause.Unexplained]);
    }

    [Fact]
    public void Likely_causes_are_named()
    {
        Causes(Said("1994", TradeSide.Exporter, 100)).ShouldBe([MirrorCause.ImporterSilent]);
        Causes(Said("1994", TradeSide.Importer, 100)).ShouldBe([MirrorCause.ExporterSilent]);
        Causes(Said("1994", TradeSide.Compiled, 100)).ShouldBe([MirrorCause.SideNotStated]);
        Causes(Said("1994", TradeSide.Transit, 100)).ShouldBe([MirrorCause.ExporterSilent, MirrorCause.ImporterSilent]);
        Causes(Said("1994", TradeSide.Exporter, 100), Said("1994", TradeSide.Importer, 100) with { Currency = "EUR" })
            .ShouldBe([MirrorCause.UnitsDiffer]);
        Causes(
            Said("1994", TradeSide.Exporter, 100) with { Basis = TradeBasis.Licence }, Said("1994", TradeSide.Importer, 10))
            .ShouldBe([MirrorCause.LicenceAgainstDelivery]);
        Causes(Said("1994", TradeSide.Exporter, 100), Said("1995", TradeSide.Importer, 105))
            .ShouldBe([MirrorCause.ImporterSilent, MirrorCause.YearShift]);
        Causes(Said("1994", TradeSide.Exporter, 100), Said("1994", TradeSide.Importer, 100) with { Category = "parts" })
            .ShouldBe([MirrorCause.ImporterSilent, MirrorCause.CategoryDiffers]);
        Causes(Said("1994", TradeSide.Exporter, 5) with { Exporter = "Czechoslovakia" })
            .ShouldBe([MirrorCause.NameUnknown, MirrorCause.ImporterSilent]);
    }

    [Fact]
    public void What_a_State_on_the_way_says_stands_beside_both_sides_and_is_neither()
    {
        var row = Rows(
            Said("1994", TradeSide.Exporter, 100), Said("1994", TradeSide.Importer, 100),
            Said("1994", TradeSide.Transit, 40) with { Basis = TradeBasis.Licence }).ShouldHaveSingleItem();
        row.Agrees.ShouldBeTrue();
        row.TransitSays.ShouldHaveSingleItem().Amount.ShouldBe(40);
        row.Facts.ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void Pieces_must_be_equal_and_a_country_is_one_under_each_of_its_names()
    {
        var rows = Rows(
            Said("1994", TradeSide.Exporter, 0) with { Value = null, Quantity = 50, Importer = "Zaire" },
            Said("1994", TradeSide.Importer, 0) with
            {
                Value = null, Quantity = 49, Importer = "Congo, The Democratic Republic of the",
            });
        var row = rows.ShouldHaveSingleItem();
        (row.Importer, row.Agrees, row.DifferencePercent).ShouldBe(("ZR", false, 2));
    }

    private static IEnumerable<MirrorCause> Causes(params TradeReported[] said) => Rows(said)[0].Causes;

    private static MirrorRow[] Rows(params TradeReported[] said)
    {
        var facts = Trial.Record(Subject.Parse("trade/tests/1994"), said, 1);
        var rows = MirrorComparison.Of(facts).ToArray();
        MirrorComparison.Of(facts.Reverse()).ToArray().ShouldBe(rows);
        return rows;
    }

    private static TradeReported Said(string year, TradeSide side, long value) => new(
        Happened.Parse(year), "DE", "Colombia", side, TradeBasis.Delivery, "ammunition", "tests", value, "USD");
}
