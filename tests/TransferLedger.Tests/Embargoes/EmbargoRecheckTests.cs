using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Embargoes;

/// <summary>After a change of embargoes a re-check of everything open is owed until one has come to its end.</summary>
public sealed class EmbargoRecheckTests
{
    [Fact]
    public void Without_a_table_nothing_can_be_checked_and_nothing_is_owed()
    {
        EmbargoRecheck.OwedFor([]).ShouldBeNull();
        EmbargoRecheck.OwedFor(EmbargoLaw.Table()[..^1]).ShouldBeNull();
    }

    [Fact]
    public void It_is_owed_from_the_last_change_until_it_is_done()
    {
        var table = EmbargoLaw.Table();
        EmbargoRecheck.OwedFor(table)!.Position.ShouldBe(700);
        EmbargoRecheck.OwedFor([.. table, .. Done(699)])!.Position.ShouldBe(700);
        EmbargoRecheck.OwedFor([.. table, .. Done(700)]).ShouldBeNull();

        var later = Record(EmbargoTable.RegimeOf("UN-9"), [EmbargoLaw.Imposed("UN-9", "t", "IS", "2026-01-01")], 900);
        EmbargoRecheck.OwedFor([.. table, .. Done(700), .. later])!.Position.ShouldBe(900);
        EmbargoRecheck.OwedFor([.. table, .. later, .. Done(900)]).ShouldBeNull();
    }

    [Fact]
    public void A_recheck_for_a_day_before_the_change_does_not_settle_it() =>
        EmbargoRecheck.OwedFor([.. EmbargoLaw.Table(), .. Done(700, "2026-01-01")]).ShouldNotBeNull();

    [Fact]
    public void The_same_again_records_nothing_unless_something_changed()
    {
        var state = AllFacts.Evolve(AllFacts.Initial, Done(700)[0]);
        Complete(state, 700, 0).Facts.ShouldBeEmpty();
        Complete(state, 700, 1).Facts.ShouldHaveSingleItem();
        Complete(state, 701, 0).Facts.ShouldHaveSingleItem();
        Complete(AllFacts.Initial, 700, 0).Facts.ShouldHaveSingleItem().Home.ShouldBe(EmbargoRecheck.Subject);
    }

    private static Decision Complete(AllFacts state, long upTo, int changed) =>
        EmbargoRecheck.Complete(state, new(On("2026-07-30"), upTo, 3, changed, "clerk-07"));

    private static Recorded[] Done(long upTo, string on = "2026-07-30") =>
        Record(EmbargoRecheck.Subject, [new EmbargoRecheckCompleted(On(on), upTo, 3, 0, "clerk-07")], 950);
}
