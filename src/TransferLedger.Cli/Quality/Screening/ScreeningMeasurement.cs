using System.Collections.Immutable;
using System.Diagnostics;
using Bogus;
using TransferLedger.Ledger;
using TransferLedger.Screening;
using TransferLedger.Store.Screening;

namespace TransferLedger.Cli.Quality.Screening;

/// <summary>Measures the matching of names.</summary>
/// <param name="pairs">Labelled pairs.</param>
/// <param name="entries">The entries of all lists.</param>
/// <param name="seed">The same seed, the same figures but times.</param>
/// <param name="say">Told what is going on.</param>
internal sealed class ScreeningMeasurement(
    List<LabelledPair> pairs, IReadOnlyList<ListedEntry> entries, long seed, Action<string> say)
{
    private const int Splits = 20;
    private const int MostPlainPercent = 20;
    private const int CheckedAgainstAll = 200;
    private const int FewExamples = 5;
    private const int ManyExamples = 1_000;

    /// <summary>The languages names of nobody are made in, as Bogus names them.</summary>
    public static IReadOnlyList<string> Languages { get; } =
        ["en", "de", "fr", "es", "it", "pl", "tr", "nl", "sv", "ru", "uk", "el", "ar", "fa", "zh_CN", "ko", "ja", "vi"];

    private static readonly OtherScripts Others = Transliterator.Latin;
    private readonly ScreeningParameters _limits = ScreeningParameters.Default;

    /// <summary>All of it.</summary>
    /// <param name="corruptions">How many listed names are written in each wrong way.</param>
    /// <param name="innocents">How many invented names of each kind and language.</param>
    /// <param name="cancel">Stops it.</param>
    public ScreeningReport Run(int corruptions, int innocents, CancellationToken cancel)
    {
        say("Labelled pairs");
        var (tuned, held) = LabelledPairs.Split(pairs, seed);
        var splits = Enumerable.Range(0, Splits).Select(it => unchecked(seed + it))
            .Select(it => (it, Measure(LabelledPairs.Split(pairs, it).Held, Matches).F1)).ToList();
        var mixed = Mixed();
        cancel.ThrowIfCancellationRequested();
        say("Every name in its own script against every name in Latin letters");
        var (others, othersFalse) = AllMixed(cancel);
        var watch = Stopwatch.StartNew();
        var screener = new Screener(entries, Others, _limits);
        var indexMs = watch.Elapsed.TotalMilliseconds;
        say("Listed names written wrongly");
        var times = new List<double>();
        var corrupted = NameCorruption.All.Select(it => Corrupt(screener, it, corruptions, times, cancel)).ToList();
        var (asked, missed) = AgainstAll(cancel);
        say("Names of nobody");
        var nobody = Languages.SelectMany(it => Nobody(screener, it, innocents, FewExamples, times, cancel)).ToList();
        times.Sort();
        return new(
            seed, Measure(tuned, Matches), Measure(held, Matches), splits, Measure(held, Plain),
            Measure(mixed, Matches), Measure(mixed, Plain), others, othersFalse, corrupted, asked, missed, nobody,
            new(
                screener.Names, times.Count, times.Count / times.Sum() * 1000, times[times.Count / 2],
                times[(int)(times.Count * 0.99)], indexMs));
    }

    /// <summary>Names of nobody in some languages alone, with what each that matches was taken for.</summary>
    /// <param name="languages">Some of <see cref="Languages"/>.</param>
    /// <param name="innocents">How many names of each kind and language.</param>
    /// <param name="cancel">Stops it.</param>
    public IReadOnlyList<Innocent> Nobody(IEnumerable<string> languages, int innocents, CancellationToken cancel)
    {
        var screener = new Screener(entries, Others, _limits);
        return [.. languages.SelectMany(it => Nobody(screener, it, innocents, ManyExamples, [], cancel))];
    }

    private static Told Measure(IEnumerable<LabelledPair> set, Func<string, string, bool> says) =>
        Told.Of(set.Select(it => (it.IsMatch, says(it.Left, it.Right))));

    private bool Matches(string left, string right) =>
        ScreenedName.Of(left, Others) is { } one && ScreenedName.Of(right, Others) is { } other
        && NameComparison.Of(one, other).Score >= _limits.WarnFrom;

    /// <summary>What to compare with: the share of letters that differ, in lower case and nothing else done.</summary>
    private static bool Plain(string left, string right)
    {
        var (one, other) = (left.ToLowerInvariant(), right.ToLowerInvariant());
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var last = row[0]++;
            for (var j = 1; j <= other.Length; j++)
            {
                (last, row[j]) = (
                    row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, last + (one[i - 1] == other[j - 1] ? 0 : 1)));
            }
        }

        return row[^1] * 100 <= MostPlainPercent * Math.Max(one.Length, other.Length);
    }

    /// <summary>
    /// The listed name in Latin letters and the one in its own script; and each with that of some other entry, half of
    /// them one that shares a word with it.
    /// </summary>
    private List<LabelledPair> Mixed()
    {
        var dice = new Random(unchecked((int)seed));
        var both = Both();
        var found = new List<LabelledPair>();
        for (var at = 0; at < both.Count; at++)
        {
            var (latin, original) = both[at];
            found.Add(new(latin, original, true));
            var near = Enumerable.Range(0, both.Count)
                .Where(it => it != at && Shares(both[it].Original, original)).ToList();
            var other = near.Count > 0 && at % 2 == 0
                ? near[dice.Next(near.Count)]
                : (at + 1 + dice.Next(both.Count - 1)) % both.Count;
            found.Add(new(latin, both[other].Original, false));
        }

        return found;
    }

    private List<(string Latin, string Original)> Both() =>
    [
        .. entries.Select(it => (it.Primary, it.Names.FirstOrDefault(name =>
                name.Kind == ListedNameKind.OriginalScript && Romanization.IsOtherScript(name.Name))?.Name))
            .Where(it => it.Item2 is not null && !Romanization.IsOtherScript(it.Primary))
            .Select(it => (it.Primary, it.Item2!)),
    ];

    private static bool Shares(string one, string other) =>
        one.Split(' ').Intersect(other.Split(' '), StringComparer.Ordinal).Any(it => it.Length > 3);

    private (long Pairs, long False) AllMixed(CancellationToken cancel)
    {
        var both = Both()
            .Select(it => (
                Latin: ScreenedName.Of(it.Latin, Others)!, Original: ScreenedName.Of(it.Original, Others)!))
            .Where(it => it is { Latin: not null, Original: not null }).ToList();
        var wrong = 0L;
        foreach (var one in both)
        {
            cancel.ThrowIfCancellationRequested();
            wrong += both.Count(it => it != one
                && NameComparison.Of(one.Latin, it.Original).Score >= _limits.WarnFrom);
        }

        return ((long)both.Count * (both.Count - 1), wrong);
    }

    private Corrupted Corrupt(
        Screener screener, NameCorruption way, int count, List<double> times, CancellationToken cancel)
    {
        var dice = new Random(unchecked((int)seed));
        var (found, held, others) = (0, 0, 0L);
        for (var at = 0; at < count; at++)
        {
            cancel.ThrowIfCancellationRequested();
            var entry = entries[dice.Next(entries.Count)];
            var matches = Screen(
                screener, ScreenedParty.Of([way.Apply(entry.Primary, dice)], entry.Countries), times);
            var its = matches.FirstOrDefault(it => it.Entry == entry.Id && it.List == entry.List);
            found += its is null ? 0 : 1;
            held += its is { Grade: >= MatchGrade.Likely } ? 1 : 0;
            others += matches.Length - (its is null ? 0 : 1);
        }

        return new(way.Name, count, found, held, (double)others / count);
    }

    private IEnumerable<Innocent> Nobody(
        Screener screener, string language, int count, int shown, List<double> times, CancellationToken cancel)
    {
        var faker = new Faker(language) { Random = new Randomizer(unchecked((int)seed)) };
        yield return Nobody($"people, {language}", () => faker.Name.FullName());
        if (language is "en" or "de" or "fr" or "es")
        {
            yield return Nobody($"companies, {language}", () => faker.Company.CompanyName());
        }

        Innocent Nobody(string name, Func<string> make)
        {
            var (warned, held, examples) = (0, 0, new List<string>());
            for (var at = 0; at < count; at++)
            {
                cancel.ThrowIfCancellationRequested();
                var invented = make();
                if (Screen(screener, ScreenedParty.Of([invented]), times) is [var first, ..])
                {
                    warned++;
                    held += first.Grade >= MatchGrade.Likely ? 1 : 0;
                    if (examples.Count < shown)
                    {
                        examples.Add(FormattableString.Invariant(
                            $"{invented} / {first.Listed} ({first.Entry}, {first.Score / 1000.0:0.000})"));
                    }
                }
            }

            return new(name, count, warned, held, examples);
        }
    }

    /// <summary>Does the index lead to every match that a comparison with all names finds?</summary>
    private (int Asked, int Missed) AgainstAll(CancellationToken cancel)
    {
        var (dice, index) = (new Random(unchecked((int)seed)), NameIndex.Of(entries, Others));
        var (asked, missed) = (0, 0);
        for (var at = 0; at < CheckedAgainstAll; at++)
        {
            cancel.ThrowIfCancellationRequested();
            var way = NameCorruption.All[at % NameCorruption.All.Count];
            if (ScreenedName.Of(way.Apply(entries[dice.Next(entries.Count)].Primary, dice), Others) is not { } name)
            {
                continue;
            }

            var near = index.Near(name).ToHashSet();
            foreach (var listed in index.Names.Where(it => NameComparison.Of(name, it.Name).Score >= _limits.WarnFrom))
            {
                (asked, missed) = (asked + 1, missed + (near.Contains(listed) ? 0 : 1));
            }
        }

        return (asked, missed);
    }

    private static ImmutableArray<ScreeningMatch> Screen(Screener screener, ScreenedParty party, List<double> times)
    {
        var begin = Stopwatch.GetTimestamp();
        var found = screener.Screen(party);
        times.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        return found;
    }
}
