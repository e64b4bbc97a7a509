using TransferLedger.Custody;
using TransferLedger.Diversion;
using TransferLedger.Ledger;
using TransferLedger.Tests.Custody;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Diversion;

public sealed class DivertingTests
{
    private static readonly Subject Home = Subject.Of("finding", "d-1");

    private static readonly DiversionAsserted Said = new(
        On("2012-02-01"), Told.Weapon.Subject, By("Army@AA"), On("2010-06-01"), On("2012-01-01"),
        DiversionStage.InEndUserStock, "seized in a raid", "B2", "desk", On("2012-03-01"), "analyst", [], 2);

    private readonly List<Recorded> _facts = [.. Log(Made("2010-01-01"), Seized("2012-01-01", "Police"))];

    [Fact]
    public void From_assertion_to_confirmation()
    {
        Done(Diverting.Assert([.. _facts], Home, Said));
        _facts[^1].Fact.AlsoAbout().ShouldBe([Told.Weapon.Subject, By("Army@AA").Party]);
        Case.Status.ShouldBe(DiversionStatus.Asserted);
        Case.IsOverdue(On("2012-03-01").Latest).ShouldBeFalse();
        Case.IsOverdue(On("2012-03-02").Latest).ShouldBeTrue();

        Confirm().Refusal!.Code.ShouldBe(Diverting.NotCorroborated);
        Corroborate().Refusal.ShouldBe(new Refusal(Diverting.NotCorroborated, 1));
        Done(Evidence("Panel", "C4"));
        Done(Evidence("Witness", "D1"));
        Done(Evidence("Panel", "B2", supports: false));
        Corroborate().Refusal.ShouldBe(new Refusal(Diverting.NotCorroborated, 1));
        Done(Evidence("Panel", "C3"));
        Confirm().Refusal.ShouldBe(new Refusal(Diverting.NotCorroborated, 2));
        Done(Corroborate());
        Done(Diverting.Assign([.. _facts], Home, new DiversionAssigned(On("2012-04-01"), "east", On("2012-09-01"), "chief", [])));
        (Case.Status, Case.Owner, Case.Due!.Text).ShouldBe((DiversionStatus.Corroborated, "east", "2012-09-01"));
        Confirm("Chief").Refusal.ShouldBe(new Refusal(Diverting.FourEyes, "chief"));
        Done(Confirm());
        (Case.Status, Case.Due, Case.Decided!.Text, Case.Evidence.Count)
            .ShouldBe((DiversionStatus.Confirmed, null, "2012-05-01", 4));
        Confirm().Refusal!.Code.ShouldBe(Diverting.Closed);
        Dismiss().Refusal!.Code.ShouldBe(Diverting.Closed);
        Done(Evidence("Late source", "F6"));

        // The weapon's custody is not touched by what people assert of it.
        CustodyReplay.Of(_facts, AsOf.Now, CustodyParameters.Default)
            .ShouldBe(CustodyReplay.Of(_facts.Take(2), AsOf.Now, CustodyParameters.Default));
    }

    [Fact]
    public void Dismissed_and_retracted()
    {
        Done(Diverting.Assert([.. _facts], Home, Said));
        Done(Dismiss());
        Case.Status.ShouldBe(DiversionStatus.Dismissed);
        Add(new RecordRetracted(On("2012-06-01"), _facts[^1].Position, [Home], "too early", "second"));
        Case.Status.ShouldBe(DiversionStatus.Asserted);
        Add(new RecordRetracted(On("2012-06-02"), 3, [Home], "another weapon", "second"));
        DiversionCase.Of(_facts).ShouldBeNull();
        _facts.Aggregate((DiversionRow?)null, (row, fact) => DiversionRow.Apply("d-1", row, fact))!
            .Case.ShouldBeNull();
    }

    [Fact]
    public void A_finding_of_a_weapon_from_which_an_identity_was_split_since_may_be_about_another()
    {
        var other = WeaponId.Issue("test", "another");
        _facts[1] = _facts[1] with { Home = other.Subject };
        Of(Told.Weapon, new IdentityMerged(On("2011-01-01"), [other], "alike", "chief", "second"));
        Done(Diverting.Assert([.. _facts], Home, Said));
        Lost().ShouldBeNull();
        Of(Told.Weapon, new IdentitySplit(On("2012-03-01"), 3, [other], "another slide", "second", "chief"));
        Lost()!.ShouldBe(new(
            [other], [new(5, On("2012-03-01"), "another slide", "second", "chief")], [other]));
        (Case.HeldAgainst(_facts.Take(4)).IdentityLost, Case.IdentityLost).ShouldBe((null, null));

        Done(Evidence("Panel", "B2"));
        Done(Corroborate());
        Lost().ShouldNotBeNull("Nobody has decided since.");
        Done(Confirm());
        Lost().ShouldBeNull("Two persons have confirmed it since.");
        Of(Told.Weapon, new IdentityMerged(On("2012-06-01"), [other], "alike after all", "chief", "second"));
        Lost().ShouldBeNull("It has gained one.");
    }

    [Fact]
    public void A_merge_that_was_retracted_is_taken_back_too_and_one_that_is_made_again_is_none_the_less()
    {
        var other = WeaponId.Issue("test", "another");
        Of(Told.Weapon, new IdentityMerged(On("2011-01-01"), [other], "alike", "chief", "second"));
        Done(Diverting.Assert([.. _facts], Home, Said));
        Of(Told.Weapon, new RecordRetracted(On("2012-03-01"), 3, [Told.Weapon.Subject], "wrong picture", "chief"));
        (Lost()!.Facts.Single().Position, Lost()!.Sighted).ShouldBe((5, []), "The sighting is about the item itself.");
        Of(other, new IdentityMerged(On("2012-04-01"), [Told.Weapon], "alike", "chief", "second"));
        Lost().ShouldBeNull();
        Of(other, new IdentitySplit(On("2012-05-01"), 6, [Told.Weapon], "no", "chief", "second"));
        Lost()!.Facts.Single().Position.ShouldBe(5);
        Done(Dismiss());
        Lost().ShouldBeNull("It is dismissed.");
    }

    public static TheoryData<string, DiversionAsserted> Wrong => new()
    {
        { Diverting.ItemUnknown, Said with { Item = WeaponId.Issue("test", "none").Subject } },
        { Diverting.NoPoint, Said with { Custodian = new("") } },
        { Diverting.NoPoint, Said with { Grounds = " " } },
        { Diverting.NoPoint, Said with { Owner = "" } },
        { Diverting.NoGrade, Said with { Grade = "" } },
        { Diverting.NoGrade, Said with { Grade = "G1" } },
        { Diverting.WindowReversed, Said with { From = On("2013-01-01") } },
        { Diverting.DueBefore, Said with { Due = On("2012-01-01") } },
        { Diverting.RoundsImpossible, Said with { Rounds = 10 } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void No_finding_without_item_point_and_grade(string code, DiversionAsserted fact) =>
        Diverting.Assert([.. _facts], Home, fact).Refusal!.Code.ShouldBe(code);

    [Fact]
    public void A_reference_is_used_once_and_nothing_follows_what_was_never_asserted()
    {
        Evidence("Panel", "B2").Refusal!.Code.ShouldBe(Diverting.Unknown);
        Confirm().Refusal!.Code.ShouldBe(Diverting.Unknown);
        Done(Diverting.Assert([.. _facts], Home, Said));
        Diverting.Assert([.. _facts], Home, Said).Refusal.ShouldBe(new Refusal(Diverting.ReferenceUsed, 3L));
        Evidence("Panel", "Z9").Refusal!.Code.ShouldBe(Diverting.NoGrade);
        Evidence(" ", "B2").Refusal!.Code.ShouldBe(Diverting.NoPoint);
    }

    private DiversionCase Case => DiversionCase.Of(_facts).ShouldNotBeNull();

    private Decision Evidence(string source, string grade, bool supports = true) => Diverting.Add(
        [.. _facts], Home, new DiversionEvidenceAdded(On("2012-03-01"), source, supports, "seen", grade, "analyst", []));

    private Decision Corroborate() =>
        Diverting.Corroborate([.. _facts], Home, new DiversionCorroborated(On("2012-04-01"), "both", "chief", []));

    private Decision Confirm(string approver = "second") =>
        Diverting.Confirm([.. _facts], Home, new DiversionConfirmed(On("2012-05-01"), "both", "chief", approver, []));

    private Decision Dismiss() =>
        Diverting.Dismiss([.. _facts], Home, new DiversionDismissed(On("2012-05-01"), "sold", "chief", "second", []));

    private IdentityLost? Lost() => Case.HeldAgainst(_facts).IdentityLost;

    private void Of(WeaponId weapon, LedgerEvent fact)
    {
        Add(fact);
        _facts[^1] = _facts[^1] with { Home = weapon.Subject };
    }

    private void Done(Decision decision)
    {
        decision.Refusal.ShouldBeNull();
        foreach (var made in decision.Facts)
        {
            Add(made.Fact);
        }
    }

    private void Add(LedgerEvent fact)
    {
        var position = _facts.Count + 1;
        _facts.Add(fact.As(position, position) with { Home = Home });
    }
}
