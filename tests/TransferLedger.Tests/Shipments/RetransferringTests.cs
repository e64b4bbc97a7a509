using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Shipments;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Consignment;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Shipments;

/// <summary>Twenty pistols are delivered; some of them are to be passed on.</summary>
public sealed class RetransferringTests
{
    private static readonly Custodian Customs = new("Customs Guard", "IS");

    [Fact]
    public void From_the_request_to_the_new_holder()
    {
        var it = Asked(Serials(1, 5));
        it.Done(Approve(it, Serials(1, 3)));
        Lines(it).ShouldBe(new(1, 20, 3, 0, 3));
        it.Done(Execute(it, Serials(1, 2)));
        Lines(it).ShouldBe(new(1, 20, 3, 2, 1));
        Lines(it).Left.ShouldBe(17);
        it.Found("EUC-073").ShouldBeEmpty();

        var weapons = List("S-1", Serials(1, 20)).Weapons.ToList();
        Chain(it, weapons[0]).ShouldSatisfyAllConditions(
            chain => chain.Custodian.ShouldBe(Customs),
            chain => chain.State.ShouldBe(CustodyState.InStock),
            chain => chain.Contradictions.ShouldBeEmpty());
        Chain(it, weapons[2]).Custodian!.Name.ShouldBe(Guard.Name);
    }

    [Fact]
    public void The_same_paper_again_records_nothing()
    {
        var it = Asked(Serials(1, 5));
        Request(it, Serials(1, 5)).Facts.ShouldBeEmpty();
        it.Done(Approve(it, Serials(1, 3)));
        Approve(it, Serials(1, 3)).ShouldBe(Decision.Nothing);
        it.Done(Execute(it, Serials(1, 2)));
        Execute(it, Serials(1, 2)).ShouldBe(Decision.Nothing);
    }

    [Fact]
    public void Who_is_not_the_end_user_cannot_ask() => Refused(
        Retransferring.Request(Delivered().Now, Certificate, new(On("2026-06-05"), "R-1", Maker, Customs, [Serials(1, 1)])),
        Retransferring.NotTheEndUser);

    [Fact]
    public void A_number_is_used_once()
    {
        Refused(Request(Asked(Serials(1, 5)), Serials(1, 4)), Retransferring.ReferenceUsed);
        Refused(Request(Delivered(), Serials(1, 4), " - "), Retransferring.ReferenceMissing);
    }

    [Fact]
    public void Nothing_is_consented_to_that_nobody_asked_for()
    {
        Refused(Approve(Delivered(), Serials(1, 1)), Retransferring.NotRequested);
        Refused(Approve(Asked(Serials(1, 5)), Serials(1, 6)), Retransferring.BeyondRequest);
        Refused(Approve(Asked(Serials(1, 5)), Serials(5, 2)), Retransferring.SerialNotThere);
        var it = Asked(Serials(1, 5));
        it.Done(Approve(it, Serials(1, 3)));
        Refused(Approve(it, new LineContents(1, 3), conditions: "more"), Retransferring.BeyondRequest);
        Approve(it, Serials(4, 2)).Facts.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("--")]
    [InlineData("CHIEF 01")]
    public void One_person_alone_cannot_consent(string? approver)
    {
        var it = Asked(Serials(1, 5));
        Refused(Approve(it, Serials(1, 1), approver: approver), Retransferring.FourEyes);
        Approve(it, Serials(1, 1), approver: approver, parameters: new(FourEyes: false)).Facts.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_decision_comes_after_the_request() =>
        Refused(Approve(Asked(Serials(1, 5)), Serials(1, 1), on: "2026-06-04"), Retransferring.TooEarly);

    [Fact]
    public void What_was_not_delivered_is_not_there()
    {
        Refused(Approve(Asked(new LineContents(1, 21)), new LineContents(1, 21)), Retransferring.NotThere);
        Approve(Asked(new LineContents(1, 20)), new LineContents(1, 20)).Facts.ShouldHaveSingleItem();
        Refused(Approve(Asked(Serials(20, 2)), Serials(21, 1)), Retransferring.SerialNotThere);
        Refused(Approve(Asked(new LineContents(2, 1)), new LineContents(2, 1)), Retransferring.NotThere);
    }

    [Fact]
    public void What_is_promised_to_one_is_not_promised_to_another()
    {
        var it = Asked(Serials(1, 12));
        it.Done(Approve(it, Serials(1, 12))).Done(Request(it, new LineContents(1, 9), "R-2"));
        Refused(Approve(it, new LineContents(1, 9), "R-2"), Retransferring.NotThere);
        Refused(Approve(it, Serials(12, 1), "R-2"), Retransferring.SerialNotThere);
        Approve(it, Serials(13, 8), "R-2").Facts.ShouldHaveSingleItem();
    }

    [Fact]
    public void What_was_passed_on_without_asking_is_gone_as_well()
    {
        var it = Asked(Serials(1, 20));
        it.Done(Execute(it, Serials(1, 4), "on their own"));
        it.Found("EUC-073").ShouldBe(["Reject retransfer-without-consent"]);
        Refused(Approve(it, new LineContents(1, 17)), Retransferring.NotThere);
        Refused(Approve(it, Serials(4, 1)), Retransferring.SerialNotThere);
        Approve(it, Serials(5, 16)).Facts.ShouldHaveSingleItem();
    }

    [Fact]
    public void What_is_lost_stolen_or_destroyed_is_gone_by_serial_and_by_number()
    {
        var it = Asked(Serials(1, 20));
        var weapons = List("S-1", Serials(1, 20)).Weapons.ToList();
        it.State(weapons[0].Subject, new TheftReported(On("2026-06-01"), Guard))
            .State(weapons[1].Subject, new LossReported(On("2026-06-01"), Guard))
            .State(weapons[2].Subject, new Destroyed(On("2026-06-01"), Guard, "cut"))
            .State(weapons[3].Subject, new CustodyTransferred(On("2026-06-01"), Guard, Customs));
        foreach (var gone in Enumerable.Range(1, 4))
        {
            Refused(Approve(it, Serials(gone, 1)), Retransferring.SerialNotThere);
        }

        Refused(Approve(it, new LineContents(1, 17)), Retransferring.NotThere);
        Approve(it, new LineContents(1, 16)).Facts.ShouldHaveSingleItem();
    }

    [Fact]
    public void What_came_back_to_the_exporter_is_gone()
    {
        var it = Asked(Serials(1, 20));
        it.Done(it.TryReturn("S-1", Serials(1, 2)));
        Refused(Approve(it, Serials(2, 1)), Retransferring.SerialNotThere);
        Refused(Approve(it, new LineContents(1, 19)), Retransferring.NotThere);
    }

    [Fact]
    public void A_denial_has_a_reason_and_ends_the_request()
    {
        var it = Asked(Serials(1, 5));
        Refused(Deny(it, " "), Retransferring.ReasonMissing);
        Refused(Deny(Delivered(), "no need"), Retransferring.NotRequested);
        it.Done(Deny(it, "no need"));
        Deny(it, "no need").ShouldBe(Decision.Nothing);
        Refused(Deny(it, "another"), Retransferring.DecidedBefore);
        Refused(Approve(it, Serials(1, 1)), Retransferring.DecidedBefore);
        it.Done(Execute(it, Serials(1, 1)));
        it.Found("EUC-073").ShouldBe(["Reject retransfer-without-consent"]);
    }

    [Fact]
    public void What_is_consented_to_is_not_denied_any_more()
    {
        var it = Asked(Serials(1, 5));
        it.Done(Approve(it, Serials(1, 1)));
        Refused(Deny(it, "no need"), Retransferring.DecidedBefore);
    }

    [Fact]
    public void A_report_is_never_refused_for_what_it_says_but_for_what_it_is_not()
    {
        Refused(Execute(Delivered(), new LineContents(7, 1)), Shipping.LineUnknown);
        Refused(Execute(Delivered(), new LineContents(1, 0)), Shipping.QuantityImpossible);
        var it = Delivered();
        it.Done(Execute(it, new LineContents(1, 300))).Done(Execute(it, new LineContents(1, 1, ["none"]), "R-9"));
        Lines(it).Left.ShouldBe(20 - 301);
    }

    private static Consignment Delivered() =>
        new Consignment().Pack("S-1", Serials(1, 20)).Depart("S-1").Arrive("S-1").Receive("S-1", Serials(1, 20));

    private static Consignment Asked(LineContents contents)
    {
        var it = Delivered();
        return it.Done(Request(it, contents));
    }

    private static Decision Request(Consignment it, LineContents contents, string reference = "R-1") =>
        Retransferring.Request(it.Now, Certificate, new(On("2026-06-05"), reference, Guard, Customs, [contents]));

    private static Decision Approve(
        Consignment it,
        LineContents contents,
        string reference = "r/1",
        string? approver = "chief-02",
        string on = "2026-06-10",
        string? conditions = null,
        RetransferParameters? parameters = null) =>
        Retransferring.Approve(
            it.Now, Certificate, new(On(on), reference, Guard, "chief-01", [contents], conditions, approver),
            parameters ?? RetransferParameters.Default, it.Rules);

    private static Decision Deny(Consignment it, string reason) =>
        Retransferring.Deny(it.Now, Certificate, new(On("2026-06-10"), "R-1", Maker, "chief-01", reason));

    private static Decision Execute(Consignment it, LineContents contents, string reference = "R-1") =>
        Retransferring.Execute(it.Now, Certificate, new(On("2026-06-20"), reference, Guard, Customs, [contents]));

    private static RetransferLine Lines(Consignment it) =>
        Retransfers.Of(Certificate, it.Now.About(Certificate), it.Balance).Lines[0];

    private static CustodyChain Chain(Consignment it, WeaponId weapon) => CustodyReplay.Of(
        it.Facts.Where(fact => fact.IsAbout(weapon.Subject)), AsOf.Now, CustodyParameters.Default);

    private static void Refused(Decision decision, string code) =>
        decision.Refusal.ShouldNotBeNull().Code.ShouldBe(code);
}
