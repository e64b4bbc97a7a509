using System.Collections.Immutable;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Custody;

/// <summary>Rules about namesakes, keepers, files and the chain; the history H12.</summary>
public sealed class AroundRuleTests
{
    private static readonly WeaponId Twin = WeaponId.Issue("test", "twin");
    private static readonly ItemDescription Full = new("pistol", "Maker", "DE", "M 1", "9 mm", 1998);

    [Fact]
    public void COC_001_two_weapons_with_one_identity_key()
    {
        Beside(Full, "AB-123").ShouldBe([$"COC-001 Breach [1, 501] [AB-123, Maker, {Twin}]"]);
        Beside(Full with { Year = 1999 }, "AB-123").ShouldBe([]);
        Beside(Full with { CountryOfManufacture = "AT" }, "AB-123").ShouldBe([]);
        Beside(Full, "AB-124").ShouldBe([]);
        Beside(Full, "AB-123", "Army", Melted("2011-01-01", "Army")).ShouldBe([]);
        Beside(Full, "without number").ShouldBe([]);
    }

    [Fact]
    public void COC_002_a_possible_duplicate_in_other_hands_at_the_same_time()
    {
        Beside(Full with { Model = null }, "AB123", "Guard")
            .ShouldBe([$"COC-002 Warn [1, 501] [M2, AB-123, AB123, {Twin}]"]);
        Beside(Full with { Model = null }, "AB123").ShouldBe([]);
        Beside(Full, "AB-1234", "Guard").ShouldBe([]);
        Beside(Full, "AB-0123", "Guard").ShouldBe([$"COC-002 Warn [1, 501] [M4, AB-123, AB-0123, {Twin}]"]);
    }

    [Fact]
    public void H12_one_number_in_two_scripts_is_a_candidate_and_never_merged_by_itself()
    {
        Beside(Full, "КА 123456", "Guard", number: "KA 123456")
            .ShouldBe([$"COC-002 Warn [1, 501] [M3, KA 123456, КА 123456, {Twin}]"]);
        var it = new Noted().Add(Registered(Full, "KA 123456", "Army"));
        CustodyReport.Of(Told.Weapon, Dossier(it, Full, "КА 123456", "Guard"), AsOf.Now, it.Now)!.Others.ShouldBe([]);
    }

    [Fact]
    public void A_wrong_character_is_thought_of_only_where_a_number_was_not_read_with_certainty()
    {
        Beside(Full, "AB-12B", "Guard", number: "AB-128").ShouldBe([]);
        Beside(Full, "AB-12B", "Guard", number: "AB-128", legibility: Legibility.Partly)
            .ShouldBe([$"COC-002 Warn [1, 501] [M4, AB-128, AB-12B, {Twin}]"]);
        Beside(Full, "AB-123", "Guard", legibility: Legibility.Restored)
            .ShouldBe([$"COC-002 Warn [1, 501] [M2, AB-123, AB-123, {Twin}]"]);
    }

    [Fact]
    public void COC_003_the_number_of_another_maker() => Beside(Full with { Maker = "Another" }, "AB 123")
        .ShouldBe([$"COC-003 Info [1, 501] [AB-123, Maker, Another, {Twin}]"]);

    [Fact]
    public void Both_weapons_of_a_collision_show_the_finding_under_one_key()
    {
        var one = new Noted().Add(Registered(Full, "AB-123", "Army"));
        var there = Dossier(one, Full, "AB-123", "Army");
        var back = new WeaponDossier(there.Around!.Namesakes[0].Facts)
        {
            Around = Surroundings.Nothing with { Namesakes = [new(Told.Weapon, there.Facts)] },
        };
        Key(Told.Weapon, there).ShouldBe(Key(Twin, back));

        string Key(WeaponId weapon, WeaponDossier dossier) => CustodyReport.Of(weapon, dossier, AsOf.Now, one.Now)!
            .Findings.Single(it => it.What.Rule == CustodyRule.SerialCollision).Key;
    }

    [Fact]
    public void COC_037_issued_to_somebody_without_valid_training()
    {
        LedgerEvent[] life = [Made("2010-01-01", "Army"), Issued("2011-01-01", "Army"), Returned("2011-02-01", "Army")];
        With(it => it, life).ShouldBe([]);
        Trained("post 7", "2010-12-01", null).ShouldBe([]);
        Trained("post 8", "2010-12-01", null).ShouldBe(["COC-037 Warn [2] [Army, post 7, 2011-01-01, ]"]);
        Trained("post 7", "2009-12-01", "2010-12-01")
            .ShouldBe(["COC-037 Warn [700, 2] [Army, post 7, 2011-01-01, 2010-12-01]"]);
        Trained("post 7", "2011-01-20", null).ShouldBe(["COC-037 Warn [2] [Army, post 7, 2011-01-01, ]"]);

        string[] Trained(string user, string on, string? to) => With(
            it => it with
            {
                Keepers = [new TrainingRecorded(
                    On(on), By("Army"), user, "TR-1", to is null ? null : On(to)).As(700, 700)],
            },
            life);
    }

    [Fact]
    public void COC_038_kept_at_a_site_without_a_valid_inspection()
    {
        LedgerEvent[] life =
        [
            Made("2010-01-01", "Army"), Entered("2011-01-01", "Army", "North"), Counted("2012-01-01", "Army", "North"),
        ];
        Inspected("North", "2010-06-01", true).ShouldBe([]);
        Inspected("South", "2010-06-01", true).ShouldBe(["COC-038 Warn [1] [Army, North, 2010-01-01, none, ]"]);
        Inspected("North", "2010-06-01", false)
            .ShouldBe(["COC-038 Warn [700, 1] [Army, North, 2010-01-01, refused, 2010-06-01]"]);
        Inspected("North", "2010-06-01", true, "2011-06-01")
            .ShouldBe(["COC-038 Warn [700, 1] [Army, North, 2010-01-01, ended, 2010-06-01]"]);
        Inspected("North", "2010-06-01", true, officer: null)
            .ShouldBe(["COC-038 Warn [700, 1] [Army, North, 2010-01-01, officer, 2010-06-01]"]);
        With(it => it, life).ShouldBe([]);

        string[] Inspected(
            string site, string on, bool approved, string? to = null, string? officer = "post 12") => With(
            it => it with
            {
                Keepers = [new StoreInspected(
                    On(on), By("Army"), At(site)!, "list 3", ["one"], approved, ValidTo: to is null ? null : On(to),
                    SafetyOfficer: officer).As(700, 700)],
            },
            life);
    }

    [Fact]
    public void H19_COC_090_from_the_first_broken_leaf_on()
    {
        LedgerEvent[] life = [Made("2010-01-01"), Counted("2011-01-01", "Maker"), Counted("2012-01-01", "Maker")];
        With(it => it with { Broken = new(2, "leaf") }, life).ShouldBe(["COC-090 Critical [2, 3] [2, leaf]"]);
        With(it => it with { Broken = new(4, "leaf") }, life).ShouldBe([]);
    }

    [Fact]
    public void COC_092_facts_are_gone_that_had_to_be_kept()
    {
        LedgerEvent[] life = [Made("1980-01-01"), Counted("1985-01-01", "Maker")];
        LedgerEvent end = new Destroyed(On("2010-01-01"), By("Maker"), "cutting");

        Gone([7, 8], life).ShouldBe(["COC-092 Breach [2] [2, 7, ]"]);
        Gone([], life).ShouldBe([]);
        Gone([7], [.. life, end]).ShouldBe(["COC-092 Breach [3] [1, 7, 2040-01-01]"]);
        Gone([7], [.. life, end with { Happened = On("1986-01-01") }]).ShouldBe([]);

        string[] Gone(long[] removed, LedgerEvent[] facts) =>
        [
            .. With(it => it with { Removed = [.. removed] }, facts)
                .Where(it => it.StartsWith("COC-092", StringComparison.Ordinal)),
        ];
    }

    [Fact]
    public void COC_091_evidence_that_is_altered_or_not_on_hand()
    {
        var hash = new string('a', 64);
        var marked = new MarkingRecorded(On("2010-02-01"), new(MarkKind.Import, "AA 10", PictureSha256: hash));
        Found(FileState.AsStored).ShouldBe([]);
        Found(FileState.Altered).ShouldBe([$"COC-091 Breach [2] [{hash}, altered]"]);
        Found(FileState.NotOnHand).ShouldBe([$"COC-091 Warn [2] [{hash}, missing]"]);
        With(it => it, Made("2010-01-01"), marked).ShouldBe([]);

        string[] Found(FileState state) => With(
            it => it with { Files = ImmutableDictionary<string, FileState>.Empty.Add(hash, state) },
            Made("2010-01-01"), marked);
    }

    private static ItemRegistered Registered(
        ItemDescription item, string number, string custodian, Legibility legibility = Legibility.Clear) =>
        new(On("2010-01-01"), item, [new(MarkKind.Serial, number, legibility)], By(custodian));

    /// <summary>What a weapon of the army says with another on record beside it.</summary>
    private static string[] Beside(
        ItemDescription item,
        string other,
        string custodian = "Army",
        LedgerEvent? further = null,
        string number = "AB-123",
        Legibility legibility = Legibility.Clear)
    {
        var it = new Noted().Add(Registered(Full, number, "Army", legibility), Counted("2010-01-01", "Army"));
        return [.. CustodyReport.Of(Told.Weapon, Dossier(it, item, other, custodian, further), AsOf.Now, it.Now)!
            .Findings.Select(found => Line(found.What))];
    }

    private static WeaponDossier Dossier(
        Noted it, ItemDescription item, string number, string custodian, LedgerEvent? further = null)
    {
        Recorded[] facts =
        [
            .. new[] { Registered(item, number, custodian), further }.OfType<LedgerEvent>().Select((fact, at) =>
                fact.As(501 + at, 501 + at) with { Home = Twin.Subject, At = fact.Happened.Latest }),
        ];
        return it.Dossier with { Around = Surroundings.Nothing with { Namesakes = [new(Twin, [.. facts])] } };
    }

    private static string[] With(Func<Surroundings, Surroundings> around, params LedgerEvent[] life)
    {
        var it = new Noted().Add(life);
        return [.. CustodyReport.Of(
            Told.Weapon, it.Dossier with { Around = around(Surroundings.Nothing) }, AsOf.Now, it.Now)!
            .Findings.Select(found => Line(found.What))];
    }
}
