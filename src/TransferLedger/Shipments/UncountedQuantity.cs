using System.Collections.Immutable;
using TransferLedger.Authorizations;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Lots;

namespace TransferLedger.Shipments;

/// <summary>
/// A quantity on record that no paper says: below zero, or so great that sums of such leave what a whole number holds.
/// It is on record from before that was refused, or taken over from another ledger. The books go on without it, as if
/// the fact said nothing of how many; somebody has to retract it.
/// </summary>
/// <param name="Position">The fact that says it.</param>
/// <param name="Line">The line of the certificate.</param>
/// <param name="Quantity">What it says.</param>
public sealed record UncountedQuantity(long Position, int Line, long Quantity)
{
    /// <summary>The greatest that is counted, in the unit of its line; as many rounds as a lot may have.</summary>
    public const long Most = LotKeeping.MostRounds;

    /// <summary>Those among some facts as they were recorded; what was retracted is left out.</summary>
    public static ImmutableArray<UncountedQuantity> In(IEnumerable<Recorded> facts)
    {
        var all = facts.ToImmutableArray();
        var wrong = all.Where(it => IsIn(it.Fact)).ToList();
        if (wrong.Count == 0)
        {
            return [];
        }

        var standing = StandingFacts.Of(all).Select(it => it.Position).ToHashSet();
        return
        [
            .. wrong.Where(it => standing.Contains(it.Position)).DistinctBy(it => it.Position)
                .OrderBy(it => it.Position)
                .SelectMany(it => QuantitiesOf(it.Fact).Where(one => !IsCounted(one.Quantity))
                    .Select(one => new UncountedQuantity(it.Position, one.Line, one.Quantity))),
        ];
    }

    /// <summary>Is there one in a fact? Asked of every fact that is looked at, so it makes nothing.</summary>
    internal static bool IsIn(LedgerEvent fact) =>
        fact is ShipmentEvent or AuthorizationEvent or ClearanceEvent or RetransferEvent && fact switch
        {
            ShipmentPacked it => AnyOf(it.Contents),
            ShipmentDeparted it => AnyOf(it.Contents),
            SerialListSupplied it => AnyOf(it.Contents),
            DeliveryConfirmed it => AnyOf(it.Contents),
            DeliveryVerified it => AnyOf(it.Contents),
            TransitLossReported it => AnyOf(it.Contents),
            GoodsReturned it => AnyOf(it.Contents),
            RetransferRequested it => AnyOf(it.Contents),
            RetransferApproved it => AnyOf(it.Contents),
            RetransferExecuted it => AnyOf(it.Contents),
            _ => QuantitiesOf(fact).Any(it => !IsCounted(it.Quantity)),
        };

    /// <summary>
    /// The fact with none in place of each: a line left out could mean that all of it is meant, or no limit.
    /// </summary>
    internal static LedgerEvent Without(LedgerEvent fact) => fact switch
    {
        ShipmentPacked it => it with { Contents = Counted(it.Contents) },
        ShipmentDeparted it => it with { Contents = Counted(it.Contents) },
        SerialListSupplied it => it with { Contents = Counted(it.Contents) },
        DeliveryConfirmed it => it with { Contents = Counted(it.Contents) },
        DeliveryVerified it => it with { Contents = Counted(it.Contents) },
        TransitLossReported it => it with { Contents = Counted(it.Contents) },
        GoodsReturned it => it with { Contents = Counted(it.Contents) },
        RetransferRequested it => it with { Contents = Counted(it.Contents) },
        RetransferApproved it => it with { Contents = Counted(it.Contents) },
        RetransferExecuted it => it with { Contents = Counted(it.Contents) },
        TransferApplied it => it with { Lines = Counted(it.Lines) },
        AuthorizationGranted it => it with { Lines = Counted(it.Lines) },
        AuthorizationAmended it => it with { Lines = Counted(it.Lines) },
        AuthorizationRevoked it => it with { Shipped = Counted(it.Shipped) },
        AuthorizationClosed it => it with { Shipped = Counted(it.Shipped) },
        ClearanceRequested it => it with { Lines = Counted(it.Lines) },
        ClearanceDrawn it => it with { Lines = Counted(it.Lines) },
        ClearanceDrawnByConsent it => it with { Lines = Counted(it.Lines) },
        _ => fact,
    };

    private static IEnumerable<LineQuantity> QuantitiesOf(LedgerEvent fact) => fact switch
    {
        ShipmentPacked it => Of(it.Contents),
        ShipmentDeparted it => Of(it.Contents),
        SerialListSupplied it => Of(it.Contents),
        DeliveryConfirmed it => Of(it.Contents),
        DeliveryVerified it => Of(it.Contents),
        TransitLossReported it => Of(it.Contents),
        GoodsReturned it => Of(it.Contents),
        RetransferRequested it => Of(it.Contents),
        RetransferApproved it => Of(it.Contents),
        RetransferExecuted it => Of(it.Contents),
        TransferApplied it => it.Lines,
        AuthorizationGranted it => it.Lines,
        AuthorizationAmended it => it.Lines,
        AuthorizationRevoked it => it.Shipped,
        AuthorizationClosed it => it.Shipped,
        ClearanceRequested it => it.Lines,
        ClearanceDrawn it => it.Lines,
        ClearanceDrawnByConsent it => it.Lines,
        _ => [],
    };

    private static bool AnyOf(ValueList<LineContents> contents)
    {
        foreach (var it in contents.Items)
        {
            if (!IsCounted(it.Quantity))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<LineQuantity> Of(ValueList<LineContents> contents) =>
        contents.Select(it => new LineQuantity(it.Line, it.Quantity));

    private static ValueList<LineContents> Counted(ValueList<LineContents> contents) => contents
        .Select(it => IsCounted(it.Quantity) ? it : it with { Quantity = 0 }).ToValueList();

    private static ValueList<LineQuantity> Counted(ValueList<LineQuantity> lines) => lines
        .Select(it => IsCounted(it.Quantity) ? it : it with { Quantity = 0 }).ToValueList();

    private static bool IsCounted(long quantity) => quantity is >= 0 and <= Most;
}
