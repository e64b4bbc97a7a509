using System.Text;

namespace TransferLedger.Screening;

/// <summary>
/// How a word in Latin letters sounds, roughly and across the spellings that the same name gets: <c>Qaddafi</c>,
/// <c>Gaddafi</c>; <c>Wladimir</c>, <c>Vladimir</c>; <c>Khurshid</c>, <c>Hurshid</c>. Each sound is one letter;
/// capitals stand for two letters of the spelling (S sh, C ch, H kh, J zh).
/// </summary>
public static class SoundOf
{
    private const string Vowels = "aiu";

    private static readonly (string From, string To)[] Groups =
    [
        ("tsch", "C"), ("shch", "S"), ("sch", "S"), ("tch", "C"), ("dzh", "j"), ("dsh", "j"), ("sh", "S"), ("ch", "C"),
        ("zh", "J"), ("kh", "H"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("dj", "j"), ("dz", "z"),
        ("ts", "z"), ("tz", "z"), ("ck", "k"), ("cz", "C"), ("sz", "S"), ("rh", "r"), ("bh", "b"), ("ou", "u"),
        ("oo", "u"), ("ee", "i"), ("ie", "i"), ("ei", "i"), ("ey", "i"), ("ay", "ai"),
    ];

    private static readonly (string From, string To)[] SyllableGroups =
    [
        ("ng", "N"), ("hs", "s"), ("sh", "s"), ("ch", "j"), ("zh", "j"), ("ts", "j"), ("eo", "u"), ("eu", "u"), ("oo", "u"),
        ("ou", "u"), ("woo", "u"), ("wu", "u"), ("ae", "e"), ("oe", "e"), ("ee", "i"),
    ];

    /// <summary>The sounds of a word.</summary>
    /// <param name="word">Latin letters in lower case; digits stay as they are.</param>
    public static string Word(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        var made = new StringBuilder(word.Length);
        for (var at = 0; at < word.Length;)
        {
            var (sound, length) = Next(word, at);
            foreach (var letter in sound)
            {
                if (made.Length == 0 || made[^1] != letter || char.IsAsciiDigit(letter))
                {
                    made.Append(letter);
                }
            }

            at += length;
        }

        return made.ToString();
    }

    /// <summary>
    /// The consonants of sounds: what a script without short vowels leaves. Half-vowels (v, w, y) go with the vowels,
    /// because Arabic writes both with the same letters; of a word without consonants the first sound stays.
    /// </summary>
    /// <param name="sounds">What <see cref="Word"/> gave.</param>
    public static string Consonants(string sounds)
    {
        ArgumentNullException.ThrowIfNull(sounds);
        var made = new StringBuilder(sounds.Length);
        foreach (var sound in sounds)
        {
            if (!IsVowel(sound) && sound != 'v' && (made.Length == 0 || made[^1] != sound))
            {
                made.Append(sound);
            }
        }

        return made.Length > 0 ? made.ToString() : sounds.Length > 0 ? sounds[..1] : "";
    }

    /// <summary>
    /// How syllables of Chinese and Korean sound across the ways to write them in Latin letters (pinyin and Wade-Giles;
    /// McCune-Reischauer, the North Korean and the South Korean way): <c>Jeong</c>, <c>Jong</c>, <c>Chong</c>.
    /// </summary>
    /// <param name="word">Latin letters in lower case.</param>
    public static string Syllables(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        var made = new StringBuilder(word.Length);
        for (var at = 0; at < word.Length;)
        {
            var (sound, length) = Next(SyllableGroups, word, at)
                ?? (word[at] switch
                {
                    'g' => "k",
                    'd' => "t",
                    'b' => "p",
                    'r' => "l",
                    'x' => "s",
                    'q' or 'c' => "j",
                    'o' => "u",
                    var other => other.ToString(),
                }, 1);
            if (made.Length == 0 || made[^1] != sound[0])
            {
                made.Append(sound);
            }

            at += length;
        }

        return made.ToString();
    }

    /// <summary>Is it one of the three vowels that sounds are written with?</summary>
    public static bool IsVowel(char sound) => Vowels.Contains(sound, StringComparison.Ordinal);

    /// <summary>Have sounds one vowel, or one group of them?</summary>
    internal static bool IsOneSyllable(string sounds)
    {
        var groups = 0;
        for (var at = 0; at < sounds.Length; at++)
        {
            groups += IsVowel(sounds[at]) && (at == 0 || !IsVowel(sounds[at - 1])) ? 1 : 0;
        }

        return groups == 1;
    }

    private static (string Sound, int Length)? Next((string From, string To)[] groups, string word, int at)
    {
        foreach (var (from, to) in groups)
        {
            if (string.CompareOrdinal(word, at, from, 0, from.Length) == 0)
            {
                return (to, from.Length);
            }
        }

        return null;
    }

    private static (string Sound, int Length) Next(string word, int at) => Next(Groups, word, at)
        ?? (word[at] switch
        {
            'c' when at + 1 < word.Length && word[at + 1] is 'e' or 'i' => "s",
            'q' or 'c' => "k",
            'w' => "v",
            'y' or 'e' => "i",
            'o' => "u",
            'x' => "ks",
            '\'' => "",
            var other => other.ToString(),
        }, 1);
}
