using System.Collections.Immutable;

namespace TransferLedger.Screening;

/// <summary>Why two names are not rated as the same: one thing that takes points off.</summary>
public enum ScorePart
{
    /// <summary>Words are spelled differently.</summary>
    Spelling,

    /// <summary>Each name has a word where the other has another.</summary>
    OtherWord,

    /// <summary>One name has words that the other lacks.</summary>
    MissingWord,

    /// <summary>The words stand in another order.</summary>
    Order,

    /// <summary>Spaces are set differently.</summary>
    Spacing,

    /// <summary>A letter stands for a word.</summary>
    Initial,

    /// <summary>Numbers differ or are missing.</summary>
    Number,

    /// <summary>The legal forms are of different kinds.</summary>
    LegalForm,

    /// <summary>One name shows only consonants, so that less is compared.</summary>
    Script,

    /// <summary>One name is of a company, the other of a person or a vessel.</summary>
    Kind,

    /// <summary>The list itself says that many have this name, or that it is not certain.</summary>
    WeakAlias,

    /// <summary>What the two have in common many others have too.</summary>
    Commonness,
}

/// <summary>Why a part takes off what it does, where it can for more than one reason.</summary>
public enum ScoreReason
{
    /// <summary>Of an initial: a letter stands for a word.</summary>
    LetterForWord,

    /// <summary>Of an initial: nothing that tells names apart is the same in both.</summary>
    NothingElseInCommon,

    /// <summary>Of words: a word that tells names apart.</summary>
    Name,

    /// <summary>Of words: one that many names share.</summary>
    CommonWord,

    /// <summary>Of words that one name lacks: only one word is left to compare.</summary>
    OneWordLeft,

    /// <summary>Of the order: words changed places.</summary>
    Words,

    /// <summary>Of the order: father and son changed places.</summary>
    FatherAndSon,

    /// <summary>Of numbers: the next one.</summary>
    NextNumber,

    /// <summary>Of numbers: another.</summary>
    OtherNumber,

    /// <summary>Of numbers: one that the other name lacks.</summary>
    MissingNumber,

    /// <summary>Of the kind of party: a company's legal form says so.</summary>
    LegalForm,

    /// <summary>Of the kind of party: the name looks like a person's.</summary>
    LooksLikePerson,
}

/// <summary>What was taken off for one thing.</summary>
/// <param name="Part">What.</param>
/// <param name="Points">How much, in thousandths; above 0.</param>
/// <param name="Left">
/// The words of the first name it is about; of <see cref="ScorePart.Kind"/> what it is the name of: <c>company</c>,
/// <c>person</c>, <c>vessel</c>, <c>aircraft</c>. Empty for none.
/// </param>
/// <param name="Right">The words of the second.</param>
/// <param name="SharedTenths">
/// Of <see cref="ScorePart.Commonness"/> what the words in common say, in tenths of a bit; null for other parts, and in
/// facts of the time when that was not kept.
/// </param>
/// <param name="NeededTenths">How much it would have taken, likewise.</param>
/// <param name="Reason">
/// Which of several reasons the part has; null where it has one only, and in facts of the time when that was not kept.
/// </param>
public sealed record Deduction(
    ScorePart Part,
    int Points,
    string Left = "",
    string Right = "",
    int? SharedTenths = null,
    int? NeededTenths = null,
    ScoreReason? Reason = null);

/// <summary>How alike two names are.</summary>
/// <param name="Score">In thousandths: 1000 for the same name, 0 for nothing in common.</param>
/// <param name="Deductions">What makes it less than 1000, in the order of <see cref="ScorePart"/>.</param>
public sealed record NameComparison(int Score, ImmutableArray<Deduction> Deductions)
{
    /// <summary>The score of the same name.</summary>
    public const int Same = 1000;

    /// <summary>Do many others share what the two names have in common?</summary>
    public bool IsCommon => Deductions.Any(it => it.Part == ScorePart.Commonness);

    /// <summary>Compares two names; the order of the two does not count.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <param name="needed">
    /// How much two names that differ must have in common, in bits; less when country or birth agree.
    /// </param>
    public static NameComparison Of(
        ScreenedName left, ScreenedName right, double needed = ScoreWeights.EnoughBits) =>
        Of(left, right, needed, null);

    private static NameComparison Of(ScreenedName left, ScreenedName right, double needed, OtherKind? kind)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);

        // One order for both ways round: words that could stand for two others are then given the same one.
        // A name that repeats words could be paired with itself in another order, and is the same all the same.
        return Before(left, right) switch
        {
            0 when kind is not { Always: true } => new(Same, []),
            <= 0 => Ordered(left, right, needed, kind),
            _ => Turned(Ordered(right, left, needed, kind?.Turned)),
        };
    }

    private static int Before(ScreenedName left, ScreenedName right) =>
        string.CompareOrdinal(left.Joined, right.Joined) is var order and not 0
            ? order
            : string.CompareOrdinal(left.Written, right.Written);

    private static NameComparison Turned(NameComparison it) =>
        it with { Deductions = [.. it.Deductions.Select(one => one with { Left = one.Right, Right = one.Left })] };

    private static NameComparison Ordered(ScreenedName left, ScreenedName right, double needed, OtherKind? kind)
    {
        var alignment = new WordAlignment(left, right);
        var deductions = alignment.Deductions;
        kind?.AddTo(deductions);
        var byWords = Weighed(
            deductions, left, right, alignment.Shared, alignment.Bits, needed + alignment.Reach);
        return byWords.Score < Same && (left.WithoutVowels == right.WithoutVowels || alignment.SharesNames)
            && Joined(left, right, needed, kind) is { } joined && joined.Score > byWords.Score
                ? joined
                : byWords;
    }

    /// <summary>
    /// The same for a listed name: less when the list says that it is a weak one, or when the two are of two kinds of
    /// party, as far as the name of the party tells.
    /// </summary>
    /// <param name="asked">The name of the party.</param>
    /// <param name="listed">The listed name.</param>
    /// <param name="needed">How much the two must have in common, in bits.</param>
    public static NameComparison Of(ScreenedName asked, IndexedName listed, double needed)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(listed);
        var names = Of(asked, listed.Name, needed, OtherKind.Of(asked, listed));
        if (listed.Listed.Kind != ListedNameKind.WeakAlias)
        {
            return names;
        }

        var more = new List<Deduction>(names.Deductions);
        Add(more, ScorePart.WeakAlias, ScoreWeights.WeakAlias);
        return Scored(more);
    }

    /// <summary>
    /// Two names that differ must have something in common that strangers have not. The more they differ the more
    /// that counts; what is written in two scripts is never known to be the same.
    /// </summary>
    private static NameComparison Weighed(
        List<Deduction> deductions,
        ScreenedName left,
        ScreenedName right,
        (string Left, string Right) words,
        double shared,
        double needed)
    {
        // Spaces that are set differently are no reason when both have as many words: then words differ.
        var spaces = deductions.Exists(it => it.Part == ScorePart.Spacing);
        var consonants = left.WithoutVowels != right.WithoutVowels;
        var others = spaces
            && (left.Words.Length == right.Words.Length || consonants || left.OfSyllables || right.OfSyllables);
        needed += spaces && consonants ? ScoreWeights.BitsOfSpaces : 0;
        var different = consonants ? ScoreWeights.DifferentConsonants : ScoreWeights.Different;
        var apart = others ? 1 : Math.Min(1, PointsOf(deductions) / different);
        var points = (int)Math.Round(apart * ScoreWeights.LackingBit * Math.Max(0, needed - shared) * Same);
        if (points > 0)
        {
            deductions.Add(new(
                ScorePart.Commonness, Math.Min(Same, points), words.Left, words.Right, Tenths(shared), Tenths(needed)));
        }

        return Scored(deductions);
    }

    /// <summary>What makes two names differ; that a script has no vowels is no difference of theirs.</summary>
    internal static int PointsOf(List<Deduction> deductions) =>
        deductions.Where(it => it.Part != ScorePart.Script).Sum(it => it.Points);

    private static int Tenths(double bits) => (int)Math.Round(bits * 10);

    /// <summary>
    /// Compares the names without their spaces: <c>VladimirPutin</c>; null when they are too far apart.
    /// </summary>
    private static NameComparison? Joined(ScreenedName left, ScreenedName right, double needed, OtherKind? kind)
    {
        var consonants = left.WithoutVowels != right.WithoutVowels;
        var (one, other) = WithoutSpaces(left, right);
        var distance = Apart(left, right);
        if (!consonants && distance > 0 && Wholes(left, right) is var whole && whole < distance)
        {
            (one, other, distance) = (left.Whole, right.Whole, whole);
        }

        if (distance > ScoreWeights.MostJoined)
        {
            return null;
        }

        var deductions = new List<Deduction>();
        var length = (one.Length + other.Length) / 2.0;
        Add(deductions, ScorePart.Spelling, ScoreWeights.Spelling(distance, length), one, other);
        Add(deductions, ScorePart.Spacing, ScoreWeights.Spacing, left.Written, right.Written);
        Add(deductions, ScorePart.LegalForm, ScoreWeights.LegalForms(left, right), left.LegalForm, right.LegalForm);
        Add(deductions, ScorePart.Script, consonants ? ScoreWeights.Script : 0);
        kind?.AddTo(deductions);
        var bits = ScoreWeights.Evidence(
            BitsOf(left, right, one, consonants), BitsOf(right, left, other, consonants), distance);
        return Weighed(deductions, left, right, (one, other), bits, needed);
    }

    /// <summary>
    /// How far apart two names are without their spaces, in letters; far above any limit when they cannot be
    /// compared so.
    /// </summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <param name="limit">What is farther apart need not be measured: any number above it may come out.</param>
    internal static double Apart(ScreenedName left, ScreenedName right, double limit = double.MaxValue)
    {
        var (one, other) = WithoutSpaces(left, right);
        if (Math.Abs(one.Length - other.Length) > ScoreWeights.MostJoined || Math.Min(one.Length, other.Length) < 2)
        {
            return double.MaxValue;
        }

        var distance = left.OfSyllables || right.OfSyllables
            ? SoundOf.Syllables(one) == SoundOf.Syllables(other) ? ScoreWeights.OtherWriting : double.MaxValue
            : left.WithoutVowels != right.WithoutVowels
                ? ScoreWeights.OfConsonants * SpellingDistance.OfSounds(one, other, limit)
                : SpellingDistance.OfLetters(one, other, limit);
        return distance > limit || NumbersDiffer(left, right) || OfOtherOrigin(left, right)
            ? double.MaxValue
            : distance;
    }

    private static (string One, string Other) WithoutSpaces(ScreenedName left, ScreenedName right) =>
        left.WithoutVowels != right.WithoutVowels ? (left.Consonants, right.Consonants) : (left.Joined, right.Joined);

    /// <summary>
    /// How far apart two names are with all that is written, when one of them is written in one word:
    /// <c>BankMelliIranLtd</c>.
    /// </summary>
    internal static double Wholes(ScreenedName left, ScreenedName right)
    {
        var (one, other) = (left.Whole, right.Whole);
        return one == other ? 0
            : left.Words.Length > 1 && right.Words.Length > 1 ? double.MaxValue
            : left.Words.Length == right.Words.Length || Math.Abs(one.Length - other.Length) > ScoreWeights.MostWhole
                || !one.Where(char.IsAsciiDigit).SequenceEqual(other.Where(char.IsAsciiDigit)) ? double.MaxValue
            : SpellingDistance.OfLetters(one, other, ScoreWeights.MostWhole) is var apart
                && apart <= ScoreWeights.MostWhole ? apart
            : double.MaxValue;
    }

    /// <summary>Of all words together; where the other has them in one, of the letters.</summary>
    private static double BitsOf(ScreenedName name, ScreenedName other, string joined, bool consonants) =>
        name.Words.Length == other.Words.Length
            ? name.Words.Sum(it => consonants ? it.ConsonantBits : it.Bits)
            : NameInformation.OfLetters(joined, !consonants);

    /// <summary>
    /// Names of syllables have as many words in Arabic as in Latin letters: by their consonants alone every third name
    /// would be like one of them.
    /// </summary>
    private static bool OfOtherOrigin(ScreenedName left, ScreenedName right) => left.Words.Length != right.Words.Length
        && ((left.WithoutVowels && right.IsMonosyllabic) || (right.WithoutVowels && left.IsMonosyllabic));

    private static bool NumbersDiffer(ScreenedName left, ScreenedName right) =>
        !left.Words.Where(it => it.Kind == WordKind.Number).Select(it => it.Number)
            .SequenceEqual(right.Words.Where(it => it.Kind == WordKind.Number).Select(it => it.Number));

    private static NameComparison Scored(List<Deduction> deductions) =>
        new(Math.Max(0, Same - deductions.Sum(it => it.Points)), [.. deductions.OrderBy(it => it.Part)]);

    /// <summary>Adds a deduction, when it takes anything off.</summary>
    /// <param name="to">Where to add it.</param>
    /// <param name="part">What it is for.</param>
    /// <param name="points">A share of the whole score, 0 to 1.</param>
    /// <param name="left">The words of the first name.</param>
    /// <param name="right">The words of the second.</param>
    /// <param name="reason">Which of several reasons the part has.</param>
    internal static void Add(
        List<Deduction> to,
        ScorePart part,
        double points,
        string? left = "",
        string? right = "",
        ScoreReason? reason = null)
    {
        if ((int)Math.Round(points * Same) is var thousandths and > 0)
        {
            to.Add(new(part, Math.Min(Same, thousandths), left ?? "", right ?? "", Reason: reason));
        }
    }
}
