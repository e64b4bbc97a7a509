using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Import.Profiles;

/// <summary>Reads the facts a row yields.</summary>
internal static class FactRuleReader
{
    private const string When = "$when";

    public static ImmutableArray<FactRule> Read(JsonCursor root)
    {
        var facts = ImmutableArray.CreateBuilder<FactRule>();
        foreach (var at in root.Required("facts")?.Items() ?? [])
        {
            if (Fact(at) is { } fact)
            {
                facts.Add(fact);
            }
        }

        if (facts.Count == 0 && root.Member("facts") is { IsList: true } empty && root.Problems.Count == 0)
        {
            empty.Wrong("a profile yields at least one kind of fact; add one");
        }

        return facts.ToImmutable();
    }

    private static FactRule? Fact(JsonCursor at)
    {
        if (!at.CheckMembers("type", "home", "when", "fact"))
        {
            return null;
        }

        var type = at.Text("type", required: true) ?? "";
        if (type.Length > 0 && EventCatalogue.TypeOf(type) is null)
        {
            var names = string.Join(", ", EventCatalogue.All.Select(it => it.Key));
            at.Member("type")!.Value.Wrong($"'{type}' is not a kind of fact; use one of {names}");
        }

        if (DecidedFacts.Refusal(type) is { } decided)
        {
            at.Member("type")!.Value.Wrong(decided);
        }

        var condition = at.Member("when") is { } when ? ConditionReader.Read(when) : null;
        var home = at.Member("home") is { } subject ? Home(subject) : null;
        return at.Required("fact") is { } fact && Json(fact) is { } template
            ? new FactRule(type, home, condition, template)
            : null;
    }

    private static HomeTemplate? Home(JsonCursor at)
    {
        if (at.Text() is not { } text)
        {
            return null;
        }

        var parts = text.Split('/');
        if (parts.Length < 2 || parts[0].Length == 0 || parts[0].Contains('{', StringComparison.Ordinal))
        {
            at.Wrong("a subject is a kind, a slash and parts, such as shipment/us/{requisition_id}");
            return null;
        }

        var templates = ImmutableArray.CreateBuilder<Template>();
        foreach (var part in parts.Skip(1))
        {
            if (Template.TryParse(part, out var template, out var problem) && part.Length > 0)
            {
                templates.Add(template);
            }
            else
            {
                at.Wrong(problem ?? "a part between slashes is empty");
            }
        }

        return new HomeTemplate(parts[0], templates.ToImmutable());
    }

    private static JsonTemplate? Json(JsonCursor at)
    {
        switch (at.Element.ValueKind)
        {
            case JsonValueKind.Object:
                var condition = at.Member(When) is { } when ? ConditionReader.Read(when) : null;
                var members = at.Members()
                    .Where(it => it.Key != When)
                    .Select(it => KeyValuePair.Create(it.Key, Json(it.Value)!))
                    .Where(it => it.Value is not null);
                return new JsonTemplate.Members([.. members], condition);
            case JsonValueKind.Array:
                return new JsonTemplate.Elements([.. at.Items().Select(Json).OfType<JsonTemplate>()]);
            case JsonValueKind.String:
                return at.Template() is { } template ? new JsonTemplate.Text(template) : null;
            default:
                return new JsonTemplate.Literal(at.Element.GetRawText());
        }
    }
}

/// <summary>Reads conditions.</summary>
internal static class ConditionReader
{
    private static readonly string[] Kinds = ["present", "absent", "equals", "oneOf", "matches", "all", "any", "not"];

    public static ConditionRule? Read(JsonCursor at)
    {
        if (!at.CheckMembers(Kinds))
        {
            return null;
        }

        var found = Kinds.Where(it => at.Member(it) is not null).ToArray();
        if (found is not [var kind])
        {
            at.Wrong($"a condition has exactly one of {string.Join(", ", Kinds)}; put several into 'all' or 'any'");
            return null;
        }

        var value = at.Member(kind)!.Value;
        return kind switch
        {
            "present" => value.Text() is { } name ? new ConditionRule.Present(name) : null,
            "absent" => value.Text() is { } name ? new ConditionRule.Not(new ConditionRule.Present(name)) : null,
            "equals" => Each(value, it => it.Text() is { } text ? [text] : []),
            "oneOf" => Each(value, it => [.. it.Items().Select(item => item.Text()).OfType<string>()]),
            "matches" => Matching(value),
            "all" => new ConditionRule.All([.. value.Items().Select(Read).OfType<ConditionRule>()]),
            "any" => new ConditionRule.Any([.. value.Items().Select(Read).OfType<ConditionRule>()]),
            _ => Read(value) is { } item ? new ConditionRule.Not(item) : null,
        };
    }

    private static ConditionRule.All Each(JsonCursor at, Func<JsonCursor, string[]> texts) =>
        new([.. at.Members().Select(it =>
            (ConditionRule)new ConditionRule.OneOf(it.Key, texts(it.Value).ToFrozenSet(StringComparer.Ordinal)))]);

    private static ConditionRule.All Matching(JsonCursor at)
    {
        var items = ImmutableArray.CreateBuilder<ConditionRule>();
        foreach (var (name, pattern) in at.Members())
        {
            if (pattern.Pattern() is { } regex)
            {
                items.Add(new ConditionRule.Matches(name, regex));
            }
        }

        return new ConditionRule.All(items.ToImmutable());
    }
}
