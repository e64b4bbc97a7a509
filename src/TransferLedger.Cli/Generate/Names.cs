using Bogus;

namespace TransferLedger.Cli.Generate;

/// <summary>Invented persons, towns and firms, in the languages of their countries. Not thread-safe.</summary>
internal sealed class Names
{
    private readonly Dictionary<string, Faker> _fakers = new(StringComparer.Ordinal);

    /// <summary>First and last name in Latin letters.</summary>
    public string Person(Country country, Dice dice)
    {
        var faker = In(country.Locale, dice);
        return country.InLatin($"{faker.Name.FirstName()} {faker.Name.LastName()}");
    }

    /// <summary>A town as its country writes it.</summary>
    public string Town(Country country, Dice dice) =>
        // One of the Italian towns of Bogus has lost its last letter, and no paper with the sign for that is recorded.
        In(country.Locale, dice).Address.City().Replace("\uFFFD", "", StringComparison.Ordinal);

    /// <summary>Street and number in Latin letters.</summary>
    public string Street(Country country, Dice dice) =>
        country.InLatin(In(country.Locale, dice).Address.StreetAddress());

    public string PostalCode(Country country, Dice dice) => In(country.Locale, dice).Address.ZipCode();

    /// <summary>A firm with its legal form.</summary>
    public string Firm(Country country, Dice dice)
    {
        var faker = In(country.IsLatin ? country.Locale : "en", dice);
        return $"{faker.Name.LastName()} {dice.Of(country.LegalForms)}";
    }

    private Faker In(string locale, Dice dice)
    {
        if (!_fakers.TryGetValue(locale, out var faker))
        {
            _fakers[locale] = faker = new Faker(locale);
        }

        faker.Random = dice.Randomizer;
        return faker;
    }
}
