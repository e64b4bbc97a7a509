using System.Globalization;
using NodaTime;
using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Custody;

/// <summary>The rules about what was read on the weapon (COC-004, 005, 008, 010).</summary>
internal static class MarkRules
{
    /// <summary>What these rules find.</summary>
    /// <param name="entries">The entries in the order in which they happened.</param>
    /// <param name="segments">The chain of custody they come to.</param>
    /// <param name="found">Takes it in.</param>
    public static void Find(
        List<TimelineEntry> entries, List<CustodySegment> segments, List<Contradiction> found)
    {
        var numbers = 0;
        foreach (var entry in entries)
        {
            foreach (var mark in entry.Marks)
            {
                numbers += mark.Kind == MarkKind.Serial ? 1 : 0;
                if (mark.Kind == MarkKind.Import && Import(entry, mark, entries, segments) is { } wrong)
                {
                    found.Add(wrong);
                }
            }
        }

        // One number alone contradicts nothing.
        if (numbers > 1)
        {
            var marked = entries.FindAll(it => it.Marks.Count > 0);
            found.AddRange(Numbers(marked));
            found.AddRange(Parts(marked));
        }
    }

    /// <summary>The country and year of an import mark: a code of two letters, a year of four or two digits.</summary>
    internal static (string Country, int Year)? ReadImport(string text)
    {
        var words = text.ToUpperInvariant().Split(
            [.. text.Where(it => !char.IsLetterOrDigit(it)).Distinct()],
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var country = words.FirstOrDefault(it => it.Length == 2 && it.All(char.IsAsciiLetterUpper));
        var digits = words.FirstOrDefault(it => it.Length is 2 or 4 && it.All(char.IsAsciiDigit));
        if (country is null || digits is null)
        {
            return null;
        }

        var year = int.Parse(digits, CultureInfo.InvariantCulture);
        return (country, digits.Length == 4 ? year : year < 50 ? 2000 + year : 1900 + year);
    }

    private static IEnumerable<Contradiction> Numbers(List<TimelineEntry> marked)
    {
        var last = new Dictionary<string, (TimelineEntry Entry, HashSet<string> Numbers, string Text)>(
            StringComparer.Ordinal);
        foreach (var entry in marked)
        {
            var bySpot = entry.Marks.Where(it => it.Kind == MarkKind.Serial)
                .GroupBy(it => Subject.Normalise(it.Position ?? ""), StringComparer.Ordinal);
            foreach (var spot in bySpot)
            {
                var clear = spot.Where(it => it.Legibility == Legibility.Clear
                    && SerialKeys.Of(it.Text).Canonical.Length > 0).ToList();
                var numbers = clear.Select(it => SerialKeys.Of(it.Text).Canonical).ToHashSet(StringComparer.Ordinal);
                if (last.TryGetValue(spot.Key, out var before))
                {
                    if (Compared(before, entry, spot, numbers) is { } found)
                    {
                        yield return found;
                    }

                    numbers.UnionWith(IsPutOn(entry) ? before.Numbers : []);
                }

                if (clear.Count > 0)
                {
                    last[spot.Key] = (entry, numbers, clear[0].Text);
                }
            }
        }
    }

    private static Contradiction? Compared(
        (TimelineEntry Entry, HashSet<string> Numbers, string Text) before,
        TimelineEntry entry,
        IEnumerable<Mark> spot,
        HashSet<string> numbers)
    {
        var place = spot.First().Position ?? "";
        var certain = place.Length > 0 && before.Entry.Happened.CertainlyBefore(entry.Happened);
        var severity = certain ? Severity.Breach : Severity.Warn;
        TimelineEntry[] grounds = [before.Entry, entry];
        if (numbers.Count > 0 && !numbers.Overlaps(before.Numbers) && !IsPutOn(entry))
        {
            var read = spot.First(it => it.Legibility == Legibility.Clear).Text;
            return Contradiction.Of(
                CustodyRule.MarkChanged, severity, grounds,
                before.Text, before.Entry.Happened.Text, read, entry.Happened.Text, place);
        }

        var gone = numbers.Count == 0
            && spot.Any(it => it.Legibility is Legibility.Obliterated or Legibility.Absent);
        return gone
            ? Contradiction.Of(
                CustodyRule.MarkVanished, severity, grounds,
                before.Text, before.Entry.Happened.Text, entry.Happened.Text, place)
            : null;
    }

    /// <summary>Somebody is said to have put the mark on, not only to have read it.</summary>
    private static bool IsPutOn(TimelineEntry entry) => entry is { Step: CustodyStep.Marked, Holder: not null };

    private static IEnumerable<Contradiction> Parts(List<TimelineEntry> marked)
    {
        var parts = new Dictionary<string, (TimelineEntry Entry, Mark Mark)>(StringComparer.Ordinal);
        foreach (var entry in marked)
        {
            foreach (var mark in entry.Marks.Where(it => it is
                { Kind: MarkKind.Serial, Legibility: Legibility.Clear, Position: not null }))
            {
                parts[Subject.Normalise(mark.Position!)] = (entry, mark);
            }
        }

        var main = parts.FirstOrDefault(it => IsReceiver(it.Key)).Value;
        if (main.Mark is null)
        {
            yield break;
        }

        var number = SerialKeys.Of(main.Mark.Text).Canonical;
        foreach (var (spot, (entry, mark)) in parts.OrderBy(it => it.Key, StringComparer.Ordinal))
        {
            if (!IsReceiver(spot) && SerialKeys.Of(mark.Text).Canonical != number)
            {
                yield return Contradiction.Of(
                    CustodyRule.ComponentMismatch, Severity.Info, [main.Entry, entry],
                    mark.Position!, mark.Text, main.Mark.Text);
            }
        }
    }

    private static bool IsReceiver(string spot) =>
        spot.Contains("receiver", StringComparison.Ordinal) || spot.Contains("frame", StringComparison.Ordinal);

    private static Contradiction? Import(
        TimelineEntry entry, Mark mark, List<TimelineEntry> entries, List<CustodySegment> segments)
    {
        if (ReadImport(mark.Text) is not var (country, year) || year is < 1900 or > 2100)
        {
            return null;
        }

        var (from, to) = (new LocalDate(year - 1, 1, 1).AtMidnight().InUtc().ToInstant(),
            new LocalDate(year + 2, 1, 1).AtMidnight().InUtc().ToInstant());
        if (!CountryCodes.InForce(country, Happened.Parse(Likeness.Number(year)))
            || entries.Any(it => it.Happened.Earliest < to && it.Happened.Latest >= from && Touches(it, country)))
        {
            return null;
        }

        var then = segments.Where(it => it.From.Earliest < to && (it.To is null || it.To.Latest >= from)).ToList();
        if (then.Count == 0 || then.Any(it => it is CustodySegment.Known known && IsIn(known, country)))
        {
            return null;
        }

        var known = then[0].From.Latest <= from && then.All(it => it is CustodySegment.Known segment
            && (segment.Custodian.Country ?? segment.Place?.Country) is not null);
        return Contradiction.Of(
            CustodyRule.ImportMarkContradicts, known ? Severity.Breach : Severity.Warn,
            then.SelectMany(it => it.Grounds).Append(entry.Position).Distinct()
                .Select(position => entries.FirstOrDefault(it => it.Position == position)).OfType<TimelineEntry>()
                .OrderBy(it => it, Comparer<TimelineEntry>.Create(TimelineEntry.Compare)),
            mark.Text, country, Likeness.Number(year));
    }

    private static bool Touches(TimelineEntry entry, string country) =>
        Is(entry.Place?.Country, country) || Is(entry.Holder?.Country, country) || Is(entry.Giver?.Country, country)
        || (entry.Step == CustodyStep.Imported && Is(entry.Note, country));

    private static bool IsIn(CustodySegment.Known segment, string country) =>
        Is(segment.Custodian.Country, country) || Is(segment.Place?.Country, country);

    private static bool Is(string? left, string country) =>
        string.Equals(left, country, StringComparison.OrdinalIgnoreCase);
}
