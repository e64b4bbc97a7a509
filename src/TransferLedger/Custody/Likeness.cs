using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NodaTime;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>When two reports speak of the same party or place, and what their dates say about their order.</summary>
internal static class Likeness
{
    /// <summary>
    /// The same party: by reference where both have one, else by name as <see cref="Subject.Normalise"/> spells it,
    /// unless both countries are known and differ.
    /// </summary>
    public static bool Same([NotNullWhen(true)] Custodian? left, [NotNullWhen(true)] Custodian? right)
    {
        if (left is null || right is null)
        {
            return false;
        }

        return left.Reference is { } one && right.Reference is { } other
            ? SameText(one, other)
            : SameText(left.Name, right.Name) && Agree(left.Country, right.Country);
    }

    /// <summary>The same place: by UN/LOCODE where both have one, else by name, unless the countries differ.</summary>
    public static bool Same([NotNullWhen(true)] Place? left, [NotNullWhen(true)] Place? right)
    {
        if (left is null || right is null)
        {
            return false;
        }

        return left.Locode is { } one && right.Locode is { } other
            ? SameText(one, other)
            : SameText(left.Name, right.Name) && Agree(left.Country, right.Country);
    }

    /// <summary>Do two values not contradict each other? What is unknown contradicts nothing.</summary>
    public static bool Agree(string? left, string? right) =>
        left is null || right is null || string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The dates allow that the one was before the other. Two facts dated alike, or within one day, stand in the order
    /// of life: that they could be reversed is not worth a warning. An open end of an interval says nothing.
    /// </summary>
    public static bool PossiblyBefore(Happened left, Happened right)
    {
        var from = left.Earliest == Happened.Beginning ? left.Latest : left.Earliest;
        var to = right.Latest == Happened.End ? right.Earliest : right.Latest;
        return from < to && !DatedAlike(left, right) && !SameDay(left, right);
    }

    /// <summary>Do both dates span the same time?</summary>
    public static bool DatedAlike(Happened left, Happened right) =>
        left.Earliest == right.Earliest && left.Latest == right.Latest;

    /// <summary>Do both lie within one and the same day (UTC)?</summary>
    public static bool SameDay(Happened left, Happened right) =>
        Day(left) is { } day && Day(right) == day;

    /// <summary>The fewest and the most days that may lie between two dates; less than none when reversed.</summary>
    public static (int Shortest, int Longest) Days(Happened from, Happened to) =>
        (Days(from.Latest, to.Earliest), Days(from.Earliest, to.Latest));

    /// <summary>The days from the day of one instant to that of another (UTC).</summary>
    public static int Days(Instant from, Instant to) => Period.DaysBetween(from.InUtc().Date, to.InUtc().Date);

    /// <summary>A number as it stands among the values of a finding.</summary>
    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static LocalDate? Day(Happened happened)
    {
        var (first, last) = (happened.Earliest.InUtc().Date, happened.Latest.InUtc().Date);
        return first == last ? first : null;
    }

    private static bool SameText(string left, string right)
    {
        if (string.Equals(left, right, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var (one, other) = (Subject.Normalise(left), Subject.Normalise(right));
        return one.Length > 0 && string.Equals(one, other, StringComparison.Ordinal);
    }
}
