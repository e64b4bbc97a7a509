using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Rules;
using TransferLedger.Screening;
using TransferLedger.Shipments;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Trial;
using Custodian = TransferLedger.Custody.Custodian;

namespace TransferLedger.Tests.Screening;

/// <summary>EUC-051 on the facts about lists and screenings, as of the day and the instant of the verdict.</summary>
public sealed class ListedPartyRuleTests
{
    private const string Guard = "Coast Guard, 2nd Squadron";
    private static readonly string Version = new('c', 64);
    private static readonly string Newer = new('d', 64);

    [Fact]
    public void Without_a_list_it_lacks_its_input() => Found([]).ShouldBe(["Hold not-available sanctions lists"]);

    [Fact]
    public void Whoever_was_not_screened_holds_in_every_role() => Found(List()).ShouldBe(
    [
        "Hold party-not-screened Exporter Waffenfabrik", $"Hold party-not-screened EndUser {Guard}",
        "Hold party-not-screened Signatory Anna Dæmisdóttir",
    ]);

    [Fact]
    public void All_screened_without_a_match_passes() => Found([.. List(), .. All()]).ShouldBe(["Pass "]);

    [Fact]
    public void A_list_that_nobody_has_looked_after_holds()
    {
        var old = List("2026-06-28T12:00:00Z");
        Found([.. old, .. All()]).ShouldBe(["Hold list-stale un 2026-06-28T12:00:00Z 2026-06-30"]);
        Found([.. List("2026-06-29T12:00:00Z"), .. All()]).ShouldBe(["Pass "]);
    }

    [Fact]
    public void Another_list_in_place_of_that_of_the_United_Nations_holds() =>
        Found([.. List(list: "ofac"), .. All(list: "ofac")]).ShouldBe(["Hold list-missing un"]);

    [Fact]
    public void A_failed_screening_clears_nobody() =>
        Found([.. List(), .. All(failure: "IOException: gone")])[0]
            .ShouldBe("Hold screening-failed Exporter Waffenfabrik IOException: gone");

    [Fact]
    public void A_screening_that_did_not_know_the_country_does_not_count() =>
        Found([.. List(), Screening("Waffenfabrik", null), .. All()[1..]])
            .ShouldBe(["Hold screened-without-this Exporter Waffenfabrik"]);

    [Fact]
    public void A_screening_against_an_older_version_holds_until_what_changed_was_compared()
    {
        (Subject, LedgerEvent)[] newer = [.. List(), .. All(), .. List(published: "2026-06-29", version: Newer)];
        Found(newer)[0].ShouldBe("Hold screened-before Exporter Waffenfabrik un");
        Found([.. newer, Run(upTo: 1_000)]).ShouldBe(["Pass "]);
        Found([.. newer, Run(upTo: 1)])[0].ShouldStartWith("Hold screened-before");
    }

    [Theory]
    [InlineData(MatchGrade.Certain, "Reject listed-party")]
    [InlineData(MatchGrade.Likely, "Hold listed-likely")]
    [InlineData(MatchGrade.Possible, "Warn listed-possible")]
    public void A_match_weighs_by_its_grade(MatchGrade grade, string found) =>
        Found([.. List(), Screening(Guard, "IS", grade), .. Others()])[0].ShouldStartWith(found);

    [Fact]
    public void A_decision_holds_until_the_party_or_the_entry_changes()
    {
        var party = ScreenedParty.Of([Guard], ["IS"]);
        var other = Decided(party, "e1", MatchVerdict.OtherParty);
        Found([.. List(), Screening(Guard, "IS", MatchGrade.Likely), other, .. Others()])[0]
            .ShouldStartWith("Info listed-other EndUser");
        var same = Decided(party, "e1", MatchVerdict.SameParty);
        Found([.. List(), Screening(Guard, "IS", MatchGrade.Likely), same, .. Others()])[0]
            .ShouldStartWith("Reject listed-party");
        Found([.. List(), Screening(Guard, "IS", MatchGrade.Likely, entry: "e2"), other, .. Others()])[0]
            .ShouldStartWith("Hold listed-likely");
        var changed = ScreenedParty.Of([Guard], ["IS"]).With(ScreenedParty.Of([], ["NO"]));
        Found([.. List(), Screening(changed, MatchGrade.Likely), other, .. Others()])[0]
            .ShouldStartWith("Hold listed-likely");
    }

    [Fact]
    public void A_match_that_is_open_again_says_who_had_decided_and_what_changed_since()
    {
        var was = ScreenedParty.Of([Guard], ["IS"]);
        (Subject, LedgerEvent)[] before =
        [
            .. List(), Screening(Guard, "IS", MatchGrade.Likely), Decided(was, "e1", MatchVerdict.OtherParty),
            .. Others(),
        ];
        Found(before).Count(it => it.Contains("decided-before")).ShouldBe(0, "it holds");

        const string Decision = $"EndUser {Guard} un XXe.001 GUARD OF THE COAST OtherParty clerk-07 2026-06-30 another seat";
        Found([.. before, Screening(was.With(ScreenedParty.Of([], ["NO"])), MatchGrade.Likely)])[..2].ShouldBe(
        [
            $"Hold listed-likely EndUser {Guard} un XXe.001 GUARD OF THE COAST 0.930  ",
            $"Info decided-before {Decision} same changed party Country added NO",
        ]);
        Found([.. before, Screening(was, MatchGrade.Likely, "e2")])[1]
            .ShouldBe($"Info decided-before {Decision} unknown same");
        Found([.. before, Since(was, new("e1", [new(RecordPart.Alias, ["Shore Watch"], ["Coast Watch"])]))])[1].ShouldBe(
            $"Info decided-before {Decision} changed same entry Alias added Shore Watch entry Alias removed Coast Watch");
        var otherVersion = Since(was, new("e0", [new(RecordPart.Alias, ["Shore Watch"])]));
        Found([.. before, otherVersion])[1]
            .ShouldBe($"Info decided-before {Decision} unknown same", "compared with another version than that decided on");
        Found([.. before, Since(was, new("e1", []))])[1].ShouldBe($"Info decided-before {Decision} read-anew same");
    }

    [Fact]
    public void Thresholds_that_leave_out_matches_do_not_count()
    {
        (Subject, LedgerEvent) Screened(ScreeningParameters used) => (
            PartyRegister.SubjectOf(Guard)!.Value, (PartyScreened)Screening(Guard, "IS").Item2 with { Parameters = used });
        Found([.. List(), Screened(ScreeningParameters.Default with { WarnFrom = 700 }), .. Others()]).ShouldBe(["Pass "]);
        Found([.. List(), Screened(new(WarnFrom: 950, HoldFrom: 990, Version: "loose")), .. Others()])[0]
            .ShouldBe($"Hold screened-loosely EndUser {Guard} loose");
    }

    [Fact]
    public void What_the_office_has_decided_on_thresholds_is_what_the_rule_goes_by()
    {
        (Subject, LedgerEvent)[] Decided(ScreeningParameters limits, string from = "2026-06-01") =>
        [
            (ScreeningFile.ParametersSubject, new ScreeningParametersSet(On(from), limits, "chief-01", "chief-02", "region")),
        ];
        var strict = ScreeningParameters.Default with { WarnFrom = 700, Version = "strict" };
        (Subject, LedgerEvent)[] ready = [.. List("2026-06-28T12:00:00Z"), .. All()];
        Found([.. List(), .. All(), .. Decided(strict)])[0].ShouldBe("Hold screened-loosely Exporter Waffenfabrik proposed-1");
        Found([.. List(), .. All(), .. Decided(strict, "2026-07-01")]).ShouldBe(["Pass "], "not yet on that day");

        Found([.. ready, .. Decided(new(StaleHours: 72, Version: "slow"))]).ShouldBe(
            ["Info thresholds-loosened slow chief-01 chief-02 region"]);
        Found([.. List(), .. All(), .. Decided(new(Lists: ["un", "ofac"], Version: "two"))])
            .ShouldBe(["Hold list-missing ofac"]);
        Found([.. List(), .. All(), .. Decided(strict), .. Decided(new(Version: "back"), "2026-06-02")])
            .ShouldBe(["Pass "], "the latest by date holds");
    }

    [Fact]
    public void Matches_that_were_not_kept_hold()
    {
        var (home, screened) = Screening(Guard, "IS");
        Found([.. List(), (home, (PartyScreened)screened with { LeftOut = 3 }), .. Others()])
            .ShouldBe([$"Hold matches-left-out EndUser {Guard} 3"]);
    }

    [Fact]
    public void Whoever_is_to_have_delivered_goods_is_looked_at_too()
    {
        var to = new Custodian("Ruritanian Police", "XR");
        var asked = new RetransferRequested(On("2026-06-20"), "R-1", new(Guard, "IS"), to, [new(1, 5)]);
        Found([.. List(), .. All(), (Certificate, asked)])[0]
            .ShouldBe("Hold party-not-screened RetransferTo Ruritanian Police");
        Found([.. List(), .. All(), Screening(to.Name, to.Country, MatchGrade.Likely), (Certificate, asked)])[0]
            .ShouldStartWith("Hold listed-likely RetransferTo Ruritanian Police");
        Found([.. List(), .. All(), Screening(to.Name, to.Country), (Certificate, asked)]).ShouldBe(["Pass "]);
    }

    [Fact]
    public void Vessels_and_carriers_of_later_legs_are_looked_at_too()
    {
        var shipment = Subject.Parse("shipment/de/s-1");
        var (draw, guard) = (Subject.Parse("authorization/de/a-1"), new Custodian(Guard, "IS"));
        (Subject, LedgerEvent)[] facts =
        [
            .. List(), .. All(),
            (shipment, new ShipmentDeparted(
                On("2026-04-20"), new("Waffenfabrik", "DE"), guard, Contents: [new(1, 5)],
                Under: new(draw, Certificate))),
            (shipment, new Transshipped(On("2026-04-25"), new("Rotterdam", "NL"), "Feeder One", "Ocean Two")),

            // Who took it over on the way names no certificate.
            (shipment, new ShipmentDeparted(On("2026-04-26"), guard, guard, Carrier: new("Second Line", "NL"))),
        ];
        Found(facts).ShouldBe(
        [
            "Hold party-not-screened Carrier Second Line", "Hold party-not-screened Conveyance Feeder One",
            "Hold party-not-screened Conveyance Ocean Two",
        ]);
        Found([.. facts, Screening("Second Line", "NL"), Screening("Feeder One", null), Screening("Ocean Two", null)])
            .ShouldBe(["Pass "]);
    }

    [Fact]
    public void What_happened_after_the_day_does_not_count() =>
        Found([.. List(), .. All(at: "2026-07-01T09:00:00Z")])[0].ShouldStartWith("Hold party-not-screened");

    private static (Subject, LedgerEvent)[] List(
        string looked = "2026-06-30T06:00:00Z", string published = "2026-01-01", string? version = null,
        string list = "un") =>
    [
        (SanctionsLists.SubjectOf(list), new SanctionsListPublished(
            On(published), list, version ?? Version, [new("f", version ?? Version, 1)], new(1, 0, 0, 0, 1))),
        (SanctionsLists.SubjectOf(list), new SanctionsListChecked(
            Happened.Parse(looked), list, version ?? Version)),
    ];

    private static (Subject, LedgerEvent)[] All(
        string? failure = null, string list = "un", string at = "2026-06-30T07:00:00Z") =>
    [
        Screening("Waffenfabrik", "DE", failure: failure, list: list, at: at),
        Screening(Guard, "IS", failure: failure, list: list, at: at),
        Screening("Anna Dæmisdóttir", "IS", failure: failure, list: list, at: at),
    ];

    private static (Subject, LedgerEvent)[] Others() => [All()[0], All()[2]];

    private static (Subject, LedgerEvent) Screening(
        string name, string? country, MatchGrade? grade = null, string entry = "e1", string? failure = null,
        string list = "un", string at = "2026-06-30T07:00:00Z") =>
        Screening(ScreenedParty.Of([name], [country]), grade, entry, failure, list, at);

    private static (Subject, LedgerEvent) Screening(
        ScreenedParty party, MatchGrade? grade, string entry = "e1", string? failure = null, string list = "un",
        string at = "2026-06-30T07:00:00Z") =>
        (PartyRegister.SubjectOf(party.Names[0])!.Value, new PartyScreened(
            Happened.Parse(at), party, [new(list, Version)], Romanization.Version,
            grade is { } it
                ?
                [
                    new(
                        "un", "XXe.001", entry, "GUARD OF THE COAST", ListedNameKind.Primary, party.Names[0], 930, [],
                        Agreement.Agrees, Agreement.NotCompared, it),
                ]
                : [],
            failure));

    private static (Subject, LedgerEvent) Since(ScreenedParty party, EntrySince since)
    {
        var (home, fact) = Screening(party, MatchGrade.Likely, "e2");
        var screened = (PartyScreened)fact;
        return (home, screened with { Matches = [screened.Matches[0] with { Since = since }] });
    }

    private static (Subject, LedgerEvent) Decided(ScreenedParty party, string entry, MatchVerdict verdict) =>
        (PartyRegister.SubjectOf(Guard)!.Value, new MatchDecided(
            On("2026-06-30"), Guard, party.Fingerprint, "un", "XXe.001", entry, verdict, "clerk-07", "another seat"));

    private static (Subject, LedgerEvent) Run(long upTo) => (SanctionsLists.SubjectOf("un"), new PartiesRescreened(
        Happened.Parse("2026-06-30T08:00:00Z"), "un", Version, Newer, upTo, 3));

    private static List<string> Found((Subject Home, LedgerEvent Fact)[] facts)
    {
        var at = NodaTime.Instant.FromUtc(2026, 6, 30, 10, 0);
        var capture = new CertificateCaptured(On("2026-06-01"), "office", "clerk-07", InOrder);
        var recorded = facts.Prepend((Certificate, capture)).Select((it, index) => new Recorded(
            index + 1, new Guid(index + 1, 0, 0, new byte[8]), it.Item1, index + 1, at, it.Item2, new Provenance("t"),
            new CommandId(new Guid(index + 1, 1, 0, new byte[8])))).ToList();
        return
        [
            .. CertificateReport.Of(Certificate, recorded, On("2026-06-30"), null, CertificateParameters.Default)!
                .Findings.Where(it => it.Rule == "EUC-051")
                .Select(it => $"{it.Verdict} {it.Code}{string.Concat(it.Values.Select(value => $" {value}"))}"),
        ];
    }
}
