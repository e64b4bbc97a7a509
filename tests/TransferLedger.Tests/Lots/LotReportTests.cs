using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Lots;
using static TransferLedger.Tests.Lots.LotTold;

namespace TransferLedger.Tests.Lots;

/// <summary>What is found about a lot has a name, people decide on it, and two points are compared.</summary>
public sealed class LotReportTests
{
    private static readonly LedgerEvent[] Short =
        [Produced("2020-01-01", 1_000), Issued("2020-02-01", 400), Counted("2020-03-01", 500)];

    [Fact]
    public void The_order_of_arrival_changes_neither_key_nor_hash()
    {
        var one = Report(Log(Short));
        var facts = Log(Short);
        var other = Report([.. new[] { 2, 0, 1 }.Select((from, at) => facts[from] with { Position = at + 1 })]);

        other.Findings.Select(it => it.Key).ShouldBe(one.Findings.Select(it => it.Key));
        other.StateHash.ShouldBe(one.StateHash);
        one.Findings.ShouldHaveSingleItem().Key.ShouldStartWith("coc-074-");
        Report(Log([.. Short, Lost("2020-02-02", "Maker@DE", 1)])).StateHash.ShouldNotBe(one.StateHash);
    }

    [Fact]
    public void Two_decide_on_a_finding_and_it_stays_with_the_decision_beside_it()
    {
        var report = Report(Log(Short));
        var key = report.Findings[0].Key;
        var asked = new FindingDecided(
            Happened.Parse("2020-04-01"), key, "", FindingDecision.Explained, "counted at the range", "chief-01", "chief-02", []);

        var decided = Identities.Decide(Lot, report.Findings, asked).Facts.ShouldHaveSingleItem();
        decided.Home.ShouldBe(Finding.SubjectOf(key));
        var after = Report([.. Log(Short), Of(decided.Fact, 4, 4, decided.Home)]);
        after.Findings.ShouldHaveSingleItem().Decided.ShouldBe(decided.Fact);
        Identities.Decide(Lot, report.Findings, asked with { Finding = "coc-074-x" }).Refusal!.Code
            .ShouldBe(Identities.FindingUnknown);
        Identities.Decide(Lot, report.Findings, asked with { Approver = "Chief-01" }).Refusal!.Code
            .ShouldBe(Identities.FourEyes);
        Identities.Decide(null, [], asked).Refusal!.Code.ShouldBe(Identities.FindingUnknown);
    }

    [Fact]
    public void What_a_later_report_explains_stays_known_as_found_once()
    {
        LedgerEvent[] facts = [.. Short, Lost("2020-02-15", "Maker@DE", 100)];
        var gone = LotReport.Former(Lot, new History([.. Log(facts)], 4), Happened.Parse("2020-05-01").Latest)
            .ShouldHaveSingleItem();

        gone.Finding.What.Rule.ShouldBe(LotRule.CountDifference);
        gone.Gone.ShouldBe(Log(facts)[3].At);
        Report(Log(facts)).Findings.ShouldBeEmpty();
    }

    [Fact]
    public void The_difference_of_two_points_is_what_was_learnt_in_between()
    {
        var log = Log([.. Short, Lost("2020-02-15", "Maker@DE", 100)]);
        var diff = LotDiff.Between(Report(log, new AsOf(null, log[2].At)), Report(log));

        diff.Learnt.ShouldHaveSingleItem().Position.ShouldBe(4);
        diff.Withdrawn.ShouldBeEmpty();
        diff.Changed.ShouldBeEmpty();
        diff.Before.ShouldHaveSingleItem().To.ShouldBeNull();
        diff.After.Select(it => it.Rounds).ShouldBe([600, 500]);
        diff.Gone.ShouldHaveSingleItem().What.Rule.ShouldBe(LotRule.CountDifference);
        diff.New.ShouldBeEmpty();
        LotDiff.Between(Report(log), Report(log)).IsEmpty.ShouldBeTrue();
        LotDiff.Between(null, Report(log)).Learnt.Count.ShouldBe(4);
    }

    private static LotReport Report(Recorded[] log, AsOf asOf = default) =>
        LotReport.Of(Lot, new History([.. log], log.Length), asOf, Happened.Parse("2020-05-01").Latest).ShouldNotBeNull();
}
