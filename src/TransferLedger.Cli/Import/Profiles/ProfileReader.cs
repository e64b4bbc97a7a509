using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using TransferLedger.Authorizations;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Import.Profiles;

/// <summary>Reads a mapping profile and checks it as a whole. docs/import.md describes every member.</summary>
internal static class ProfileReader
{
    private static readonly JsonDocumentOptions Options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        AllowDuplicateProperties = false,
        MaxDepth = 32,
    };

    /// <summary>The profile in a file.</summary>
    /// <exception cref="ProfileException">
    /// It cannot be read, or something in it is wrong; all problems are listed.
    /// </exception>
    public static MappingProfile ReadFile(string path)
    {
        try
        {
            return Read(File.ReadAllText(path));
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            var problem = new ProfileProblem("$", $"the profile cannot be read: {wrong.Message}");
            throw new ProfileException([problem], wrong);
        }
    }

    /// <summary>The profile in a JSON text.</summary>
    /// <exception cref="ProfileException">Something in it is wrong; all problems are listed.</exception>
    public static MappingProfile Read(string json)
    {
        var problems = new List<ProfileProblem>();
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            var profile = Read(new JsonCursor(document.RootElement, "$", problems));
            if (profile is not null && problems.Count == 0)
            {
                ProfileNames.Check(profile, problems);
            }

            return problems.Count == 0 ? profile! : throw new ProfileException(problems);
        }
        catch (JsonException wrong)
        {
            throw new ProfileException(
                [
                    new ProfileProblem(
                        wrong.LineNumber is { } line ? $"line {line + 1}" : "$", $"this is not JSON: {wrong.Message}"),
                ],
                wrong);
        }
    }

    private static MappingProfile? Read(JsonCursor root)
    {
        if (!root.CheckMembers(
            "profile", "description", "source", "provenance", "csv", "columns", "optionalColumns", "dates", "maps",
            "fields", "skip", "reject", "split", "repeat", "weapon", "facts", "release"))
        {
            return null;
        }

        var fields = new FieldRuleReader(root);
        return new MappingProfile(
            root.Text("profile", required: true) ?? "",
            root.Text("source", required: true) ?? "",
            Provenance(root),
            Layout(root),
            Columns(root),
            fields.Read(),
            RowRules(root, "skip"),
            RowRules(root, "reject"),
            Split(root),
            Repeat(root),
            Weapon(root),
            FactRuleReader.Read(root))
        {
            Release = Release(root),
        };
    }

    private static ReleaseRule? Release(JsonCursor root)
    {
        if (root.Member("release") is not { } at || !at.CheckMembers("mostGonePercent"))
        {
            return null;
        }

        foreach (var fact in root.Member("facts")?.Items() ?? [])
        {
            if (fact.Text("type") != EventCatalogue.NameOf(typeof(LicencePublished)))
            {
                at.Wrong("a release is made of facts 'licence_published' alone");
            }
        }

        return new ReleaseRule((int)(at.Whole("mostGonePercent", 0, 100) ?? 1));
    }

    private static ProvenanceRule Provenance(JsonCursor root)
    {
        var none = new ProvenanceRule("", null, SourceKind.DataSet, null);
        if (root.Required("provenance") is not { } at
            || !at.CheckMembers("actor", "organisation", "kind", "grade"))
        {
            return none;
        }

        SourceGrade? grade = null;
        if (at.Text("grade") is { } text)
        {
            grade = SourceGrade.TryParse(text, out var read) ? read : null;
            if (grade is null)
            {
                at.Member("grade")!.Value.Wrong($"'{text}' is not a grade; write A to F and 1 to 6, such as B2");
            }
        }

        var kind = SourceKind.DataSet;
        if (at.Text("kind") is { } name
            && (name.Any(char.IsDigit) || !Enum.TryParse(name, ignoreCase: true, out kind)))
        {
            at.Member("kind")!.Value.Wrong(
                $"'{name}' is not a kind of source; use document, observation, partnerMessage or dataSet");
        }

        return new ProvenanceRule(at.Text("actor", required: true) ?? "", at.Text("organisation"), kind, grade);
    }

    private static CsvLayout Layout(JsonCursor root)
    {
        if (root.Member("csv") is not { } at
            || !at.CheckMembers("encoding", "fallbackEncoding", "delimiter", "quote", "maxCellBytes"))
        {
            return CsvLayout.Default;
        }

        return new CsvLayout(
            EncodingName(at, "encoding"),
            EncodingName(at, "fallbackEncoding"),
            Character(at, "delimiter"),
            Character(at, "quote") ?? '"',
            (int)(at.Whole("maxCellBytes", 16, 16 * 1024 * 1024) ?? CsvLayout.DefaultMaxCellBytes));
    }

    private static string? EncodingName(JsonCursor at, string member)
    {
        if (at.Text(member) is not { } name || name == "auto")
        {
            return null;
        }

        if (Csv.TextEncodings.Find(name) is null)
        {
            at.Member(member)!.Value.Wrong($"'{name}' is not an encoding known here; use utf-8, windows-1252 …");
        }

        return name;
    }

    private static char? Character(JsonCursor at, string member)
    {
        if (at.Member(member) is not { } value)
        {
            return null;
        }

        var text = value.IsText ? value.Element.GetString()! : "";
        if (text == "auto" && member == "delimiter")
        {
            return null;
        }

        if (text.Length == 1 && char.IsAscii(text[0]) && text[0] is not ('\r' or '\n'))
        {
            return text[0];
        }

        value.Wrong("one ASCII character is expected here");
        return null;
    }

    private static FrozenDictionary<string, ColumnRule> Columns(JsonCursor root)
    {
        root.Required("columns");
        var columns = new Dictionary<string, ColumnRule>(StringComparer.Ordinal);
        foreach (var (member, required) in new[] { ("columns", true), ("optionalColumns", false) })
        {
            foreach (var name in root.Texts(member))
            {
                if (!columns.TryAdd(name, new ColumnRule(name, required)))
                {
                    root.Member(member)!.Value.Wrong($"'{name}' is named twice; name each column once");
                }
            }
        }

        return columns.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static ImmutableArray<RowRule> RowRules(JsonCursor root, string member)
    {
        var rules = ImmutableArray.CreateBuilder<RowRule>();
        foreach (var at in root.Member(member)?.Items() ?? [])
        {
            if (at.CheckMembers("when", "reason", "column")
                && at.Required("when") is { } when
                && ConditionReader.Read(when) is { } condition)
            {
                rules.Add(new RowRule(condition, at.Text("reason", required: true) ?? "", at.Text("column")));
            }
        }

        return rules.ToImmutable();
    }

    private static CellSplit? Split(JsonCursor root)
    {
        if (root.Member("split") is not { } at
            || !at.CheckMembers("weapons", "columns", "separator", "numbered", "whenDifferent"))
        {
            return null;
        }

        var numbered = at.Patterns("numbered");
        string[] groups = ["n", "value"];
        foreach (var pattern in numbered.Where(it => groups.Any(name => it.GroupNumberFromName(name) < 0)))
        {
            at.Member("numbered")!.Value.Wrong($"'{pattern}' needs the groups (?<n>…) and (?<value>…)");
        }

        var different = at.Text("whenDifferent") ?? "candidates";
        if (different is not ("candidates" or "reject"))
        {
            at.Member("whenDifferent")!.Value.Wrong($"'{different}' is unknown; use candidates or reject");
        }

        return new CellSplit(
            at.Texts("weapons"), at.Texts("columns"), at.Pattern("separator"), numbered, different == "reject");
    }

    private static RepeatRule? Repeat(JsonCursor root) =>
        root.Member("repeat") is { } at && at.CheckMembers("by", "most")
            ? new RepeatRule(at.Text("by", required: true) ?? "", (int)(at.Whole("most", 1, 10_000) ?? 1_000))
            : null;

    private static WeaponRule? Weapon(JsonCursor root)
    {
        if (root.Member("weapon") is not { } at || !at.CheckMembers("serial", "identity"))
        {
            return null;
        }

        var (serial, identity) = (at.Text("serial"), at.Texts("identity"));
        if (serial is null != identity.IsEmpty)
        {
            at.Wrong("'serial' and 'identity' go together: list what rows about the same weapon have in common, or "
                + "leave out both, and every row is a weapon of its own");
        }

        return new WeaponRule(serial, identity);
    }
}

/// <summary>A profile cannot be used. Its message lists every problem with its JSON path.</summary>
internal sealed class ProfileException(IReadOnlyList<ProfileProblem> problems, Exception? inner = null)
    : Exception(Text(problems), inner)
{
    public IReadOnlyList<ProfileProblem> Problems { get; } = problems;

    private static string Text(IReadOnlyList<ProfileProblem> problems)
    {
        var text = new StringBuilder();
        text.AppendJoin(Environment.NewLine, problems);
        return text.ToString();
    }
}
