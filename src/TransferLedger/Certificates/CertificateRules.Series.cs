using TransferLedger.Authorities;
using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Certificates;

/// <summary>Numbers beside those of the papers that the same authority issued before and after.</summary>
public static partial class CertificateRules
{
    /// <summary>
    /// Numbers of one series grow with the days of issue. Of two papers that contradict each other, the one is out of
    /// order that contradicts more of the papers around; when both contradict as many, nobody can tell, and either is
    /// said to be. So a wrong number is found on the paper that bears it and not on all its neighbours.
    /// </summary>
    private static RuleFinding? OutOfOrder(CertificateCase it, Entry<NumberPatternSet> pattern, Happened issued)
    {
        if (InSeries.Of(pattern.Fact.Pattern, it.Paper.Number, issued) is not { } own)
        {
            return null;
        }

        var gap = it.Parameters.NumberGap;
        var around = Around(it, pattern.Fact.Pattern, own, issued);
        var against = around.Where(other => own.Contradicts(other.Place, gap)).ToList();
        var wrong = against.FindIndex(other =>
            against.Count >= 1 + around.Count(third => other.Place.Contradicts(third.Place, gap)));
        return wrong < 0
            ? null
            : Found(
                    Verdict.Warn, "number-out-of-order", "number", it.Paper.Number, against[wrong].Reading.Paper.Number,
                    against[wrong].Place.IssuedOn.Text, Text(against.Count), Text(around.Count))
                .Resting([pattern.Position, .. against.Select(other => other.Reading.Position).Order()]);
    }

    /// <summary>
    /// The papers of the series issued certainly before or after, the nearest first, as many of either side as
    /// <see cref="NumberSeries.Nearest"/> says.
    /// </summary>
    private static List<(OtherReading Reading, InSeries Place)> Around(
        CertificateCase it, string pattern, InSeries own, Happened issued)
    {
        var state = Subject.Normalise(it.Paper.IssuingCountry) + "/";
        var authority = Subject.Normalise(it.Paper.Authority ?? "");
        var others = it.Others
            .Where(other => other.Paper.IssuedOn is not null
                && other.Certificate.Rest.StartsWith(state, StringComparison.Ordinal)
                && Subject.Normalise(other.Paper.Authority ?? "") == authority)
            .OrderBy(other => other.Certificate).ToList();
        var before = others.Where(other => other.Paper.IssuedOn!.CertainlyBefore(issued))
            .OrderByDescending(other => other.Paper.IssuedOn!.Latest);
        var after = others.Where(other => issued.CertainlyBefore(other.Paper.IssuedOn!))
            .OrderBy(other => other.Paper.IssuedOn!.Earliest);
        return [.. Series(before), .. Series(after)];

        IEnumerable<(OtherReading Reading, InSeries Place)> Series(IEnumerable<OtherReading> side) => side
            .Select(other => (Reading: other, Place: InSeries.Of(pattern, other.Paper.Number, other.Paper.IssuedOn!)!))
            .Where(other => other.Place is not null && other.Place.IsOfOneSeriesWith(own)).Take(NumberSeries.Nearest);
    }

    /// <summary>A number that follows a pattern, and when it was given.</summary>
    /// <param name="Letters">What names a series within the pattern.</param>
    /// <param name="Year">The year in which it counts; null where counting goes on.</param>
    /// <param name="Number">The number.</param>
    /// <param name="IssuedOn">The day of issue.</param>
    private sealed record InSeries(string Letters, int? Year, long Number, Happened IssuedOn)
    {
        public static InSeries? Of(string pattern, string number, Happened issued)
        {
            var year = FirstDay(issued).Year;
            return NumberPattern.Place(pattern, number, year) is { } place
                ? new(place.Letters, NumberPattern.IsOfYear(pattern) ? year : null, place.Number, issued)
                : null;
        }

        public bool IsOfOneSeriesWith(InSeries other) => Letters == other.Letters && Year == other.Year;

        /// <summary>Does the later have a number that is lower by more than the gap?</summary>
        public bool Contradicts(InSeries other, int gap) =>
            (IssuedOn.CertainlyBefore(other.IssuedOn) ? Number - other.Number
                : other.IssuedOn.CertainlyBefore(IssuedOn) ? other.Number - Number
                : 0) > gap;
    }
}
