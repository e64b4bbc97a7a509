using System.Globalization;
using TransferLedger.Cli.Generate;
using TransferLedger.Custody;

namespace TransferLedger.Cli.Quality.Search;

/// <summary>How well a query can be answered at best, or how well many can in sum.</summary>
/// <param name="Expected">What the five likeliest weapons have of the likelihood.</param>
/// <param name="Found">Was the weapon meant one of them; where several are equally likely, in part.</param>
internal readonly record struct SearchOdds(double Expected, double Found)
{
    public static SearchOdds Sum(IEnumerable<SearchOdds> odds) =>
        odds.Aggregate(default(SearchOdds), (sum, it) => new(sum.Expected + it.Expected, sum.Found + it.Found));
}

/// <summary>How well queries of one kind can be answered at best.</summary>
/// <param name="Name">The kind.</param>
/// <param name="Asked">How many.</param>
/// <param name="NumberAlone">Where nothing but the number is known, in sum.</param>
/// <param name="NumberAndMaker">Where the maker is known too, in sum.</param>
internal sealed record SearchBoundFigures(
    string Name, int Asked, SearchOdds NumberAlone, SearchOdds NumberAndMaker);

/// <summary>
/// What no search can do better: for each query the likelihood of every weapon of the ledger is reckoned from the very
/// shares and kinds by which numbers are corrupted (<see cref="Corruption.Odds"/>), and the five likeliest are taken.
/// A real search knows none of that. No database is needed.
/// </summary>
internal sealed class SearchBound
{
    private const int MostZeros = 14;

    private readonly List<NumberedWeapon> _weapons;
    private readonly string[] _letters;
    private readonly ILookup<string, int> _byLetters;
    private readonly ILookup<string, int> _byLook;
    private readonly ILookup<string, int> _bySound;
    private readonly long _seed;

    public SearchBound(List<NumberedWeapon> weapons, long seed)
    {
        (_weapons, _seed) = (weapons, seed);
        _letters = [.. weapons.Select(it => SerialKeys.Of(it.Serial).Canonical)];
        var all = Enumerable.Range(0, weapons.Count).ToArray();
        _byLetters = all.ToLookup(at => _letters[at], StringComparer.Ordinal);
        _byLook = all.ToLookup(at => Corruption.LookOf(_letters[at]), StringComparer.Ordinal);
        _bySound = all.Where(at => Corruption.SoundOf(_letters[at]) is not null)
            .ToLookup(at => Corruption.SoundOf(_letters[at])!, StringComparer.Ordinal);
    }

    /// <summary>The bound, by kind and for all; the queries are those of <see cref="SearchMeasurement"/>.</summary>
    public IReadOnlyList<SearchBoundFigures> Run(int corruptions, Action<string> say, CancellationToken cancel)
    {
        var tries = new (Corruption Kind, SearchOdds NumberAlone, SearchOdds NumberAndMaker)[corruptions];
        var done = 0;
        Parallel.For(0, corruptions, new ParallelOptions { CancellationToken = cancel }, at =>
        {
            tries[at] = Try(at);
            if (Interlocked.Increment(ref done) % 5_000 == 0)
            {
                say(string.Create(CultureInfo.InvariantCulture, $"{done} of {corruptions} reckoned"));
            }
        });
        return
        [
            .. Corruption.All.Select(kind => Figures(kind.Name, [.. tries.Where(it => it.Kind == kind)])),
            Figures("all", tries),
        ];
    }

    private (Corruption Kind, SearchOdds NumberAlone, SearchOdds NumberAndMaker) Try(int index)
    {
        var (weapon, kind, written) = SearchMeasurement.Query(_weapons, _seed, index);
        var text = Corruption.LettersOf(written);
        var (meant, all, byMaker) = (0.0, new List<double>(), new List<double>());
        foreach (var at in Candidates(text))
        {
            var odds = Corruption.Odds(written, text, _weapons[at].Serial, _letters[at]);
            all.Add(odds);
            meant = _weapons[at].Id == weapon.Id ? odds : meant;
            if (_weapons[at].Maker == weapon.Maker)
            {
                byMaker.Add(odds);
            }
        }

        return (kind, Best(all, meant), Best(byMaker, meant));
    }

    private static SearchOdds Best(List<double> likelihoods, double meant)
    {
        // A hair of difference is rounding: what is as likely counts as such.
        likelihoods.Sort((left, right) => right.CompareTo(left));
        var likelier = likelihoods.Count(it => it > meant * (1 + 1e-9));
        var asLikely = likelihoods.Count(it => Math.Abs(it - meant) <= meant * 1e-9);
        var sum = likelihoods.Sum();
        return new SearchOdds(
            sum == 0 ? 0 : likelihoods.Take(SearchAnswer.Looked).Sum() / sum,
            meant == 0 ? 0 : Math.Clamp((SearchAnswer.Looked - likelier) / (double)asLikely, 0, 1));
    }

    /// <summary>Every weapon whose number may have been written so.</summary>
    private HashSet<int> Candidates(string text) =>
    [
        .. _byLook[Corruption.LookOf(text)],
        .. _bySound[text],
        .. Texts(text).SelectMany(it => _byLetters[it]),
    ];

    private static IEnumerable<string> Texts(string text)
    {
        yield return text;
        foreach (var once in Changed(text, 0))
        {
            yield return once.Text;
            foreach (var twice in Changed(once.Text, once.At + 1))
            {
                yield return twice.Text;
            }
        }

        for (var at = 0; at <= text.Length; at++)
        {
            foreach (var c in Corruption.Signs)
            {
                yield return text.Insert(at, c.ToString());
            }
        }

        for (var at = 0; at < text.Length; at++)
        {
            yield return text.Remove(at, 1);
            if (at > 0)
            {
                yield return text[..(at - 1)] + text[at] + text[at - 1] + text[(at + 1)..];
            }
        }

        if (text.AsSpan().IndexOfAnyInRange('0', '9') is >= 0 and var digit)
        {
            for (var zeros = 1; zeros <= MostZeros; zeros++)
            {
                yield return text.Insert(digit, new string('0', zeros));
            }
        }
    }

    private static IEnumerable<(string Text, int At)> Changed(string text, int from)
    {
        for (var at = from; at < text.Length; at++)
        {
            foreach (var marked in Corruption.MarkedFor(text[at]))
            {
                yield return (text[..at] + marked + text[(at + 1)..], at);
            }
        }
    }

    private static SearchBoundFigures Figures(
        string name, (Corruption Kind, SearchOdds NumberAlone, SearchOdds NumberAndMaker)[] tries) => new(
        name,
        tries.Length,
        SearchOdds.Sum(tries.Select(it => it.NumberAlone)),
        SearchOdds.Sum(tries.Select(it => it.NumberAndMaker)));
}
