using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Tracing;

namespace TransferLedger.Tests.Shared;

/// <summary>Facts about traces, full and bare, for <see cref="EventSamples"/>.</summary>
internal static class TraceSamples
{
    private static readonly Happened Day = Happened.Parse("2019-05-14");
    private static readonly Happened Later = Happened.Parse("2019-08-01");
    private static readonly Subject Weapon = WeaponId.Issue("sample", "one").Subject;
    private static readonly Custodian Army = new("Army of Ruritania", "XR", "XR-MOD");
    private static readonly ItemDescription Pistol = new("pistol", "Maker \"7\"", "DE", "M 1", "9 × 19 mm", 1998);

    /// <summary>Every sample.</summary>
    public static IReadOnlyList<LedgerEvent> All { get; } =
    [
        new TraceRequested(
            Day, TraceDirection.Sent, "DE", "National point of contact", Pistol,
            [new(MarkKind.Serial, "AB 12?4", Legibility.Partly, "slide"), new(MarkKind.Import, "XR 12")],
            "found at a road block", "criminal investigation", "analyst-03", [Weapon], TraceUrgency.Urgent,
            IllicitGround.TransferredWithoutAuthorization, new("Border", "XR"), Day, "C-11", "desk@example.test",
            "not to third parties", ["exported when and to whom?", "reported lost?"]),
        new TraceRequested(
            Day, TraceDirection.Received, "DE", "", new(), [], "", "", "clerk-07", []),
        new TraceAcknowledged(Later, "analyst-03", [Weapon], "Mr Muster", Later, "BKA 7/19"),
        new TraceAcknowledged(Later, "analyst-03", []),
        new TraceReminded(Later, "analyst-03", [Weapon]),
        new TraceResponded(
            Later, TraceOutcome.Identified, "analyst-03", [Weapon],
            [new(Army, Happened.Parse("2009"), "exported", "A 7/09"), new(new("Dealer"), Day)], null, "see annex", "XR",
            "theft_reported 2011"),
        new TraceResponded(Later, TraceOutcome.Delayed, "analyst-03", [], Reason: TraceRefusal.Investigation),
        new TraceClosed(
            Later, TraceResult.LastLawfulHolder, DiversionStage.InEndUserStock, "reply of DE", "chief-01", [Weapon], Army),
        new TraceClosed(Later, TraceResult.NotTraced, DiversionStage.Unknown, "no reply", "chief-01", []),
        new TraceForgone(Day, "made by hand, no marks", "chief-01", [Weapon]),
        new HolderReported(Happened.Parse("2009"), Army, "DE", "t-2019-7", "exported", "A 7/09"),
        new HolderReported(Day, new("Dealer"), "DE"),
    ];
}
