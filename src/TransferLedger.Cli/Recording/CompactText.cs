using System.Text;
using System.Text.Json.Nodes;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Recording;

/// <summary>
/// A record on one line, as a person types it: <c>serial=AB 123; position=receiver</c>. Keys are the members by their
/// stored names; a member of a member has a dot (<c>owner.name=Army</c>), a list repeats its key. A value that holds a
/// semicolon stands in double quotes, a quote in it twice. A party or place may be <c>Army@XR</c>, a mark names its
/// kind as the key of its text, and a record without an equals sign is its one mandatory text.
/// </summary>
internal static class CompactText
{
    /// <summary>The JSON of the record.</summary>
    /// <exception cref="FormatException">It cannot be read; the message says which keys there are.</exception>
    public static JsonObject Read(Type type, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new FormatException($"nothing is given; write {Keys(type)}");
        }

        if (!Bare(text).Contains('='))
        {
            return Lead(type, Unquoted(text.Trim()));
        }

        var made = new JsonObject();
        foreach (var part in Parts(text))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
            {
                throw new FormatException($"'{part}' is not key=value; write {Keys(type)}");
            }

            Set(type, made, part[..at].Trim(), Unquoted(part[(at + 1)..].Trim()));
        }

        return made;
    }

    /// <summary>How a record is written, for a person who has to.</summary>
    public static string Keys(Type type) => string.Join("; ", FactMember.Of(type).Select(it =>
        it.Required ? $"{it.Name}=…" : $"[{it.Name}=…]"));

    /// <summary>Without keys: a party or place with its country, else the one text that must be there.</summary>
    private static JsonObject Lead(Type type, string text)
    {
        var members = FactMember.Of(type);
        if (type == typeof(Custodian) || type == typeof(Place))
        {
            var at = text.LastIndexOf('@');
            var made = new JsonObject { ["name"] = at < 0 ? text : text[..at] };
            if (at >= 0)
            {
                made["country"] = text[(at + 1)..].ToUpperInvariant();
            }

            return made;
        }

        return members.Count(it => it.Required) == 1 && members[0] is { Required: true, IsList: false } lead
            ? new JsonObject { [lead.Name] = FactText.Node(lead.Type, text) }
            : throw new FormatException($"'{text}' does not say what is what; write {Keys(type)}");
    }

    private static void Set(Type type, JsonObject made, string key, string value)
    {
        var (first, rest) = key.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot
            ? (key[..dot], key[(dot + 1)..])
            : (key, null);
        var plain = FactText.Plain(first);
        if (FactMember.Of(type).FirstOrDefault(it => FactText.Plain(it.Name) == plain) is not { } member)
        {
            if (type == typeof(Mark) && Enum.TryParse<MarkKind>(plain, ignoreCase: true, out _))
            {
                Put(made, "kind", FactText.Node(typeof(MarkKind), first));
                Put(made, "text", JsonValue.Create(value));
                return;
            }

            throw new FormatException($"there is no '{first}'; write {Keys(type)}");
        }

        if (rest is not null)
        {
            if (!FactMember.IsRecord(member.Type) || member.IsList)
            {
                throw new FormatException($"'{member.Name}' has no parts");
            }

            made[member.Name] ??= new JsonObject();
            Set(member.Type, made[member.Name]!.AsObject(), rest, value);
        }
        else if (member.IsList)
        {
            made[member.Name] ??= new JsonArray();
            made[member.Name]!.AsArray().Add(FactText.Node(member.Type, value));
        }
        else
        {
            Put(made, member.Name, FactText.Node(member.Type, value));
        }
    }

    private static void Put(JsonObject made, string name, JsonNode value)
    {
        if (!made.TryAdd(name, value))
        {
            throw new FormatException($"'{name}' is given twice");
        }
    }

    /// <summary>The text outside of double quotes.</summary>
    private static string Bare(string text)
    {
        var (made, quoted) = (new StringBuilder(), false);
        foreach (var c in text)
        {
            quoted ^= c == '"';
            if (!quoted)
            {
                made.Append(c);
            }
        }

        return made.ToString();
    }

    private static IEnumerable<string> Parts(string text)
    {
        var (start, quoted) = (0, false);
        for (var at = 0; at <= text.Length; at++)
        {
            if (at == text.Length || (text[at] == ';' && !quoted))
            {
                if (text[start..at].Trim() is { Length: > 0 } part)
                {
                    yield return part;
                }

                start = at + 1;
            }
            else
            {
                quoted ^= text[at] == '"';
            }
        }

        if (quoted)
        {
            throw new FormatException("a double quote is opened and not closed");
        }
    }

    private static string Unquoted(string text) => text is ['"', .. var inner, '"']
        ? inner.Replace("\"\"", "\"", StringComparison.Ordinal)
        : text;
}
