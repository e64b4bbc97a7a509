using TransferLedger.Custody;
using TransferLedger.Diversion;
using TransferLedger.Ledger;
using TransferLedger.Risk;
using TransferLedger.Tests.Custody;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Risk;

/// <summary>What the life of a weapon counts for, day by day and as known when.</summary>
public sealed class WeaponRiskTests
{
    private static readonly LedgerEvent[] Exported =
    [
        Made("2010-01-01", "Maker@AA"),
        Departed("2010-02-01", "Maker@AA", "Army@BB"),
        Delivered("2010-03-01", "Army@BB"),
    ];

    [Fact]
    public void A_delivered_weapon_is_held_in_the_country_of_its_receiver() =>
        On("2011-01-01", Exported).ShouldBe(
        [
            "held-home AA 1 from 2010-01-01 by 1",
            "held-home AA -1 from 2010-02-01 by 2",
            "held-imported BB 1 from 2010-03-01 by 3",
        ]);

    [Fact]
    public void Before_it_happened_nothing_counts() =>
        On("2010-01-31", Exported).ShouldBe(["held-home AA 1 from 2010-01-01 by 1"]);

    [Fact]
    public void A_loss_counts_where_it_was_held_and_ends_its_exposure() =>
        On("2020-01-01", [.. Exported, Lost("2015-01-01", "Army")])[3..].ShouldBe(
            ["held-imported BB -1 from 2015-01-01 by 4", "lost BB 1 from 2015-01-01 by 4"]);

    [Fact]
    public void A_recovery_abroad_counts_for_the_country_it_was_delivered_to()
    {
        var seized = new SeizureRecorded(
            Told.On("2012-06-01"), By("Police@CC"), At("Border@CC")!,
            Marks: [new(MarkKind.Serial, "", Legibility.Obliterated)]);

        On("2020-01-01", [.. Exported, seized])[3..].ShouldBe(
        [
            "found-abroad BB 1 from 2012-06-01 by 4",
            "gap BB 823 from 2012-06-01 by 4",
            "held-imported BB -1 from 2012-06-01 by 4",
            "import-mark-missing BB 1 from 2012-06-01 by 4",
            "import-seen BB 1 from 2012-06-01 by 4",
            "marks-read BB 1 from 2012-06-01 by 4",
            "marks-removed BB 1 from 2012-06-01 by 4",
            "recovered BB 1 from 2012-06-01 by 4",
            "recovered-soon BB 1 from 2012-06-01 by 4",
        ]);
    }

    [Fact]
    public void A_confirmed_diversion_counts_once_until_it_is_dismissed_and_removing_it_lowers_the_count_by_one()
    {
        Recorded[] facts =
        [
            .. Log(Exported),
            Said(4, "finding/d-1", Asserted("2012-01-01")), Said(5, "finding/d-1", Confirmed("2012-02-01")),
            Said(6, "finding/d-2", Asserted("2012-01-01")), Said(7, "finding/d-2", Confirmed("2012-03-01")),
        ];
        Recorded retracted = Said(8, "finding/d-1", new RecordRetracted(
            Told.On("2012-04-01"), 5, [Told.Weapon.Subject], "not ours", "chief"));
        Recorded other = Said(9, "finding/d-2", new RecordRetracted(
            Told.On("2012-04-01"), 7, [Told.Weapon.Subject], "not ours", "chief"));

        Diverted(facts, "2012-01-31").ShouldBeEmpty();
        Diverted(facts, "2020-01-01").ShouldBe(["diverted BB 1 from 2012-02-01 by 5"]);
        Diverted([.. facts, retracted], "2020-01-01").ShouldBe(["diverted BB 1 from 2012-03-01 by 7"]);
        Diverted([.. facts, retracted, other], "2020-01-01").ShouldBeEmpty();
        RiskTrial.Counting(Told.Weapon.Subject.Key, [.. facts, retracted, other], "2020-01-01", RiskTrial.Learned(7))
            .Count(it => it.StartsWith("diverted", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public void A_dispute_marks_what_counts_and_a_correction_moves_it()
    {
        var disputed = RiskRow.Of(
            Told.Weapon.Subject, [.. Log([.. Exported, Lost("2015-01-01", "Army"), Disputed(4)])], RiskWindows.Default);
        disputed.Where(it => it.Entry.Series == RiskSeries.Lost)
            .Select(it => (it.Entry.Contested, it.KnownUntil is null)).ShouldBe([(false, false), (true, true)]);

        LedgerEvent[] corrected =
            [.. Exported, Lost("2015-01-01", "Army"), Corrected(4, "happened", "2015-01-01", "2016-01-01")];
        On("2020-01-01", corrected)[3..].ShouldBe(
            ["held-imported BB -1 from 2016-01-01 by 4", "lost BB 1 from 2016-01-01 by 4"]);
    }

    [Fact]
    public void The_time_of_an_identity_merged_into_another_is_counted_with_that_one_alone()
    {
        var other = WeaponId.Issue("test", "other");
        var merged = Said(4, other.Subject.Key, new IdentityMerged(
            Told.On("2012-01-01"), [Told.Weapon], "same marks", "analyst", "chief"));
        var split = Said(5, other.Subject.Key, new IdentitySplit(
            Told.On("2012-02-01"), 4, [Told.Weapon], "not the same", "analyst", "chief"));

        Counting([.. Log(Exported), merged]).ShouldBeEmpty();
        Counting([.. Log(Exported), merged, split]).Count.ShouldBe(3);
    }

    [Fact]
    public void A_date_without_a_beginning_holds_nothing_for_a_thousand_years() =>
        On("2020-01-01", [Registered("../2015-06-01", "Army@BB")]).ShouldBe(["held-home BB 1 from 2015-06-01 by 1"]);

    private static List<string> On(string day, LedgerEvent[] facts) =>
        [.. RiskTrial.Counting(Told.Weapon.Subject.Key, Log(facts), day)];

    private static List<string> Counting(IEnumerable<Recorded> facts) =>
        [.. RiskTrial.Counting(Told.Weapon.Subject.Key, facts, "2020-01-01")];

    private static IEnumerable<string> Diverted(IEnumerable<Recorded> facts, string day) =>
        RiskTrial.Counting(Told.Weapon.Subject.Key, facts, day)
            .Where(it => it.StartsWith("diverted", StringComparison.Ordinal));

    private static Recorded Said(long position, string home, LedgerEvent fact) => RiskTrial.Said(position, home, fact);

    private static DiversionAsserted Asserted(string when) => new(
        Told.On(when), Told.Weapon.Subject, By("Army@BB"), Told.On("2010-06-01"), Told.On("2011-06-01"),
        DiversionStage.InEndUserStock, "seized", "B2", "desk", Told.On("2013-01-01"), "analyst",
        [Told.Weapon.Subject]);

    private static DiversionConfirmed Confirmed(string when) =>
        new(Told.On(when), "proved", "analyst", "chief", [Told.Weapon.Subject]);
}
