using NodaTime;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>
/// Everything a person asks about one weapon at one point on the two clocks. Pure: made from its facts alone.
/// </summary>
/// <param name="Weapon">The weapon's id.</param>
/// <param name="Others">Identities that are the same weapon by merges known then.</param>
/// <param name="AsOf">The point on the two clocks.</param>
/// <param name="Description">What it is, as far as the facts say.</param>
/// <param name="Marks">Its marks as read.</param>
/// <param name="Chain">Who answered for it when, what is unknown, what contradicts.</param>
/// <param name="Windows">When it can have left lawful hands, with what counts of its site say.</param>
/// <param name="Findings">Everything the rules found, by rule, with what people decided.</param>
/// <param name="Facts">The facts themselves, in the order in which they happened; retracted ones are left out.</param>
/// <param name="Grades">The Admiralty grades of the facts that have one, by position.</param>
/// <param name="Later">How many facts about it are on record that this point does not see.</param>
/// <param name="StateHash">
/// SHA-256 over state, chain and findings by the ids of their facts: the same for the same facts in whatever order they
/// came. 64 hexadecimal digits.
/// </param>
public sealed record CustodyReport(
    WeaponId Weapon,
    ValueList<WeaponId> Others,
    AsOf AsOf,
    ItemDescription Description,
    ValueList<MarkReading> Marks,
    CustodyChain Chain,
    ValueList<DiversionWindow> Windows,
    ValueList<Finding> Findings,
    ValueList<TimelineEntry> Facts,
    ValueList<FactGrade> Grades,
    int Later,
    string StateHash)
{
    /// <summary>
    /// How many other weapons with numbers like its own no rule looked at: only the nearest are. As they are found now,
    /// whatever the point.
    /// </summary>
    public int NotCompared { get; init; }

    /// <summary>The report, or null when nothing was known of the weapon then.</summary>
    /// <param name="weapon">The weapon.</param>
    /// <param name="dossier">What it is replayed from.</param>
    /// <param name="asOf">The point on the two clocks.</param>
    /// <param name="now">The instant of asking: what is overdue is overdue by then, or by the point asked for.</param>
    public static CustodyReport? Of(WeaponId weapon, WeaponDossier dossier, AsOf asOf, Instant now)
    {
        var parameters = CustodyParameters.Default;
        var known = Known(dossier.Facts, asOf);
        var union = IdentityUnion.Of(weapon, known);
        var all = Timeline(dossier.About(union));
        var timeline = asOf.KnownBy is { } by ? all.KnownBy(by) : all;
        var chain = CustodyChain.Of(all, parameters, asOf);
        var seen = On(chain, timeline.Entries)
            .Where(it => asOf.HappenedBy is not { } happened || it.Happened.Earliest <= happened)
            .ToValueList();
        if (seen.Count == 0)
        {
            return null;
        }

        var counts = new MissedCounts([.. Known(dossier.Counts, asOf).Where(asOf.Includes)], union);
        var facts = dossier.About(union).Where(it => asOf.KnownBy is not { } until || it.At <= until).ToList();
        var around = dossier.Around?.At(asOf);
        var examined = new Examination(
            parameters, facts, timeline, chain, counts, Today(asOf, now), Known(dossier.Embargoes, asOf))
        {
            Around = around, Union = union, AsOf = asOf,
        };
        var findings = examined.Findings().ToValueList();

        // What a thing is and what is stamped on it does not change with the day asked for, only with what is known.
        var row = new WeaponCustody(weapon.Value, timeline);
        var current = asOf == AsOf.Now ? chain : CustodyChain.Of(all);
        var shown = seen.Select(it => it.Position).ToHashSet();
        return new CustodyReport(
            weapon,
            union.Where(it => it != weapon).ToValueList(),
            asOf,
            row.Description,
            row.Marks,
            chain,
            chain.Windows.Select(counts.Narrow).ToValueList(),
            findings,
            seen,
            facts.Where(it => it.Provenance.Grade is not null && shown.Contains(it.Position))
                .Select(it => new FactGrade(it.Position, it.Provenance.Grade!.Value)).ToValueList(),
            On(current, all.Entries).Count(it => !shown.Contains(it.Position)),
            CustodyHash.Of(chain, findings, examined.IdOf))
        {
            NotCompared = around?.NamesakesLeftOut ?? 0,
        };
    }

    /// <summary>
    /// What the rules ever found about the weapon and no longer do, with when it was first and last known: corrected
    /// away, explained by a later fact, or gone with a merge. In the order in which it was first known.
    /// </summary>
    /// <param name="weapon">The weapon.</param>
    /// <param name="dossier">What it is replayed from.</param>
    /// <param name="now">The instant of asking.</param>
    public static IReadOnlyList<FormerFinding> Former(WeaponId weapon, WeaponDossier dossier, Instant now) =>
        FormerFinding.Of(
            dossier.Facts.Concat(dossier.Counts).Select(it => it.At),
            at => Of(weapon, dossier, new AsOf(null, at), now)?.Findings ?? []);

    private static List<Recorded> Known(IEnumerable<Recorded> facts, AsOf asOf) =>
        [.. facts.Where(it => asOf.KnownBy is not { } by || it.At <= by)];

    private static CustodyTimeline Timeline(IEnumerable<Recorded> facts) =>
        facts.Aggregate(CustodyTimeline.Empty, (timeline, fact) => timeline.Add(fact));

    private static Instant Today(AsOf asOf, Instant now) =>
        Instant.Min(Instant.Min(asOf.HappenedBy ?? now, asOf.KnownBy ?? now), now);

    /// <summary>The entries without the stages of a shipment's way that the weapon was not on.</summary>
    private static IEnumerable<TimelineEntry> On(CustodyChain chain, ValueList<TimelineEntry> entries)
    {
        var grounds = chain.Segments.SelectMany(it => it.Grounds).ToHashSet();
        return entries.Where(it => !CustodySteps.IsPassage(it.Step) || grounds.Contains(it.Position));
    }
}

/// <summary>How far the source of a fact can be trusted.</summary>
/// <param name="Position">The fact.</param>
/// <param name="Grade">Reliability of the source, credibility of what it says.</param>
public sealed record FactGrade(long Position, SourceGrade Grade);

/// <summary>A finding that no longer stands.</summary>
/// <param name="Finding">What was found, as it stood last.</param>
/// <param name="First">When it was first known.</param>
/// <param name="Last">The last recording with which it was still known.</param>
/// <param name="Gone">The recording that took it away; null while it stands.</param>
public sealed record FormerFinding(Finding Finding, Instant First, Instant Last, Instant? Gone)
{
    /// <summary>What was found once and no longer is, in the order in which it was first known.</summary>
    /// <param name="recorded">When something was recorded, in any order.</param>
    /// <param name="foundAt">What was found as known at one of these instants.</param>
    internal static IReadOnlyList<FormerFinding> Of(
        IEnumerable<Instant> recorded, Func<Instant, ValueList<Finding>> foundAt)
    {
        var found = new Dictionary<string, FormerFinding>(StringComparer.Ordinal);
        foreach (var at in recorded.Distinct().Order())
        {
            foreach (var it in foundAt(at))
            {
                var first = found.TryGetValue(it.Key, out var before) ? before.First : at;
                found[it.Key] = new FormerFinding(it, first, at, null);
            }

            foreach (var gone in found.Values.Where(it => it.Last != at && it.Gone is null).ToList())
            {
                found[gone.Finding.Key] = gone with { Gone = at };
            }
        }

        return [.. found.Values.Where(it => it.Gone is not null).OrderBy(it => it.First).ThenBy(
            it => it.Finding.Key, StringComparer.Ordinal)];
    }
}
