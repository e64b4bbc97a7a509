using System.Text.RegularExpressions;

namespace TransferLedger.Tests;

/// <summary>The C# files of the repository, as text.</summary>
internal sealed partial class SourceText
{
    private static readonly Lazy<IReadOnlyList<SourceText>> Files = new(ReadAll);

    private SourceText(string path, string text) => (Path, Text, Lines) = (path, text, text.Split('\n'));

    /// <summary>Every file under <c>src</c> and <c>tests</c>, by path.</summary>
    public static IReadOnlyList<SourceText> All => Files.Value;

    /// <summary>The files of the domain.</summary>
    public static IEnumerable<SourceText> Domain => All.Where(it => it.IsIn("src/TransferLedger/"));

    /// <summary>From the root of the repository, with slashes.</summary>
    public string Path { get; }

    public string Text { get; }

    public string[] Lines { get; }

    /// <summary>The text without comments and without what strings say, so that only code is left.</summary>
    public string Code => NotCode().Replace(Text, it => new string('\n', it.Value.Count(c => c == '\n')));

    /// <summary>
    /// The lines without what strings say: a text may be as long as it has to be, code and comments not.
    /// </summary>
    public IEnumerable<string> WithoutTexts() => Code.Split('\n')
        .Zip(Lines, (code, line) => line.TrimStart().StartsWith("//", StringComparison.Ordinal) ? line : code);

    public bool IsIn(string folder) => Path.StartsWith(folder, StringComparison.Ordinal);

    /// <summary>Where an expression is found in the code: <c>path:line</c>.</summary>
    public IEnumerable<string> Find(Regex wrong) => FindIn(Code, wrong);

    /// <summary>Where an expression is found in the whole text.</summary>
    public IEnumerable<string> FindAnywhere(Regex wrong) => FindIn(Text, wrong);

    /// <summary>
    /// The methods and how many lines each has, from its first line to the closing brace or semicolon.
    /// </summary>
    public IEnumerable<(string Where, int Length)> Methods()
    {
        var lines = Code.Split('\n');
        for (var first = 0; first < lines.Length; first++)
        {
            if (MethodHead().IsMatch(lines[first]))
            {
                yield return ($"{Path}:{first + 1}", EndOfMember(lines, first) - first + 1);
            }
        }
    }

    private static int EndOfMember(string[] lines, int first)
    {
        var (depth, opened) = (0, false);
        for (var at = first; at < lines.Length; at++)
        {
            foreach (var c in lines[at])
            {
                depth += c switch { '{' or '(' or '[' => 1, '}' or ')' or ']' => -1, _ => 0 };
                opened |= c == '{';
                if (depth == 0
                    && (c == ';' || (opened && c == '}' && !lines[at].Contains("=>", StringComparison.Ordinal))))
                {
                    return at;
                }
            }
        }

        return lines.Length - 1;
    }

    private IEnumerable<string> FindIn(string text, Regex wrong) => wrong.Matches(text)
        .Select(it => $"{Path}:{text.AsSpan(0, it.Index).Count('\n') + 1}: {it.Value.Trim()}");

    /// <summary>The root of the repository.</summary>
    public static DirectoryInfo Root()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(root.FullName, "TransferLedger.sln")))
        {
            root = root.Parent.ShouldNotBeNull("These tests read the source, and must be run inside the repository.");
        }

        return root;
    }

    private static List<SourceText> ReadAll()
    {
        var root = Root();
        return
        [
            .. new[] { "src", "tests" }
                .SelectMany(it => Directory.EnumerateFiles(
                    System.IO.Path.Combine(root.FullName, it), "*.cs", SearchOption.AllDirectories))
                .Select(it => (Name: System.IO.Path.GetRelativePath(root.FullName, it).Replace('\\', '/'), Full: it))
                .Where(it => !BuildOutput().IsMatch(it.Name))
                .OrderBy(it => it.Name, StringComparer.Ordinal)
                .Select(it => new SourceText(it.Name, File.ReadAllText(it.Full).ReplaceLineEndings("\n"))),
        ];
    }

    [GeneratedRegex("/(bin|obj)/")]
    private static partial Regex BuildOutput();

    // Raw strings, verbatim strings, strings, characters, comments.
    [GeneratedRegex("""
        \$*"{3,}[\s\S]*?"{3,}|\$?@\$?"(?:[^"]|"")*"|\$?"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'|//[^\n]*|/\*[\s\S]*?\*/
        """)]
    private static partial Regex NotCode();

    // Modifiers, no word that makes a type, a return type, a name and a parameter list; not a call or a declaration.
    [GeneratedRegex(
        @"^\s+(?:(?:public|private|protected|internal|static|async|override|virtual|sealed|partial)\s+)+"
        + @"(?!.*\b(?:class|record|struct|interface|enum|delegate|event|readonly|const)\b)"
        + @"[\w<>\[\],.?() ]+?\s*[\w.]+(?:<[\w, ]+>)?\((?!.*\)\s*;\s*$)")]
    private static partial Regex MethodHead();
}
