using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Lots;

namespace TransferLedger.Inventories;

/// <summary>What a count says of one weapon.</summary>
public enum Sighting
{
    /// <summary>It was seen, and the ledger expected it there.</summary>
    SeenAsExpected,

    /// <summary>It was seen, and the ledger expected it elsewhere, or not at all.</summary>
    SeenUnexpected,

    /// <summary>The ledger expected it there, and all of the stock was counted without it.</summary>
    NotSeen,

    /// <summary>The ledger expected it there; only a sample was looked at, so nothing is known.</summary>
    NotInspected,
}

/// <summary>One weapon of a count.</summary>
/// <param name="Weapon">Its id.</param>
/// <param name="Serials">Its serials as read, each once.</param>
/// <param name="Sighting">What the count says of it.</param>
/// <param name="State">Where it stood before the count.</param>
/// <param name="Custodian">Who answered for it before the count; null when nobody was known to.</param>
/// <param name="Place">Where it was before the count; null when no fact says.</param>
public sealed record CountedWeapon(
    WeaponId Weapon,
    ValueList<string> Serials,
    Sighting Sighting,
    CustodyState State,
    Custodian? Custodian,
    Place? Place);

/// <summary>A count of the weapons at a site, held against what the ledger expected there. Pure.</summary>
/// <param name="Position">The count.</param>
/// <param name="Count">What it says.</param>
/// <param name="Weapons">The weapons seen or expected, by what is said of them, then by serial.</param>
/// <param name="Placeless">
/// How many weapons are in the custodian's stock and no fact says at which site; they are not expected anywhere.
/// </param>
/// <param name="Findings">What does not fit together.</param>
public sealed record InventoryReport(
    long Position,
    InventoryCounted Count,
    ImmutableArray<CountedWeapon> Weapons,
    int Placeless,
    ValueList<Contradiction> Findings)
{
    /// <summary>The subject of a count: <c>inventory/{site}/{date}</c>.</summary>
    /// <exception cref="FormatException">The site holds no letter or digit.</exception>
    public static Subject SubjectOf(Place site, Happened on) =>
        Subject.Of("inventory", site.Locode ?? site.Name, on.Text);

    /// <summary>The weapons whose histories a report needs, from the facts about the custodian.</summary>
    public static IReadOnlyList<Subject> WeaponsOf(IEnumerable<Recorded> facts) =>
        [.. facts.SelectMany(WeaponFacts.KeysOf).Distinct(StringComparer.Ordinal).Select(WeaponFacts.SubjectOf)];

    /// <summary>The report on the last count of an inventory, or null when none was known then.</summary>
    /// <param name="inventory">The subject of the count.</param>
    /// <param name="facts">
    /// The facts about the inventory, its custodian and every weapon of <see cref="WeaponsOf"/>, each once.
    /// </param>
    /// <param name="asOf">The point on the two clocks.</param>
    /// <param name="on">The day on which it is asked what is overdue.</param>
    /// <param name="parameters">The thresholds.</param>
    public static InventoryReport? Of(
        Subject inventory, IReadOnlyCollection<Recorded> facts, AsOf asOf, Instant on, LotParameters parameters)
    {
        var known = facts.Where(it => asOf.KnownBy is not { } by || it.At <= by).ToImmutableArray();
        var counts = StandingFacts.Of(known.Where(it => it.Fact is InventoryCounted or CorrectionEvent))
            .Where(it => asOf.HappenedBy is not { } by || it.Fact.Happened.Earliest <= by)
            .OrderBy(it => it.Fact.Happened, Happened.Chronological).ThenBy(it => it.Id).ToImmutableArray();
        if (counts.LastOrDefault(it => it.Home == inventory) is not { Fact: InventoryCounted count } entry)
        {
            return null;
        }

        var histories = known.SelectMany(it => WeaponFacts.KeysOf(it).Select(key => (Key: key, Fact: it)))
            .ToLookup(it => it.Key, it => it.Fact, StringComparer.Ordinal);
        var seen = count.Seen.Select(it => it.Value).ToHashSet(StringComparer.Ordinal);
        var weapons = ImmutableArray.CreateBuilder<CountedWeapon>();
        var placeless = 0;
        foreach (var key in histories.Select(it => it.Key).Union(seen, StringComparer.Ordinal))
        {
            var weapon = Before(key, histories[key], entry);
            var inStock = weapon.State is CustodyState.InStock or CustodyState.Held or CustodyState.EvidenceHeld
                && Likeness.Same(weapon.Custodian, count.Custodian);
            placeless += inStock && weapon.Place is null && !seen.Contains(key) ? 1 : 0;
            var expected = inStock && Likeness.Same(weapon.Place, count.Site);
            Sighting? sighting = (seen.Contains(key), expected) switch
            {
                (true, true) => Sighting.SeenAsExpected,
                (true, false) => Sighting.SeenUnexpected,
                (false, true) => CountReach.IsWhole(count) ? Sighting.NotSeen : Sighting.NotInspected,
                _ => null,
            };
            if (sighting is { } it)
            {
                weapons.Add(weapon with { Sighting = it });
            }
        }

        return new InventoryReport(
            entry.Position,
            count,
            [
                .. weapons.OrderBy(it => it.Sighting).ThenBy(it => it.Serials.ToString(), StringComparer.Ordinal)
                    .ThenBy(it => it.Weapon.Value, StringComparer.Ordinal),
            ],
            placeless,
            CountRules.Find(entry, counts, histories, on, parameters));
    }

    /// <summary>Where a weapon stood when the count began, by everything on record but that count.</summary>
    private static CountedWeapon Before(string key, IEnumerable<Recorded> history, Recorded count)
    {
        var timeline = history.Where(it => it.Position != count.Position)
            .Aggregate(CustodyTimeline.Empty, (before, fact) => before.Add(fact));
        var chain = CustodyChain.Of(
            timeline, CustodyParameters.Default, new AsOf(count.Fact.Happened.Earliest, null));
        return new CountedWeapon(
            WeaponId.Parse(key),
            new WeaponCustody(key, timeline).Marks.Where(it => it.Mark.Kind == MarkKind.Serial)
                .Select(it => it.Mark.Text).Distinct(StringComparer.Ordinal).ToValueList(),
            default,
            chain.State,
            chain.Custodian,
            chain.Place);
    }
}
