using System.Collections.Immutable;
using TransferLedger.Authorities;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Custody;
using TransferLedger.Diversion;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Risk;
using TransferLedger.Rules;
using TransferLedger.Screening;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Certificates.CertificateRulesTests;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Certificates;

/// <summary>Cases of the rules on parties, prices and what others know.</summary>
internal static class PartyCases
{
    private static readonly string Guard = InOrder.EndUser!.Party.Name;
    private static readonly PartyRegistered Known = (PartyRegistered)new Trial().EndUser[0];
    private static readonly PartyRegistered Unasked = Known with { Strength = null };
    private static readonly BrokerRegistered Licence = new(On("2025"), "DE", "B-17");
    private static readonly TransferDenied Denial = new(
        On("2025-01-10"), "FR", false, Guard, "IS", [GoodsClass.SmallArms], [], "risk of diversion");

    private static readonly DiversionAsserted Asserted = new(
        On("2026-01-10"), Subject.Of("lot", "abc", "1"), new(Guard, "IS"), On("2024"), On("2025-11-01"),
        DiversionStage.InEndUserStock, "found in a raid", "B2", "desk", On("2026-03-01"), "analyst", []);

    private static readonly DiversionConfirmed Confirmation = new(
        On("2026-02-01"), "two sources", "chief", "director", []);

    private const string Alias = "Patrouille Nord";
    private const string Unread = "EUC-009 Info words-not-read";

    private static readonly string[] OutsideRules =
        ["EUC-050", "EUC-051", "EUC-052", "EUC-053", "EUC-062"];

    public static Dictionary<string, (Trial Trial, string[] Found)> All { get; } = new(StringComparer.Ordinal)
    {
        ["a carrier the paper does not name"] = (Seen(SeenRole.Carrier, "Nordfracht"),
            ["EUC-015 Warn party-undeclared"]),
        ["a carrier the paper names"] = (
            Seen(SeenRole.Carrier, "NORDFRACHT") with
            {
                Paper = InOrder with { OtherParties = [new(PartyRole.Carrier, new("Nordfracht"))] },
            },
            []),
        ["rifles for twice as many"] = (Rifles(500, strength: 250), [Unread]),
        ["one rifle more"] = (Rifles(501, strength: 250), [Unread, "EUC-045 Warn more-than-needed"]),
        ["rifles for four times as many"] = (Rifles(1_000, strength: 250), [Unread, "EUC-045 Warn more-than-needed"]),
        ["one more than that"] = (Rifles(1_001, strength: 250), [Unread, "EUC-045 Hold more-than-needed"]),
        ["rifles, and as many three years before"] = (Before(Rifles(300, 250), 201, "2023-03-02"),
            [Unread, "EUC-045 Warn more-than-needed"]),
        ["rifles, and as many still earlier"] = (Before(Rifles(300, 250), 201, "2023-03-01"), [Unread]),
        ["rifles, and as many under a name the register has for it"] = (
            Before(Aliased(Rifles(300, 250)), 201, "2025-03-02", Alias), [Unread, "EUC-045 Warn more-than-needed"]),
        ["rifles, and as many under a name nobody has for it"] = (
            Before(Rifles(300, 250), 201, "2025-03-02", Alias), [Unread]),
        ["rifles for nobody knows how many"] = (Rifles(10, strength: null), [Unread, "EUC-045 Info strength-unknown"]),
        ["a strength declared later"] = (
            Rifles(501, 250) with { EndUser = [Unasked, Known with { Happened = On("2026-03-03"), Strength = 250 }] },
            [Unread, "EUC-045 Hold strength-missing"]),
        ["as many rifles as fifty members need"] = (
            Rifles(100, strength: null), [Unread, "EUC-045 Info strength-unknown"]),
        ["one more where nobody knows how many they are"] = (
            Rifles(101, strength: null), [Unread, "EUC-045 Hold strength-missing"]),
        ["rifles, and with those of before more than fifty members need"] = (
            Before(Rifles(60, strength: null), 41, "2025-03-02"), [Unread, "EUC-045 Hold strength-missing"]),
        ["as many where an office only takes note"] = (
            Rifles(101, strength: null) with
            {
                Parameters = CertificateParameters.Default with { AssumedStrength = null },
            },
            [Unread, "EUC-045 Info strength-unknown"]),
        ["rifles, and as many on a paper that was refused"] = (
            Refused(Before(Rifles(300, 250), 201, "2023-03-02"), "2026-03-01"), [Unread]),
        ["rifles, and as many on a paper refused only later"] = (
            Refused(Before(Rifles(300, 250), 201, "2023-03-02"), "2026-07-02"),
            [Unread, "EUC-045 Warn more-than-needed"]),
        ["pistols for as many as need them"] = (Strong(250), []),
        ["one member less"] = (Strong(249), ["EUC-045 Warn more-handguns-than-needed"]),
        ["pistols for a fourth of them"] = (Strong(124), ["EUC-045 Hold more-handguns-than-needed"]),
        ["as many where handguns are not reckoned"] = (
            Strong(124) with { Parameters = CertificateParameters.Default with { HandgunRatioPercent = null } }, []),
        ["pistols for nobody knows how many"] = (Strong(null), ["EUC-045 Hold strength-missing"]),
        ["pistols for a dealer"] = (
            Selling(Reseller) with { EndUser = [Unasked] }, ["EUC-045 Info strength-unknown"]),
        ["no price"] = (Priced(null), ["EUC-047 Info value-missing"]),
        ["a price that is none"] = (Priced(new("four hundred", "EUR")), ["EUC-047 Info value-missing"]),
        ["a price in another currency"] = (Priced(new("400.50", "USD")), ["EUC-047 Info price-history-short"]),
        ["a price at the upper fence"] = (Priced(new("412.25", "eur")), []),
        ["a price above it"] = (Priced(new("412.26", "EUR")), ["EUC-047 Warn price-outlier"]),
        ["a price below the lower fence"] = (Priced(new("387.74", "EUR")), ["EUC-047 Warn price-outlier"]),
        ["seven prices"] = (new() { History = [.. new Trial().History.Skip(1)] },
            ["EUC-047 Info price-history-short", "EUC-047 Info price-history-short"]),
        ["another consignee on the bill of lading"] = (Seen(SeenRole.FinalConsignee, "Somebody Ltd"),
            ["EUC-054 Hold consignee-differs"]),
        ["the same consignee on the bill of lading"] = (Seen(SeenRole.FinalConsignee, "COAST GUARD 2nd squadron"), []),
        ["a notify party nobody knows"] = (Seen(SeenRole.NotifyParty, "Somebody Ltd"),
            ["EUC-054 Warn notify-party-unknown"]),
        ["the end user is to be told"] = (Seen(SeenRole.NotifyParty, Guard), []),
        ["an end user in another country"] = (Read(InOrder with { Destination = "NO" }),
            ["EUC-055 Hold end-user-elsewhere"]),
        ["a broker nobody knows"] = (Brokered(), ["EUC-057 Hold broker-unregistered"]),
        ["a broker that is registered"] = (Brokered(Licence), []),
        ["a broker registered the next day"] = (Brokered(Licence with { Happened = On("2026-03-03") }),
            ["EUC-057 Hold broker-not-registered-then"]),
        ["a broker registered elsewhere"] = (Brokered(Licence with { Jurisdiction = "FR" }),
            ["EUC-057 Hold broker-unregistered"]),
        ["a broker whose registration ran out"] = (Brokered(Licence with { Until = On("2026-03-01") }),
            ["EUC-057 Hold broker-not-registered-then"]),
        ["a broker whose registration was ended"] = (
            Brokered(Licence, new BrokerRegistrationEnded(On("2026-03-01"), "de")),
            ["EUC-057 Hold broker-not-registered-then"]),
        ["a broker registered again"] = (
            Brokered(
                Licence, new BrokerRegistrationEnded(On("2026-01-10"), "DE"), Licence with { Happened = On("2026-02-01") }),
            []),
        ["a broker without a number"] = (Brokered(Licence with { Number = null }), ["EUC-057 Hold broker-without-number"]),
        ["a broker that needs no number"] = (Brokered(Licence with { Number = null, LawAsks = false }), []),
        ["a reseller to anybody"] = (Selling(Reseller with { PermittedBuyers = [] }), ["EUC-058 Warn buyers-not-named"]),
        ["a reseller that reports nothing"] = (Selling(Reseller with { SalesReporting = false }),
            ["EUC-058 Warn sales-not-reported"]),
        ["a reseller where the risk is high"] = (
            Selling(Reseller with { SalesReporting = null }) with { Answers = new() { Risk = RiskBand.High } },
            ["EUC-058 Hold sales-not-reported", "EUC-062 Hold risk-high"]),
        ["an undertaking less where nobody knows the risk"] = (
            Read(InOrder with { Undertakings = [.. InOrder.Undertakings.Skip(1)] }) with
            {
                Answers = new() { Risk = null },
            },
            ["EUC-012 Hold undertaking-missing", "EUC-062 Hold not-available"]),
        ["no verification on site where the risk is low"] = (
            Read(InOrder with
            {
                Undertakings = [.. InOrder.Undertakings.Where(it => it != Undertaking.OnSiteVerification)],
            }),
            []),
        ["goods the end user does not normally have"] = (new() { EndUser = [Known with { Mandate = [GoodsClass.Ammunition] }] },
            ["EUC-060 Hold outside-mandate"]),
        ["nobody said what it may have"] = (new() { EndUser = [Known with { Mandate = [] }] },
            ["EUC-060 Info mandate-unknown"]),
        ["a calibre the end user has, written another way"] = (
            Holding("7,62x39 mm") with { Paper = Chambered("7.62 x 39", "7.62 mm x 39") }, []),
        ["a calibre it has no weapon of"] = (
            Holding("5.56 x 45") with { Paper = Chambered("7.62 x 39", "5.56x45") },
            ["EUC-060 Warn calibre-not-held"]),
        ["cartridges it has no weapon for"] = (
            Holding("5.56 x 45") with { Paper = Chambered("5,56x45 mm", "9 mm x 19") },
            ["EUC-017 Warn calibre-not-held"]),
        ["cartridges for the weapons that come with them"] = (
            Holding("5.56 x 45") with { Paper = Chambered("7.62 x 39", "7.62x39") }, ["EUC-060 Warn calibre-not-held"]),
        ["an end user nobody registered"] = (
            new() { EndUser = [] }, ["EUC-045 Hold strength-missing", "EUC-060 Info mandate-unknown"]),
        ["an end user known by another name"] = (new() { EndUser = [Known with { Name = "ICG", Aliases = [Guard] }] }, []),
        ["denied before"] = (Denied(Denial), ["EUC-061 Hold denied-before"]),
        ["other goods were denied"] = (Denied(Denial with { Classes = [GoodsClass.Explosives], Models = ["P-10"] }), []),
        ["the model was denied"] = (Denied(Denial with { Classes = [], Models = ["p 9"] }), ["EUC-061 Hold denied-before"]),
        ["anything was denied"] = (Denied(Denial with { Classes = [] }), ["EUC-061 Hold denied-before"]),
        ["denied under a name the register has for it"] = (
            Aliased(Denied(Denial with { EndUser = Alias })), ["EUC-061 Hold denied-before"]),
        ["denied to somebody else"] = (Denied(Denial with { EndUser = "Somebody" }), []),
        ["denied three years ago"] = (Denied(Denial with { Happened = On("2023-06-30") }), ["EUC-061 Hold denied-before"]),
        ["denied longer ago"] = (Denied(Denial with { Happened = On("2023-06-29") }), []),
        ["a diversion from its custody was confirmed"] = (Diverted(Asserted, Confirmation),
            ["EUC-059 Hold diversion-confirmed"]),
        ["a diversion from its custody under another name"] = (
            Aliased(Diverted(Asserted with { Custodian = new(Alias, "IS") }, Confirmation)),
            ["EUC-059 Hold diversion-confirmed"]),
        ["a diversion from its custody is suspected"] = (Diverted(Asserted), []),
        ["two diversions from its custody are suspected"] = (Diverted(2, Asserted),
            ["EUC-059 Warn diversions-suspected"]),
        ["a diversion was dismissed"] = (Diverted(2, Asserted, new DiversionDismissed(
            On("2026-02-01"), "sold lawfully", "chief", "director", [])), []),
        ["diverted from somebody else's custody"] = (
            Diverted(Asserted with { Custodian = new("Somebody") }, Confirmation), []),
        ["diverted ten years before"] = (Diverted(Asserted with { To = On("2016-06-30") }, Confirmation),
            ["EUC-059 Hold diversion-confirmed"]),
        ["diverted longer before"] = (Diverted(Asserted with { To = On("2016-06-29") }, Confirmation), []),
        ["the same picture of a signature under another number"] = (
            new Trial
            {
                Elsewhere = Record(
                    Subject.Parse("certificate/is/other"),
                    [Captured(InOrder with { Number = "OTHER", EndUser = null, Lines = [], Paper = new(PaperKind.Original) })],
                    first: 51),
            },
            ["EUC-028 Hold signature-copied"]),
        ["nobody was asked"] = (new() { Answers = Answers.None },
            [.. OutsideRules.Select(rule => $"{rule} Hold not-available")]),
        ["no list but a table of embargoes and an assessment"] = (new() { Answers = new() { Lists = false } },
            ["EUC-051 Hold not-available"]),
        ["an end user like somebody listed"] = (new() { Answers = new() { Listed = MatchGrade.Likely } },
            ["EUC-051 Hold listed-likely"]),
    };

    private static Trial Seen(SeenRole role, string name) => new() { Seen = [new(role, name, 90)] };

    private static EndUserCertificate OfRifles(long quantity) => InOrder with
    {
        Lines = [InOrder.Lines[0] with { Description = "Rifles", Quantity = quantity, QuantityInWords = null }],
    };

    private static Trial Rifles(long quantity, long? strength) => new()
    {
        // In another language words are not compared, so that only the need is judged.
        Paper = OfRifles(quantity) with
        {
            Paper = InOrder.Paper with { Language = "is" },
            Lines = [OfRifles(quantity).Lines[0] with { QuantityInWords = "margir" }],
        },
        After =
        [
            Compared, Asked, Confirmed with
            {
                Repeats = Confirmed.Repeats with { Lines = [new("Rifles", quantity)] },
            },
        ],
        EndUser = [Known with { Strength = strength }],
    };

    private static Trial Strong(long? strength) => new() { EndUser = [Known with { Strength = strength }] };

    private static Trial Refused(Trial trial, string on) => trial with
    {
        Elsewhere =
        [
            .. trial.Elsewhere,
            .. Record(
                trial.Elsewhere[0].Home, [new CertificateRefused(On(on), "clerk", "not theirs", InOrder.EndUserSubject)],
                first: 91),
        ],
    };

    private static Trial Holding(string calibre) => new() { EndUser = [Known with { Calibres = [calibre] }] };

    private static EndUserCertificate Chambered(string weapons, string cartridges) => InOrder with
    {
        Lines = [InOrder.Lines[0] with { Calibre = weapons }, InOrder.Lines[1] with { Calibre = cartridges }],
    };

    private static Trial Aliased(Trial trial) => trial with
    {
        EndUser = [.. trial.EndUser.OfType<PartyRegistered>().Select(it => it with { Aliases = ["Harbour Watch", Alias] })],
    };

    private static Trial Before(Trial trial, long quantity, string issued, string? endUser = null)
    {
        var earlier = OfRifles(quantity) with
        {
            Number = "EUC/9/OLD", IssuedOn = On(issued), Paper = new(PaperKind.Original),
            EndUser = InOrder.EndUser! with { Party = InOrder.EndUser.Party with { Name = endUser ?? Guard } },
        };
        return trial with { Elsewhere = Record(earlier.Subject, [Captured(SignedAnew(earlier), issued)], first: 51) };
    }

    private static Trial Priced(UnitValue? value) => new()
    {
        Paper = InOrder with { Lines = [InOrder.Lines[0] with { UnitValue = value }, InOrder.Lines[1]] },
    };

    private static Trial Brokered(params LedgerEvent[] facts) => new()
    {
        Paper = InOrder with { OtherParties = [new(PartyRole.Broker, new("Broker Ltd", Country: "DE"))] },
        Elsewhere = Record(Subject.Parse("party/broker-ltd"), facts, first: 51),
    };

    private static Trial Selling(EndUser reseller) =>
        Read(InOrder with { EndUser = reseller, GovernmentCertification = "Ministry" });

    private static Trial Diverted(params LedgerEvent[] facts) => Diverted(1, facts);

    private static Trial Diverted(int times, params LedgerEvent[] facts) => new()
    {
        Elsewhere = [.. Enumerable.Range(0, times).SelectMany(it =>
            Record(Subject.Of("finding", $"d-{it}"), facts, first: 51 + (facts.Length * it)))],
    };

    private static Trial Denied(TransferDenied denial) =>
        new() { Elsewhere = Record(Subject.Parse("authorization/fr/d-1"), [denial], first: 51) };
}
