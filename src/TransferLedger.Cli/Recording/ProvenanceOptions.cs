using System.CommandLine;
using System.Text.Json.Nodes;
using TransferLedger.Files;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Recording;

/// <summary>Who says so, and on what grounds, as options.</summary>
internal sealed class ProvenanceOptions
{
    /// <summary>Who records it.</summary>
    public Option<string[]> Officer { get; } = new("--officer")
    {
        Description = "Mandatory. Who records it.", HelpName = "NAME",
    };

    /// <summary>What it was taken from.</summary>
    public Option<string[]> Source { get; } = new("--source")
    {
        Description = "What it was taken from, so that a person finds it: a document with its number.", HelpName = "TEXT",
    };

    private Option<string?> Organisation { get; } = new("--organisation")
    {
        Description = "The organisation that says so. Default: the one that keeps the ledger.", HelpName = "NAME",
    };

    private Option<SourceKind> Kind { get; } = new("--source-kind")
    {
        Description = "What the source is. Default: document.", HelpName = "KIND",
    };

    private Option<string?> Grade { get; } = new("--grade")
    {
        Description = "How far an outside report can be trusted: reliability A to F, credibility 1 to 6.",
        HelpName = "B2",
    };

    private Option<string[]> Evidence { get; } = new("--evidence")
    {
        Description = "SHA-256 of a picture or scan that proves it (ledger file add prints it). May be given often.",
        HelpName = "HASH[=KIND]",
    };

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [Officer, Organisation, Source, Kind, Grade, Evidence];

    /// <summary>The JSON of the provenance; what is wrong goes to the list of problems.</summary>
    public JsonObject Read(ParseResult line, List<string> problems)
    {
        var made = new JsonObject();
        if (One(line, Officer, problems) is { } officer)
        {
            made["actor"] = officer;
        }
        else
        {
            problems.Add("--officer is missing: who records it");
        }

        if (line.GetValue(Organisation) is { } organisation)
        {
            made["organisation"] = organisation;
        }

        if (One(line, Source, problems) is { } source)
        {
            made["source"] = new JsonObject
            {
                ["kind"] = FactMember.Camel(line.GetValue(Kind).ToString()), ["reference"] = source,
            };
        }
        else if (line.GetResult(Kind) is { Implicit: false })
        {
            problems.Add("--source-kind says what kind of source it is; name the source with --source");
        }

        if (line.GetValue(Grade) is { } grade)
        {
            made["grade"] = grade;
            if (!SourceGrade.TryParse(grade, out _))
            {
                problems.Add($"--grade: '{Hosting.Plain.Of(grade)}' is no grade such as B2: A to F, then 1 to 6");
            }
        }

        if (line.GetValue(Evidence) is { Length: > 0 } evidence)
        {
            made["evidence"] = new JsonArray([.. evidence.Select(it => Proof(it, problems))]);
        }

        return made;
    }

    private static JsonObject Proof(string text, List<string> problems)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        var (hash, kind) = at < 0 ? (text, "picture") : (text[..at], text[(at + 1)..]);
        if (FileHash.Of(hash.Trim()) is not { } known)
        {
            problems.Add(
                $"--evidence: '{Hosting.Plain.Of(hash)}' is no SHA-256: 64 hexadecimal digits, from ledger file add");
            known = "";
        }

        return new JsonObject { ["sha256"] = known, ["kind"] = kind };
    }

    private static string? One(ParseResult line, Option<string[]> option, List<string> problems)
    {
        var given = line.GetValue(option) ?? [];
        if (given.Length > 1)
        {
            problems.Add($"{option.Name} is given {given.Length} times; it is one value");
        }

        return given.FirstOrDefault(it => !string.IsNullOrWhiteSpace(it));
    }
}
