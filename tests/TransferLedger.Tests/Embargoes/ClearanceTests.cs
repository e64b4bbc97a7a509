using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Shipments;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Embargoes;

/// <summary>
/// Clearances of four kinds: waiting in working days (T15), review, contents, draws to the last piece.
/// </summary>
public sealed class ClearanceTests
{
    private static readonly Subject Home = Subject.Parse("clearance/c-1");
    private static readonly string EndUser = InOrder.EndUser!.Party.Name;

    private static readonly EmbargoImposed Embargo = EmbargoLaw.Imposed("UN-1", "territory", "IS", "2026-01-01") with
    {
        Routes =
        [
            new(ClearanceKind.Approval, "committee"),
            new(ClearanceKind.NoNegativeDecision, "committee", 5, ["unit", "serials"]),
            new(ClearanceKind.Information, "government"),
        ],
    };

    [Theory]
    [InlineData("2026-06-11", "Reject clearance-waiting", "3")]
    [InlineData("2026-06-12", "Reject clearance-waiting", "4")]
    [InlineData("2026-06-13", "Info clearance-valid", null)]
    public void A_notice_of_Friday_opens_the_day_after_the_fifth_working_day(string day, string found, string? passed)
    {
        // T15: notified on Friday 5 June 2026; the fifth working day is Friday 12 June.
        var it = Given(Ask(ClearanceKind.NoNegativeDecision, 10)).Done(Notified("2026-06-05"));
        it.Found("EUC-053", day).ShouldBe([found]);
        it.Found("EUC-050", day).ShouldBe([found.StartsWith("Info", StringComparison.Ordinal)
            ? "Info embargo-cleared"
            : "Reject embargo"]);
        if (passed is not null)
        {
            it.Only("EUC-053", day).Values.ShouldBe(["c-1", day, passed, "5", "2026-06-13"]);
        }
    }

    [Fact]
    public void Days_of_rest_of_the_secretariat_do_not_count()
    {
        var it = Given(Ask(ClearanceKind.NoNegativeDecision, 10))
            .State(EmbargoTable.Subject, EmbargoLaw.Loaded with { Happened = On("2026-02-01"), ClosedDays = [On("2026-06-08")] })
            .Done(Notified("2026-06-05"));
        it.Found("EUC-053", "2026-06-13").ShouldBe(["Reject clearance-waiting"]);
        it.Found("EUC-053", "2026-06-16").ShouldBe(["Info clearance-valid"]);
    }

    [Fact]
    public void A_negative_decision_ends_it_and_nothing_opens_it_before_the_notice()
    {
        var it = Given(Ask(ClearanceKind.NoNegativeDecision, 10));
        it.Found("EUC-053", "2026-06-30").ShouldBe(["Reject clearance-not-notified"]);
        it.Done(Notified("2026-06-05")).Done(Decided(ClearanceOutcome.Denied, "2026-06-10"));
        it.Found("EUC-053", "2026-06-30").ShouldBe(["Reject clearance-denied"]);
        it.Found("EUC-053", "2026-06-09").ShouldBe(["Reject clearance-waiting"], "as of that day");
    }

    [Fact]
    public void An_approval_takes_the_committees_yes_and_information_only_the_notice()
    {
        var approval = Given(Ask(ClearanceKind.Approval, 10));
        approval.Found("EUC-053", "2026-06-30").ShouldBe(["Reject clearance-not-decided"]);
        approval.Done(Decided(ClearanceOutcome.Approved, "2026-06-10"));
        approval.Found("EUC-053", "2026-06-09").ShouldBe(["Reject clearance-not-decided"]);
        approval.Found("EUC-053", "2026-06-10").ShouldBe(["Info clearance-valid"]);
        approval.Done(Decided(ClearanceOutcome.Withdrawn, "2026-06-20"));
        approval.Found("EUC-053", "2026-06-30").ShouldBe(["Reject clearance-withdrawn"]);

        var information = Given(Ask(ClearanceKind.Information, 10)).Done(Notified("2026-06-05"));
        information.Found("EUC-053", "2026-06-04").ShouldBe(["Reject clearance-not-notified"]);
        information.Found("EUC-053", "2026-06-05").ShouldBe(["Info clearance-valid"]);
    }

    [Fact]
    public void A_standing_exemption_is_reviewed_by_another_officer()
    {
        // T11: the police are exempt, and the exemption is on record.
        var exempt = Embargo with
        {
            Exempt = [new("police", [EndUserKind.LawEnforcement], [], ClearanceKind.Standing)],
            Routes = [new(ClearanceKind.Standing, "this authority")],
        };
        var it = Under(exempt);
        it.Found("EUC-053").ShouldBe(["Reject clearance-missing"]);
        it.Done(Clearing.Request(it.Now, Ask(ClearanceKind.Standing, 0)));
        it.Found("EUC-053").ShouldBe(["Reject clearance-not-reviewed"]);
        Decision Review(string by) => Clearing.Decide(
            it.Now, Home, On("2026-06-10"), ClearanceOutcome.Reviewed, by, by, "they are police");
        Review("Clerk-07").Refusal!.Code.ShouldBe(Clearing.FourEyes);
        it.Done(Review("chief-01"));
        it.Found("EUC-053").ShouldBe(["Info clearance-valid"]);
        it.Found("EUC-050").ShouldBe(["Info embargo-exempt"]);
    }

    [Fact]
    public void What_the_committee_asks_for_must_be_said_and_only_open_ways_can_be_gone()
    {
        var it = Under(Embargo);
        var asked = Ask(ClearanceKind.NoNegativeDecision, 10);
        Refused(asked with { Contents = [new("Unit", "2nd squadron")] }).ShouldBe(
            new Refusal(Clearing.ContentsMissing, "serials"));
        Refused(Ask(ClearanceKind.Standing, 0)).Code.ShouldBe(Clearing.NoSuchRoute);
        Refused(asked with { Regime = "UN-2" }).Code.ShouldBe(Clearing.RegimeUnknown);
        Refused(asked with { EndUser = "Somebody" }).Code.ShouldBe(Clearing.EndUserDiffers);
        Refused(asked with { Lines = [new(1, 501)] }).Code.ShouldBe(Clearing.LineImpossible);
        Refused(asked with { Lines = [] }).Code.ShouldBe(Clearing.NoLines);
        it.Done(Clearing.Request(it.Now, asked));
        Clearing.Request(it.Now, asked).ShouldBe(Decision.Nothing);
        Refused(asked with { Lines = [new(1, 11)] }).Code.ShouldBe(Clearing.ReferenceUsed);

        Refusal Refused(ClearanceRequested one) => Clearing.Request(it.Now, one).Refusal!;
    }

    [Fact]
    public void Departures_draw_to_the_last_piece_and_not_one_more()
    {
        var it = Given(Ask(ClearanceKind.Approval, 10)).Done(Decided(ClearanceOutcome.Approved, "2026-03-20"));
        it.Done(Authorizing.Grant(it.Now, Consignment.Grant("A-1", 10), it.Rules));
        Authorizing.Grant(it.Now, Consignment.Grant("A-2", 11), it.Rules).Refusal!.Code
            .ShouldBe(EmbargoDecisions.ClearanceExceeded);
        it.Pack("S-1", Consignment.Serials(1, 4)).Depart("S-1");
        it.Pack("S-2", Consignment.Serials(5, 6)).Depart("S-2", "2026-04-21");
        Account(it).Drawn(1).ShouldBe(10);
        it.TryDepart("S-2", "2026-04-21").ShouldBe(Decision.Nothing, "asking again draws nothing more");
        it.Found("EUC-050", "2026-06-30").ShouldBe(["Info embargo-cleared"], "what left was drawn");

        var other = Consignment.Grant("A-3", 1) with { Lines = [new(2, 1)] };
        Authorizing.Grant(it.Now, other, it.Rules).Refusal.ShouldBe(
            new Refusal(EmbargoDecisions.ClearanceExceeded, "UN-1", "2026-04-01"), "line 2 is not cleared");
    }

    [Fact]
    public void What_leaves_is_drawn_from_several_clearances_where_none_has_so_much_left()
    {
        var it = Given(Ask(ClearanceKind.Approval, 10)).Done(Decided(ClearanceOutcome.Approved, "2026-03-20"));
        var more = Ask(ClearanceKind.Approval, 5) with { Reference = "C-2" };
        it.Done(Clearing.Request(it.Now, more));
        it.Done(Clearing.Decide(
            it.Now, more.Subject, On("2026-03-20"), ClearanceOutcome.Approved, "committee", "clerk-07", "letter"));
        it.Done(Authorizing.Grant(it.Now, Consignment.Grant("A-1", 15), it.Rules));
        Authorizing.Grant(it.Now, Consignment.Grant("A-2", 16), it.Rules).Refusal!.Code
            .ShouldBe(EmbargoDecisions.ClearanceExceeded);
        it.Pack("S-1", Consignment.Serials(1, 12)).Depart("S-1");
        Drawn().ShouldBe([10, 2]);
        it.Found("EUC-050", "2026-06-30").ShouldBe(["Info embargo-cleared"]);
        it.Pack("S-2", Consignment.Serials(13, 3)).Depart("S-2", "2026-04-21");
        Drawn().ShouldBe([10, 5]);

        IEnumerable<long> Drawn() => ClearanceAccount.All(it.Facts).Select(one => one.Drawn(1));
    }

    private static ClearanceAccount Account(Consignment it) => ClearanceAccount.All(it.Facts).Single();

    private static Consignment Under(EmbargoImposed embargo)
    {
        var it = new Consignment(authorized: 0);
        foreach (var entry in EmbargoLaw.Table(embargo))
        {
            it.State(entry.Home, entry.Fact);
        }

        return it;
    }

    private static Consignment Given(ClearanceRequested asked)
    {
        var it = Under(Embargo);
        return it.Done(Clearing.Request(it.Now, asked));
    }

    private static ClearanceRequested Ask(ClearanceKind kind, long pieces) => new(
        On("2026-03-10"), Certificate, "C-1", "UN-1", kind, EndUser, pieces > 0 ? [new(1, pieces)] : [],
        [new("unit", "2nd squadron"), new("Serials", "W00001 to W00010")], "clerk-07");

    private static Decision Notified(string on) =>
        new NewFact(Home, new ClearanceNotified(On(on), Certificate, "committee", "clerk-07"));

    private static Decision Decided(ClearanceOutcome outcome, string on) =>
        new NewFact(Home, new ClearanceDecided(On(on), Certificate, outcome, "committee", "clerk-07", "letter"));
}
