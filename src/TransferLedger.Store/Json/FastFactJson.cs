using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using TransferLedger.Authorizations;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Store.Json;

/// <summary>
/// Reads what <see cref="FactJson"/> wrote, several times faster, for the hot path over the whole log. What it does not
/// understand at once it hands to <see cref="FactJson"/>, whose answer and whose errors count. Thread-safe.
/// </summary>
public static class FastFactJson
{
    private static readonly JsonSerializerOptions Options = Strict(
        new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
        new Text<Happened>(Happened.Parse),
        new Text<Subject>(Subject.Parse),
        new Text<WeaponId>(WeaponId.Parse),
        new Text<SourceGrade>(SourceGrade.Parse),
        new Text<Amount>(Amount.Parse),
        new Lists(),
        new SameAgain<Custodian>(),
        new SameAgain<Place>(),
        new SameAgain<ItemDescription>());

    private static readonly JsonSerializerOptions Parts = new(Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    };

    /// <summary>The JSON this thread is reading.</summary>
    [ThreadStatic]
    private static ReadOnlyMemory<byte> _json;

    /// <summary>A fact from its stored name and JSON.</summary>
    /// <exception cref="FactJsonException">
    /// The name is unknown, or the JSON does not say what that fact must say.
    /// </exception>
    public static LedgerEvent Read(string type, string json) => Read(type, Encoding.UTF8.GetBytes(json));

    /// <summary>The same, from UTF-8.</summary>
    /// <exception cref="FactJsonException">
    /// The name is unknown, or the JSON does not say what that fact must say.
    /// </exception>
    public static LedgerEvent Read(string type, ReadOnlyMemory<byte> json) =>
        TryRead(type, json) ?? FactJson.Read(type, Encoding.UTF8.GetString(json.Span));

    /// <summary>The same, or null where only the serializer of record can tell.</summary>
    internal static LedgerEvent? TryRead(string type, ReadOnlyMemory<byte> json)
    {
        try
        {
            _json = json;
            return EventCatalogue.TypeOf(type) is { } known
                ? (LedgerEvent?)JsonSerializer.Deserialize(json.Span, known, Options)
                : null;
        }
        catch (Exception left) when (left is JsonException or FormatException)
        {
            return null;
        }
        finally
        {
            _json = default;
        }
    }

    /// <summary>What else is stored beside facts; null where only the serializer of record can tell.</summary>
    internal static T? TryReadAny<T>(ReadOnlySpan<byte> json)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options);
        }
        catch (Exception left) when (left is JsonException or FormatException)
        {
            return null;
        }
    }

    /// <summary>
    /// Some members of what is stored, the others left out; null where only the serializer of record can tell.
    /// </summary>
    internal static T? TryReadPart<T>(ReadOnlySpan<byte> json)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Parts);
        }
        catch (Exception left) when (left is JsonException or FormatException)
        {
            return null;
        }
    }

    private static JsonSerializerOptions Strict(params ReadOnlySpan<JsonConverter> converters)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectRequiredConstructorParameters = true,
            RespectNullableAnnotations = true,
            MaxDepth = 32,
        };
        foreach (var converter in converters)
        {
            options.Converters.Add(converter);
        }

        return options;
    }

    private sealed class Text<T>(Func<string, T> parse) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String
                ? parse(reader.GetString()!)
                : throw new JsonException($"a text is expected here, not {reader.TokenType}.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            throw new NotSupportedException("Facts are written by the serializer of record alone.");
    }

    /// <summary>
    /// Objects that come again and again in a log: the parties, places and models of a register. JSON just seen gives
    /// the object it gave then, which saves parsing it and keeping it twice. Objects are immutable, so sharing is safe.
    /// </summary>
    private sealed class SameAgain<T> : JsonConverter<T>
        where T : class
    {
        private const int Slots = 4_096;
        private const int MaxBytes = 512;

        private static readonly JsonSerializerOptions Plain = Strict();

        /// <summary>The last one of each hash. Entries are immutable: any thread may read and replace them.</summary>
        private readonly Entry?[] _seen = new Entry?[Slots];

        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var parser = reader;
            var from = (int)reader.TokenStartIndex;
            reader.Skip();
            var json = _json.Span[from..(int)reader.BytesConsumed];
            if (json.Length > MaxBytes)
            {
                return JsonSerializer.Deserialize<T>(ref parser, Plain);
            }

            var hash = default(HashCode);
            hash.AddBytes(json);
            ref var slot = ref _seen[hash.ToHashCode() & (Slots - 1)];
            if (slot is { } seen && json.SequenceEqual(seen.Json))
            {
                return seen.Object;
            }

            var read = JsonSerializer.Deserialize<T>(ref parser, Plain);
            slot = read is null ? null : new Entry(json.ToArray(), read);
            return read;
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            throw new NotSupportedException("Facts are written by the serializer of record alone.");

        private sealed record Entry(byte[] Json, T Object);
    }

    private sealed class Lists : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(ValueList<>);

        public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter?)Activator.CreateInstance(
                typeof(List<>).MakeGenericType(typeToConvert.GetGenericArguments()));

        /// <summary>
        /// Elements are read by the reader of the whole fact: <see cref="SameAgain{T}"/> looks up its place there,
        /// which a reader of the list alone would count from the list's beginning.
        /// </summary>
        private sealed class List<T> : JsonConverter<ValueList<T>>
        {
            public override ValueList<T> Read(
                ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            {
                if (reader.TokenType != JsonTokenType.StartArray)
                {
                    throw new JsonException($"a list is expected here, not {reader.TokenType}.");
                }

                var element = (JsonConverter<T>)options.GetConverter(typeof(T));
                var elements = ImmutableArray.CreateBuilder<T>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    elements.Add(reader.TokenType == JsonTokenType.Null
                        ? throw new JsonException("null is no element.")
                        : element.Read(ref reader, typeof(T), options)!);
                }

                return new ValueList<T>(elements.DrainToImmutable());
            }

            public override void Write(Utf8JsonWriter writer, ValueList<T> value, JsonSerializerOptions options) =>
                throw new NotSupportedException("Facts are written by the serializer of record alone.");
        }
    }
}
