using NodaTime;
using TransferLedger.Authorizations;
using TransferLedger.Custody;
using TransferLedger.Inventories;
using TransferLedger.Ledger;
using TransferLedger.Lots;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Inventories;

/// <summary>A count against what was expected, and rules COC-074 to 077 on counts of weapons.</summary>
public sealed class InventoryReportTests
{
    private static readonly WeaponId[] Rifles = [.. Enumerable.Range(1, 5).Select(it => WeaponId.Issue("test", $"{it}"))];
    private static readonly Subject Depot = Subject.Parse("inventory/depot/2020-06-01");
    private static readonly Subject Armoury = Subject.Parse("inventory/armoury/2020-06-05");

    [Fact]
    public void Seen_missed_and_not_expected_weapon_by_weapon()
    {
        var report = Report("2020-06-02", Counted("2020-06-01", 3, 2, [0, 2], ["post 4", "post 5"]));

        report.Weapons.Select(it => $"{it.Weapon == Rifles[0]} {it.Sighting} {it.Serials} {it.Place?.Name}").ShouldBe(
        [
            "True SeenAsExpected [A1] Depot", "False SeenUnexpected [A3] Armoury", "False NotSeen [A2] Depot",
        ]);
        report.Weapons[2].Weapon.ShouldBe(Rifles[1]);
        report.Placeless.ShouldBe(1);
        Lines(report).ShouldBe(["COC-074 Breach [14] [2, 3, -1, Army, Depot]"]);
    }

    [Fact]
    public void What_a_sample_did_not_look_at_is_not_known() =>
        Report("2020-06-02", Counted("2020-06-01", 1, 1, [0], [], CountMethod.Sample)).Weapons
            .Select(it => it.Sighting).ShouldBe([Sighting.SeenAsExpected, Sighting.NotInspected]);

    [Fact]
    public void What_a_count_of_some_things_only_did_not_look_at_is_not_known()
    {
        var all = (InventoryCounted)Counted("2020-06-01", 1, 1, [0], []).Fact;

        Report("2020-06-02", Counted("2020-06-01", 1, 1, [0], []) with { Fact = all with { Scope = "pistols" } }).Weapons
            .Select(it => it.Sighting).ShouldBe([Sighting.SeenAsExpected, Sighting.NotInspected]);
    }

    [Fact]
    public void What_happened_after_the_count_does_not_matter_to_it() =>
        Report("2020-06-02", Counted("2020-06-01", 2, 2, [0, 1], []), Moved("2020-06-03", "Army", "Depot", "Range")
            .By(0)).Weapons.Select(it => it.Sighting).ShouldBe([Sighting.SeenAsExpected, Sighting.SeenAsExpected]);

    [Fact]
    public void What_was_known_then_is_asked()
    {
        var late = Counted("2020-06-01", 2, 2, [0, 1], []);
        var facts = Facts(late);

        InventoryReport.Of(
            Depot, facts, new AsOf(null, facts[^1].At - Duration.FromSeconds(1)), Learned, LotParameters.Default)
            .ShouldBeNull();
    }

    [Fact]
    public void A_count_is_independent_in_time_and_in_order()
    {
        var before = Counted("2020-05-01", 2, 2, [0, 1], ["post 4", "post 5"], home: "inventory/depot/2020-05-01");

        Lines(Report("2020-06-02", before, Counted("2020-06-01", 2, 2, [0, 1], ["post 6", "post 7"]))).ShouldBeEmpty();
        Lines(Report("2020-06-02", before, Counted("2020-06-01", 2, 2, [0, 1], ["post 5", "post 4"])))
            .ShouldBe(["COC-075 Warn [14, 15] [same-counters, post 4, post 5]"]);
        Lines(Report("2021-06-03", before, Counted("2020-06-01", 2, 2, [0, 1], []))).ShouldBe(
            ["COC-076 Warn [15] [367, 365, Army, Depot]"]);
        Lines(Report("2021-06-03", before, Counted("2020-06-01", 2, 1, [0], [], CountMethod.Sample))).ShouldBe(
            ["COC-076 Warn [14] [398, 365, Army, Depot]"]);
    }

    [Fact]
    public void One_weapon_is_not_at_two_sites_in_one_round()
    {
        var here = Counted("2020-06-01", 1, 1, [0], []);
        var finding = $"COC-077 Breach [14, 15] [{Rifles[0]}, Depot, 2020-06-01, Armoury, 2020-06-05]";

        Lines(Report("2020-06-09", here, There("2020-06-05"))).ShouldBe([finding]);
        Lines(Report("2020-07-09", here, There("2020-06-20"))).ShouldBeEmpty();
        Lines(Report("2020-06-09", here, There("2020-06-05"), Moved("2020-06-03", "Army", "Depot", "Armoury").By(0)))
            .ShouldBeEmpty();
        Lines(Report("2020-06-09", here with { Fact = Round(here.Fact, "a") }, There("2020-06-05", "b"))).ShouldBeEmpty();
        Lines(Report("2020-07-09", here with { Fact = Round(here.Fact, "a") }, There("2020-06-20", "A")))
            .Length.ShouldBe(1);
    }

    [Fact]
    public void A_count_is_recorded_once_and_never_less_than_what_was_seen()
    {
        var count = (InventoryCounted)Counted("2020-06-01", 2, 2, [0, 1], ["post 4", "post 5"]).Fact;
        Decision Record(InventoryCounted it, params Recorded[] before) =>
            Counting.Record(new AuthorizationState([.. before]), Depot, it);

        Record(count).Facts.ShouldBe([new NewFact(Depot, count)]);
        Record(count, Facts(new Kept(Depot, count))[^1]).ShouldBe(Decision.Nothing);
        Record(count with { Counted = 1 }).Refusal!.ToString().ShouldBe("inventory.more-seen-than-counted (2, 1)");
        foreach (var (names, persons) in new[] { ("", 0), ("post 4", 1), ("post 4, Post  4", 1), ("post 4, -", 1) })
        {
            var one = count with { Counters = names.Split(',').ToValueList() };
            Record(one).Refusal!.ToString().ShouldBe($"inventory.two-counters ({persons})");
            Record(one, Facts(new Kept(Depot, one))[^1]).ShouldBe(Decision.Nothing, "what is on record stays");
        }

        Record(count with { Book = -1 }).Refusal!.ToString().ShouldBe("inventory.number-impossible (-1)");
    }

    private static Kept There(string on, string? round = null) => new(
        Armoury, Round(new InventoryCounted(On(on), By("Army"), At("Armoury")!, 1, 1, [Rifles[0]]), round));

    private static InventoryCounted Round(LedgerEvent count, string? round) =>
        ((InventoryCounted)count) with { Round = round };

    private static Kept Counted(
        string on, int book, int counted, int[] seen, string[] counters, CountMethod method = CountMethod.Full,
        string? home = null) => new(
            home is null ? Depot : Subject.Parse(home),
            new InventoryCounted(
                On(on), By("Army"), At("Depot")!, book, counted, seen.Select(it => Rifles[it]).ToValueList(),
                counters.ToValueList(), method));

    private static InventoryReport Report(string on, params Kept[] facts) => InventoryReport.Of(
        Depot, Facts(facts), AsOf.Now, On(on).Latest, LotParameters.Default).ShouldNotBeNull();

    private static string[] Lines(InventoryReport report) => [.. report.Findings.Select(Line)];

    /// <summary>
    /// Two rifles in the depot, one in the armoury, one at no named site, one issued; then what a test adds.
    /// </summary>
    private static Recorded[] Facts(params Kept[] more)
    {
        string?[] sites = ["Depot", "Depot", "Armoury", null, "Depot"];
        IEnumerable<Kept> stock =
        [
            .. Rifles.Select((rifle, at) => new Kept(rifle.Subject, new ItemRegistered(
                On("2020-01-01"), new("rifle"), [new(MarkKind.Serial, $"A{at + 1}")], By("Army")))),
            .. Rifles.Select((rifle, at) => new Kept(rifle.Subject, Entered("2020-01-02", "Army", sites[at]))),
            Issued("2020-02-01", "Army").By(4), Marked("2020-03-01").By(0), Marked("2020-03-01").By(1),
        ];
        return
        [
            .. stock.Concat(more).Select((it, at) => it.Fact.As(at + 1, at + 1) with { Home = it.Home }),
        ];
    }

    /// <summary>A fact and where it is kept.</summary>
    internal sealed record Kept(Subject Home, LedgerEvent Fact);
}

/// <summary>Facts about one of the rifles.</summary>
internal static class Rifle
{
    public static InventoryReportTests.Kept By(this LedgerEvent fact, int rifle) =>
        new(WeaponId.Issue("test", $"{rifle + 1}").Subject, fact);
}
