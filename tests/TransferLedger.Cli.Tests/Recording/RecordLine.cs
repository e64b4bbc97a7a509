using System.Text.Json.Nodes;
using TransferLedger.Cli.Recording;
using TransferLedger.Ledger;
using TransferLedger.Store.Json;

namespace TransferLedger.Cli.Tests.Recording;

/// <summary>A fact as the options that a person types for it.</summary>
internal static class RecordLine
{
    public static string[] Of(RecordableKind kind, LedgerEvent fact, bool compact)
    {
        var json = JsonNode.Parse(FactJson.Write(fact))!.AsObject();
        var line = new List<string> { "record", kind.Command };
        if (kind.Home is FactHome.Amended)
        {
            line.Add(json["target"]!.ToString());
        }
        else if (kind.Home.Argument is not null)
        {
            line.Add(kind.Home.Example);
        }

        var officer = "clerk-07";
        foreach (var member in FactMember.Of(kind.Fact)
            .Where(it => json.ContainsKey(it.Name) || it is { Required: true, IsList: true }))
        {
            if (kind.Home is FactHome.Amended && member.Name is "target" or "about")
            {
                continue;
            }

            officer = member.Name == "officer" ? json["officer"]!.ToString() : officer;
            foreach (var text in member.Name == "officer" ? [] : Texts(json[member.Name], member, compact))
            {
                line.AddRange([member.Option, text]);
            }
        }

        foreach (var name in NotSaid(kind.Fact, json))
        {
            line.AddRange(["--not-known", name]);
        }

        return [.. line, "--officer", officer];
    }

    /// <summary>What is asked for and the fact does not say.</summary>
    private static IEnumerable<string> NotSaid(Type type, JsonObject fact)
    {
        foreach (var member in FactMember.Of(type).Where(it => it.AskedFor is not null))
        {
            var value = fact[member.Name];
            if (member.AskedFor!.Count == 0)
            {
                if (value is null or JsonArray { Count: 0 })
                {
                    yield return member.Option[2..];
                }

                continue;
            }

            var records = (value as JsonArray ?? [value?.DeepClone()]).OfType<JsonObject>().ToList();
            foreach (var parts in member.AskedFor.Select(it => it.Split('|')))
            {
                if (records.Any(it => !parts.Any(it.ContainsKey)))
                {
                    yield return $"{member.Option[2..]}.{parts[0]}";
                }
            }
        }
    }

    private static IEnumerable<string> Texts(JsonNode? value, FactMember member, bool compact) => member.IsList
        ? value is JsonArray { Count: > 0 } list ? list.Select(it => Text(it!, member.Type, compact)) : ["none"]
        : [Text(value!, member.Type, compact)];

    private static string Text(JsonNode value, Type type, bool compact) => value is JsonObject { Count: > 0 } record
        ? (compact ? Compact(record, type) : null) ?? record.ToJsonString()
        : value is JsonObject ? "{}" : value.ToString();

    /// <summary>Key by key; null where a list of records stands within, which only JSON can say.</summary>
    private static string? Compact(JsonObject record, Type type)
    {
        var parts = new List<string>();
        foreach (var member in FactMember.Of(type).Where(it => record.ContainsKey(it.Name)))
        {
            switch (record[member.Name])
            {
                case JsonArray list when list.OfType<JsonObject>().Any():
                    return null;
                case JsonArray list:
                    parts.AddRange(list.Select(it => $"{member.Name}={Quoted(it!.ToString())}"));
                    break;
                case JsonObject inner when Compact(inner, member.Type) is { } text:
                    parts.AddRange(text.Split("; ").Select(it => $"{member.Name}.{it}"));
                    break;
                case JsonObject:
                    return null;
                case var plain:
                    parts.Add($"{member.Name}={Quoted(plain!.ToString())}");
                    break;
            }
        }

        return string.Join("; ", parts);
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
