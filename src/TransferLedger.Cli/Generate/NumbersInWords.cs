namespace TransferLedger.Cli.Generate;

/// <summary>Quantities from 1 to 999 999 in words, as clerks write them in four languages.</summary>
internal static class NumbersInWords
{
    private static readonly string[] English =
    [
        "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] EnglishTens =
        ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly string[] French =
    [
        "", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
        "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
    ];

    private static readonly string[] FrenchTens =
        ["", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt"];

    private static readonly string[] Spanish =
    [
        "", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce", "trece",
        "catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve", "veinte", "veintiuno", "veintidós",
        "veintitrés", "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve",
    ];

    private static readonly string[] SpanishTens =
        ["", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"];

    private static readonly string[] SpanishHundreds =
    [
        "", "ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos", "setecientos",
        "ochocientos", "novecientos",
    ];

    private static readonly string[] Portuguese =
    [
        "", "um", "dois", "três", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez", "onze", "doze", "treze",
        "catorze", "quinze", "dezasseis", "dezassete", "dezoito", "dezanove",
    ];

    private static readonly string[] PortugueseTens =
        ["", "", "vinte", "trinta", "quarenta", "cinquenta", "sessenta", "setenta", "oitenta", "noventa"];

    private static readonly string[] PortugueseHundreds =
    [
        "", "cento", "duzentos", "trezentos", "quatrocentos", "quinhentos", "seiscentos", "setecentos", "oitocentos",
        "novecentos",
    ];

    /// <summary>The words; null in a language nobody here writes.</summary>
    /// <param name="language">ISO 639-1: en, fr, es, pt.</param>
    /// <param name="and">In English: with "and" after the hundreds.</param>
    public static string? Of(long number, string language, bool and = true) => language switch
    {
        "en" => InThousands(number, thousands => InEnglish(thousands, and), "thousand", "one thousand"),
        "fr" => InThousands(number, InFrench, "mille", "mille"),
        "es" => InThousands(number, InSpanish, "mil", "mil"),
        "pt" => InThousands(number, InPortuguese, "mil", "mil"),
        _ => null,
    };

    private static string InThousands(long number, Func<int, string> small, string word, string once)
    {
        var (thousands, rest) = ((int)(number / 1_000), (int)(number % 1_000));
        var head = thousands switch { 0 => "", 1 => once, _ => $"{small(thousands)} {word}" };
        return rest == 0 ? head : $"{head} {small(rest)}".Trim();
    }

    private static string InEnglish(int number, bool and)
    {
        if (number >= 100)
        {
            var hundreds = $"{English[number / 100]} hundred";
            return number % 100 == 0 ? hundreds : $"{hundreds}{(and ? " and" : "")} {InEnglish(number % 100, and)}";
        }

        return number < 20 ? English[number]
            : number % 10 == 0 ? EnglishTens[number / 10]
            : $"{EnglishTens[number / 10]}-{English[number % 10]}";
    }

    private static string InFrench(int number)
    {
        if (number >= 100)
        {
            var hundreds = number < 200 ? "cent" : $"{French[number / 100]} cent";
            return number % 100 != 0 ? $"{hundreds} {InFrench(number % 100)}" : number > 100 ? hundreds + "s" : hundreds;
        }

        if (number < 20)
        {
            return French[number];
        }

        var (ten, one) = (number / 10, number % 10);
        (ten, one) = ten is 7 or 9 ? (ten, one + 10) : (ten, one);
        return one switch
        {
            0 => ten == 8 ? "quatre-vingts" : FrenchTens[ten],
            1 or 11 when ten < 8 => $"{FrenchTens[ten]} et {French[one]}",
            _ => $"{FrenchTens[ten]}-{French[one]}",
        };
    }

    private static string InSpanish(int number)
    {
        if (number >= 100)
        {
            return number == 100 ? "cien" : $"{SpanishHundreds[number / 100]} {InSpanish(number % 100)}".Trim();
        }

        return number < 30 ? Spanish[number]
            : number % 10 == 0 ? SpanishTens[number / 10]
            : $"{SpanishTens[number / 10]} y {Spanish[number % 10]}";
    }

    private static string InPortuguese(int number)
    {
        if (number >= 100)
        {
            return number == 100 ? "cem"
                : number % 100 == 0 ? PortugueseHundreds[number / 100]
                : $"{PortugueseHundreds[number / 100]} e {InPortuguese(number % 100)}";
        }

        return number < 20 ? Portuguese[number]
            : number % 10 == 0 ? PortugueseTens[number / 10]
            : $"{PortugueseTens[number / 10]} e {Portuguese[number % 10]}";
    }
}
