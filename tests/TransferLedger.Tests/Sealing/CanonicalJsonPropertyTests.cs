using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using TransferLedger.Sealing;

namespace TransferLedger.Tests.Sealing;

public sealed class CanonicalJsonPropertyTests
{
    private static readonly Gen<string> Texts = Gen.Elements(
            "a", "b", "B", "_", "0", "é", "\u20ac", "\ufb33", "\U0001F600", "\U0002000B",
            "\"", "\\", "/", "\n", "\0", "\u001f", "\u007f")
        .ArrayOf()
        .Select(parts => string.Concat(parts.Take(4)));

    [Fact]
    public void Order_white_space_and_escapes_do_not_matter_and_the_form_is_that_of_the_reference() =>
        Prop.ForAll(Documents(3).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (document, seed) =>
        {
            var expected = new StringBuilder();
            Reference(document, expected);
            var (plain, shuffled) = (new StringBuilder(), new StringBuilder());
            Scatter(document, null, plain);
            Scatter(document, new System.Random(seed), shuffled);
            var canonical = Encoding.UTF8.GetString(CanonicalJson.Of(shuffled.ToString()));
            return canonical == expected.ToString()
                && canonical == Encoding.UTF8.GetString(CanonicalJson.Of(plain.ToString()))
                && canonical == Encoding.UTF8.GetString(CanonicalJson.Of(canonical));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_500));

    [Fact]
    public void Any_bytes_are_taken_or_refused_with_a_path() =>
        Prop.ForAll(
            Gen.Elements("{}[]:,\"\\ud80aeE.-0123 tfnrl\u00e9\n".ToCharArray())
                .ArrayOf()
                .Select(letters => new string(letters))
                .ToArbitrary(),
            text =>
            {
                try
                {
                    return CanonicalJson.Of(text).Length > 0;
                }
                catch (FormatException refused)
                {
                    return refused.Message.StartsWith('$');
                }
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    private static Gen<JsonNode?> Documents(int depth)
    {
        var leaves = Gen.OneOf(
            Texts.Select(text => (JsonNode?)JsonValue.Create(text)),
            Gen.Choose(int.MinValue, int.MaxValue).Select(number => (JsonNode?)JsonValue.Create(number * 4_000_000L)),
            Gen.Elements(true, false).Select(flag => (JsonNode?)JsonValue.Create(flag)),
            Gen.Constant((JsonNode?)null));
        if (depth == 0)
        {
            return leaves;
        }

        var members = from name in Texts from value in Documents(depth - 1) select (name, value);
        return Gen.OneOf(
            leaves,
            Documents(depth - 1).ArrayOf().Select(items => (JsonNode?)new JsonArray([.. items.Take(5).Select(Copy)])),
            members.ArrayOf().Select(some => (JsonNode?)new JsonObject(
                some.Take(8).DistinctBy(member => member.name, StringComparer.Ordinal)
                    .Select(member => KeyValuePair.Create(member.name, Copy(member.value))))));
    }

    private static JsonNode? Copy(JsonNode? node) => node?.DeepClone();

    // RFC 8785 read literally, over the document model of the framework.
    private static void Reference(JsonNode? node, StringBuilder made)
    {
        switch (node)
        {
            case JsonObject it:
                var sorted = it.OrderBy(member => member.Key, StringComparer.Ordinal).ToArray();
                made.Append('{');
                for (var i = 0; i < sorted.Length; i++)
                {
                    made.Append(i > 0 ? "," : "");
                    Quote(sorted[i].Key, made);
                    made.Append(':');
                    Reference(sorted[i].Value, made);
                }

                made.Append('}');
                break;
            case JsonArray it:
                made.Append('[');
                for (var i = 0; i < it.Count; i++)
                {
                    made.Append(i > 0 ? "," : "");
                    Reference(it[i], made);
                }

                made.Append(']');
                break;
            case JsonValue it when it.TryGetValue<string>(out var text):
                Quote(text, made);
                break;
            default:
                made.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }

    private static void Quote(string text, StringBuilder made)
    {
        made.Append('"');
        foreach (var c in text)
        {
            made.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\t' => "\\t",
                '\n' => "\\n",
                '\f' => "\\f",
                '\r' => "\\r",
                < ' ' => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
                _ => c.ToString(),
            });
        }

        made.Append('"');
    }

    // The same document as another writer may have written it; without chance, members stand as they are.
    private static void Scatter(JsonNode? node, System.Random? chance, StringBuilder made)
    {
        Space();
        switch (node)
        {
            case JsonObject it:
                var members = it.ToArray();
                chance?.Shuffle(members);
                made.Append('{');
                for (var i = 0; i < members.Length; i++)
                {
                    made.Append(i > 0 ? "," : "");
                    Space();
                    ScatterText(members[i].Key, chance, made);
                    Space();
                    made.Append(':');
                    Scatter(members[i].Value, chance, made);
                }

                made.Append('}');
                break;
            case JsonArray it:
                made.Append('[');
                for (var i = 0; i < it.Count; i++)
                {
                    made.Append(i > 0 ? "," : "");
                    Scatter(it[i], chance, made);
                }

                made.Append(']');
                break;
            case JsonValue it when it.TryGetValue<string>(out var text):
                ScatterText(text, chance, made);
                break;
            default:
                made.Append(node?.ToJsonString() ?? "null");
                break;
        }

        Space();

        void Space() => made.Append(chance?.Next(6) switch { 0 => " ", 1 => "\n\t", 2 => "\r\n", _ => "" });
    }

    private static void ScatterText(string text, System.Random? chance, StringBuilder made)
    {
        if (chance is null)
        {
            Quote(text, made);
            return;
        }

        made.Append('"');
        foreach (var c in text)
        {
            var spelled = ((int)c).ToString(chance.Next(2) == 0 ? "x4" : "X4", CultureInfo.InvariantCulture);
            var escaped = c is < ' ' or '"' or '\\' || (chance.Next(3) == 0 && !char.IsSurrogate(c));
            made.Append(escaped ? "\\u" + spelled : c.ToString());
        }

        made.Append('"');
    }
}
