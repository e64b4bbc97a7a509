using System.Globalization;
using NodaTime.Text;
using TransferLedger.Authorizations;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Import.Chief;

/// <summary>The fields of one record, read one by one; what is wrong is told and reading goes on.</summary>
/// <param name="record">The record.</param>
/// <param name="most">How many fields it may have after its type.</param>
/// <param name="problems">Told what is wrong.</param>
internal sealed class ChiefFields
{
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");
    private readonly ChiefRecord _record;
    private readonly List<ChiefProblem> _problems;

    public ChiefFields(ChiefRecord record, int most, List<ChiefProblem> problems)
    {
        (_record, _problems) = (record, problems);
        for (var at = 1; at < record.Fields.Length; at++)
        {
            if (record.Type != "end" && ChiefRecord.Types.Contains(record.Fields[at])
                && record.Fields[at - 1] is { Length: > 0 } before && before.All(char.IsAsciiDigit))
            {
                Wrong(at, "", $"record {before}, '{record.Fields[at]}', begins inside this one: a line break is missing");
            }
        }

        if (record.Fields.Length > most)
        {
            _problems.Add(new ChiefProblem(record.Line, null, string.Create(
                CultureInfo.InvariantCulture,
                $"'{record.Type}' has {record.Fields.Length} fields after its type; at most {most} are known")));
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => _record.Fields.Length;

    /// <summary>A field from 0; null when it is empty or not there.</summary>
    public string? Text(int at) =>
        at < _record.Fields.Length && !string.IsNullOrWhiteSpace(_record.Fields[at]) ? _record.Fields[at] : null;

    public string Need(int at, string name)
    {
        if (Text(at) is { } text)
        {
            return text;
        }

        Wrong(at, name, "is missing");
        return "";
    }

    public Happened? Date(int at, string name)
    {
        if (Text(at) is not { } text)
        {
            return null;
        }

        if (Day.Parse(text) is { Success: true, Value: { Year: >= 1000 } day })
        {
            return Happened.On(day);
        }

        Wrong(at, name, $"'{text}' is no day such as 20190112");
        return null;
    }

    public Amount? Number(int at, string name)
    {
        if (Text(at) is not { } text)
        {
            return null;
        }

        if (Amount.TryParse(text, out var amount))
        {
            return amount;
        }

        Wrong(at, name, $"'{text}' is no number such as 12 or 0.5");
        return null;
    }

    public int Whole(int at, string name)
    {
        var text = Need(at, name);
        if (text.Length == 0)
        {
            return 0;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
        {
            return number;
        }

        Wrong(at, name, $"'{text}' is no number from 1");
        return 0;
    }

    /// <summary>One of some words.</summary>
    public T Word<T>(int at, string name, params ReadOnlySpan<(string Text, T Value)> words)
    {
        var text = Need(at, name);
        var known = new List<string>();
        foreach (var (word, value) in words)
        {
            if (word == text)
            {
                return value;
            }

            known.Add(word);
        }

        if (text.Length > 0)
        {
            Wrong(at, name, $"'{text}' is none of {string.Join(", ", known)}");
        }

        return words[0].Value;
    }

    public void Wrong(int at, string name, string reason) => _problems.Add(new ChiefProblem(
        _record.Line,
        string.Create(CultureInfo.InvariantCulture, $"{name}{(name.Length > 0 ? " " : "")}(field {at + 3})"),
        reason));
}
