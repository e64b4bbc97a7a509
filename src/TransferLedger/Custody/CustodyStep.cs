using System.Collections.Frozen;
using TransferLedger.Authorities;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Checks;
using TransferLedger.Diversion;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Lots;
using TransferLedger.Mirror;
using TransferLedger.Parties;
using TransferLedger.Risk;
using TransferLedger.Screening;
using TransferLedger.Shipments;
using TransferLedger.Tracing;

namespace TransferLedger.Custody;

/// <summary>
/// What a fact says happened to one weapon. The numbers are stored in rows and never change; they also give the order
/// of life of steps that happened at the same time, so a new step takes a free number between its neighbours.
/// </summary>
public enum CustodyStep
{
    /// <summary>Made.</summary>
    Manufactured = 10,

    /// <summary>Seen by this ledger for the first time.</summary>
    Registered = 20,

    /// <summary>A mark was put on or read.</summary>
    Marked = 30,

    /// <summary>A part was fitted.</summary>
    ComponentInstalled = 32,

    /// <summary>A part was taken off.</summary>
    ComponentRemoved = 34,

    /// <summary>A device was fixed to it.</summary>
    DeviceBound = 36,

    /// <summary>Seen at a count.</summary>
    Counted = 40,

    /// <summary>Seen by inspectors.</summary>
    Seen = 45,

    /// <summary>Taken into stock.</summary>
    StockEntered = 50,

    /// <summary>Moved between sites of one custodian.</summary>
    StockMoved = 60,

    /// <summary>Issued to a user.</summary>
    Issued = 70,

    /// <summary>Given back by a user.</summary>
    Returned = 80,

    /// <summary>Handed over by one custodian to another.</summary>
    Transferred = 90,

    /// <summary>A receiver confirmed a handover made earlier.</summary>
    HandoverReceived = 95,

    /// <summary>Packed for shipment.</summary>
    Packed = 100,

    /// <summary>Left with a shipment.</summary>
    Departed = 110,

    /// <summary>Its shipment entered a country on the way.</summary>
    TransitEntered = 112,

    /// <summary>Its shipment changed from one conveyance to another.</summary>
    Transshipped = 114,

    /// <summary>Its shipment left a country on the way.</summary>
    TransitExited = 116,

    /// <summary>Arrived with a shipment, not yet handed over.</summary>
    Arrived = 120,

    /// <summary>Delivered to a receiver.</summary>
    Delivered = 130,

    /// <summary>Recorded as imported by a State.</summary>
    Imported = 132,

    /// <summary>Came back to the exporter after it had left.</summary>
    SentBack = 135,

    /// <summary>Passed on by whoever it was delivered to.</summary>
    PassedOn = 137,

    /// <summary>With a custodian as the records of another State say.</summary>
    HolderReported = 138,

    /// <summary>Reported lost.</summary>
    Lost = 140,

    /// <summary>Reported stolen.</summary>
    Stolen = 150,

    /// <summary>Captured on a battlefield.</summary>
    Captured = 160,

    /// <summary>Seized by an authority.</summary>
    Seized = 170,

    /// <summary>Found without a holder.</summary>
    Found = 180,

    /// <summary>Surrendered to a programme.</summary>
    Surrendered = 190,

    /// <summary>Given back to its owner by an authority.</summary>
    Recovered = 200,

    /// <summary>Linked to a ballistic exhibit: fired there and then.</summary>
    ExhibitLinked = 210,

    /// <summary>A device that had been fixed to it told where it was.</summary>
    DeviceRead = 215,

    /// <summary>Made permanently unable to fire.</summary>
    Deactivated = 220,

    /// <summary>Destroyed.</summary>
    Destroyed = 230,
}

/// <summary>Which kinds of fact the custody of a weapon is replayed from, and what each step means for it.</summary>
public static class CustodySteps
{
    /// <summary>Kinds of fact that give the weapon an entry in its timeline.</summary>
    public static FrozenDictionary<Type, CustodyStep> Placed { get; } = new Dictionary<Type, CustodyStep>
    {
        [typeof(ItemManufactured)] = CustodyStep.Manufactured,
        [typeof(ItemRegistered)] = CustodyStep.Registered,
        [typeof(MarkingRecorded)] = CustodyStep.Marked,
        [typeof(InventoryCounted)] = CustodyStep.Counted,
        [typeof(WeaponsSeen)] = CustodyStep.Seen,
        [typeof(StockEntered)] = CustodyStep.StockEntered,
        [typeof(StockMoved)] = CustodyStep.StockMoved,
        [typeof(IssuedToUser)] = CustodyStep.Issued,
        [typeof(ReturnedFromUser)] = CustodyStep.Returned,
        [typeof(CustodyTransferred)] = CustodyStep.Transferred,
        [typeof(HandoverConfirmed)] = CustodyStep.HandoverReceived,
        [typeof(ComponentInstalled)] = CustodyStep.ComponentInstalled,
        [typeof(ComponentRemoved)] = CustodyStep.ComponentRemoved,
        [typeof(DeviceBound)] = CustodyStep.DeviceBound,
        [typeof(DeviceRead)] = CustodyStep.DeviceRead,
        [typeof(ImportRecorded)] = CustodyStep.Imported,
        [typeof(ShipmentPacked)] = CustodyStep.Packed,
        [typeof(ShipmentDeparted)] = CustodyStep.Departed,
        [typeof(TransitEntered)] = CustodyStep.TransitEntered,
        [typeof(Transshipped)] = CustodyStep.Transshipped,
        [typeof(TransitExited)] = CustodyStep.TransitExited,
        [typeof(ShipmentArrived)] = CustodyStep.Arrived,
        [typeof(DeliveryConfirmed)] = CustodyStep.Delivered,
        [typeof(GoodsReturned)] = CustodyStep.SentBack,
        [typeof(WeaponsPassedOn)] = CustodyStep.PassedOn,
        [typeof(HolderReported)] = CustodyStep.HolderReported,
        [typeof(LossReported)] = CustodyStep.Lost,
        [typeof(TheftReported)] = CustodyStep.Stolen,
        [typeof(CapturedReported)] = CustodyStep.Captured,
        [typeof(SeizureRecorded)] = CustodyStep.Seized,
        [typeof(FoundRecorded)] = CustodyStep.Found,
        [typeof(SurrenderRecorded)] = CustodyStep.Surrendered,
        [typeof(RecoveredToOwner)] = CustodyStep.Recovered,
        [typeof(BallisticExhibitLinked)] = CustodyStep.ExhibitLinked,
        [typeof(Deactivated)] = CustodyStep.Deactivated,
        [typeof(Destroyed)] = CustodyStep.Destroyed,
    }.ToFrozenDictionary();

    /// <summary>Kinds of fact about earlier facts: they change entries and have none of their own.</summary>
    public static FrozenSet<Type> Amending { get; } = new[]
    {
        typeof(RecordCorrected), typeof(RecordRetracted), typeof(RecordDisputed),
    }.ToFrozenSet();

    /// <summary>Kinds of fact that say nothing about where a weapon was or who answered for it.</summary>
    public static FrozenSet<Type> Ignored { get; } = new[]
    {
        typeof(TransferRequestCancelled), typeof(DeliveryVerified), typeof(SerialListSupplied),
        typeof(TransitLossReported), typeof(ContingentRotated), typeof(TransitRuleStated), typeof(StoreInspected),
        typeof(TrainingRecorded), typeof(HoldingPermitGranted), typeof(HoldingPermitEnded),
        typeof(PermitRegisterOpened), typeof(ProductionListed), typeof(PackageOpened),
        typeof(FindingDecided), typeof(IdentityMerged), typeof(IdentitySplit),
        typeof(CountryRiskAssessed), typeof(EmbargoRechecked), typeof(EmbargoRecheckCompleted), typeof(TradeReported),
        typeof(SurplusDeclared), typeof(SurplusDestroyed), typeof(IndicatorPublished),
    }.Concat(EventCatalogue.All.Select(it => it.Value).Where(type =>
        type.IsSubclassOf(typeof(AuthorityEvent))
        || type.IsSubclassOf(typeof(CertificateEvent))
        || type.IsSubclassOf(typeof(RetransferEvent))
        || type.IsSubclassOf(typeof(CheckEvent))
        || type.IsSubclassOf(typeof(DiversionEvent))
        || type.IsSubclassOf(typeof(TraceEvent))
        || type.IsSubclassOf(typeof(EmbargoEvent))
        || type.IsSubclassOf(typeof(ClearanceEvent))
        || type.IsSubclassOf(typeof(ScreeningEvent))
        || type.IsSubclassOf(typeof(LotEvent))
        || type.IsSubclassOf(typeof(LicenceReport))
        || type.IsSubclassOf(typeof(AuthorizationEvent))
        || type.IsSubclassOf(typeof(PartyEvent)))).ToFrozenSet();

    /// <summary>The stored name of the kind of fact behind a step, as it stands in sentences and reports.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The step has no kind of fact of its own.</exception>
    public static string StoredName(CustodyStep step)
    {
        foreach (var (type, placed) in Placed)
        {
            if (placed == step)
            {
                return EventCatalogue.NameOf(type);
            }
        }

        throw new ArgumentOutOfRangeException(nameof(step), step, "No such step.");
    }

    /// <summary>
    /// Does the step show that the weapon itself was there, with whoever the entry names? Somebody made, read,
    /// counted, took or gave it. A report of loss, theft or capture shows the contrary, an exhibit shows where it
    /// was fired, not who had it, a device where the device was, an import record and the records of another State are
    /// papers, and a package on its way not what is in it. Source: section 5.7 of the custody rules.
    /// </summary>
    public static bool ProvesPresence(CustodyStep step) =>
        step is not (CustodyStep.Lost or CustodyStep.Stolen or CustodyStep.Captured or CustodyStep.ExhibitLinked
            or CustodyStep.DeviceRead or CustodyStep.Imported or CustodyStep.HolderReported)
        && !IsPassage(step);

    /// <summary>
    /// Does it say where a shipment was on its way? It is a fact about the shipment: of a weapon it says something only
    /// while that is on its way with it.
    /// </summary>
    public static bool IsPassage(CustodyStep step) =>
        step is CustodyStep.TransitEntered or CustodyStep.Transshipped or CustodyStep.TransitExited;

    /// <summary>Did an authority come by the weapon outside the hands of its recorded custodian?</summary>
    public static bool IsTaking(CustodyStep step) =>
        step is CustodyStep.Seized or CustodyStep.Found or CustodyStep.Surrendered;
}
