using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Bench;

/// <summary>
/// Some facts of some neighbouring weapons, written by one request: the facts numbered <paramref name="FirstFact"/>
/// and following of each, weapon by weapon.
/// </summary>
/// <param name="FirstWeapon">The first weapon, from zero.</param>
/// <param name="Weapons">How many weapons.</param>
/// <param name="FirstFact">The first fact of each, from zero; fact zero registers the weapon.</param>
/// <param name="FactsEach">How many facts of each.</param>
internal readonly record struct Slice(long FirstWeapon, int Weapons, int FirstFact, int FactsEach)
{
    /// <summary>How many facts in all.</summary>
    public int Facts => Weapons * FactsEach;

    /// <summary>The id of the request, the same for the same slice.</summary>
    public CommandId Id => new(new Guid(
        [
            .. BitConverter.GetBytes(FirstWeapon), .. BitConverter.GetBytes(Weapons),
            (byte)FirstFact, (byte)FactsEach, 1, 1,
        ]));
}

/// <summary>
/// Made-up facts that look like a register's: five for each weapon, about 400 bytes of JSON, two to three subjects.
/// Every fact follows from its weapon's number and its own, so that both sides of a measurement get the same ones and
/// nothing has to be kept.
/// </summary>
internal static class BenchFacts
{
    /// <summary>How many facts each weapon has when its story is told.</summary>
    public const int PerWeapon = 5;

    private static readonly Custodian[] Parties = MakeParties(2_000);

    private static readonly Place[] Places =
    [
        new("Central depot, hall 4, bay 17", "CH", "CHBRN"), new("Port of Rotterdam, terminal 3", "NL", "NLRTM"),
        new("Northern district police station", "AT", "ATVIE"), new("Brigade armoury, building 12", "PL", "PLWAW"),
        new("Border crossing, customs shed 2", "RO", "ROBUH"), new("Training area, ammunition point 7", "DE", "DEHAM"),
    ];

    private static readonly string[] Kinds = ["pistol", "assault rifle", "revolver", "light machine gun", "carbine"];

    private static readonly string[] Calibres = ["9 mm Parabellum", "5.56 x 45 mm NATO", "7.62 x 39 mm", ".38 Special"];

    private static readonly Step[][] Stories =
    [
        [Step.Registered, Step.Marked, Step.Sold, Step.Stocked, Step.Sold],
        [Step.Registered, Step.Sold, Step.Sold, Step.Lost, Step.Seized],
        [Step.Registered, Step.Stocked, Step.Issued, Step.Returned, Step.Sold],
        [Step.Registered, Step.Sold, Step.Marked, Step.Issued, Step.Lost],
    ];

    /// <summary>Who records all of them.</summary>
    public const string Actor = "registry-clerk-07";

    /// <summary>Who says so: every request rests on a row of its own, as in an import.</summary>
    public static Provenance ProvenanceOf(Slice slice) => new(
        Actor,
        "National firearms registry",
        new SourceReference(
            SourceKind.DataSet,
            string.Create(CultureInfo.InvariantCulture, $"register-2026-01.csv, line {slice.FirstWeapon + 2}")));

    /// <summary>The weapon with a number.</summary>
    public static WeaponId Weapon(long number) =>
        WeaponId.Issue("bench", number.ToString(CultureInfo.InvariantCulture));

    /// <summary>The facts of a slice, in the order in which they are recorded.</summary>
    public static ImmutableArray<NewFact> Of(Slice slice)
    {
        var facts = ImmutableArray.CreateBuilder<NewFact>(slice.Facts);
        for (var at = 0; at < slice.Weapons; at++)
        {
            var home = Weapon(slice.FirstWeapon + at).Subject;
            for (var fact = slice.FirstFact; fact < slice.FirstFact + slice.FactsEach; fact++)
            {
                facts.Add(new NewFact(home, Make(slice.FirstWeapon + at, fact)));
            }
        }

        return facts.MoveToImmutable();
    }

    /// <summary>
    /// The fact of a weapon's story with a number. Four stories; in one of eight weapons those who hand it over are not
    /// those who had it.
    /// </summary>
    private static LedgerEvent Make(long weapon, int fact)
    {
        var dice = new Dice(((ulong)weapon * 31) + (ulong)fact);
        var on = Happened.On(new LocalDate(1996, 1, 1).PlusDays((fact * 1_800) + dice.Below(1_800)));
        var steps = Stories[weapon % Stories.Length];
        var holders = steps.AsSpan(0, fact).Count(Step.Sold) + steps.AsSpan(0, fact).Count(Step.Seized);
        var (holder, place) = (Holder(weapon, holders), dice.Of(Places));
        return steps[fact] switch
        {
            Step.Registered => Registered(weapon, on, holder, place, ref dice),
            Step.Stocked => new StockEntered(on, holder, place,
                "good, bore clean, two magazines, sling and cleaning kit complete",
                Paper("goods received note", ref dice) + ", counted and signed by the storekeeper and the armourer"),
            Step.Issued => new IssuedToUser(on, holder, Paper("post", ref dice), "guard duty, personal issue under "
                + "standing order 12, " + Paper("signed card", ref dice) + ", storage checked by the unit's armourer"),
            Step.Returned => new ReturnedFromUser(on, holder, Paper("post", ref dice)),
            Step.Lost => new LossReported(on, holder, "missing at the weekly count; rack found closed, seal intact, key "
                + "register complete; last signed for on the previous day, " + Paper("report", ref dice), place),
            Step.Seized => new SeizureRecorded(on, Holder(weapon, holders + 1), place, Paper("case", ref dice),
                "criminal procedure code, article 263, " + Paper("warrant", ref dice), dice.Below(9),
                "private sale, no permit shown by buyer or seller"),
            Step.Marked => new MarkingRecorded(on, new Mark(MarkKind.Import, Paper("CH 26", ref dice), Legibility.Clear,
                "receiver, right side, behind the magazine well", "laser, 0.08 mm deep", Digest(ref dice)), holder),
            _ => new CustodyTransferred(
                on, weapon % 8 == 5 ? dice.Of(Parties) : holder, Holder(weapon, holders + 1), place, on,
                Paper("deed of sale", ref dice) + ", registered with the competent authority, fee paid"),
        };
    }

    private static Custodian Holder(long weapon, int number)
    {
        var dice = new Dice(((ulong)weapon * 37) + (ulong)number + 1_000_003);
        return dice.Of(Parties);
    }

    private static ItemRegistered Registered(
        long weapon, Happened on, Custodian custodian, Place place, ref Dice dice) =>
        new(on,
            new ItemDescription(
                dice.Of(Kinds), dice.Of(Parties).Name, "BE", Paper("M", ref dice), dice.Of(Calibres), 1990),
            [new Mark(MarkKind.Serial, string.Create(CultureInfo.InvariantCulture, $"KB{weapon:D8}"), Legibility.Clear,
                "receiver, left side", "stamp")],
            custodian, place, "first entry in the national register");

    private static string Paper(string kind, ref Dice dice) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind} {2000 + dice.Below(26)}-{dice.Below(1_000_000):D6}");

    private static string Digest(ref Dice dice) => string.Create(
        CultureInfo.InvariantCulture, $"{dice.Next():x16}{dice.Next():x16}{dice.Next():x16}{dice.Next():x16}");

    private static Custodian[] MakeParties(int count)
    {
        string[] towns = ["Arnsfeld", "Bergamo Nord", "Chestnut Hill", "Dobrich", "Esbjerg", "Fehmarn", "Gdynia"];
        string[] trades = ["Arms & Optics Ltd", "Police Armoury", "Sporting Goods AG", "Infantry Regiment", "Hunting Club"];
        var made = new Custodian[count];
        for (var at = 0; at < count; at++)
        {
            var name = $"{towns[at % towns.Length]} {trades[at % trades.Length]} No. {at + 1}";
            made[at] = new Custodian(name, at % 3 == 0 ? "DE" : "AT", $"reg-{at + 1:D5}");
        }

        return made;
    }

    private enum Step
    {
        Registered,
        Stocked,
        Issued,
        Returned,
        Lost,
        Seized,
        Marked,
        Sold,
    }

    /// <summary>Numbers that look random and follow from a seed (SplitMix64).</summary>
    private struct Dice(ulong seed)
    {
        private ulong _state = seed;

        public ulong Next()
        {
            unchecked
            {
                _state += 0x9E3779B97F4A7C15;
                var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
                mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
                return mixed ^ (mixed >> 31);
            }
        }

        public int Below(int limit) => (int)(Next() % (ulong)limit);

        public T Of<T>(T[] all) => all[Below(all.Length)];
    }
}
