using TransferLedger.Custody;
using TransferLedger.Lots;

namespace TransferLedger.Tests.Lots;

/// <summary>Lot numbers as written on packages, and the keys of lots.</summary>
public sealed class LotNumberTests
{
    [Theory]
    [InlineData("XYZ07D006-004", "XYZ 7 4 006 - 004 ")]
    [InlineData("xyz07d006–004", "XYZ 7 4 006 - 004 ")]
    [InlineData("XYZ08A006-015B", "XYZ 8 1 006 - 015 B")]
    [InlineData("XYZ99M006E015ABZ", "XYZ 99 12 006 E 015 ABZ")]
    [InlineData("LC-87J001-023", "LC 87 9 001 - 023 ")]
    public void The_parts_of_a_number_of_the_United_States(string text, string parts)
    {
        var it = LotNumber.Read(text).ShouldNotBeNull();

        $"{it.Maker} {it.Year} {it.Month} {it.Interfix} {it.Identifier ?? '-'} {it.Sequence} {it.Suffix}".ShouldBe(parts);
    }

    [Theory]
    [InlineData("")]
    [InlineData("XB 03/26")]
    [InlineData("XYZ07I006-004")]
    [InlineData("XYZ07N006-004")]
    [InlineData("XYZ07D006-04")]
    [InlineData("XYZ07D006-004ABCD")]
    [InlineData("XYZ 07D006-004")]
    [InlineData("X-Z07D006-004")]
    [InlineData("XYZ0-D006-004")]
    [InlineData("XYZ07D006/004")]
    [InlineData("XYZ07D006-0045")]
    public void Any_other_number_stays_a_text(string text) => LotNumber.Read(text).ShouldBeNull();

    [Fact]
    public void A_lot_is_told_by_maker_and_number()
    {
        LotKey.Of("ABC", "ABC19E001–001").Key.ShouldBe("lot/abc/abc19e001-001");
        LotKey.Of("ABD", "ABC19E001-001").ShouldNotBe(LotKey.Of("ABC", "ABC19E001-001"));
        LotKey.Part(LotKey.Of("ABC", "7/19"), "Box 1").Key.ShouldBe("lot/abc/7-19+box-1");
    }

    [Theory]
    [InlineData("ABC/7/19", "lot/abc/7-19")]
    [InlineData("ABC/7-19+Box 1", "lot/abc/7-19+box-1")]
    [InlineData("lot/abc/7-19+box-1", "lot/abc/7-19+box-1")]
    [InlineData("7K3M-9Q2X-4T5V-8W1Z", "lot/7k3m-9q2x-4t5v-8w1z")]
    [InlineData("7-19", "")]
    [InlineData("ABC/", "")]
    [InlineData("ABC/7-19+", "")]
    [InlineData("lot/", "")]
    public void A_person_names_a_lot(string text, string key)
    {
        LotKey.TryRead(text, out var lot).ShouldBe(key.Length > 0);
        lot.Key.ShouldBe(key);
    }

    [Fact]
    public void Without_a_maker_the_paper_tells_it()
    {
        var army = new Custodian("Army");
        var one = LotKey.Unknown("7/19", army, "DN 7");

        one.ShouldBe(LotKey.Unknown("7-19", army, "dn 7"));
        one.ShouldNotBe(LotKey.Unknown("7/19", army, "DN 8"));
        one.ShouldNotBe(LotKey.Unknown("7/19", new Custodian("Police"), "DN 7"));
    }
}
