using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Lots;

namespace TransferLedger.Tests.Lots;

/// <summary>Random movements of one lot, each possible after those before it: what it takes is there.</summary>
internal sealed class LotStream(int seed)
{
    private static readonly Custodian[] Custodians = [new("North", "XR"), new("South", "XR"), new("Maker", "DE")];
    private static readonly Place[] Sites = [new("Depot"), new("Range")];
    private static readonly Happened[] Days =
        [.. Enumerable.Range(0, 1_000).Select(day => Happened.On(new LocalDate(2010, 1, 1).PlusDays(day)))];

    private readonly Random _dice = new(seed);
    private readonly long[,] _stock = new long[Custodians.Length, Sites.Length];
    private readonly long[] _issued = new long[Custodians.Length];
    private long _transit;
    private int _count;

    /// <summary>What is in stock, issued and on the way by the model's own arithmetic.</summary>
    public long Held => _stock.Cast<long>().Sum() + _issued.Sum() + _transit;

    public LotEvent Next()
    {
        var on = Days[_count++ * 2 % Days.Length];
        var (who, where, to) = (_dice.Next(3), _dice.Next(2), _dice.Next(3));
        var (custodian, site, other) = (Custodians[who], Sites[where], Custodians[to]);
        var some = _stock[who, where] == 0 ? 0 : _dice.NextInt64(1, _stock[who, where] + 1);
        var kind = some == 0 ? _dice.Next(3) : _dice.Next(13);
        switch (kind)
        {
            case 0:
                return Produce(on, custodian, site, who, where);
            case 1 when _transit > 0:
                var off = _dice.NextInt64(1, _transit + 1);
                _transit -= off;
                _stock[who, where] += off;
                return new LotReceived(on, custodian, off, site, Shipment: LotTold.Shipment);
            case 2 when _issued[who] > 0:
                var back = _dice.NextInt64(1, _issued[who] + 1);
                _issued[who] -= back;
                _stock[who, where] += back;
                return new LotReturned(on, custodian, "company", back, site);
            case 3 when _issued[who] > 0:
                var used = _dice.NextInt64(1, _issued[who] + 1);
                _issued[who] -= used;
                return new LotConsumed(on, custodian, used, LotPurpose.Test, "company", "order", User: "company");
            case < 4:
                return Produce(on, custodian, site, who, where);
        }

        _stock[who, where] -= some;
        switch (kind)
        {
            case 4 or 5:
                _stock[to, 0] += some;
                return new LotMoved(on, custodian, other, some, site, Sites[0]);
            case 6:
                _transit += some;
                return new LotMoved(on, custodian, other, some, site, null, LotTold.Shipment);
            case 7 or 8:
                _issued[who] += some;
                return new LotIssued(on, custodian, "company", some, site);
            case 9:
                return new LotLost(on, custodian, some, site);
            case 10:
                return new LotDestroyed(on, custodian, some, "burnt", site, ["post 4", "post 5"]);
            case 11:
                return new LotAdjusted(on, custodian, -some, "miscounted", "chief", site);
            default:
                return new LotSplit(on, custodian, some, [new(LotKey.Part(LotTold.Lot, "box"), some)], site);
        }
    }

    private LotProduced Produce(Happened on, Custodian custodian, Place site, int who, int where)
    {
        var rounds = _dice.NextInt64(1, 10_000);
        _stock[who, where] += rounds;
        return new LotProduced(on, new(LotTold.Number), custodian, rounds, site);
    }
}
