using TransferLedger.Authorizations;
using TransferLedger.Ledger;

namespace TransferLedger.Tests.Shared;

/// <summary>What other systems report about licences, full and bare, for <see cref="EventSamples"/>.</summary>
internal static class LicenceSamples
{
    private const string Number = "GBSIE2019/00001";
    private static readonly Happened Day = Happened.Parse("2019-05-14");
    private static readonly Happened Month = Happened.Parse("2019-05");

    /// <summary>Every sample.</summary>
    public static IReadOnlyList<LedgerEvent> All { get; } =
    [
        new LicenceReported(
            Day, "GB", Number, LicenceAction.Insert, "237998", "SIE", Day, Happened.Parse("2021-05-13"),
            new LicenceParty("Exporter Ltd", "631158462000", "1 Road, Town", "GB"), new LicenceParty("Trader GmbH"),
            [new LicenceCountry("DE", "D"), new LicenceCountry("EU", "E", true)], "Provisos apply",
            [
                new LicenceLine(
                    1, LineControl.Both, "rifle barrels", "9305 20 00", Amount.Parse("17.5"), "30",
                    Amount.Parse("12000"), "GBP"),
                new LicenceLine(2, LineControl.Open),
            ]),
        new LicenceReported(Day, "GB", Number, LicenceAction.Cancel, "238001"),
        new LicenceUsageReported(
            Day, "GB", Number, 1, 1, "O", "9GB000001328000-PE1", Amount.Parse("-2.25"), "LU04148/00001", "R",
            Amount.Parse("1500.5"), "GBP", "000262", "CL-7"),
        new LicenceUsageReported(
            Day, "GB", Number, 1, 2, "C", "9GB000001328000-PE2", Amount.Zero, "LU04148/00001"),
        new LicenceUsageTotalled(
            Day, "GB", Number, "LU04148/00001", "E", Day,
            [new LineTotal(1, Amount.Parse("17.5"), Amount.Parse("1500.5"), "GBP"), new LineTotal(2, Amount.Zero)]),
        new LicenceUsageTotalled(Day, "GB", Number, "LU04148/00001", "O"),
        new LicenceMessageAnswered(
            Day, "GB", "237998", MessageOutcome.Rejected,
            [new MessageError("76543", "Invalid commodity", "23"), new MessageError("1234")]),
        new LicenceMessageAnswered(Day, "GB", "237998", MessageOutcome.Accepted),
        new LicencePublished(
            Month, "uk-export-licences", "27550", "ML11", 1, "Brazil", PublishedOutcome.Granted, 15194, "GBP", 41),
        new LicencePublished(Month, "uk-export-licences", "36916", "ML1", 1, "Iran", PublishedOutcome.Refused),
        new LicencePublicationEnded(Month, "uk-export-licences", 42),
    ];
}
