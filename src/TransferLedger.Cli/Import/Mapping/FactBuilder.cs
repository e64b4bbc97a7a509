using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using TransferLedger.Cli.Import.Commands;
using TransferLedger.Cli.Import.Profiles;
using TransferLedger.Ledger;
using TransferLedger.Lots;
using TransferLedger.Store.Json;

namespace TransferLedger.Cli.Import.Mapping;

/// <summary>Fills in the JSON of facts and reads it with the serializer of record. Not thread-safe.</summary>
internal sealed partial class FactBuilder : IDisposable
{
    private static readonly JsonWriterOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly Utf8JsonWriter _json;

    public FactBuilder() => _json = new Utf8JsonWriter(_buffer, Plain);

    /// <summary>A fact filled in but not yet read: its home, null when it cannot be named, and its JSON.</summary>
    public FilledFact Fill(FactRule rule, RowValues row, Subject? weapon)
    {
        var home = rule.Home is { } template ? Home(template, row) : weapon;
        _buffer.ResetWrittenCount();
        _json.Reset();
        Write(_json, rule.Fact, row);
        _json.Flush();
        return new FilledFact(rule, home, Encoding.UTF8.GetString(_buffer.WrittenSpan));
    }

    public void Dispose() => _json.Dispose();

    /// <summary>The fact, or null with problems told to the row.</summary>
    public static NewFact? Read(FilledFact filled, RowValues row)
    {
        var rule = filled.Rule;
        if (filled.Home is not { } subject)
        {
            return null;
        }

        try
        {
            if (JsonQuantities.Wrong(filled.Json) is var (path, reason))
            {
                row.Wrong(NamesAt(rule.Fact, path), reason);
                return null;
            }

            var fact = new NewFact(subject, FactJson.Read(rule.Type, filled.Json));
            if (fact.Fact is LotEvent lot && LotKeeping.WrongRounds(lot) is { } rounds)
            {
                row.Wrong(NamesAt(rule.Fact, ""), RefusalText.Of(rounds));
                return null;
            }

            var about = fact.Subjects();
            if (about.Count > AppendRequest.MaxSubjects)
            {
                row.Wrong([], $"{rule.Type} is about too many subjects");
            }
            else if (JsonTexts.WrongNumber(about) is { } mixed)
            {
                row.Wrong(rule.Home?.Parts.SelectMany(it => it.Names) ?? [], mixed);
            }
            else
            {
                return fact;
            }
        }
        catch (FactJsonException wrong)
        {
            row.Wrong(
                NamesAt(rule.Fact, $"{wrong.Path}.{LackingIn(wrong)}"),
                $"no {rule.Type} can be made of this: {Explain(wrong)}");
        }
        catch (FormatException wrong)
        {
            row.Wrong(NamesAt(rule.Fact, ""), $"no {rule.Type} can be made of this: {wrong.Message}");
        }

        return null;
    }

    /// <summary>What the serializer complains about, without where in a text that nobody sees.</summary>
    public static string Explain(FactJsonException wrong)
    {
        if (LackingIn(wrong) is { } member)
        {
            var path = wrong.Path.Length == 0 ? member : $"{wrong.Path}.{member}";
            return $"it needs '{path}', and there is nothing to fill it";
        }

        var at = wrong.Message.IndexOf(" Path '", StringComparison.Ordinal);
        return at < 0 ? wrong.Message : wrong.Message[..at];
    }

    private static string? LackingIn(FactJsonException wrong) =>
        Lacking().Match(wrong.Message) is { Success: true } match ? match.Groups["member"].Value : null;

    private static Subject? Home(HomeTemplate template, RowValues row)
    {
        var parts = new string[template.Parts.Length];
        for (var index = 0; index < parts.Length; index++)
        {
            if (row.Fill(template.Parts[index]).Only is not { } part)
            {
                row.Wrong(template.Parts[index].Names, $"it is needed to name the {template.Kind}, and is missing");
                return null;
            }

            parts[index] = part;
        }

        try
        {
            return Subject.Of(template.Kind, parts);
        }
        catch (FormatException)
        {
            row.Wrong(
                template.Parts.SelectMany(it => it.Names),
                $"'{string.Join('/', parts)}' names no {template.Kind}: a part has no letter or digit, or it is "
                + "too long");
            return null;
        }
    }

    private static bool IsThere(JsonTemplate template, RowValues row) => template switch
    {
        JsonTemplate.Text it => !row.Fill(it.Template).IsMissing,
        JsonTemplate.Members it => it.When is not { } condition || row.Is(condition),
        _ => true,
    };

    private static void Write(Utf8JsonWriter json, JsonTemplate template, RowValues row)
    {
        switch (template)
        {
            case JsonTemplate.Members it:
                json.WriteStartObject();
                foreach (var (name, member) in it.Items)
                {
                    if (IsThere(member, row))
                    {
                        json.WritePropertyName(name);
                        Write(json, member, row);
                    }
                }

                json.WriteEndObject();
                break;
            case JsonTemplate.Elements it:
                json.WriteStartArray();
                foreach (var item in it.Items.Where(item => IsThere(item, row)))
                {
                    Write(json, item, row);
                }

                json.WriteEndArray();
                break;
            case JsonTemplate.Text it:
                Write(json, it.Template, row);
                break;
            case JsonTemplate.Literal it:
                json.WriteRawValue(it.Json);
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, Template template, RowValues row)
    {
        var value = row.Fill(template);
        switch (value.Kind)
        {
            case ValueKind.Date when !value.IsMissing:
                json.WriteStringValue(DateArithmetic.Collapse(value).Text);
                break;
            case ValueKind.Number when value.Only is { } number:
                json.WriteRawValue(number);
                break;
            case ValueKind.Text when value.Only is { } text:
                json.WriteStringValue(text);
                break;
            default:
                json.WriteNullValue();
                if (!value.IsMissing)
                {
                    row.Wrong(
                        template.Names,
                        $"there are several candidates ({string.Join(", ", value.Candidates)}) where one is needed");
                }

                break;
        }
    }

    // Which names fed the value the serializer complains about; its path may end at an object that lacks a member.
    private static IEnumerable<string> NamesAt(JsonTemplate template, string path)
    {
        foreach (Match step in Step().Matches(path))
        {
            var next = template switch
            {
                JsonTemplate.Members it => it.Items.FirstOrDefault(item => item.Key == step.Value).Value,
                JsonTemplate.Elements it when int.TryParse(step.ValueSpan, out var at) =>
                    it.Items.ElementAtOrDefault(at),
                _ => null,
            };
            if (next is null)
            {
                break;
            }

            template = next;
        }

        return Names(template);
    }

    private static IEnumerable<string> Names(JsonTemplate template) => template switch
    {
        JsonTemplate.Text it => it.Template.Names,
        JsonTemplate.Members it => it.Items.SelectMany(item => Names(item.Value)),
        JsonTemplate.Elements it => it.Items.SelectMany(Names),
        _ => [],
    };

    // Newtonsoft's words for a member that must be there, or must not be null, and is so.
    [GeneratedRegex(
        @"Required property '(?<member>\w+)' (not found in JSON|expects a value but got null)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Lacking();

    [GeneratedRegex(@"\w+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Step();
}

/// <summary>A fact that is filled in and not yet read.</summary>
internal readonly record struct FilledFact(FactRule Rule, Subject? Home, string Json);
