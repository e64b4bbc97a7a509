using Bogus;

namespace TransferLedger.Cli.Quality.Screening;

/// <summary>Names of nobody, one company to two persons, in the languages and scripts of papers.</summary>
internal static class InventedParties
{
    private const int Block = 4_096;

    private static readonly string[] Languages = ["en", "de", "fr", "es", "it", "tr", "ru", "ar", "fa", "zh_CN", "ko"];

    /// <summary>Makes them. A name may come more than once, as in life.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">The same seed, the same names.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>Each with two letters for a country, those of its language.</returns>
    public static IEnumerable<(string Name, string Country)> Of(int count, int seed, CancellationToken cancel)
    {
        for (var from = 0; from < count; from += Block)
        {
            cancel.ThrowIfCancellationRequested();
            var language = Languages[from / Block % Languages.Length];
            var faker = new Faker(language) { Random = new Randomizer(unchecked(seed + from)) };
            for (var at = from; at < Math.Min(count, from + Block); at++)
            {
                var name = at % 3 == 0 ? faker.Company.CompanyName() : faker.Name.FullName();
                yield return (name, language[..2].ToUpperInvariant());
            }
        }
    }
}
