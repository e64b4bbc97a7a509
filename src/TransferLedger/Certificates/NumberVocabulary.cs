using System.Collections.Immutable;

namespace TransferLedger.Certificates;

/// <summary>
/// The number words of a language, in small letters without accents. A phrase is its words with a space between them.
/// </summary>
internal sealed record NumberVocabulary
{
    /// <summary>The most words of one phrase: <c>quatre vingt et dix sept</c>.</summary>
    public const int LongestPhrase = 5;

    /// <summary>ISO 639-1.</summary>
    public required string Language { get; init; }

    /// <summary>Nothing; only ever alone.</summary>
    public required string Zero { get; init; }

    /// <summary>May stand between a number and a lesser one.</summary>
    public required string And { get; init; }

    /// <summary>The phrases from 1 to 99.</summary>
    public required ImmutableDictionary<string, long> BelowHundred { get; init; }

    /// <summary>The phrases for 100, 200 … 900.</summary>
    public required ImmutableDictionary<string, long> Hundreds { get; init; }

    /// <summary>A thousand and more.</summary>
    public required ImmutableDictionary<string, long> Scales { get; init; }

    /// <summary>The word that says a thousand without a number before it; null where it takes one.</summary>
    public string? AloneThousand { get; init; }

    /// <summary>The languages that are read.</summary>
    public static ImmutableArray<NumberVocabulary> All { get; } = [English(), French(), Spanish(), Portuguese()];

    private static NumberVocabulary English()
    {
        var small = Count("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            + "sixteen seventeen eighteen nineteen");
        var tens = Count("twenty thirty forty fifty sixty seventy eighty ninety", first: 20, step: 10);
        return new()
        {
            Language = "en",
            Zero = "zero",
            And = "and",
            BelowHundred = Table(small, tens, Joined(tens, Units(small), "and")),
            Hundreds = Table(Units(small).Select(it => Of($"{it.Key} hundred", it.Value * 100))),
            Scales = Table([Of("thousand", 1_000), Of("million", 1_000_000), Of("billion", 1_000_000_000)]),
        };
    }

    /// <summary>Also as it is counted in Belgium and Switzerland.</summary>
    private static NumberVocabulary French()
    {
        var small = Count("un|une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
            + "dix_sept dix_huit dix_neuf");
        var tens = Count(
            "vingt trente quarante cinquante soixante septante huitante|octante|quatre_vingt|quatre_vingts nonante",
            first: 20, step: 10);
        // Sixty and four-twenty go on to nineteen.
        var twenties = tens.Where(it => it.Value == 60 || it.Key.StartsWith("quatre ", StringComparison.Ordinal));
        return new()
        {
            Language = "fr",
            Zero = "zero",
            And = "et",
            BelowHundred = Table(
                small,
                tens,
                Joined(tens, Units(small), "et"),
                Joined(twenties, small.Where(it => it.Value > 9), "et")),
            Hundreds = Table(
                [Of("cent", 100)],
                Units(small).Select(it => Of($"{it.Key} cent", it.Value * 100)),
                Units(small).Select(it => Of($"{it.Key} cents", it.Value * 100))),
            Scales = Table([Of("mille", 1_000), Of("million", 1_000_000), Of("millions", 1_000_000)]),
            AloneThousand = "mille",
        };
    }

    private static NumberVocabulary Spanish()
    {
        var small = Count("un|uno|una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
            + "dieciseis diecisiete dieciocho diecinueve veinte veintiun|veintiuno|veintiuna veintidos veintitres "
            + "veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve");
        var tens = Count("treinta cuarenta cincuenta sesenta setenta ochenta noventa", first: 30, step: 10);
        return new()
        {
            Language = "es",
            Zero = "cero",
            And = "y",
            BelowHundred = Table(small, tens, Joined(tens, Units(small), "y")),
            Hundreds = ByHundred("cien|ciento doscientos|doscientas trescientos|trescientas cuatrocientos|cuatrocientas "
                + "quinientos|quinientas seiscientos|seiscientas setecientos|setecientas ochocientos|ochocientas "
                + "novecientos|novecientas"),
            Scales = Table([Of("mil", 1_000), Of("millon", 1_000_000), Of("millones", 1_000_000)]),
            AloneThousand = "mil",
        };
    }

    /// <summary>As in Portugal and in Brazil.</summary>
    private static NumberVocabulary Portuguese()
    {
        var small = Count("um|uma dois|duas tres quatro cinco seis sete oito nove dez onze doze treze catorze|quatorze "
            + "quinze dezesseis|dezasseis dezessete|dezassete dezoito dezenove|dezanove");
        var tens = Count(
            "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa", first: 20, step: 10);
        return new()
        {
            Language = "pt",
            Zero = "zero",
            And = "e",
            BelowHundred = Table(small, tens, Joined(tens, Units(small), "e")),
            Hundreds = ByHundred("cem|cento duzentos|duzentas trezentos|trezentas quatrocentos|quatrocentas "
                + "quinhentos|quinhentas seiscentos|seiscentas setecentos|setecentas oitocentos|oitocentas "
                + "novecentos|novecentas"),
            Scales = Table([Of("mil", 1_000), Of("milhao", 1_000_000), Of("milhoes", 1_000_000)]),
            AloneThousand = "mil",
        };
    }

    /// <summary>Words in the order of their numbers, a bar between spellings, a low line within a phrase.</summary>
    private static ImmutableDictionary<string, long> Count(string words, long first = 1, long step = 1) =>
        Table(words.Split(' ').Index().SelectMany(it => it.Item.Split('|')
            .Select(spelling => Of(spelling.Replace('_', ' '), first + (it.Index * step)))));

    private static ImmutableDictionary<string, long> ByHundred(string words) => Count(words, first: 100, step: 100);

    private static IEnumerable<KeyValuePair<string, long>> Units(ImmutableDictionary<string, long> small) =>
        small.Where(it => it.Value < 10);

    /// <summary>Every greater number with every lesser one, with the word between them and without.</summary>
    private static IEnumerable<KeyValuePair<string, long>> Joined(
        IEnumerable<KeyValuePair<string, long>> greater, IEnumerable<KeyValuePair<string, long>> lesser, string and) =>
        from more in greater
        from less in lesser
        from between in new[] { " ", $" {and} " }
        select Of(more.Key + between + less.Key, more.Value + less.Value);

    private static ImmutableDictionary<string, long> Table(
        params ReadOnlySpan<IEnumerable<KeyValuePair<string, long>>> parts)
    {
        var table = ImmutableDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            table.AddRange(part);
        }

        return table.ToImmutable();
    }

    private static KeyValuePair<string, long> Of(string words, long number) => new(words, number);
}
