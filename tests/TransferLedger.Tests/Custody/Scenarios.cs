using TransferLedger.Custody;
using TransferLedger.Ledger;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Custody;

/// <summary>Forty lives of a weapon, in order and not, over which properties are tried.</summary>
internal static class Scenarios
{
    private static readonly LedgerEvent[] Exported =
    [
        Made("2010-01-01", "Maker@DE"), Entered("2010-01-02", "Maker@DE", "Works"), Packed("2010-02-01", "Maker@DE", "Army@AA"),
        Departed("2010-02-02", "Maker@DE", "Army@AA", "Line"), Arrived("2010-02-20", "Port@AA"),
        Delivered("2010-02-22", "Army@AA", "Depot@AA"),
    ];

    private static readonly LedgerEvent[] Sale =
        [Made("2010-01-01"), Sold("2010-03-01", "Maker", "Dealer", received: "2010-03-02")];

    /// <summary>Each with what it is about.</summary>
    public static IReadOnlyList<(string Name, LedgerEvent[] Facts)> All { get; } =
    [
        ("made", [Made("2010-01-01")]),
        ("registered, nobody named", [Registered("2010-01-01")]),
        ("registered with a custodian and counted", [Registered("2010-01-01", "Army"), Counted("2011-01-01", "Army")]),
        ("exported (H1)", Exported),
        ("a second receipt (H2)", [.. Exported, Delivered("2010-06-01", "Army@BB", "Depot@BB")]),
        ("destroyed and seized (H3)", [.. Exported, Melted("2012-01-01", "Army@AA"), Seized("2014-01-01", "Police@BB")]),
        ("issued and seized (H7)", [.. Exported, Issued("2011-01-01", "Army@AA"), Seized("2012-01-01", "Police@BB", "Border@BB")]),
        ("missed, seized, reported late (H8)", [.. Exported, Counted("2010-05-01", "Army@AA"), Seized("2011-02-01", "Police@BB"), Lost("2011-03-01", "Army@AA")]),
        ("a late receipt (H9)", [Made("2010-01-01"), Sold("2010-03-01", "Maker", "Dealer", received: "2010-05-01")]),
        ("and its correction (H15)", [Made("2010-01-01"), Sold("2010-03-01", "Maker", "Dealer", received: "2010-05-01"), Corrected(2, "received", "2010-05-01", "2010-03-05")]),
        ("a receipt of its own", [Made("2010-01-01"), Sold("2010-03-01", "Maker", "Dealer"), Receipted("2010-03-20", "Maker", "Dealer")]),
        ("two sightings in an hour (H14)", [Made("2010-01-01"), Fired("2010-05-01T08:00:00Z", "North"), Fired("2010-05-01T09:00:00Z", "South@AA")]),
        ("collected and destroyed (H16)", [Registered("2010-01-01"), Surrendered("2010-01-01", "Mission"), Melted("2010-01-02", "Mission")]),
        ("an import mark from elsewhere (H20)", [.. Exported, Marked("2010-04-01", "Army@AA")]),
        ("sold on twice", [.. Sale, Sold("2011-03-01", "Dealer", "Buyer", received: "2011-03-01"), Sold("2012-03-01", "Buyer", "Museum", received: "2012-03-01")]),
        ("sold and back in a loop", [.. Sale, Sold("2010-04-01", "Dealer", "Buyer"), Sold("2010-05-01", "Buyer", "Maker")]),
        ("lost", [.. Sale, Lost("2011-01-01", "Dealer")]),
        ("lost and found", [.. Sale, Lost("2011-01-01", "Dealer"), Found("2012-01-01", "Police"), GivenBack("2012-02-01", "Police", "Dealer")]),
        ("stolen, seized and given back", [.. Sale, Stolen("2011-01-01", "Dealer"), Seized("2012-01-01", "Police"), GivenBack("2012-02-01", "Police", "Dealer")]),
        ("captured and seized", [.. Exported, Captured("2011-01-01", "Army@AA"), Seized("2013-01-01", "Mission@CC")]),
        ("seized twice", [Registered("2009-05-01"), Seized("2009-05-01", "Police", "Town"), Seized("2022-03-04", "Federal police", "Port")]),
        ("seized at the custodian's own site", [.. Sale, Entered("2010-04-01", "Dealer", "Shop"), Seized("2011-01-01", "Police", "Shop")]),
        ("issued and returned", [.. Exported, Issued("2011-01-01", "Army@AA", due: "2011-02-01"), Returned("2011-01-20", "Army@AA")]),
        ("returned before it was issued", [.. Exported, Issued("2011-01-10", "Army@AA"), Returned("2011-01-05", "Army@AA")]),
        ("counted by two on one day", [Made("2010-01-01", "Army"), Counted("2011-01-01", "Army", "North"), Counted("2011-01-01", "Guard", "South")]),
        ("received without handover", [Made("2010-01-01", "Army"), Entered("2011-01-01", "Guard", "South")]),
        ("given by another", [Made("2010-01-01", "Army"), Sold("2011-01-01", "Guard", "Dealer", received: "2011-01-01")]),
        ("in transit", [.. Exported[..4], InTransit("2010-02-05", "Canal@EE"), Transshipped("2010-02-07", "Harbour@FF"), OutOfTransit("2010-02-09", "Canal@EE")]),
        ("sent back", [.. Exported[..5], SentBack("2010-03-01", "Maker@DE")]),
        ("left and never arrived", Exported[..4]),
        ("packed twice", [Made("2010-01-01"), Packed("2010-02-01", "Maker", "Army"), Packed("2010-02-10", "Maker", "Guard")]),
        ("delivered and never left", [Made("2010-01-01"), Delivered("2010-02-22", "Army", "Depot")]),
        ("passed on", [.. Exported, PassedOn("2011-05-01", "Army@AA", "Guard@BB"), Seen("2012-05-01", "Guard@BB", "Camp@BB")]),
        ("made inert and fired", [.. Sale, MadeInert("2011-01-01"), Fired("2012-01-01", "North")]),
        ("dates of a year and of a month", [Made("2010"), Sold("2010-06", "Maker", "Dealer"), Seized("2010-05", "Police")]),
        ("an open interval", [Registered("../2010-01-15", "Army"), Lost("2010-01-15/..", "Army")]),
        ("made after it was sold", [Sold("2009-01-01", "Maker", "Dealer"), Made("2010-01-01")]),
        ("a retracted seizure", [.. Sale, Seized("2011-01-01", "Police"), Retracted(3)]),
        ("a disputed sale", [.. Sale, Disputed(2), Corrected(2, "to", "Dealer", "Dealers")]),
        ("moved and fitted with a part", [.. Exported, Moved("2011-01-01", "Army@AA", "Depot@AA", "North@AA"), Fitted("2011-02-01", "Workshop"), Signalled("2011-03-01", "South@AA")]),
    ];
}
