using System.Collections.Immutable;
using System.Globalization;

namespace TransferLedger.Cli.Quality.Search;

/// <summary>How many weapons each maker made.</summary>
internal enum MakerSpread
{
    /// <summary>All makers are about as large: the largest made one weapon of seventeen.</summary>
    Even,

    /// <summary>
    /// As among the guns that police of Wilmington, Delaware, had traced (samples/de-crime-gun-traces is a part of that
    /// list; the whole has 361 guns of 24 makers): of a hundred, 27, 19, 17, 11 and 5 by the five largest, and so on
    /// down; one of two hundred by each of the last fourteen.
    /// </summary>
    Traced,
}

/// <summary>An invented maker and the way it numbers its weapons.</summary>
/// <param name="Pattern">
/// <c>A</c> a Latin letter (no I, no O), <c>Я</c> a Cyrillic one, <c>9</c> a digit; anything else stands for itself.
/// The last place runs fastest.
/// </param>
/// <param name="Share">How many comings it has beside the others', where all makers are about as large.</param>
/// <param name="Used">The part of all its numbers that is used so far, from the lowest: the rest makes leading zeros.
/// </param>
/// <param name="Traced">The same in about a thousand, where few makers made most weapons.</param>
internal sealed record NumberedMaker(
    string Name,
    string Kind,
    string Model,
    string Calibre,
    string Pattern,
    int Share = 2,
    double Used = 1,
    int Traced = 5)
{
    private const string Latin = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const string Cyrillic = "АБВГДЕЖИКЛМНОПРСТУХ";
    private const string Digits = "0123456789";

    /// <summary>The makers; names are invented, the ways of numbering are those of real ones.</summary>
    public static ImmutableArray<NumberedMaker> All { get; } =
    [
        new("Alder Werke", "pistol", "A17", "9 mm", "AAA999", 3, Traced: 269),
        new("Alder Werke Sued", "pistol", "A19", "9 mm", "AAAA999", 3, Traced: 108),
        new("Birken", "pistol", "B92", "9 mm", "BER999999Z"),
        new("Cedro", "pistol", "Px", "9 mm", "PX99999A"),
        new("Dolina", "pistol", "75", "9 mm", "A999999", 3, Traced: 172),
        new("Elster", "pistol", "M8", "7.65 mm", "999999"),
        new("Falke", "rifle", "G3", "7.62 mm", "88-999999"),
        new("Gorki 1", "pistol", "PM", "9.2 mm", "ЯЯ 9999", 2, 0.6),
        new("Gorki 2", "rifle", "AKM", "7.62 mm", "ЯЯ999999", 2, 0.3),
        new("Gorki 3", "rifle", "AK", "5.45 mm", "999999Я"),
        new("Hai Feng", "rifle", "56", "7.62 mm", "56-99999999", 2, 0.2),
        new("Ilmen", "carbine", "SKS", "7.62 mm", "ЯЯ-9999", 1),
        new("Juniper Arms", "rifle", "M16", "5.56 mm", "9999999", 3, Traced: 188),
        new("Kestrel", "revolver", "10", ".38", "999A9999", Traced: 28),
        new("Larch and Sons", "revolver", "19", ".357", "99A99999", Traced: 25),
        new("Myrtle", "shotgun", "870", "12 gauge", "A999999A"),
        new("Nordhaus", "rifle", "FNC", "5.56 mm", "99999999", 2, 0.02),
        new("Olmo", "machine gun", "MAG", "7.62 mm", "2011-999999", 1, 0.2),
        new("Pinar", "rifle", "MPT", "7.62 mm", "T0624-99A999999", 1, 0.3),
        new("Quercus", "pistol", "P226", "9 mm", "U 999 999", Traced: 36),
        new("Rowan", "rifle", "L85", "5.56 mm", "UE99 A999999", 1),
        new("Spruce", "submachine gun", "S5", "9 mm", "A99999", Traced: 42),
        new("Thuja", "carbine", "M4", "5.56 mm", "W999999", 3, Traced: 47),
        new("Ulme", "pistol", "P1", "9 mm", "9999999", 2, 0.3, Traced: 19),
    ];

    /// <summary>How many comings it has beside the others'.</summary>
    public int ShareOf(MakerSpread spread) => spread == MakerSpread.Traced ? Traced : Share;

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
