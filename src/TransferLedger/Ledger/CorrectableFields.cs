using System.Collections.Immutable;
using System.Globalization;
using TransferLedger.Custody;
using TransferLedger.Lots;
using TransferLedger.Shipments;

namespace TransferLedger.Ledger;

/// <summary>
/// Which fields of facts a correction may change, by their stored names. A party or place is corrected by its name;
/// <c>serial</c> is the text of the one serial mark of a fact, <c>rounds</c> how many a fact about a lot speaks of,
/// <c>received</c>, <c>dueBack</c> and <c>discovered</c> are the second dates of handovers, issues and losses,
/// <c>item.maker</c> and its like what a weapon was said to be.
/// </summary>
public static partial class CorrectableFields
{
    private const string Serial = "serial";
    private const string Rounds = "rounds";

    /// <summary>The names, in the order a person is shown them.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        "happened", "from.name", "to.name", "custodian.name", "authority.name", "holder.name", "place.name", Serial,
        Rounds, Received, DueBack, Discovered, "site.name", "item.kind", "item.maker", "item.model", "item.calibre",
    ];

    /// <summary>What the field says, or null when the fact has no such field or it is not set.</summary>
    public static string? Read(LedgerEvent fact, string field) => field switch
    {
        "happened" => fact.Happened.Text,
        "place.name" => PlaceOf(fact)?.Name,
        Serial => SerialOf(fact)?.Text,
        Rounds => fact is LotEvent lot
            ? LotFields.RoundsOf(lot)?.ToString(CultureInfo.InvariantCulture)
            : null,
        "site.name" => SiteOf(fact)?.Name,
        _ when ItemOf(fact) is { } item && field.StartsWith(Item, StringComparison.Ordinal) => PartOf(item, field),
        _ => SecondDateOf(fact, field)?.Text ?? PartyOf(fact, field)?.Name,
    };

    /// <summary>The fact with another value in a field that <see cref="Read"/> can read.</summary>
    /// <param name="fact">The fact as it stands.</param>
    /// <param name="field">One of <see cref="Names"/>.</param>
    /// <param name="value">The new value.</param>
    /// <param name="problem">Why the value cannot stand there; null when it can.</param>
    /// <returns>The new fact, or null when the value cannot stand there.</returns>
    public static LedgerEvent? With(LedgerEvent fact, string field, string value, out string? problem)
    {
        problem = null;
        if (field is "happened" or Received or DueBack or Discovered)
        {
            return !Happened.TryParse(value, out var date, out problem) ? null
                : field == "happened" ? fact with { Happened = date }
                : WithSecondDate(fact, field, date);
        }

        if (string.IsNullOrWhiteSpace(value))
        {
            problem = "The new value is empty.";
            return null;
        }

        if (field == Rounds)
        {
            var counted = LotFields.WithRounds((LotEvent)fact, value);
            problem = counted is null ? "A whole number is expected." : null;
            return counted;
        }

        if (!field.StartsWith(Item, StringComparison.Ordinal) && field is not ("place.name" or "site.name" or Serial)
            && !value.Any(char.IsLetterOrDigit))
        {
            problem = "A name holds at least one letter or digit.";
            return null;
        }

        return field switch
        {
            "place.name" => WithPlace(fact, PlaceOf(fact)! with { Name = value }),
            "site.name" => WithSite(fact, SiteOf(fact)! with { Name = value }),
            Serial => WithSerial(fact, value),
            _ when field.StartsWith(Item, StringComparison.Ordinal) => WithItem(fact, field, value),
            _ => WithParty(fact, field, PartyOf(fact, field)! with { Name = value }),
        };
    }

    private static Custodian? PartyOf(LedgerEvent fact, string field) => (fact, field) switch
    {
        (CustodyTransferred it, "from.name") => it.From,
        (CustodyTransferred it, "to.name") => it.To,
        (WeaponsPassedOn it, "from.name") => it.From,
        (WeaponsPassedOn it, "to.name") => it.To,
        (ItemRegistered it, "custodian.name") => it.Custodian,
        (StockEntered it, "custodian.name") => it.Custodian,
        (StockMoved it, "custodian.name") => it.Custodian,
        (InventoryCounted it, "custodian.name") => it.Custodian,
        (SeizureRecorded it, "authority.name") => it.Authority,
        (FoundRecorded it, "authority.name") => it.Authority,
        (SurrenderRecorded it, "authority.name") => it.Authority,
        (RecoveredToOwner it, "authority.name") => it.Authority,
        (Deactivated it, "authority.name") => it.Authority,
        (Destroyed it, "authority.name") => it.Authority,
        (WeaponsSeen it, "holder.name") => it.Holder,
        (LossReported it, "holder.name") => it.Holder,
        (TheftReported it, "holder.name") => it.Holder,
        (CapturedReported it, "holder.name") => it.Holder,
        (LotMoved it, "from.name") => it.From,
        (LotMoved it, "to.name") => it.To,
        (LotSeized it, "authority.name") => it.Authority,
        (LotEvent it, "custodian.name") => LotFields.CustodianOf(it),
        _ => null,
    };

    private static LedgerEvent WithParty(LedgerEvent fact, string field, Custodian party) => (fact, field) switch
    {
        (CustodyTransferred it, "from.name") => it with { From = party },
        (CustodyTransferred it, "to.name") => it with { To = party },
        (WeaponsPassedOn it, "from.name") => it with { From = party },
        (WeaponsPassedOn it, "to.name") => it with { To = party },
        (ItemRegistered it, _) => it with { Custodian = party },
        (StockEntered it, _) => it with { Custodian = party },
        (StockMoved it, _) => it with { Custodian = party },
        (InventoryCounted it, _) => it with { Custodian = party },
        (SeizureRecorded it, _) => it with { Authority = party },
        (FoundRecorded it, _) => it with { Authority = party },
        (SurrenderRecorded it, _) => it with { Authority = party },
        (RecoveredToOwner it, _) => it with { Authority = party },
        (Deactivated it, _) => it with { Authority = party },
        (Destroyed it, _) => it with { Authority = party },
        (WeaponsSeen it, _) => it with { Holder = party },
        (LossReported it, _) => it with { Holder = party },
        (TheftReported it, _) => it with { Holder = party },
        (CapturedReported it, _) => it with { Holder = party },
        (LotMoved it, "from.name") => it with { From = party },
        (LotMoved it, "to.name") => it with { To = party },
        (LotSeized it, _) => it with { Authority = party },
        (LotEvent it, _) => LotFields.WithCustodian(it, party),
        _ => throw NotReadable(fact, field),
    };

    private static Place? PlaceOf(LedgerEvent fact) => fact switch
    {
        ItemRegistered it => it.Place,
        CustodyTransferred it => it.Place,
        TheftReported it => it.Place,
        CapturedReported it => it.Place,
        SeizureRecorded it => it.Place,
        LotSeized it => it.Place,
        FoundRecorded it => it.Place,
        SurrenderRecorded it => it.Place,
        BallisticExhibitLinked it => it.Place,
        Destroyed it => it.Place,
        ShipmentDeparted it => it.Place,
        TransitEntered it => it.Place,
        Transshipped it => it.Place,
        TransitExited it => it.Place,
        ShipmentArrived it => it.Place,
        DeliveryConfirmed it => it.Place,
        _ => null,
    };

    private static LedgerEvent WithPlace(LedgerEvent fact, Place place) => fact switch
    {
        ItemRegistered it => it with { Place = place },
        CustodyTransferred it => it with { Place = place },
        TheftReported it => it with { Place = place },
        CapturedReported it => it with { Place = place },
        SeizureRecorded it => it with { Place = place },
        LotSeized it => it with { Place = place },
        FoundRecorded it => it with { Place = place },
        SurrenderRecorded it => it with { Place = place },
        BallisticExhibitLinked it => it with { Place = place },
        Destroyed it => it with { Place = place },
        ShipmentDeparted it => it with { Place = place },
        TransitEntered it => it with { Place = place },
        Transshipped it => it with { Place = place },
        TransitExited it => it with { Place = place },
        ShipmentArrived it => it with { Place = place },
        DeliveryConfirmed it => it with { Place = place },
        _ => throw NotReadable(fact, "place.name"),
    };

    private static Mark? SerialOf(LedgerEvent fact) => fact switch
    {
        ItemManufactured it => OnlySerial(it.Marks),
        ItemRegistered it => OnlySerial(it.Marks),
        MarkingRecorded { Mark.Kind: MarkKind.Serial } it => it.Mark,
        _ => null,
    };

    private static LedgerEvent WithSerial(LedgerEvent fact, string text) => fact switch
    {
        ItemManufactured it => it with { Marks = Reread(it.Marks, text) },
        ItemRegistered it => it with { Marks = Reread(it.Marks, text) },
        MarkingRecorded it => it with { Mark = it.Mark with { Text = text } },
        _ => throw NotReadable(fact, Serial),
    };

    // Of several serials on one weapon the field does not say which; a new MarkingRecorded does.
    private static Mark? OnlySerial(ValueList<Mark> marks)
    {
        var serials = marks.Where(it => it.Kind == MarkKind.Serial).ToImmutableArray();
        return serials.Length == 1 ? serials[0] : null;
    }

    private static ValueList<Mark> Reread(ValueList<Mark> marks, string text) =>
        [.. marks.Select(it => it.Kind == MarkKind.Serial ? it with { Text = text } : it)];

    private static ArgumentException NotReadable(LedgerEvent fact, string field) =>
        new($"{fact.GetType().Name} has no field '{field}'.", nameof(field));
}
