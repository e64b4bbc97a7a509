using TransferLedger.Authorizations;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Shipments;

/// <summary>What became of what had left.</summary>
public static partial class Shipping
{
    /// <summary>
    /// Records what the receiver says it got, right or wrong. Serials that did not leave with the shipment stay in the
    /// report and belong to no weapon.
    /// </summary>
    /// <param name="state">The facts about the shipment.</param>
    /// <param name="shipment">The shipment.</param>
    /// <param name="asked">The report; weapons and basis are taken from what left.</param>
    public static Decision Receive(AuthorizationState state, Subject shipment, DeliveryConfirmed asked) =>
        Report(state, shipment, asked.Happened, asked.Contents, (left, contents) =>
            left.Deliveries.Any(it => it.Fact == asked with { Contents = contents, Under = left.Under })
                ? Decision.Nothing
                : new NewFact(shipment, asked with { Contents = contents, Under = left.Under }));

    /// <summary>Records a delivery verification certificate, right or wrong.</summary>
    /// <param name="state">The facts about the shipment.</param>
    /// <param name="shipment">The shipment.</param>
    /// <param name="asked">The certificate; the basis is taken from what left.</param>
    public static Decision Verify(AuthorizationState state, Subject shipment, DeliveryVerified asked) =>
        Report(state, shipment, asked.Happened, asked.Contents, (left, contents) =>
        {
            var fact = asked with { Contents = contents, Under = left.Under };
            var same = left.Verifications.FirstOrDefault(
                it => it.Fact.IssuerSubject == fact.IssuerSubject && it.Fact.Number == fact.Number);
            return same is null ? new NewFact(shipment, fact)
                : same.Fact == fact ? Decision.Nothing
                : new Refusal(PackageUsed, fact.Number);
        });

    /// <summary>Records what was lost, stolen or seized on the way, and for each weapon so.</summary>
    /// <param name="state">The facts about the shipment.</param>
    /// <param name="shipment">The shipment.</param>
    /// <param name="asked">The report; weapons and basis are taken from what left.</param>
    public static Decision Lose(AuthorizationState state, Subject shipment, TransitLossReported asked) =>
        Report(state, shipment, asked.Happened, asked.Contents, (left, contents) =>
        {
            if (asked.Cause == TransitLossCause.Seized && (asked.Authority is null || asked.Place is null))
            {
                return new Refusal(SeizureIncomplete);
            }

            var fact = asked with { Contents = contents, Under = left.Under };
            if (left.Losses.Any(it => it.Fact == fact))
            {
                return Decision.Nothing;
            }

            return CheckGone(left, contents) is { } no
                ? no
                : Decision.Record([new NewFact(shipment, fact), .. contents.SelectMany(it => it.Weapons)
                    .Select(it => new NewFact(it.Subject, OfWeapon(left, fact)))]);
        });

    /// <summary>Records what came back to the exporter.</summary>
    /// <param name="state">The facts about the shipment.</param>
    /// <param name="shipment">The shipment.</param>
    /// <param name="asked">The report; weapons and basis are taken from what left.</param>
    public static Decision Return(AuthorizationState state, Subject shipment, GoodsReturned asked) =>
        Report(state, shipment, asked.Happened, asked.Contents, (left, contents) =>
        {
            var fact = asked with { Contents = contents, Under = left.Under };
            return left.Returns.Any(it => it.Fact == fact) ? Decision.Nothing
                : CheckGone(left, contents) is { } no ? no
                : new NewFact(shipment, fact);
        });

    private static Decision Report(
        AuthorizationState state,
        Subject shipment,
        Happened on,
        ValueList<LineContents> contents,
        Func<Shipment, ValueList<LineContents>, Decision> decide)
    {
        if (ShipmentOf(state, shipment) is not { Departures: [var first, ..] } left)
        {
            return new Refusal(NotLeft, shipment.Key);
        }

        if (on.Latest < first.Fact.Happened.Earliest)
        {
            return new Refusal(TooEarly, on.Text, first.Fact.Happened.Text);
        }

        var lines = left.Departures.SelectMany(it => it.Fact.Contents).Select(it => it.Line);
        return CheckContents(contents, lines) is { } no ? no : decide(left, WeaponsThatLeft.Of([left]).In(contents));
    }

    /// <summary>What is gone must have been there: by number, and serial by serial.</summary>
    private static Refusal? CheckGone(Shipment left, ValueList<LineContents> contents)
    {
        foreach (var line in contents.GroupBy(it => it.Line))
        {
            var there = left.Of(line.Key).Outstanding;
            var asked = line.Sum(it => it.Quantity);
            if (asked > there)
            {
                return new Refusal(MoreThanLeft, line.Key, there, asked);
            }

            var listed = left.ToBeFound(line.Key);
            var compared = SerialComparison.Of(listed, line.SelectMany(it => it.Serials));
            if (compared.Repeated is [var twice, ..])
            {
                return new Refusal(SerialTwice, twice);
            }

            if (!listed.IsEmpty && compared.Unexpected.Concat(compared.Differently.Select(it => it.Read))
                .FirstOrDefault() is { } stranger)
            {
                return new Refusal(SerialNotInShipment, stranger);
            }
        }

        return null;
    }

    private static CustodyEvent OfWeapon(Shipment left, TransitLossReported fact)
    {
        var holder = left.Departures[^1].Fact.Carrier ?? left.Departures[^1].Fact.Consignor;
        return fact.Cause switch
        {
            TransitLossCause.Seized => new SeizureRecorded(fact.Happened, fact.Authority!, fact.Place!, fact.Report),
            TransitLossCause.Stolen =>
                new TheftReported(fact.Happened, holder, left.Subject.Rest, fact.Place, fact.Report),
            _ => new LossReported(fact.Happened, holder, left.Subject.Rest, fact.Place),
        };
    }
}
