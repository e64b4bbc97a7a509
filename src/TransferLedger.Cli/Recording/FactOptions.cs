using System.CommandLine;
using System.Text.Json.Nodes;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Recording;

/// <summary>The members of a kind of fact as options, and the fact's JSON from what was given.</summary>
internal sealed class FactOptions
{
    private const string None = "none";
    private const string Officer = "officer";
    private const string Source = "source";

    private readonly RecordableKind _kind;
    private readonly IReadOnlyList<(FactMember Member, Option<string[]> Option)> _options;

    public FactOptions(RecordableKind kind, ProvenanceOptions provenance)
    {
        _kind = kind;
        IsAmendment = kind.Home is FactHome.Amended;
        _options =
        [
            .. FactMember.Of(kind.Fact).Where(it => !IsAmendment || it.Name is not ("target" or "about"))
                .Select(it => (it, Shared(it, provenance) ?? Option(it))),
        ];
        NotKnown = new Option<string[]>("--not-known")
        {
            Description = "What is asked for and nobody knows, by the name of its option: "
                + string.Join(", ", Asked().Select(it => string.Join('|', it.Names))) + ".",
            HelpName = "NAME",
            Hidden = !Asked().Any(),
        };
    }

    /// <summary>Does it say what is wrong with an earlier fact?</summary>
    public bool IsAmendment { get; }

    /// <summary>What was asked for and is not known.</summary>
    public Option<string[]> NotKnown { get; }

    /// <summary>The options that are the fact's alone.</summary>
    public IEnumerable<Option> Own => _options.Where(it => it.Member.Name is not (Officer or Source))
        .Select(it => it.Option);

    /// <summary>The fact's JSON from a file and options; what is wrong goes to the list of problems.</summary>
    /// <param name="line">The command line.</param>
    /// <param name="file">What the file says; null when there is none.</param>
    /// <param name="problems">What is wrong, option by option.</param>
    public JsonObject Read(ParseResult line, JsonObject? file, List<string> problems)
    {
        var fact = new JsonObject();
        var known = _options.Select(it => it.Member.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var strange in (file ?? []).Where(it => !known.Contains(it.Key)))
        {
            problems.Add($"--fact: there is no '{strange.Key}' in {_kind.Type}; it has {string.Join(", ", known)}");
        }

        foreach (var (member, option) in _options)
        {
            var given = line.GetValue(option) ?? [];
            if (file?[member.Name] is { } said)
            {
                fact[member.Name] = said.DeepClone();
                if (given.Length > 0 && member.Name is not (Officer or Source))
                {
                    problems.Add($"{member.Option}: the file of --fact says it too; give it once");
                }
            }
            else if (Value(member, given, problems) is { } value)
            {
                fact[member.Name] = value;
            }
        }

        if (IsAmendment && !fact.ContainsKey("happened"))
        {
            fact["happened"] = Hosting.CommonOptions.Today().Text;
        }

        Missing(line, fact, problems);
        return fact;
    }

    /// <summary>How an option is called in what the reader of import complains about: <c>marks[0].kind</c>.</summary>
    public string OptionAt(string path)
    {
        var name = path.Split('.', '[')[0];
        return _options.Where(it => it.Member.Name == name).Select(it => it.Member.Option).FirstOrDefault() ?? path;
    }

    /// <summary>An option that says who records or what it rests on says it in the fact too.</summary>
    private static Option<string[]>? Shared(FactMember member, ProvenanceOptions provenance) => member.Name switch
    {
        Officer => provenance.Officer,
        Source when member.Type == typeof(string) => provenance.Source,
        _ => null,
    };

    private Option<string[]> Option(FactMember member) => new(member.Option)
    {
        Description = (member.Required && !(IsAmendment && member.Type == typeof(Happened)) ? "Mandatory. "
            : member.AskedFor is not null ? "Asked for. " : "") + FactWords.Of(member),
        HelpName = FactWords.HelpName(member),
    };

    private static JsonNode? Value(FactMember member, string[] given, List<string> problems)
    {
        if (given.Length == 0)
        {
            return null;
        }

        if (!member.IsList)
        {
            if (given.Length > 1)
            {
                problems.Add($"{member.Option} is given {given.Length} times; it is one value");
            }

            return Element(member, given[0], problems);
        }

        if (given is [var only] && only.Trim().Equals(None, StringComparison.OrdinalIgnoreCase))
        {
            return new JsonArray();
        }

        var list = new JsonArray();
        foreach (var text in given)
        {
            list.Add(Element(member, text, problems));
        }

        return list;
    }

    private static JsonNode? Element(FactMember member, string text, List<string> problems)
    {
        try
        {
            return member.Required && string.IsNullOrWhiteSpace(text)
                ? throw new FormatException("nothing is given")
                : FactText.Node(member.Type, text);
        }
        catch (FormatException wrong)
        {
            problems.Add($"{member.Option}: {Hosting.Plain.Of(wrong.Message)}");
            return JsonValue.Create("");
        }
    }

    private void Missing(ParseResult line, JsonObject fact, List<string> problems)
    {
        foreach (var (member, _) in _options.Where(it =>
            it.Member.Required && it.Member.Name != Officer && !fact.ContainsKey(it.Member.Name)))
        {
            problems.Add($"{member.Option} is missing: {FactWords.Of(member)}");
        }

        var notKnown = (line.GetValue(NotKnown) ?? []).Select(it => it.TrimStart('-')).ToList();
        var asked = Asked().ToList();
        foreach (var strange in notKnown.Where(it => !asked.Any(one => one.Names.Contains(it, StringComparer.Ordinal))))
        {
            problems.Add($"--not-known: '{Hosting.Plain.Of(strange)}' is not asked for; it is one of "
                + string.Join(", ", asked.SelectMany(it => it.Names)));
        }

        foreach (var (names, said, member) in asked)
        {
            if (said(fact) && names.All(it => notKnown.Contains(it, StringComparer.Ordinal)))
            {
                problems.Add($"--not-known {names[0]}: it is given all the same");
            }

            if (!said(fact) && !names.Any(it => notKnown.Contains(it, StringComparer.Ordinal)))
            {
                problems.Add($"{string.Join(" or ", names.Select(it => "--" + it))} is asked for: "
                    + $"{FactWords.Of(member)} Say --not-known {names[0]} where nobody knows.");
            }
        }
    }

    /// <summary>What is asked for: by what names it may be called, and whether a fact says it.</summary>
    private IEnumerable<(string[] Names, Func<JsonObject, bool> Said, FactMember Member)> Asked() =>
        _options.Select(it => it.Member).Where(it => it.AskedFor is not null).SelectMany(member =>
            member.AskedFor!.Count == 0
                ? [([member.Option[2..]], member.IsSettled, member)]
                : member.AskedFor.Select(parts => Part(member, parts.Split('|'))));

    private static (string[] Names, Func<JsonObject, bool> Said, FactMember Member) Part(
        FactMember member, string[] parts) =>
        (
            [.. parts.Select(it => $"{member.Option[2..]}.{it}")],
            fact => Records(fact[member.Name]).All(it => parts.Any(it.ContainsKey)),
            member);

    private static IEnumerable<JsonObject> Records(JsonNode? value) => value switch
    {
        JsonArray list => list.OfType<JsonObject>(),
        JsonObject one => [one],
        _ => [],
    };
}
