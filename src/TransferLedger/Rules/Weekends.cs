using System.Collections.Immutable;
using NodaTime;

namespace TransferLedger.Rules;

/// <summary>
/// On which days public offices of a country rest. General knowledge, not looked up in an instrument: it says only
/// that a date deserves a second look. A country that is not named rests on Saturday and Sunday.
/// </summary>
public static class Weekends
{
    private static readonly ImmutableArray<IsoDayOfWeek> Usual = [IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday];

    private static readonly ImmutableArray<IsoDayOfWeek> FridaySaturday =
        [IsoDayOfWeek.Friday, IsoDayOfWeek.Saturday];

    private static readonly ImmutableArray<IsoDayOfWeek> ThursdayFriday =
        [IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday];

    /// <summary>Those that rest otherwise; one that changed stands again, the older days with their end.</summary>
    private static readonly ImmutableArray<(string Countries, LocalDate? Before, ImmutableArray<IsoDayOfWeek> Days)>
        Others =
        [
            ("AE", new LocalDate(2006, 9, 1), ThursdayFriday),
            ("AE", new LocalDate(2022, 1, 1), FridaySaturday),
            ("SA", new LocalDate(2013, 6, 29), ThursdayFriday),
            ("BD BH DZ EG IL IQ JO KW LY MV OM PS QA SA SD SY YE", null, FridaySaturday),
            ("AF", null, ThursdayFriday),
            ("DJ IR SO", null, [IsoDayOfWeek.Friday]),
            ("BN", null, [IsoDayOfWeek.Friday, IsoDayOfWeek.Sunday]),
            ("NP", null, [IsoDayOfWeek.Saturday]),
        ];

    /// <summary>Do the public offices of a country rest on a day?</summary>
    /// <param name="country">ISO 3166-1 alpha-2, in any case.</param>
    /// <param name="day">The day.</param>
    public static bool Rests(string country, LocalDate day) => Days(country, day).Contains(day.DayOfWeek);

    private static ImmutableArray<IsoDayOfWeek> Days(string country, LocalDate day)
    {
        foreach (var (countries, before, days) in Others)
        {
            if ((before is not { } end || day < end)
                && countries.Split(' ').Contains(country.Trim().ToUpperInvariant(), StringComparer.Ordinal))
            {
                return days;
            }
        }

        return Usual;
    }
}
