using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Serialization;
using TransferLedger.Authorizations;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Store.Json;

/// <summary>
/// The serializer of record: what a fact looks like in the <c>data</c> column. Newtonsoft.Json with the settings a
/// Marten application would use (camel case, enums as strings, ISO dates), nulls left out, unknown members refused.
/// Thread-safe.
/// </summary>
public static class FactJson
{
    private static readonly JsonSerializer Serializer = JsonSerializer.Create(Settings());

    /// <summary>The settings, for a Marten application that opens the same log.</summary>
    public static JsonSerializerSettings Settings() => new()
    {
        ContractResolver = new RecordContracts(),
        NullValueHandling = NullValueHandling.Ignore,
        DateParseHandling = DateParseHandling.None,
        FloatParseHandling = FloatParseHandling.Decimal,
        MissingMemberHandling = MissingMemberHandling.Error,
        MaxDepth = 32,
        Converters =
        {
            new StringEnumConverter(new CamelCaseNamingStrategy(), allowIntegerValues: false),
            new TextConverter<string>(it => it, it => it),
            new TextConverter<Happened>(Happened.Parse, it => it.Text),
            new TextConverter<Subject>(Subject.Parse, it => it.Key),
            new TextConverter<WeaponId>(WeaponId.Parse, it => it.Value),
            new TextConverter<SourceGrade>(SourceGrade.Parse, it => it.ToString()),
            new TextConverter<Amount>(Amount.Parse, it => it.ToString()),
            new WholeNumberConverter(),
            new ValueListConverter(),
        },
    };

    /// <summary>The JSON of a fact, compact.</summary>
    public static string Write(LedgerEvent fact) => WriteAny(fact);

    /// <summary>A fact from its stored name and JSON.</summary>
    /// <exception cref="FactJsonException">
    /// The name is unknown, or the JSON does not say what that fact must say.
    /// </exception>
    public static LedgerEvent Read(string type, string json)
    {
        var known = EventCatalogue.TypeOf(type)
            ?? throw new FactJsonException("", $"'{type}' is not a kind of fact this version knows.");
        return (LedgerEvent)ReadAny(known, json);
    }

    /// <summary>A provenance from its JSON, as in the headers of an event but without the salt.</summary>
    /// <exception cref="FactJsonException">The JSON does not say what a provenance must say.</exception>
    public static Provenance ReadProvenance(string json) => (Provenance)ReadAny(typeof(Provenance), json);

    /// <summary>The JSON of a provenance, as in the headers of an event but without the salt.</summary>
    public static string WriteProvenance(Provenance provenance) => WriteAny(provenance);

    /// <summary>A record that is no fact from its JSON, read as strictly as one: a rule pack, a packing list.</summary>
    /// <exception cref="FactJsonException">The JSON does not say what the record must say.</exception>
    public static T ReadRecord<T>(string json)
        where T : class =>
        (T)ReadAny(typeof(T), json);

    /// <summary>The JSON of a record that is no fact, as <see cref="ReadRecord{T}"/> reads it.</summary>
    public static string WriteRecord<T>(T value)
        where T : class =>
        WriteAny(value);

    internal static string WriteAny(object value) => Written(value, static text => new string(text));

    /// <summary>The JSON in UTF-8.</summary>
    internal static byte[] WriteUtf8(object value) => Written(value, static text =>
    {
        var utf8 = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, utf8);
        return utf8;
    });

    private static T Written<T>(object value, Func<ReadOnlySpan<char>, T> take)
    {
        using var text = JsonText.Take();
        using var writer = new JsonTextWriter(text) { ArrayPool = CharPool.Instance, CloseOutput = false };
        Serializer.Serialize(writer, value, value.GetType());
        return take(text.Written);
    }

    internal static object ReadAny(Type type, string json)
    {
        using var reader = new JsonTextReader(new StringReader(json)) { ArrayPool = CharPool.Instance };
        reader.DateParseHandling = DateParseHandling.None;
        try
        {
            var value = Serializer.Deserialize(reader, type);
            return value ?? throw new FactJsonException("", "null is not a fact.");
        }
        catch (JsonException wrong)
        {
            throw Plainly(reader, wrong);
        }
        catch (FormatException wrong)
        {
            throw new FactJsonException(reader.Path, wrong.Message, wrong);
        }
    }

    /// <summary>What a person can do something about, where the serializer speaks of its own types.</summary>
    private static FactJsonException Plainly(JsonTextReader reader, JsonException wrong)
    {
        var (path, said) = (reader.Path, wrong.InnerException?.Message ?? wrong.Message);
        if (said.StartsWith("Cannot deserialize the current JSON object", StringComparison.Ordinal))
        {
            // The reader stands on the first member of that object.
            path = path[..Math.Max(0, path.LastIndexOf('.'))];
            said = "a list is expected here, not an object.";
        }
        else if (said.StartsWith("Cannot deserialize the current JSON array", StringComparison.Ordinal))
        {
            said = "an object is expected here, not a list.";
        }
        else if (reader.TokenType is JsonToken.String or JsonToken.Float
            && said.Contains("nput string '", StringComparison.Ordinal))
        {
            said = $"'{reader.Value}' is no whole number.";
        }

        return new FactJsonException(path, said, wrong);
    }

    private sealed class CharPool : IArrayPool<char>
    {
        public static CharPool Instance { get; } = new();

        public char[] Rent(int minimumLength) => System.Buffers.ArrayPool<char>.Shared.Rent(minimumLength);

        public void Return(char[]? array)
        {
            if (array is not null)
            {
                System.Buffers.ArrayPool<char>.Shared.Return(array);
            }
        }
    }
}

/// <summary>A text is not the JSON of the fact it should be.</summary>
public sealed class FactJsonException : Exception
{
    /// <summary>Where in the document, and what is wrong there.</summary>
    public FactJsonException(string path, string message, Exception? inner = null)
        : base(path.Length == 0 ? message : $"{path}: {message}", inner) => Path = path;

    /// <summary>The JSON path of the offending value; empty for the document itself.</summary>
    public string Path { get; }
}
