using NodaTime;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>How much of a weapon's reported life has a custodian.</summary>
internal static class Coverage
{
    /// <summary>
    /// As <see cref="CustodyChain.Completeness"/> defines it. Where a shipment passes is no part of it.
    /// </summary>
    public static int PerMille(List<CustodySegment> segments, List<TimelineEntry> entries)
    {
        var (first, last) = (Instant.MaxValue, Instant.MinValue);
        foreach (var entry in entries)
        {
            if (!CustodySteps.IsPassage(entry.Step))
            {
                var at = Point(entry.Happened);
                (first, last) = (Instant.Min(first, at), Instant.Max(last, at));
            }
        }

        if (first >= last)
        {
            return segments.Exists(it => it is CustodySegment.Known) ? 1000 : 0;
        }

        var covered = Duration.Zero;
        foreach (var segment in segments)
        {
            if (segment is not CustodySegment.Known)
            {
                continue;
            }

            var (from, to) = (Point(segment.From), segment.To is { } end ? Point(end) : last);
            covered += Duration.Max(to - from, Duration.Zero);
        }

        return (int)Math.Clamp(Math.Floor(covered / (last - first) * 1000), 0, 1000);
    }

    private static Instant Point(Happened happened) =>
        happened.Earliest == Happened.Beginning ? happened.Latest : happened.Earliest;
}
