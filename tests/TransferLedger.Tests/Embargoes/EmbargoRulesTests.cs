using TransferLedger.Authorities;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Custody;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Rules;
using TransferLedger.Shipments;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Embargoes;

/// <summary>
/// EUC-050, EUC-052 and EUC-053 from facts, for the days of decision and departure: vectors T11 to T14.
/// </summary>
public sealed class EmbargoRulesTests
{
    private static readonly string[] Three = ["EUC-050", "EUC-052", "EUC-053"];

    [Theory]
    [InlineData("HT", EndUserKind.LawEnforcement, "2024-11-01", "EUC-050 Info embargo-exempt", "EUC-053 Reject clearance-missing")]
    [InlineData("HT", EndUserKind.Individual, "2022-10-01")]
    [InlineData("HT", EndUserKind.Individual, "2022-11-01")]
    [InlineData("HT", EndUserKind.Individual, "2023-11-01", "EUC-050 Reject embargo")]
    [InlineData("CF", EndUserKind.ArmedForces, "2024-07-29", "EUC-050 Reject embargo")]
    [InlineData("CF", EndUserKind.ArmedForces, "2024-08-01", "EUC-052 Info embargo-exempt")]
    [InlineData("CF", EndUserKind.Individual, "2024-08-01", "EUC-052 Hold group-embargo")]
    [InlineData("CI", EndUserKind.ArmedForces, "2015-05-01", "EUC-050 Reject embargo")]
    [InlineData("CI", EndUserKind.ArmedForces, "2016-06-01")]
    [InlineData("CD", EndUserKind.Individual, "2026-06-30", "EUC-052 Hold group-embargo")]
    [InlineData("CD", EndUserKind.Individual, "2026-07-02", "EUC-052 Hold embargo-not-established")]
    [InlineData("IS", EndUserKind.Individual, "2026-07-02")]
    public void Each_day_is_judged_by_the_law_of_that_day(
        string country, EndUserKind kind, string day, params string[] found) =>
        Findings(country, kind, day).ShouldBe(found);

    [Theory]
    [InlineData("Nyala", "EUC-050 Reject embargo")]
    [InlineData("North Darfur", "EUC-050 Reject embargo")]
    [InlineData("Khartoum", "EUC-050 Warn embargo-region-elsewhere")]
    [InlineData(null, "EUC-050 Hold embargo-region-unknown")]
    public void A_region_is_told_by_the_town(string? city, string found) =>
        Findings("SD", EndUserKind.Government, "2026-01-31", city).ShouldBe([found]);

    [Fact]
    public void Without_a_table_the_rules_hold_and_never_pass()
    {
        var it = Judge(Paper("HT", EndUserKind.Individual), "2026-06-30", []);
        it.Findings.Where(one => Three.Contains(one.Rule)).ShouldAllBe(one =>
            one.Verdict == Verdict.Hold && one.Code == CertificateRules.NotAvailable);

        // Single embargoes are no table: that nothing else applies is not known.
        var single = EmbargoLaw.Table().Where(one => one.Fact is not EmbargoTableLoaded).ToArray();
        Judge(Paper("IS", EndUserKind.Individual), "2026-06-30", single).Findings
            .Where(one => Three.Contains(one.Rule)).ShouldAllBe(one => one.Verdict == Verdict.Hold);
    }

    [Fact]
    public void Who_is_linked_to_a_group_or_sits_in_its_area_is_held_whatever_it_calls_itself()
    {
        var link = new GroupLinkReported(On("2024"), "UN-2745", "Coalition", "Guard of the Palace", "panel");
        var area = new GroupAreaReported(On("2025-01"), "UN-1533", "M23", "CD", "panel", "Goma", On("2025-12"));

        Findings("CF", EndUserKind.ArmedForces, "2024-09-01", null, link).ShouldBe(["EUC-052 Hold linked-to-group"]);
        Findings("CD", EndUserKind.ArmedForces, "2025-06-30", "Goma", area).ShouldBe(["EUC-052 Hold linked-to-group"]);
        Findings("CD", EndUserKind.ArmedForces, "2025-06-30", "Kinshasa", area).ShouldBe(["EUC-052 Info embargo-exempt"]);
        Findings("CD", EndUserKind.ArmedForces, "2026-01-15", "Goma", area).ShouldBe(["EUC-052 Info embargo-exempt"]);
    }

    [Fact]
    public void Who_a_measure_or_a_report_names_under_another_name_of_the_register_is_meant()
    {
        var party = Record(
            PartyRegister.SubjectOf("Guard of the Palace")!.Value,
            [new PartyRegistered(On("2026-01-01"), PartyKind.StateBody, "Guard of the Palace", "CF", ["Lions of Bangui"])],
            900)[0];
        var link = new GroupLinkReported(On("2024"), "UN-2745", "Coalition", "Lions of Bangui", "panel");
        var listed = EmbargoLaw.Imposed("UN-1", "groups", "XK", "2019-01-01") with
        {
            Target = EmbargoTarget.ListedParties, Parties = ["LIONS OF BANGUI"],
        };
        var exempting = EmbargoLaw.Imposed("UN-2", "t", "CF", "2019-01-01") with
        {
            Exempt = [new("the guard", [], ["Lions of Bangui"])],
        };
        var paper = Paper("CF", EndUserKind.Individual);

        Of(paper, link).ShouldBe(["EUC-052 Hold group-embargo"]);
        Of(paper, link, party).ShouldBe(["EUC-052 Hold linked-to-group"]);
        Of(paper, listed).ShouldBe(["EUC-052 Hold group-embargo"]);
        Of(paper, listed, party).ShouldBe(["EUC-052 Hold linked-to-group", "EUC-052 Hold group-embargo"]);
        Of(paper, exempting).ShouldBe(["EUC-050 Reject embargo", "EUC-052 Hold group-embargo"]);
        Of(paper, exempting, party).ShouldBe(["EUC-050 Info embargo-exempt", "EUC-052 Hold group-embargo"]);

        static IEnumerable<string> Of(EndUserCertificate paper, EmbargoEvent more, params Recorded[] known) =>
            Judge(paper, "2024-09-01", [.. EmbargoLaw.Table(more), .. known]).Findings
                .Where(it => Three.Contains(it.Rule) && it.Verdict != Verdict.Pass)
                .Select(it => $"{it.Rule} {it.Verdict} {it.Code}");
    }

    [Fact]
    public void A_government_abroad_is_not_the_one_that_is_exempt()
    {
        var paper = Paper("CF", EndUserKind.ArmedForces);
        paper = paper with
        {
            EndUser = paper.EndUser! with { Party = paper.EndUser.Party with { Country = "IS" } },
            FinalConsignee = new("Depot Bangui", "Road 1", "Bangui", "CF"),
        };
        Found(paper, "2024-09-01").ShouldBe(["EUC-052 Hold group-embargo"]);
    }

    [Fact]
    public void Other_issuers_bind_once_they_are_applied_and_contested_ones_until_they_are_not()
    {
        var eu = EmbargoLaw.Imposed("EU-BLR", "territory", "BY", "2011-06-20") with { Issuer = "EU" };
        var applied = new EmbargoPolicySet(On("2012-01-01"), "EU-BLR", true, "DE", "law", "a", "b");
        Findings("BY", EndUserKind.Government, "2020-01-01", null, eu).ShouldBe(["EUC-050 Info embargo-not-applied"]);
        Findings("BY", EndUserKind.Government, "2020-01-01", null, eu, applied).ShouldBe(["EUC-050 Reject embargo"]);
        Findings("BY", EndUserKind.Government, "2011-12-01", null, eu, applied)
            .ShouldBe(["EUC-050 Info embargo-not-applied"]);

        var iran = EmbargoLaw.Imposed("UN-1737", "again", "IR", "2025-09-28") with { ContestedBy = ["CN", "RU"] };
        var not = new EmbargoPolicySet(On("2025-10-01"), "UN-1737", false, "CN", "law", "a", "b");
        Findings("IR", EndUserKind.Government, "2025-09-27", null, iran).ShouldBeEmpty();
        Findings("IR", EndUserKind.Government, "2025-09-28", null, iran).ShouldBe(["EUC-050 Reject embargo"]);
        Findings("IR", EndUserKind.Government, "2025-10-01", null, iran, not)
            .ShouldBe(["EUC-050 Warn embargo-not-applied"]);
    }

    [Fact]
    public void Uncertain_dates_hold_and_goods_outside_the_measure_pass()
    {
        var about = EmbargoLaw.Imposed("UN-1", "t", "XK", "2019");
        Findings("XK", EndUserKind.Government, "2018-12-31", null, about).ShouldBeEmpty();
        Findings("XK", EndUserKind.Government, "2019-05-01", null, about).ShouldBe(["EUC-050 Hold embargo-date-uncertain"]);
        Findings("XK", EndUserKind.Government, "2020-01-01", null, about).ShouldBe(["EUC-050 Reject embargo"]);
        var heavy = EmbargoLaw.Imposed("UN-1", "t", "XK", "2019-01-01") with { Goods = [GoodsClass.MajorConventional] };
        Findings("XK", EndUserKind.Government, "2020-01-01", null, heavy).ShouldBeEmpty();
        var exports = heavy with { Goods = [], Direction = EmbargoDirection.From };
        Findings("XK", EndUserKind.Government, "2020-01-01", null, exports).ShouldBeEmpty("the goods go there");
        Findings("IS", EndUserKind.Government, "2020-01-01", null, exports with { Areas = [new("DE")] })
            .ShouldBe(["EUC-050 Reject embargo"], "the exporter sits there");
    }

    [Fact]
    public void A_route_through_an_embargoed_State_is_not_granted_without_a_clearance()
    {
        var it = Lawful(new Consignment(0));
        var asked = Consignment.Grant("A-1", 10) with { Route = ["NO", "LY"] };
        var refused = Authorizing.Grant(it.Now, asked, it.Rules).Refusal!;
        refused.Code.ShouldBe(Authorizing.CertificateHeld);
        refused.Details[..2].ShouldBe(["Reject", "EUC-050"]);
        refused.Details[2].ShouldBeOfType<RuleFinding>().Code.ShouldBe("embargo-on-the-way");
        it.Done(Authorizing.Grant(it.Now, asked with { Route = ["NO"] }, it.Rules));
        it.Found("EUC-050").ShouldBeEmpty();
    }

    [Fact]
    public void A_State_on_the_way_that_comes_under_embargo_stops_what_has_not_left()
    {
        var it = new Consignment(0);
        it.Done(Authorizing.Grant(it.Now, Consignment.Grant("A-1", 10) with { Route = ["LY"] }, it.Rules));
        it.Pack("S-1", Consignment.Serials(1, 5));
        Lawful(it);
        it.TryDepart("S-1").Refusal!.Details.ShouldBe(["Reject", "EUC-050"]);
        it.Found("EUC-050").ShouldBe(["Reject embargo-on-the-way", "Reject embargo-at-decision-on-the-way"]);

        // Clearances: the regime opens a way for so many.
        it.State(Subject.Parse("clearance/c-1"), new ClearanceRequested(
            On("2026-04-01"), Certificate, "C-1", "UN-1970", ClearanceKind.Standing, InOrder.EndUser!.Party.Name, [], [], "a"));
        it.State(Subject.Parse("clearance/c-1"), new ClearanceDecided(
            On("2026-04-01"), Certificate, ClearanceOutcome.Reviewed, "b", "b", "law"));
        it.Depart("S-1");
        it.Facts[^1].Fact.ShouldBeOfType<ClearanceDrawn>().Lines.ShouldBe([new(1, 5)]);
    }

    [Fact]
    public void Where_goods_were_seen_on_the_way_counts_for_territories_and_not_for_groups()
    {
        var it = Lawful(new Consignment()).Pack("S-1", Consignment.Serials(1, 5)).Depart("S-1");
        it.State(Consignment.Named("S-1"), new TransitEntered(On("2026-04-22"), new("Khartoum", "SD")));
        it.Found("EUC-050", "2026-04-30").ShouldBe(["Warn embargo-region-elsewhere"]);
        it.State(Consignment.Named("S-1"), new TransitEntered(On("2026-04-23"), new("Goma", "CD")));
        it.Found("EUC-052", "2026-04-30").ShouldBeEmpty("a measure aimed at groups asks who has the goods in the end");
        it.State(Consignment.Named("S-1"), new Transshipped(On("2026-04-24"), new("Tobruk", "LY"), "TF-ABC", "5A-XYZ"));
        it.Found("EUC-050", "2026-04-30").ShouldBe(
        [
            "Warn embargo-region-elsewhere", "Reject embargo-on-the-way", "Reject embargo-at-departure-on-the-way",
        ]);
        it.Judge("2026-04-30").Findings.Single(one => one.Code == "embargo-on-the-way").Facts
            .ShouldContain(it.Facts[^1].Position);
        it.Arrive("S-1").Receive("S-1", Consignment.Serials(1, 5));
        it.Found("EUC-050").ShouldBe(["Reject embargo-at-departure-on-the-way"], "it is not under way any more");
    }

    private static Consignment Lawful(Consignment it)
    {
        foreach (var entry in EmbargoLaw.Table(EmbargoLaw.Imposed("UN-1970", "territory", "LY", "2011-02-26")))
        {
            it.State(entry.Home, entry.Fact);
        }

        return it;
    }

    [Fact]
    public void The_same_facts_in_any_order_give_the_same_table()
    {
        var facts = EmbargoLaw.Table();
        var one = EmbargoTable.Of(facts);
        EmbargoTable.Of(facts.Reverse()).ShouldBe(one);
        one.Measures.Count.ShouldBe(8);
    }

    [Fact]
    public void Nothing_leaves_under_an_embargo_that_came_after_the_authorization()
    {
        var it = new Consignment();
        foreach (var entry in EmbargoLaw.Table())
        {
            it.State(entry.Home, entry.Fact);
        }

        it.Pack("S-1", Consignment.Serials(1, 5)).Depart("S-1");
        it.State(EmbargoTable.RegimeOf("UN-1"), EmbargoLaw.Imposed("UN-1", "territory", "IS", "2026-04-21"));
        it.Pack("S-2", Consignment.Serials(6, 5));

        var refused = it.TryDepart("S-2", "2026-04-22").Refusal!;
        refused.Code.ShouldBe(Shipping.CertificateHeld);
        refused.Details.ShouldBe(["Reject", "EUC-050"]);
        it.Found("EUC-050", "2026-04-20").ShouldBeEmpty("on the day of the first departure there was none");
        it.State(
            Consignment.Named("S-2"),
            new ShipmentDeparted(
                On("2026-04-23"), Consignment.Maker, Consignment.Guard, Contents: [Consignment.Serials(6, 5)],
                Under: new TransferBasis(Consignment.Authorization, Certificate)));
        it.Found("EUC-050", "2026-05-30").ShouldBe(["Reject embargo", "Reject embargo-at-departure"]);
        it.Found("EUC-050", "2026-04-23").ShouldBe(["Reject embargo"]);
    }

    private static IReadOnlyList<string> Findings(
        string country, EndUserKind kind, string day, string? city = "", params EmbargoEvent[] more) =>
        Found(Paper(country, kind, city), day, more);

    private static IReadOnlyList<string> Found(EndUserCertificate paper, string day, params EmbargoEvent[] more) =>
    [
        .. Judge(paper, day, EmbargoLaw.Table(more)).Findings
            .Where(it => Three.Contains(it.Rule) && it.Verdict != Verdict.Pass)
            .Select(it => $"{it.Rule} {it.Verdict} {it.Code}"),
    ];

    private static CertificateReport Judge(EndUserCertificate paper, string day, Recorded[] table) =>
        CertificateReport.OfReading(
            Captured(paper), Certificate, table, On(day), null, CertificateParameters.Default);

    private static EndUserCertificate Paper(string country, EndUserKind kind, string? city = "") => InOrder with
    {
        Destination = country,
        EndUser = new(new("Guard of the Palace", "Road 1", city == "" ? "Capital" : city, country), kind),
    };
}
