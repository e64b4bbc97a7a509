using TransferLedger.Authorities;
using TransferLedger.Certificates;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Embargoes;

/// <summary>A few measures as the Security Council set them, for tests that change one thing.</summary>
internal static class EmbargoLaw
{
    public static readonly EmbargoTableLoaded Loaded =
        new(On("2026-01-01"), "tests", new string('0', 64), 8, On("2026-01-01"));

    private static readonly ExemptParty Forces = new(
        "police and armed forces", [EndUserKind.ArmedForces, EndUserKind.LawEnforcement], [], ClearanceKind.Standing);

    private static readonly ExemptParty State = new(
        "government", [EndUserKind.ArmedForces, EndUserKind.LawEnforcement, EndUserKind.Government]);

    /// <summary>
    /// Haiti three times, Côte d'Ivoire, the Central African Republic twice, Darfur, DR Congo, Iceland.
    /// </summary>
    public static IReadOnlyList<EmbargoEvent> Facts { get; } =
    [
        Imposed("UN-2653", "listed", "HT", "2022-10-21") with { Target = EmbargoTarget.ListedParties },
        Imposed("UN-2653", "small-arms", "HT", "2023-10-02") with
        {
            Goods = [GoodsClass.SmallArms, GoodsClass.Ammunition], Exempt = [Forces],
        },
        Lifted("UN-2653", "small-arms", "2024-10-18"),
        Imposed("UN-2653", "all-arms", "HT", "2024-10-18") with
        {
            Exempt = [Forces], Routes = [new(ClearanceKind.Standing, "this authority")],
        },
        Imposed("UN-1572", "territory", "CI", "2004-11-15"),
        Lifted("UN-1572", "territory", "2016-04-28"),
        Imposed("UN-2745", "territory", "CF", "2013-12-05"),
        Lifted("UN-2745", "territory", "2024-07-30"),
        Imposed("UN-2745", "armed-groups", "CF", "2024-07-30") with
        {
            Target = EmbargoTarget.DescribedGroup, Exempt = [State],
        },
        Imposed("UN-1591", "darfur", "SD", "2005-03-29") with { Areas = [new("SD", "Darfur", ["El Fasher", "Nyala"])] },
        Imposed("UN-1533", "non-state", "CD", "2008-03-31") with
        {
            Target = EmbargoTarget.DescribedGroup, Exempt = [State],
        },
        new EmbargoRenewed(
            On("2025-06-30"), "UN-1533", "non-state", "2783 (2025)", "tests", EmbargoCertainty.Established, On("2026-07-01")),
    ];

    /// <summary>The same as they would stand in the log.</summary>
    public static Recorded[] Table(params IEnumerable<EmbargoEvent> more) =>
    [
        .. Facts.Concat(more).Select((fact, at) => Record(EmbargoTable.RegimeOf("any"), [fact], 500 + at)[0]),
        .. Record(EmbargoTable.Subject, [Loaded], 700),
    ];

    /// <summary>A measure of the Security Council on a country.</summary>
    public static EmbargoImposed Imposed(string regime, string measure, string country, string from) => new(
        On(from), regime, measure, "UN", country, regime, EmbargoTarget.Territory, EmbargoDirection.To, On(from), "tests",
        EmbargoCertainty.Established, [new(country)]);

    public static EmbargoLifted Lifted(string regime, string measure, string on) =>
        new(On(on), regime, measure, regime, "tests", EmbargoCertainty.Established);
}
