using TransferLedger.Authorities;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Custody;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Risk;
using TransferLedger.Rules;
using TransferLedger.Screening;
using TransferLedger.Shipments;
using TransferLedger.Tests.Embargoes;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Consignment;
using static TransferLedger.Tests.Shared.Trial;
using Agreement = TransferLedger.Screening.Agreement;

namespace TransferLedger.Tests.Shipments;

/// <summary>
/// Twenty pistols are delivered and some are to be passed on: whoever is to have them is judged as a new end user is.
/// </summary>
public sealed class ReceiverTests
{
    private static readonly Custodian Police = new("National Police", "HT");
    private static readonly string Version = new('c', 64);
    private static readonly PackInUse Standard = PackOf(Unassessed with { AnswersRequired = true });

    [Fact]
    public void Without_lists_embargoes_and_assessment_there_is_no_consent()
    {
        var it = Asked(new("Customs Guard", "IS"));
        var refused = Approve(it, Standard).Refusal.ShouldNotBeNull();
        refused.Code.ShouldBe(Retransferring.ReceiverHeld);
        refused.Details.ShouldBe(["R-1", "Hold", "EUC-050", "EUC-051", "EUC-052", "EUC-053", "EUC-062"]);

        // Where the approver answers by hand, what nobody could look up does not stand in the way.
        Approve(it, PackOf(Unassessed)).Facts.ShouldHaveSingleItem().Fact.ShouldBeOfType<RetransferApproved>()
            .Pack.ShouldBe(PackOf(Unassessed).Reference);
    }

    [Fact]
    public void Nothing_is_passed_on_into_an_embargo()
    {
        var it = Lawful(Asked(Police));
        Found(it, "EUC-050").ShouldBe(["Reject embargo"]);
        Held(it).ShouldBe(["R-1", "Reject", "EUC-050", "EUC-051", "EUC-062"]);
        it.Found("EUC-050").ShouldBeEmpty("the goods of the certificate go elsewhere");

        Found(Lawful(Asked(Police, EndUserKind.LawEnforcement)), "EUC-050", "EUC-053")
            .ShouldBe(["Info embargo-exempt", "Reject clearance-missing"]);
        Found(Lawful(Asked(new("Guard of the Palace", "CF"))), "EUC-052").ShouldBe(["Hold group-embargo"]);
    }

    [Fact]
    public void An_embargo_on_arms_from_a_State_holds_what_its_forces_pass_on()
    {
        var from = EmbargoLaw.Imposed("UN-1", "t", "IS", "2026-01-01") with { Direction = EmbargoDirection.From };
        Found(Lawful(Asked(new("Navy", "NO")), from), "EUC-050").ShouldBe(["Reject embargo"]);
    }

    [Fact]
    public void A_receiver_without_a_State_holds() =>
        Found(Lawful(Asked(new("Somebody"))), "EUC-007").ShouldBe(["Hold destination-missing"]);

    [Fact]
    public void Both_sides_are_screened()
    {
        var it = Lawful(Asked(new("Customs Guard", "IS")));
        List(it);
        Found(it, "EUC-051").ShouldBe(["Hold party-not-screened", "Hold party-not-screened"]);
        Screened(it, "Coast Guard, 2nd Squadron", []);
        Screened(it, "Customs Guard", [Match("Customs Guard")]);
        Found(it, "EUC-051").ShouldBe(["Hold listed-likely"]);
        it.State(PartyRegister.SubjectOf("Customs Guard")!.Value, new MatchDecided(
            On("2026-06-10"), "Customs Guard", ScreenedParty.Of(["Customs Guard"], ["IS"]).Fingerprint, "un", "XXe.001",
            "e1", MatchVerdict.OtherParty, "clerk-07", "another seat"));
        Found(it, "EUC-051").ShouldBe(["Info listed-other"]);
    }

    [Fact]
    public void What_was_denied_to_the_receiver_or_diverted_by_it_counts_as_for_an_end_user()
    {
        var it = Lawful(Asked(new("Customs Guard", "IS")));
        Found(it, "EUC-061").ShouldBeEmpty();
        it.State(Subject.Parse("authorization/de/a-9"), new TransferDenied(
            On("2026-01-01"), "DE", true, "Customs Guard", "IS", [GoodsClass.SmallArms], Reason: "article 7"));
        Found(it, "EUC-061").ShouldBe(["Hold denied-before"]);
        it.State(PartyRegister.SubjectOf("Customs Guard")!.Value, new PartyRegistered(
            On("2020"), PartyKind.StateBody, "Customs Guard", "IS", Strength: 0, Mandate: [GoodsClass.Ammunition]));
        Found(it, "EUC-060").ShouldBe(["Hold outside-mandate"]);
    }

    [Fact]
    public void The_risk_of_the_receivers_State_counts()
    {
        var it = Lawful(Asked(new("Navy", "NO")));
        Found(it, "EUC-062").ShouldBe(["Hold not-available"]);
        it.State(Assessing.SubjectOf("NO"), Assessed("NO", RiskBand.Low));
        Found(it, "EUC-062").ShouldBeEmpty();
        it.State(Assessing.SubjectOf("NO"), Assessed("NO", RiskBand.High));
        Found(it, "EUC-062").ShouldBe(["Hold risk-high"]);
    }

    [Fact]
    public void Two_officers_override_what_holds_the_receiver_and_nothing_else()
    {
        var it = Asked(new("Customs Guard", "IS"));
        foreach (var rule in new[] { "EUC-050", "EUC-051", "EUC-052", "EUC-053", "EUC-062" })
        {
            it.Done(Override(it, rule, "R-1"));
        }

        Approve(it, Standard).Facts.ShouldHaveSingleItem();
        CertificateReport.Of(Certificate, it.Facts, On("2026-06-10"), null, Standard.Pack.Parameters)!.Findings
            .Count(one => one.Code == CertificateRules.NotAvailable).ShouldBe(5, "the certificate was not overridden");

        // Another receiver was not decided about.
        it.Done(Request(it, new("Navy", "NO"), "R-2"));
        Approve(it, Standard, "R-2").Refusal!.Details[2..]
            .ShouldBe(["EUC-050", "EUC-051", "EUC-052", "EUC-053", "EUC-062"]);
        Override(it, "EUC-062", "R-3").Refusal!.Code.ShouldBe(Overriding.RetransferUnknown);
    }

    [Fact]
    public void A_clearance_for_the_receiver_opens_the_embargo_for_so_many_and_leaves_the_certificate_alone()
    {
        var open = EmbargoLaw.Imposed("UN-1", "t", "NO", "2026-01-01") with
        {
            Routes = [new(ClearanceKind.Information, "committee")],
        };
        var it = Lawful(Asked(new("Navy", "NO"), count: 6), open);
        var clearance = new ClearanceRequested(
            On("2026-06-06"), Certificate, "C-1", "UN-1", ClearanceKind.Information, "Navy", [new(1, 4)], [], "clerk-07");
        Clearing.Request(it.Now, clearance with { EndUser = "Army" }).Refusal!.Code.ShouldBe(Clearing.EndUserDiffers);
        it.Done(Clearing.Request(it.Now, clearance));
        Found(it, "EUC-050").ShouldBe(["Reject embargo"]);
        it.Done(Clearing.Notify(it.Now, clearance.Subject, On("2026-06-08"), "committee", "clerk-07", null));
        Found(it, "EUC-050", "EUC-053").ShouldBe(["Info embargo-cleared", "Info clearance-valid"]);
        it.Found("EUC-053").ShouldBeEmpty();

        var evaluated = PackOf(Unassessed);
        Approve(it, evaluated, count: 5).Refusal!.Code.ShouldBe(EmbargoDecisions.ClearanceExceeded);
        it.Done(Approve(it, evaluated, count: 3));
        it.Facts[^1].Fact.ShouldBe(new ClearanceDrawnByConsent(On("2026-06-10"), Certificate, "R-1", [new(1, 3)]));
        Retransfers.PromisedTo("NAVY", Certificate, it.Facts).ShouldBe([new(1, 3)]);
        Retransfers.PromisedTo("Army", Certificate, it.Facts).ShouldBeEmpty();
        Approve(it, evaluated, count: 3).ShouldBe(Decision.Nothing, "asking again draws nothing more");
        Approve(it, evaluated, first: 4, count: 2).Refusal!.Code.ShouldBe(EmbargoDecisions.ClearanceExceeded);
        it.Done(Approve(it, evaluated, first: 4, count: 1));
        Clearances(it).ShouldBe(["c-1 4 of 4"]);
    }

    [Fact]
    public void Two_clearances_for_one_receiver_are_added_and_drawn_one_after_the_other()
    {
        var it = Cleared(count: 9, 4, 3);
        var evaluated = PackOf(Unassessed);
        Approve(it, evaluated, count: 8).Refusal!.Code.ShouldBe(EmbargoDecisions.ClearanceExceeded);
        it.Done(Approve(it, evaluated, count: 5));
        Clearances(it).ShouldBe(["c-1 4 of 4", "c-2 1 of 3"]);
        Approve(it, evaluated, first: 6, count: 3).Refusal!.Code.ShouldBe(EmbargoDecisions.ClearanceExceeded);
        it.Done(Approve(it, evaluated, first: 6, count: 2));
        Clearances(it).ShouldBe(["c-1 4 of 4", "c-2 3 of 3"]);

        // As of any point: before the second consent was recorded the ledger knew of one.
        var before = it.Facts.Where(one => one.Position < it.Facts[^2].Position);
        ClearanceAccount.All(before).Sum(one => one.DrawnByConsent(1)).ShouldBe(5);
    }

    [Fact]
    public void A_consent_that_is_retracted_gives_back_what_it_drew_and_no_more()
    {
        var it = Cleared(count: 9, 4, 3);
        var consent = it.Done(Approve(it, PackOf(Unassessed), count: 5)).Facts
            .Single(one => one.Fact is RetransferApproved);
        it.Done(Approve(it, PackOf(Unassessed), first: 6, count: 1));
        it.State(consent.Home, new RecordRetracted(
            On("2026-06-12"), consent.Position, [consent.Home, Certificate], "given to the wrong paper", "chief-01"));
        Clearances(it).ShouldBe(["c-1 0 of 4", "c-2 1 of 3"]);
        ClearanceAccount.All(it.Facts.SkipLast(1)).Sum(one => one.Drawn(1)).ShouldBe(6, "what was known before");
        it.Done(Approve(it, PackOf(Unassessed), count: 5));
        Clearances(it).ShouldBe(["c-1 4 of 4", "c-2 2 of 3"]);
    }

    [Fact]
    public void What_one_clearance_holds_alone_is_drawn_from_that_one()
    {
        var it = Cleared(count: 9, 2, 4);
        it.Done(Approve(it, PackOf(Unassessed), count: 3));
        Clearances(it).ShouldBe(["c-1 0 of 2", "c-2 3 of 4"]);
    }

    [Fact]
    public void Consents_recorded_before_there_were_draws_are_held_against_all_clearances_together()
    {
        var it = Cleared(count: 9, 4, 3);
        var undrawn = Approve(it, PackOf(Unassessed), count: 5).Facts[0];
        it.State(undrawn.Home, undrawn.Fact);
        EmbargoDecisions.Undrawn(ClearanceAccount.All(it.Facts), "un-1", "navy", Certificate, it.Facts)
            .ShouldBe([new(1, 5)]);
        Approve(it, PackOf(Unassessed), first: 6, count: 3).Refusal!.Code
            .ShouldBe(EmbargoDecisions.ClearanceExceeded);
        it.Done(Approve(it, PackOf(Unassessed), first: 6, count: 2));
        Clearances(it).ShouldBe(["c-1 2 of 4", "c-2 0 of 3"]);
        EmbargoDecisions.Undrawn(ClearanceAccount.All(it.Facts), "UN-1", "Navy", Certificate, it.Facts)
            .ShouldBe([new(1, 5)], "what was drawn is not counted again");
    }

    [Fact]
    public void A_receiver_is_one_under_every_name_the_register_has_for_it()
    {
        var open = EmbargoLaw.Imposed("UN-1", "t", "NO", "2026-01-01") with
        {
            Routes = [new(ClearanceKind.Information, "committee")],
        };
        var it = Lawful(Asked(new("Navy", "NO"), count: 6), open);
        var clearance = new ClearanceRequested(
            On("2026-06-06"), Certificate, "C-1", "UN-1", ClearanceKind.Information, "Royal Fleet", [new(1, 4)], [],
            "clerk-07");
        Clearing.Request(it.Now, clearance).Refusal!.Code.ShouldBe(Clearing.EndUserDiffers, "nobody registered it so");
        it.State(PartyRegister.SubjectOf("Navy")!.Value, new PartyRegistered(
            On("2020"), PartyKind.StateBody, "Navy", "NO", ["Royal Fleet"]));
        it.Done(Clearing.Request(it.Now, clearance));
        it.Done(Clearing.Notify(it.Now, clearance.Subject, On("2026-06-08"), "committee", "clerk-07", null));
        Found(it, "EUC-050", "EUC-053").ShouldBe(["Info embargo-cleared", "Info clearance-valid"]);
        it.Found("EUC-053").ShouldBeEmpty("it is for the receiver, not for the end user");

        // What is promised under one name and under another adds up.
        var evaluated = PackOf(Unassessed);
        it.Done(Approve(it, evaluated, count: 3));
        it.Done(Request(it, new("Royal Fleet", "NO"), "R-2", count: 6));
        Approve(it, evaluated, "R-2", first: 4, count: 2).Refusal!.Code.ShouldBe(EmbargoDecisions.ClearanceExceeded);
        it.Done(Approve(it, evaluated, "R-2", first: 4, count: 1));
        Retransfers.PromisedTo("royal fleet", Certificate, it.Facts).ShouldBe([new(1, 4)]);

        it.State(Subject.Parse("authorization/de/a-9"), new TransferDenied(
            On("2026-01-01"), "DE", true, "Royal Fleet", "NO", [GoodsClass.SmallArms], Reason: "article 7"));
        Found(it, "EUC-061").ShouldBe(["Hold denied-before"]);
        PassingOn.Needs(Certificate, it.Facts, "R-1").ShouldContain(Subject.Parse("party/royal-fleet"));
        CertificateReport.Needs(Certificate, it.Facts).ShouldContain(Subject.Parse("party/royal-fleet"));
    }

    [Fact]
    public void What_was_found_under_another_name_counts_and_a_screening_that_compared_this_one_is_enough()
    {
        var it = Lawful(Asked(new("Customs Guard", "IS")));
        List(it);
        Screened(it, "Coast Guard, 2nd Squadron", []);
        Screened(it, "Customs Guard", []);
        Found(it, "EUC-051").ShouldBeEmpty();
        var fleet = PartyRegister.SubjectOf("Tollverein")!.Value;
        it.State(fleet, new PartyRegistered(On("2020"), PartyKind.StateBody, "Tollverein", "IS", ["Customs Guard"]));
        Found(it, "EUC-051").ShouldBeEmpty("nobody has screened the other name");
        Screened(it, "Tollverein", [Match("Tollverein")]);
        Found(it, "EUC-051").ShouldBe(["Hold listed-likely"]);
        it.State(fleet, new MatchDecided(
            On("2026-06-10"), "Tollverein", ScreenedParty.Of(["Tollverein"], ["IS"]).Fingerprint, "un", "XXe.001", "e1",
            MatchVerdict.OtherParty, "clerk-07", "another seat"));
        Found(it, "EUC-051").ShouldBe(["Info listed-other"]);

        it.State(PartyRegister.SubjectOf("Zollgarde")!.Value, new PartyRegistered(
            On("2021"), PartyKind.StateBody, "Zollgarde", "IS", ["Zollwehr"]));
        it.Done(Request(it, new("Zollwehr", "IS"), "R-3"));
        FoundOf(it, "R-3", "EUC-051").ShouldBe(["Hold party-not-screened"]);
        Screened(it, "Zollgarde", [], "Zollwehr");
        FoundOf(it, "R-3", "EUC-051").ShouldBeEmpty();
    }

    [Fact]
    public void The_end_user_may_ask_under_another_of_its_names()
    {
        var it = Asked(new("Navy", "NO"));
        var asked = new RetransferRequested(
            On("2026-06-05"), "R-2", new("Patrouille Nord", "IS"), new("Navy", "NO"), [Serials(6, 2)]);
        Retransferring.Request(it.Now, Certificate, asked).Refusal!.Code.ShouldBe(Retransferring.NotTheEndUser);
        it.State(PartyRegister.SubjectOf(Guard.Name)!.Value, new PartyRegistered(
            On("2020"), PartyKind.StateBody, Guard.Name, "IS", ["Patrouille Nord"]));
        it.Done(Retransferring.Request(it.Now, Certificate, asked));
        it.Done(Approve(it, PackOf(Unassessed), "R-2", first: 6));
    }

    [Fact]
    public void What_was_shipped_to_the_receiver_is_not_held_against_the_end_user()
    {
        var it = Asked(new("Navy", "NO"));
        var under = new TransferBasis(
            Subject.Parse("authorization/de/a-7"), Subject.Parse("certificate/no/n-7"), new Custodian("Navy", "NO").Party);
        it.State(Subject.Parse("shipment/de/s-7"), new ShipmentDeparted(
            On("2025-01-10"), new("Waffenfabrik", "DE"), new("Navy", "NO"), Contents: [new(1, 3)], Under: under));
        it.State(Subject.Parse("shipment/de/s-7"), new ShipmentArrived(
            On("2025-01-20"), new Place("Navy", "NO"), Under: under));
        it.Found("EUC-070").ShouldBeEmpty();
    }

    [Fact]
    public void What_is_looked_at_is_named()
    {
        var it = Asked(new("Navy", "NO"));
        var needed = PassingOn.Needs(Certificate, [.. it.Now.About(Certificate)], "r 1");
        foreach (var subject in new[] { "party/navy", "screening/navy", "country/no", "list/un" })
        {
            needed.ShouldContain(Subject.Parse(subject));
        }

        needed.ShouldContain(EmbargoTable.Subject);
    }

    private static Consignment Cleared(int count, params int[] pieces)
    {
        var open = EmbargoLaw.Imposed("UN-1", "t", "NO", "2026-01-01") with
        {
            Routes = [new(ClearanceKind.Information, "committee")],
        };
        var it = Lawful(Asked(new("Navy", "NO"), count: count), open);
        foreach (var (at, many) in pieces.Index())
        {
            var clearance = new ClearanceRequested(
                On("2026-06-06"), Certificate, $"C-{at + 1}", "UN-1", ClearanceKind.Information, "Navy", [new(1, many)],
                [], "clerk-07");
            it.Done(Clearing.Request(it.Now, clearance));
            it.Done(Clearing.Notify(it.Now, clearance.Subject, On("2026-06-08"), "committee", "clerk-07", null));
        }

        return it;
    }

    private static IEnumerable<string> Clearances(Consignment it) => ClearanceAccount.All(it.Facts)
        .Select(one => $"{one.Subject.Rest} {one.Drawn(1)} of {one.Cleared(1)}");

    private static Consignment Asked(Custodian to, EndUserKind? kind = null, int count = 5)
    {
        var it = new Consignment().Pack("S-1", Serials(1, 20)).Depart("S-1").Arrive("S-1")
            .Receive("S-1", Serials(1, 20));
        return it.Done(Request(it, to, "R-1", kind, count));
    }

    private static Decision Request(
        Consignment it, Custodian to, string reference, EndUserKind? kind = null, int count = 5) =>
        Retransferring.Request(
            it.Now, Certificate, new(On("2026-06-05"), reference, Guard, to, [Serials(1, count)], null, kind));

    private static Decision Approve(
        Consignment it, PackInUse rules, string reference = "R-1", int first = 1, int count = 1) =>
        Retransferring.Approve(
            it.Now, Certificate,
            new(On("2026-06-10"), reference, Guard, "chief-01", [Serials(first, count)], null, "chief-02"),
            RetransferParameters.Default, rules);

    private static IEnumerable<object> Held(Consignment it) =>
        Approve(it, Standard).Refusal!.Details;

    private static Decision Override(Consignment it, string rule, string reference) => Overriding.Decide(
        new CertificateFacts([.. it.Facts]), Certificate,
        new(rule, null, On("2026-06-10"), "chief-01", "chief-02", "looked up on paper", "section 7", null, reference),
        Standard.Pack);

    private static Consignment Lawful(Consignment it, params ReadOnlySpan<EmbargoEvent> more)
    {
        foreach (var entry in EmbargoLaw.Table(more.ToArray()))
        {
            it.State(entry.Home, entry.Fact);
        }

        return it;
    }

    private static string[] Found(Consignment it, params string[] rules) => FoundOf(it, "R-1", rules);

    private static string[] FoundOf(Consignment it, string reference, params string[] rules) =>
    [
        .. PassingOn.Of(Certificate, it.Facts, reference, On("2026-06-10"), null, Standard.Pack.Parameters)!.Findings
            .Where(one => rules.Contains(one.Rule) && one.Verdict != Verdict.Pass)
            .Select(one => $"{one.Verdict} {one.Code}"),
    ];

    private static void List(Consignment it)
    {
        it.State(SanctionsLists.SubjectOf("un"), new SanctionsListPublished(
            On("2026-01-01"), "un", Version, [new("f", Version, 1)], new(1, 0, 0, 0, 1)));
        it.State(SanctionsLists.SubjectOf("un"), new SanctionsListChecked(
            Happened.Parse("2026-06-10T06:00:00Z"), "un", Version));
    }

    private static void Screened(
        Consignment it, string name, ValueList<ScreeningMatch> matches, params string[] more) => it.State(
        PartyRegister.SubjectOf(name)!.Value,
        new PartyScreened(
            Happened.Parse("2026-06-10T06:00:00Z"), ScreenedParty.Of([name, .. more], ["IS"]), [new("un", Version)],
            Romanization.Version, matches));

    private static ScreeningMatch Match(string asked) => new(
        "un", "XXe.001", "e1", "GUARD OF THE CUSTOMS", ListedNameKind.Primary, asked, 930, [], Agreement.Agrees,
        Agreement.NotCompared, MatchGrade.Likely);

    private static CountryRiskAssessed Assessed(string country, RiskBand band) => new(
        On("2026-06-01"), country, 10_000, 5_000, 20_000, 800, band, "m", Standard.Reference, On("2026-06-01"), 1,
        On("2026-09-01"), "analyst-03");
}
