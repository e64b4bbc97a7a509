using System.Reflection;
using Newtonsoft.Json.Linq;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Store.Json;

namespace TransferLedger.Store.Tests.Json;

/// <summary>
/// JSON Schema (draft 2020-12) of a document file: the JSON of one kind of fact, made from the record, its doc comments
/// and the same conventions as the serializer of record.
/// </summary>
internal sealed class DocumentSchema
{
    private readonly FactComments _comments = FactComments.OfDomain();
    private readonly SortedDictionary<string, JObject> _definitions = new(StringComparer.Ordinal);

    private DocumentSchema()
    {
    }

    /// <summary>The schema of a kind of fact.</summary>
    /// <param name="type">The record.</param>
    /// <param name="name">The name of the document: <c>end-user-certificate</c>.</param>
    public static JObject Of(Type type, string name)
    {
        var maker = new DocumentSchema();
        var root = maker.Record(type);
        var schema = new JObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = $"urn:transferledger:schema:v1:{name}",
            ["title"] = name,
        };
        schema.Merge(root);
        schema["$defs"] = new JObject(maker._definitions.Select(it => new JProperty(it.Key, it.Value)));
        return schema;
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private JObject Record(Type type)
    {
        var parameters = type.GetConstructors().Single().GetParameters();
        return new JObject
        {
            ["description"] = _comments.Summary(type),
            ["type"] = "object",
            ["properties"] = new JObject(parameters.Select(it => new JProperty(Camel(it.Name!), Member(type, it)))),
            ["required"] = new JArray(parameters.Where(it => !it.HasDefaultValue).Select(it => Camel(it.Name!))),
            ["additionalProperties"] = false,
        };
    }

    private JObject Member(Type type, ParameterInfo parameter)
    {
        var schema = Value(Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType);
        if (_comments.Parameter(type, parameter.Name!) is { Length: > 0 } comment)
        {
            schema["description"] = comment;
        }

        return schema;
    }

    private JObject Value(Type type) => type switch
    {
        _ when type == typeof(string) => new JObject { ["type"] = "string" },
        _ when type == typeof(int) || type == typeof(long) => new JObject { ["type"] = "integer" },
        _ when type == typeof(bool) => new JObject { ["type"] = "boolean" },
        _ when type == typeof(WeaponId) =>
            Text(type, "The ledger's own name for a weapon.", "7k3m-9q2x-4t5v-8w1z"),
        _ when type == typeof(Happened) => Text(type, "A date in EDTF.", "2026-03-02", "2026-03", "2026-03~", "2025/2026"),
        _ when type == typeof(Subject) => Text(type, "A subject: a kind, a slash, its parts.", "certificate/is/euc-0017-2026"),
        { IsGenericType: true } => new JObject { ["type"] = "array", ["items"] = Value(type.GetGenericArguments()[0]) },
        _ => Reference(type, () => type.IsEnum ? Enumeration(type) : Record(type)),
    };

    private JObject Text(Type type, string description, params string[] examples) => Reference(type, () => new JObject
    {
        ["description"] = description, ["type"] = "string", ["minLength"] = 1, ["examples"] = new JArray(examples),
    });

    private JObject Enumeration(Type type)
    {
        var values = Enum.GetNames(type);
        var meanings = values.Select(it => $"{Camel(it)}: {_comments.Value(type, it)}");
        return new JObject
        {
            ["description"] = $"{_comments.Summary(type)} {string.Join(" ", meanings)}",
            ["type"] = "string",
            ["enum"] = new JArray(values.Select(Camel)),
        };
    }

    private JObject Reference(Type type, Func<JObject> make)
    {
        var name = Camel(type.Name);
        if (!_definitions.ContainsKey(name))
        {
            _definitions[name] = [];
            _definitions[name] = make();
        }

        return new JObject { ["$ref"] = $"#/$defs/{name}" };
    }
}
