using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Custody;

/// <summary>Windows, keys, decisions, hashes, differences, merges.</summary>
public sealed class ReportTests
{
    private static readonly WeaponId Other = WeaponId.Issue("test", "other");

    public static TheoryData<string, LedgerEvent[], DiversionStage, DiversionExplanation> Stages => new()
    {
        { "made by somebody somewhere", [Made("2010-01-01")], DiversionStage.Unknown, DiversionExplanation.Unexplained },
        {
            "with a dealer of the maker's country", [MadeIn("DE"), Sold("2011-01-01", "Maker@DE", "Dealer@DE")],
            DiversionStage.BeforeExport, DiversionExplanation.Unexplained
        },
        {
            "packed", [Made("2010-01-01"), Packed("2011-01-01", "Maker", "Army")],
            DiversionStage.BeforeExport, DiversionExplanation.Unexplained
        },
        {
            "on the way",
            [Made("2010-01-01"), Packed("2011-01-01", "Maker", "Army"), Departed("2011-01-02", "Maker", "Army", "Line")],
            DiversionStage.InTransit, DiversionExplanation.Unexplained
        },
        {
            "arrived",
            [
                Made("2010-01-01"), Packed("2011-01-01", "Maker", "Army"), Departed("2011-01-02", "Maker", "Army", "Line"),
                Arrived("2011-01-20"),
            ],
            DiversionStage.AtDelivery, DiversionExplanation.Unexplained
        },
        { "delivered", Exported, DiversionStage.InEndUserStock, DiversionExplanation.Unexplained },
        {
            "issued", [.. Exported, Issued("2011-05-01", "Army@AA")],
            DiversionStage.InUseByEndUser, DiversionExplanation.Unexplained
        },
        {
            "passed on", [.. Exported, PassedOn("2011-05-01", "Army@AA", "Guard@BB")],
            DiversionStage.AfterRetransfer, DiversionExplanation.Retransfer
        },
        {
            "stolen", [.. Exported, Stolen("2011-05-01", "Army@AA")],
            DiversionStage.AfterLossOrTheft, DiversionExplanation.Theft
        },
        {
            "captured", [.. Exported, Captured("2011-05-01", "Army@AA")],
            DiversionStage.AfterLossOrTheft, DiversionExplanation.Capture
        },
        {
            "collected", [.. Exported, Surrendered("2011-05-01", "Mission@CC")],
            DiversionStage.AfterSeizureOrCollection, DiversionExplanation.Unexplained
        },
        {
            "destroyed", [.. Exported, Melted("2011-05-01", "Army@AA")],
            DiversionStage.AtDestruction, DiversionExplanation.Unexplained
        },
    };

    private static LedgerEvent[] Exported =>
    [
        MadeIn("DE"), Packed("2010-02-01", "Maker@DE", "Army@AA"), Departed("2010-02-02", "Maker@DE", "Army@AA", "Line"),
        Arrived("2010-02-20", "Port@AA"), Delivered("2010-02-22", "Army@AA", "Depot@AA"),
    ];

    [Theory]
    [MemberData(nameof(Stages))]
    public void The_stage_says_where_it_left_lawful_hands(
        string name, LedgerEvent[] life, DiversionStage stage, DiversionExplanation explanation)
    {
        var window = Replayed([.. life, Seized("2012-01-01", "Police@DD", "Border@DD")]).Windows[^1];
        (window.Stage, window.Explanation).ShouldBe((stage, explanation), name);
        (window.ExplainedBy is null).ShouldBe(explanation == DiversionExplanation.Unexplained);
        window.Sighting.ShouldBe(life.Length + 1);
    }

    [Fact]
    public void No_window_without_a_sighting_or_at_the_custodians_own_site()
    {
        Replayed(Exported).Windows.ShouldBeEmpty();
        Replayed([.. Exported, Seized("2012-01-01", "Police@AA", "Depot@AA")]).Windows.ShouldBeEmpty();
        Replayed(Registered("2010-01-01"), Seized("2012-01-01", "Police")).Windows.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2010-05-01", Confidence.High)]
    [InlineData("2011-12-01", Confidence.Medium)]
    [InlineData("2013-01-01", Confidence.Low)]
    public void Confidence_falls_with_the_length(string seized, Confidence confidence) =>
        Replayed([.. Exported, Seized(seized, "Police@DD")]).Windows.ShouldHaveSingleItem()
            .Confidence.ShouldBe(confidence);

    [Fact]
    public void Confidence_is_low_where_the_number_could_not_be_read_at_the_sighting()
    {
        var worn = new SeizureRecorded(
            On("2010-05-01"), By("Police@DD"), At("Border@DD")!, Marks: [new(MarkKind.Serial, "A", Legibility.Partly)]);
        Replayed([.. Exported, worn]).Windows.ShouldHaveSingleItem().Confidence.ShouldBe(Confidence.Low);
    }

    [Fact]
    public void A_further_proof_of_presence_never_lengthens_the_window() =>
        Prop.ForAll(Scripts.Day.ListOf().ToArbitrary(), Scripts.Day.ToArbitrary(), (days, further) =>
        {
            LedgerEvent[] story =
            [
                Made("2009-01-01", "Army"), Seized("2010-02-01", "Police"), .. days.Select(day => Counted(day, "Army")),
            ];
            var before = Replayed(story).Windows.ShouldHaveSingleItem().Days!.Value;
            Replayed([.. story, Counted(further, "Army")]).Windows.ShouldHaveSingleItem().Days!.Value
                .ShouldBeLessThanOrEqualTo(before);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Keys_and_state_hash_do_not_depend_on_the_order_of_arrival() =>
        Prop.ForAll(Scripts.OfDays.ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (facts, seed) =>
        {
            var (straight, shuffled) = (Of(Enumerable.Range(0, facts.Length)), Of(Scripts.Order(facts.Length, seed)));
            straight?.StateHash.ShouldBe(shuffled!.StateHash);
            Keys(straight).ShouldBe(Keys(shuffled));

            static IEnumerable<string> Keys(CustodyReport? report) =>
                (report?.Findings ?? []).Select(it => it.Key).Order(StringComparer.Ordinal);

            CustodyReport? Of(IEnumerable<int> order) => CustodyReport.Of(
                Told.Weapon, new WeaponDossier(Scripts.Recorded(facts, [.. order])), AsOf.Now, On("2031-01-01").Latest);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void The_state_hash_changes_with_what_it_covers()
    {
        var it = new Noted().Add(Exported);
        var before = it.Report().StateHash;
        it.Report().StateHash.ShouldBe(before);
        before.Length.ShouldBe(64);
        it.Add(Issued("2011-01-01", "Army@AA"));
        it.Report().StateHash.ShouldNotBe(before);
        it.Report(new AsOf(On("2010-12-31").Latest, null)).StateHash.ShouldBe(before);
    }

    [Fact]
    public void People_decide_on_findings_and_the_finding_stays()
    {
        var it = new Noted().Add(Exported).Add(Seized("2012-01-01", "Police@DD"));
        var finding = it.Report().Findings.ShouldHaveSingleItem();
        finding.Key.ShouldStartWith("coc-041-");
        var fact = new FindingDecided(
            On("2012-02-01"), finding.Key, "", FindingDecision.Explained, "loan not recorded", "chief-01", "chief-02", []);

        Identities.Decide(it.Report(), fact with { Approver = "Chief 01" }).Refusal!.Code.ShouldBe(Identities.FourEyes);
        Identities.Decide(it.Report(), fact with { Grounds = " " }).Refusal!.Code.ShouldBe(Identities.NothingSaid);
        Identities.Decide(it.Report(), fact with { Finding = "coc-041-x" }).Refusal!.Code.ShouldBe(Identities.FindingUnknown);
        Identities.Decide(null, fact).Refusal!.Code.ShouldBe(Identities.FindingUnknown);

        it.Add([.. Identities.Decide(it.Report(), fact).Facts.Select(made => made.Fact)]);
        it.Report().Findings.ShouldHaveSingleItem().Decided.ShouldNotBeNull().ShouldSatisfyAllConditions(
            decided => decided.Decision.ShouldBe(FindingDecision.Explained),
            decided => decided.Rule.ShouldBe("COC-041"),
            decided => decided.About.ShouldBe([Told.Weapon.Subject]));
        it.Report(Noted.KnownOn("2012-01-15")).Findings.ShouldHaveSingleItem().Decided.ShouldBeNull();
        it.Add(Retracted(it.Last.Position, "2012-03-01"));
        it.Report().Findings.ShouldHaveSingleItem().Decided.ShouldBeNull();
    }

    [Fact]
    public void The_difference_of_two_points_names_what_was_learnt_corrected_and_disputed()
    {
        var it = new Noted().Add(Exported).Add(Issued("2011-01-01", "Army@AA"), Seized("2012-01-01", "Police@DD"));
        var then = it.Report(Noted.KnownOn("2011-06-01"));
        it.Add(
            Corrected(6, "happened", "2011-01-01", "2011-02-01", "2012-02-01"), Disputed(4, "2012-02-02"),
            Retracted(7, "2012-02-03"), Returned("2012-03-01", "Army@AA"));
        var diff = CustodyDiff.Between(then, it.Report());

        diff.Learnt.Select(entry => entry.Step).ShouldBe([CustodyStep.Returned]);
        diff.Changed.Select(entry => (entry.After.Step, entry.After.Corrected, entry.After.Disputed))
            .ShouldBe([(CustodyStep.Arrived, false, true), (CustodyStep.Issued, true, false)]);
        diff.Withdrawn.ShouldBeEmpty();
        CustodyDiff.Between(it.Report(Noted.KnownOn("2012-01-01")), it.Report())
            .Withdrawn.ShouldHaveSingleItem().Step.ShouldBe(CustodyStep.Seized);
        CustodyDiff.Between(it.Report(Noted.KnownOn("2012-01-01")), it.Report())
            .Gone.ShouldHaveSingleItem().What.Rule.ShouldBe(CustodyRule.SeenElsewhere);
        CustodyDiff.Between(it.Report(), it.Report()).IsEmpty.ShouldBeTrue();
        CustodyDiff.Between(null, it.Report()).Learnt.Count.ShouldBe(7);
    }

    [Fact]
    public void Merged_identities_are_one_weapon_until_they_are_split()
    {
        LedgerEvent[] second =
            [Registered("2012-01-01", "Police@DD"), Seized("2012-01-01", "Police@DD", "Border@DD")];
        var it = new Noted().Add(Exported);
        var before = it.Report();
        it.Of(Other).Add(second).Of(Told.Weapon);
        var beforeOther = CustodyReport.Of(
            Other, new WeaponDossier(it.Dossier.Facts.Skip(Exported.Length)), AsOf.Now, it.Now)!;
        var merge = new IdentityMerged(On("2013-01-01"), [Other], "pictures agree", "chief-01", "chief-02");
        it.Add([.. Identities.Merge([.. it.Dossier.Facts], Told.Weapon, merge).Facts.Select(made => made.Fact)]);

        var merged = it.Report();
        merged.Others.ShouldBe([Other]);
        merged.Chain.Custodian.ShouldBe(By("Police@DD"));
        merged.Windows.ShouldHaveSingleItem().Stage.ShouldBe(DiversionStage.InEndUserStock);
        it.Report(weapon: Other).StateHash.ShouldBe(merged.StateHash);
        it.Report(Noted.KnownOn("2012-06-01")).StateHash.ShouldBe(before.StateHash);

        var split = new IdentitySplit(On("2014-01-01"), it.Last.Position, [], "another", "chief-02", "chief-01");
        it.Add([.. Identities.Split([.. it.Dossier.Facts], split).Facts.Select(made => made.Fact)]);
        it.Report().StateHash.ShouldBe(before.StateHash);
        it.Report(weapon: Other).StateHash.ShouldBe(beforeOther.StateHash);
        it.Report(weapon: Other).Facts.ShouldBe(beforeOther.Facts);
        it.Report(Noted.KnownOn("2013-06-01")).StateHash.ShouldBe(merged.StateHash);
        Identities.Split([.. it.Dossier.Facts], split).Refusal!.Code.ShouldBe(Identities.NotMerged);
    }

    [Fact]
    public void A_correction_of_one_identity_says_nothing_of_another_it_was_split_from()
    {
        var it = new Noted().Add(Made("2010-01-01"));
        it.Add("2010-02-01", Corrected(1, "item.model", "", "M 1", "2010-02-01"), "clerk").Of(Other);
        it.Add(Registered("2012-01-01", "Police")).Add(
            "2012-02-01", Corrected(3, "item.model", "M 1", "M 2", "2012-02-01"), "second person").Of(Told.Weapon);
        it.Add(new IdentityMerged(On("2013-01-01"), [Other], "alike", "chief-01", "chief-02"));
        it.Rules().ShouldContain(CustodyRule.OwnApproval);
        it.Add(new IdentitySplit(On("2014-01-01"), 5, [Other], "another", "chief-02", "chief-01"));
        it.Rules().ShouldBe([]);
        it.Report().Description.Model.ShouldBe("M 1");
        it.Report(weapon: Other).Findings.Select(found => found.What.Rule).ShouldContain(CustodyRule.OwnApproval);
    }

    [Fact]
    public void Outside_reports_are_shown_with_their_grades()
    {
        var it = new Noted().Add(Made("2010-01-01")).Add(
            Seized("2012-01-01", "Police"), On("2012-01-02").Latest, new Provenance("desk", Grade: SourceGrade.Parse("C3")));
        it.Report().Grades.ShouldBe([new FactGrade(2, SourceGrade.Parse("C3"))]);
        it.Report(Noted.KnownOn("2011-01-01")).Grades.ShouldBeEmpty();
    }

    [Fact]
    public void What_may_not_be_merged()
    {
        var it = new Noted().Add(Made("2010-01-01")).Of(Other).Add(
            new ItemRegistered(On("2012-01-01"), new("pistol", "Another maker"), []));
        var merge = new IdentityMerged(On("2013-01-01"), [Other], "same number", "chief-01", "chief-02");
        Refused(merge).ShouldBe(new Refusal(Identities.MakerDiffers, "Maker", "Another maker"));
        Refused(merge with { Others = [] }).Code.ShouldBe(Identities.NothingSaid);
        Refused(merge with { Others = [Told.Weapon] }).Code.ShouldBe(Identities.SameAlready);
        Refused(merge with { Others = [WeaponId.Issue("test", "third")] }).Code.ShouldBe(Identities.Unknown);
        Refused(merge with { Approver = "chief 01" }).Code.ShouldBe(Identities.FourEyes);

        Refusal Refused(IdentityMerged fact) => Identities.Merge([.. it.Dossier.Facts], Told.Weapon, fact).Refusal!;
    }

    [Fact]
    public void An_identity_without_a_maker_does_not_bring_two_makers_together()
    {
        var third = WeaponId.Issue("test", "third");
        var it = new Noted().Add(new ItemRegistered(On("2010-01-01"), new("pistol"), []))
            .Of(Other).Add(new ItemRegistered(On("2011-01-01"), new("pistol", "Maker"), []))
            .Of(third).Add(new ItemRegistered(On("2012-01-01"), new("pistol", "Another maker"), []));
        var merge = new IdentityMerged(On("2013-01-01"), [Other], "same number", "chief-01", "chief-02");

        Merged(merge with { Others = [Other, third] }).Refusal!.Code.ShouldBe(Identities.MakerDiffers);
        Merged(merge).Refusal.ShouldBeNull();
        it.Of(Told.Weapon).Add(merge);
        Merged(merge with { Others = [third] }).Refusal!.Code.ShouldBe(Identities.MakerDiffers);

        Decision Merged(IdentityMerged fact) => Identities.Merge([.. it.Dossier.Facts], Told.Weapon, fact);
    }

    private static ItemManufactured MadeIn(string country) => new(
        On("2010-01-01"), By("Maker@DE"), new("pistol", "Maker", country, Calibre: "9 mm"), [new(MarkKind.Serial, "A1")]);
}
