using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using TransferLedger.Authorities;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Checks;
using TransferLedger.Cli.Import.Mapping;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Lots;
using TransferLedger.Parties;
using TransferLedger.Shipments;
using TransferLedger.Store.Json;

namespace TransferLedger.Cli.Import.Commands;

/// <summary>A command read from one line.</summary>
/// <param name="Line">The line it stands on; of a rejected command, the line it had first.</param>
internal abstract record LedgerCommand(long Line)
{
    /// <summary>Facts to record as they stand.</summary>
    public sealed record Append(long Line, AppendRequest Request) : LedgerCommand(Line);

    /// <summary>A correction, retraction or dispute, to be decided by what is on record.</summary>
    /// <param name="Home">The home of the fact it is about; null when only its position is known.</param>
    public sealed record Amend(long Line, CommandId Id, Subject? Home, AmendRecord Ask, Provenance Provenance)
        : LedgerCommand(Line);
}

/// <summary>A line is no command.</summary>
/// <param name="Path">Where in it, as a JSON path.</param>
internal sealed record CommandProblem(long Line, string Path, string Reason);

/// <summary>Reads commands, one JSON object a line. docs/import.md describes them.</summary>
internal static class CommandReader
{
    /// <summary>What a rejected line is marked with.</summary>
    public const string LineMember = "ledger_line";

    public const string PathMember = "ledger_path";

    public const string ReasonMember = "ledger_reason";

    /// <summary>A rejected line that is not a JSON object, as it was.</summary>
    public const string RawMember = "ledger_raw";

    private const string Example = "weapon/7k3m-9q2x-4t5v-8w1z";

    private static readonly string[] Known =
        ["id", "home", "type", "fact", "facts", "provenance", "seen", LineMember, PathMember, ReasonMember, RawMember];

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>The command of a line, or what is wrong with it.</summary>
    /// <param name="line">Its number.</param>
    /// <param name="bytes">Its text.</param>
    /// <param name="problem">What is wrong with it; null when nothing is.</param>
    /// <param name="exported">Another ledger exported it: what that one decided is taken over.</param>
    public static LedgerCommand? Read(
        long line, ReadOnlyMemory<byte> bytes, out CommandProblem? problem, bool exported = false)
    {
        problem = null;
        try
        {
            if (!Utf8.IsValid(bytes.Span))
            {
                throw new CommandException("$", "some bytes are not UTF-8; save the file as UTF-8");
            }

            using var document = JsonDocument.Parse(bytes, Options);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                throw new CommandException("$", "a command is a JSON object: {\"type\":…, \"fact\":{…}, …}");
            }

            line = root.TryGetProperty(LineMember, out var first) && first.TryGetInt64(out var number) ? number : line;
            return root.TryGetProperty(RawMember, out var raw) && raw.ValueKind == JsonValueKind.String
                ? Read(line, Encoding.UTF8.GetBytes(raw.GetString()!), out problem, exported)
                : Command(line, root, exported);
        }
        catch (JsonException wrong)
        {
            problem = new CommandProblem(line, "$", string.Create(
                CultureInfo.InvariantCulture,
                $"this is not JSON at byte {wrong.BytePositionInLine + 1}: {Plain(wrong.Message)}"));
        }
        catch (CommandException wrong)
        {
            problem = new CommandProblem(line, wrong.Path, wrong.Message);
        }

        return null;
    }

    private static LedgerCommand Command(long line, JsonElement root, bool exported)
    {
        CheckMembers(root, "$", Known);
        if (!exported && JsonTexts.Wrong(root, "$") is var (place, reason))
        {
            throw new CommandException(place, reason);
        }

        var provenance = Provenance(root);
        var type = Text(root, "$", "type", required: !root.TryGetProperty("facts", out _));
        if (type is "record_corrected" or "record_retracted" or "record_disputed")
        {
            var (home, ask) = AmendReader.Read(root, type, provenance.Actor);
            return new LedgerCommand.Amend(line, Id(root), home, ask, provenance);
        }

        var facts = ImmutableArray.CreateBuilder<NewFact>();
        if (root.TryGetProperty("facts", out var list))
        {
            if (type is not null || root.TryGetProperty("fact", out _) || list.ValueKind != JsonValueKind.Array)
            {
                throw new CommandException("$.facts", "write either type and fact, or a list of facts, not both");
            }

            foreach (var (index, item) in list.EnumerateArray().Index())
            {
                var path = string.Create(CultureInfo.InvariantCulture, $"$.facts[{index}]");
                CheckMembers(item, path, ["home", "type", "fact"]);
                facts.Add(Fact(item, path, root, exported));
            }
        }
        else
        {
            facts.Add(Fact(root, "$", root, exported));
        }

        var request = new AppendRequest(Id(root), facts.ToImmutable(), SeenOf(root), provenance);
        return AppendRules.Check(request, out _) is { } malformed
            ? throw new CommandException("$", malformed.ToString())
            : new LedgerCommand.Append(line, request);
    }

    private static NewFact Fact(JsonElement item, string path, JsonElement root, bool exported)
    {
        var type = Text(item, path, "type", required: true)!;
        if (type.StartsWith("record_", StringComparison.Ordinal))
        {
            throw new CommandException(path + ".type", $"a {type} is decided on its own; give it its own line");
        }

        if (DecidedFacts.Refusal(type, exported) is { } decided)
        {
            throw new CommandException(path + ".type", decided);
        }

        var home = Home(item, path, "home") ?? Home(root, "$", "home")
            ?? throw new CommandException(path, $"'home' is missing; name the subject, such as {Example}");
        if (!item.TryGetProperty("fact", out var fact))
        {
            throw new CommandException(path, "'fact' is missing");
        }

        if (!exported && JsonQuantities.Wrong(fact, path + ".fact") is var (place, reason))
        {
            throw new CommandException(place, reason);
        }

        try
        {
            var made = new NewFact(home, FactJson.Read(type, fact.GetRawText()));
            CheckHome(made, type, path + ".home");
            if (made.Fact is CertificateCaptured read && FieldRegion.Wrong(read.Regions) is { } wrong)
            {
                throw new CommandException(path + ".fact.regions", RefusalText.Of(wrong));
            }

            if (!exported && made.Fact is LotEvent lot && LotKeeping.WrongRounds(lot) is { } rounds)
            {
                throw new CommandException(path + ".fact", RefusalText.Of(rounds));
            }

            var about = made.Subjects();
            if (!exported && JsonTexts.WrongNumber(about) is { } mixed)
            {
                throw new CommandException(path, mixed);
            }

            return about.Count <= AppendRequest.MaxSubjects
                ? made
                : throw new CommandException(path, "the fact is about too many subjects");
        }
        catch (FactJsonException wrong)
        {
            throw new CommandException(Join(path + ".fact", wrong.Path), FactBuilder.Explain(wrong));
        }
        catch (FormatException wrong)
        {
            throw new CommandException(path + ".fact", wrong.Message);
        }
    }

    /// <summary>A fact is kept where whoever asks for it will look.</summary>
    private static void CheckHome(NewFact made, string type, string path)
    {
        var home = made.Home;
        if (made.Fact is CertificateCaptured { Certificate: var it } && it.Subject != home)
        {
            throw new CommandException(path, $"a certificate of this number is kept in {it.Subject.Key}");
        }

        if (HomeKind(made.Fact) is { } kind && kind != home.Kind)
        {
            throw new CommandException(path, $"a {type} is kept in {kind}/…; in {home.Key} no rule would find it");
        }

        if (made.Fact is ConveyanceEvent && !ConveyanceId.IsSubject(home))
        {
            throw new CommandException(
                path, $"{home.Key} is no conveyance/imo-… with its check digit, and no conveyance/reg-…");
        }

        if (made.Fact is LicenceReport { KeptWith: { } kept } && kept != home)
        {
            throw new CommandException(path, $"such a report is kept in {kept.Key}");
        }
    }

    /// <summary>The kind of subject a fact must be kept in; null when any will do.</summary>
    private static string? HomeKind(LedgerEvent fact) => fact switch
    {
        AuthorityEvent => "authority",
        CertificateEvent or RetransferEvent => "certificate",
        CheckEvent => "check",
        AuthorizationEvent => "authorization",
        ConveyanceEvent => "conveyance",
        PartyEvent => "party",
        EmbargoTableLoaded => "embargo-table",
        EmbargoEvent => "embargo",
        LotEvent => LotKey.Kind,
        _ => null,
    };

    private static Provenance Provenance(JsonElement root)
    {
        if (!root.TryGetProperty("provenance", out var json))
        {
            throw new CommandException("$", "'provenance' is missing; say who records this: {\"actor\":…}");
        }

        try
        {
            return FactJson.ReadProvenance(json.GetRawText());
        }
        catch (FactJsonException wrong)
        {
            throw new CommandException(Join("$.provenance", wrong.Path), FactBuilder.Explain(wrong));
        }
    }

    private static CommandId Id(JsonElement root)
    {
        if (Text(root, "$", "id", required: false) is { } text)
        {
            return Guid.TryParse(text, out var id) && id != Guid.Empty
                ? new CommandId(id)
                : RowIdentity.Command("ledger import command", text);
        }

        // Without a name of its own a command is what it says, so that the same line is recorded once.
        var content = new StringBuilder();
        foreach (var name in Known.Where(it => !it.StartsWith("ledger_", StringComparison.Ordinal)))
        {
            if (root.TryGetProperty(name, out var value))
            {
                content.Append(name).Append('=').Append(JsonSerializer.Serialize(value)).Append('\n');
            }
        }

        return RowIdentity.Command("ledger import line", content.ToString());
    }

    private static Condition SeenOf(JsonElement root)
    {
        if (!root.TryGetProperty("seen", out var json))
        {
            return Condition.None;
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new CommandException("$.seen", "an object of subjects and positions is expected: {\"weapon/…\": 12}");
        }

        var seen = ImmutableArray.CreateBuilder<Seen>();
        foreach (var member in json.EnumerateObject())
        {
            if (!Subject.TryParse(member.Name, out var subject)
                || member.Value.ValueKind != JsonValueKind.Number
                || !member.Value.TryGetInt64(out var position)
                || position < 0)
            {
                throw new CommandException($"$.seen['{member.Name}']", "a subject and a position from 0 are expected");
            }

            seen.Add(new Seen(subject, position));
        }

        return new Condition(seen.ToImmutable());
    }

    internal static Subject? Home(JsonElement item, string path, string member)
    {
        if (Text(item, path, member, required: false) is not { } key)
        {
            return null;
        }

        return Subject.TryParse(key, out var subject)
            ? subject
            : throw new CommandException($"{path}.{member}", $"'{key}' is no subject, such as {Example}");
    }

    internal static string? Text(JsonElement item, string path, string member, bool required)
    {
        if (item.TryGetProperty(member, out var value))
        {
            return value.ValueKind == JsonValueKind.String
                ? value.GetString()!
                : throw new CommandException($"{path}.{member}", "a text is expected here");
        }

        return required ? throw new CommandException(path, $"'{member}' is missing") : null;
    }

    internal static void CheckMembers(JsonElement item, string path, string[] known)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            throw new CommandException(path, "an object is expected here");
        }

        foreach (var member in item.EnumerateObject())
        {
            if (!known.Contains(member.Name))
            {
                throw new CommandException(
                    $"{path}.{member.Name}", $"there is no such member; use {string.Join(", ", known)}");
            }
        }
    }

    private static string Join(string path, string inner) => inner.Length == 0 ? path : $"{path}.{inner}";

    // System.Text.Json repeats path and position at the end of its messages.
    private static string Plain(string message)
    {
        var at = message.IndexOf(" Path: ", StringComparison.Ordinal);
        at = at < 0 ? message.IndexOf(" LineNumber: ", StringComparison.Ordinal) : at;
        return at < 0 ? message : message[..at];
    }
}

/// <summary>Something in a command is wrong, at a path.</summary>
internal sealed class CommandException(string path, string message) : Exception(message)
{
    public string Path { get; } = path;
}
