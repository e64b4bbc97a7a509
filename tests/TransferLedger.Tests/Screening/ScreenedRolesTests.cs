using System.Collections;
using System.Reflection;
using System.Text.RegularExpressions;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Screening;
using TransferLedger.Shipments;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Tests.Screening;

/// <summary>
/// Every place of every kind of fact that can name a party: it is screened, or the reason why not stands here. A place
/// that is new fails the test until somebody has decided.
/// </summary>
public sealed partial class ScreenedRolesTests
{
    private const string Stock = "custody of single weapons: whoever had one is no party to a transfer";
    private const string Trace = "what a trace found: whoever had the weapon is no party to a transfer";
    private const string Derived = "a subject that another fact names in full";
    private const string Officer = "the officer who must see to it";
    private const string Screened = "";

    private static readonly Dictionary<string, string> Places = new(StringComparer.Ordinal)
    {
        ["AuthorizationGranted.Exporter"] = Screened,
        ["CertificateAmended.FinalConsignee"] = Screened,
        ["CertificateAmended.OtherParties.Party"] = Screened,
        ["CertificateAmended.SignedBy"] = Screened,
        ["CertificateCaptured.Certificate.EndUser.Party"] = Screened,
        ["CertificateCaptured.Certificate.EndUser.PermittedBuyers"] = Screened,
        ["CertificateCaptured.Certificate.Exporter"] = Screened,
        ["CertificateCaptured.Certificate.FinalConsignee"] = Screened,
        ["CertificateCaptured.Certificate.OtherParties.Party"] = Screened,
        ["CertificateCaptured.Certificate.Signatory"] = Screened,
        ["ConveyanceRegistered.Operator"] = Screened,
        ["RetransferApproved.From"] = Screened,
        ["RetransferDenied.From"] = Screened,
        ["RetransferExecuted.From"] = Screened,
        ["RetransferExecuted.To"] = Screened,
        ["RetransferRequested.From"] = Screened,
        ["RetransferRequested.To"] = Screened,
        ["ShipmentDeparted.Carrier"] = Screened,
        ["ShipmentDeparted.Consignee"] = Screened,
        ["ShipmentDeparted.Consignor"] = Screened,
        ["ShipmentDeparted.Conveyance"] = Screened,
        ["ShipmentPacked.Consignee"] = Screened,
        ["ShipmentPacked.Consignor"] = Screened,
        ["DeliveryConfirmed.Receiver"] = Screened,
        ["GoodsReturned.Receiver"] = Screened,
        ["TransferRequestCancelled.Requester"] = Screened,
        ["Transshipped.FromConveyance"] = Screened,
        ["Transshipped.ToConveyance"] = Screened,
        ["TransferApplied.Exporter"] = Screened,
        ["TransferDenied.EndUser"] = Screened,
    };

    /// <summary>Kinds of fact of which no place is a party to a transfer, by the folder they are in.</summary>
    private static readonly Dictionary<string, string> Folders = new(StringComparer.Ordinal)
    {
        ["TransferLedger.Custody"] = Stock, ["TransferLedger.Tracing"] = Trace, ["TransferLedger.Diversion"] = Stock,
        ["TransferLedger.Lots"] = Stock, ["TransferLedger.Inventories"] = Stock, ["TransferLedger.Checks"] = Derived,
    };

    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal)
    {
        ["AuthorizationGranted.Conditions.Owner"] = Officer,
        ["ClearanceRequested.EndUser"] = "held against the end user of its certificate, who is screened, by EUC-053",
        ["ContingentRotated.Contingent"] = "a unit of a mission that brings its own arms and takes them home",
        ["CertificateRefused.EndUser"] = Derived,
        ["PackageOpened.By"] = "an authority that opened a package by right, no party to the transfer",
        ["EmbargoRechecked.EndUser"] = Derived,
        ["TradeReported.Exporter"] = "a country in a statistic",
        ["TradeReported.Importer"] = "a country in a statistic",
        ["CertificateCaptured.Certificate.EndUser.SignerPosition"] = "a post, no name",
        ["CertificateCaptured.Certificate.DigitalSignature.Signer"] = "a name within a key: EUC-027 asks whose it is",
        ["DeliveryConfirmed.Signer"] = "whoever took the post in; the receiver is screened",
        ["DigitalSignatureChecked.Signer"] = "what a certificate of a key says: held against the signature by EUC-027",
        ["LicenceUsageReported.Trader"] = "a number of the customs",
        ["ConfirmationReceived.EndUser"] = "what the issuer answers: compared with the captured end user by EUC-025",
        ["ConfirmationReceived.Repeats.EndUser"] = "what the issuer answers: compared with the captured end user by EUC-025",
        ["DeliveryConfirmed.Under.EndUser"] = Derived,
        ["DeliveryVerified.Under.EndUser"] = Derived,
        ["GoodsReturned.Under.EndUser"] = Derived,
        ["ObligationAssumed.EndUser"] = Derived,
        ["ObligationAssumed.Owner"] = Officer,
        ["ObligationSet.Owner"] = Officer,
        ["SerialListSupplied.Under.EndUser"] = Derived,
        ["ShipmentArrived.Under.EndUser"] = Derived,
        ["ShipmentDeparted.Under.EndUser"] = Derived,
        ["ShipmentPacked.Under.EndUser"] = Derived,
        ["TransitLossReported.Authority"] = "an authority the loss was reported to",
        ["TransitLossReported.Under.EndUser"] = Derived,
        ["DeliveredWeaponSighted.EndUser"] = Derived,
        ["DeliveredWeaponSighted.Holder"] = Trace,
        ["ObligationMet.EndUser"] = Derived,
        ["ObligationSet.EndUser"] = Derived,
    };

    [Fact]
    public void Every_place_that_can_name_a_party_is_screened_or_says_why_not()
    {
        var found = EventCatalogue.All.Where(it => !Folders.ContainsKey(it.Value.Namespace!))
            .Where(it => !it.Value.IsSubclassOf(typeof(ScreeningEvent)))
            .SelectMany(it => PlacesOf(it.Value, it.Value.Name, [])).Distinct(StringComparer.Ordinal);
        found.Where(it => !Places.ContainsKey(it) && !Others.ContainsKey(it)).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_said_to_be_screened_is()
    {
        foreach (var (place, _) in Places)
        {
            var named = EventSamples.All.Where(it => it.GetType().Name == place.Split('.')[0])
                .SelectMany(fact => Values(fact, place.Split('.').AsSpan(1)).Where(name => name.Length > 0)
                    .Select(name => (fact, name))).ToList();
            named.ShouldNotBeEmpty(place);
            foreach (var (fact, name) in named)
            {
                PartyNamed.In(fact).ShouldContain(it => it.Name == name, $"{place}: {name}");
            }
        }

        PartyNamed.Kinds.Select(it => it.Name).ShouldBeSubsetOf(
            Places.Keys.Select(it => it.Split('.')[0]).Append("PartyRegistered")
                .Append("PartyIdentified"));
    }

    /// <summary>Kinds of fact that name parties and that EUC-051 does not read, with the reason.</summary>
    private static readonly Dictionary<Type, string> NotOfTheTransfer = new()
    {
        [typeof(TransferApplied)] = "the grant names the exporter again",
        [typeof(TransferDenied)] = "what was denied is no transfer; EUC-061 reads it",
        [typeof(ShipmentPacked)] = "the departure names both again",
        [typeof(RetransferApproved)] = "the request names both sides",
        [typeof(RetransferDenied)] = "the request names both sides",
        [typeof(PartyIdentified)] = "the register knows more of whoever a paper names",
        [typeof(PartyRegistered)] = "the register knows more of whoever a paper names",
        [typeof(ConveyanceRegistered)] = "a register; papers name the conveyance",
        [typeof(TransferRequestCancelled)] = "nothing is transferred",
    };

    [Fact]
    public void Every_paper_of_a_transfer_is_read_by_the_rule()
    {
        var shipment = Subject.Parse("shipment/de/s-1");
        var under = new TransferBasis(Subject.Parse("authorization/de/a-1"), Trial.Certificate);
        var x = new Custodian("X1", "DE");
        var on = Happened.Parse("2026-04-20");
        (Subject Home, LedgerEvent Fact)[] papers =
        [
            (Trial.Certificate, Trial.Captured(Trial.InOrder)),
            (Trial.Certificate, new CertificateAmended(
                on, "1", "clerk", OtherParties: [new(PartyRole.Carrier, new("X2"))])),
            (under.Authorization, new AuthorizationGranted(
                on, "DE", "A-1", Trial.Certificate, "X3", [new(1, 1)], "a", "b", "c")),
            (shipment, new ShipmentDeparted(on, x, x, Contents: [new(1, 1)], Under: under, Conveyance: "X4")),
            (shipment, new Transshipped(on, new("P"), "X5", "X6")),
            (shipment, new DeliveryConfirmed(on, new("X7"), Under: under)),
            (shipment, new GoodsReturned(on, new("X8"), [new(1, 1)], Under: under)),
            (Trial.Certificate, new RetransferRequested(on, "R", x, new("X9"), [new(1, 1)])),
            (Trial.Certificate, new RetransferExecuted(on, "R", x, new("X10"), [new(1, 1)])),
        ];
        papers.Select(it => it.Fact.GetType()).Concat(NotOfTheTransfer.Keys)
            .ShouldBe(PartyNamed.Kinds, ignoreOrder: true);

        var list = SanctionsLists.SubjectOf("un");
        var facts = papers.Append((list, new SanctionsListPublished(
                on, "un", new string('c', 64), [new("f", new string('c', 64), 1)], new(1, 0, 0, 0, 1))))
            .SelectMany((it, at) => Trial.Record(it.Item1, [it.Item2], 1 + at)).ToList();
        var held = CertificateReport.Of(
                Trial.Certificate, facts, Happened.Parse("2026-06-30"), null, CertificateParameters.Default)!.Findings
            .Where(it => it.Code == "party-not-screened").Select(it => it.Values[1]).ToList();
        foreach (var (_, fact) in papers)
        {
            PartyNamed.In(fact).Select(it => it.Name).ShouldBeSubsetOf(held, fact.GetType().Name);
        }
    }

    [Fact]
    public void An_identifier_that_is_learned_later_belongs_to_the_party_it_is_about()
    {
        var home = PartyRegister.SubjectOf("Harbour Trading, Ltd.")!.Value;
        var named = PartyNamed.In(new PartyIdentified(Happened.Parse("2026"), new("IMO", "9074729")), home).Single();
        PartyRegister.SubjectOf(named.Name).ShouldBe(home);
        named.Party.Identifiers.Single().Value.ShouldBe("9074729");
        PartyNamed.In(new CertificateAmended(Happened.Parse("2026-05-01"), "1", "B. Clerk"), Trial.Certificate).Single()
            .Party.Countries.ShouldBe(["IS"]);
    }

    [Fact]
    public void Every_role_comes_from_some_paper() =>
        EventSamples.All.Append(new CertificateAmended(
                Happened.Parse("2026-05-01"), "a", "b", OtherParties:
                [
                    new(PartyRole.IntermediateConsignee, new("Depot")), new(PartyRole.Forwarder, new("Forwarder")),
                ]))
            .SelectMany(it => PartyNamed.In(it, Subject.Parse("conveyance/imo-9074729")))
            .Select(it => it.Role).Distinct().Order().ShouldBe(Enum.GetValues<ScreenedRole>());

    private static IEnumerable<string> PlacesOf(Type type, string path, HashSet<Type> above)
    {
        if (!above.Add(type))
        {
            yield break;
        }

        foreach (var it in type.GetConstructors().SelectMany(one => one.GetParameters()))
        {
            var (inner, place) = (ElementOf(it.ParameterType), $"{path}.{it.Name}");
            var text = inner == typeof(string) || inner == typeof(Subject);
            if (IsParty(inner) || (text && PartyWord().IsMatch(it.Name!)))
            {
                yield return place;
            }
            else if (inner.Namespace?.StartsWith("TransferLedger", StringComparison.Ordinal) == true && !inner.IsEnum
                && inner != typeof(Happened))
            {
                foreach (var deeper in PlacesOf(inner, place, [.. above]))
                {
                    yield return deeper;
                }
            }
        }
    }

    private static bool IsParty(Type type) =>
        type == typeof(PartyOnPaper) || type == typeof(Custodian) || type == typeof(SignatoryOnPaper);

    private static Type ElementOf(Type type) => type.IsGenericType
        && type.GetGenericTypeDefinition() is var open && (open == typeof(ValueList<>) || open == typeof(Nullable<>))
            ? type.GetGenericArguments()[0]
            : type;

    private static IEnumerable<string> Values(object? at, ReadOnlySpan<string> path)
    {
        if (at is IEnumerable all and not string)
        {
            var found = new List<string>();
            foreach (var one in all)
            {
                found.AddRange(Values(one, path));
            }

            return found;
        }

        return at switch
        {
            null => [],
            string text => [text],
            _ when path.Length > 0 => Values(at.GetType().GetProperty(path[0])!.GetValue(at), path[1..]),
            _ => [(string)at.GetType().GetProperty("Name")!.GetValue(at)!],
        };
    }

    [GeneratedRegex(
        "Exporter|Importer|EndUser|Consign|Carrier|Broker|Forwarder|Operator|Buyer|Seller|Holder|Owner|Vessel|Conveyance$|Signatory|NotifyParty|SignedBy|Signer|Trader|Agent|Recipient|Receiver|Requester|Donor",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PartyWord();
}
