namespace TransferLedger.Ledger;

/// <summary>How fine a claim about time is, from the finest; see <see cref="Happened.Precision"/>.</summary>
public enum Precision
{
    /// <summary>To the microsecond: <c>2014-05-03T09:30:00Z</c>.</summary>
    Instant,

    /// <summary>A calendar day: <c>2014-05-03</c>.</summary>
    Day,

    /// <summary>A month, the day not given or unknown: <c>2014-05</c>, <c>2014-05-XX</c>.</summary>
    Month,

    /// <summary>A season of an unknown hemisphere: <c>2014-21</c> (spring) to <c>2014-24</c> (winter).</summary>
    Season,

    /// <summary>A year, the month not given or unknown: <c>2014</c>, <c>2014-XX</c>, <c>2014-XX-XX</c>.</summary>
    Year,

    /// <summary>Ten years from one that ends in 0: <c>201X</c>.</summary>
    Decade,

    /// <summary>A hundred years from one that ends in 00: <c>20XX</c>.</summary>
    Century,

    /// <summary>
    /// Some time between two ends, of which one may be open or unknown: <c>2014-05/2014-07</c>, <c>2014/..</c>.
    /// </summary>
    Interval,
}
