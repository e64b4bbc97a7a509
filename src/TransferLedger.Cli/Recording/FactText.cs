using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Recording;

/// <summary>What a person types for a member of a fact, as the JSON that import reads.</summary>
internal static class FactText
{
    private static readonly JsonDocumentOptions OneOfEach = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>The value that a text means.</summary>
    /// <param name="type">The type of the member, or of one element of it.</param>
    /// <param name="text">As typed: a plain value, <c>key=value; key=value</c> for a record, or JSON.</param>
    /// <exception cref="FormatException">It means none; the message says what to write.</exception>
    public static JsonNode Node(Type type, string text)
    {
        if (FactMember.IsRecord(type))
        {
            var record = text.StartsWith('{') ? Json(text) : CompactText.Read(type, text);
            return type != typeof(Custodian) || record["name"]?.ToString().Any(char.IsLetterOrDigit) != false
                ? record
                : throw new FormatException($"'{text}' names nobody: a name has a letter or digit");
        }

        if (string.IsNullOrWhiteSpace(text) && type != typeof(string))
        {
            throw new FormatException("nothing is given");
        }

        return type switch
        {
            _ when type.IsEnum => Word(type, text),
            _ when type == typeof(bool) => Truth(text),
            _ when type == typeof(int) => Number(text, int.MinValue, int.MaxValue),
            _ when type == typeof(long) => Number(text, long.MinValue, long.MaxValue),
            _ when type == typeof(Happened) => Date(text),
            _ when type == typeof(Subject) => Subject.TryParse(text, out _)
                ? JsonValue.Create(text)
                : throw new FormatException($"'{text}' names nothing; write its kind and key: certificate/xr/euc-17"),
            _ when type == typeof(WeaponId) => WeaponId.TryParse(text, out _)
                ? JsonValue.Create(text)
                : throw new FormatException($"'{text}' is no id of a weapon, such as 7k3m-9q2x-4t5v-8w1z"),
            _ => JsonValue.Create(text),
        };
    }

    /// <summary>JSON as typed.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static JsonNode Json(string text)
    {
        try
        {
            return JsonNode.Parse(text, null, OneOfEach)
                ?? throw new FormatException("null says nothing; leave the option out");
        }
        catch (JsonException wrong) when (wrong.BytePositionInLine is null)
        {
            throw new FormatException("a member is named twice", wrong);
        }
        catch (JsonException wrong)
        {
            throw new FormatException(string.Create(
                CultureInfo.InvariantCulture, $"this is not JSON at byte {wrong.BytePositionInLine + 1}"), wrong);
        }
        catch (ArgumentException wrong)
        {
            throw new FormatException("a member is named twice", wrong);
        }
    }

    /// <summary>The words of an enumeration, as stored.</summary>
    public static IEnumerable<string> Words(Type type) => Enum.GetNames(type).Select(FactMember.Camel);

    private static JsonValue Word(Type type, string text)
    {
        var plain = Plain(text);
        return Words(type).FirstOrDefault(it => Plain(it) == plain) is { } word
            ? JsonValue.Create(word)
            : throw new FormatException($"'{text}' is none of {string.Join(", ", Words(type))}");
    }

    /// <summary>A word without what people write differently: <c>small-arms</c>, <c>smallArms</c>.</summary>
    public static string Plain(string text) =>
        string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static JsonValue Truth(string text) => Plain(text) switch
    {
        "YES" or "TRUE" => JsonValue.Create(true),
        "NO" or "FALSE" => JsonValue.Create(false),
        _ => throw new FormatException($"'{text}' is neither yes nor no"),
    };

    private static JsonValue Number(string text, long least, long most) =>
        !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? throw new FormatException($"'{text}' is no whole number")
            : number < least || number > most ? throw new FormatException($"{text} is too large a number")
            : JsonValue.Create(number);

    private static JsonValue Date(string text) => Happened.TryParse(text, out var date, out var problem)
        ? JsonValue.Create(date.Text)
        : throw new FormatException(problem);
}
