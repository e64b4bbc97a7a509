using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using NodaTime;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>
/// The stored form of a timeline: JSON written and read by hand, because rows are rebuilt by the hundred thousand.
/// A fact is an array of what every fact has, then one object of what it has besides; a party, a place, an item and a
/// mark are arrays without their trailing nulls. The same timeline always gives the same bytes.
/// </summary>
internal static class TimelineJson
{
    /// <summary>Writes the members <c>facts</c> and <c>amendments</c> into an object already begun.</summary>
    public static void Write(Utf8JsonWriter json, CustodyTimeline timeline)
    {
        json.WriteStartArray("facts"u8);
        foreach (var fact in timeline.Facts)
        {
            Write(json, fact);
        }

        json.WriteEndArray();
        if (timeline.Amendments.Count == 0)
        {
            return;
        }

        json.WriteStartArray("amendments"u8);
        foreach (var amendment in timeline.Amendments)
        {
            Write(json, amendment);
        }

        json.WriteEndArray();
    }

    /// <summary>Reads the array of the member <c>facts</c>; the reader stands on its name.</summary>
    public static ImmutableArray<TimelineEntry> ReadFacts(ref Utf8JsonReader json)
    {
        var facts = ImmutableArray.CreateBuilder<TimelineEntry>();
        Begin(ref json);
        while (Next(ref json))
        {
            facts.Add(ReadFact(ref json));
        }

        return facts.DrainToImmutable();
    }

    /// <summary>Reads the array of the member <c>amendments</c>; the reader stands on its name.</summary>
    public static ImmutableArray<Amendment> ReadAmendments(ref Utf8JsonReader json)
    {
        var amendments = ImmutableArray.CreateBuilder<Amendment>();
        Begin(ref json);
        while (Next(ref json))
        {
            amendments.Add(ReadAmendment(ref json));
        }

        return amendments.DrainToImmutable();
    }

    private static void Write(Utf8JsonWriter json, TimelineEntry fact)
    {
        json.WriteStartArray();
        json.WriteNumberValue(fact.Position);
        json.WriteStringValue(fact.Id);
        json.WriteNumberValue(Microseconds(fact.At));
        json.WriteNumberValue((int)fact.Step);
        json.WriteStringValue(fact.Happened.Text);
        json.WriteStartObject();
        Write(json, "giver"u8, fact.Giver);
        Write(json, "holder"u8, fact.Holder);
        Write(json, "consignee"u8, fact.Consignee);
        if (fact.Place is { } place)
        {
            json.WritePropertyName("place"u8);
            Write(json, place.Name, place.Country, place.Locode);
        }

        Write(json, "second"u8, fact.SecondDate?.Text);
        Write(json, "ref"u8, fact.Reference);
        Write(json, "note"u8, fact.Note);
        if (fact.Item is { } item)
        {
            json.WritePropertyName("item"u8);
            Write(json, item);
        }

        if (fact.Marks.Count > 0)
        {
            json.WriteStartArray("marks"u8);
            foreach (var mark in fact.Marks)
            {
                Write(
                    json,
                    Digits((int)mark.Kind),
                    mark.Text,
                    Digits((int)mark.Legibility),
                    mark.Position,
                    mark.Technique,
                    mark.PictureSha256);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Amendment amendment)
    {
        json.WriteStartArray();
        json.WriteNumberValue(amendment.Position);
        json.WriteStringValue(amendment.Id);
        json.WriteNumberValue(Microseconds(amendment.At));
        json.WriteNumberValue((int)amendment.Kind);
        json.WriteStringValue(amendment.Happened.Text);
        json.WriteNumberValue(amendment.Target);
        json.WriteStringValue(amendment.Field);
        json.WriteStringValue(amendment.Old);
        json.WriteStringValue(amendment.New);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, Custodian? party)
    {
        if (party is not null)
        {
            json.WritePropertyName(name);
            Write(json, party.Name, party.Country, party.Reference);
        }
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void Write(Utf8JsonWriter json, ItemDescription item) => Write(
        json,
        item.Kind,
        item.Maker,
        item.CountryOfManufacture,
        item.Model,
        item.Calibre,
        item.Year is { } year ? Digits(year) : null);

    private static void Write(Utf8JsonWriter json, params ReadOnlySpan<string?> parts)
    {
        var length = parts.Length;
        while (length > 0 && parts[length - 1] is null)
        {
            length--;
        }

        json.WriteStartArray();
        foreach (var part in parts[..length])
        {
            json.WriteStringValue(part);
        }

        json.WriteEndArray();
    }

    private static TimelineEntry ReadFact(ref Utf8JsonReader json)
    {
        Expect(json.TokenType == JsonTokenType.StartArray);
        var (position, id, at, step) = (Number(ref json), Id(ref json), Time(ref json), (CustodyStep)Number(ref json));
        var happened = Date(ref json);
        var rest = default(Members);
        Expect(json.Read() && json.TokenType == JsonTokenType.StartObject);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            rest.Read(ref json);
        }

        Expect(json.Read() && json.TokenType == JsonTokenType.EndArray);
        return new TimelineEntry(position, id, at, step, happened)
        {
            Giver = rest.Giver,
            Holder = rest.Holder,
            Consignee = rest.Consignee,
            Place = rest.Place,
            SecondDate = rest.SecondDate,
            Reference = rest.Reference,
            Note = rest.Note,
            Item = rest.Item,
            Marks = rest.Marks,
        };
    }

    private static Amendment ReadAmendment(ref Utf8JsonReader json)
    {
        Expect(json.TokenType == JsonTokenType.StartArray);
        var amendment = new Amendment(
            Number(ref json),
            Id(ref json),
            Time(ref json),
            (AmendmentKind)Number(ref json),
            Date(ref json),
            Number(ref json),
            Text(ref json),
            Text(ref json),
            Text(ref json));
        Expect(json.Read() && json.TokenType == JsonTokenType.EndArray);
        return amendment;
    }

    private static ValueList<Mark> Marks(ref Utf8JsonReader json)
    {
        var marks = ImmutableArray.CreateBuilder<Mark>();
        Begin(ref json);
        while (Next(ref json))
        {
            var parts = PartsFromHere(ref json);
            marks.Add(new Mark(
                (MarkKind)Digits(parts[0] ?? ""),
                parts[1] ?? "",
                (Legibility)Digits(parts[2] ?? ""),
                parts[3],
                parts[4],
                parts[5]));
        }

        return new(marks.DrainToImmutable());
    }

    private static SixTexts Parts(ref Utf8JsonReader json)
    {
        Expect(json.Read());
        return PartsFromHere(ref json);
    }

    private static SixTexts PartsFromHere(ref Utf8JsonReader json)
    {
        Expect(json.TokenType == JsonTokenType.StartArray);
        var parts = default(SixTexts);
        for (var at = 0; Next(ref json); at++)
        {
            Expect(at < SixTexts.Length);
            parts[at] = TextHere(ref json);
        }

        return parts;
    }

    private static void Begin(ref Utf8JsonReader json) =>
        Expect(json.Read() && json.TokenType == JsonTokenType.StartArray);

    private static bool Next(ref Utf8JsonReader json)
    {
        Expect(json.Read());
        return json.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>Reads the number that comes next.</summary>
    public static long Number(ref Utf8JsonReader json)
    {
        Expect(json.Read() && json.TokenType == JsonTokenType.Number);
        return json.TryGetInt64(out var number) ? number : throw Unreadable();
    }

    private static Guid Id(ref Utf8JsonReader json)
    {
        Expect(json.Read() && json.TokenType == JsonTokenType.String);
        return json.TryGetGuid(out var id) ? id : throw Unreadable();
    }

    private static Instant Time(ref Utf8JsonReader json) => Instant.FromUnixTimeTicks(Number(ref json) * 10);

    /// <summary>Reads the text or null that comes next.</summary>
    public static string? Text(ref Utf8JsonReader json)
    {
        Expect(json.Read());
        return TextHere(ref json);
    }

    private static string? TextHere(ref Utf8JsonReader json)
    {
        Expect(json.TokenType is JsonTokenType.String or JsonTokenType.Null);
        return json.GetString();
    }

    private static Happened Date(ref Utf8JsonReader json) =>
        Happened.TryParse(Text(ref json), out var happened, out _) ? happened : throw Unreadable();

    private static long Microseconds(Instant at) => at.ToUnixTimeTicks() / 10;

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Digits(string text) =>
        int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : throw Unreadable();

    private static void Expect(bool holds)
    {
        if (!holds)
        {
            throw Unreadable();
        }
    }

    private static JsonException Unreadable() => new("This is not the stored form of a timeline.");

    /// <summary>The parts of a party, a place, an item or a mark; those left out are null.</summary>
    [InlineArray(Length)]
    private struct SixTexts
    {
        public const int Length = 6;

        private string? _first;
    }

    /// <summary>The members of a fact that not every fact has.</summary>
    private struct Members
    {
        public Custodian? Giver;
        public Custodian? Holder;
        public Custodian? Consignee;
        public Place? Place;
        public Happened? SecondDate;
        public string? Reference;
        public string? Note;
        public ItemDescription? Item;
        public ValueList<Mark> Marks;

        public void Read(ref Utf8JsonReader json)
        {
            if (json.ValueTextEquals("giver"u8))
            {
                Giver = Party(Parts(ref json));
            }
            else if (json.ValueTextEquals("holder"u8))
            {
                Holder = Party(Parts(ref json));
            }
            else if (json.ValueTextEquals("consignee"u8))
            {
                Consignee = Party(Parts(ref json));
            }
            else if (json.ValueTextEquals("place"u8))
            {
                var parts = Parts(ref json);
                Place = new Place(parts[0] ?? "", parts[1], parts[2]);
            }
            else if (json.ValueTextEquals("second"u8))
            {
                SecondDate = Date(ref json);
            }
            else if (json.ValueTextEquals("ref"u8))
            {
                Reference = Text(ref json);
            }
            else if (json.ValueTextEquals("note"u8))
            {
                Note = Text(ref json);
            }
            else if (json.ValueTextEquals("item"u8))
            {
                Item = Described(Parts(ref json));
            }
            else
            {
                Expect(json.ValueTextEquals("marks"u8));
                Marks = TimelineJson.Marks(ref json);
            }
        }

        private static Custodian Party(SixTexts parts) => new(parts[0] ?? "", parts[1], parts[2]);

        private static ItemDescription Described(SixTexts parts) => new(
            parts[0], parts[1], parts[2], parts[3], parts[4], parts[5] is { } year ? Digits(year) : null);
    }
}
