using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using TransferLedger.Ledger;
using TransferLedger.Shipments;

namespace TransferLedger.Custody;

/// <summary>One weapon of a package, a shipment or a site at one point on the two clocks.</summary>
/// <param name="Weapon">Its id.</param>
/// <param name="Serials">Its serials as read, each once.</param>
/// <param name="Description">What it is.</param>
/// <param name="State">Where it stands in its life.</param>
/// <param name="Custodian">Who answers for it; null when nobody is known to.</param>
/// <param name="Place">Where it is; null when no fact says.</param>
/// <param name="Since">From when that is so.</param>
/// <param name="LastProof">The date of the last fact that shows the weapon itself; null when there is none.</param>
/// <param name="Contradictions">How many things in its chain do not fit together.</param>
/// <param name="Grounds">The facts its last stretch rests on.</param>
public sealed record HeldWeapon(
    WeaponId Weapon,
    ValueList<string> Serials,
    ItemDescription Description,
    CustodyState State,
    Custodian? Custodian,
    Place? Place,
    Happened? Since,
    Happened? LastProof,
    int Contradictions,
    ValueList<long> Grounds);

/// <summary>Something found about a shipment, or about a weapon or lot of a shipment, a package or a site.</summary>
/// <param name="About">What it is found about: the shipment, a weapon by its id as listed, a lot.</param>
/// <param name="Finding">The finding, with its key and what people decided on it.</param>
public sealed record GroupFinding(Subject About, Finding Finding);

/// <summary>
/// Who and what was in a package, with a shipment or at a site, for what had happened by one instant as known at
/// another. Pure: replayed from the facts, never read from a view that knows only today.
/// </summary>
/// <param name="AsOf">The point on the two clocks.</param>
/// <param name="Weapons">The weapons, by serial, then by id.</param>
/// <param name="Findings">What the rules find about the shipment; empty for a site.</param>
public sealed partial record GroupCustody(
    AsOf AsOf, ImmutableArray<HeldWeapon> Weapons, ImmutableArray<TransferFinding> Findings)
{
    /// <summary>The lots of ammunition at a site, by lot; empty for a shipment, which names its lots by text.</summary>
    public ImmutableArray<HeldLot> Lots { get; init; } = [];

    /// <summary>
    /// Positions of facts about lots at the site that speak of more rounds than any lot has, or about the shipment that
    /// speak of quantities no paper says: they are not counted, and have to be corrected or retracted.
    /// </summary>
    public ImmutableArray<long> Uncounted { get; init; } = [];

    /// <summary>
    /// What is found about the shipment, about each weapon by its own facts, and about each lot: by subject, then by
    /// key. What looks at other weapons, at today or at who recorded what is found when the weapon itself is asked for.
    /// </summary>
    public ImmutableArray<GroupFinding> Found { get; private init; } = [];

    /// <summary>
    /// SHA-256 over what is here and what was found, by the ids of the facts: the same for the same facts in whatever
    /// order they came. 64 hexadecimal digits.
    /// </summary>
    public string StateHash { get; private init; } = "";

    /// <summary>The weapons that some facts are about.</summary>
    public static IReadOnlyList<Subject> WeaponsOf(IEnumerable<Recorded> facts) =>
        [.. facts.SelectMany(WeaponFacts.KeysOf).Distinct(StringComparer.Ordinal).Select(WeaponFacts.SubjectOf)];

    /// <summary>What a custodian had at a site.</summary>
    /// <param name="custodian">Whose site it is.</param>
    /// <param name="site">The site.</param>
    /// <param name="facts">
    /// The facts about the custodian, and about every weapon and lot these name at the site (<see cref="NamedAt"/>).
    /// </param>
    /// <param name="asOf">The point on the two clocks.</param>
    public static GroupCustody OfSite(Custodian custodian, Place site, IEnumerable<Recorded> facts, AsOf asOf)
    {
        var known = Known(facts, asOf);
        var weapons = Held(known, WeaponsOf(known), [], asOf, it => Likeness.Same(it.Custodian, custodian)
            && Likeness.Same(it.Place, site) && it.State is CustodyState.InStock or CustodyState.Held
                or CustodyState.EvidenceHeld or CustodyState.Packed or CustodyState.Deactivated);
        var lots = LotsAt(custodian, site, known, asOf);
        var group = new GroupCustody(asOf, [.. weapons.Select(it => it.Held)], [])
        {
            Lots = [.. lots.Select(it => it.Held)],
            Uncounted = UncountedAt(site, known, asOf),
        };
        return Hashed(known, group,
        [
            .. weapons.SelectMany(it => it.Found.Select(what => (it.Held.Weapon.Subject, what))),
            .. lots.SelectMany(it => it.Found.Select(what => (it.Held.Lot, what))),
        ]);
    }

    /// <summary>What was packed for a shipment or left with it, or only what was in one of its packages.</summary>
    /// <param name="shipment">The shipment.</param>
    /// <param name="package">The package; null for all.</param>
    /// <param name="facts">
    /// The facts about the shipment, about every weapon these name, and about what it moved under.
    /// </param>
    /// <param name="asOf">The point on the two clocks.</param>
    /// <param name="today">The day asked for, for what is due.</param>
    /// <returns>Null when nothing was known of the shipment, or of the package, then.</returns>
    public static GroupCustody? OfShipment(
        Subject shipment, string? package, IEnumerable<Recorded> facts, AsOf asOf, Instant today)
    {
        var known = Known(facts, asOf);
        var standing = Surroundings.Standing(known, asOf).ToList();
        if (Shipment.All(standing).FirstOrDefault(it => it.Subject == shipment) is not { } all)
        {
            return null;
        }

        var packed = all.Packages.Select(it => it.Fact).Where(it => package is null
            || Subject.Normalise(it.Package) == Subject.Normalise(package)).ToList();
        if (package is not null && packed.Count == 0)
        {
            return null;
        }

        var weapons = packed.SelectMany(it => it.Weapons)
            .Concat(package is null ? all.Departures.SelectMany(it => it.Fact.Weapons) : []).Distinct().ToList();
        var found = new TransferRules(standing, today).Find().Where(it => it.Shipment == shipment);

        // The way of a shipment is told by facts that name no weapon.
        var way = Journey.With(new History([], long.MaxValue), known.Where(it => it.IsAbout(shipment))).Facts;
        var held = Held(known, weapons.Select(it => it.Subject), way, asOf, _ => true);
        var group = new GroupCustody(asOf, [.. held.Select(it => it.Held)],
        [
            .. found.Where(it => package is null || it.Weapons.Concat(it.Possible).Any(weapons.Contains))
                .OrderBy(it => it.What.Rule, StringComparer.Ordinal),
        ])
        {
            Uncounted =
            [
                .. UncountedQuantity.In(known.Where(it => it.Home == shipment || it.Fact is CorrectionEvent))
                    .Select(it => it.Position).Distinct(),
            ],
        };
        return Hashed(known, group,
        [
            .. group.Findings.Select(it => (it.Shipment, it.What)),
            .. held.SelectMany(it => it.Found.Select(what => (it.Held.Weapon.Subject, what))),
        ]);
    }

    private static GroupCustody Hashed(
        List<Recorded> known, GroupCustody group, IEnumerable<(Subject About, Contradiction What)> found)
    {
        var ids = known.DistinctBy(it => it.Position).ToDictionary(it => it.Position, it => it.Id);
        var decided = Finding.DecisionsIn(
            known.Where(it => it.Fact is CorrectionEvent || group.AsOf.Includes(it)));
        var text = new StringBuilder();
        foreach (var it in group.Weapons)
        {
            CustodyHash.Add(
                text, it.Weapon.Value, it.State.ToString(), it.Custodian?.Name ?? "", it.Place?.Name ?? "",
                it.Since?.Text ?? "", it.LastProof?.Text ?? "", Likeness.Number(it.Contradictions));
            CustodyHash.Add(text, CustodyHash.Ids(it.Grounds, position => ids.GetValueOrDefault(position)));
        }

        foreach (var it in group.Lots)
        {
            CustodyHash.Add(
                text, it.Lot.Key, it.Rounds.ToString(CultureInfo.InvariantCulture), it.Since.Text,
                it.LastCount?.Text ?? "", Likeness.Number(it.Contradictions));
            CustodyHash.Add(text, CustodyHash.Ids(it.Grounds, position => ids.GetValueOrDefault(position)));
        }

        foreach (var key in group.Findings
            .Select(it => Finding.KeyOf(it.What, position => ids.GetValueOrDefault(position)))
            .Order(StringComparer.Ordinal))
        {
            CustodyHash.Add(text, key);
        }

        return group with
        {
            Found =
            [
                .. found.Select(it => (it.About, it.What,
                        Key: Finding.KeyOf(it.What, position => ids.GetValueOrDefault(position))))
                    .Select(it => new GroupFinding(
                        it.About, new Finding(it.Key, it.What, decided.GetValueOrDefault(it.Key))))
                    .DistinctBy(it => (it.About, it.Finding.Key))
                    .OrderBy(it => it.About.Key, StringComparer.Ordinal)
                    .ThenBy(it => it.Finding.Key, StringComparer.Ordinal),
            ],
            StateHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))),
        };
    }

    private static List<Recorded> Known(IEnumerable<Recorded> facts, AsOf asOf) =>
        [.. facts.Where(it => asOf.KnownBy is not { } by || it.At <= by).OrderBy(it => it.Position)];

    private static ImmutableArray<(HeldWeapon Held, ValueList<Contradiction> Found)> Held(
        List<Recorded> known,
        IEnumerable<Subject> weapons,
        ImmutableArray<Recorded> way,
        AsOf asOf,
        Func<HeldWeapon, bool> which)
    {
        var histories = known.SelectMany(it => WeaponFacts.KeysOf(it).Select(key => (Key: key, Fact: it)))
            .ToLookup(it => it.Key, it => it.Fact, StringComparer.Ordinal);
        var done = new HashSet<WeaponId>();
        var held = new List<(HeldWeapon Held, ValueList<Contradiction> Found)>();
        foreach (var weapon in weapons.Select(it => WeaponId.Parse(it.Key)))
        {
            // Merged identities are one weapon, told once.
            var union = IdentityUnion.Of(weapon, histories[weapon.Value]);
            if (union.Any(done.Contains))
            {
                continue;
            }

            done.UnionWith(union);
            var facts = new WeaponDossier(union.SelectMany(it => histories[it.Value]).Concat(way)
                .DistinctBy(it => it.Position).OrderBy(it => it.Position)).About(union);
            if (Of(weapon, facts, asOf) is { } it && which(it.Held))
            {
                held.Add(it);
            }
        }

        return
        [
            .. held.OrderBy(it => it.Held.Serials.ToString(), StringComparer.Ordinal)
                .ThenBy(it => it.Held.Weapon.Value, StringComparer.Ordinal),
        ];
    }

    private static (HeldWeapon Held, ValueList<Contradiction> Found)? Of(
        WeaponId weapon, IEnumerable<Recorded> facts, AsOf asOf)
    {
        var timeline = facts.Aggregate(CustodyTimeline.Empty, (known, fact) => known.Add(fact));
        var chain = CustodyChain.Of(timeline, CustodyParameters.Default, asOf);
        var row = new WeaponCustody(weapon.Value, timeline);
        var last = chain.Segments is [.., var open] ? open : null;
        return chain.Segments.Count == 0 && chain.State == CustodyState.None
            ? null
            : (new HeldWeapon(
                weapon,
                row.Marks.Where(it => it.Mark.Kind == MarkKind.Serial).Select(it => it.Mark.Text)
                    .Distinct(StringComparer.Ordinal).ToValueList(),
                row.Description,
                chain.State,
                chain.Custodian,
                chain.Place,
                last?.From,
                chain.LastProof?.Happened,
                chain.Contradictions.Count,
                last?.Grounds ?? []), chain.Contradictions);
    }
}
