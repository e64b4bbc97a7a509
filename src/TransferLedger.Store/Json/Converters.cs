using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using Newtonsoft.Json;
using TransferLedger.Ledger;

namespace TransferLedger.Store.Json;

/// <summary>A value that is written as one text.</summary>
internal sealed class TextConverter<T>(Func<string, T> parse, Func<T, string> format) : JsonConverter
{
    public override bool CanConvert(Type objectType) =>
        objectType == typeof(T) || Nullable.GetUnderlyingType(objectType) == typeof(T);

    public override object? ReadJson(
        JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
    {
        if (reader.TokenType == JsonToken.Null)
        {
            return null;
        }

        return reader.TokenType == JsonToken.String
            ? parse((string)reader.Value!)
            : throw new FormatException($"a text is expected here, not {reader.TokenType}.");
    }

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        if (value is T it)
        {
            writer.WriteValue(format(it));
        }
        else
        {
            writer.WriteNull();
        }
    }
}

/// <summary>
/// A whole number of up to 64 bits. Newtonsoft.Json rounds what has decimals; a quantity that is not whole is no
/// quantity, and what was meant nobody may guess.
/// </summary>
internal sealed class WholeNumberConverter : JsonConverter
{
    public override bool CanConvert(Type objectType) => objectType == typeof(long) || objectType == typeof(long?);

    public override object? ReadJson(
        JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer) => reader.TokenType switch
    {
        JsonToken.Null when objectType == typeof(long?) => null,
        JsonToken.Integer when reader.Value is long number => number,
        JsonToken.String when long.TryParse(
            (string)reader.Value!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) =>
            number,
        JsonToken.Integer => throw new FormatException($"{reader.Value} is too large a number."),
        JsonToken.String or JsonToken.Float => throw new FormatException(
            string.Create(CultureInfo.InvariantCulture, $"'{reader.Value}' is no whole number.")),
        _ => throw new FormatException($"a whole number is expected here, not {reader.TokenType}."),
    };

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer) =>
        writer.WriteValue((long?)value);
}

/// <summary>A list that compares by value, as a JSON array; a list left out is the empty list.</summary>
internal sealed class ValueListConverter : JsonConverter
{
    public override bool CanConvert(Type objectType) =>
        objectType.IsGenericType && objectType.GetGenericTypeDefinition() == typeof(ValueList<>);

    public override object? ReadJson(
        JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
    {
        var element = objectType.GetGenericArguments()[0];
        var array = serializer.Deserialize(reader, element.MakeArrayType())
            ?? throw new FormatException("a list is expected here, not null.");
        var immutable = ToImmutable.MakeGenericMethod(element).Invoke(null, [array]);
        return Activator.CreateInstance(objectType, immutable);
    }

    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        writer.WriteStartArray();
        foreach (var item in (IEnumerable)value!)
        {
            serializer.Serialize(writer, item);
        }

        writer.WriteEndArray();
    }

    private static readonly System.Reflection.MethodInfo ToImmutable = typeof(ImmutableArray).GetMethods()
        .Single(it => it.Name == nameof(ImmutableArray.Create)
            && it.GetParameters() is [{ ParameterType.IsArray: true }]
            && it.GetParameters()[0].IsDefined(typeof(ParamArrayAttribute), false));
}
