using NodaTime;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Risk;

namespace TransferLedger.Tests.Risk;

/// <summary>The parameters of the rules on diversion risk, and short words for data.</summary>
internal static class RiskTrial
{
    private static readonly (string Id, (double Value, int Score)[] Anchors)[] Curves =
    [
        ("PA", [(0, 0), (0.10, 20), (0.25, 50), (0.50, 80), (0.80, 100)]),
        ("PB", [(0, 0), (0.02, 20), (0.05, 50), (0.20, 80), (0.50, 100)]),
        ("PC", [(0, 0), (0.05, 20), (0.20, 50), (0.50, 80), (0.90, 100)]),
        ("RA", [(0, 0), (0.1, 20), (1, 50), (5, 80), (20, 100)]),
        ("RB", [(0, 0), (0.5, 20), (2, 50), (10, 80), (40, 100)]),
        ("EN", [(0, 0), (1, 40), (2, 70), (3, 100)]),
    ];

    /// <summary>A country with some neighbours under embargo, or under one itself.</summary>
    public static EmbargoNeighbourhood Near(int neighbours, bool itself = false)
    {
        static EmbargoedTerritory One(string code) => new(code, ["UN-1"], true, true, [1]);
        return new("AA", itself ? One("AA") : null, [.. Enumerable.Repeat(One("BB"), neighbours)]);
    }

    /// <summary>The five indicators of the worked example of section 2.3, and no other.</summary>
    public static RiskParameters Example { get; } = new(
        "trial",
        "1",
        "section 2.3",
        Curves.Select(curve => new RiskCurve(
            curve.Id,
            curve.Anchors.Select(it => new CurveAnchor((int)Math.Round(it.Value * 1000), it.Score)).ToValueList()))
            .ToValueList(),
        [
            new("RSK-001", "RA", 12_000, 500, 2_000), new("RSK-002", "PA", 10_000, 250, 8_000),
            new("RSK-005", "PC", 4_000, 150, 10_000), new("RSK-007", "PB", 8_000, 30, 20_000),
            new("RSK-010", "RB", 6_000, 2_000, 1_000),
        ],
        [new(5, 500), new(10, 250)],
        10,
        200,
        400,
        600,
        25,
        45,
        60,
        5);

    /// <summary>The data of the worked example.</summary>
    public static Dictionary<string, IndicatorData> Data { get; } = new(StringComparer.Ordinal)
    {
        ["RSK-001"] = IndicatorData.Counted(3, 2.4),
        ["RSK-002"] = IndicatorData.Counted(2, 4),
        ["RSK-005"] = IndicatorData.Counted(3, 20),
        ["RSK-007"] = IndicatorData.Counted(0, 12),
        ["RSK-010"] = IndicatorData.Counted(12, 10),
    };

    public static LocalDate Day(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;

    /// <summary>A fact about a subject, learned a minute after the one before.</summary>
    public static Recorded Said(long position, string home, LedgerEvent fact) => new(
        position,
        new Guid((int)position, 0, 0, [0, 0, 0, 0, 0, 0, 0, 3]),
        Subject.Parse(home),
        position,
        Learned(position),
        fact,
        new Provenance("officer"),
        new CommandId(new Guid((int)position, 0, 0, [0, 0, 0, 0, 0, 0, 0, 4])));

    public static Instant Learned(long position) => Custody.Told.Learned + Duration.FromMinutes(position);

    /// <summary>What counts for a subject on a day: series, country and weight.</summary>
    public static IEnumerable<string> Counting(
        string subject, IEnumerable<Recorded> facts, string on, Instant? known = null) =>
        RiskRow.Of(Subject.Parse(subject), [.. facts], RiskWindows.Default)
            .Where(it => it.Counts(Day(on), known)).Select(it => it.Entry)
            .OrderBy(it => it.On).ThenBy(it => it.Position).ThenBy(it => it.Series.Name, StringComparer.Ordinal)
            .Select(it => FormattableString.Invariant(
                $"{it.Series.Name} {it.Country} {it.Weight / 1000.0} from {it.On:uuuu-MM-dd} by {it.Position}"));
}
