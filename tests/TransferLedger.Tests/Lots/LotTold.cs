using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Inventories;
using TransferLedger.Ledger;
using TransferLedger.Lots;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Lots;

/// <summary>Short words for facts about one lot, and for what its books make of them.</summary>
internal static class LotTold
{
    public const string Number = "ABC19E001-001";
    public static readonly Subject Lot = LotKey.Of("ABC", Number);
    public static readonly Subject Other = LotKey.Of("ABC", "ABC19E001-002");
    public static readonly Subject Shipment = Subject.Parse("shipment/de/s-1");

    public static LotEvent Produced(string when, long rounds, string maker = "Maker@DE", string? expires = null) =>
        new LotProduced(
            On(when), new(Number, "ABC", "9 mm", Expires: expires is null ? null : On(expires), PackageRounds: 50),
            By(maker), rounds);

    public static LotEvent Received(string when, string by, long rounds, string? site = null, bool shipped = false) =>
        new LotReceived(On(when), By(by), rounds, At(site), Shipment: shipped ? Shipment : null);

    public static LotEvent Moved(
        string when, string from, string to, long rounds, string? site = null, string? toSite = null,
        bool shipped = false) =>
        new LotMoved(On(when), By(from), By(to), rounds, At(site), At(toSite), shipped ? Shipment : null);

    public static LotEvent Issued(
        string when, long rounds, string by = "Maker@DE", string user = "company", string? due = null) =>
        new LotIssued(On(when), By(by), user, rounds, DueBack: due is null ? null : On(due));

    public static LotEvent Returned(string when, long rounds, string by = "Maker@DE", string user = "company") =>
        new LotReturned(On(when), By(by), user, rounds);

    public static LotEvent Used(
        string when, long rounds, string? user = "company", string by = "Maker@DE", int? weapons = null,
        int? trainees = null, int? days = null) =>
        new LotConsumed(
            On(when), By(by), rounds, LotPurpose.Training, "company", "order 5", null, user, weapons, trainees, days);

    public static LotEvent Counted(
        string when, long counted, string by = "Maker@DE", string[]? counters = null, string? storekeeper = null,
        CountMethod method = CountMethod.Full) =>
        new LotCounted(
            On(when), By(by), counted, method, (counters ?? []).ToValueList(), null, null, storekeeper);

    public static LotEvent Lost(string when, string by, long rounds) => new LotLost(On(when), By(by), rounds);

    public static LotEvent Seized(
        string when, string by, long rounds, string place = "Border@XB", string? from = null) =>
        new LotSeized(On(when), By(by), rounds, At(place)!, from is null ? null : By(from));

    public static LotEvent Burnt(
        string when, long rounds, string by = "Maker@DE", string[]? witnesses = null) =>
        new LotDestroyed(On(when), By(by), rounds, "burnt", null, (witnesses ?? ["post 4", "post 5"]).ToValueList());

    public static LotEvent Adjusted(
        string when, long change, string? reason = "miscounted", string? approver = "chief") =>
        new LotAdjusted(On(when), By("Maker@DE"), change, reason, approver);

    public static LotEvent Split(string when, long rounds, params long[] parts) => new LotSplit(
        On(when), By("Maker@DE"), rounds,
        parts.Select((part, at) => new LotPart(LotKey.Part(Lot, $"box {at + 1}"), part)).ToValueList());

    public static LotEvent Merged(string when, long rounds, params (Subject Lot, long Rounds)[] parents) =>
        new LotMerged(On(when), By("Maker@DE"), rounds, parents.Select(
            it => new LotPart(it.Lot, it.Rounds)).ToValueList());

    /// <summary>A fact as the log would hold it, a minute after the one before.</summary>
    public static Recorded Of(LedgerEvent fact, long position, int id, Subject? home = null) => new(
        position,
        new Guid(id, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]),
        home ?? Lot,
        position,
        Learned + Duration.FromMinutes(position),
        fact,
        new Provenance("officer"),
        new CommandId(new Guid(1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 2])));

    /// <summary>The facts as recorded in this order, from position 1.</summary>
    public static Recorded[] Log(params LedgerEvent[] facts) =>
        [.. facts.Select((fact, index) => Of(fact, index + 1, index + 1))];

    public static LotBooks Books(params LedgerEvent[] facts) => LotBooks.Of(Lot, Log(facts), AsOf.Now);

    /// <summary>What the rules find, a line each, asked a day after the last fact unless told otherwise.</summary>
    public static string[] Findings(string? on, params LedgerEvent[] facts)
    {
        var books = Books(facts);
        var asked = on is null ? books.Entries[^1].Happened.Latest : On(on).Latest;
        return
        [
            .. LotRules.Find(books, asked, LotParameters.Default)
                .Select(it => $"{it.Rule} {it.Severity} {it.Positions} {it.Values}"),
        ];
    }

    public static void ShouldFind(LedgerEvent[] facts, params string[] findings) =>
        Findings(null, facts).ShouldBe(findings);
}
