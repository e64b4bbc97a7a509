using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Shipments;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Custody;

public sealed class CustodyTimelineTests
{
    [Fact]
    public void Every_kind_of_fact_in_the_catalogue_is_placed_amends_or_is_ignored()
    {
        foreach (var (name, type) in EventCatalogue.All)
        {
            var lists = new[]
            {
                CustodySteps.Placed.ContainsKey(type),
                CustodySteps.Amending.Contains(type),
                CustodySteps.Ignored.Contains(type),
            };
            lists.Count(it => it).ShouldBe(1, $"{name} must be in exactly one list of {nameof(CustodySteps)}");
        }
    }

    [Fact]
    public void Every_placed_kind_of_fact_gives_an_entry_of_its_step()
    {
        Samples.Keys.ShouldBe(CustodySteps.Placed.Keys, ignoreOrder: true);
        foreach (var (type, fact) in Samples)
        {
            fact.ShouldBeOfType(type);
            var entry = TimelineEntry.Of(fact.As(1, 1));
            entry.ShouldNotBeNull().Step.ShouldBe(CustodySteps.Placed[type]);
            CustodySteps.StoredName(entry.Step).ShouldBe(EventCatalogue.NameOf(type));
        }
    }

    [Fact]
    public void Steps_have_numbers_of_their_own_and_one_kind_of_fact_each()
    {
        CustodySteps.Placed.Values.ShouldBe(
            Enum.GetValues<CustodyStep>(), ignoreOrder: true);
        Should.Throw<ArgumentOutOfRangeException>(() => CustodySteps.StoredName((CustodyStep)1));
    }

    [Fact]
    public void A_kind_of_fact_nobody_has_thought_of_is_a_bug() =>
        Should.Throw<ImpossibleHistoryException>(
            () => CustodyTimeline.Empty.Add(new Unheard(On("2010-01-01")).As(1, 1)));

    [Fact]
    public void Entries_stand_in_the_order_of_what_happened()
    {
        var timeline = Timeline(
            Counted("2010-05-01", "Army"),
            Registered("2010-05-01", "Army"),
            Seized("2010", "Police"),
            Issued("2010-01-01", "Army"),
            Lost("2009-12-31", "Army"));

        timeline.Entries.Select(it => it.Step).ShouldBe(
        [
            CustodyStep.Lost, CustodyStep.Issued, CustodyStep.Seized, CustodyStep.Registered, CustodyStep.Counted,
        ]);
    }

    [Fact]
    public void Adding_a_fact_twice_changes_nothing()
    {
        var log = Log(Registered("2010-01-01", "Army"), Disputed(1));
        var once = log.Aggregate(CustodyTimeline.Empty, (timeline, fact) => timeline.Add(fact));

        once.Add(log[0]).ShouldBeSameAs(once);
        once.Add(log[1]).ShouldBeSameAs(once);
    }

    [Fact]
    public void Facts_of_no_concern_change_nothing()
    {
        var cancelled = new TransferRequestCancelled(On("2010-01-01"), By("Police"), []);

        CustodyTimeline.Empty.Add(cancelled.As(1, 1)).ShouldBeSameAs(CustodyTimeline.Empty);
    }

    [Theory]
    [InlineData("happened", "2010-01-01", "2011-01-01")]
    [InlineData("authority", "Police", "Customs")]
    [InlineData("authority.name", "Police", "Customs")]
    [InlineData("authority.country", "", "FR")]
    [InlineData("authority.reference", "", "P-7")]
    [InlineData("place", "Border", "Port")]
    [InlineData("place.locode", "", "FRLEH")]
    [InlineData("place.country", "", "FR")]
    public void A_correction_acts_on_its_target_before_or_after_it(string field, string old, string @new)
    {
        var log = Log(Seized("2010-01-01", "Police"), Corrected(1, field, old, @new));

        var after = CustodyTimeline.Empty.Add(log[0]).Add(log[1]);
        var before = CustodyTimeline.Empty.Add(log[1]).Add(log[0]);

        before.ShouldBe(after);
        var entry = after.Entries.ShouldHaveSingleItem();
        entry.Corrected.ShouldBeTrue();
        Field(entry, field).ShouldBe(@new);
        after.Unapplied.ShouldBeEmpty();
        after.Facts.ShouldHaveSingleItem().Corrected.ShouldBeFalse();
    }

    [Fact]
    public void Each_party_and_place_of_a_fact_can_be_corrected_by_its_stored_name()
    {
        (LedgerEvent Fact, string Field, Func<TimelineEntry, string?> Read)[] cases =
        [
            (Made("2010-01-01"), "manufacturer", it => it.Holder?.Name),
            (Made("2010-01-01"), "plant", it => it.Place?.Name),
            (Registered("2010-01-01"), "custodian", it => it.Holder?.Name),
            (Registered("2010-01-01"), "item.model", it => it.Item?.Model),
            (Marked("2010-01-01"), "markedBy", it => it.Holder?.Name),
            (Entered("2010-01-01", "A"), "site", it => it.Place?.Name),
            (Moved("2010-01-01", "A", "B", "C"), "to", it => it.Place?.Name),
            (Moved("2010-01-01", "A", "B", "C"), "from", it => it.Note),
            (Sold("2010-01-01", "A", "B"), "from", it => it.Giver?.Name),
            (Sold("2010-01-01", "A", "B"), "to.name", it => it.Holder?.Name),
            (Issued("2010-01-01", "A"), "unit", it => it.Holder?.Name),
            (Returned("2010-01-01", "A"), "holder", it => it.Note),
            (Counted("2010-01-01", "A"), "custodian", it => it.Holder?.Name),
            (Lost("2010-01-01", "A"), "holder", it => it.Giver?.Name),
            (Lost("2010-01-01", "A"), "lastSeen", it => it.Place?.Name),
            (Captured("2010-01-01"), "holder", it => it.Giver?.Name),
            (Surrendered("2010-01-01", "A"), "authority", it => it.Holder?.Name),
            (GivenBack("2010-01-01", "A", "B"), "authority", it => it.Giver?.Name),
            (GivenBack("2010-01-01", "A", "B"), "owner", it => it.Holder?.Name),
            (Fired("2010-01-01", "A"), "place", it => it.Place?.Name),
            (Melted("2010-01-01", "A"), "authority", it => it.Holder?.Name),
            (Packed("2010-01-01", "A", "B"), "consignor", it => it.Holder?.Name),
            (Departed("2010-01-01", "A", "B"), "consignor", it => it.Giver?.Name),
            (Departed("2010-01-01", "A", "B"), "carrier", it => it.Holder?.Name),
            (Departed("2010-01-01", "A", "B"), "consignee", it => it.Consignee?.Name),
            (Delivered("2010-01-01", "A"), "receiver", it => it.Holder?.Name),
            (SentBack("2010-01-01", "A"), "receiver", it => it.Holder?.Name),
            (Seen("2010-01-01", "A"), "holder", it => it.Holder?.Name),
            (Seen("2010-01-01", "A", "B"), "site", it => it.Place?.Name),
            (PassedOn("2010-01-01", "A", "B"), "from", it => it.Giver?.Name),
            (PassedOn("2010-01-01", "A", "B"), "to", it => it.Holder?.Name),
        ];

        foreach (var (fact, field, read) in cases)
        {
            var entry = Timeline(fact, Corrected(1, field, "?", "New")).Entries.ShouldHaveSingleItem();
            read(entry).ShouldBe("New", $"{field} of {fact.GetType().Name}");
        }
    }

    [Theory]
    [InlineData("happened", "yesterday")]
    [InlineData("authority", "")]
    [InlineData("unit", "Army")]
    [InlineData("authority.colour", "blue")]
    [InlineData("item.year", "2010")]
    [InlineData("serial", "A2")]
    public void A_correction_that_cannot_be_followed_is_listed_and_changes_nothing(string field, string @new)
    {
        var timeline = Timeline(Seized("2010-01-01", "Police"), Corrected(1, field, "?", @new));

        timeline.Unapplied.ShouldBe([2L]);
        timeline.Entries.ShouldBe(timeline.Facts);
    }

    [Fact]
    public void Of_two_corrections_of_one_field_the_one_decided_later_counts()
    {
        LedgerEvent first = Corrected(1, "authority", "Police", "Customs", "2020-01-01");
        LedgerEvent second = Corrected(1, "authority", "Customs", "Navy", "2021-01-01");
        var seizure = Seized("2010-01-01", "Police");

        Timeline(seizure, first, second).Entries[0].Holder.ShouldBe(By("Navy"));
        Timeline(seizure, second, first).Entries[0].Holder.ShouldBe(By("Navy"));
    }

    [Fact]
    public void A_retraction_takes_a_fact_away_and_its_own_retraction_brings_it_back()
    {
        var seizure = Seized("2010-01-01", "Police");

        Timeline(seizure, Retracted(1)).Entries.ShouldBeEmpty();
        Timeline(seizure, Retracted(1), Retracted(2)).Entries.ShouldHaveSingleItem();
        Timeline(seizure, Retracted(1), Retracted(2), Retracted(3)).Entries.ShouldBeEmpty();
        Timeline(seizure, Corrected(1, "authority", "Police", "Navy"), Retracted(2)).Entries[0].Holder
            .ShouldBe(By("Police"));
        Timeline(seizure, Retracted(3), Retracted(1)).Entries.ShouldHaveSingleItem();
    }

    [Fact]
    public void Retractions_in_a_circle_do_not_hang_and_all_stand() =>
        Timeline(Seized("2010-01-01", "Police"), Retracted(3), Retracted(2), Retracted(1)).Entries.ShouldBeEmpty();

    [Fact]
    public void A_dispute_marks_the_entry_until_it_is_retracted()
    {
        var seizure = Seized("2010-01-01", "Police");

        Timeline(seizure, Disputed(1)).Entries[0].Disputed.ShouldBeTrue();
        Timeline(seizure, Disputed(1), Retracted(2)).Entries[0].Disputed.ShouldBeFalse();
    }

    [Fact]
    public void A_correction_of_the_date_moves_the_entry()
    {
        var timeline = Timeline(
            Issued("2010-01-01", "Army"),
            Lost("2010-02-01", "Army"),
            Corrected(1, "happened", "2010-01-01", "2010-03-01"));

        timeline.Entries.Select(it => it.Step).ShouldBe([CustodyStep.Lost, CustodyStep.Issued]);
    }

    private static Dictionary<Type, LedgerEvent> Samples { get; } = new LedgerEvent[]
    {
        Made("2010-01-01"),
        new HolderReported(On("2010-01-01"), By("A"), "DE"),
        Registered("2010-01-01"),
        Marked("2010-01-01"),
        Entered("2010-01-01", "A"),
        Moved("2010-01-01", "A", "B", "C"),
        Sold("2010-01-01", "A", "B"),
        Issued("2010-01-01", "A"),
        Returned("2010-01-01", "A"),
        Counted("2010-01-01", "A"),
        Packed("2010-01-01", "A", "B"),
        Departed("2010-01-01", "A", "B"),
        Arrived("2010-01-01"),
        Delivered("2010-01-01", "A"),
        SentBack("2010-01-01", "A"),
        PassedOn("2010-01-01", "A", "B"),
        Seen("2010-01-01", "A"),
        InTransit("2010-01-01", "P"),
        OutOfTransit("2010-01-01", "P"),
        Told.Transshipped("2010-01-01", "P"),
        Lost("2010-01-01", "A"),
        Stolen("2010-01-01", "A"),
        Captured("2010-01-01"),
        Seized("2010-01-01", "A"),
        Found("2010-01-01", "A"),
        Surrendered("2010-01-01", "A"),
        GivenBack("2010-01-01", "A", "B"),
        Fired("2010-01-01", "A"),
        MadeInert("2010-01-01"),
        Melted("2010-01-01", "A"),
        Receipted("2010-01-01", "A", "B"),
        Imported("2010-01-01", "AA"),
        Fitted("2010-01-01", "A"),
        new ComponentRemoved(On("2010-01-01"), "bolt", By("A")),
        new DeviceBound(On("2010-01-01"), "tag-1", "radio tag", By("A")),
        Signalled("2010-01-01", "Port"),
    }.ToDictionary(it => it.GetType());

    private static string? Field(TimelineEntry entry, string field) => field switch
    {
        "happened" => entry.Happened.Text,
        "authority" or "authority.name" => entry.Holder?.Name,
        "authority.country" => entry.Holder?.Country,
        "authority.reference" => entry.Holder?.Reference,
        "place" => entry.Place?.Name,
        "place.locode" => entry.Place?.Locode,
        _ => entry.Place?.Country,
    };

    private sealed record Unheard(Happened Happened) : CustodyEvent(Happened);
}
