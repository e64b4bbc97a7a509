using System.Collections.Immutable;

namespace TransferLedger.Custody;

/// <summary>Why a number was found. Only the first may prove identity (rules-custody 1.3).</summary>
public enum SerialMatch
{
    /// <summary>The same letters and digits.</summary>
    Same,

    /// <summary>It looks the same: look-alike letters of other scripts, O and 0, I, L and 1.</summary>
    LooksTheSame,

    /// <summary>It sounds the same, spelled out from Cyrillic.</summary>
    SoundsTheSame,

    /// <summary>The same but for letters between the digits.</summary>
    SameCore,

    /// <summary>The same but for leading zeros.</summary>
    SameUnpadded,

    /// <summary>One character was read wrongly.</summary>
    OneWrong,

    /// <summary>Two characters were read wrongly.</summary>
    TwoWrong,

    /// <summary>It fits what was asked for with <c>?</c> and <c>*</c>.</summary>
    FitsPattern,
}

/// <summary>The letters of a number and what they look like, place by place.</summary>
/// <param name="Canonical">As in <see cref="SerialKeys"/>.</param>
/// <param name="Visual">As in <see cref="SerialKeys"/>; as many characters.</param>
public readonly record struct SerialLetters(string Canonical, string Visual);

/// <summary>A number on record, as far as it is compared.</summary>
/// <param name="Letters">Its letters.</param>
/// <param name="SoundsTheSame">Its phonetic key is the one asked for.</param>
/// <param name="SameCore">Its core is.</param>
/// <param name="SameUnpadded">Its unpadded key is.</param>
public readonly record struct SerialOnRecord(
    SerialLetters Letters, bool SoundsTheSame, bool SameCore, bool SameUnpadded);

/// <summary>How a number on record is like one asked for.</summary>
/// <param name="Match">The likeliest reason.</param>
/// <param name="Weight">How unlikely it is; 0 for the same number. See <see cref="Score"/>.</param>
public readonly record struct SerialLikeness(SerialMatch Match, int Weight)
{
    // By ear and without zeros are as likely as a worn pair or more so, a letter in the middle is less.
    private const int BySound = 105;
    private const int WithoutZeros = 163;
    private const int WithoutLetters = 357;
    private const int Open = 223;
    private const int PerCharacter = 20;

    /// <summary>
    /// 100 for the same number, and less the less likely it is that the one is the other read wrongly: every difference
    /// multiplies it (a worn character by 0.8, exchanged neighbours by 0.6, a dropped character by 0.5, any other by
    /// 0.4). A judgement about people and marks, not a probability.
    /// </summary>
    public int Score => ScoreOf(Weight);

    /// <summary>
    /// How many wrong characters are looked for in a number so long: two, one below five characters, none below three
    /// or above <see cref="Misreading.MaxLength"/>.
    /// </summary>
    /// <param name="visual">The visual key of the number.</param>
    public static int ErrorsIn(string visual) => visual.Length switch
    {
        < 3 or > Misreading.MaxLength => 0,
        < 5 => 1,
        _ => SerialNear.MaxErrors,
    };

    /// <summary>How a number on record is like the one asked for; null when it is not.</summary>
    /// <param name="asked">The letters asked for, at least one.</param>
    /// <param name="record">The number on record.</param>
    public static SerialLikeness? Of(SerialLetters asked, SerialOnRecord record)
    {
        if (record.Letters.Canonical == asked.Canonical)
        {
            return new SerialLikeness(SerialMatch.Same, 0);
        }

        var best = default(SerialLikeness?);
        Consider(record.SoundsTheSame, SerialMatch.SoundsTheSame, BySound);
        Consider(record.SameUnpadded, SerialMatch.SameUnpadded, WithoutZeros);
        Consider(record.SameCore, SerialMatch.SameCore, WithoutLetters);
        if (Misreading.Between(asked, record.Letters, ErrorsIn(asked.Visual)) is { } found)
        {
            Consider(true, found.Errors switch
            {
                0 => SerialMatch.LooksTheSame,
                1 => SerialMatch.OneWrong,
                _ => SerialMatch.TwoWrong,
            }, found.Weight);
        }
        else
        {
            Consider(asked.Visual == record.Letters.Visual, SerialMatch.LooksTheSame, BySound);
        }

        return best;

        void Consider(bool isSo, SerialMatch match, int weight)
        {
            if (isSo && !(best?.Weight <= weight))
            {
                best = new SerialLikeness(match, weight);
            }
        }
    }

    /// <summary>How a number on record fits a pattern; null when it does not. A short one is likelier.</summary>
    public static SerialLikeness? Of(SerialPattern asked, string visual) => asked.Fit(visual) is { IsDefault: false }
        ? new SerialLikeness(
            SerialMatch.FitsPattern, Open + (PerCharacter * Math.Max(0, visual.Length - asked.Text.Length)))
        : null;

    /// <summary>The wrong characters, by place; empty where none is.</summary>
    /// <param name="asked">The letters asked for.</param>
    /// <param name="marked">Those on record.</param>
    public ImmutableArray<Misread> Errors(SerialLetters asked, SerialLetters marked) =>
        Match is SerialMatch.OneWrong or SerialMatch.TwoWrong
            && Misreading.Between(asked, marked, SerialNear.MaxErrors) is { } found
            ? Misreading.Explain(asked, marked, found)
            : [];

    /// <summary>The score of a weight: <see cref="Score"/>.</summary>
    public static int ScoreOf(int weight) =>
        Math.Max(1, (int)Math.Round(100 * Math.Exp(-weight / 1_000.0), MidpointRounding.AwayFromZero));
}
