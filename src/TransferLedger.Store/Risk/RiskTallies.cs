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
    public SortedDictionary<string, RiskSums> Sums() => new(
        _byCode.Index().Where(it => it.Item is not null)
            .Select(it => (Code: $"{(char)(it.Index >> 8)}{(char)(it.Index & 0xFF)}", Sums: it.Item!.Sums()))
            .Where(it => it.Sums.Days.Count > 0)
            .ToDictionary(it => it.Code, it => it.Sums, StringComparer.Ordinal),
        StringComparer.Ordinal);
}
