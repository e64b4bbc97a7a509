using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using TransferLedger.Cli.Import.Profiles;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Import.Mapping;

/// <summary>Works out fields. A value that cannot be read is reported and taken as missing.</summary>
internal static partial class FieldEvaluation
{
    public static Value Evaluate(FieldRule field, RowValues row, Action<string> wrong) => field switch
    {
        FieldRule.Text it => TextOf(it, row, wrong),
        FieldRule.Number it => NumberOf(it, row, wrong),
        FieldRule.Date it => DateOf(it, row, wrong),
        // What is there but cannot be read is not passed over for something less.
        FieldRule.First it => it.Templates.Select(row.Fill)
            .FirstOrDefault(value => !value.IsMissing || value.IsUnreadable),
        FieldRule.After it => DateArithmetic.After(it, row[it.Start], row[it.Count], wrong),
        FieldRule.Between it => DateArithmetic.Between(it, row.Fill(it.From), row.Fill(it.To), wrong),
        _ => throw new ArgumentException($"There is no field {field.GetType().Name}.", nameof(field)),
    };

    private static Value TextOf(FieldRule.Text field, RowValues row, Action<string> wrong)
    {
        var from = row.Fill(field.Template);
        var texts = Read(from, field.Reading, wrong);
        return from.IsUnreadable ? from : Value.Of(
            ValueKind.Text, field.Map is { } map ? texts.ConvertAll(it => map.GetValueOrDefault(it, it)) : texts);
    }

    private static Value NumberOf(FieldRule.Number field, RowValues row, Action<string> wrong)
    {
        var from = row.Fill(field.Template);
        var numbers = new List<string>();
        foreach (var text in Read(from, field.Reading, wrong))
        {
            foreach (var part in field.Either?.Split(text) ?? [text])
            {
                var alternative = part.Trim();
                if (alternative.Length == 0)
                {
                    continue;
                }

                if (!Whole().IsMatch(alternative)
                    || !long.TryParse(
                        alternative.Replace(",", "", StringComparison.Ordinal),
                        NumberStyles.AllowLeadingSign,
                        CultureInfo.InvariantCulture,
                        out var number))
                {
                    wrong($"'{Short(alternative)}' is not a whole number");
                    return Value.Missing;
                }

                if (number < field.Least || number > field.Most)
                {
                    wrong(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{number} is outside of what the profile accepts ({field.Least} to {field.Most})"));
                    return Value.Missing;
                }

                numbers.Add(number.ToString(CultureInfo.InvariantCulture));
            }
        }

        return from.IsUnreadable ? from : Value.Of(ValueKind.Number, numbers);
    }

    private static Value DateOf(FieldRule.Date field, RowValues row, Action<string> wrong)
    {
        var from = row.Fill(field.Template);
        var dates = new List<Happened>();
        foreach (var text in Read(from, field.Reading, wrong))
        {
            if (DateFrom(text, field.Dates) is not { } date)
            {
                var patterns = field.Dates.Patterns.Select(it => it.Text).Concat(field.Dates.Edtf ? ["EDTF"] : []);
                wrong($"'{Short(text)}' is not a date written as {string.Join(" or ", patterns)}");
                return Value.Missing;
            }

            dates.Add(date);
        }

        return from.IsUnreadable ? from : DateArithmetic.Within(field.Bounds, dates, wrong);
    }

    private static Happened? DateFrom(string text, DateReading reading)
    {
        foreach (var pattern in reading.Patterns)
        {
            // The pattern's own limits on years are wider than the ledger's.
            if (pattern.Pattern.Parse(text).TryGetValue(default, out var day) && day.Year is >= 1000 and <= 9999)
            {
                return pattern.Fineness switch
                {
                    DateFineness.Day => Happened.On(day),
                    DateFineness.Month => Happened.InMonth(day.Year, day.Month),
                    _ => Happened.InYear(day.Year),
                };
            }
        }

        return reading.Edtf && Happened.TryParse(text, out var happened, out _) ? happened : null;
    }

    // What "nothing" means of one candidate among several is not that the value is missing: it may be the right one.
    private static List<string> Read(Value value, TextReading reading, Action<string> wrong)
    {
        if (value.IsMissing)
        {
            return [];
        }

        var texts = new List<string>(value.Candidates.Length);
        foreach (var candidate in value.Candidates)
        {
            var text = candidate.Trim();
            if (text.Length == 0 || reading.None.Contains(text) || FitsAny(reading.NoneMatching, text))
            {
                if (value.Candidates.Length > 1)
                {
                    wrong(
                        $"one of several parts ('{Short(text)}') says nothing, and which part is this weapon's is not "
                        + "known");
                }

                return [];
            }

            if (reading.Matching.IsEmpty)
            {
                texts.Add(text);
            }
            else if (FirstMatch(reading.Matching, text) is { } match)
            {
                texts.Add((match.Groups.ContainsKey("value") ? match.Groups["value"].Value : match.Value).Trim());
            }
            else if (!reading.OtherwiseMissing)
            {
                wrong($"'{Short(text)}' is written in no way the profile knows");
                return [];
            }
        }

        return texts;
    }

    private static bool FitsAny(ImmutableArray<Regex> patterns, string text)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.IsMatch(text))
            {
                return true;
            }
        }

        return false;
    }

    private static Match? FirstMatch(ImmutableArray<Regex> patterns, string text)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.Match(text) is { Success: true } match)
            {
                return match;
            }
        }

        return null;
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";

    [GeneratedRegex(@"^-?(\d{1,3}(,\d{3})+|\d+)\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Whole();
}
