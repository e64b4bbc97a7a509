using System.Collections.Immutable;
using TransferLedger.Authorities;
using TransferLedger.Certificates;
using TransferLedger.Ledger;

namespace TransferLedger.Shipments;

/// <summary>
/// One line of one shipment in exact units: <c>Left = Returned + Lost + Seized + Delivered + InTransit</c> whenever no
/// more came back or was lost than had left.
/// </summary>
/// <param name="Line">The line of the certificate.</param>
/// <param name="Packed">Packed.</param>
/// <param name="Left">Departed (S).</param>
/// <param name="Returned">Came back to the exporter (R).</param>
/// <param name="Lost">Lost or stolen on the way.</param>
/// <param name="Seized">Seized on the way.</param>
/// <param name="Reported">What the receiver says it got.</param>
/// <param name="Verified">What delivery verification certificates say.</param>
public sealed record ShipmentLine(
    int Line, long Packed, long Left, long Returned, long Lost, long Seized, long Reported, long Verified)
{
    /// <summary>What had left and neither came back nor was lost or seized.</summary>
    public long Outstanding => Left - Returned - Lost - Seized;

    /// <summary>
    /// Delivered (D): what receiver or importing state confirm, whoever confirms more, and never more than can be
    /// there.
    /// </summary>
    public long Delivered => Math.Clamp(Math.Max(Reported, Verified), 0, Math.Max(0, Outstanding));

    /// <summary>On its way, as far as anybody has said.</summary>
    public long InTransit => Outstanding - Delivered;

    /// <summary>
    /// By how much delivery verification certificates say too little (above zero) or more than can have arrived
    /// (below). What came back may have been verified before or not; either is in order.
    /// </summary>
    public long Unexplained =>
        Verified < Outstanding ? Outstanding - Verified : Math.Min(0, Left - Lost - Seized - Verified);
}

/// <summary>Everything on record about one shipment, as it stands, in the order of recording.</summary>
/// <param name="Subject">The shipment.</param>
/// <param name="Packages">Its packages.</param>
/// <param name="Departures">When it left; it may leave in parts.</param>
/// <param name="Arrivals">When it arrived.</param>
/// <param name="Deliveries">What the receiver confirms.</param>
/// <param name="Verifications">Delivery verification certificates.</param>
/// <param name="Losses">What was lost, stolen or seized.</param>
/// <param name="Returns">What came back.</param>
/// <param name="SerialLists">Serials handed in later.</param>
public sealed record Shipment(
    Subject Subject,
    ValueList<Entry<ShipmentPacked>> Packages,
    ValueList<Entry<ShipmentDeparted>> Departures,
    ValueList<Entry<ShipmentArrived>> Arrivals,
    ValueList<Entry<DeliveryConfirmed>> Deliveries,
    ValueList<Entry<DeliveryVerified>> Verifications,
    ValueList<Entry<TransitLossReported>> Losses,
    ValueList<Entry<GoodsReturned>> Returns,
    ValueList<Entry<SerialListSupplied>> SerialLists)
{
    /// <summary>
    /// Where it was seen, in the order of the dates: departures, transits, trans-shipments, arrivals and deliveries, as
    /// far as they name a place.
    /// </summary>
    public ValueList<ShipmentStop> Stops { get; init; } = [];

    /// <summary>Where goods were put on another conveyance.</summary>
    public ValueList<Entry<Transshipped>> Transshipments { get; init; } = [];

    /// <summary>What it moves under; null when no fact says.</summary>
    public TransferBasis? Under => Departures.Select(it => it.Fact.Under)
        .Concat(Packages.Select(it => it.Fact.Under)).FirstOrDefault(it => it is not null);

    /// <summary>The lines that any fact but a loss or a return names, ascending.</summary>
    public ValueList<ShipmentLine> Lines { get; } = Reckoned(
        Departures.SelectMany(it => it.Fact.Contents).Concat(Packages.SelectMany(it => it.Fact.Contents))
            .Concat(Verifications.SelectMany(it => it.Fact.Contents))
            .Concat(Deliveries.SelectMany(it => it.Fact.Contents)).Select(it => it.Line).Distinct().Order(),
        Packages, Departures, Deliveries, Verifications, Losses, Returns);

    /// <summary>The shipments that some facts are kept for, in the order of their first fact; retracted facts do not
    /// count.</summary>
    public static ImmutableArray<Shipment> All(IEnumerable<Recorded> facts) =>
    [
        .. StandingFacts.Of(facts).Where(it => it.Fact is ShipmentEvent).OrderBy(it => it.Position)
            .GroupBy(it => it.Home).Select(it => new Shipment(
                it.Key,
                Entries<ShipmentPacked>(it),
                Entries<ShipmentDeparted>(it),
                Entries<ShipmentArrived>(it),
                Entries<DeliveryConfirmed>(it),
                Entries<DeliveryVerified>(it),
                Entries<TransitLossReported>(it),
                Entries<GoodsReturned>(it),
                Entries<SerialListSupplied>(it))
                {
                    Transshipments = Entries<Transshipped>(it),
                    Stops = [.. it.Select(ShipmentStop.Of).OfType<ShipmentStop>()
                        .OrderBy(stop => stop.Happened.Earliest).ThenBy(stop => stop.Position)],
                }),
    ];

    /// <summary>One line.</summary>
    public ShipmentLine Of(int line)
    {
        foreach (var it in Lines)
        {
            if (it.Line == line)
            {
                return it;
            }
        }

        return Reckoned([line], Packages, Departures, Deliveries, Verifications, Losses, Returns)[0];
    }

    /// <summary>
    /// What left and is not known to be elsewhere, at the prices of the certificate; null when a line has none, or not
    /// all are in one currency, or no decimal can hold it.
    /// </summary>
    /// <param name="paper">The certificate it left under, as amended.</param>
    public (decimal Amount, string Currency)? ValueBy(EndUserCertificate? paper)
    {
        var lines = Lines.Where(it => it.Outstanding > 0)
            .Select(it => (it.Outstanding, Price: paper?.Lines.ElementAtOrDefault(it.Line - 1)?.UnitValue)).ToList();
        if (lines.Count == 0 || lines.Exists(it => it.Price?.Price() is null)
            || lines.Select(it => it.Price!.CurrencyCode()).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            return null;
        }

        try
        {
            return (lines.Sum(it => it.Outstanding * it.Price!.Price()!.Value), lines[0].Price!.CurrencyCode());
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>What was written down of a line when it left or later: the serials it left with.</summary>
    public IEnumerable<LineContents> LeftWith(int line) => Departures.SelectMany(it => it.Fact.Contents)
        .Concat(SerialLists.SelectMany(it => it.Fact.Contents)).Where(it => it.Line == line);

    /// <summary>
    /// The serials of a line that are to be found at the receiver: those that left, without those that are known to be
    /// elsewhere.
    /// </summary>
    public ImmutableArray<string> ToBeFound(int line)
    {
        var back = Keys(Returns.Select(it => it.Fact.Contents), line);
        return [.. Delivered(line).Where(it => !back.Contains(SerialComparison.KeyOf(it)))];
    }

    /// <summary>
    /// The serials of a line that reached the receiver: none while nobody has confirmed any of it; then those that are
    /// to be found there, without those that a list of receiver or importing state leaves out.
    /// </summary>
    public IEnumerable<string> Handed(int line)
    {
        if (Of(line).Delivered == 0)
        {
            return [];
        }

        var compared = Compare(line) ?? Compare(line, byReceiver: true);
        var missing = compared?.Missing.Select(SerialComparison.KeyOf).ToHashSet(StringComparer.Ordinal) ?? [];
        return ToBeFound(line).Where(it => !missing.Contains(SerialComparison.KeyOf(it)));
    }

    /// <summary>
    /// The serials that can have arrived beside those that delivery verification certificates (or, if asked, the
    /// receiver) give; null when either side gives none, which is not an agreement. What came back may be on the paper
    /// or not.
    /// </summary>
    public SerialComparison? Compare(int line, bool byReceiver = false)
    {
        var papers = byReceiver
            ? Deliveries.SelectMany(it => it.Fact.Contents)
            : Verifications.SelectMany(it => it.Fact.Contents);
        var read = papers.Where(it => it.Line == line).SelectMany(it => it.Serials).ToList();
        var listed = Delivered(line);
        if (read.Count == 0 || listed.IsEmpty)
        {
            return null;
        }

        var back = Keys(Returns.Select(it => it.Fact.Contents), line);
        var compared = SerialComparison.Of(listed, read);
        return compared with
        {
            Missing = compared.Missing.Where(it => !back.Contains(SerialComparison.KeyOf(it))).ToValueList(),
        };
    }

    /// <summary>The serials that can have arrived: those that left and were neither lost nor seized.</summary>
    private ImmutableArray<string> Delivered(int line)
    {
        var gone = Keys(Losses.Select(it => it.Fact.Contents), line);
        return
        [
            .. LeftWith(line).SelectMany(it => it.Serials).Where(it => !gone.Contains(SerialComparison.KeyOf(it))),
        ];
    }

    private static HashSet<string> Keys(IEnumerable<ValueList<LineContents>> contents, int line) => contents
        .SelectMany(it => it).Where(it => it.Line == line).SelectMany(it => it.Serials).Select(SerialComparison.KeyOf)
        .ToHashSet(StringComparer.Ordinal);

    private static ValueList<ShipmentLine> Reckoned(
        IEnumerable<int> lines,
        ValueList<Entry<ShipmentPacked>> packages,
        ValueList<Entry<ShipmentDeparted>> departures,
        ValueList<Entry<DeliveryConfirmed>> deliveries,
        ValueList<Entry<DeliveryVerified>> verifications,
        ValueList<Entry<TransitLossReported>> losses,
        ValueList<Entry<GoodsReturned>> returns) =>
        lines.Select(line => new ShipmentLine(
            line,
            Sum(packages, it => it.Contents, line),
            Sum(departures, it => it.Contents, line),
            Sum(returns, it => it.Contents, line),
            Sum(losses, it => it.Cause == TransitLossCause.Seized ? [] : it.Contents, line),
            Sum(losses, it => it.Cause == TransitLossCause.Seized ? it.Contents : [], line),
            Sum(deliveries, it => it.Contents, line),
            Sum(verifications, it => it.Contents, line))).ToValueList();

    /// <summary>Reckoned for every shipment of an end user by each of its verdicts: no queries here.</summary>
    private static long Sum<T>(ValueList<Entry<T>> entries, Func<T, ValueList<LineContents>> contents, int line)
        where T : LedgerEvent
    {
        var sum = 0L;
        foreach (var entry in entries)
        {
            foreach (var it in contents(entry.Fact))
            {
                sum += it.Line == line ? it.Quantity : 0;
            }
        }

        return sum;
    }

    private static ValueList<Entry<T>> Entries<T>(IEnumerable<Recorded> facts)
        where T : LedgerEvent =>
        facts.Where(it => it.Fact is T).Select(it => new Entry<T>(it.Position, (T)it.Fact)).ToValueList();
}
