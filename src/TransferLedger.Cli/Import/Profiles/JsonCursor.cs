using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace TransferLedger.Cli.Import.Profiles;

/// <summary>One thing wrong with a profile: where, what, and what to write instead.</summary>
internal sealed record ProfileProblem(string Path, string Message)
{
    public override string ToString() => $"{Path}: {Message}";
}

/// <summary>
/// A value of a profile on its path. Reading on never stops at a problem, so that all are listed together.
/// </summary>
internal readonly record struct JsonCursor(JsonElement Element, string Path, List<ProfileProblem> Problems)
{
    private static readonly TimeSpan PatternTimeLimit = TimeSpan.FromSeconds(1);

    public bool IsObject => Element.ValueKind == JsonValueKind.Object;

    public bool IsList => Element.ValueKind == JsonValueKind.Array;

    public bool IsText => Element.ValueKind == JsonValueKind.String;

    public void Wrong(string message) => Problems.Add(new ProfileProblem(Path, message));

    /// <summary>Is it an object with none but these members?</summary>
    public bool CheckMembers(params ReadOnlySpan<string> known)
    {
        if (!IsObject)
        {
            Wrong($"an object is expected here, not {Describe()}; write {{ … }}");
            return false;
        }

        var names = known.ToImmutableArray();
        foreach (var member in Element.EnumerateObject().Where(it => !names.Contains(it.Name, StringComparer.Ordinal)))
        {
            var at = this with { Path = PathOf(member.Name) };
            at.Wrong($"there is no such member; remove it or use one of {string.Join(", ", names)}");
        }

        return true;
    }

    public JsonCursor? Member(string name) =>
        IsObject && Element.TryGetProperty(name, out var value)
            ? new JsonCursor(value, PathOf(name), Problems)
            : null;

    public JsonCursor? Required(string name)
    {
        if (Member(name) is { } member)
        {
            return member;
        }

        if (IsObject)
        {
            Wrong($"'{name}' is missing; add it");
        }

        return null;
    }

    public IEnumerable<KeyValuePair<string, JsonCursor>> Members()
    {
        if (!IsObject)
        {
            Wrong($"an object is expected here, not {Describe()}; write {{ … }}");
            yield break;
        }

        foreach (var member in Element.EnumerateObject())
        {
            yield return new(member.Name, new JsonCursor(member.Value, PathOf(member.Name), Problems));
        }
    }

    public IEnumerable<JsonCursor> Items()
    {
        if (!IsList)
        {
            Wrong($"a list is expected here, not {Describe()}; write [ … ]");
            yield break;
        }

        var index = 0;
        foreach (var item in Element.EnumerateArray())
        {
            yield return new JsonCursor(item, $"{Path}[{index++}]", Problems);
        }
    }

    /// <summary>A text that is not blank, or null with a problem.</summary>
    public string? Text()
    {
        if (IsText && Element.GetString() is { } text && !string.IsNullOrWhiteSpace(text))
        {
            return text;
        }

        Wrong(IsText ? "the text is empty; write something" : $"a text is expected here, not {Describe()}");
        return null;
    }

    public string? Text(string name, bool required = false) =>
        (required ? Required(name) : Member(name))?.Text();

    public ImmutableArray<string> Texts(string name) => Member(name) is { } list
        ? [.. list.Items().Select(it => it.Text()).OfType<string>()]
        : [];

    public bool Flag(string name, bool otherwise)
    {
        if (Member(name) is not { } member)
        {
            return otherwise;
        }

        if (member.Element.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return member.Element.GetBoolean();
        }

        member.Wrong($"true or false is expected here, not {member.Describe()}");
        return otherwise;
    }

    public long? Whole(string name, long least, long most)
    {
        if (Member(name) is not { } member)
        {
            return null;
        }

        if (member.Element.ValueKind == JsonValueKind.Number
            && member.Element.TryGetInt64(out var number) && number >= least && number <= most)
        {
            return number;
        }

        member.Wrong($"a whole number from {least} to {most} is expected here");
        return null;
    }

    public LocalDate? Day(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var day))
        {
            return day;
        }

        Member(name)!.Value.Wrong($"'{text}' is not a day; write it like 2026-01-28");
        return null;
    }

    public Template? Template()
    {
        if (Text() is not { } text)
        {
            return null;
        }

        if (Profiles.Template.TryParse(text, out var template, out var problem))
        {
            return template;
        }

        Wrong(problem!);
        return null;
    }

    /// <summary>A regular expression without backtracking, so that no cell can make it run for ever.</summary>
    public Regex? Pattern()
    {
        if (Text() is not { } text)
        {
            return null;
        }

        try
        {
            return new Regex(
                text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, PatternTimeLimit);
        }
        catch (ArgumentException wrong)
        {
            Wrong($"'{text}' is not a regular expression: {wrong.Message}");
        }
        catch (NotSupportedException)
        {
            Wrong($"'{text}' uses look-around or back references, which are not supported; write it without");
        }

        return null;
    }

    public Regex? Pattern(string name) => Member(name)?.Pattern();

    public ImmutableArray<Regex> Patterns(string name) => Member(name) is { } list
        ? [.. list.Items().Select(it => it.Pattern()).OfType<Regex>()]
        : [];

    public string Describe() => Element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => $"the text '{Element.GetString()}'",
        JsonValueKind.Number => $"the number {Element.GetRawText()}",
        _ => Element.GetRawText(),
    };

    private string PathOf(string name) =>
        name.All(it => char.IsLetterOrDigit(it) || it == '_') ? $"{Path}.{name}" : $"{Path}['{name}']";
}
