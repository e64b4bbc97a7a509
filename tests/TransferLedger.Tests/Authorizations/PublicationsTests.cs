using NodaTime;
using TransferLedger.Authorizations;
using TransferLedger.Ledger;

namespace TransferLedger.Tests.Authorizations;

/// <summary>Which rows of two releases are the same.</summary>
public sealed class PublicationsTests
{
    private static readonly Instant First = Instant.FromUtc(2012, 10, 11, 12, 0);
    private static readonly LicencePublished Rifles = Row("101", "ML1", 5000);

    [Fact]
    public void Rows_that_say_the_same_are_the_same_whatever_their_group_is_called()
    {
        var refused = Row("900", "ML1", null, PublishedOutcome.Refused);
        var difference = Publications.Compare(
            Standing(Rifles, refused, refused with { Group = "901" }),
            [Rifles, refused with { Group = "950" }, refused with { Group = "951" }]);

        (difference.Same, difference.IsNone).ShouldBe((3, true));
    }

    [Fact]
    public void Two_rows_that_say_the_same_are_two_rows()
    {
        var twice = Publications.Compare(Standing(Rifles), [Rifles, Rifles with { Group = "102" }]);

        (twice.Same, twice.New.Length, twice.Gone.Length).ShouldBe((1, 1, 0));
    }

    [Fact]
    public void Another_value_in_the_same_group_and_rating_is_a_change()
    {
        var difference = Publications.Compare(Standing(Rifles), [Rifles with { Value = 6000 }]);

        difference.Changed.ShouldHaveSingleItem().Before.Position.ShouldBe(1);
        difference.Facts(Rifles.KeptWith!.Value).ShouldHaveSingleItem().Fact
            .ShouldBe(Rifles with { Value = 6000, Replaces = 1 });
    }

    [Fact]
    public void Another_rating_is_a_change_where_the_row_alone_is_left_of_its_group_and_else_a_row_gone_and_a_new_one()
    {
        var other = Row("101", "ML11", 70);
        var alone = Publications.Compare(Standing(Rifles, other), [Rifles with { Rating = "PL5017" }, other]);
        (alone.Same, alone.Changed.Length, alone.New.Length, alone.Gone.Length).ShouldBe((1, 1, 0, 0));

        var two = Publications.Compare(
            Standing(Rifles, other), [Rifles with { Rating = "PL5017" }, other with { Rating = "ML3" }]);
        (two.Same, two.Changed.Length, two.New.Length, two.Gone.Length).ShouldBe((0, 0, 2, 2));
    }

    [Fact]
    public void The_number_of_a_refused_group_given_to_a_granted_one_makes_no_pair()
    {
        var difference = Publications.Compare(
            Standing(Row("900", "ML1", null, PublishedOutcome.Refused)), [Row("900", "ML1", 80)]);

        (difference.Changed.Length, difference.New.Length, difference.Gone.Length).ShouldBe((0, 1, 1));
    }

    [Fact]
    public void What_stands_at_a_point_leaves_out_what_was_replaced_or_ended_by_then()
    {
        var log = Standing(
            Rifles, Row("102", "ML3", 10), Rifles with { Value = 6000, Replaces = 1 },
            new LicencePublicationEnded(Rifles.Happened, "s", 2)).ToList();

        long? Value(int known) => PublishedTotals.Of(log.Where(new AsOf(null, log[known - 1].At).Includes)).Value;
        Enumerable.Range(1, 4).Select(Value).ShouldBe([5000, 5010, 6010, 6000]);
        PublishedTotals.Of(log, "ml3").Rows.ShouldBe(0);
    }

    [Fact]
    public void A_day_and_its_month_are_kept_together()
    {
        LicencePublished.HomeOf("s", "Côte d'Ivoire", Happened.Parse("2012-03-31")).Key
            .ShouldBe("publication/s/côte-d-ivoire/2012-03");
        LicencePublished.HomeOf("s", "Cuba", Happened.Parse("2012-03")).Key.ShouldBe("publication/s/cuba/2012-03");
        LicencePublished.HomeOf("s", "Cuba", Happened.Parse("2012")).Key.ShouldBe("publication/s/cuba/2012");
    }

    private static LicencePublished Row(
        string group, string rating, long? value, PublishedOutcome outcome = PublishedOutcome.Granted) =>
        new(Happened.Parse("2012-03"), "s", group, rating, 1, "Ruritania", outcome, value, "GBP");

    private static IEnumerable<Recorded> Standing(params LicenceReport[] facts) =>
        facts.Select((fact, at) => new Recorded(
            at + 1, Guid.Empty, Rifles.KeptWith!.Value, at + 1, First + Duration.FromDays(at), fact,
            new Provenance("tester"), new CommandId(Guid.Empty)));
}
