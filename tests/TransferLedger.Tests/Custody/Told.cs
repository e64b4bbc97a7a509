using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Shipments;

namespace TransferLedger.Tests.Custody;

/// <summary>Short words for facts about one weapon, and for what replay makes of them.</summary>
internal static class Told
{
    public static readonly WeaponId Weapon = WeaponId.Issue("test", "one");
    public static readonly Instant Learned = Instant.FromUtc(2030, 1, 1, 0, 0);
    private static readonly Subject Shipment = Subject.Of("shipment", "de", "s-1");

    public static Custodian By(string name)
    {
        var at = name.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? new Custodian(name) : new Custodian(name[..at], name[(at + 1)..]);
    }

    public static LedgerEvent Made(string when, string maker = "Maker") =>
        new ItemManufactured(
            On(when), By(maker), new("pistol", "Maker", Calibre: "9 mm"), [new(MarkKind.Serial, "A1")]);

    public static LedgerEvent Registered(string when, string? custodian = null) => new ItemRegistered(
        On(when), new("pistol", Model: "M 1"), [], custodian is null ? null : By(custodian), null, "seen");

    public static LedgerEvent Marked(string when, string? by = null) =>
        new MarkingRecorded(On(when), new(MarkKind.Import, "AA 10"), by is null ? null : By(by));

    public static LedgerEvent Entered(string when, string custodian, string? site = null) =>
        new StockEntered(On(when), By(custodian), At(site));

    public static LedgerEvent Moved(string when, string custodian, string from, string to) =>
        new StockMoved(On(when), By(custodian), At(from)!, At(to)!);

    public static LedgerEvent Sold(
        string when, string from, string to, string? received = null, string? place = null) =>
        new CustodyTransferred(On(when), By(from), By(to), At(place), received is null ? null : On(received));

    public static LedgerEvent Receipted(string when, string from, string to) =>
        new HandoverConfirmed(On(when), By(from), By(to));

    public static LedgerEvent Imported(string when, string country) => new ImportRecorded(On(when), country);

    public static LedgerEvent Fitted(string when, string workshop) =>
        new ComponentInstalled(On(when), "barrel", By(workshop));

    public static LedgerEvent Signalled(string when, string place) => new DeviceRead(On(when), "tag-1", At(place)!);

    public static LedgerEvent Issued(string when, string unit, string user = "post 7", string? due = null) =>
        new IssuedToUser(On(when), By(unit), user, DueBack: due is null ? null : On(due));

    public static LedgerEvent Returned(string when, string unit, string user = "post 7") =>
        new ReturnedFromUser(On(when), By(unit), user);

    public static LedgerEvent Counted(string when, string custodian, string site = "Depot") =>
        new InventoryCounted(On(when), By(custodian), At(site)!, 1, 1, [Weapon]);

    public static LedgerEvent Packed(string when, string consignor, string consignee) =>
        new ShipmentPacked(On(when), By(consignor), By(consignee), "box 1", [Weapon]);

    public static LedgerEvent Departed(string when, string consignor, string consignee, string? carrier = null) =>
        new ShipmentDeparted(
            On(when), By(consignor), By(consignee), [Weapon], Carrier: carrier is null ? null : By(carrier));

    public static LedgerEvent Arrived(string when, string place = "Port") =>
        new ShipmentArrived(On(when), At(place)!, [Weapon]);

    public static LedgerEvent PassedOn(string when, string from, string to) =>
        new WeaponsPassedOn(On(when), By(from), By(to), [Weapon], "R-1");

    public static LedgerEvent Seen(string when, string holder, string? site = null) =>
        new WeaponsSeen(On(when), By(holder), [Weapon], At(site), "psv-1");

    public static LedgerEvent InTransit(string when, string place) => new TransitEntered(On(when), At(place)!, "T-5");

    public static LedgerEvent OutOfTransit(string when, string place) => new TransitExited(On(when), At(place)!);

    public static LedgerEvent Transshipped(string when, string place) =>
        new Transshipped(On(when), At(place)!, "ship 1", "ship 2");

    public static LedgerEvent SentBack(string when, string receiver) =>
        new GoodsReturned(On(when), By(receiver), [new LineContents(1, 1, ["A1"], [Weapon])]);

    public static LedgerEvent Delivered(string when, string receiver, string? place = null) =>
        new DeliveryConfirmed(On(when), By(receiver), At(place), [Weapon]);

    public static LedgerEvent Lost(string when, string holder) => new LossReported(On(when), By(holder));

    public static LedgerEvent Stolen(string when, string holder) => new TheftReported(On(when), By(holder));

    public static LedgerEvent Captured(string when, string? holder = null) =>
        new CapturedReported(On(when), At("Front")!, "one side", holder is null ? null : By(holder));

    public static LedgerEvent Seized(string when, string authority, string place = "Border", string? @case = null) =>
        new SeizureRecorded(On(when), By(authority), At(place)!, @case);

    public static LedgerEvent Found(string when, string authority) =>
        new FoundRecorded(On(when), By(authority), At("Forest")!);

    public static LedgerEvent Surrendered(string when, string authority) =>
        new SurrenderRecorded(On(when), By(authority), At("Town hall")!, "Amnesty");

    public static LedgerEvent GivenBack(string when, string authority, string owner) =>
        new RecoveredToOwner(On(when), By(authority), By(owner));

    public static LedgerEvent Fired(string when, string? place) =>
        new BallisticExhibitLinked(On(when), "EX-1", null, At(place));

    public static LedgerEvent MadeInert(string when) => new Deactivated(On(when), By("Proof house"), "EU 2018/337");

    public static LedgerEvent Melted(string when, string authority) =>
        new Destroyed(On(when), By(authority), "melting");

    public static LedgerEvent Corrected(
        long target, string field, string old, string @new, string when = "2029-01-01") =>
        new RecordCorrected(On(when), target, [Weapon.Subject], field, old, @new, "misread", "second person");

    public static LedgerEvent Retracted(long target, string when = "2029-01-02") =>
        new RecordRetracted(On(when), target, [Weapon.Subject], "not this weapon", "second person");

    public static LedgerEvent Disputed(long target, string when = "2029-01-03") =>
        new RecordDisputed(On(when), target, [Weapon.Subject], "never had it", "dealer");

    public static Happened On(string when) => Happened.Parse(when);

    public static Place? At(string? name)
    {
        if (name is null)
        {
            return null;
        }

        var at = name.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? new Place(name) : new Place(name[..at], name[(at + 1)..]);
    }

    /// <summary>A fact as the log would hold it, a minute after the one before.</summary>
    public static Recorded As(this LedgerEvent fact, long position, int id) => new(
        position,
        new Guid(id, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]),
        fact is ShipmentEvent ? Shipment : Weapon.Subject,
        position,
        Learned + Duration.FromMinutes(position),
        fact,
        new Provenance("officer"),
        new CommandId(new Guid(1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 2])));

    /// <summary>The facts as recorded in this order, from position 1.</summary>
    public static Recorded[] Log(params LedgerEvent[] facts) =>
        [.. facts.Select((fact, index) => fact.As(index + 1, index + 1))];

    public static CustodyTimeline Timeline(params LedgerEvent[] facts) =>
        Log(facts).Aggregate(CustodyTimeline.Empty, (timeline, fact) => timeline.Add(fact));

    public static CustodyChain Replayed(params LedgerEvent[] facts) => Replayed(AsOf.Now, facts);

    public static CustodyChain Replayed(AsOf asOf, params LedgerEvent[] facts) =>
        CustodyReplay.Of(Log(facts), asOf, CustodyParameters.Default);

    /// <summary>One line a stretch: who, user, where, from, to, last proof, how it ended, grounds.</summary>
    public static string Line(CustodySegment segment) => segment switch
    {
        CustodySegment.Known it =>
            it.Custodian.Name
            + (it.User is { } user ? $" ({user})" : "")
            + (it.Place is { } place ? $" at {place.Name}" : "")
            + $" {it.From}..{it.To?.Text ?? ""} seen {it.LastProof} {it.Ended} {it.Grounds}",
        CustodySegment.Unknown it => $"? {it.Reason} {it.From}..{it.To?.Text ?? ""} {it.Grounds}",
        _ => throw new InvalidOperationException("There are two kinds of stretch."),
    };

    public static string Line(Contradiction it) => $"{it.Rule} {it.Severity} {it.Positions} {it.Values}";

    public static void ShouldRun(this CustodyChain chain, params string[] segments) =>
        chain.Segments.Select(Line).ShouldBe(segments);

    public static void ShouldContradict(this CustodyChain chain, params string[] contradictions) =>
        chain.Contradictions.Select(Line).ShouldBe(contradictions);
}
