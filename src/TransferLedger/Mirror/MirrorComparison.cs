using System.Collections.Immutable;
using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Mirror;

/// <summary>Why two sides may say different things.</summary>
public enum MirrorCause
{
    /// <summary>The exporter's side is not on record.</summary>
    ExporterSilent,

    /// <summary>The importer's side is not on record.</summary>
    ImporterSilent,

    /// <summary>Only a compilation is on record, which does not say whose records it took.</summary>
    SideNotStated,

    /// <summary>They count in different units or currencies, so nothing was compared.</summary>
    UnitsDiffer,

    /// <summary>One side counts licences, the other what moved.</summary>
    LicenceAgainstDelivery,

    /// <summary>
    /// The other side says about the same for the year before or after: it was on its way at the turn.
    /// </summary>
    YearShift,

    /// <summary>Over all categories of the year they agree: one side files it elsewhere.</summary>
    CategoryDiffers,

    /// <summary>A name was no country's in that year; it may hide which country is meant.</summary>
    NameUnknown,

    /// <summary>None of the others explains it.</summary>
    Unexplained,
}

/// <summary>What one side says in one unit.</summary>
/// <param name="Unit">A currency or a unit.</param>
/// <param name="Amount">The sum.</param>
/// <param name="IsValue">Is it money?</param>
public sealed record MirrorAmount(string Unit, long Amount, bool IsValue);

/// <summary>One flow of one year and category, as both sides tell it.</summary>
/// <param name="Year">The year.</param>
/// <param name="Exporter">ISO 3166-1 alpha-2 of that year, or the name where it is none.</param>
/// <param name="Importer">Likewise.</param>
/// <param name="Category">What.</param>
/// <param name="ExporterSays">The sums of the exporter's side, by unit.</param>
/// <param name="ImporterSays">The sums of the importer's side, by unit.</param>
/// <param name="CompiledSays">The sums of compilations that do not say whose records they took, by unit.</param>
/// <param name="TransitSays">The sums of States that the goods passed on their way, by unit.</param>
/// <param name="DifferencePercent">
/// By how much the greater exceeds the smaller, in per cent of the smaller, in the first unit both use; null when there
/// is none, or the smaller is nothing.
/// </param>
/// <param name="Agrees">Do the two sides say about the same?</param>
/// <param name="Causes">Likely causes, where they do not.</param>
/// <param name="Facts">The facts, ascending.</param>
public sealed record MirrorRow(
    int Year,
    string Exporter,
    string Importer,
    string Category,
    ValueList<MirrorAmount> ExporterSays,
    ValueList<MirrorAmount> ImporterSays,
    ValueList<MirrorAmount> CompiledSays,
    ValueList<MirrorAmount> TransitSays,
    int? DifferencePercent,
    bool Agrees,
    ValueList<MirrorCause> Causes,
    ValueList<long> Facts);

/// <summary>
/// What exporters say against what importers say, per category and year (F-038). Pure: the same facts in any order give
/// the same rows.
/// </summary>
public static class MirrorComparison
{
    /// <summary>
    /// Imports are valued with freight and insurance, exports without: so much in per cent is no difference. A
    /// proposal.
    /// </summary>
    public const int UsualPercent = 15;

    /// <summary>The rows, by year, exporter, importer and category.</summary>
    /// <param name="facts">The facts about trade that belong to the picture; others are left out.</param>
    public static ImmutableArray<MirrorRow> Of(IEnumerable<Recorded> facts)
    {
        var flows = StandingFacts.Of(facts).Where(it => it.Fact is TradeReported).DistinctBy(it => it.Position)
            .OrderBy(it => it.Position).Select(it => new Said(it.Position, (TradeReported)it.Fact)).ToList();
        var sums = flows.GroupBy(it => it.Key).ToDictionary(it => it.Key, it => it.ToList());
        return
        [
            .. sums.OrderBy(it => it.Key.Year).ThenBy(it => it.Key.Exporter, StringComparer.Ordinal)
                .ThenBy(it => it.Key.Importer, StringComparer.Ordinal)
                .ThenBy(it => it.Key.Category, StringComparer.Ordinal)
                .Select(it => Row(it.Key, it.Value, sums)),
        ];
    }

    private static MirrorRow Row(FlowKey key, List<Said> all, Dictionary<FlowKey, List<Said>> sums)
    {
        var (exporter, importer) = (Sums(all, TradeSide.Exporter), Sums(all, TradeSide.Importer));
        var (percent, agrees) = Compare(exporter, importer);
        var causes = agrees ? [] : Causes(key, all, exporter, importer, sums).ToValueList();
        return new(
            key.Year, key.Exporter, key.Importer, key.Category,
            exporter, importer, Sums(all, TradeSide.Compiled), Sums(all, TradeSide.Transit), percent, agrees,
            !agrees && causes.Count == 0 ? [MirrorCause.Unexplained] : causes,
            all.Select(it => it.Position).Order().ToValueList());
    }

    private static IEnumerable<MirrorCause> Causes(
        FlowKey key,
        List<Said> all,
        ValueList<MirrorAmount> exporter,
        ValueList<MirrorAmount> importer,
        Dictionary<FlowKey, List<Said>> sums)
    {
        if (all.Exists(it => !it.NamesKnown))
        {
            yield return MirrorCause.NameUnknown;
        }

        if (all.TrueForAll(it => it.Fact.Side == TradeSide.Compiled))
        {
            yield return MirrorCause.SideNotStated;
            yield break;
        }

        if (exporter.Count == 0)
        {
            yield return MirrorCause.ExporterSilent;
        }

        if (importer.Count == 0)
        {
            yield return MirrorCause.ImporterSilent;
        }
        else if (exporter.Count > 0 && !exporter.Any(one => importer.Any(other => other.Unit == one.Unit)))
        {
            yield return MirrorCause.UnitsDiffer;
        }

        if (exporter.Count > 0 && importer.Count > 0
            && all.Where(it => it.Fact.Side is TradeSide.Exporter or TradeSide.Importer)
                .Select(it => it.Fact.Basis).Distinct().Count() > 1)
        {
            yield return MirrorCause.LicenceAgainstDelivery;
        }

        if (exporter.Count == 0 && importer.Count == 0)
        {
            yield break;
        }

        var present = exporter.Count > 0 ? exporter : importer;
        var other = exporter.Count > 0 ? TradeSide.Importer : TradeSide.Exporter;
        if (new[] { key.Year - 1, key.Year + 1 }.Any(year => sums.TryGetValue(key with { Year = year }, out var near)
            && Compare(present, Sums(near, other)).Agrees))
        {
            yield return MirrorCause.YearShift;
        }

        var year = sums.Where(it => it.Key with { Category = "" } == key with { Category = "" })
            .SelectMany(it => it.Value).ToList();
        if (year.Count > all.Count
            && Compare(Sums(year, TradeSide.Exporter), Sums(year, TradeSide.Importer)).Agrees)
        {
            yield return MirrorCause.CategoryDiffers;
        }
    }

    private static (int? Percent, bool Agrees) Compare(
        ValueList<MirrorAmount> one, ValueList<MirrorAmount> other)
    {
        var shared = one.FirstOrDefault(it => other.Any(its => its.Unit == it.Unit));
        if (shared is null)
        {
            return (null, false);
        }

        var against = other.First(it => it.Unit == shared.Unit).Amount;
        var (small, great) = (Math.Min(shared.Amount, against), Math.Max(shared.Amount, against));
        return small == great ? (0, true)
            : small <= 0 ? (null, false)
            : Math.Min(int.MaxValue, (great - small) / (decimal)small * 100) is var percent
                ? ((int)percent, percent <= (shared.IsValue ? UsualPercent : 0))
            : (null, false);
    }

    private static ValueList<MirrorAmount> Sums(IEnumerable<Said> said, TradeSide side)
    {
        var own = said.Where(it => it.Fact.Side == side).Select(it => it.Fact).ToList();
        return own.Where(it => it is { Value: not null, Currency: not null })
            .GroupBy(it => it.Currency!.Trim().ToUpperInvariant(), StringComparer.Ordinal)
            .Select(it => new MirrorAmount(it.Key, it.Sum(one => one.Value!.Value), true))
            .Concat(own.Where(it => it is { Quantity: not null })
                .GroupBy(it => (it.Unit ?? "piece").Trim(), StringComparer.OrdinalIgnoreCase)
                .Select(it => new MirrorAmount(it.Key, it.Sum(one => one.Quantity!.Value), false)))
            .OrderByDescending(it => it.IsValue).ThenBy(it => it.Unit, StringComparer.Ordinal)
            .ToValueList();
    }

    private sealed record FlowKey(int Year, string Exporter, string Importer, string Category);

    /// <summary>One statement with its countries as codes of its year.</summary>
    private sealed class Said
    {
        public Said(long position, TradeReported fact)
        {
            (Position, Fact) = (position, fact);
            var (from, to) = (CodeOf(fact.Exporter, fact.Happened), CodeOf(fact.Importer, fact.Happened));
            NamesKnown = from is not null && to is not null;
            Key = new(
                fact.Happened.Earliest.InUtc().Year, from ?? fact.Exporter.Trim(), to ?? fact.Importer.Trim(),
                fact.Category.Trim());
        }

        public long Position { get; }

        public TradeReported Fact { get; }

        public FlowKey Key { get; }

        public bool NamesKnown { get; }

        private static string? CodeOf(string written, Happened on) =>
            CountryCodes.InForce(written.Trim(), on) ? written.Trim() : CountryNames.CodeOf(written, on);
    }
}
