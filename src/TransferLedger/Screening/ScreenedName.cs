using System.Collections.Immutable;
using System.Text;
using TransferLedger.Ledger;

namespace TransferLedger.Screening;

/// <summary>What a word says in a name.</summary>
public enum WordKind
{
    /// <summary>It tells this name from others.</summary>
    Name,

    /// <summary>Many names share it: bank, industries, international.</summary>
    Common,

    /// <summary>A number, in digits, Roman numerals or words.</summary>
    Number,

    /// <summary>One letter, which may stand for a word.</summary>
    Initial,
}

/// <summary>One word of a name as it is compared.</summary>
/// <param name="Text">In Latin letters, lower case; of a common word the one form for all languages.</param>
/// <param name="Sounds">How it sounds (<see cref="SoundOf.Word"/>).</param>
/// <param name="Consonants">Its consonants (<see cref="SoundOf.Consonants"/>).</param>
/// <param name="Kind">What it says.</param>
/// <param name="Number">Of a number what it is; 0 otherwise.</param>
/// <param name="IsSyllable">Is it a character that is a syllable, or several (Chinese, Korean)?</param>
public sealed record NameWord(
    string Text, string Sounds, string Consonants, WordKind Kind, int Number = 0, bool IsSyllable = false)
{
    /// <summary>How much it says that another name has it too, in bits.</summary>
    internal double Bits { get; } = BitsOf(Sounds, Consonants, Kind, vowels: true);

    /// <summary>The same where only consonants are compared.</summary>
    internal double ConsonantBits { get; } = BitsOf(Sounds, Consonants, Kind, vowels: false);

    /// <summary>Two words in one, as Pricewaterhouse.</summary>
    internal static NameWord Joined(NameWord first, NameWord second)
    {
        var text = first.Text + second.Text;
        var sounds = SoundOf.Word(text);
        return new(
            text, sounds, SoundOf.Consonants(sounds), WordKind.Name, IsSyllable: first.IsSyllable && second.IsSyllable);
    }

    private static double BitsOf(string sounds, string consonants, WordKind kind, bool vowels) => kind switch
    {
        WordKind.Common => NameInformation.OfCommon,
        WordKind.Number => NameInformation.OfNumber,
        WordKind.Initial => NameInformation.OfInitial,
        _ => NameInformation.OfWord(sounds, consonants, vowels),
    };
}

/// <summary>
/// A name made ready to be compared: in Latin letters, without titles, articles and legal form. Made once for each
/// listed name and once for each name that is screened.
/// </summary>
public sealed class ScreenedName
{
    /// <summary>What stands behind is not compared: names on the lists have no more.</summary>
    private const int MostWords = 24;

    /// <summary>More words are not looked at, so that a name made of forms and articles takes no time.</summary>
    private const int MostTokens = 100;

    private const int LongestCompound = 5;
    private const int LeastMonosyllables = 3;
    private const int LeastOfPerson = 2;
    private const int MostOfPerson = 4;

    private ScreenedName(
        string written, string whole, string? form, ImmutableArray<NameWord> words, ImmutableArray<int> sons)
    {
        (Written, Whole, LegalForm, Words, Sons) = (written, whole, form, words, sons);
        WithoutVowels = Romanization.IsWithoutVowels(written);
        OtherScript = Romanization.IsOtherScript(written);
        OfSyllables = Romanization.IsOfSyllables(written);
        IsMonosyllabic = !OtherScript && words.Length >= LeastMonosyllables
            && words.All(it => SoundOf.IsOneSyllable(it.Sounds));
        IsOfPerson = !IsOfBody && words.Length is >= LeastOfPerson and <= MostOfPerson
            && (OfSyllables || WithoutVowels
                || words.Any(it => it.Kind == WordKind.Name && NameInformation.IsOfPerson(it.Consonants)));
        Joined = string.Concat(words.Select(it => it.Text));
        Consonants = string.Concat(words.Select(it => it.Consonants));
        Neighbours =
        [
            .. words.Zip(words.Skip(1), (first, second) =>
                first.Kind == WordKind.Number || second.Kind == WordKind.Number
                    ? null
                    : NameWord.Joined(first, second)),
        ];
    }

    /// <summary>The name as it was written.</summary>
    public string Written { get; }

    /// <summary>Has it more words than are compared? Then what stands behind may be anybody.</summary>
    public bool IsCut { get; private init; }

    /// <summary>All of it in Latin letters without spaces, articles and legal form with it.</summary>
    public string Whole { get; }

    /// <summary>The kind of legal form it was written with; null for none.</summary>
    public string? LegalForm { get; }

    /// <summary>Its words, in their order.</summary>
    public ImmutableArray<NameWord> Words { get; }

    /// <summary>Before which words it says <em>son of</em>, by their places.</summary>
    public ImmutableArray<int> Sons { get; }

    /// <summary>Is it written in a script without short vowels?</summary>
    public bool WithoutVowels { get; }

    /// <summary>Is it written in a script other than Latin?</summary>
    public bool OtherScript { get; }

    /// <summary>Is it written in characters that are a syllable each?</summary>
    public bool OfSyllables { get; }

    /// <summary>All words in one.</summary>
    public string Joined { get; }

    /// <summary>The consonants of all words in one.</summary>
    public string Consonants { get; }

    /// <summary>Each word and the next in one; null where one of the two is a number.</summary>
    internal ImmutableArray<NameWord?> Neighbours { get; }

    /// <summary>Is it the name of a body rather than of a person, as far as its words tell?</summary>
    public bool IsOfBody => LegalForm is not null || Words.Any(it => it.Kind is WordKind.Common or WordKind.Number);

    /// <summary>
    /// Is it three or more words of one syllable each in Latin letters, as Chinese, Korean and Vietnamese names are?
    /// </summary>
    internal bool IsMonosyllabic { get; }

    /// <summary>
    /// Is it likely the name of a person: two to four words without anything of a body, one of them a name that persons
    /// have? Scripts whose bodies hardly do without such a word (Arabic, Chinese, Korean) need no known name.
    /// </summary>
    internal bool IsOfPerson { get; }

    /// <summary>A name as it is compared; null when it holds nothing to compare.</summary>
    /// <param name="name">As written, in any script.</param>
    /// <param name="others">Writes scripts without a table here; null for nobody.</param>
    public static ScreenedName? Of(string name, OtherScripts? others)
    {
        ArgumentNullException.ThrowIfNull(name);
        var (plain, arabic) = (Nfkc.WithoutMarks(name).ToLowerInvariant(), Romanization.IsWithoutVowels(name));
        var tokens = Tokens(Romanization.Of(arabic ? NameVocabulary.WithoutArabicTitles(plain) : plain, others));
        var isLong = tokens.Count >= MostTokens;
        if (arabic)
        {
            Unjoin(tokens);
        }

        Compound(tokens);

        var whole = string.Concat(tokens);
        if (Romanization.IsOfSyllables(name))
        {
            var syllables = tokens.Take(MostWords).Select(it => Word(it, WordKind.Name) with { IsSyllable = true });
            return tokens.Count == 0
                ? null
                : new(name, whole, null, [.. syllables], []) { IsCut = isLong || tokens.Count > MostWords };
        }

        var form = CutForms(tokens);
        var (words, sons) = (ImmutableArray.CreateBuilder<NameWord>(), ImmutableArray.CreateBuilder<int>());
        var at = 0;
        for (; at < tokens.Count && words.Count < MostWords; at++)
        {
            var token = tokens[at];
            if (NameVocabulary.IsSonOf(token))
            {
                sons.Add(words.Count);
            }

            if (IsServant(token) && at + 1 < tokens.Count)
            {
                at += at + 2 < tokens.Count && NameVocabulary.IsSmall(tokens[at + 1]) ? 2 : 1;
                words.Add(Word("abd" + WithoutArticle(tokens[at]), WordKind.Name));
                continue;
            }

            // Nothing stands behind an article, so that the last of two words is a name: Daan Wal, Bach Do.
            if (tokens.Count == 1 || !IsLeftOut(token, arabic)
                || (!arabic && at == tokens.Count - 1 && NameVocabulary.IsNameAtEnd(token, words.Count)))
            {
                words.Add(Word(token));
            }
        }

        // A name of nothing but small words ("AN", "The The") is compared as it is.
        return new ScreenedName(
            name, whole, form,
            words.Count > 0 ? words.ToImmutable() : [.. tokens.Take(MostWords).Select(it => Word(it))],
            sons.ToImmutable())
        {
            IsCut = isLong || at < tokens.Count,
        } is { Words.Length: > 0 } made ? made : null;
    }

    private static NameWord Word(string token)
    {
        if (NameVocabulary.NumberOf(token) is { } number)
        {
            return new(token, token, token, WordKind.Number, number);
        }

        return NameVocabulary.CommonOf(token) is { } common
            ? Word(common, WordKind.Common)
            : Word(Servant(token), token.Length == 1 ? WordKind.Initial : WordKind.Name);
    }

    private static NameWord Word(string text, WordKind kind)
    {
        var sounds = SoundOf.Word(text);
        return new(text, sounds, SoundOf.Consonants(sounds), kind);
    }

    /// <summary>Without its vowels an Arabic name may look like a title: Umar is mr.</summary>
    private static bool IsLeftOut(string token, bool arabic) => arabic
        ? NameVocabulary.IsSonOf(token)
            || token is "al" or "w" or "aw" or "fy" or "d" or "wld" or "bnt" or "hajy" or "mla" or "mwlwy" or "dktwr"
                or "qary" or "shykh" or "hafz"
        : NameVocabulary.IsSmall(token) || NameVocabulary.IsTitle(token);

    private static bool IsServant(string token) =>
        token is "abd" or "abdul" or "abdel" or "abdal" or "abdol" or "abdur";

    /// <summary>Abdulmalik, Abdelmalik, Abd al-Malik and Arabic that writes it in one word are one name.</summary>
    private static string Servant(string token)
    {
        if (!token.StartsWith("abd", StringComparison.Ordinal) || token.Length <= LongestCompound)
        {
            return token;
        }

        var rest = token.AsSpan(3);
        var article = rest[0] is 'u' or 'e' or 'a' or 'o' or 'i' && rest[1] is 'l' or 'r' or 's' or 'n' or 'd' or 'z'
            && (rest[1] == 'l' || (rest.Length > 2 && rest[2] == rest[1]));
        return article && rest.Length > 4 ? string.Concat("abd", rest[2..]) : token;
    }

    private static string WithoutArticle(string token) =>
        token.Length >= 4 && token.StartsWith("al", StringComparison.Ordinal) ? token[2..] : token;

    /// <summary>Takes legal forms off both ends, and gives the kind of the last.</summary>
    private static string? CutForms(List<string> tokens)
    {
        string? found = null;
        while (AtAnEnd(tokens) is { } form)
        {
            found = form;
        }

        // A word may follow the form, by mistake or because it was moved: Acme Limited Junior.
        for (var at = 1; at + 1 < tokens.Count; at++)
        {
            if (NameVocabulary.IsSureForm(tokens[at]) && NameVocabulary.FormOf(tokens[at]) is { } form)
            {
                found ??= form;
                tokens.RemoveAt(at--);
            }
        }

        if (found is null && tokens.Count > 1 && NameVocabulary.FormLike(tokens[^1]) is { } alike)
        {
            found = alike;
            tokens.RemoveAt(tokens.Count - 1);
        }

        return found;
    }

    private static string? AtAnEnd(List<string> tokens)
    {
        for (var length = Math.Min(NameVocabulary.LongestForm, tokens.Count - 1); length > 0; length--)
        {
            foreach (var from in (ReadOnlySpan<int>)[tokens.Count - length, 0])
            {
                if (NameVocabulary.FormOf(string.Join(' ', tokens.GetRange(from, length))) is { } form)
                {
                    tokens.RemoveRange(from, length);
                    return form;
                }
            }
        }

        return null;
    }

    private static List<string> Tokens(string latin)
    {
        var (tokens, word) = (new List<string>(), new StringBuilder());
        for (var at = 0; at < latin.Length && tokens.Count < MostTokens; at++)
        {
            var letter = latin[at];
            if (char.IsLetterOrDigit(letter))
            {
                word.Append(letter);
            }
            else if (letter != '\'' && !(letter is '.' or '/' && IsBetweenInitials(latin, at)) && word.Length > 0)
            {
                tokens.Add(word.ToString());
                word.Clear();
            }
        }

        if (word.Length > 0 && tokens.Count < MostTokens)
        {
            tokens.Add(word.ToString());
        }

        return tokens;
    }

    /// <summary>Arabic writes the article in one with its word: al-Houthi is alhwthy, Abd al-Malik bdalmlk.</summary>
    private static void Unjoin(List<string> tokens)
    {
        for (var at = 0; at < tokens.Count; at++)
        {
            var token = tokens[at];
            tokens[at] = token switch
            {
                "bd" => "abd",
                _ when token.Length > LongestCompound && token.StartsWith("bdal", StringComparison.Ordinal) =>
                    "abd" + token[4..],
                _ when token.Length > LongestCompound && token.StartsWith("ll", StringComparison.Ordinal) => token[2..],
                _ => WithoutArticle(token),
            };
        }
    }

    /// <summary>
    /// Names made of two words are one, however they are written: Hidayat Ullah, Hidayatullah; Shams al-Din,
    /// Shamsuddin.
    /// </summary>
    private static void Compound(List<string> tokens)
    {
        for (var at = 1; at < tokens.Count; at++)
        {
            var (ending, from) = tokens[at] switch
            {
                "ullah" or "allah" or "ollah" or "lh" => ("ullah", at),
                "uddin" or "eddin" or "addin" or "eddine" or "uddeen" or "aldin" or "eldin" or "dyn" => ("uddin", at),
                "din" or "dine" or "deen" when at > 1 && tokens[at - 1] is "al" or "ud" or "ad" or "ed" or "el" or "ul" =>
                    ("uddin", at - 1),
                _ => ("", at),
            };
            if (ending.Length > 0 && from > 0 && tokens[from - 1].Length > 2 && !IsServant(tokens[from - 1])
                && !NameVocabulary.IsSmall(tokens[from - 1]))
            {
                tokens[from - 1] += tokens[at] is "lh" or "dyn" ? tokens[at] : ending;
                tokens.RemoveRange(from, at - from + 1);
                at = from - 1;
            }
        }
    }

    private static bool IsBetweenInitials(string text, int at) =>
        at > 0 && char.IsLetter(text[at - 1]) && (at < 2 || !char.IsLetterOrDigit(text[at - 2]))
        && at + 1 < text.Length && char.IsLetter(text[at + 1])
        && (at + 2 >= text.Length || !char.IsLetterOrDigit(text[at + 2]));
}
