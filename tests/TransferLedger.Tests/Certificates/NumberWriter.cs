namespace TransferLedger.Tests.Certificates;

/// <summary>
/// Writes 0 to 999 999 999 in words, as grammars teach it. Shares nothing with the reader: each language is written out
/// for itself.
/// </summary>
internal static class NumberWriter
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
        ["", "", "vingt", "trente", "quarante", "cinquante", "soixante", "septante", "huitante", "nonante"];

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
        "catorze", "quinze", "dezesseis", "dezessete", "dezoito", "dezenove",
    ];

    private static readonly string[] PortugueseTens =
        ["", "", "vinte", "trinta", "quarenta", "cinquenta", "sessenta", "setenta", "oitenta", "noventa"];

    private static readonly string[] PortugueseHundreds =
    [
        "", "cento", "duzentos", "trezentos", "quatrocentos", "quinhentos", "seiscentos", "setecentos", "oitocentos",
        "novecentos",
    ];

    /// <summary>In English, with "and" or without; <paramref name="style"/> chooses.</summary>
    public static string InEnglish(int number, int style)
    {
        var and = style % 2 == 0 ? " and " : " ";
        string Small(int n) => n switch
        {
            < 20 => English[n],
            < 100 when n % 10 == 0 => EnglishTens[n / 10],
            < 100 => $"{EnglishTens[n / 10]}-{English[n % 10]}",
            _ when n % 100 == 0 => $"{English[n / 100]} hundred",
            _ => $"{English[n / 100]} hundred{and}{Small(n % 100)}",
        };
        return Whole(number, "zero", Small, n => $"{Small(n)} thousand", n => $"{Small(n)} million");
    }

    /// <summary>In the French of France, of Belgium or of Switzerland.</summary>
    public static string InFrench(int number, int style)
    {
        // "Quatre-vingts" and "deux cents" lose their s before what follows and before "mille".
        string Small(int n, bool last) => n switch
        {
            < 20 => French[n],
            80 when style % 3 < 2 => last ? "quatre-vingts" : "quatre-vingt",
            > 80 and < 90 when style % 3 < 2 => $"quatre-vingt-{French[n - 80]}",
            71 when style % 3 == 0 => "soixante et onze",
            >= 70 and < 80 when style % 3 == 0 => $"soixante-{French[n - 60]}",
            >= 90 and < 100 when style % 3 == 0 => $"quatre-vingt-{French[n - 80]}",
            < 100 when n % 10 == 0 => FrenchTens[n / 10],
            < 100 when n % 10 == 1 => $"{FrenchTens[n / 10]} et un",
            < 100 => $"{FrenchTens[n / 10]}-{French[n % 10]}",
            < 200 => $"cent {Small(n % 100, last)}".Trim(),
            _ when n % 100 == 0 => $"{French[n / 100]} cent{(last ? "s" : "")}",
            _ => $"{French[n / 100]} cent {Small(n % 100, last)}",
        };
        return Whole(
            number,
            "zéro",
            n => Small(n, last: true),
            n => n == 1 ? "mille" : $"{Small(n, last: false)} mille",
            n => n == 1 ? "un million" : $"{Small(n, last: true)} millions");
    }

    /// <summary>In Spanish, of things that are masculine or feminine.</summary>
    public static string InSpanish(int number, int style)
    {
        // "Uno" is shortened before what is counted.
        string Small(int n, bool last, bool feminine) => n switch
        {
            1 => feminine ? "una" : last ? "uno" : "un",
            21 => feminine ? "veintiuna" : last ? "veintiuno" : "veintiún",
            < 30 => Spanish[n],
            < 100 when n % 10 == 0 => SpanishTens[n / 10],
            < 100 => $"{SpanishTens[n / 10]} y {Small(n % 10, last, feminine)}",
            100 => "cien",
            _ => $"{(feminine ? SpanishHundreds[n / 100].Replace("tos", "tas", StringComparison.Ordinal) : SpanishHundreds[n / 100])} "
                + Small(n % 100, last, feminine),
        };
        var feminine = style % 2 == 1;
        return Whole(
            number,
            "cero",
            n => Small(n, last: true, feminine).Trim(),
            n => n == 1 ? "mil" : $"{Small(n, last: false, feminine).Trim()} mil",
            n => n == 1 ? "un millón" : $"{Small(n, last: false, feminine: false).Trim()} millones");
    }

    /// <summary>In the Portuguese of Brazil or of Portugal.</summary>
    public static string InPortuguese(int number, int style)
    {
        string Small(int n) => n switch
        {
            14 when style % 2 == 1 => "quatorze",
            16 or 17 or 19 when style % 2 == 1 => Portuguese[n].Replace("dezes", "dezas", StringComparison.Ordinal)
                .Replace("dezen", "dezan", StringComparison.Ordinal),
            < 20 => Portuguese[n],
            < 100 when n % 10 == 0 => PortugueseTens[n / 10],
            < 100 => $"{PortugueseTens[n / 10]} e {Portuguese[n % 10]}",
            100 => "cem",
            _ when n % 100 == 0 => PortugueseHundreds[n / 100],
            _ => $"{PortugueseHundreds[n / 100]} e {Small(n % 100)}",
        };
        var rest = number % 1_000;
        var and = number >= 1_000 && rest > 0 && (rest < 100 || rest % 100 == 0) ? "e " : "";
        return Whole(
            number,
            "zero",
            n => and + Small(n),
            n => n == 1 ? "mil" : $"{Small(n)} mil",
            n => n == 1 ? "um milhão" : $"{Small(n)} milhões");
    }

    private static string Whole(
        int number, string zero, Func<int, string> ones, Func<int, string> thousands, Func<int, string> millions)
    {
        var (high, middle, low) = (number / 1_000_000, number / 1_000 % 1_000, number % 1_000);
        var words = string.Join(' ', new[]
        {
            high == 0 ? "" : millions(high), middle == 0 ? "" : thousands(middle), low == 0 ? "" : ones(low),
        }.Where(it => it.Length > 0));
        return words.Length == 0 ? zero : words;
    }
}
