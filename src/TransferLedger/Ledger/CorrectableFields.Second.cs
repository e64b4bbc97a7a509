using TransferLedger.Custody;
using TransferLedger.Lots;

namespace TransferLedger.Ledger;

/// <summary>Second dates, sites, and what a weapon was said to be.</summary>
public static partial class CorrectableFields
{
    private const string Received = "received";
    private const string DueBack = "dueBack";
    private const string Discovered = "discovered";
    private const string Item = "item.";

    private static Happened? SecondDateOf(LedgerEvent fact, string field) => (fact, field) switch
    {
        (CustodyTransferred it, Received) => it.Received,
        (IssuedToUser it, DueBack) => it.DueBack,
        (LotIssued it, DueBack) => it.DueBack,
        (LossReported it, Discovered) => it.Discovered,
        _ => null,
    };

    private static LedgerEvent WithSecondDate(LedgerEvent fact, string field, Happened date) => (fact, field) switch
    {
        (CustodyTransferred it, Received) => it with { Received = date },
        (IssuedToUser it, DueBack) => it with { DueBack = date },
        (LotIssued it, DueBack) => it with { DueBack = date },
        (LossReported it, Discovered) => it with { Discovered = date },
        _ => throw NotReadable(fact, field),
    };

    private static Place? SiteOf(LedgerEvent fact) => fact switch
    {
        StockEntered it => it.Site,
        InventoryCounted it => it.Site,
        WeaponsSeen it => it.Site,
        _ => null,
    };

    private static LedgerEvent WithSite(LedgerEvent fact, Place site) => fact switch
    {
        StockEntered it => it with { Site = site },
        InventoryCounted it => it with { Site = site },
        WeaponsSeen it => it with { Site = site },
        _ => throw NotReadable(fact, "site.name"),
    };

    private static ItemDescription? ItemOf(LedgerEvent fact) => fact switch
    {
        ItemManufactured it => it.Item,
        ItemRegistered it => it.Item,
        _ => null,
    };

    private static string? PartOf(ItemDescription item, string field) => field[Item.Length..] switch
    {
        "kind" => item.Kind,
        "maker" => item.Maker,
        "model" => item.Model,
        "calibre" => item.Calibre,
        _ => null,
    };

    private static LedgerEvent WithItem(LedgerEvent fact, string field, string value)
    {
        var item = ItemOf(fact)!;
        var corrected = field[Item.Length..] switch
        {
            "kind" => item with { Kind = value },
            "maker" => item with { Maker = value },
            "model" => item with { Model = value },
            "calibre" => item with { Calibre = value },
            _ => throw NotReadable(fact, field),
        };
        return fact is ItemManufactured made
            ? made with { Item = corrected }
            : ((ItemRegistered)fact) with { Item = corrected };
    }
}
