using System.Collections.Immutable;
using TransferLedger.Certificates;

namespace TransferLedger.Cli.Generate;

/// <summary>An end user that orders now and then: always the same name, address and models.</summary>
/// <param name="Country">Its place in <see cref="Generate.Country.Importers"/>.</param>
/// <param name="User">As its certificates name it.</param>
/// <param name="Arms">The models it has.</param>
/// <param name="Supplier">The place of the firm it mostly orders from.</param>
/// <param name="Share">What part of the largest orders its orders reach at most, from 0 to 1.</param>
/// <param name="Strength">How many members it has, and says it has; null for what has none.</param>
/// <param name="IsStrengthOnRecord">Is that on record before anybody asks?</param>
internal sealed record Buyer(
    int Country,
    EndUser User,
    ImmutableArray<Goods> Arms,
    int Supplier,
    double Share,
    long? Strength,
    bool IsStrengthOnRecord)
{
    private const int FewestMembers = 40;

    private static readonly string[] Positions =
        ["Head of Supply", "Commander", "Quartermaster", "Director of Procurement", "Chief of Logistics"];

    /// <summary>Which of its country's authorities issues for it.</summary>
    public int Authority => User.Kind == EndUserKind.ArmedForces ? 0 : 1;

    /// <summary>Is it a body of its state?</summary>
    public bool IsState => IsOfState(User.Kind);

    private static bool IsOfState(EndUserKind? kind) =>
        kind is EndUserKind.ArmedForces or EndUserKind.LawEnforcement or EndUserKind.Government;

    public static Buyer Make(long seed, long index, Names names)
    {
        var dice = Dice.For(seed, "buyer", index);
        var country = dice.Number(0, Generate.Country.Importers.Length - 1);
        var state = Generate.Country.Importers[country];
        var kind = dice.Number(1, 100) switch
        {
            <= 48 => EndUserKind.ArmedForces,
            <= 82 => EndUserKind.LawEnforcement,
            <= 90 => EndUserKind.Government,
            <= 94 => EndUserKind.SecurityCompany,
            <= 97 => EndUserKind.Manufacturer,
            98 => EndUserKind.Museum,
            99 => EndUserKind.Individual,
            _ => EndUserKind.Reseller,
        };
        var town = names.Town(state, dice);
        var latin = state.InLatin(town);
        var number = dice.Number(1, 60);
        var (before, after) = Unit(kind, number, state, dice, names);
        var party = new PartyOnPaper(
            before + latin + after,
            names.Street(state, dice),
            $"{names.PostalCode(state, dice)} {latin}",
            state.Code,
            Original(kind, number, town, state));
        var choices = kind == EndUserKind.ArmedForces ? Goods.ForAll.AddRange(Goods.ForSoldiers) : Goods.ForAll;
        var arms = dice.Randomizer.Shuffle(choices).Take(dice.Number(2, 5)).ToImmutableArray();
        var supplier = dice.Number(0, int.MaxValue);
        var share = kind switch
        {
            EndUserKind.ArmedForces or EndUserKind.LawEnforcement => 0.15 + (0.85 * dice.Randomizer.Double()),
            EndUserKind.Individual or EndUserKind.Museum => 0.002,
            _ => 0.05,
        };
        return new Buyer(
            country,
            new EndUser(
                party,
                kind,
                dice.Of(Positions),
                kind == EndUserKind.Reseller ? [$"Licensed dealers of {state.Name}"] : [],
                kind == EndUserKind.Reseller ? true : null),
            arms,
            supplier,
            share,
            Members(kind, arms, share, dice),
            dice.Chance(0.6) && IsOfState(kind));
    }

    /// <summary>
    /// Around the largest order of small arms such a one places: how orders and strength go together in life is not
    /// known.
    /// </summary>
    private static long? Members(EndUserKind kind, ImmutableArray<Goods> arms, double share, Dice dice)
    {
        var largest = arms.Where(it => it.IsForMembers).Select(it => it.Most * share).DefaultIfEmpty().Max();
        var members = Math.Max(FewestMembers, (long)(largest * (0.5 + dice.Randomizer.Double())));
        return IsOfState(kind) || kind == EndUserKind.SecurityCompany ? members : null;
    }

    /// <summary>What stands before and after the town in the name.</summary>
    private static (string Before, string After) Unit(
        EndUserKind kind, int number, Country state, Dice dice, Names names)
    {
        FormattableString name = (kind, state.Language) switch
        {
            (EndUserKind.ArmedForces, "es") => $"Regimiento de Infantería N.º {number}, |",
            (EndUserKind.ArmedForces, "fr") => $"{number}e Régiment d'infanterie, |",
            (EndUserKind.ArmedForces, _) => dice.Of<FormattableString>(
            [
                $"{number}. Infantry Battalion, |", $"Logistics Brigade {number}, |", $"Air Base {number} |",
                $"Engineer Regiment {number}, |", $"Naval Squadron {number}, |",
            ]),
            (EndUserKind.LawEnforcement, "es") => $"Policía Nacional, Comisaría {number} de |",
            (EndUserKind.LawEnforcement, "fr") => $"Gendarmerie nationale, {number}e légion, |",
            (EndUserKind.LawEnforcement, _) => dice.Of<FormattableString>(
            [
                $"National Police, | District, Post {number}", $"Border Guard, Sector {number} |",
                $"Coast Guard Station |, Flotilla {number}",
            ]),
            (EndUserKind.Government, _) => $"Wildlife Service, Ranger Station {number} |",
            (EndUserKind.Museum, _) => $"Military Museum {number}, |",
            (EndUserKind.Individual, _) => $"{names.Person(state, dice)}, |",
            _ => $"{names.Firm(state, dice)}, |",
        };
        var parts = FormattableString.Invariant(name).Split('|');
        return (parts[0], parts[1]);
    }

    /// <summary>The name in the script of its country, where that is not Latin.</summary>
    private static string? Original(EndUserKind kind, int number, string town, Country state)
    {
        FormattableString? name = (state.Code, kind) switch
        {
            ("UA", EndUserKind.ArmedForces) => $"Військова частина {number}, {town}",
            ("UA", EndUserKind.LawEnforcement) => $"Національна поліція, відділ {number}, {town}",
            ("UA", _) => $"{town}, № {number}",
            ("GE", EndUserKind.ArmedForces) => $"სამხედრო ნაწილი {number}, {town}",
            ("GE", EndUserKind.LawEnforcement) => $"პოლიციის განყოფილება {number}, {town}",
            ("GE", _) => $"{town}, № {number}",
            _ => null,
        };
        return name is null ? null : FormattableString.Invariant(name);
    }
}
