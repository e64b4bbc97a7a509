namespace TransferLedger.Screening;

/// <summary>
/// What each difference between two names takes off, as a share of the whole score. Found by hand on one half of
/// the public labelled pairs; <c>ledger quality screening</c> measures them on the other half.
/// </summary>
internal static class ScoreWeights
{
    /// <summary>Names without their spaces that are further apart are not compared.</summary>
    public const double MostJoined = 3;

    /// <summary>Spaces set differently.</summary>
    public const double Spacing = 0.02;

    /// <summary>A name of which only consonants can be compared.</summary>
    public const double Script = 0.03;

    /// <summary>Nothing that tells names apart is the same in both.</summary>
    public const double NothingOwn = 0.3;

    /// <summary>How much more a letter weighs where only consonants are compared.</summary>
    public const double OfConsonants = 1.1;

    /// <summary>How far apart two ways to write the same syllables count, in letters.</summary>
    public const double OtherWriting = 0.2;

    /// <summary>Names of which one is written in one word may be so far apart, in letters.</summary>
    public const double MostWhole = 1;

    /// <summary>A company's name, and a person's.</summary>
    public const double OtherKind = 0.12;

    /// <summary>A company's name, and that of a vessel or aircraft.</summary>
    public const double OtherThing = 0.22;

    /// <summary>A name of which the list says that it is weak.</summary>
    public const double WeakAlias = 0.09;

    /// <summary>
    /// So many bits two names that are not the same must have in common; chosen so that hardly one of a thousand
    /// strangers matches lists with ten thousand names.
    /// </summary>
    public const int EnoughBits = 13;

    /// <summary>What each bit that is lacking takes off.</summary>
    public const double LackingBit = 0.04;

    /// <summary>How many bits each letter that differs is worth: so many more words are within its reach.</summary>
    public const double BitsOfLetter = 2;

    /// <summary>
    /// How many bits it is worth that spaces may be set anywhere, where only consonants are compared.
    /// </summary>
    public const double BitsOfSpaces = 4;

    /// <summary>From so many points on that two names differ by they count as different names.</summary>
    public const double Different = 30;

    /// <summary>The same where only consonants are compared: there most names differ by a little.</summary>
    public const double DifferentConsonants = 60;

    /// <summary>
    /// So many more bits two names must have in common for each word that only one of them has: each word of each
    /// listed name could be the one that is shared.
    /// </summary>
    public const double BitsOfMissingName = 4;

    /// <summary>The same for a word that many names share.</summary>
    public const double BitsOfMissingCommon = 6;

    /// <summary>What it says that the countries agree, in bits.</summary>
    public const double CountryAgrees = 5;

    /// <summary>What it says that they differ.</summary>
    public const double CountryDiffers = 3;

    /// <summary>What it says that the dates of birth agree, in bits.</summary>
    public const double BirthAgrees = 9;

    /// <summary>What it says that they differ.</summary>
    public const double BirthDiffers = 6;

    /// <summary>What a pair of words has in common, in bits.</summary>
    /// <param name="one">What the one says.</param>
    /// <param name="other">What the other says.</param>
    /// <param name="distance">How far apart they are, in letters.</param>
    public static double Evidence(double one, double other, double distance) =>
        Math.Max(0, Math.Min(one, other) - (BitsOfLetter * distance));

    /// <summary>Words in another order.</summary>
    public const double Order = 0.02;

    /// <summary>Father and son changed places.</summary>
    public const double SonOrder = 0.25;

    /// <summary>A letter for a word.</summary>
    public const double Initial = 0.08;

    /// <summary>A word that tells names apart, where the other name has another.</summary>
    public const double OtherName = 0.3;

    /// <summary>A word that many names share, where the other name has another.</summary>
    public const double OtherCommon = 0.22;

    /// <summary>Numbers next to each other, as of two vessels of one series.</summary>
    public const double NextNumber = 0.13;

    /// <summary>Numbers further apart.</summary>
    public const double OtherNumber = 0.3;

    /// <summary>A number that the other name lacks.</summary>
    public const double MissingNumber = 0.22;

    /// <summary>A common word that the other name lacks.</summary>
    public const double MissingCommon = 0.085;

    /// <summary>A company, and an association or foundation.</summary>
    private const double OtherForm = 0.22;

    private const double OfLetter = 0.055;
    private const double OfMoreLetters = 0.02;

    /// <summary>Once more than this share of all letters differs, each further share takes off more.</summary>
    private const double ManyLetters = 0.2;
    private const double OfManyLetters = 0.8;

    /// <summary>Short names are taken for no shorter than half of <see cref="EnoughLetters"/>.</summary>
    private const double LeastOfLength = 0.5;

    private const double OfPerson = 0.15;

    /// <summary>By its consonants a missing word looks shorter than it is.</summary>
    private const double OfPersonByConsonants = 1.5;
    private const double OfPersonEach = 0.06;
    private const double OfBodyFirst = 0.12;
    private const double OfBodyMore = 0.08;
    private const double OfBodyMost = 0.1;
    private const double OfOneWord = 0.3;
    private const int LongWord = 7;
    private const double EnoughLetters = 9;

    /// <summary>
    /// Letters that differ: the first costs little, each further one more, and all more where there are few letters.
    /// </summary>
    /// <param name="distance">In letters.</param>
    /// <param name="length">Of the words that were compared, in letters, the mean of both names.</param>
    public static double Spelling(double distance, double length) => distance <= 0
        ? 0
        : ((OfLetter * distance) + (OfMoreLetters * distance * distance))
            / Math.Clamp(length / EnoughLetters, LeastOfLength, 1)
            + (OfManyLetters * Math.Max(0, (distance / Math.Max(1, length)) - ManyLetters));

    /// <summary>
    /// How many letters two names may differ by at most so that spelling takes off no more than a share of the score.
    /// </summary>
    /// <param name="points">The share, 0 to 1.</param>
    public static double MostDistance(double points) =>
        (Math.Sqrt((OfLetter * OfLetter) + (4 * OfMoreLetters * points)) - OfLetter) / (2 * OfMoreLetters);

    /// <summary>Words that the other name lacks.</summary>
    /// <param name="missing">The letters of these words.</param>
    /// <param name="words">How many they are.</param>
    /// <param name="matched">The letters of the words that both have.</param>
    /// <param name="matchedWords">How many these are.</param>
    /// <param name="ofBody">Is it the name of a body rather than of a person?</param>
    /// <param name="consonants">Are only consonants compared?</param>
    public static double Missing(
        int missing, int words, double matched, int matchedWords, bool ofBody, bool consonants) =>
        words == 0 ? 0
        : OneWordIsLeft(matched, matchedWords, ofBody) ? OfOneWord
        : ofBody ? OfBodyFirst + (OfBodyMore * (words - 1)) + (words > matchedWords ? OfBodyMost : 0)
        : Math.Max(OfPersonEach, OfPerson * (consonants ? OfPersonByConsonants : 1) * missing / Math.Max(1, matched));

    /// <summary>Is one word, and no long one, all that is left to compare?</summary>
    /// <param name="matched">The letters of the words that both have.</param>
    /// <param name="matchedWords">How many these are.</param>
    /// <param name="ofBody">Is it the name of a body rather than of a person?</param>
    public static bool OneWordIsLeft(double matched, int matchedWords, bool ofBody) =>
        matchedWords < 2 && (!ofBody || matched < LongWord);

    /// <summary>Legal forms of different kinds.</summary>
    public static double LegalForms(ScreenedName left, ScreenedName right) =>
        left.LegalForm is { } one && right.LegalForm is { } other && one != other ? OtherForm : 0;

    /// <summary>A name with a company's legal form, and a listed party of some kind.</summary>
    public static double Kinds(ListedKind listed) => listed switch
    {
        ListedKind.Body => 0,
        ListedKind.Person => OtherKind,
        _ => OtherThing,
    };
}
