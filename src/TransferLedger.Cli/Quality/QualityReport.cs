using System.Collections.Immutable;
using TransferLedger.Rules;

namespace TransferLedger.Cli.Quality;

/// <summary>Found or alarmed, of so many.</summary>
internal readonly record struct Share(int Count, int Of)
{
    /// <summary>From 0 to 1; 1 of nothing is all of it, so that an empty kind spoils no figure.</summary>
    public double Rate(double ofNothing) => Of == 0 ? ofNothing : (double)Count / Of;

    public static Share operator +(Share left, Share right) => new(left.Count + right.Count, left.Of + right.Of);
}

/// <summary>How one kind of forgery, or one oddity of genuine documents, fares.</summary>
/// <param name="Name">As in the labels.</param>
/// <param name="What">In a sentence.</param>
/// <param name="Ought">The rules that ought to find it; empty for an oddity.</param>
/// <param name="Limit">Why the rules cannot be expected to; null where they can.</param>
/// <param name="Held">Documents at HOLD or worse.</param>
/// <param name="Warned">Documents at WARN or worse.</param>
/// <param name="ByOught">Documents at HOLD or worse by one of the rules that ought to.</param>
/// <param name="ByRule">At HOLD or worse, by rule.</param>
/// <param name="Examples">Of a forgery, some it did not hold; of an oddity, some it did.</param>
internal sealed record KindReport(
    string Name,
    string What,
    ImmutableArray<string> Ought,
    string? Limit,
    Share Held,
    Share Warned,
    int ByOught,
    ImmutableSortedDictionary<string, int> ByRule,
    ImmutableArray<string> Examples);

/// <summary>What the rules find in sets whose documents are known.</summary>
/// <param name="Documents">How many were judged.</param>
/// <param name="Kinds">By kind of forgery.</param>
/// <param name="Oddities">Genuine documents by oddity, those without any first.</param>
/// <param name="AlarmsByRule">Genuine documents at HOLD or worse, by rule and finding.</param>
internal sealed record QualityReport(
    int Documents,
    ImmutableArray<KindReport> Kinds,
    ImmutableArray<KindReport> Oddities,
    ImmutableSortedDictionary<string, int> AlarmsByRule)
{
    private const int MostExamples = 3;

    /// <summary>Of the forgeries that the rules can be expected to find, the share held. The bar is 99 %.</summary>
    public Share Recall => Sum(Kinds.Where(it => it.Limit is null).Select(it => it.Held));

    /// <summary>The same at WARN.</summary>
    public Share RecallAtWarn => Sum(Kinds.Where(it => it.Limit is null).Select(it => it.Warned));

    /// <summary>Of all forgeries, the share held.</summary>
    public Share RecallOfAll => Sum(Kinds.Select(it => it.Held));

    /// <summary>Of the genuine documents, the share held. The bar is 1 %.</summary>
    public Share FalseAlarms => Sum(Oddities.Select(it => it.Held));

    /// <summary>The same at WARN.</summary>
    public Share FalseAlarmsAtWarn => Sum(Oddities.Select(it => it.Warned));

    /// <summary>The report on judged documents.</summary>
    public static QualityReport Of(IReadOnlyList<Judged> judged)
    {
        var genuine = judged.Where(it => it.Document.Forgery is null).ToList();
        return new QualityReport(
            judged.Count,
            [
                .. Generate.Forgery.All.Select(kind => Kind(
                    kind.Name,
                    kind.What,
                    kind.Rules,
                    kind.Limit,
                    judged.Where(it => it.Document.Forgery?.Name == kind.Name).ToList(),
                    it => it.Verdict < Verdict.Hold)),
            ],
            [
                Kind("", "nothing unusual", [], null, genuine.FindAll(it => it.Document.Oddity is null), IsHeld),
                .. Generate.Oddity.All.Select(odd => Kind(
                    odd.Name, odd.What, [], null, genuine.FindAll(it => it.Document.Oddity?.Name == odd.Name), IsHeld)),
            ],
            genuine.SelectMany(it => it.Findings.Where(found => found.Verdict >= Verdict.Hold)
                    .Select(found => $"{found.Rule} {found.Code}").Distinct(StringComparer.Ordinal))
                .CountBy(it => it).ToImmutableSortedDictionary(StringComparer.Ordinal));
    }

    /// <summary>This report and one on other documents.</summary>
    public QualityReport And(QualityReport other) => new(
        Documents + other.Documents,
        [.. Kinds.Zip(other.Kinds, Sum)],
        [.. Oddities.Zip(other.Oddities, Sum)],
        Sum(AlarmsByRule, other.AlarmsByRule));

    private static KindReport Sum(KindReport left, KindReport right) => left with
    {
        Held = left.Held + right.Held,
        Warned = left.Warned + right.Warned,
        ByOught = left.ByOught + right.ByOught,
        ByRule = Sum(left.ByRule, right.ByRule),
        Examples = [.. left.Examples.Concat(right.Examples).Take(MostExamples)],
    };

    private static ImmutableSortedDictionary<string, int> Sum(
        ImmutableSortedDictionary<string, int> left, ImmutableSortedDictionary<string, int> right) =>
        left.Concat(right).GroupBy(it => it.Key, it => it.Value, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(it => it.Key, it => it.Sum(), StringComparer.Ordinal);

    private static bool IsHeld(Judged it) => it.Verdict >= Verdict.Hold;

    private static KindReport Kind(
        string name,
        string what,
        ImmutableArray<string> ought,
        string? limit,
        List<Judged> documents,
        Func<Judged, bool> isExample) => new(
            name,
            what,
            ought,
            limit,
            new(documents.Count(IsHeld), documents.Count),
            new(documents.Count(it => it.Verdict >= Verdict.Warn), documents.Count),
            documents.Count(it => it.Rules(Verdict.Hold).Any(rule => ought.Contains(rule, StringComparer.Ordinal))),
            documents.SelectMany(it => it.Rules(Verdict.Hold)).CountBy(it => it)
                .ToImmutableSortedDictionary(StringComparer.Ordinal),
            [.. documents.Where(isExample).Take(MostExamples).Select(it => it.Document.Certificate.Key)]);

    private static Share Sum(IEnumerable<Share> shares) => shares.Aggregate(default(Share), (sum, it) => sum + it);
}
