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

    /// <summary>One name is of a company, the other of a person.</summary>
    Kind,

    /// <summary>The list itself says that many have this name, or that it is not certain.</summary>
    WeakAlias,

    /// <summary>What the two have in common many others have too.</summary>
    Commonness,
}

/// <summary>What was taken off for one thing.</summary>
/// <param name="Part">What.</param>
/// <param name="Points">How much, in thousandths; above 0.</param>
/// <param name="Left">The words of the first name it is about; empty for none.</param>
/// <param name="Right">The words of the second.</param>
public sealed record Deduction(ScorePart Part, int Points, string Left = "", string Right = "");

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
        ScreenedName left, ScreenedName right, double needed = ScoreWeights.EnoughBits)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);

        // One order for both ways round: words that could stand for two others are then given the same one.
        // A name that repeats words could be paired with itself in another order, and is the same all the same.
        return Before(left, right) switch
        {
            0 => new(Same, []),
            < 0 => Ordered(left, right, needed),
            _ => Turned(Ordered(right, left, needed)),
        };
    }

    private static int Before(ScreenedName left, ScreenedName right) =>
        string.CompareOrdinal(left.Joined, right.Joined) is var order and not 0
            ? order
            : string.CompareOrdinal(left.Written, right.Written);

    private static NameComparison Turned(NameComparison it) =>
        it with { Deductions = [.. it.Deductions.Select(one => one with { Left = one.Right, Right = one.Left })] };

    private static NameComparison Ordered(ScreenedName left, ScreenedName right, double needed)
    {
        var alignment = new WordAlignment(left, right);
        var deductions = alignment.Deductions();
        var byWords = Weighed(deductions, left, right, needed - alignment.Bits);
        return byWords.Score < Same && Joined(left, right, needed) is { } joined && joined.Score > byWords.Score
            ? joined
            : byWords;
    }

    /// <summary>
    /// The same for a listed name: less when the list says that it is a weak one, or that it is a person's or a
    /// vessel's and the party has the legal form of a company.
    /// </summary>
    /// <param name="asked">The name of the party.</param>
    /// <param name="listed">The listed name.</param>
    /// <param name="needed">How much the two must have in common, in bits.</param>
    public static NameComparison Of(ScreenedName asked, IndexedName listed, double needed)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(listed);
        var names = Of(asked, listed.Name, needed);
        var more = new List<Deduction>(names.Deductions);
        Add(
            more, ScorePart.Kind,
            asked.LegalForm is null ? 0 : ScoreWeights.Kinds(listed.Entry.Kind),
            asked.Written, listed.Listed.Name);
        Add(more, ScorePart.WeakAlias, listed.Listed.Kind == ListedNameKind.WeakAlias ? ScoreWeights.WeakAlias : 0);
        return more.Count == names.Deductions.Length ? names : Scored(more);
    }

    /// <summary>
    /// Two names that differ must have something in common that strangers have not. The more they differ the more
    /// that counts; what is written in two scripts is never known to be the same.
    /// </summary>
    private static NameComparison Weighed(
        List<Deduction> deductions, ScreenedName left, ScreenedName right, double lacking)
    {
        // Spaces that are set differently are no reason when both have as many words: then words differ.
        var spaces = deductions.Exists(it => it.Part == ScorePart.Spacing);
        var consonants = left.WithoutVowels != right.WithoutVowels;
        var others = spaces && (left.Words.Length == right.Words.Length || consonants);
        lacking += spaces && consonants ? ScoreWeights.BitsOfSpaces : 0;
        var points = deductions.Where(it => it.Part != ScorePart.Script).Sum(it => it.Points);
        var apart = others ? 1 : Math.Min(1, points / ScoreWeights.Different);
        Add(deductions, ScorePart.Commonness, apart * ScoreWeights.LackingBit * Math.Max(0, lacking));
        return Scored(deductions);
    }

    /// <summary>
    /// Compares the names without their spaces: <c>VladimirPutin</c>; null when they are too far apart.
    /// </summary>
    private static NameComparison? Joined(ScreenedName left, ScreenedName right, double needed)
    {
        var consonants = left.WithoutVowels != right.WithoutVowels;
        var (one, other) = consonants ? (left.Consonants, right.Consonants) : (left.Joined, right.Joined);
        if (Math.Abs(one.Length - other.Length) > ScoreWeights.MostJoined || Math.Min(one.Length, other.Length) < 2
            || NumbersDiffer(left, right))
        {
            return null;
        }

        var distance = consonants
            ? ScoreWeights.OfConsonants * SpellingDistance.OfSounds(one, other)
            : SpellingDistance.OfLetters(one, other);
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
        var bits = ScoreWeights.Evidence(
            BitsOf(left, right, one, consonants), BitsOf(right, left, other, consonants), distance);
        return Weighed(deductions, left, right, needed - bits);
    }

    /// <summary>Of all words together; where the other has them in one, of the letters.</summary>
    private static double BitsOf(ScreenedName name, ScreenedName other, string joined, bool consonants) =>
        name.Words.Length == other.Words.Length
            ? name.Words.Sum(it => consonants ? it.ConsonantBits : it.Bits)
            : NameInformation.OfLetters(joined, !consonants);

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
    internal static void Add(
        List<Deduction> to, ScorePart part, double points, string? left = "", string? right = "")
    {
        if ((int)Math.Round(points * Same) is var thousandths and > 0)
        {
            to.Add(new(part, Math.Min(Same, thousandths), left ?? "", right ?? ""));
        }
    }
}
