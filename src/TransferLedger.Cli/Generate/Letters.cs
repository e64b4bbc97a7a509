using System.Text;
using TransferLedger.Custody;

namespace TransferLedger.Cli.Generate;

/// <summary>What happens to letters on their way: accents lost or sent apart, other scripts written in Latin.</summary>
internal static class Letters
{
    private const string Accented = "áàâäãåéèêëíìîïóòôöõúùûüýçñčďěňřšťžůąćęłńśźżāēģīķļņūėőűÁÀÂÄÉÈÍÓÖÚÜÇÑČŘŠŽŁŚŻÅ";
    private const string Plain = "aaaaaaeeeeiiiiooooouuuuycncdenrstzuacelnszzaegiklnueouAAAAEEIOOUUCNCRSZLSZA";
    private const string Georgian = "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ";

    private static readonly string[] GeorgianByLatin =
    [
        "a", "b", "g", "d", "e", "v", "z", "t", "i", "k", "l", "m", "n", "o", "p", "zh", "r", "s", "t", "u", "p", "k",
        "gh", "q", "sh", "ch", "ts", "dz", "ts", "ch", "kh", "j", "h",
    ];

    private static readonly (char Composed, string Apart)[] Pairs =
    [
        ('á', "a\u0301"), ('é', "e\u0301"), ('í', "i\u0301"), ('ó', "o\u0301"), ('ú', "u\u0301"), ('à', "a\u0300"),
        ('è', "e\u0300"), ('â', "a\u0302"), ('ê', "e\u0302"), ('î', "i\u0302"), ('ô', "o\u0302"), ('ä', "a\u0308"),
        ('ö', "o\u0308"), ('ü', "u\u0308"), ('ñ', "n\u0303"), ('ã', "a\u0303"), ('õ', "o\u0303"), ('ç', "c\u0327"),
        ('č', "c\u030c"), ('š', "s\u030c"), ('ž', "z\u030c"), ('ř', "r\u030c"), ('ě', "e\u030c"), ('å', "a\u030a"),
        ('ż', "z\u0307"), ('ń', "n\u0301"), ('ś', "s\u0301"), ('ć', "c\u0301"), ('É', "E\u0301"), ('Ö', "O\u0308"),
    ];

    /// <summary>As typed where accents cannot be written.</summary>
    public static string WithoutAccents(string text) =>
        string.Concat(text.Select(
            c => Accented.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? Plain[at] : c));

    /// <summary>Accents as marks of their own after the letter, as some systems send them.</summary>
    public static string Decomposed(string text) =>
        string.Concat(text.Select(c => Array.Find(Pairs, pair => pair.Composed == c).Apart ?? c.ToString()));

    /// <summary>Georgian letters by sound, each word with a capital.</summary>
    public static string FromGeorgian(string text) => Capitalised(string.Concat(
        text.Select(c => Georgian.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at
            ? GeorgianByLatin[at]
            : c.ToString())));

    /// <summary>Cyrillic by sound, each word with a capital.</summary>
    public static string FromCyrillic(string text) =>
        Capitalised(Transliteration.BySound(text.ToUpperInvariant().Replace("'", "", StringComparison.Ordinal))
            .ToLowerInvariant());

    private static string Capitalised(string text)
    {
        var made = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            made.Append(made.Length == 0 || made[^1] is ' ' or '-' ? char.ToUpperInvariant(c) : c);
        }

        return made.ToString();
    }
}
