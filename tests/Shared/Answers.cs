using TransferLedger.Certificates;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Risk;
using TransferLedger.Screening;

namespace TransferLedger.Tests.Shared;

/// <summary>
/// What the ledger holds of what others know about a certificate: a table of embargoes, a sanctions list with every
/// party compared, the risk of its countries. Unless a test says otherwise nothing is found in any of it.
/// </summary>
internal sealed record Answers
{
    private const string Version = "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc";

    /// <summary>Nothing was loaded, and nobody assessed anything.</summary>
    public static Answers None { get; } = new() { Embargoes = false, Lists = false, Risk = null };

    /// <summary>Is a table of embargoes loaded? It has no measure.</summary>
    public bool Embargoes { get; init; } = true;

    /// <summary>Is the list of the United Nations there, and was everybody named compared with it?</summary>
    public bool Lists { get; init; } = true;

    /// <summary>How like an entry of the list the end user is; null for not at all.</summary>
    public MatchGrade? Listed { get; init; }

    /// <summary>The risk of every country of the certificate; null when nobody assessed it.</summary>
    public RiskBand? Risk { get; init; } = RiskBand.Moderate;

    /// <summary>The facts, recorded before any other, for a certificate judged for a day.</summary>
    /// <param name="facts">All facts about the certificate and what it is related to.</param>
    /// <param name="day">The day.</param>
    public IEnumerable<Recorded> About(IReadOnlyCollection<Recorded> facts, Happened day)
    {
        var papers = facts.Select(it => it.Fact).OfType<CertificateCaptured>().Select(it => it.Certificate).ToList();
        return Loaded(day).Concat(Screened(facts, papers, day)).Concat(Assessed(papers, day))
            .SelectMany((it, at) => Trial.Record(it.Home, [it.Fact], first: 901 + at))
            .Select(it => it with { At = NodaTime.Instant.FromUtc(2020, 1, 1, 0, 0) });
    }

    private IEnumerable<NewFact> Loaded(Happened day) => Embargoes
        ? [new(EmbargoTable.Subject, new EmbargoTableLoaded(Trial.On("2019"), "2019-1", Version, 0, day))]
        : [];

    private IEnumerable<NewFact> Screened(
        IEnumerable<Recorded> facts, List<EndUserCertificate> papers, Happened day)
    {
        if (!Lists)
        {
            return [];
        }

        var (list, ends) = (
            SanctionsLists.UnitedNations, papers.Select(it => it.EndUserSubject).OfType<Subject>().ToHashSet());
        return
        [
            new(SanctionsLists.SubjectOf(list), new SanctionsListPublished(
                Trial.On("2019"), list, Version, [new("list", Version, 1)], new(1, 0, 0, 0, 1))),
            new(SanctionsLists.SubjectOf(list), new SanctionsListChecked(day, list, Version)),
            .. facts.SelectMany(it => PartyNamed.In(it.Fact, it.Home))
                .GroupBy(it => PartyRegister.SubjectOf(it.Name)).Where(it => it.Key is not null)
                .Select(it => new NewFact(it.Key!.Value, Screening(
                    it.Select(one => one.Party).Aggregate((sum, one) => sum.With(one)),
                    day,
                    ends.Contains(it.Key.Value)))),
        ];
    }

    private PartyScreened Screening(ScreenedParty party, Happened day, bool isEndUser) => new(
        day, party, [new(SanctionsLists.UnitedNations, Version)], Romanization.Version,
        isEndUser && Listed is { } grade
            ?
            [
                new(
                    SanctionsLists.UnitedNations, "XXe.001", "e1", "SOMEBODY", ListedNameKind.Primary, party.Names[0],
                    930, [], Agreement.Agrees, Agreement.NotCompared, grade),
            ]
            : []);

    private IEnumerable<NewFact> Assessed(IEnumerable<EndUserCertificate> papers, Happened day) => Risk is { } band
        ? papers.SelectMany(CountryRisk.CountriesOf).Distinct(StringComparer.Ordinal)
            .Select(country => new NewFact(Assessing.SubjectOf(country), new CountryRiskAssessed(
                Trial.On("2019"), country, 31_000, 12_000, 52_000, 700, band, "1",
                new("standard", "1", new string('0', 64)), Trial.On("2019"), 1, day, "analyst-03")))
        : [];
}
