using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Shipments;
using TransferLedger.Store.Tests.Contract;

namespace TransferLedger.Store.Tests.Model;

/// <summary>
/// Random requests over a few subjects: fresh ones, repeats, reused ids, and conditions that hold or do not.
/// </summary>
internal sealed class Script(Random random)
{
    private const int Weapons = 8;
    private static readonly string[] Depots = ["Depot A", "Depot B", "Depot C"];

    private readonly List<AppendRequest> _asked = [];
    private int _made;

    public Subject[] Subjects { get; } =
    [
        .. Enumerable.Range(0, Weapons).Select(Requests.Weapon), .. Depots.Select(Requests.Party),
    ];

    /// <summary>The next request, given how far the log goes.</summary>
    public AppendRequest Next(long end)
    {
        var request = random.Next(10) switch
        {
            0 when _asked.Count > 0 => Earlier(),
            1 when _asked.Count > 0 => Earlier() with { Facts = [.. Facts()] },
            2 => Fresh() with { Facts = [Requests.Linked(default)] },
            3 => Fresh() with { Facts = [Requests.Linked(Requests.Weapon(1), "a\0b")] },
            4 or 5 or 6 => Fresh() with { Condition = Condition(end) },
            _ => Fresh(),
        };
        _asked.Add(request);
        return request;
    }

    /// <summary>Some subjects, one of them perhaps unknown.</summary>
    public Subject[] Some() =>
        [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Subjects[random.Next(Subjects.Length)]).Distinct()];

    private AppendRequest Earlier() => _asked[random.Next(_asked.Count)];

    private AppendRequest Fresh()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new AppendRequest(
            new CommandId(new Guid(bytes)), [.. Facts()], Ledger.Condition.None,
                new Provenance("clerk " + random.Next(3)));
    }

    /// <summary>Mostly what a reader saw a moment ago, so that some conditions hold and some are broken.</summary>
    private Condition Condition(long end) =>
        new([.. Some().Select(it => new Seen(it, Math.Max(0, end - random.Next(0, 6))))]);

    private List<NewFact> Facts() => [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Fact())];

    private NewFact Fact()
    {
        var (weapon, other) = (random.Next(Weapons), random.Next(Weapons));
        var (day, depot) = (Happened.Parse("2024-03-01"), new Custodian(Depots[random.Next(Depots.Length)]));
        LedgerEvent fact = random.Next(4) switch
        {
            0 => new StockEntered(day, depot, Document: $"D-{++_made}"),
            1 => new CustodyTransferred(day, depot, new Custodian(Depots[random.Next(Depots.Length)])),
            2 => new ShipmentArrived(day, new Place("Port"), [Requests.WeaponIdOf(weapon), Requests.WeaponIdOf(other)]),
            _ => new BallisticExhibitLinked(day, $"EX-{++_made}"),
        };
        return new NewFact(Requests.Weapon(weapon), fact);
    }
}
