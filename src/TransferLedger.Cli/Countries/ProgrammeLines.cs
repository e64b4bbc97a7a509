using TransferLedger.Cli.Hosting;

namespace TransferLedger.Cli.Countries;

/// <summary>
/// The lines of a sanctions programme in YAML: values at the left edge, and lists under them or in square brackets.
/// What is written in any other way is refused with its line: a list that is not understood would look like one without
/// a wrong code.
/// </summary>
/// <param name="path">The file, for messages.</param>
/// <param name="lines">Its lines.</param>
internal sealed class ProgrammeLines(string path, string[] lines)
{
    private const string Elsewhere = ">|&*!{%@`";

    /// <summary>Refuses several documents in one file: only the first would be read.</summary>
    /// <exception cref="CommandFailedException">There are.</exception>
    public void CheckOne()
    {
        var begun = false;
        for (var at = 0; at < lines.Length; at++)
        {
            if (lines[at].StartsWith("---", StringComparison.Ordinal) && begun)
            {
                throw Wrong(at, "a second document begins here; give each programme a file of its own");
            }

            begun |= Bare(lines[at]).Length > 0;
        }
    }

    /// <summary>A text; null when it is not there, or blank.</summary>
    /// <exception cref="CommandFailedException">It stands there twice, or in a way that is not read.</exception>
    public string? Text(string name)
    {
        if (Find(name) is not { } at)
        {
            return null;
        }

        var parts = new List<string> { Rest(at, name) };
        parts.AddRange(lines.Skip(at + 1).TakeWhile(it => it.StartsWith(' ') || it.StartsWith('\t')).Select(Bare));
        var text = string.Join(' ', parts.Where(it => it.Length > 0));
        return text.Length == 0 ? null
            : Elsewhere.Contains(text[0]) || text[0] == '['
                ? throw Wrong(at, $"{name} is written in a way that is not read; write it in one line")
            : Unquoted(text);
    }

    /// <summary>The items of a list; empty when it is not there, or has none.</summary>
    /// <exception cref="CommandFailedException">It stands there twice, or in a way that is not read.</exception>
    public IReadOnlyList<string> List(string name)
    {
        if (Find(name) is not { } at)
        {
            return [];
        }

        var rest = Rest(at, name);
        return rest switch
        {
            "" => Under(at, name),
            "~" or "null" => [],
            ['[', ..] => InBrackets(at, name, rest),
            _ => throw Wrong(at, $"{name} is no list that is read; write one item a line, each behind '- '"),
        };
    }

    private List<string> Under(int at, string name)
    {
        var items = new List<string>();
        for (var line = at + 1; line < lines.Length; line++)
        {
            var text = Bare(lines[line]);
            if (text.Length == 0)
            {
                continue;
            }

            if (text is not ['-'] and not ['-', ' ' or '\t', ..])
            {
                if (lines[line].StartsWith(' ') || lines[line].StartsWith('\t'))
                {
                    throw Wrong(line, $"an item of {name} is written in a way that is not read");
                }

                break;
            }

            items.Add(Item(line, name, text[1..]));
        }

        return items;
    }

    private List<string> InBrackets(int at, string name, string rest)
    {
        var (text, last) = (rest, at);
        while (!text.EndsWith(']') && last + 1 < lines.Length)
        {
            text += " " + Bare(lines[++last]);
        }

        if (!text.EndsWith(']'))
        {
            throw Wrong(at, $"{name} has no closing bracket");
        }

        var inside = text[1..^1].Trim().TrimEnd(',');
        return inside.Length == 0 ? [] : [.. inside.Split(',').Select(it => Item(at, name, it))];
    }

    private string Item(int line, string name, string text)
    {
        var item = text.Trim();
        return item.Length == 0 || Elsewhere.Contains(item[0]) || item[0] is '[' or '-' || Unquoted(item).Length == 0
            ? throw Wrong(line, $"an item of {name} is blank, or written in a way that is not read")
            : Unquoted(item);
    }

    private int? Find(string name)
    {
        var found = Enumerable.Range(0, lines.Length).Where(it => Named(lines[it], name)).Take(2).ToList();
        return found switch
        {
            [] => null,
            [var one] => one,
            _ => throw Wrong(found[1], $"{name} stands here once more"),
        };
    }

    private static bool Named(string line, string name) =>
        line.StartsWith(name, StringComparison.Ordinal) && line[name.Length..].TrimStart().StartsWith(':');

    private string Rest(int at, string name) => Bare(lines[at][name.Length..].TrimStart()[1..]);

    /// <summary>Without what stands behind a number sign, unless that stands in quotes or within a word.</summary>
    private static string Bare(string text)
    {
        char? quote = null;
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (quote is null && c == '#' && (at == 0 || char.IsWhiteSpace(text[at - 1])))
            {
                return text[..at].Trim();
            }

            // An apostrophe within a word opens nothing.
            quote = quote == c ? null
                : quote is null && c is '"' or '\'' && (at == 0 || !char.IsLetterOrDigit(text[at - 1])) ? c
                : quote;
        }

        return text.Trim();
    }

    private static string Unquoted(string text) =>
        text is ['"', .., '"'] or ['\'', .., '\''] ? text[1..^1].Trim() : text;

    private CommandFailedException Wrong(int at, string problem) =>
        new(Exit.BadInput, FormattableString.Invariant($"{path}, line {at + 1}: {problem}."));
}
