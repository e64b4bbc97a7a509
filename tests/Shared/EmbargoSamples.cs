using TransferLedger.Authorities;
using TransferLedger.Certificates;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Mirror;
using TransferLedger.Rules;

namespace TransferLedger.Tests.Shared;

/// <summary>Facts about embargoes and clearances, full and bare, for <see cref="EventSamples"/>.</summary>
internal static class EmbargoSamples
{
    private static readonly Happened Day = Happened.Parse("2019-05-14");
    private static readonly Happened Later = Happened.Parse("2020-05-31");
    private static readonly Subject Paper = Subject.Parse("certificate/xr/euc-0017-2026");

    /// <summary>Every sample.</summary>
    public static IReadOnlyList<LedgerEvent> All { get; } =
    [
        new EmbargoImposed(
            Day, "UN-9999", "territory", "UN", "Ruritania, \"Hentzau\" region", "9999 (2019)", EmbargoTarget.Territory,
            EmbargoDirection.Both, Day, "committee page", EmbargoCertainty.Established,
            [new("XR", "Hentzau", ["Zenda", "Tarlenheim"]), new("XS")], ["Black Michael's men"],
            [GoodsClass.SmallArms, GoodsClass.Ammunition],
            [new("police of Ruritania", [EndUserKind.LawEnforcement], ["Royal Guard"], ClearanceKind.Standing)],
            [new(ClearanceKind.NoNegativeDecision, "committee 9999", 5, ["end user", "quantity"], "paragraph 7")],
            Later, "paragraph 6", ["CN"], ["confirm delivery within 30 days"], Day, "see the annex"),
        new EmbargoImposed(
            Day, "EU-XS", "territory", "EU", "Exampleland", "2019/1", EmbargoTarget.ListedParties, EmbargoDirection.To,
            Happened.Parse("2019"), "general knowledge", EmbargoCertainty.GeneralKnowledge),
        new EmbargoRenewed(
            Later, "UN-9999", "territory", "9999 (2020)", "committee page", EmbargoCertainty.Established,
            Happened.Parse("2021-05-31"), Later),
        new EmbargoRenewed(
            Later, "UN-9999", "territory", "9999 (2020)", "general knowledge", EmbargoCertainty.GeneralKnowledge),
        new EmbargoLifted(
            Later, "UN-9999", "territory", "9998 (2020)", "committee page", EmbargoCertainty.Established),
        new EmbargoPolicySet(Day, "EU-XS", true, "DE", "AWV § 74", "chief-01", "chief-02"),
        new GroupAreaReported(Day, "UN-9999", "Black Michael's men", "XR", "Panel of Experts", "Zenda", Later),
        new GroupAreaReported(Day, "UN-9999", "Black Michael's men", "XR", "Panel of Experts"),
        new GroupLinkReported(Day, "UN-9999", "Black Michael's men", "Rupert Ltd", "Panel of Experts", Later),
        new GroupLinkReported(Day, "UN-9999", "Black Michael's men", "Rupert Ltd", "Panel of Experts"),
        new EmbargoTableLoaded(Day, "2019-1", new string('c', 64), 41, Day, [Happened.Parse("2019-07-04")]),
        new EmbargoTableLoaded(Day, "2019-1", new string('c', 64), 41, Day),
        new EmbargoRechecked(
            Day, Paper, "2nd Rifle Brigade", 118, "XR",
            [new("EUC-050", Verdict.Reject, "embargo", ["UN-9999"], [17], "destination")]),
        new EmbargoRechecked(Later, Paper, "", 118),
        new EmbargoRecheckCompleted(Later, 118, 40, 2, "clerk-07"),
        new ClearanceRequested(
            Day, Paper, "C-2019/4", "UN-9999", ClearanceKind.NoNegativeDecision, "2nd Rifle Brigade", [new(1, 500)],
            [new("end user", "2nd Rifle Brigade, Strelsau")], "clerk-07", "paragraph 7"),
        new ClearanceRequested(
            Day, Paper, "C-2019/5", "UN-9999", ClearanceKind.Standing, "Police", [], [], "clerk-07"),
        new ClearanceNotified(Day, Paper, "committee 9999", "clerk-07", "S/AC.9/2019/4"),
        new ClearanceNotified(Day, Paper, "committee 9999", "clerk-07"),
        new ClearanceDecided(
            Later, Paper, ClearanceOutcome.Approved, "committee 9999", "clerk-07", "letter of 31 May"),
        new TradeReported(
            Happened.Parse("1994"), "Exampleland", "XR", TradeSide.Importer, TradeBasis.Licence, "ammo", "statistics", 2_479,
            "USD", 50, "case", "row 17"),
        new TradeReported(
            Happened.Parse("1994"), "Exampleland", "XR", TradeSide.Exporter, TradeBasis.Delivery, "ammo", "statistics"),
        new ClearanceDrawn(Later, Paper, Subject.Parse("shipment/de/s-2019-31"), [new(1, 20)]),
        new ClearanceDrawnByConsent(Later, Paper, "RT-2019/7", [new(1, 5)]),
    ];
}
