using System.Collections.Immutable;
using System.Globalization;

namespace TransferLedger.Cli.Quality.Search;

/// <summary>An invented maker and the way it numbers its weapons.</summary>
/// <param name="Pattern">
/// <c>A</c> a Latin letter (no I, no O), <c>Я</c> a Cyrillic one, <c>9</c> a digit; anything else stands for itself.
/// The last place runs fastest.
/// </param>
/// <param name="Share">How many runs it has beside the others'.</param>
/// <param name="Used">The part of all its numbers that is used so far, from the lowest: the rest makes leading zeros.
/// </param>
internal sealed record NumberedMaker(
    string Name, string Kind, string Model, string Calibre, string Pattern, int Share = 2, double Used = 1)
{
    private const string Latin = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const string Cyrillic = "АБВГДЕЖИКЛМНОПРСТУХ";
    private const string Digits = "0123456789";

    /// <summary>The makers; names are invented, the ways of numbering are those of real ones.</summary>
    public static ImmutableArray<NumberedMaker> All { get; } =
    [
        new("Alder Werke", "pistol", "A17", "9 mm", "AAA999", 3),
        new("Alder Werke Sued", "pistol", "A19", "9 mm", "AAAA999", 3),
        new("Birken", "pistol", "B92", "9 mm", "BER999999Z"),
        new("Cedro", "pistol", "Px", "9 mm", "PX99999A"),
        new("Dolina", "pistol", "75", "9 mm", "A999999", 3),
        new("Elster", "pistol", "M8", "7.65 mm", "999999"),
        new("Falke", "rifle", "G3", "7.62 mm", "88-999999"),
        new("Gorki 1", "pistol", "PM", "9.2 mm", "ЯЯ 9999", 2, 0.6),
        new("Gorki 2", "rifle", "AKM", "7.62 mm", "ЯЯ999999", 2, 0.3),
        new("Gorki 3", "rifle", "AK", "5.45 mm", "999999Я"),
        new("Hai Feng", "rifle", "56", "7.62 mm", "56-99999999", 2, 0.2),
        new("Ilmen", "carbine", "SKS", "7.62 mm", "ЯЯ-9999", 1),
        new("Juniper Arms", "rifle", "M16", "5.56 mm", "9999999", 3),
        new("Kestrel", "revolver", "10", ".38", "999A9999"),
        new("Larch and Sons", "revolver", "19", ".357", "99A99999"),
        new("Myrtle", "shotgun", "870", "12 gauge", "A999999A"),
        new("Nordhaus", "rifle", "FNC", "5.56 mm", "99999999", 2, 0.02),
        new("Olmo", "machine gun", "MAG", "7.62 mm", "2011-999999", 1, 0.2),
        new("Pinar", "rifle", "MPT", "7.62 mm", "T0624-99A999999", 1, 0.3),
        new("Quercus", "pistol", "P226", "9 mm", "U 999 999"),
        new("Rowan", "rifle", "L85", "5.56 mm", "UE99 A999999", 1),
        new("Spruce", "submachine gun", "S5", "9 mm", "A99999"),
        new("Thuja", "carbine", "M4", "5.56 mm", "W999999", 3),
        new("Ulme", "pistol", "P1", "9 mm", "9999999", 2, 0.3),
    ];

    /// <summary>How many numbers it may give.</summary>
    public long Numbers => (long)(Pattern.Aggregate(1L, (all, place) => all * Signs(place).Length) * Used);

    /// <summary>The number given as the one that follows so many others, as it stands on the weapon.</summary>
    public string Write(long number)
    {
        var made = Pattern.ToCharArray();
        for (var place = made.Length - 1; place >= 0; place--)
        {
            var signs = Signs(made[place]);
            made[place] = signs[(int)(number % signs.Length)];
            number /= signs.Length;
        }

        return new string(made);
    }

    /// <summary>For people: the pattern and what is used of it.</summary>
    public string Describe() => string.Create(CultureInfo.InvariantCulture, $"{Name} {Pattern} {Used:0%}");

    private static string Signs(char place) => place switch
    {
        'A' => Latin,
        'Я' => Cyrillic,
        '9' => Digits,
        _ => place.ToString(),
    };
}
