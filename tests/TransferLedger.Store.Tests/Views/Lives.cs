using System.Collections.Immutable;
using System.Globalization;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Shipments;
using TransferLedger.Store.Tests.Contract;

namespace TransferLedger.Store.Tests.Views;

/// <summary>Lives of weapons as reports tell them: late, out of order, shared between weapons, corrected.</summary>
internal static class Lives
{
    /// <summary>Requests about some weapons, in an order that the seed decides.</summary>
    public static ImmutableArray<AppendRequest> Of(int weapons, int seed)
    {
        var facts = Enumerable.Range(0, weapons).SelectMany(Life).Append(Package(weapons)).ToArray();
        new Random(seed).Shuffle(facts);
        return [.. facts.Select(it => Requests.Ask(it))];
    }

    /// <summary>The number of the mark of a weapon.</summary>
    public static string Serial(int weapon) => string.Create(CultureInfo.InvariantCulture, $"AB{weapon:00000}");

    /// <summary>A correction and a retraction of facts that stand in the log.</summary>
    public static IEnumerable<AppendRequest> Amendments(IReadOnlyList<Recorded> log)
    {
        var seizure = log.First(it => it.Fact is SeizureRecorded);
        var sale = log.Last(it => it.Fact is CustodyTransferred);
        yield return Requests.Ask(
            new NewFact(
                seizure.Home,
                new RecordCorrected(
                    Happened.Parse("2025-01-01"),
                    seizure.Position,
                    [.. seizure.Subjects()],
                    "happened",
                    seizure.Fact.Happened.Text,
                    "2021-12-31",
                    "typing error",
                    "supervisor"
                )
            )
        );
        yield return Requests.Ask(
            new NewFact(
                sale.Home,
                new RecordRetracted(
                    Happened.Parse("2025-01-02"),
                    sale.Position,
                    [.. sale.Subjects()],
                    "another weapon",
                    "supervisor"
                )
            )
        );
    }

    /// <summary>The first, second or third fact of a weapon's life, counted from zero.</summary>
    public static NewFact Step(int weapon, int number) => Life(weapon).ElementAt(number);

    private static IEnumerable<NewFact> Life(int weapon)
    {
        var subject = Requests.Weapon(weapon);
        var (maker, dealer) = (new Custodian($"Maker {weapon % 3}", "CZ"), new Custodian($"Dealer {weapon % 7}", "US"));
        var year = (2010 + (weapon % 10)).ToString(CultureInfo.InvariantCulture);
        yield return new(
            subject,
            new ItemManufactured(
                Happened.Parse(year),
                maker,
                new ItemDescription("pistol", maker.Name, "CZ", "P-10", "9 mm", 2010 + (weapon % 10)),
                [new Mark(MarkKind.Serial, Serial(weapon))]
            )
        );
        yield return new(subject, new StockEntered(Happened.Parse($"{year}-02"), maker, new Place("Plant", "CZ")));
        yield return new(
            subject,
            new CustodyTransferred(Happened.Parse($"{year}-06-01"), maker, dealer, new Place("Newark, DE", "US"))
        );
        if (weapon % 2 == 0)
        {
            yield return new(
                subject,
                new SeizureRecorded(
                    Happened.Parse("2022-05~"),
                    new Custodian("Police", "US"),
                    new Place("Wilmington, DE", "US"),
                    "C-1"
                )
            );
        }
    }

    private static NewFact Package(int weapons) =>
        new(
            Subject.Of("shipment", "cz", "S-1"),
            new ShipmentPacked(
                Happened.Parse("2020-01-05"),
                new Custodian("Maker 0", "CZ"),
                new Custodian("Dealer 0", "US"),
                "P-1",
                [.. Enumerable.Range(0, weapons).Where(it => it % 5 == 0).Select(Requests.WeaponIdOf)],
                ["SEAL-1"]
            )
        );
}
