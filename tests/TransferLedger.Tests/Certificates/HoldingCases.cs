using TransferLedger.Authorities;
using TransferLedger.Certificates;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Shipments;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Certificates;

/// <summary>Cases of what an end user has: rounds for its weapons, calibres it was delivered.</summary>
internal static class HoldingCases
{
    private static readonly string Guard = InOrder.EndUser!.Party.Name;
    private static readonly PartyRegistered Known = (PartyRegistered)new Trial().EndUser[0];
    private static readonly PartyRegistered Unasked = Known with { Strength = null };
    private static readonly Subject Older = Subject.Parse("certificate/is/euc-5-2019");

    private const string NoWords = "EUC-009 Info words-missing";

    /// <summary>The table of the cases: ten rounds a year for a small arm, over three years.</summary>
    private static readonly CertificateParameters Ten = CertificateParameters.Default with
    {
        RoundsPerWeapon = [new(GoodsClass.SmallArms, 10), new(GoodsClass.LightWeapons, 100, "9 mm")],
        HandgunRatioPercent = null,
        AssumedStrength = null,
    };

    /// <summary>The same, where twenty rounds a year are the most for any weapon and ten weapons a member.</summary>
    private static readonly CertificateParameters Least = Ten with
    {
        RoundsPerWeapon = [new(GoodsClass.SmallArms, 10), new(GoodsClass.LightWeapons, 20, "12.7 mm")],
        ForceRatioPercent = 1_000,
    };

    public static Dictionary<string, (Trial Trial, string[] Found)> All { get; } = new(StringComparer.Ordinal)
    {
        ["rounds the weapons can fire"] = (Rounds(15_000), [NoWords]),
        ["one round more"] = (Rounds(15_001), [NoWords, "EUC-045 Warn more-rounds-than-needed"]),
        ["twice as many rounds"] = (Rounds(30_000), [NoWords, "EUC-045 Warn more-rounds-than-needed"]),
        ["one round more than that"] = (Rounds(30_001), [NoWords, "EUC-045 Hold more-rounds-than-needed"]),
        ["rounds, and weapons the register counts besides"] = (
            Rounds(30_000) with { EndUser = [Known with { Weapons = [new("9mm", 500, GoodsClass.SmallArms)] }] },
            [NoWords]),
        ["rounds, and counted weapons whose class nobody gave"] = (
            Rounds(45_000) with { EndUser = [Known with { Weapons = [new("9mm", 100)] }] }, [NoWords]),
        ["rounds for weapons that the register does not count"] = (
            Rounds(30_001) with { EndUser = [Unasked with { Calibres = ["9 mm"] }] },
            [NoWords, "EUC-045 Info weapons-unknown"]),
        ["few rounds for weapons that the register does not count"] = (
            Rounds(15_000) with { EndUser = [Unasked with { Calibres = ["9 mm"] }] }, [NoWords]),
        ["rounds for weapons that nobody has counted"] = (
            Rounds(30_001) with { EndUser = [Unasked] }, [NoWords, "EUC-045 Info weapons-unknown"]),
        ["rounds for as many weapons as a few members need, and for those that come with them"] = (
            Asking(45_000, weapons: 20), [NoWords, NoWords]),
        ["one round more where nobody knows how many it has"] = (
            Asking(45_001, weapons: 20), [NoWords, NoWords, "EUC-045 Hold weapons-missing"]),
        ["as many rounds where more weapons come with them"] = (
            Asking(47_000, weapons: 2_000), [NoWords, NoWords]),
        ["rounds for as many weapons as its strength makes plausible"] = (
            Rounds(45_000) with { EndUser = [Known with { Strength = 75, Weapons = [] }], Parameters = Least },
            [NoWords]),
        ["one round more than these can fire"] = (
            Rounds(45_001) with { EndUser = [Known with { Strength = 75, Weapons = [] }], Parameters = Least },
            [NoWords, "EUC-045 Warn more-rounds-than-needed"]),
        ["one round more than certified weapons can fire, which are more than its strength makes plausible"] = (
            Rounds(15_001) with { EndUser = [Known with { Strength = 10 }] },
            [NoWords, "EUC-045 Warn more-rounds-than-needed"]),
        ["rounds by the box"] = (
            Rounds(30_001, unit: "box"), [NoWords, "EUC-045 Info rounds-not-counted"]),
        ["rounds, and as many three years before"] = (
            Earlier(Rounds(15_000), "2023-03-02", Lines(0, 1)), [NoWords, "EUC-045 Warn more-rounds-than-needed"]),
        ["rounds, and as many still earlier"] = (Earlier(Rounds(15_000), "2023-03-01", Lines(0, 1)), [NoWords]),
        ["rounds, and weapons certified three years before"] = (
            Earlier(Rounds(15_030), "2023-03-02", Lines(1, 0)), [NoWords]),
        ["rounds, and weapons certified still earlier and never delivered"] = (
            Earlier(Rounds(15_030), "2023-03-01", Lines(1, 0)), [NoWords, "EUC-045 Warn more-rounds-than-needed"]),
        ["rounds, and weapons delivered then"] = (
            Delivered(Earlier(Rounds(15_030), "2023-03-01", Lines(1, 0)), "2023-03-01", 1), [NoWords]),
        ["rounds where an office does not reckon them"] = (
            Rounds(30_001) with { Parameters = Ten with { RoundsPerWeapon = [] } }, [NoWords]),
        ["cartridges, and nobody knows what it has"] = (
            Read("5.56 x 45"), ["EUC-017 Info holdings-unknown"]),
        ["cartridges for a weapon it was delivered"] = (
            Delivered(Earlier(Read("5,56x45 mm"), "2020-03-01", Rifles(10)), "2020-03-01", 10), []),
        ["cartridges, and the weapon never came"] = (
            Earlier(Read("5,56x45 mm"), "2020-03-01", Rifles(10)),
            ["EUC-017 Info holdings-unknown"]),
        ["cartridges for another weapon than it was delivered"] = (
            Delivered(Earlier(Read("7.62 x 39"), "2020-03-01", Rifles(10)), "2020-03-01", 10),
            ["EUC-017 Warn calibre-not-held"]),
        ["cartridges for a weapon it was delivered, where the register has others"] = (
            Delivered(Earlier(Read("5,56x45 mm"), "2020-03-01", Rifles(10)), "2020-03-01", 10) with
            {
                EndUser = [Known with { Calibres = ["9 mm"] }],
            },
            []),
        ["a pistol where the register has none and rifles were delivered"] = (
            Delivered(Earlier(Read("5,56x45 mm"), "2020-03-01", Rifles(10)), "2020-03-01", 10) with
            {
                EndUser = [Known with { Calibres = [".38 Special"] }],
            },
            ["EUC-060 Warn calibre-not-held"]),
        ["cartridges for a weapon it was delivered and has passed on"] = (
            PassedOn(Delivered(Earlier(Read("5,56x45 mm"), "2020-03-01", Rifles(10)), "2020-03-01", 10), 10),
            ["EUC-017 Info holdings-unknown"]),
    };

    private static CertificateLine Pistols => InOrder.Lines[0];

    private static CertificateLine Cartridges => InOrder.Lines[1];

    private static Trial Rounds(long quantity, string unit = "round") => Of(
        [Pistols, Cartridges with { Quantity = quantity, QuantityInWords = null, Unit = unit }]) with
        {
            Parameters = Ten, EndUser = [Known with { Weapons = [new("9mm", 0, GoodsClass.SmallArms)] }],
        };

    /// <summary>Nobody knows anything of the end user; 75 members are assumed.</summary>
    private static Trial Asking(long rounds, long weapons) => Of(
        [
            Pistols with { Quantity = weapons, QuantityInWords = null },
            Cartridges with { Quantity = rounds, QuantityInWords = null },
        ]) with
        {
            Parameters = Least with { AssumedStrength = 75, HandgunRatioPercent = null }, EndUser = [Unasked],
        };

    private static Trial Read(string calibre) => Of([Pistols, Cartridges with { Calibre = calibre }]);

    private static Trial Of(ValueList<CertificateLine> lines) => new()
    {
        Paper = InOrder with { Lines = lines },
        After =
        [
            Compared, Asked, Confirmed with
            {
                Repeats = Confirmed.Repeats with
                {
                    Lines = lines.Select(line => new RepeatedLine(line.Description, line.Quantity)).ToValueList(),
                },
            },
        ],
    };

    private static ValueList<CertificateLine> Lines(long weapons, long rounds) =>
        [Pistols with { Quantity = weapons, Model = null }, Cartridges with { Quantity = rounds }];

    private static ValueList<CertificateLine> Rifles(long quantity) =>
        [new("Rifles", GoodsClass.SmallArms, null, "5.56 mm x 45", quantity, null, "piece")];

    private static Trial Earlier(Trial trial, string issued, ValueList<CertificateLine> lines) => trial with
    {
        Elsewhere = Record(
            Older,
            [
                Captured(
                    SignedAnew(InOrder with
                    {
                        Number = "EUC/5/2019", IssuedOn = On(issued), Paper = new(PaperKind.Original), Lines = lines,
                        Undertakings = [],
                    }),
                    issued),
            ],
            first: 51),
    };

    private static Trial Delivered(Trial trial, string on, long quantity)
    {
        var under = new TransferBasis(Subject.Parse("authorization/de/a-5"), Older, InOrder.EndUserSubject);
        ValueList<LineContents> contents = [new(1, quantity)];
        return trial with
        {
            Elsewhere =
            [
                .. trial.Elsewhere,
                .. Record(
                    Subject.Parse("shipment/de/s-5"),
                    [
                        new ShipmentDeparted(
                            On(on), new("Waffenfabrik", "DE"), new(Guard, "IS"), Contents: contents, Under: under),
                        new DeliveryConfirmed(On(on), new(Guard, "IS"), Contents: contents, Under: under),
                        new DeliveryVerified(On(on), "IS", "moj", "DVC-5", contents, under),
                    ],
                    first: 61),
            ],
        };
    }

    private static Trial PassedOn(Trial trial, long quantity) => trial with
    {
        Elsewhere =
        [
            .. trial.Elsewhere,
            .. Record(
                Older,
                [
                    new RetransferExecuted(
                        On("2021-01-01"), "R-1", new(Guard, "IS"), new("Police", "IS"), [new(1, quantity)]),
                ],
                first: 71),
        ],
    };
}
