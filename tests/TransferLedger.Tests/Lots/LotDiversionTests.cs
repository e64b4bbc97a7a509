using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Lots;
using static TransferLedger.Tests.Custody.Told;
using static TransferLedger.Tests.Lots.LotTold;

namespace TransferLedger.Tests.Lots;

/// <summary>From whom rounds seen outside lawful custody can have come, and in which part of their life.</summary>
public sealed class LotDiversionTests
{
    private static readonly LotEvent Border = Seized("2027-01-01", "Customs@XB", 60);

    [Fact]
    public void Whoever_had_rounds_before_the_sighting_may_have_lost_them()
    {
        var books = Books(
            Produced("2026-01-01", 1_000), Moved("2026-02-01", "Maker", "Army@XR", 800, shipped: true),
            Received("2026-03-01", "Army@XR", 800, shipped: true), Border, Received("2027-02-01", "Navy@XR", 10));

        var seen = LotDiversion.Sightings(books).ShouldHaveSingleItem();
        LotDiversion.Holders(books, seen).Select(it => it.Name).ShouldBe(["Army", "Maker"]);
        LotDiversion.Holders(books, seen, By("army@XR")).ShouldHaveSingleItem().Name.ShouldBe("Army");
        LotDiversion.Of(books, seen, By("Army@XR")).ShouldBe(new LotDiversion(
            By("Army@XR"), On("2026-03-01"), On("2027-01-01"), DiversionStage.InEndUserStock, 60, seen.Position));
        LotDiversion.Of(books, seen, By("Maker@DE")).ShouldSatisfyAllConditions(
            it => it.From.ShouldBe(On("2026-02-01")), it => it.Stage.ShouldBe(DiversionStage.BeforeExport));
    }

    [Fact]
    public void What_an_authority_took_from_a_custodian_of_the_books_is_no_sighting_outside() =>
        LotDiversion.Sightings(Books(
            Produced("2026-01-01", 1_000), Seized("2026-02-01", "Customs", 10, from: "Maker@DE"))).ShouldBeEmpty();

    [Fact]
    public void Rounds_still_on_their_way_left_in_transit() => Stage(
        "Maker@DE", DiversionStage.InTransit,
        Produced("2026-01-01", 1_000), Moved("2026-02-01", "Maker", "Army@XR", 1_000, shipped: true));

    [Fact]
    public void Rounds_all_issued_left_the_hands_of_the_user() => Stage(
        "Maker@DE", DiversionStage.InUseByEndUser, Produced("2026-01-01", 1_000), Issued("2026-02-01", 1_000));

    [Fact]
    public void A_loss_reported_before_explains_them() => Stage(
        "Army@XR", DiversionStage.AfterLossOrTheft,
        Received("2026-01-01", "Army@XR", 500), Lost("2026-02-01", "Army@XR", 50));

    [Fact]
    public void A_loss_reported_afterwards_does_not() => Stage(
        "Army@XR", DiversionStage.Unknown,
        Received("2026-01-01", "Army@XR", 500), Lost("2027-02-01", "Army@XR", 50));

    [Fact]
    public void Rounds_that_an_authority_had_taken_once_left_evidence() => Stage(
        "Police@XR", DiversionStage.AfterSeizureOrCollection, Seized("2026-01-01", "Police@XR", 100));

    [Fact]
    public void A_report_of_a_loss_or_a_count_of_nothing_shows_no_rounds()
    {
        var books = Books(
            Received("2026-01-01", "Army@XR", 500), Counted("2026-06-01", 0, "Army@XR"),
            Lost("2026-07-01", "Army@XR", 500), Border);

        LotDiversion.Of(books, LotDiversion.Sightings(books)[0], By("Army@XR")).From.ShouldBe(On("2026-01-01"));
    }

    private static void Stage(string holder, DiversionStage stage, params LotEvent[] facts)
    {
        var books = Books([.. facts, Border]);
        LotDiversion.Of(books, LotDiversion.Sightings(books)[^1], By(holder)).Stage.ShouldBe(stage);
    }
}
