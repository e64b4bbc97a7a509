using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>
/// Everything a person asks about one weapon at one point on the two clocks. Pure: made from its facts alone.
/// </summary>
/// <param name="Weapon">The weapon's id.</param>
/// <param name="AsOf">The point on the two clocks.</param>
/// <param name="Description">What it is, as far as the facts say.</param>
/// <param name="Marks">Its marks as read.</param>
/// <param name="Chain">Who answered for it when, what is unknown, what contradicts.</param>
/// <param name="Facts">The facts themselves, in the order in which they happened; retracted ones are left out.</param>
/// <param name="Later">How many facts about it are on record that this point does not see.</param>
public sealed record CustodyReport(
    WeaponId Weapon,
    AsOf AsOf,
    ItemDescription Description,
    ValueList<MarkReading> Marks,
    CustodyChain Chain,
    ValueList<TimelineEntry> Facts,
    int Later)
{
    /// <summary>The report, or null when nothing was known of the weapon then.</summary>
    /// <param name="weapon">The weapon.</param>
    /// <param name="history">All facts about it; with <see cref="Journey"/> also the way of its shipments.</param>
    /// <param name="asOf">The point on the two clocks.</param>
    public static CustodyReport? Of(WeaponId weapon, History history, AsOf asOf)
    {
        var all = history.Facts.Aggregate(CustodyTimeline.Empty, (timeline, fact) => timeline.Add(fact));
        var known = asOf.KnownBy is { } by ? all.KnownBy(by) : all;
        var chain = CustodyChain.Of(all, CustodyParameters.Default, asOf);
        var seen = On(chain, known.Entries)
            .Where(it => asOf.HappenedBy is not { } happened || it.Happened.Earliest <= happened)
            .ToValueList();
        if (seen.Count == 0)
        {
            return null;
        }

        // What a thing is and what is stamped on it does not change with the day asked for, only with what is known.
        var row = new WeaponCustody(weapon.Value, known);
        var now = asOf == AsOf.Now ? chain : CustodyChain.Of(all);
        var shown = seen.Select(it => it.Position).ToHashSet();
        return new CustodyReport(
            weapon, asOf, row.Description, row.Marks, chain, seen,
            On(now, all.Entries).Count(it => !shown.Contains(it.Position)));
    }

    /// <summary>The entries without the stages of a shipment's way that the weapon was not on.</summary>
    private static IEnumerable<TimelineEntry> On(CustodyChain chain, ValueList<TimelineEntry> entries)
    {
        var grounds = chain.Segments.SelectMany(it => it.Grounds).ToHashSet();
        return entries.Where(it => !CustodySteps.IsPassage(it.Step) || grounds.Contains(it.Position));
    }
}
