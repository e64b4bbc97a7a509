using System.Collections.Immutable;
using TransferLedger.Authorities;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Shipments;

namespace TransferLedger.Authorizations;

/// <summary>What one authorization takes of a certificate.</summary>
/// <param name="Position">The fact that grants it.</param>
/// <param name="Authorization">Its subject.</param>
/// <param name="Granted">What was granted at first.</param>
/// <param name="Since">What was decided about it since, as it stands, in the order of recording.</param>
/// <param name="Shipments">The shipments that left under it.</param>
public sealed record Draw(
    long Position,
    Subject Authorization,
    AuthorizationGranted Granted,
    ImmutableArray<AuthorizationEvent> Since,
    ImmutableArray<Shipment> Shipments)
{
    /// <summary>What was decided when it was revoked; null unless it was.</summary>
    public AuthorizationRevoked? Revoked => Since.OfType<AuthorizationRevoked>().LastOrDefault();

    /// <summary>What was decided when it was closed; null unless it was.</summary>
    public AuthorizationClosed? Closed => Since.OfType<AuthorizationClosed>().LastOrDefault();

    /// <summary>When it was revoked or closed; null while it is open.</summary>
    public Happened? Ended => Revoked?.Happened ?? Closed?.Happened;

    /// <summary>The suspension that stands; null when goods may leave.</summary>
    public AuthorizationSuspended? Suspended =>
        Since.LastOrDefault(it => it is AuthorizationSuspended or AuthorizationResumed) as AuthorizationSuspended;

    /// <summary>Everything granted, as amended.</summary>
    public ValueList<LineQuantity> Lines =>
        Since.OfType<AuthorizationAmended>().LastOrDefault()?.Lines ?? Granted.Lines;

    /// <summary>The last day on which goods may leave, as amended; null when there is none.</summary>
    public Happened? ValidTo =>
        Since.OfType<AuthorizationAmended>().LastOrDefault(it => it.ValidTo is not null)?.ValidTo ?? Granted.ValidTo;

    /// <summary>
    /// What it takes of a line: everything granted while it is open, then what had left under it and not come back.
    /// Where the ledger knows of no departure, what was said when it ended counts.
    /// </summary>
    public long Of(int line) =>
        Ended is null ? Sum(Lines, line)
        : Shipments.Any(it => it.Departures.Count > 0) ? Net(line)
        : Sum(Revoked?.Shipped ?? Closed!.Shipped, line);

    /// <summary>What it takes of the certificate, over all lines, in units.</summary>
    public long Taken => Lines.Sum(it => Of(it.Line));

    /// <summary>What of that has not left, or came back.</summary>
    public long NotLeft => Math.Max(0, Taken - Lines.Sum(it => Net(it.Line)));

    /// <summary>What is granted of a line, as amended.</summary>
    public long GrantedOf(int line) => Sum(Lines, line);

    /// <summary>What has left of a line under it and not come back (<c>S − R</c>).</summary>
    public long Net(int line) => Shipments.Select(it => it.Of(line)).Sum(it => it.Left - it.Returned);

    /// <summary>What has left under it, in the order of the shipments.</summary>
    public IEnumerable<Entry<ShipmentDeparted>> Departures => Shipments.SelectMany(it => it.Departures);

    /// <summary>The lines of which more has left than is granted.</summary>
    public IEnumerable<int> OverShipped => Departures.SelectMany(it => it.Fact.Contents).Select(it => it.Line)
        .Distinct().Where(line => Net(line) > GrantedOf(line));

    /// <summary>What left after it was revoked or closed.</summary>
    public IEnumerable<Entry<ShipmentDeparted>> LeftAfterItsEnd =>
        Departures.Where(it => Ended is { } ended && ended.CertainlyBefore(it.Fact.Happened));

    private static long Sum(ValueList<LineQuantity> lines, int line) =>
        lines.Where(it => it.Line == line).Sum(it => it.Quantity);
}

/// <summary>
/// One line of a certificate, in exact units: certified, authorized, left, delivered. Always
/// <c>Left = Returned + Lost + Seized + Delivered + InTransit</c>.
/// </summary>
/// <param name="Line">1 is the first.</param>
/// <param name="Description">The goods.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Certified">What the certificate says (C).</param>
/// <param name="Committed">What authorizations take of it (A).</param>
/// <param name="Left">What has departed (S).</param>
/// <param name="Returned">What came back to the exporter (R).</param>
/// <param name="Lost">What was lost or stolen on the way.</param>
/// <param name="Seized">What was seized on the way.</param>
/// <param name="Delivered">What receiver or importing state confirm (D).</param>
/// <param name="Verified">What delivery verification certificates say, which may be more than ever left.</param>
/// <param name="InTransit">What nobody has confirmed yet.</param>
public sealed record LineBalance(
    int Line,
    string Description,
    string? Unit,
    long Certified,
    long Committed,
    long Left = 0,
    long Returned = 0,
    long Lost = 0,
    long Seized = 0,
    long Delivered = 0,
    long Verified = 0,
    long InTransit = 0)
{
    /// <summary>What may still be authorized: <c>C − A</c>, never below zero by our own decisions.</summary>
    public long Remaining => Certified - Committed;

    /// <summary>EUC-048: nothing is over-drawn, and what left is accounted for.</summary>
    public bool Balances =>
        Remaining >= 0 && InTransit >= 0 && Left == Delivered + InTransit + Lost + Seized + Returned;
}

/// <summary>The balance of a certificate (EUC-040, EUC-048): a function of the facts about it.</summary>
/// <param name="Captured">The reading that counts, as amended; null when it was never captured.</param>
/// <param name="Lines">The lines.</param>
/// <param name="Draws">The authorizations, in the order of recording.</param>
/// <param name="Shipments">What left under it, by whatever authorization, known or not.</param>
public sealed record CertificateBalance(
    EndUserCertificate? Captured,
    ImmutableArray<LineBalance> Lines,
    ImmutableArray<Draw> Draws,
    ImmutableArray<Shipment> Shipments)
{
    /// <summary>Quantities on record that the balance leaves out because nobody can count them.</summary>
    public ImmutableArray<UncountedQuantity> Uncounted { get; init; } = [];

    /// <summary>What left by an authorization that nobody is on record as having granted under it.</summary>
    public IEnumerable<Shipment> Strays
    {
        get
        {
            var known = Draws.Select(it => it.Authorization).ToHashSet();
            return Shipments.Where(it =>
                it.Departures.Count > 0 && it.Under is { } basis && !known.Contains(basis.Authorization));
        }
    }

    /// <summary>
    /// The balance after some facts about one certificate, as amended; retracted ones do not count. An amendment that
    /// certifies more counts only with the facts about the authority whose signatory must have signed it.
    /// </summary>
    public static CertificateBalance Of(IEnumerable<Recorded> facts)
    {
        var all = facts.ToImmutableArray();
        var standing = StandingFacts.Of(all).OrderBy(it => it.Position).ToImmutableArray();
        var paper = standing.LastOrDefault(it => it.Fact is CertificateCaptured) is { } captured
            ? CertificateFile.PaperInForce(captured.Home, all)
            : null;
        var since = standing.Where(it => it.Fact is AuthorizationEvent and not AuthorizationGranted)
            .ToLookup(it => it.Home);
        var shipments = Shipment.All(all);
        var draws = standing.Where(it => it.Fact is AuthorizationGranted)
            .Select(it => new Draw(
                it.Position,
                it.Home,
                (AuthorizationGranted)it.Fact,
                [
                    .. since[it.Home].Where(one => one.Position > it.Position).Select(one => one.Fact)
                        .Cast<AuthorizationEvent>(),
                ],
                [.. shipments.Where(shipment => shipment.Under?.Authorization == it.Home)]))
            .ToImmutableArray();
        return new(paper, Balance(paper, draws, shipments), draws, shipments)
        {
            Uncounted = UncountedQuantity.In(all),
        };
    }

    private static ImmutableArray<LineBalance> Balance(
        EndUserCertificate? paper, ImmutableArray<Draw> draws, ImmutableArray<Shipment> shipments) =>
        paper is null ? [] : [.. paper.Lines.Select((line, at) => Balance(line, at + 1, draws, shipments))];

    private static LineBalance Balance(
        CertificateLine line, int number, ImmutableArray<Draw> draws, ImmutableArray<Shipment> shipments)
    {
        var moved = shipments.Select(it => it.Of(number)).ToImmutableArray();
        return new(
            number,
            line.Description,
            line.Unit,
            line.Quantity ?? 0,
            draws.Sum(it => it.Of(number)),
            moved.Sum(it => it.Left),
            moved.Sum(it => it.Returned),
            moved.Sum(it => it.Lost),
            moved.Sum(it => it.Seized),
            moved.Sum(it => it.Delivered),
            moved.Sum(it => it.Verified),
            moved.Sum(it => it.InTransit));
    }
}
