using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace TransferLedger.Cli.Import.Profiles;

/// <summary>
/// Text with names in braces: <c>{dealer_city}, {dealer_state}, US</c>. <c>{{</c> and <c>}}</c> stand for a brace.
/// </summary>
/// <param name="Parts">Text and names in turn.</param>
internal sealed record Template(ImmutableArray<TemplatePart> Parts)
{
    /// <summary>The name, when the template is nothing but one name: then the value keeps its kind.</summary>
    public string? OnlyName => Parts is [{ IsName: true } only] ? only.Text : null;

    public IEnumerable<string> Names => Parts.Where(it => it.IsName).Select(it => it.Text);

    public static Template OfName(string name) => new([new TemplatePart(name, IsName: true)]);

    public static bool TryParse(string text, [NotNullWhen(true)] out Template? template, out string? problem)
    {
        (template, problem) = (null, null);
        var parts = ImmutableArray.CreateBuilder<TemplatePart>();
        var literal = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (c is '{' or '}' && at + 1 < text.Length && text[at + 1] == c)
            {
                literal.Append(c);
                at++;
            }
            else if (c == '{')
            {
                var end = text.IndexOf('}', at);
                if (end <= at + 1)
                {
                    problem = $"the brace at character {at + 1} opens no name; write {{{{ for a brace itself";
                    return false;
                }

                Flush(literal, parts);
                parts.Add(new TemplatePart(text[(at + 1)..end], IsName: true));
                at = end;
            }
            else if (c == '}')
            {
                problem = $"the brace at character {at + 1} closes nothing; write }}}} for a brace itself";
                return false;
            }
            else
            {
                literal.Append(c);
            }
        }

        Flush(literal, parts);
        template = new Template(parts.ToImmutable());
        return true;
    }

    private static void Flush(StringBuilder literal, ImmutableArray<TemplatePart>.Builder parts)
    {
        if (literal.Length > 0)
        {
            parts.Add(new TemplatePart(literal.ToString(), IsName: false));
            literal.Clear();
        }
    }
}

/// <summary>A run of text, or a name.</summary>
internal readonly record struct TemplatePart(string Text, bool IsName);

/// <summary>The JSON of a fact with templates for its texts.</summary>
internal abstract record JsonTemplate
{
    /// <summary>An object; one whose condition is false is left out as a whole.</summary>
    public sealed record Members(
        ImmutableArray<KeyValuePair<string, JsonTemplate>> Items, ConditionRule? When) : JsonTemplate;

    /// <summary>A list; elements that are left out leave no hole.</summary>
    public sealed record Elements(ImmutableArray<JsonTemplate> Items) : JsonTemplate;

    /// <summary>A text to fill in; one that names something missing is left out.</summary>
    public sealed record Text(Template Template) : JsonTemplate;

    /// <summary>A number, true, false or null, as written.</summary>
    public sealed record Literal(string Json) : JsonTemplate;
}
