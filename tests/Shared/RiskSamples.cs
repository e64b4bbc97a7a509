using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Risk;

namespace TransferLedger.Tests.Shared;

/// <summary>Facts about the risk of countries, full and bare, for <see cref="EventSamples"/>.</summary>
internal static class RiskSamples
{
    private static readonly Happened Day = Happened.Parse("2019-05-14");
    private static readonly PackReference Parameters = new("standard", "1", new string('0', 64));

    /// <summary>Every sample.</summary>
    public static IReadOnlyList<LedgerEvent> All { get; } =
    [
        new CountryRiskAssessed(
            Day, "XR", 63_218, 41_500, 77_004, 612, RiskBand.High, "1", Parameters, Happened.Parse("2019-05-13"), 412,
            Happened.Parse("2019-08-12"), "analyst-03", [HardFlag.StateDirectedRetransfer],
            Happened.Parse("2019-05-13T23:59:59.999999Z")),
        new CountryRiskAssessed(
            Day, "XR", 37_474, 8_500, 63_300, 0, RiskBand.InsufficientData, "1", Parameters, Day, 0,
            Happened.Parse("2019-08-12"), "analyst-03"),
        new SurplusDeclared(
            Day, "XR", "MS-2019-1", "Ministry of Defence of Ruritania", "assault rifles", 1_200, "piece",
            Happened.Parse("2021-12-31"), "report under the Programme of Action", "clerk-07"),
        new SurplusDeclared(
            Day, "XR", "MS-2019-2", "Ministry of Defence", "mortar bombs", 90, "round", Happened.Parse("2020"), "letter"),
        new SurplusDestroyed(
            Happened.Parse("2020-05-31"), 400, "certificate 7", "melting", "observers of the region", "clerk-07"),
        new SurplusDestroyed(Happened.Parse("2020-06"), 1, "press"),
        new IndicatorPublished(
            Happened.Parse("2019"), "XR", "16.4.2", "86.32", "UN SDG database 2024", 95, 82, "average of two years", "clerk-07"),
        new IndicatorPublished(Happened.Parse("2018"), "XR", "16.4.2", "0", "UN SDG database 2024"),
        new HighRiskCountersigned(Day, 412, "chief-01", "director-01", "escorted to the depot"),
    ];
}
