using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Tracing;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Custody;

/// <summary>What has to be on record before a weapon is destroyed.</summary>
public sealed class DestroyingTests
{
    private static readonly Subject Trace = Subject.Parse("trace/t-1");

    [Fact]
    public void Surplus_with_its_marks_two_witnesses_and_a_picture_is_destroyed()
    {
        var it = new Noted().Add(Made("2010-01-01", "Army"));
        var decided = Decide(it, Melting());
        decided.Facts.ShouldHaveSingleItem().Home.ShouldBe(Told.Weapon.Subject);
        it.Add(Melting());
        Decide(it, Melting()).ShouldBe(Decision.Nothing);
        Code(it, Melting("2012-01-01")).ShouldBe(Destroying.DoneAlready);
    }

    [Fact]
    public void Not_without_a_record_of_its_marks()
    {
        var it = new Noted().Add(Registered("2010-01-01", "Army"));
        Code(it, Melting()).ShouldBe(Destroying.NoMarks);
        it.Add(new MarkingRecorded(On("2010-02-01"), new(MarkKind.Serial, "", Legibility.Absent)));
        Decide(it, Melting()).Facts.ShouldHaveSingleItem();
        Code(new Noted(), Melting()).ShouldBe(Destroying.Unknown);
    }

    [Fact]
    public void A_collected_one_only_once_it_is_decided_whether_it_is_traced()
    {
        var it = new Noted().Add(Made("2010-01-01"), Surrendered("2010-06-01", "Army"));
        Code(it, Melting()).ShouldBe(Destroying.NotDecided);
        it.Add(
            new TraceForgone(On("2010-07-01"), "made by hand", "chief", [Told.Weapon.Subject]), On("2010-07-01").Latest,
            new Provenance("chief"), Trace);
        Decide(it, Melting()).Facts.ShouldHaveSingleItem();
    }

    [Fact]
    public void Not_while_a_trace_is_open()
    {
        var it = new Noted().Add(Made("2010-01-01"), Seized("2010-06-01", "Army")).Add(
            new TraceRequested(
                On("2010-07-01"), TraceDirection.Sent, "DE", "npc", new(), [new(MarkKind.Serial, "A1")], "found", "case",
                "analyst", [Told.Weapon.Subject]),
            On("2010-07-01").Latest, new Provenance("analyst"), Trace);
        Decide(it, Melting()).Refusal.ShouldBe(new Refusal(Destroying.TraceOpen, "t-1"));
        it.Add(
            new TraceClosed(
                On("2010-08-01"), TraceResult.NotTraced, DiversionStage.Unknown, "no reply", "chief",
                [Told.Weapon.Subject]),
            On("2010-08-01").Latest, new Provenance("chief"), Trace);
        Decide(it, Melting()).Facts.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("one|two", 0, Destroying.NoPicture)]
    [InlineData("one|ONE", 1, Destroying.Witnesses)]
    [InlineData("one|clerk", 1, Destroying.Witnesses)]
    [InlineData("one|Army", 1, Destroying.Witnesses)]
    [InlineData("", 1, Destroying.Witnesses)]
    public void Not_without_proof(string witnesses, int pictures, string code) => Destroying.Decide(
        [.. new Noted().Add(Made("2010-01-01", "Army")).Dossier.Facts], Told.Weapon,
        Melting() with { Witnesses = [.. witnesses.Split('|')] }, "clerk", pictures).Refusal!.Code.ShouldBe(code);

    [Fact]
    public void Not_before_it_was_seen_last() => Code(
        new Noted().Add(Made("2010-01-01", "Army"), Counted("2013-01-01", "Army")), Melting())
        .ShouldBe(Destroying.SeenLater);

    private static Destroyed Melting(string on = "2011-01-01") =>
        new(On(on), By("Army"), "melting", null, ["one", "two"]);

    private static Decision Decide(Noted it, Destroyed fact) =>
        Destroying.Decide([.. it.Dossier.Facts], Told.Weapon, fact, "clerk", 1);

    private static string Code(Noted it, Destroyed fact) => Decide(it, fact).Refusal.ShouldNotBeNull().Code;
}
