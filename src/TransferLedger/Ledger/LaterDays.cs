using NodaTime;

namespace TransferLedger.Ledger;

/// <summary>
/// Reckons on from what a source says. The calendar ends with the year 9999; what would lie after it falls on its end,
/// so that one date that somebody made up does not keep the rest from being read and judged.
/// </summary>
public static class LaterDays
{
    /// <summary>The day so many days later.</summary>
    public static LocalDate LaterByDays(this LocalDate day, int days) =>
        days > Period.DaysBetween(day, LocalDate.MaxIsoValue) ? LocalDate.MaxIsoValue : day.PlusDays(days);

    /// <summary>The day so many months later, or the last of that month.</summary>
    public static LocalDate LaterByMonths(this LocalDate day, int months) =>
        (day.Year * 12L) + day.Month + months > (LocalDate.MaxIsoValue.Year * 12L) + 12
            ? LocalDate.MaxIsoValue
            : day.PlusMonths(months);

    /// <summary>The day so many years later, or the last of that month.</summary>
    public static LocalDate LaterByYears(this LocalDate day, int years) =>
        (long)day.Year + years > LocalDate.MaxIsoValue.Year ? LocalDate.MaxIsoValue : day.PlusYears(years);

    /// <summary>The instant so much later, or the last bound a claim can have.</summary>
    public static Instant LaterBy(this Instant instant, Duration duration) =>
        duration > Happened.End - instant ? Happened.End : instant + duration;
}
