using System.Collections.Immutable;
using TransferLedger.Authorities;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Rules;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Authorizations;

public sealed class AuthorizingTests
{
    [Fact]
    public void T5_T6_three_hundred_and_two_hundred_of_five_hundred_and_then_not_one()
    {
        var first = Granted([], Ask("A-1", 300));
        var second = Granted([first], Ask("A-2", 200));
        Left([first, second]).ShouldBe(0);

        var third = Decide([first, second], Ask("A-3", 1));
        third.Refusal.ShouldBe(new Refusal(Authorizing.OverDraw, 1, 500L, 500L, 1L));
        third.Facts.ShouldBeEmpty();
    }

    [Fact]
    public void The_same_again_is_nothing_new_and_the_same_number_for_something_else_is_refused()
    {
        var first = Granted([], Ask("A-1", 300));
        Decide([first], Ask("a 1", 300) with { Number = "A-1" }).ShouldBe(Decision.Nothing);
        Decide([first], Ask("A-1", 200)).Refusal!.Code.ShouldBe(Authorizing.NumberUsed);
    }

    [Fact]
    public void What_is_revoked_returns_but_for_what_had_left()
    {
        var grant = Granted([], Ask("A-1", 500));
        var revoked = Revoked([grant], "A-1", 120);
        Left([grant, revoked]).ShouldBe(380);
        Decide([grant, revoked], Ask("A-2", 381)).Refusal!.Code.ShouldBe(Authorizing.OverDraw);
        Granted([grant, revoked], Ask("A-2", 380) with { Happened = On("2026-05-02") });
        Decide([grant, revoked], Ask("A-2", 380)).Refusal!.Details.ShouldContain("EUC-040", "nothing was left before");
        Revoke([grant, revoked], "A-1", 0).Refusal!.Code.ShouldBe(Authorizing.RevokedBefore);
        Revoke([grant, revoked], "A-1", 120).ShouldBe(Decision.Nothing);
        Decide([grant, revoked], Ask("A-1", 500)).Refusal!.Code.ShouldBe(Authorizing.RevokedBefore);
        Revoke([grant], "A-1", 501).Refusal!.Code.ShouldBe(Authorizing.ShippedTooMuch);
        Revoke([grant], "A-9", 0).Refusal!.Code.ShouldBe(Authorizing.Unknown);
    }

    public static TheoryData<string, AuthorizationGranted> Wrong => new()
    {
        { Authorizing.FourEyes, Ask("A-1", 1) with { Approver = "Clerk 07" } },
        { Authorizing.FourEyes, Ask("A-1", 1) with { Approver = " " } },
        { Authorizing.CertificateUnknown, Ask("A-1", 1) with { Certificate = Subject.Parse("certificate/is/other") } },
        { Authorizing.CertificateHeld, Ask("A-1", 1) with { Happened = On("2026-03-20") } },
        { Authorizing.CertificateNotInForce, Ask("A-1", 1) with { Happened = On("2027-01-01") } },
        { Authorizing.OverBefore, Ask("A-1", 1) with { ValidTo = On("2026-01-01") } },
        { Authorizing.ConditionUnclear, Ask("A-1", 1) with { Conditions = [new(" ", "clerk-07")] } },
        { Authorizing.ConditionUnclear, Ask("A-1", 1) with { Conditions = [new("Two guards", "")] } },
        { Authorizing.NoLines, Ask("A-1", 1) with { Lines = [] } },
        { Authorizing.LineUnknown, Ask("A-1", 1) with { Lines = [new(3, 1)] } },
        { Authorizing.LineUnknown, Ask("A-1", 1) with { Lines = [new(1, 1), new(1, 1)] } },
        { Authorizing.QuantityImpossible, Ask("A-1", 0) },
        { Authorizing.QuantityImpossible, Ask("A-1", -1) },
        { Authorizing.OverDraw, Ask("A-1", 501) },
        { Authorizing.OverDraw, Ask("A-1", long.MaxValue) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_may_not_be_is_refused_with_its_reason(string code, AuthorizationGranted asked) =>
        Decide([], asked).Refusal!.Code.ShouldBe(code);

    [Fact]
    public void Only_where_a_pack_leaves_rules_without_an_answer_to_the_approver_must_the_approver_say_what_was_found()
    {
        var (state, asked) = (State([], new Trial()), Ask("A-1", 1) with { Clearance = null });
        var left = Consignment.PackOf(Consignment.Unassessed);
        var refusal = Authorizing.Grant(state, asked, left).Refusal!;
        refusal.Code.ShouldBe(Authorizing.ClearanceMissing);
        refusal.Details.ShouldHaveSingleItem().ShouldBeOfType<string>().ShouldContain("EUC-051");
        Authorizing.Grant(state, asked with { Clearance = "looked up" }, left).Facts.ShouldHaveSingleItem();
        var answered = left with { Pack = left.Pack with { Rules = ["EUC-040"] } };
        Authorizing.Grant(state, asked, answered).Facts.ShouldHaveSingleItem();
    }

    [Fact]
    public void What_the_grant_would_bring_about_is_looked_at_before_it()
    {
        var state = State([], new Trial());
        var pack = Consignment.PackOf(Consignment.Unassessed);
        Authorizing.Grant(state, Ask("A-1", 1), pack).Facts.ShouldHaveSingleItem();
        var refusal = Authorizing.Grant(state, Ask("A-1", 1) with { Exporter = "Somebody Ltd" }, pack).Refusal!;
        refusal.Code.ShouldBe(Authorizing.CertificateHeld);
        refusal.Details[..2].ShouldBe(["Hold", "EUC-042"]);
        refusal.Details[2].ShouldBeOfType<RuleFinding>().Code.ShouldBe("second-exporter");
        Authorizing.Grant(State([]), Ask("A-1", 1) with { Exporter = "Somebody Ltd" }, pack).Facts.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_rejected_certificate_cannot_be_cited_whatever_the_approver_says()
    {
        var denied = Confirmed with { Kind = ReplyKind.NotIssued };
        var state = State([], new Trial { After = [Compared, Asked, denied] });
        var refusal = Authorizing.Grant(state, Ask("A-1", 1), Consignment.PackOf(Consignment.Unassessed)).Refusal!;
        refusal.Code.ShouldBe(Authorizing.CertificateHeld);
        refusal.Details.ShouldBe(["Reject", "EUC-024"]);
    }

    [Fact]
    public void After_every_step_of_any_history_nothing_is_over_drawn_and_nothing_lost()
    {
        var random = new Random(20261123);
        for (var history = 0; history < 200; history++)
        {
            var facts = new List<LedgerEvent>();
            var expected = new Dictionary<string, long>(StringComparer.Ordinal);
            for (var step = 0; step < 12; step++)
            {
                var number = $"A-{random.Next(8)}";
                var quantity = random.Next(1, 250);
                var decision = random.Next(3) > 0 || !expected.TryGetValue(number, out var drawn)
                    ? Decide(facts, Ask(number, quantity))
                    : Revoke(facts, number, Math.Min(quantity, drawn));
                if (!decision.Facts.IsEmpty)
                {
                    var fact = decision.Facts.ShouldHaveSingleItem().Fact;
                    facts.Add(fact);
                    expected[number] =
                        fact is AuthorizationRevoked ended ? ended.Shipped.Sum(it => it.Quantity) : quantity;
                }
                else if (decision.Refusal?.Code == Authorizing.OverDraw)
                {
                    (expected.Values.Sum() + quantity).ShouldBeGreaterThan(500);
                }

                Left(facts).ShouldBe(500 - expected.Values.Sum());
                Left(facts).ShouldBeGreaterThanOrEqualTo(0);
            }
        }
    }

    internal static AuthorizationGranted Ask(string number, long quantity) => new(
        On("2026-04-01"), "DE", number, Certificate, "Waffenfabrik", [new(1, quantity)], "clerk-07", "chief-01", "by hand");

    private static AuthorizationState State(IReadOnlyList<LedgerEvent> draws, Trial? trial = null)
    {
        // Under a one-off nothing is granted once something has left (EUC-044).
        trial ??= new Trial { Paper = InOrder with { Use = CertificateUse.Framework } };
        var facts = trial.RegisterFacts().Concat(trial.Facts())
            .Concat(draws.SelectMany((it, at) => Record(HomeOf(it, draws), [it], 201 + at)));
        return facts.Aggregate(AuthorizationState.Initial, AuthorizationState.Evolve);
    }

    /// <summary>A revocation is kept with the grant whose number the test notes as its reason.</summary>
    private static Subject HomeOf(LedgerEvent fact, IReadOnlyList<LedgerEvent> all) =>
        fact is AuthorizationRevoked ended
            ? all.OfType<AuthorizationGranted>().First(it => it.Number == ended.Reason).Subject
            : ((AuthorizationGranted)fact).Subject;

    private static Decision Decide(IReadOnlyList<LedgerEvent> draws, AuthorizationGranted asked) =>
        Authorizing.Grant(State(draws), asked, Consignment.PackOf(Consignment.Unassessed));

    private static LedgerEvent Granted(IReadOnlyList<LedgerEvent> draws, AuthorizationGranted asked) =>
        Decide(draws, asked).Facts.ShouldHaveSingleItem().Fact;

    private static Decision Revoke(IReadOnlyList<LedgerEvent> draws, string number, long shipped) => Authorizing.Revoke(
        State(draws),
        Subject.Of("authorization", "DE", number),
        new(On("2026-05-01"), Certificate, [new(1, shipped)], "chief-01", number));

    private static LedgerEvent Revoked(IReadOnlyList<LedgerEvent> draws, string number, long shipped) =>
        Revoke(draws, number, shipped).Facts.ShouldHaveSingleItem().Fact;

    private static long Left(IReadOnlyList<LedgerEvent> draws) =>
        CertificateBalance.Of(State(draws).About(Certificate)).Lines[0].Remaining;
}
