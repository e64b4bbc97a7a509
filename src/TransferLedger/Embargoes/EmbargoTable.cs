using TransferLedger.Authorities;
using TransferLedger.Ledger;

namespace TransferLedger.Embargoes;

/// <summary>
/// Every embargo on record: a function of the facts about <see cref="Subject"/>. Asked for a day; whatever is known
/// counts, because a decision tells itself from when on it applies.
/// </summary>
/// <param name="Loaded">The last table that was loaded; null when none was, and nothing can be said to pass.</param>
/// <param name="Measures">The measures, by regime and begin.</param>
/// <param name="Areas">Places under the control of groups, in the order of recording.</param>
/// <param name="Links">Parties linked to groups, in the order of recording.</param>
public sealed record EmbargoTable(
    Entry<EmbargoTableLoaded>? Loaded,
    ValueList<EmbargoMeasure> Measures,
    ValueList<Entry<GroupAreaReported>> Areas,
    ValueList<Entry<GroupLinkReported>> Links)
{
    /// <summary>What all facts about embargoes are also about.</summary>
    public static Subject Subject { get; } = Subject.Parse("embargo-table/all");

    /// <summary>No table.</summary>
    public static EmbargoTable None { get; } = new(null, [], [], []);

    /// <summary>The subject of a regime.</summary>
    /// <exception cref="FormatException">The code holds no letter or digit.</exception>
    public static Subject RegimeOf(string code) => Subject.Of("embargo", code);

    /// <summary>
    /// The table from some facts, in any order; retracted ones and other kinds are left out. What is recorded again of
    /// a measure, a renewal or a lifting replaces what was recorded of it before.
    /// </summary>
    public static EmbargoTable Of(IEnumerable<Recorded> facts)
    {
        var standing = StandingFacts.Of(facts.Where(it => it.Fact is EmbargoEvent or CorrectionEvent))
            .Where(it => it.Fact is EmbargoEvent)
            .OrderBy(it => it.Fact.Happened, Happened.Chronological).ThenBy(it => it.Position).ToList();
        if (standing.Count == 0)
        {
            return None;
        }

        var renewals = Entries<EmbargoRenewed>(standing).ToLookup(it => Key(it.Fact.Regime, it.Fact.Measure));
        var liftings = Entries<EmbargoLifted>(standing).ToLookup(it => Key(it.Fact.Regime, it.Fact.Measure));
        var policies = Entries<EmbargoPolicySet>(standing).ToLookup(
            it => Subject.Normalise(it.Fact.Regime), StringComparer.Ordinal);
        var measures = Entries<EmbargoImposed>(standing)
            .GroupBy(it => Key(it.Fact.Regime, it.Fact.Measure))
            .Select(it => new EmbargoMeasure(
                it.MaxBy(one => one.Position)!,
                renewals[it.Key].GroupBy(one => one.Fact.Instrument, StringComparer.Ordinal)
                    .Select(one => one.MaxBy(latest => latest.Position)!).ToValueList(),
                liftings[it.Key].MaxBy(one => one.Position),
                policies[it.Key.Regime].ToValueList()))
            .OrderBy(it => it.Fact.Regime, StringComparer.Ordinal)
            .ThenBy(it => it.Fact.From, Happened.Chronological).ThenBy(it => it.Imposed.Position)
            .ToValueList();
        return new(
            Entries<EmbargoTableLoaded>(standing).LastOrDefault(),
            measures,
            Entries<GroupAreaReported>(standing).ToValueList(),
            Entries<GroupLinkReported>(standing).ToValueList());
    }

    /// <summary>Does the committees' secretariat rest on a day, besides Saturdays and Sundays?</summary>
    public bool IsClosed(NodaTime.LocalDate day) =>
        Loaded is { } table && table.Fact.ClosedDays.Contains(Happened.On(day));

    /// <summary>The measures of a regime.</summary>
    public IEnumerable<EmbargoMeasure> Of(string regime) =>
        Measures.Where(it => Subject.Normalise(it.Fact.Regime) == Subject.Normalise(regime));

    private static (string Regime, string Measure) Key(string regime, string measure) =>
        (Subject.Normalise(regime), Subject.Normalise(measure));

    private static IEnumerable<Entry<T>> Entries<T>(IEnumerable<Recorded> facts)
        where T : EmbargoEvent =>
        facts.Where(it => it.Fact is T).Select(it => new Entry<T>(it.Position, (T)it.Fact));
}
