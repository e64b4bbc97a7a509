using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TransferLedger.Custody;

/// <summary>The stored form of a timeline under a weapon's id: <c>{"v":1,"weapon":…,"facts":[…]}</c>.</summary>
internal static class RowJson
{
    private const int Version = 1;

    // Names stay readable to whoever opens the table; nothing of a row is ever put into a page unescaped.
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true,
    };

    /// <summary>The row as bytes of its own.</summary>
    public static byte[] ToBytes(string weapon, CustodyTimeline timeline)
    {
        var bytes = new ArrayBufferWriter<byte>(256 + (192 * timeline.Facts.Count));
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            Write(json, weapon, timeline);
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>The row as one JSON object.</summary>
    public static void Write(Utf8JsonWriter json, string weapon, CustodyTimeline timeline)
    {
        json.WriteStartObject();
        json.WriteNumber("v"u8, Version);
        json.WriteString("weapon"u8, weapon);
        TimelineJson.Write(json, timeline);
        json.WriteEndObject();
        json.Flush();
    }

    /// <summary>The row these bytes are.</summary>
    /// <exception cref="JsonException">They are not a row of this version.</exception>
    public static (string Weapon, CustodyTimeline Timeline) Read(ReadOnlySpan<byte> bytes)
    {
        var json = new Utf8JsonReader(bytes);
        var (version, weapon) = (0L, "");
        var (facts, amendments) = (CustodyTimeline.Empty.Facts.Items, CustodyTimeline.Empty.Amendments.Items);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A custody row is an object.");
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("v"u8))
            {
                version = TimelineJson.Number(ref json);
            }
            else if (json.ValueTextEquals("weapon"u8))
            {
                weapon = TimelineJson.Text(ref json) ?? "";
            }
            else if (json.ValueTextEquals("facts"u8))
            {
                facts = TimelineJson.ReadFacts(ref json);
            }
            else if (json.ValueTextEquals("amendments"u8))
            {
                amendments = TimelineJson.ReadAmendments(ref json);
            }
            else
            {
                throw new JsonException($"A custody row has no member '{json.GetString()}'.");
            }
        }

        return version == Version
            ? (weapon, new CustodyTimeline(facts, amendments))
            : throw new JsonException($"A custody row of version {version} cannot be read; this is version {Version}.");
    }
}
