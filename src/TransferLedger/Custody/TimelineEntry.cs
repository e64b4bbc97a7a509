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
    private TimelineEntry(Recorded entry, CustodyStep step)
        : this(entry.Position, entry.Id, entry.At, step, entry.Fact.Happened)
    {
    }

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
        ItemManufactured it => new TimelineEntry(entry, CustodyStep.Manufactured)
        {
            Holder = it.Manufacturer, Place = it.Plant, Item = it.Item, Marks = it.Marks,
        },
        ItemRegistered it => new TimelineEntry(entry, CustodyStep.Registered)
        {
            Holder = it.Custodian, Place = it.Place, Note = it.Reason, Item = it.Item, Marks = it.Marks,
        },
        MarkingRecorded it => new TimelineEntry(entry, CustodyStep.Marked) { Holder = it.MarkedBy, Marks = [it.Mark] },
        StockEntered it => new TimelineEntry(entry, CustodyStep.StockEntered)
        {
            Holder = it.Custodian, Place = it.Site, Note = it.Condition, Reference = it.Document,
        },
        StockMoved it => new TimelineEntry(entry, CustodyStep.StockMoved)
        {
            Holder = it.Custodian, Place = it.To, Note = it.From.Name,
        },
        CustodyTransferred it => new TimelineEntry(entry, CustodyStep.Transferred)
        {
            Giver = it.From, Holder = it.To, Place = it.Place, SecondDate = it.Received, Reference = it.Document,
        },
        WeaponsPassedOn it => new TimelineEntry(entry, CustodyStep.PassedOn)
        {
            Giver = it.From, Holder = it.To, Reference = it.Reference,
        },
        IssuedToUser it => new TimelineEntry(entry, CustodyStep.Issued)
        {
            Holder = it.Unit, Note = it.Holder, SecondDate = it.DueBack, Reference = it.Purpose,
        },
        ReturnedFromUser it => new TimelineEntry(entry, CustodyStep.Returned) { Holder = it.Unit, Note = it.Holder },
        InventoryCounted it => new TimelineEntry(entry, CustodyStep.Counted) { Holder = it.Custodian, Place = it.Site },
        WeaponsSeen it => new TimelineEntry(entry, CustodyStep.Seen)
        {
            Holder = it.Holder, Place = it.Site, Reference = it.Reference,
        },
        Deactivated it => new TimelineEntry(entry, CustodyStep.Deactivated)
        {
            Holder = it.Authority, Note = it.Standard, Reference = it.Certificate,
        },
        Destroyed it => new TimelineEntry(entry, CustodyStep.Destroyed)
        {
            Holder = it.Authority, Place = it.Place, Note = it.Method, Reference = it.Certificate,
        },
        _ => OfLossOrSighting(entry, fact) ?? OfHandling(entry, fact),
    };

    private static TimelineEntry? OfHandling(Recorded entry, CustodyEvent fact) => fact switch
    {
        HandoverConfirmed it => new TimelineEntry(entry, CustodyStep.HandoverReceived)
        {
            Giver = it.From, Holder = it.To, Place = it.Place, Reference = it.Document,
        },
        ImportRecorded it => new TimelineEntry(entry, CustodyStep.Imported)
        {
            Note = it.Country, Reference = it.Authorization,
        },
        HolderReported it => new TimelineEntry(entry, CustodyStep.HolderReported)
        {
            Holder = it.Holder, Note = it.State, Reference = it.Trace,
        },
        ComponentInstalled it => new TimelineEntry(entry, CustodyStep.ComponentInstalled)
        {
            Holder = it.Workshop, Note = it.Component, Reference = it.Number,
        },
        ComponentRemoved it => new TimelineEntry(entry, CustodyStep.ComponentRemoved)
        {
            Holder = it.Workshop, Note = it.Component, Reference = it.Number,
        },
        DeviceBound it => new TimelineEntry(entry, CustodyStep.DeviceBound)
        {
            Holder = it.By, Note = it.Kind, Reference = it.Device,
        },
        DeviceRead it => new TimelineEntry(entry, CustodyStep.DeviceRead) { Place = it.Place, Reference = it.Device },
        _ => Unplaced(entry),
    };

    private static TimelineEntry? OfLossOrSighting(Recorded entry, CustodyEvent fact) => fact switch
    {
        LossReported it => new TimelineEntry(entry, CustodyStep.Lost)
        {
            Giver = it.Holder, Place = it.LastSeen, Note = it.Circumstances, SecondDate = it.Discovered,
        },
        TheftReported it => new TimelineEntry(entry, CustodyStep.Stolen)
        {
            Giver = it.Holder, Place = it.Place, Note = it.Circumstances, Reference = it.PoliceReference,
        },
        CapturedReported it => new TimelineEntry(entry, CustodyStep.Captured)
        {
            Giver = it.Holder, Place = it.Place, Note = it.Side,
        },
        SeizureRecorded it => new TimelineEntry(entry, CustodyStep.Seized)
        {
            Holder = it.Authority, Place = it.Place, Reference = it.Case, Note = it.Channel ?? it.LegalGround,
            Marks = it.Marks,
        },
        FoundRecorded it => new TimelineEntry(entry, CustodyStep.Found)
        {
            Holder = it.Authority, Place = it.Place, Reference = it.Case, Marks = it.Marks,
        },
        SurrenderRecorded it => new TimelineEntry(entry, CustodyStep.Surrendered)
        {
            Holder = it.Authority, Place = it.Place, Note = it.Programme, Marks = it.Marks,
        },
        RecoveredToOwner it => new TimelineEntry(entry, CustodyStep.Recovered)
        {
            Giver = it.Authority, Holder = it.Owner, Reference = it.Decision,
        },
        BallisticExhibitLinked it => new TimelineEntry(entry, CustodyStep.ExhibitLinked)
        {
            Place = it.Place, Note = it.Exhibit, Reference = it.Case,
        },
        _ => null,
    };

    private static TimelineEntry? OfShipment(Recorded entry, ShipmentEvent fact) => fact switch
    {
        ShipmentPacked it => new TimelineEntry(entry, CustodyStep.Packed)
        {
            Holder = it.Consignor, Consignee = it.Consignee, Note = it.Package, Reference = entry.Home.Rest,
        },
        ShipmentDeparted it => new TimelineEntry(entry, CustodyStep.Departed)
        {
            Giver = it.Consignor, Holder = it.Carrier, Consignee = it.Consignee, Place = it.Place,
            Reference = entry.Home.Rest,
        },
        TransitEntered it => new TimelineEntry(entry, CustodyStep.TransitEntered)
        {
            Place = it.Place, Reference = entry.Home.Rest, Note = it.TransitAuthorization,
        },
        Transshipped it => new TimelineEntry(entry, CustodyStep.Transshipped)
        {
            Place = it.Place, Reference = entry.Home.Rest, Note = it.ToConveyance,
        },
        TransitExited it => new TimelineEntry(entry, CustodyStep.TransitExited)
        {
            Place = it.Place, Reference = entry.Home.Rest,
        },
        ShipmentArrived it => new TimelineEntry(entry, CustodyStep.Arrived)
        {
            Place = it.Place, Reference = entry.Home.Rest,
        },
        DeliveryConfirmed it => new TimelineEntry(entry, CustodyStep.Delivered)
        {
            Holder = it.Receiver, Place = it.Place, Reference = entry.Home.Rest,
        },
        GoodsReturned it => new TimelineEntry(entry, CustodyStep.SentBack)
        {
            Holder = it.Receiver, Place = it.Place, Reference = entry.Home.Rest, Note = it.Reason,
        },
        _ => Unplaced(entry),
    };

    private static TimelineEntry? Unplaced(Recorded entry)
    {
        var kind = entry.Fact.GetType();
        return CustodySteps.Ignored.Contains(kind) || CustodySteps.Amending.Contains(kind)
            ? null
            : throw new ImpossibleHistoryException("custody timeline", entry.Fact);
    }
}
