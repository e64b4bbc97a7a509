using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Screening;

namespace TransferLedger.Tests.Shared;

/// <summary>Facts about sanctions lists and screenings, full and bare, for <see cref="EventSamples"/>.</summary>
internal static class ScreeningSamples
{
    private static readonly Happened Day = Happened.Parse("2019-05-14");
    private static readonly Happened Now = Happened.Parse("2019-05-15T08:30:00Z");
    private static readonly string Hash = new('c', 64);

    private static readonly ScreenedParty Party = ScreenedParty.Of(
        ["Ivan Ivanov", "Иван Иванов"], ["RU"], [Happened.Parse("1961-04-12")], [new("Passport", "AB 123456")]);

    private static readonly ScreeningMatch Match = new(
        "un", "XXi.001", new('d', 32), "IVANOV Iwan", ListedNameKind.WeakAlias, "Ivan Ivanov", 903,
        [new(ScorePart.Spelling, 77, "ivan", "iwan"), new(ScorePart.Order, 20)], Agreement.Agrees, Agreement.NotCompared,
        MatchGrade.Certain, new PartyIdentifier("Passport", "AB 123456"));

    /// <summary>Every sample.</summary>
    public static IReadOnlyList<LedgerEvent> All { get; } =
    [
        new SanctionsListPublished(
            Day, "un", Hash, [new("consolidated.xml", Hash, 1_601_028)], new(693, 405, 1, 2, 4_176), new('b', 64),
            ["XXi.001"], ["XXi.002"], ["XXe.003"], [new("territory-unknown", "Ruritania", "XXi.001", 2)]),
        new SanctionsListPublished(Day, "un", Hash, [new("consolidated.xml", Hash, 1)], new(1, 0, 0, 0, 1)),
        new SanctionsListChecked(Now, "un", Hash),
        new PartiesRescreened(Now, "un", Hash, new('e', 64), 17, 3),
        new PartyScreened(Now, Party, [new("un", Hash), new("ofac", new('e', 32))], 1, [Match]),
        new PartyScreened(
            Now, ScreenedParty.Of(["Waffenfabrik"]), [], 1, [Match with { Identifier = null, Deductions = [] }], "broken"),
        new PartyScreened(
            Now, ScreenedParty.Of(["Waffenfabrik"]), [new("un", Hash)], 2, [], null,
            new(810, 930, 12, ["un", "ofac"], 14, "office-7")),
        new PartyScreened(
            Now, ScreenedParty.Of(["Waffenfabrik"]), [new("un", Hash)], 2, [], null,
            new(810, 930, 12, ["un", "ofac"], 14, "office-7"), 12),
        new PartyScreened(
            Now, ScreenedParty.Of(["Waffenfabrik"]), [new("un", Hash)], 3,
            [Match with { Identifier = null, Deductions = [new(ScorePart.Commonness, 104, "ivan", "iwan", 104, 130)] }]),
        new PartyScreened(
            Now, ScreenedParty.Of(["Waffenfabrik"]), [], 1,
            [
                Match with
                {
                    Identifier = null,
                    Deductions = [new(ScorePart.Order, 250, "a bin b", "b bin a", Reason: ScoreReason.FatherAndSon)],
                },
            ]),
        new PartyScreened(
            Now, ScreenedParty.Of(["Waffenfabrik"]), [new("un", Hash)], 4,
            [
                Match with
                {
                    Identifier = null, Deductions = [],
                    Since = new(new('a', 32), [new(RecordPart.Alias, ["Vanya"], ["Wanja"]), new(RecordPart.Programme, ["X"])]),
                },
            ]),
        new ScreeningParametersSet(
            Day, new(810, 930, 12, ["un", "ofac"], 14, "office-7"), "chief-01", "chief-02", "names of our region"),
        new MatchDecided(
            Now, "Ivan Ivanov", Party.Fingerprint, "un", "XXi.001", new('d', 32), MatchVerdict.OtherParty, "clerk-07",
            "born 1990"),
    ];
}
