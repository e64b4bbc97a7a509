using System.Globalization;
using NodaTime;
using TransferLedger.Authorizations;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Shipments;

namespace TransferLedger.Cli.Quality.Custody;

/// <summary>A fact of an invented store, with when it was recorded.</summary>
/// <param name="At">When it was recorded: the morning after, one after the other.</param>
/// <param name="New">The fact.</param>
internal sealed record ToldFact(Instant At, NewFact New);

/// <summary>
/// An invented police armoury whose pistols are issued and given back every other day for years, counted together every
/// month, repaired, and of which one in four is once seized from somebody who should not have had it. They were
/// imported together, under an authorization. The site is inspected and its users are trained every year.
/// </summary>
/// <param name="number">Which one, from 0.</param>
/// <param name="weapons">How many pistols it has.</param>
/// <param name="facts">How many facts there are about each.</param>
internal sealed class BusyStore(int number, int weapons, int facts)
{
    /// <summary>As many as one armoury has.</summary>
    public const int MostWeapons = 20;

    /// <summary>Fewer facts make no such life.</summary>
    public const int FewestFacts = 40;

    private const int BeginningOfEach = 8, TurnsPerCount = 15, TurnsPerRepair = 60, TurnsPerYear = 182, Posts = 12;

    private static readonly LocalDate First = new(2012, 1, 9);

    private readonly Custodian _maker = new("Alpenwerk", "CH", "mk-alpenwerk");
    private readonly Custodian _unit = new(Named("Police district", number), "AT", Named("pd", number));
    private readonly Place _site = new(Named("Armoury", number), "AT");
    private readonly Subject _shipment = Subject.Of("shipment", "CH", Named("BUSY", number));
    private readonly Subject _authorization = Subject.Of("authorization", "CH", Named("BUSY", number));
    private readonly Subject _certificate = Subject.Of("certificate", "AT", Named("BUSY", number));

    /// <summary>The pistols.</summary>
    public IReadOnlyList<WeaponId> Weapons { get; } =
        [.. Enumerable.Range(0, weapons).Select(at => WeaponId.Issue("busy", Serial(number, at)))];

    /// <summary>The number on one of the pistols.</summary>
    public string Serial(int weapon) => Serial(number, weapon);

    /// <summary>All facts but corrections, in the order in which they were recorded.</summary>
    public IEnumerable<ToldFact> Tell()
    {
        var left = Enumerable.Repeat(facts - BeginningOfEach, weapons).ToArray();
        foreach (var told in Beginning())
        {
            yield return told;
        }

        for (var turn = 0; left.Any(it => it > 0); turn++)
        {
            foreach (var told in Turn(turn, left))
            {
                yield return told;
            }
        }
    }

    private IEnumerable<ToldFact> Beginning()
    {
        var (made, left) = (First, First.PlusDays(11));
        for (var at = 0; at < weapons; at++)
        {
            // One in five is worn: what its number may also be is looked for among all weapons.
            var legibility = at % 5 == 3 ? Legibility.Partly : Legibility.Clear;
            yield return Of(at, made, new ItemManufactured(
                Happened.On(made), _maker, new ItemDescription("pistol", _maker.Name, "CH", "A7", "9 mm", 2012),
                [new Mark(MarkKind.Serial, Serial(number, at), legibility, "frame, left side", "laser")]));
        }

        var under = new TransferBasis(_authorization, _certificate, _unit.Party);
        var numbers = Enumerable.Range(0, weapons).Select(at => Serial(at)).ToValueList();
        LineContents[] all = [new(1, weapons, numbers, Weapons.ToValueList())];
        yield return new(Morning(made), new(_authorization, new AuthorizationGranted(
            Happened.On(made), "CH", Named("BUSY", number), _certificate, _maker.Name, [new LineQuantity(1, weapons)],
            "officer", "chief", "", Happened.On(made.PlusYears(1)))));
        yield return Shipped(left.PlusDays(-1), new ShipmentPacked(
            Happened.On(left.PlusDays(-1)), _maker, _unit, "PK-1", [], ["S-1"], [.. all], under));
        yield return Shipped(left, new ShipmentDeparted(
            Happened.On(left), _maker, _unit, default, default, new Place("Basel", "CH"), null, [.. all], under));
        yield return Shipped(left.PlusDays(3), new ShipmentArrived(
            Happened.On(left.PlusDays(3)), new Place("Vienna", "AT"), Weapons.ToValueList(), ["S-1"], under));
        yield return Shipped(left.PlusDays(4), new DeliveryConfirmed(
            Happened.On(left.PlusDays(4)), _unit, _site, default, default, [.. all], under));
        for (var at = 0; at < weapons; at++)
        {
            yield return Of(at, left.PlusDays(4), new ImportRecorded(Happened.On(left.PlusDays(4)), "AT", _unit));
            yield return Of(at, left.PlusDays(5), new StockEntered(Happened.On(left.PlusDays(5)), _unit, _site));
            yield return Of(at, left.PlusDays(6), new MarkingRecorded(
                Happened.On(left.PlusDays(6)), new Mark(MarkKind.Import, "AT 12", Legibility.Clear, "slide"), _unit));
        }
    }

    private IEnumerable<ToldFact> Turn(int turn, int[] left)
    {
        var day = First.PlusDays(20 + (2 * turn));
        if (turn % TurnsPerYear == 0)
        {
            foreach (var told in Yearly(day))
            {
                yield return told;
            }
        }

        if (turn % TurnsPerCount == TurnsPerCount - 1)
        {
            for (var at = 0; at < weapons; at++)
            {
                left[at]--;
            }

            yield return new(Morning(day), new(
                Subject.Of("inventory", _site.Name, Happened.On(day).Text), new InventoryCounted(
                    At(day, 5), _unit, _site, weapons, weapons, Weapons.ToValueList(),
                    [Post(turn), Post(turn + 1)], Storekeeper: "post 0")));
        }

        for (var at = 0; at < weapons; at++)
        {
            foreach (var fact in OfWeapon(at, turn, day).Take(Math.Max(left[at], 0)).ToList())
            {
                left[at]--;
                yield return Of(at, day, fact);
            }
        }
    }

    private IEnumerable<LedgerEvent> OfWeapon(int at, int turn, LocalDate day)
    {
        if (at % 4 == 2 && turn == 50)
        {
            var police = new Custodian("Police of the capital", "HU");
            return
            [
                new SeizureRecorded(At(day, 6), police, new Place("Market", "HU"), "case 5", "criminal code"),
                new RecoveredToOwner(At(day.PlusDays(1), 6), police, _unit, "decision 7"),
            ];
        }

        if (turn % TurnsPerRepair == TurnsPerRepair - 1)
        {
            return [new ComponentInstalled(At(day, 6), "firing pin", _unit)];
        }

        var post = Post(turn + at);
        return
        [
            new IssuedToUser(At(day, 6), _unit, post, "patrol", At(day, 20)),
            new ReturnedFromUser(At(day, 18), _unit, post, "good"),
        ];
    }

    private IEnumerable<ToldFact> Yearly(LocalDate day)
    {
        yield return new(Morning(day), new(StoreInspected.SubjectOf(_unit, _site), new StoreInspected(
            Happened.On(day), _unit, _site, "list 3", ["inspector 1"], true, default, Happened.On(day.PlusDays(400)),
            weapons, "post 0")));
        for (var post = 0; post < Posts; post++)
        {
            yield return new(Morning(day), new(TrainingRecorded.SubjectOf(_unit, Post(post)), new TrainingRecorded(
                Happened.On(day), _unit, Post(post), Named("TR", post), Happened.On(day.PlusDays(400)))));
        }
    }

    private ToldFact Of(int weapon, LocalDate day, LedgerEvent fact) =>
        new(Morning(day) + Duration.FromMinutes(weapon + 1), new(Weapons[weapon].Subject, fact));

    private ToldFact Shipped(LocalDate day, LedgerEvent fact) => new(Morning(day), new(_shipment, fact));

    /// <summary>A second apart from that of any other store; those of its pistols are minutes apart.</summary>
    private Instant Morning(LocalDate day) =>
        day.PlusDays(1).At(new LocalTime(9, 0)).InUtc().ToInstant() + Duration.FromMilliseconds(1_100L * number);

    private static Happened At(LocalDate day, int hour) =>
        Happened.At(day.At(new LocalTime(hour, 0)).InUtc().ToInstant());

    private static string Post(int number) => Named("post", number % Posts);

    /// <summary>Among the numbers of the rest of the ledger, and none of them.</summary>
    private static string Serial(int store, int weapon) =>
        string.Create(CultureInfo.InvariantCulture, $"KB0{store:D4}X{weapon:D2}");

    private static string Named(string what, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} {number + 1}");
}
