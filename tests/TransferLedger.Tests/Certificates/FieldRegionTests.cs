using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Certificates;

/// <summary>Where on the scan a field stands, and that it is no part of what the paper says.</summary>
public sealed class FieldRegionTests
{
    private static readonly FieldRegion Quantity = new("lines[0].quantity", 1, 620, 480, 120, 25);

    [Theory]
    [InlineData(1, 0, 0, 1000, 1000)]
    [InlineData(2, 999, 999, 1, 1)]
    public void A_rectangle_within_its_page_may_stand(int page, int left, int top, int width, int height) =>
        FieldRegion.Wrong([new("number", page, left, top, width, height)]).ShouldBeNull();

    [Theory]
    [InlineData(0, 0, 0, 1, 1)]
    [InlineData(1, -1, 0, 1, 1)]
    [InlineData(1, 0, 1000, 1, 1)]
    [InlineData(1, 0, 0, 0, 1)]
    [InlineData(1, 0, 0, 1001, 1)]
    [InlineData(1, 500, 0, 501, 1)]
    [InlineData(1, 0, 999, 1, 2)]
    [InlineData(1, 2, 0, int.MaxValue, 1)]
    public void One_that_leaves_it_is_refused_with_its_place(int page, int left, int top, int width, int height) =>
        FieldRegion.Wrong([Quantity, new("number", page, left, top, width, height)])
            .ShouldBe(new Refusal(FieldRegion.OutsidePage, 1, "number"));

    [Theory]
    [InlineData("")]
    [InlineData("lines.0.quantity")]
    [InlineData("lines[].quantity")]
    [InlineData("lines[0]quantity")]
    [InlineData("endUser.")]
    [InlineData("end user")]
    public void A_field_is_named_by_its_path(string field) =>
        FieldRegion.Wrong([Quantity with { Field = field }])
            .ShouldBe(new Refusal(FieldRegion.FieldUnreadable, 0, field));

    [Theory]
    [InlineData("lines[0].quantity", 1)]
    [InlineData("lines[1].quantity", 2)]
    [InlineData("lines[1]", 2)]
    [InlineData("endUser.party.name", 3)]
    [InlineData("lines", 0)]
    [InlineData("endUserOther", 0)]
    [InlineData(null, 0)]
    public void A_field_stands_where_it_or_what_holds_it_does(string? field, int page) =>
        FieldRegion.Of(
            [Quantity, Quantity with { Field = "lines[1]", Page = 2 }, Quantity with { Field = "endUser", Page = 3 }], field)
            .Select(it => it.Page).ShouldBe(page == 0 ? [] : [page]);

    [Fact]
    public void Readings_of_two_offices_that_differ_in_regions_alone_are_the_same()
    {
        var with = new Trial { Before = [Captured(InOrder, office: "Customs") with { Regions = [Quantity] }] };

        with.Findings().ShouldBe(["EUC-001 Info same-document-again"]);
        new Trial { Before = [Captured(More, office: "Customs")] }.Findings().ShouldContain(
            "EUC-030 Reject captured-differently", "the same readings are told apart by what the paper says");
    }

    private static EndUserCertificate More =>
        InOrder with { Lines = [InOrder.Lines[0] with { Quantity = 5_000 }, InOrder.Lines[1]] };
}
