using System.Diagnostics.CodeAnalysis;
using NodaTime;
using NodaTime.Text;

namespace TransferLedger.Ledger;

/// <summary>
/// When a source says something happened, no finer than the source says it: an instant, a day, a month, a season, a
/// year, a decade, a century, or some time within an interval, perhaps uncertain or approximate. Written in the
/// Extended Date/Time Format, levels 0 and 1 (ISO 8601-2:2019, profile of the Library of Congress).
/// </summary>
/// <remarks>
/// <para>Days and longer spans are taken in UTC, because a source's day rarely names its zone.</para>
/// <para><c>~</c> (approximate) and <c>%</c> (both) widen the bounds by <see cref="ApproximateMargin"/> units of what
/// is stated; <c>?</c> (uncertain whether the source is right) does not. The unit of <c>2014-05-XX</c> is the month,
/// that of <c>2014-XX</c> and <c>2014-XX-XX</c> the year.</para>
/// <para>A season names no hemisphere, so its bounds hold both: spring and autumn of 2014 lie from 1 March to
/// 31 December 2014; summer and winter, which the turn of the year divides in one hemisphere or the other, from
/// 1 December 2013 to 31 March 2015. Its unit is three months.</para>
/// <para>The years 1000 to 9999 can be stated, and no bound lies outside them.</para>
/// <para>Beyond the profile, an interval may have instants as ends (ISO 8601-1), and a season, a decade and a century
/// may carry a qualifier. Immutable; two values are equal when their texts are.</para>
/// </remarks>
public sealed record Happened
{
    /// <summary>The longest text, in characters: two instants with microseconds and offsets, and the slash.</summary>
    public const int MaxLength = 65;

    /// <summary>
    /// By how many units of the stated precision <c>~</c> and <c>%</c> widen the bounds, on each side.
    /// </summary>
    public const int ApproximateMargin = 1;

    private Happened(string text, in EdtfDate from, in EdtfDate to, Precision precision)
    {
        (Text, Precision) = (text, precision);
        (Earliest, Latest) = (EdtfDate.ToInstant(from.First), EdtfDate.ToInstant(to.Last));
        IsApproximate = from.IsApproximate || to.IsApproximate;
        IsUncertain = from.IsUncertain || to.IsUncertain;
    }

    /// <summary>
    /// The earliest bound there is, that of an interval without a known start: the first instant of the year 1000.
    /// </summary>
    public static Instant Beginning { get; } = EdtfDate.ToInstant(EdtfDate.Beginning);

    /// <summary>
    /// The latest bound there is, that of an interval without a known end: the last microsecond of the year 9999.
    /// </summary>
    public static Instant End { get; } = EdtfDate.ToInstant(EdtfDate.End);

    /// <summary>
    /// Orders by <see cref="Earliest"/>, then <see cref="Latest"/>, then the text, ordinal: a total order that agrees
    /// with equality.
    /// </summary>
    public static IComparer<Happened> Chronological { get; } = Comparer<Happened>.Create(Compare);

    /// <summary>The EDTF text; instants are in UTC with as many decimals as they need.</summary>
    public string Text { get; }

    /// <summary>The first instant it may have been, inclusive, in whole microseconds.</summary>
    public Instant Earliest { get; }

    /// <summary>
    /// The last instant it may have been, inclusive, in whole microseconds; never before <see cref="Earliest"/>.
    /// </summary>
    public Instant Latest { get; }

    /// <summary>How fine the claim is.</summary>
    public Precision Precision { get; }

    /// <summary>Does the source say about when (<c>~</c> or <c>%</c>), for the whole or for an end?</summary>
    public bool IsApproximate { get; }

    /// <summary>Does the source doubt its own date (<c>?</c> or <c>%</c>), for the whole or for an end?</summary>
    public bool IsUncertain { get; }

    /// <summary>Is it one instant, so that its order towards another exact claim is never in question?</summary>
    public bool IsExact => Earliest == Latest;

    /// <summary>On a day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is not 1000 to 9999.</exception>
    public static Happened On(LocalDate day)
    {
        var iso = day.WithCalendar(CalendarSystem.Iso);
        CheckYear(iso.Year, nameof(day));
        return Parse(LocalDatePattern.Iso.Format(iso));
    }

    /// <summary>At an instant, cut down to whole microseconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// It is not within <see cref="Beginning"/> and <see cref="End"/>.
    /// </exception>
    public static Happened At(Instant instant)
    {
        var cut = AppendRules.WholeMicroseconds(instant);
        if (cut < Beginning || cut > End)
        {
            throw new ArgumentOutOfRangeException(nameof(instant), instant, "The year must be 1000 to 9999.");
        }

        var date = EdtfDate.At(cut);
        return new Happened(EdtfDate.Format(date.First), date, date, Precision.Instant);
    }

    /// <summary>In a month.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is not 1000 to 9999 or the month not 1 to 12.</exception>
    public static Happened InMonth(int year, int month)
    {
        CheckYear(year, nameof(year));
        ArgumentOutOfRangeException.ThrowIfLessThan(month, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(month, 12);
        return Parse(FormattableString.Invariant($"{year}-{month:00}"));
    }

    /// <summary>In a year.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is not 1000 to 9999.</exception>
    public static Happened InYear(int year)
    {
        CheckYear(year, nameof(year));
        return Parse(FormattableString.Invariant($"{year}"));
    }

    /// <summary>
    /// Some time from the start of one claim to the end of another. Null means that this end is unknown. Of an
    /// interval only the outer end counts. Unspecified digits, which an interval cannot hold at level 1, are written
    /// as the years or the month they span, with the same bounds.
    /// </summary>
    /// <exception cref="ArgumentException">Neither end is known, or the one certainly lies after the other.</exception>
    public static Happened Between(Happened? from, Happened? to)
    {
        var text = (from?.OuterEnd(first: true) ?? "") + "/" + (to?.OuterEnd(first: false) ?? "");
        return TryParse(text, out var happened, out var problem)
            ? happened
            : throw new ArgumentException(problem, nameof(to));
    }

    /// <summary>
    /// The same claim made approximate: <c>2014</c> to <c>2014~</c>, <c>2014?</c> to <c>2014%</c>, each dated end of
    /// an interval.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// It is or has an instant, which EDTF cannot qualify; use its day or an interval.
    /// </exception>
    public static Happened Approximately(Happened claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return Parse(string.Join('/', claim.Text.Split('/').Select(Approximate)));
    }

    /// <summary>From EDTF text.</summary>
    /// <exception cref="FormatException">
    /// It is not EDTF of level 0 or 1, or not within the years 1000 to 9999; the message says what to write.
    /// </exception>
    public static Happened Parse(string text) =>
        TryParse(text, out var happened, out var problem) ? happened : throw new FormatException(problem);

    /// <summary>As <see cref="Parse"/>, without the exception. No text makes it throw.</summary>
    /// <param name="text">EDTF text.</param>
    /// <param name="happened">What it says; null when it cannot be read.</param>
    /// <param name="problem">One or two sentences on what is wrong and what to write instead; null when it can be
    /// read.</param>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out Happened? happened,
        [NotNullWhen(false)] out string? problem)
    {
        happened = text is null or { Length: > MaxLength } ? null : Read(text);
        problem = happened is null ? EdtfProblem.Explain(text) : null;
        return happened is not null;
    }

    /// <summary>Is every instant it may have been before every instant the other may have been?</summary>
    public bool CertainlyBefore(Happened other) => Latest < other.Earliest;

    /// <summary>Is some instant it may have been before some instant the other may have been?</summary>
    public bool PossiblyBefore(Happened other) => Earliest < other.Latest;

    /// <summary>May both have been at the same instant?</summary>
    public bool Overlaps(Happened other) => Earliest <= other.Latest && other.Earliest <= Latest;

    /// <summary>By text, ordinal.</summary>
    public bool Equals(Happened? other) =>
        other is not null && string.Equals(Text, other.Text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static Happened? Read(string text)
    {
        if (EdtfDate.TryRead(text, out var date))
        {
            return new Happened(date.IsNormal ? text : EdtfDate.Format(date.First), date, date, date.Precision);
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0
            || !EdtfDate.TryReadEnd(text.AsSpan(0, slash), out var from)
            || !EdtfDate.TryReadEnd(text.AsSpan(slash + 1), out var to)
            || (from.IsBlank && to.IsBlank)
            || from.First > to.Last)
        {
            return null;
        }

        var normal = from.IsNormal && to.IsNormal
            ? text
            : (from.IsNormal ? text[..slash] : EdtfDate.Format(from.First))
                + "/" + (to.IsNormal ? text[(slash + 1)..] : EdtfDate.Format(to.First));
        return new Happened(normal, from, to, Precision.Interval);
    }

    private static int Compare(Happened left, Happened right)
    {
        var order = left.Earliest.CompareTo(right.Earliest);
        order = order != 0 ? order : left.Latest.CompareTo(right.Latest);
        return order != 0 ? order : string.CompareOrdinal(left.Text, right.Text);
    }

    private static void CheckYear(int year, string parameter)
    {
        if (year is < EdtfDate.FirstYear or > EdtfDate.LastYear)
        {
            throw new ArgumentOutOfRangeException(parameter, year, "The year must be 1000 to 9999.");
        }
    }

    private static string Approximate(string end) => end switch
    {
        "" or ".." or [.., '~' or '%'] => end,
        [.., '?'] => end[..^1] + "%",
        [.., 'Z'] => throw new ArgumentException(
            $"An instant cannot be approximate: '{end}'. Take its day or an interval.", nameof(end)),
        _ => end + "~",
    };

    private string OuterEnd(bool first)
    {
        if (Precision == Precision.Interval)
        {
            var slash = Text.IndexOf('/', StringComparison.Ordinal);
            return first ? Text[..slash] : Text[(slash + 1)..];
        }

        return Precision is Precision.Decade or Precision.Century
            ? FormattableString.Invariant($"{(first ? Earliest : Latest).InUtc().Year}")
            : Text.Replace("-XX", "", StringComparison.Ordinal);
    }
}
