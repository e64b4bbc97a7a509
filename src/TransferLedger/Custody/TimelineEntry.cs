using NodaTime;
using TransferLedger.Ledger;
using TransferLedger.Shipments;

namespace TransferLedger.Custody;

/// <summary>What one fact says about one weapon: the part of it that replay needs.</summary>
/// <param name="Position">The fact's place in the log.</param>
/// <param name="Id">The fact's own id, which does not depend on when it arrived.</param>
/// <param name="At">When the ledger learned of it, in whole microseconds.</param>
/// <param name="Step">What happened.</param>
/// <param name="Happened">When, as far as the source knows.</param>
public sealed record TimelineEntry(long Position, Guid Id, Instant At, CustodyStep Step, Happened Happened)
{
    /// <summary>Who gave the weapon away or reports it missing; null when nobody is said to have.</summary>
    public Custodian? Giver { get; init; }

    /// <summary>
    /// Who has it from then on. Where nothing changes hands: who marked, deactivated or destroyed it.
    /// </summary>
    public Custodian? Holder { get; init; }

    /// <summary>To whom a shipment is on its way.</summary>
    public Custodian? Consignee { get; init; }

    /// <summary>Where it was.</summary>
    public Place? Place { get; init; }

    /// <summary>The second date of a fact: receipt of a handover, due date of an issue, discovery of a loss.</summary>
    public Happened? SecondDate { get; init; }

    /// <summary>The case, paper or shipment it belongs to.</summary>
    public string? Reference { get; init; }

    /// <summary>A few words: the user of an issue, the condition, the circumstances.</summary>
    public string? Note { get; init; }

    /// <summary>What the fact says the item is; null for facts that do not say.</summary>
    public ItemDescription? Item { get; init; }

    /// <summary>The marks the fact says were read.</summary>
    public ValueList<Mark> Marks { get; init; }

    /// <summary>Somebody contests the fact and the dispute stands.</summary>
    public bool Disputed { get; init; }

    /// <summary>A later correction gave it another value than it was recorded with.</summary>
    public bool Corrected { get; init; }

    /// <summary>Does the entry show that the weapon itself was there?</summary>
    public bool ProvesPresence => CustodySteps.ProvesPresence(Step);

    /// <summary>
    /// The order of what happened: earliest instant, latest instant, order of life of the step, text of the date,
    /// id of the fact. Never the order of arrival.
    /// </summary>
    public static int Compare(TimelineEntry left, TimelineEntry right)
    {
        var order = left.Happened.Earliest.CompareTo(right.Happened.Earliest);
        if (order == 0)
        {
            order = left.Happened.Latest.CompareTo(right.Happened.Latest);
        }

        if (order == 0)
        {
            order = left.Step.CompareTo(right.Step);
        }

        if (order == 0)
        {
            order = string.CompareOrdinal(left.Happened.Text, right.Happened.Text);
        }

        return order == 0 ? left.Id.CompareTo(right.Id) : order;
    }

    /// <summary>
    /// What a fact says about the weapon it is replayed for; null for the kinds in <see cref="CustodySteps.Amending"/>
    /// and <see cref="CustodySteps.Ignored"/>.
    /// </summary>
    /// <exception cref="ImpossibleHistoryException">The kind of fact is in none of the lists of that class.</exception>
    public static TimelineEntry? Of(Recorded entry) => entry.Fact switch
    {
        CustodyEvent fact => OfCustody(entry, fact),
        ShipmentEvent fact => OfShipment(entry, fact),
        _ => Unplaced(entry),
    };

    private static TimelineEntry? OfCustody(Recorded entry, CustodyEvent fact) => fact switch
    {
        ItemManufactured it => Entry(entry, CustodyStep.Manufactured) with
        {
            Holder = it.Manufacturer, Place = it.Plant, Item = it.Item, Marks = it.Marks,
        },
        ItemRegistered it => Entry(entry, CustodyStep.Registered) with
        {
            Holder = it.Custodian, Place = it.Place, Note = it.Reason, Item = it.Item, Marks = it.Marks,
        },
        MarkingRecorded it => Entry(entry, CustodyStep.Marked) with { Holder = it.MarkedBy, Marks = [it.Mark] },
        StockEntered it => Entry(entry, CustodyStep.StockEntered) with
        {
            Holder = it.Custodian, Place = it.Site, Note = it.Condition, Reference = it.Document,
        },
        StockMoved it => Entry(entry, CustodyStep.StockMoved) with
        {
            Holder = it.Custodian, Place = it.To, Note = it.From.Name,
        },
        CustodyTransferred it => Entry(entry, CustodyStep.Transferred) with
        {
            Giver = it.From, Holder = it.To, Place = it.Place, SecondDate = it.Received, Reference = it.Document,
        },
        IssuedToUser it => Entry(entry, CustodyStep.Issued) with
        {
            Holder = it.Unit, Note = it.Holder, SecondDate = it.DueBack, Reference = it.Purpose,
        },
        ReturnedFromUser it => Entry(entry, CustodyStep.Returned) with { Holder = it.Unit, Note = it.Holder },
        InventoryCounted it => Entry(entry, CustodyStep.Counted) with { Holder = it.Custodian, Place = it.Site },
        Deactivated it => Entry(entry, CustodyStep.Deactivated) with
        {
            Holder = it.Authority, Note = it.Standard, Reference = it.Certificate,
        },
        Destroyed it => Entry(entry, CustodyStep.Destroyed) with
        {
            Holder = it.Authority, Place = it.Place, Note = it.Method,
        },
        _ => OfLossOrSighting(entry, fact),
    };

    private static TimelineEntry? OfLossOrSighting(Recorded entry, CustodyEvent fact) => fact switch
    {
        LossReported it => Entry(entry, CustodyStep.Lost) with
        {
            Giver = it.Holder, Place = it.LastSeen, Note = it.Circumstances, SecondDate = it.Discovered,
        },
        TheftReported it => Entry(entry, CustodyStep.Stolen) with
        {
            Giver = it.Holder, Place = it.Place, Note = it.Circumstances, Reference = it.PoliceReference,
        },
        CapturedReported it => Entry(entry, CustodyStep.Captured) with
        {
            Giver = it.Holder, Place = it.Place, Note = it.Side,
        },
        SeizureRecorded it => Entry(entry, CustodyStep.Seized) with
        {
            Holder = it.Authority, Place = it.Place, Reference = it.Case, Note = it.Channel ?? it.LegalGround,
        },
        FoundRecorded it => Entry(entry, CustodyStep.Found) with
        {
            Holder = it.Authority, Place = it.Place, Reference = it.Case,
        },
        SurrenderRecorded it => Entry(entry, CustodyStep.Surrendered) with
        {
            Holder = it.Authority, Place = it.Place, Note = it.Programme,
        },
        RecoveredToOwner it => Entry(entry, CustodyStep.Recovered) with
        {
            Giver = it.Authority, Holder = it.Owner, Reference = it.Decision,
        },
        BallisticExhibitLinked it => Entry(entry, CustodyStep.ExhibitLinked) with
        {
            Place = it.Place, Note = it.Exhibit, Reference = it.Case,
        },
        _ => Unplaced(entry),
    };

    private static TimelineEntry? OfShipment(Recorded entry, ShipmentEvent fact) => fact switch
    {
        ShipmentPacked it => Shipped(entry, CustodyStep.Packed) with
        {
            Holder = it.Consignor, Consignee = it.Consignee, Note = it.Package,
        },
        ShipmentDeparted it => Shipped(entry, CustodyStep.Departed) with
        {
            Giver = it.Consignor, Holder = it.Carrier, Consignee = it.Consignee, Place = it.Place,
        },
        ShipmentArrived it => Shipped(entry, CustodyStep.Arrived) with { Place = it.Place },
        DeliveryConfirmed it => Shipped(entry, CustodyStep.Delivered) with { Holder = it.Receiver, Place = it.Place },
        _ => Unplaced(entry),
    };

    private static TimelineEntry Entry(Recorded entry, CustodyStep step) =>
        new(entry.Position, entry.Id, entry.At, step, entry.Fact.Happened);

    private static TimelineEntry Shipped(Recorded entry, CustodyStep step) =>
        Entry(entry, step) with { Reference = entry.Home.Rest };

    private static TimelineEntry? Unplaced(Recorded entry)
    {
        var kind = entry.Fact.GetType();
        return CustodySteps.Ignored.Contains(kind) || CustodySteps.Amending.Contains(kind)
            ? null
            : throw new ImpossibleHistoryException("custody timeline", entry.Fact);
    }
}
