using NodaTime;
using TransferLedger.Risk;

namespace TransferLedger.Store.Risk;

/// <summary>The tallies of all countries, found by the two letters of a code as one number. Not thread-safe.</summary>
/// <param name="on">The day.</param>
/// <param name="ages">The ages at which something counts less.</param>
internal sealed class RiskTallies(LocalDate on, IReadOnlyList<int> ages)
{
    private readonly RiskTally _pattern = new(on, ages);
    private readonly RiskTally?[] _byCode = new RiskTally?[1 << 16];

    /// <summary>Where a series is added up: the same in all of them.</summary>
    public int SlotOf(RiskSeries series, bool contested) => _pattern.SlotOf(series, contested);

    /// <summary>The tally of a country.</summary>
    /// <param name="code">The letters of its code, the first one in the upper eight bits.</param>
    public RiskTally Of(short code) => _byCode[unchecked((ushort)code)] ??= new RiskTally(on, ages);

    /// <summary>The sums of the countries of which something is left, by code.</summary>
    public Dictionary<string, RiskSums> Sums()
    {
        var sums = new Dictionary<string, RiskSums>(StringComparer.Ordinal);
        for (var code = 0; code < _byCode.Length; code++)
        {
            if (_byCode[code]?.Sums() is { Days.Count: > 0 } it)
            {
                sums.Add(new string([(char)(code >> 8), (char)(code & 0xFF)]), it);
            }
        }

        return sums;
    }
}
