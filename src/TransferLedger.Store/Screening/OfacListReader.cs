using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Rules;
using TransferLedger.Screening;

namespace TransferLedger.Store.Screening;

/// <summary>
/// The list of the United States (OFAC), from its files <c>sdn.csv</c> and <c>alt.csv</c>, with or without a header
/// line. What has no column of its own (births, nationality, numbers) is taken from the remarks.
/// </summary>
public static partial class OfacListReader
{
    private const int EntryColumns = 12;
    private const int AliasColumns = 5;
    private const string Empty = "-0-";

    /// <summary>What the two files say.</summary>
    /// <param name="entries">The file of entries.</param>
    /// <param name="aliases">The file of aliases; null when there is none.</param>
    /// <exception cref="ListFileException">One of them is not such a file, or is damaged.</exception>
    public static ListContent Read(Stream entries, Stream? aliases)
    {
        var (other, lines) = (
            new Dictionary<string, List<ListedName>>(StringComparer.Ordinal),
            new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var (line, cells) in aliases is null ? [] : Rows(aliases, "aliases", AliasColumns))
        {
            var (id, name) = (Number(cells[0], "aliases", line), cells[3]);
            lines.TryAdd(id, line);
            if (name.Any(char.IsLetterOrDigit))
            {
                (other.TryGetValue(id, out var list) ? list : other[id] = [])
                    .Add(new(name, cells[2] == "fka" ? ListedNameKind.Former : ListedNameKind.Alias));
            }
        }

        var (found, remarks) = (new Dictionary<string, ListedEntry>(StringComparer.Ordinal), new ListRemarks());
        foreach (var (line, cells) in Rows(entries, "entries", EntryColumns))
        {
            var id = Number(cells[0], "entries", line);
            if (!cells[1].Any(char.IsLetterOrDigit))
            {
                throw Wrong("entries", line, $"entry {id} has no name");
            }

            if (!found.TryAdd(id, Entry(id, cells, other.GetValueOrDefault(id) ?? [], remarks)))
            {
                throw Wrong("entries", line, $"entry {id} stands in the file twice");
            }
        }

        CheckWhole(found, lines);
        return found.Count == 0
            ? throw new ListFileException("the file of entries", "it lists nobody; an empty list would clear everybody")
            : new(
                SanctionsLists.Ofac, null,
                [.. found.Values.OrderBy(it => it.Id.Length).ThenBy(it => it.Id, StringComparer.Ordinal)],
                remarks.All());
    }

    /// <summary>
    /// A file of rows that is cut off is still a file of rows, shorter by whoever stood behind the cut. The aliases of
    /// these give it away.
    /// </summary>
    private static void CheckWhole(Dictionary<string, ListedEntry> found, Dictionary<string, int> aliases)
    {
        var lost = aliases.Where(it => !found.ContainsKey(it.Key)).OrderBy(it => it.Value).ToList();
        if (found.Count > 0 && lost.Count > 0)
        {
            throw Wrong("aliases", lost[0].Value, string.Create(
                CultureInfo.InvariantCulture,
                $"it names entry {lost[0].Key}, which the file of entries does not have ({lost.Count} such entries): "
                    + $"that file is cut off, or the two are of different days"));
        }
    }

    private static ListedEntry Entry(string id, string[] cells, List<ListedName> aliases, ListRemarks remarks)
    {
        var (flag, note) = (cells[9], cells[11]);
        var countries = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var text in Countries().Matches(note).Select(it => it.Groups["it"].Value.Trim()).Append(flag)
            .Where(it => it.Length > 0 && !it.StartsWith("None Identified", StringComparison.Ordinal)))
        {
            if (CountryNames.CodeOf(text) is { } code)
            {
                countries.Add(code);
            }
            else
            {
                remarks.Add("territory-unknown", text, id);
            }
        }

        // The place that stands behind a number of registration in brackets.
        foreach (var code in InBrackets().Matches(note)
            .Select(it => CountryNames.CodeOf(it.Groups["it"].Value)).OfType<string>())
        {
            countries.Add(code);
        }

        var kind = cells[2] switch
        {
            "vessel" => ListedKind.Vessel,
            "aircraft" => ListedKind.Aircraft,
            "individual" => ListedKind.Person,
            _ => ListedKind.Body,
        };
        return new(
            SanctionsLists.Ofac, id, kind,
            aliases.Prepend(new(cells[1])).DistinctBy(it => it.Name, StringComparer.Ordinal).ToValueList(),
            [.. countries], Births(id, note, remarks), Identifiers(id, kind, note, remarks),
            cells[3].Split(['[', ']'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .ToValueList());
    }

    private static ValueList<Happened> Births(string id, string note, ListRemarks remarks)
    {
        var found = new List<Happened>();
        foreach (var text in Birth().Matches(note).Select(it => it.Groups["it"].Value))
        {
            var day = NodaTime.Text.LocalDatePattern.CreateWithInvariantCulture("d MMM uuuu").Parse(text);
            if (day.Success && day.Value.Year is > 1000 and < 9999)
            {
                found.Add(Happened.On(day.Value));
            }
            else if (Happened.TryParse(text, out var year, out _))
            {
                found.Add(year);
            }
            else
            {
                remarks.Add("birth-unreadable", text, id);
            }
        }

        return found.Distinct().OrderBy(it => it.Text, StringComparer.Ordinal).ToValueList();
    }

    /// <summary>A company has an IMO number of its own, with another check digit than that of a ship.</summary>
    private static ValueList<PartyIdentifier> Identifiers(
        string id, ListedKind kind, string note, ListRemarks remarks)
    {
        var found = new List<PartyIdentifier>();
        foreach (var number in Imo().Matches(note).Select(it => it.Groups["it"].Value))
        {
            if (kind == ListedKind.Vessel ? ConveyanceId.IsImo(number) : ConveyanceId.IsImoCompany(number))
            {
                found.Add(new("IMO", number));
            }
            else
            {
                remarks.Add("imo-wrong", number, id);
            }
        }

        found.AddRange(Numbered().Matches(note).Select(it => new PartyIdentifier(
            it.Groups["what"].Value, it.Groups["it"].Value)));
        return found.Distinct().ToValueList();
    }

    private static string Number(string text, string file, int line) =>
        text.Length is > 0 and < 12 && text.All(char.IsAsciiDigit)
            ? text
            : throw Wrong(file, line, $"'{text}' is no number of an entry");

    private static ListFileException Wrong(string file, int line, string problem) =>
        new(string.Create(CultureInfo.InvariantCulture, $"file of {file}, line {line}"), problem);

    private static IEnumerable<(int Line, string[] Cells)> Rows(Stream file, string name, int columns) =>
        CsvRows.Of(file, $"file of {name}", columns)
            .Where(it => !it.Cells[0].StartsWith("ent_num", StringComparison.OrdinalIgnoreCase))
            .Select(it => (it.Line, it.Cells.Select(cell => cell == Empty ? "" : cell).ToArray()));

    [GeneratedRegex(@"\bIMO (?<it>\d+)\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Imo();

    [GeneratedRegex(
        @"(?:Vessel Flag|[Nn]ationality(?: of Registration)?|[Cc]itizen(?:ship)?) (?<it>[A-Z][^;]*?)\.?\s*(?:;|$)",
        RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Countries();

    [GeneratedRegex(@"\bDOB (?:circa )?(?<it>(?:\d{1,2} )?(?:[A-Z][a-z]{2} )?\d{4})", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Birth();

    [GeneratedRegex(@"\((?<it>[A-Z][A-Za-z',. ]+)\)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex InBrackets();

    [GeneratedRegex(
        @"(?<what>Registration ID|Registration Number|Tax ID No\.|Company Number|NIT|RUC|RIF|R\.F\.C\.|MMSI|SWIFT/BIC|Passport|"
        + @"National ID No\.|Aircraft Tail Number|Commercial Registry Number|Business Registration Number)"
        + @"[ #]+(?<it>[A-Z0-9][A-Z0-9./-]*\d[A-Z0-9-]*)",
        RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Numbered();
}
