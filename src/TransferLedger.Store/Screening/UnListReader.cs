using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using NodaTime;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Rules;
using TransferLedger.Screening;

namespace TransferLedger.Store.Screening;

/// <summary>
/// The consolidated list of the United Nations Security Council, from its XML. The file is read entry by entry, as
/// hostile input: no document type, no entities of its own, no file or address outside it, bounded in depth and size.
/// </summary>
public static partial class UnListReader
{
    private const long MostCharacters = 256L << 20;
    private const int DeepestElement = 16;
    private const int MostElements = 10_000;
    private const int MostEntries = 200_000;
    private const int LongestText = 20_000;
    private const int PieceOfText = 1_024;

    private static readonly string[] NameParts = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"];

    /// <summary>What the file says.</summary>
    /// <exception cref="ListFileException">It is not such a list, is damaged, or must not be read.</exception>
    public static ListContent Read(Stream file)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MostCharacters,
            MaxCharactersFromEntities = 0,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        using var reader = XmlReader.Create(file, settings);
        try
        {
            return Read(reader);
        }
        catch (XmlException wrong) when (wrong.LineNumber == 0 && reader.Depth == 0)
        {
            // The reader forbids it by a text for programmers, and without its place.
            throw new ListFileException(
                "the head of the file",
                "a document type (DTD) stands before the list, which has none: it could name files, addresses or entities without end");
        }
        catch (XmlException wrong)
        {
            throw new ListFileException(
                string.Create(CultureInfo.InvariantCulture, $"line {wrong.LineNumber}, column {wrong.LinePosition}"),
                wrong.Message.TrimEnd('.'));
        }
    }

    private static ListContent Read(XmlReader reader)
    {
        if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != "CONSOLIDATED_LIST")
        {
            throw Wrong(reader, "the root element is not CONSOLIDATED_LIST: this is not the consolidated list");
        }

        var published = reader.GetAttribute("dateGenerated") is { } text ? Instant(text) : null;
        var (entries, remarks) = (new Dictionary<string, ListedEntry>(StringComparer.Ordinal), new ListRemarks());
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName is not ("INDIVIDUAL" or "ENTITY"))
            {
                continue;
            }

            var kind = reader.LocalName == "INDIVIDUAL" ? ListedKind.Person : ListedKind.Body;
            var place = Place(reader);
            var left = MostElements;
            var node = Element(reader, 0, ref left);
            var entry = Entry(node, kind, remarks) ?? throw new ListFileException(
                place, "an entry has no REFERENCE_NUMBER or no name");
            if (!entries.TryAdd(entry.Id, entry))
            {
                throw new ListFileException(place, $"{entry.Id} stands in the file twice");
            }

            if (entries.Count > MostEntries)
            {
                throw new ListFileException(place, $"more than {MostEntries} entries");
            }
        }

        return entries.Count == 0
            ? throw new ListFileException("the file", "it lists nobody; an empty list would clear everybody")
            : new(
                SanctionsLists.UnitedNations, published,
                [.. entries.Values.OrderBy(it => it.Id, StringComparer.Ordinal)], remarks.All());
    }

    /// <summary>One element with what is in it: its text, and its child elements.</summary>
    private sealed record Node(string Name, string Text, List<Node> Children)
    {
        public string Of(string name) =>
            Squeeze(Children.Find(it => it.Name == name)?.Text ?? "");

        public IEnumerable<Node> All(string name) => Children.Where(it => it.Name == name);

        public IEnumerable<string> Values(string name) =>
            All(name).SelectMany(it => it.All("VALUE")).Select(it => Squeeze(it.Text)).Where(it => it.Length > 0);
    }

    private static Node Element(XmlReader reader, int depth, ref int left)
    {
        if (--left < 0)
        {
            throw Wrong(reader, $"one entry holds more than {MostElements} elements");
        }

        if (depth > DeepestElement)
        {
            throw Wrong(reader, "elements are nested too deep for this list");
        }

        var (name, children, text) = (reader.LocalName, new List<Node>(), "");
        if (reader.IsEmptyElement)
        {
            return new(name, "", children);
        }

        while (reader.Read() && reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                children.Add(Element(reader, depth + 1, ref left));
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                text += Text(reader, name, LongestText - text.Length);
            }
        }

        return new(name, text, children);
    }

    /// <summary>A text piece by piece, so that one without end is refused before it is in memory.</summary>
    private static string Text(XmlReader reader, string name, int most)
    {
        var piece = ArrayPool<char>.Shared.Rent(PieceOfText);
        try
        {
            var made = new StringBuilder();
            while (reader.ReadValueChunk(piece, 0, piece.Length) is var read and > 0)
            {
                made.Append(piece, 0, read);
                if (made.Length > most)
                {
                    throw Wrong(reader, $"{name} holds more than {LongestText} characters");
                }
            }

            return made.ToString();
        }
        finally
        {
            ArrayPool<char>.Shared.Return(piece);
        }
    }

    private static ListedEntry? Entry(Node node, ListedKind kind, ListRemarks remarks)
    {
        var id = node.Of("REFERENCE_NUMBER");
        var name = string.Join(' ', NameParts.Select(node.Of).Where(it => it.Length > 0));
        if (id.Length == 0 || !name.Any(char.IsLetterOrDigit))
        {
            return null;
        }

        var person = kind == ListedKind.Person ? "INDIVIDUAL" : "ENTITY";
        var names = new List<ListedName> { new(name) };
        if (node.Of("NAME_ORIGINAL_SCRIPT") is { Length: > 0 } original)
        {
            names.Add(new(original, ListedNameKind.OriginalScript));
        }

        names.AddRange(node.All(person + "_ALIAS").SelectMany(Aliases));
        return new(
            SanctionsLists.UnitedNations, id, kind,
            names.DistinctBy(it => it.Name, StringComparer.Ordinal).ToValueList(),
            Countries(node, person, id, remarks),
            Births(node, id, remarks),
            kind == ListedKind.Body ? OfCompany(node) : Documents(node),
            node.Of("UN_LIST_TYPE") is { Length: > 0 } programme ? [programme] : [],
            Happened.TryParse(DayOf(node.Of("LISTED_ON")), out var listed, out _) ? listed : null);
    }

    /// <summary>One element may hold several names, with semicolons between them.</summary>
    private static IEnumerable<ListedName> Aliases(Node alias)
    {
        var kind = alias.Of("QUALITY") switch
        {
            "Low" => ListedNameKind.WeakAlias,
            "f.k.a." => ListedNameKind.Former,
            _ => ListedNameKind.Alias,
        };
        return alias.Of("ALIAS_NAME").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(it => it.Any(char.IsLetterOrDigit)).Select(it => new ListedName(it, kind));
    }

    private static ValueList<string> Countries(Node node, string person, string id, ListRemarks remarks)
    {
        var said = node.Values("NATIONALITY")
            .Concat(node.All(person + "_ADDRESS").Select(it => it.Of("COUNTRY")))
            .Concat(node.All("INDIVIDUAL_PLACE_OF_BIRTH").Select(it => it.Of("COUNTRY")))
            .Where(it => it.Length > 0 && !string.Equals(it, "na", StringComparison.OrdinalIgnoreCase));
        var codes = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var text in said)
        {
            if (CountryNames.CodeOf(text) is { } code)
            {
                codes.Add(code);
            }
            else
            {
                remarks.Add("territory-unknown", text, id);
            }
        }

        return [.. codes];
    }

    private static ValueList<Happened> Births(Node node, string id, ListRemarks remarks)
    {
        var found = new List<Happened>();
        foreach (var birth in node.All("INDIVIDUAL_DATE_OF_BIRTH"))
        {
            var (from, to, note) = (birth.Of("FROM_YEAR"), birth.Of("TO_YEAR"), birth.Of("NOTE"));
            var years = from.Length > 0 && to.Length > 0 ? $"{from}/{to}" : "";
            string[] texts = [DayOf(birth.Of("DATE")), birth.Of("YEAR"), years];
            var text = Array.Find(texts, it => it.Length > 0) ?? "";
            if (Happened.TryParse(text, out var happened, out _))
            {
                found.Add(birth.Of("TYPE_OF_DATE") == "APPROXIMATELY" && happened.Precision != Precision.Interval
                    ? Around(happened)
                    : happened);
            }
            else if (text.Length > 0 || note.Length > 0)
            {
                remarks.Add("birth-unreadable", text.Length > 0 ? text : note, id);
            }
        }

        return found.Distinct().OrderBy(it => it.Text, StringComparer.Ordinal).ToValueList();
    }

    /// <summary>About a year is that year and those beside it: otherwise no birth a year off would agree.</summary>
    private static Happened Around(Happened about)
    {
        var year = about.Earliest.InUtc().Year;
        return Happened.Between(Happened.InYear(year - 1), Happened.InYear(year + 1));
    }

    private static ValueList<PartyIdentifier> Documents(Node node) => node.All("INDIVIDUAL_DOCUMENT")
        .Select(it => (Kind: it.Of("TYPE_OF_DOCUMENT"), Number: it.Of("NUMBER")))
        .Where(it => it.Kind.Length > 0 && it.Number.Any(char.IsAsciiDigit))
        .Select(it => new PartyIdentifier(it.Kind, it.Number)).Distinct().ToValueList();

    /// <summary>
    /// The list gives IMO numbers of companies in remarks alone, where those of ships stand too that a company owned or
    /// used, in brackets behind their names. Some numbers could be of either: in brackets they are not taken for its
    /// own.
    /// </summary>
    private static ValueList<PartyIdentifier> OfCompany(Node node) => ImoNumber().Matches(node.Of("COMMENTS1"))
        .Select(it => (Number: it.Groups["it"].Value, Aside: it.Groups["open"].Success && !it.Groups["close"].Success))
        .Where(it => ConveyanceId.IsImoCompany(it.Number) && !(it.Aside && ConveyanceId.IsImo(it.Number)))
        .Select(it => new PartyIdentifier("IMO", it.Number)).Distinct().ToValueList();

    private static Happened? Instant(string text) =>
        NodaTime.Text.OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } parsed
            ? Happened.At(parsed.Value.ToInstant())
            : null;

    /// <summary>A date may carry an offset behind it (<c>1964-07-17-04:00</c>); the day counts.</summary>
    private static string DayOf(string date) => date.Length > 10 ? date[..10] : date;

    private static string Squeeze(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static ListFileException Wrong(XmlReader reader, string problem) => new(Place(reader), problem);

    private static string Place(XmlReader reader) => reader is IXmlLineInfo line && line.HasLineInfo()
        ? string.Create(CultureInfo.InvariantCulture, $"line {line.LineNumber}, column {line.LinePosition}")
        : "the file";

    [GeneratedRegex(
        @"(?<open>\()?\bIMO\b(?<close>\))?(?: [Nn]umber)?:? (?<it>\d{7})\b", RegexOptions.CultureInvariant,
        1000)]
    private static partial Regex ImoNumber();
}
