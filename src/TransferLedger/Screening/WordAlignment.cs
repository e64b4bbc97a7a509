namespace TransferLedger.Screening;

/// <summary>Which word of one name stands for which of another, and what that takes off.</summary>
internal sealed class WordAlignment
{
    /// <summary>Shorter words are not taken for two in one.</summary>
    public const int ShortestJoined = 4;

    /// <summary>What of a word's letters may differ at most: beyond, more differs than is alike.</summary>
    private const double MostOfWord = 0.67;

    /// <summary>A word that many names share is known by its form in the table: little may differ.</summary>
    private const double MostOfCommon = 1;

    /// <summary>Less than a letter: a changed letter makes a short word in Arabic script another word.</summary>
    private const double MostOfShort = 0.5;

    /// <summary>Letters of a word that many names share count so much in the length of what was compared.</summary>
    private const double WeightOfCommon = 0.4;

    /// <summary>By how many consonants words of up to one, two, three and more may differ.</summary>
    private static readonly double[] MostConsonants = [0.4, 0.4, 0.6, 1, 1.6];

    private readonly ScreenedName _left;
    private readonly ScreenedName _right;
    private readonly bool _consonants;
    private readonly List<NameWord> _ones;
    private readonly List<NameWord> _others;
    private readonly int[] _partner;
    private readonly bool[] _taken;
    private readonly List<(int One, int Other, double Distance)> _pairs = [];
    private int _joins;
    private bool _flipped;

    public WordAlignment(ScreenedName left, ScreenedName right)
    {
        (_left, _right) = (left, right);
        _consonants = left.WithoutVowels != right.WithoutVowels;
        (_ones, _others) = ([.. left.Words], [.. right.Words]);
        Join(_ones, _others);
        _flipped = true;
        Join(_others, _ones);
        _flipped = false;
        (_partner, _taken) = (new int[_ones.Count], new bool[_others.Count]);
        Array.Fill(_partner, -1);
        Align();
        Deductions = Weigh();
    }

    /// <summary>
    /// How much the words say that both names have, in bits; less for each letter that differs.
    /// </summary>
    public double Bits { get; private set; }

    /// <summary>How many bits more it takes because one name has words that the other lacks.</summary>
    public double Reach { get; private set; }

    /// <summary>Has any word that tells names apart a partner?</summary>
    public bool SharesNames => _pairs.Exists(IsOfNames);

    /// <summary>The words that have a partner, as each name writes them.</summary>
    public (string Left, string Right) Shared => (
        string.Join(' ', _pairs.Select(it => _ones[it.One].Text)),
        string.Join(' ', _pairs.Select(it => _others[it.Other].Text)));

    /// <summary>What the differences take off, for the caller to add to.</summary>
    public List<Deduction> Deductions { get; }

    private List<Deduction> Weigh()
    {
        var found = new List<Deduction>();
        var (distance, length, matched) = (0.0, 0.0, 0);
        var (spelledLeft, spelledRight) = (new List<string>(), new List<string>());
        foreach (var (one, other, apart) in _pairs)
        {
            if (_ones[one].Kind == WordKind.Number || _others[other].Kind == WordKind.Number)
            {
                OfNumbers(found, _ones[one], _others[other]);
                Bits += _ones[one].Number == _others[other].Number ? NameInformation.OfNumber : 0;
                continue;
            }

            var letters = Length(_ones[one], _others[other]);
            (length, matched) = (length + letters, matched + 1);
            Bits += ScoreWeights.Evidence(BitsOf(_ones[one]), BitsOf(_others[other]), apart);
            if (IsInitial(_ones[one]) != IsInitial(_others[other]) && _ones[one].Text != _others[other].Text)
            {
                NameComparison.Add(
                    found, ScorePart.Initial, ScoreWeights.Initial, _ones[one].Text, _others[other].Text,
                    ScoreReason.LetterForWord);
            }
            else if (apart > 0)
            {
                distance += apart;
                spelledLeft.Add(_ones[one].Text);
                spelledRight.Add(_others[other].Text);
            }
        }

        NameComparison.Add(
            found, ScorePart.Spelling, ScoreWeights.Spelling(distance, length), string.Join(' ', spelledLeft),
            string.Join(' ', spelledRight));
        OfUnmatched(found, length, matched);
        OfOrder(found);
        NameComparison.Add(
            found, ScorePart.Spacing, _joins > 0 ? ScoreWeights.Spacing : 0, _left.Written, _right.Written);
        NameComparison.Add(
            found, ScorePart.LegalForm, ScoreWeights.LegalForms(_left, _right), _left.LegalForm, _right.LegalForm);
        NameComparison.Add(found, ScorePart.Script, _consonants ? ScoreWeights.Script : 0);
        NameComparison.Add(
            found, ScorePart.Initial, TellsNothing() ? ScoreWeights.NothingOwn : 0,
            reason: ScoreReason.NothingElseInCommon);
        return found;
    }

    /// <summary>Are initials, numbers or words that many names share all that the two have in common?</summary>
    private bool TellsNothing() =>
        !SharesNames
        && (_ones.Exists(it => it.Kind == WordKind.Name) || _others.Exists(it => it.Kind == WordKind.Name));

    private bool IsOfNames((int One, int Other, double Distance) pair) =>
        _ones[pair.One].Kind == WordKind.Name && _others[pair.Other].Kind == WordKind.Name;

    /// <summary>Vowels that a script leaves out are a guess, and so are those of characters for syllables.</summary>
    private double BitsOf(NameWord word) =>
        _consonants || _left.OfSyllables != _right.OfSyllables ? word.ConsonantBits : word.Bits;

    private static bool IsInitial(NameWord word) => word.Kind == WordKind.Initial;

    private double Length(NameWord one, NameWord other) => _consonants
        ? (one.Consonants.Length + other.Consonants.Length) / 2.0
        : (one.Text.Length + other.Text.Length) / 2.0 * (one.Kind == WordKind.Common ? WeightOfCommon : 1);

    /// <summary>Two words of one name that are one in the other, as Pricewaterhouse Coopers.</summary>
    private void Join(List<NameWord> words, List<NameWord> others)
    {
        for (var at = 0; at + 1 < words.Count; at++)
        {
            if (words[at].Kind == WordKind.Number || words[at + 1].Kind == WordKind.Number)
            {
                continue;
            }

            var (first, second) = (words[at], words[at + 1]);
            var length = _consonants
                ? first.Consonants.Length + second.Consonants.Length
                : first.Text.Length + second.Text.Length;
            foreach (var other in others)
            {
                var whole = _consonants ? other.Consonants.Length : other.Text.Length;
                if (other.Kind == WordKind.Number || whole < ShortestJoined || Math.Abs(whole - length) > 1)
                {
                    continue;
                }

                var joined = NameWord.Joined(first, second);
                if (Distance(joined, other) is <= 1 and var apart && apart < Distance(first, other)
                    && apart < Distance(second, other))
                {
                    words[at] = joined;
                    words.RemoveAt(at + 1);
                    _joins++;
                    break;
                }
            }
        }
    }

    private void Align()
    {
        var possible = new List<(double Relative, int Apart, int One, int Other, double Distance)>();
        for (var one = 0; one < _ones.Count; one++)
        {
            for (var other = 0; other < _others.Count; other++)
            {
                var distance = Distance(_ones[one], _others[other]);
                var length = Math.Max(1, Length(_ones[one], _others[other]));
                if (distance <= Allowed(_ones[one], _others[other]))
                {
                    possible.Add((distance / length, Math.Abs(one - other), one, other, distance));
                }
            }
        }

        foreach (var it in possible.Order())
        {
            if (_partner[it.One] < 0 && !_taken[it.Other])
            {
                (_partner[it.One], _taken[it.Other]) = (it.Other, true);
                _pairs.Add((it.One, it.Other, it.Distance));
            }
        }
    }

    private double Allowed(NameWord one, NameWord other)
    {
        if (_consonants)
        {
            var shorter = Math.Min(one.Consonants.Length, other.Consonants.Length);
            return ScoreWeights.OfConsonants * MostConsonants[Math.Min(shorter, MostConsonants.Length - 1)];
        }

        // In Arabic script a short word that differs in a letter is another word: Zayd, Aziz.
        if (_left.WithoutVowels && Math.Max(one.Text.Length, other.Text.Length) <= ShortestJoined)
        {
            return MostOfShort;
        }

        if ((one.Kind == WordKind.Common) != (other.Kind == WordKind.Common))
        {
            return MostOfCommon;
        }

        return Math.Min(WordDistance.MostLetters, MostOfWord * Math.Max(one.Text.Length, other.Text.Length));
    }

    private double Distance(NameWord one, NameWord other) => WordDistance.Of(
        _flipped ? other : one, _flipped ? one : other, _left.WithoutVowels, _right.WithoutVowels);

    private static void OfNumbers(List<Deduction> found, NameWord one, NameWord other)
    {
        var apart = Math.Abs((long)one.Number - other.Number);
        NameComparison.Add(
            found, ScorePart.Number,
            apart == 0 ? 0 : apart == 1 ? ScoreWeights.NextNumber : ScoreWeights.OtherNumber, one.Text, other.Text,
            apart == 1 ? ScoreReason.NextNumber : ScoreReason.OtherNumber);
    }

    /// <summary>
    /// Words without a partner: as many as both names have left stand against each other, the rest are missing.
    /// </summary>
    private void OfUnmatched(List<Deduction> found, double length, int matched)
    {
        var left = _ones.Where((_, at) => _partner[at] < 0).OrderBy(it => it.Kind).ToList();
        var right = _others.Where((_, at) => !_taken[at]).OrderBy(it => it.Kind).ToList();
        var against = Math.Min(left.Count, right.Count);
        for (var at = 0; at < against; at++)
        {
            var common = left[at].Kind == WordKind.Common || right[at].Kind == WordKind.Common;
            NameComparison.Add(
                found, ScorePart.OtherWord, common ? ScoreWeights.OtherCommon : ScoreWeights.OtherName, left[at].Text,
                right[at].Text, common ? ScoreReason.CommonWord : ScoreReason.Name);
        }

        foreach (var (rest, isLeft) in new[] { (left[against..], true), (right[against..], false) })
        {
            OfMissing(found, rest, isLeft, length, matched);
        }
    }

    private void OfMissing(List<Deduction> found, List<NameWord> rest, bool isLeft, double length, int matched)
    {
        Reach += rest.Sum(it => it.Kind switch
        {
            WordKind.Name or WordKind.Initial => ScoreWeights.BitsOfMissingName,
            WordKind.Common => ScoreWeights.BitsOfMissingCommon,
            _ => 0,
        });
        var (names, numbers) = (
            rest.Where(it => it.Kind is WordKind.Name or WordKind.Initial).ToList(),
            rest.Count(it => it.Kind == WordKind.Number));
        var letters = names.Sum(it => _consonants ? it.Consonants.Length : it.Text.Length);
        var ofBody = _left.IsOfBody || _right.IsOfBody;
        var points = ScoreWeights.Missing(letters, names.Count, length, matched, ofBody, _consonants)
            + (ScoreWeights.MissingCommon * rest.Count(it => it.Kind == WordKind.Common));
        var words = string.Join(' ', rest.Where(it => it.Kind != WordKind.Number).Select(it => it.Text));
        NameComparison.Add(
            found, ScorePart.MissingWord, points, isLeft ? words : "", isLeft ? "" : words,
            names.Count == 0 ? ScoreReason.CommonWord
                : ScoreWeights.OneWordIsLeft(length, matched, ofBody) ? ScoreReason.OneWordLeft
                : ScoreReason.Name);
        var number = string.Join(' ', rest.Where(it => it.Kind == WordKind.Number).Select(it => it.Text));
        NameComparison.Add(
            found, ScorePart.Number, ScoreWeights.MissingNumber * Math.Min(1, numbers), isLeft ? number : "",
            isLeft ? "" : number, ScoreReason.MissingNumber);
    }

    private void OfOrder(List<Deduction> found)
    {
        var last = -1;
        var changed = false;
        foreach (var partner in _partner.Where(it => it >= 0))
        {
            (changed, last) = (changed || partner < last, partner);
        }

        if (changed)
        {
            var sons = _left.Sons.Length > 0 && _right.Sons.Length > 0;
            NameComparison.Add(
                found, ScorePart.Order, sons ? ScoreWeights.SonOrder : ScoreWeights.Order, _left.Written,
                _right.Written, sons ? ScoreReason.FatherAndSon : ScoreReason.Words);
        }
    }
}
