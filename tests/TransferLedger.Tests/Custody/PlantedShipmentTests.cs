using System.Globalization;
using TransferLedger.Authorizations;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Shipments;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Custody.Told;
using static TransferLedger.Tests.Shared.Consignment;

namespace TransferLedger.Tests.Custody;

/// <summary>
/// Shipments in order, about which nothing may be found, and the same with one conflict planted, which has to be found
/// for each weapon it concerns. <c>LEDGER_CONFLICTS=10000</c> plants so many.
/// </summary>
public sealed class PlantedShipmentTests
{
    private static readonly Custodian Militia = new("Militia", "IS");

    /// <summary>By rule, what is done otherwise.</summary>
    private static readonly (string Rule, Action<Journey> Plant)[] Plants =
    [
        (CustodyRule.OverShipped, it => it.Second = left => left with { Contents = [it.Beyond()] }),
        (CustodyRule.LeftUnauthorized, it => it.Second = left => left with { Under = null }),
        (CustodyRule.LeftOutOfDate, it => it.Second = left => left with { Happened = On("2026-03-20") }),
        (CustodyRule.ArrivedShort, it => it.Received = it.Received[..^1]),
        (CustodyRule.Substituted, it => it.Received = [.. it.Received[..^1], "X00001"]),
        (CustodyRule.SealChanged, it => it.SealFound = "SEAL 8"),
        (CustodyRule.UnplannedStop, it => it.Stop = new TransitEntered(On("2026-04-22"), new("Brest", "FR"), "T-6")),
        (CustodyRule.TransitUnauthorized, it => it.Stop = new TransitEntered(
            On("2026-04-22"), new("Rotterdam", "NL"), null)),
        (CustodyRule.WrongReceiver, it => it.Receiver = Militia),
        (CustodyRule.PassedOnWithoutConsent, it => (it.PassedOn, it.Consented) = (true, false)),
        (CustodyRule.NotVerified, it => it.IsVerified = false),
    ];

    [Fact]
    public void A_planted_conflict_is_found_and_a_shipment_in_order_is_clean()
    {
        var conflicts = int.Parse(
            Environment.GetEnvironmentVariable("LEDGER_CONFLICTS") ?? "110", CultureInfo.InvariantCulture);
        var random = new Random(11);
        Plants.Select(it => it.Rule).Distinct(StringComparer.Ordinal).Count().ShouldBe(Plants.Length);
        for (var run = 0; run < conflicts; run++)
        {
            var seed = random.Next();
            var clean = new Journey(new Random(seed));
            clean.Found(clean.AnyWeapon).ShouldBe([], $"seed {seed}");

            var (rule, plant) = Plants[run % Plants.Length];
            var broken = new Journey(new Random(seed));
            plant(broken);
            broken.Found(broken.Concerned).ShouldBe([rule], $"seed {seed}");
        }
    }

    /// <summary>What is shipped and how; made anew from these answers each time it is asked about.</summary>
    private sealed class Journey
    {
        private readonly int _count, _more, _random;
        private readonly bool _hasStop;

        public Journey(Random random)
        {
            (_count, _more) = (random.Next(2, 9), random.Next(0, 5));
            (_hasStop, PassedOn) = (random.Next(2) == 0, random.Next(2) == 0);
            _random = random.Next(_count);
            Received = Serials(1, _count).Serials.ToArray();
        }

        public string[] Received { get; set; }

        public string SealFound { get; set; } = "seal-9";

        public TransitEntered? Stop { get; set; }

        public Custodian Receiver { get; set; } = Guard;

        public bool PassedOn { get; set; }

        public bool Consented { get; set; } = true;

        public bool IsVerified { get; set; } = true;

        /// <summary>A second shipment of one weapon, as it should not have left; null: there is none.</summary>
        public Func<ShipmentDeparted, ShipmentDeparted>? Second { get; set; }

        public string AnyWeapon => Number(1 + _random);

        /// <summary>A weapon that the conflict is about: the last, or that of the second shipment.</summary>
        public string Concerned => Number(Second is null ? _count : _count + 1);

        /// <summary>One weapon more than the authorization has left.</summary>
        public LineContents Beyond() => Identified(Serials(_count + 1, _more + 2));

        public string[] Found(string serial)
        {
            var it = Told();
            var weapon = it.Facts.Select(one => one.Fact).OfType<ShipmentDeparted>().SelectMany(one => one.Contents)
                .SelectMany(one => one.Serials.Zip(one.Weapons)).First(one => one.First == serial).Second;
            var dossier = new WeaponDossier(it.Facts.Where(one => one.IsAbout(weapon.Subject)))
            {
                Around = Surroundings.Nothing with { Transfers = [.. it.Facts] },
            };
            return
            [
                .. CustodyReport.Of(weapon, dossier, AsOf.Now, On("2026-09-30").Latest)!.Findings
                    .Select(found => found.What.Rule).Distinct(StringComparer.Ordinal)
                    .Where(rule => Plants.Any(one => one.Rule == rule)),
            ];
        }

        private Consignment Told()
        {
            var it = new Consignment(0);
            var all = Serials(1, _count);
            it.Done(Authorizing.Grant(it.Now, Grant("A-1", _count + _more + 1) with { Route = ["NL"] }, it.Rules))
                .State(TransitRuleStated.SubjectOf("NL"), new TransitRuleStated(On("2020"), "NL", true, "law"));
            var list = List("S-1", all) with { Packages = [new Package("P-1", [all], ["SEAL 9"])] };
            it.Done(it.TryPack(list.Identified(Trial.InOrder))).Depart("S-1");
            var stop = Stop ?? (_hasStop ? new(On("2026-04-22"), new("Rotterdam", "NL"), "T-5", ["SEAL 9"]) : null);
            if (stop is not null)
            {
                it.State(Named("S-1"), stop);
            }

            var weapons = it.Balance.Shipments[0].Departures[0].Fact.Weapons.ToValueList();
            it.State(Named("S-1"), new ShipmentArrived(On("2026-05-01"), new("Reykjavik", "IS"), weapons, [SealFound]))
                .State(Named("S-1"), new DeliveryConfirmed(
                    On("2026-05-03"), Receiver, Contents: [new(1, _count, Received.ToValueList())], Items: weapons));
            if (IsVerified)
            {
                it.State(Named("S-1"), Dvc(new LineContents(1, _count, Received.ToValueList())));
            }

            PassOn(it, weapons[^1]);
            if (Second is { } change)
            {
                it.State(Named("S-2"), change(new ShipmentDeparted(
                    On("2026-04-24"), Maker, Guard, Contents: [Identified(Serials(_count + 1, 1))],
                    Under: new TransferBasis(Authorization, Trial.Certificate))));
            }

            return it;
        }

        private void PassOn(Consignment it, WeaponId weapon)
        {
            if (!PassedOn)
            {
                return;
            }

            if (Consented)
            {
                it.State(Trial.Certificate, new RetransferApproved(
                    On("2026-05-20"), "R-1", Guard, "chief-01", [new LineContents(1, 1)]));
            }

            it.State(Trial.Certificate, new RetransferExecuted(
                    On("2026-06-01"), "R-1", Guard, Militia, [new LineContents(1, 1)]))
                .State(weapon.Subject, new WeaponsPassedOn(On("2026-06-01"), Guard, Militia, [weapon], "R-1"));
        }

        private static LineContents Identified(LineContents contents) => contents with
        {
            Weapons = contents.Serials.Select(serial => WeaponId.Issue("rifle", serial)).ToValueList(),
        };

        private static string Number(int number) => Serials(number, 1).Serials[0];
    }
}
