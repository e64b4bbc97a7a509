using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Risk;
using TransferLedger.Shipments;
using TransferLedger.Tests.Shared;
using TransferLedger.Tests.Custody;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Risk;

/// <summary>What counts for sites, brokers and carriers, and what is shown beside a score.</summary>
public sealed class UnitRiskTests
{
    private const string Shipment = "shipment/de/s-1";
    private static readonly Subject Certificate = Trial.Certificate;
    private static readonly TransferBasis Under = new(Subject.Parse("authorization/de/a-1"), Certificate);

    [Fact]
    public void A_seal_that_is_not_found_again_counts_once_and_for_the_carrier_too()
    {
        List<Recorded> facts =
        [
            Said(1, Shipment, Packed("PK-1", "S-100", "S-101")), Said(2, Shipment, Packed("PK-2", "S-200")),
            Said(3, Shipment, Departed("Northern Lines")),
            Said(4, Shipment, new TransitEntered(
                Told.On("2020-01-05"), At("Port@NL")!, "T-1", ["S-100", "S-101", "S-200"])),
            Said(5, Shipment, new ShipmentArrived(
                Told.On("2020-01-09"), At("Port@IS")!, Seals: ["S-999"], Under: Under)),
        ];

        Entries(Shipment, facts[..4]).ShouldNotContain(it => it.Series == RiskSeries.SealChanged);
        var changed = Entries(Shipment, facts).Where(it => it.Series == RiskSeries.SealChanged).ToList();
        changed.ShouldHaveSingleItem().Position.ShouldBe(5);
        changed[0].Country.ShouldBe("IS");
        Entries(Shipment, facts).Select(it => string.Join(" ", it.Named)).Distinct()
            .ShouldBe(["carrier/northern-lines"]);
    }

    [Fact]
    public void Boxes_without_seals_say_nothing_and_sealed_ones_nothing_before_they_leave()
    {
        RiskRow.Apply(Shipment, null, Said(1, Shipment, Packed("PK-1"))).ShouldBeNull();
        var row = RiskRow.Apply(Shipment, null, Said(1, Shipment, Packed("PK-1", "S-1")));
        row!.Made.ShouldBeEmpty();
    }

    [Fact]
    public void A_delivery_to_somebody_the_paper_does_not_name_counts_for_country_broker_and_carrier()
    {
        var paper = Trial.InOrder with
        {
            OtherParties =
            [
                new(PartyRole.Broker, new PartyOnPaper("Arms & Sons", Country: "DE")),
                new(PartyRole.Forwarder, new PartyOnPaper("Forward", Country: "DE")),
            ],
        };
        List<Recorded> facts =
        [
            Captured(paper), Said(2, Shipment, Departed("Northern Lines")),
            Said(3, Shipment, new DeliveryConfirmed(
                Told.On("2020-01-09"), By("Somebody Else@IS"), Contents: [new(1, 10)], Under: Under)),
        ];
        var made = Entries(Certificate.Key, facts);

        var wrong = made.Single(it => it.Series == RiskSeries.WrongReceiver);
        (wrong.Country, wrong.Position, wrong.Named.Count).ShouldBe(("IS", 3, 2));
        wrong.Named.ShouldContain("broker/arms-sons");
        made.Single(it => it.Series == RiskSeries.Presented).Named.ShouldBe(["broker/arms-sons"]);

        // The shipment counts for its country by its own history, and here for the broker alone.
        made.Where(it => it.Series == RiskSeries.Shipped).ShouldHaveSingleItem().Country
            .ShouldBe(RiskEntry.NoCountry);
        Entries(Certificate.Key, [Captured(Trial.InOrder), .. facts[1..2], Said(3, Shipment, new DeliveryConfirmed(
            Told.On("2020-01-09"), By($"{Trial.InOrder.EndUser!.Party.Name}@IS"), Under: Under))])
            .ShouldNotContain(it => it.Series == RiskSeries.WrongReceiver || it.Country == RiskEntry.NoCountry);
    }

    [Theory]
    [InlineData(EndUserKind.Reseller, null, 1)]
    [InlineData(EndUserKind.Reseller, false, 1)]
    [InlineData(EndUserKind.Reseller, true, 0)]
    [InlineData(EndUserKind.ArmedForces, null, 0)]
    public void A_delivery_to_a_reseller_that_need_not_tell_of_its_sales_counts(
        EndUserKind kind, bool? reporting, int counted)
    {
        var user = Trial.InOrder.EndUser! with { Kind = kind, SalesReporting = reporting };
        var made = Entries(
            Certificate.Key,
            [
                Captured(Trial.InOrder with { EndUser = user }),
                Said(2, Shipment, new DeliveryConfirmed(Told.On("2020-01-09"), By("Guard@IS"), Under: Under)),
                Said(3, Shipment, new DeliveryConfirmed(Told.On("2020-01-10"), By("Guard@IS"), Under: Under)),
            ]);

        made.Count(it => it.Series == RiskSeries.ResellerUnreported).ShouldBe(counted);
        made.Count(it => it.Series == RiskSeries.DeliveredCertified).ShouldBe(1);
    }

    [Fact]
    public void Accumulation_is_what_was_certified_for_forces_to_what_they_declared()
    {
        var rifles = Trial.InOrder with
        {
            Lines = [Trial.InOrder.Lines[0] with { Description = "Rifles", Quantity = 300 }, Trial.InOrder.Lines[0]],
        };
        var arms = Entries(Certificate.Key, [Captured(rifles), Granted()])
            .Single(it => it.Series == RiskSeries.CertifiedArms);
        List<Recorded> declared =
        [
            Said(1, "party/guard", new PartyRegistered(
                Told.On("2010-01-01"), PartyKind.StateBody, "Guard", "IS", Strength: 400)),
            Said(2, "party/guard", new PartyRegistered(
                Told.On("2020-01-01"), PartyKind.StateBody, "Guard", "IS", ["The Guard"], Strength: 150)),
        ];
        var strength = declared.Aggregate(
            (RiskRow?)null, (row, it) => RiskRow.Apply("party/guard", row, it))!.Made
            .Where(it => it.KnownUntil is null).Select(it => it.Entry).ToList();

        arms.Weight.ShouldBe(300_000);
        strength.Select(it => (it.Weight, it.On.Year, it.Until?.Year)).ShouldBe(
            [(400_000, 2010, (int?)2020), (150_000, 2020, null)]);
        double? Direct(params RiskEntry[] entries) => new RiskSums(
            new(2024, 1, 1), [.. entries.Select(it => new DailySum(it.Series, false, it.On, it.Weight))])
            .Data(RiskTrial.Example)["RSK-015"].Direct;
        Direct(arms, strength[1]).ShouldBe(2.0);
        Direct(strength[1]).ShouldBeNull();
        Direct(arms).ShouldBeNull();

        // A party's other facts are none of its row, nor is a correction of what was never one.
        RiskRow.KeysOf(declared[1]).ShouldBe(["party/guard"]);
        RiskRow.KeysOf(Said(3, Shipment, Departed("Northern Lines")))
            .ShouldNotContain(it => it.StartsWith("party/", StringComparison.Ordinal));
        RiskRow.Apply("party/guard", null, Said(3, "party/guard", new RecordDisputed(
            Told.On("2024-01-01"), 1, [Subject.Parse("party/guard")], "no", "Guard"))).ShouldBeNull();
    }

    [Fact]
    public void The_latest_assessment_of_a_transfer_is_shown_and_not_scored()
    {
        TransferAssessed Assessed(string on, AttCriterion criterion, RiskFinding finding) => new(
            Told.On(on), Certificate, "clerk", [new(criterion, finding, "reports")]);
        var made = Entries(Certificate.Key,
        [
            Captured(Trial.InOrder),
            Said(2, "authorization/de/a-1", Assessed("2026-04-01", AttCriterion.HumanRights, RiskFinding.Mitigated)),
            Said(3, "authorization/de/a-1", Assessed("2026-05-01", AttCriterion.Diversion, RiskFinding.Mitigated)),
        ]);

        made.Where(it => it.Series == RiskSeries.Assessed).Select(it => it.Until.HasValue).ShouldBe([true, false]);
        made.Single(it => it.Series == RiskSeries.AssessedHarm).Until.ShouldBe(new NodaTime.LocalDate(2026, 5, 1));
        RiskIndicators.All.ShouldAllBe(it => !it.Cases.Contains(RiskSeries.AssessedHarm));
    }

    [Fact]
    public void Time_at_a_site_ends_when_a_weapon_is_moved_and_a_count_that_names_no_site_moves_nothing()
    {
        const string Weapon = "weapon/r1sk-0000-0000-0001";
        List<Recorded> facts =
        [
            Said(1, Weapon, new ItemRegistered(Told.On("2020-01-01"), new("rifle"), [], By("Army@BB"))),
            Said(2, Weapon, new StockEntered(Told.On("2020-02-01"), By("Army@BB"), At("Depot 1@BB")!)),
            Said(3, Weapon, new StockEntered(Told.On("2020-03-01"), By("Army@BB"), At("Depot 2@BB")!)),
            Said(4, Weapon, new TheftReported(Told.On("2020-04-01"), By("Army@BB"))),
        ];

        Entries(Weapon, facts).Where(it => it.Site is not null).OrderBy(it => it.On).ThenBy(it => it.Weight)
            .Select(it => $"{it.Series.Name} {it.Site} {it.Weight} {it.On.Month}").ShouldBe(
            [
                "held-home army/depot-1 1000 2",
                "held-home army/depot-1 -1000 3", "held-home army/depot-2 1000 3",
                "held-home army/depot-2 -1000 4", "lost army/depot-2 1000 4",
            ]);
    }

    [Fact]
    public void A_context_counts_open_findings_at_the_ends_of_quarters_and_items_abroad_by_country()
    {
        NodaTime.LocalDate Day(string text) => RiskTrial.Day(text);
        ShownEntry[] entries =
        [
            new(RiskSeries.OpenFinding, null, Day("2025-01-15"), Day("2026-03-31"), 1000),
            new(RiskSeries.OpenFinding, null, Day("2026-05-01"), null, 2000),
            new(RiskSeries.FoundAbroad, "found-in/cc", Day("2025-01-01"), null, 1000),
            new(RiskSeries.FoundAbroad, "found-in/dd", Day("2025-01-01"), null, 4000),
            new(RiskSeries.FoundAbroad, "found-in/ee", Day("2027-01-01"), null, 4000),
        ];
        var context = RiskContext.Of(entries, Day("2026-05-20"));

        context.Abroad.ShouldBe([new FoundAbroad("DD", 4), new FoundAbroad("CC", 1)]);
        context.Quarters.Select(it => (it.On, it.Open)).ShouldBe(
        [
            (Day("2024-09-30"), 0), (Day("2024-12-31"), 0), (Day("2025-03-31"), 1), (Day("2025-06-30"), 1),
            (Day("2025-09-30"), 1), (Day("2025-12-31"), 1), (Day("2026-03-31"), 0), (Day("2026-05-20"), 2),
        ]);
    }

    private static List<RiskEntry> Entries(string subject, IEnumerable<Recorded> facts) =>
        [.. RiskRow.Of(Subject.Parse(subject), [.. facts], RiskWindows.Default)
            .Where(it => it.KnownUntil is null).Select(it => it.Entry)];

    private static Recorded Said(long position, string home, LedgerEvent fact) => RiskTrial.Said(position, home, fact);

    private static Recorded Captured(EndUserCertificate paper) =>
        Said(1, Certificate.Key, new CertificateCaptured(Told.On("2019-03-09"), "office", "clerk", paper));

    private static Recorded Granted() => Said(2, "authorization/de/a-1", new AuthorizationGranted(
        Told.On("2019-04-01"), "DE", "A-1", Certificate, "Works", [new(1, 300)], "clerk", "chief", ""));

    private static ShipmentPacked Packed(string package, params string[] seals) => new(
        Told.On("2019-12-30"), By("Works@DE"), By("Guard@IS"), package, [], seals.ToValueList());

    private static ShipmentDeparted Departed(string carrier) => new(
        Told.On("2020-01-01"), By("Works@DE"), By("Guard@IS"), Contents: [new(1, 10)], Under: Under,
        Carrier: By(carrier));
}
