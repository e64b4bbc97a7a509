using System.Text.Json;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Import.Commands;

/// <summary>
/// Reads corrections, retractions and disputes. They name an earlier fact; the ledger fills in the rest.
/// </summary>
internal static class AmendReader
{
    private const string Path = "$.fact";

    public static (Subject? Home, AmendRecord Ask) Read(JsonElement root, string type, string actor)
    {
        if (root.TryGetProperty("seen", out _))
        {
            throw new CommandException("$.seen", $"a {type} is decided by what is on record; leave 'seen' out");
        }

        if (!root.TryGetProperty("fact", out var fact))
        {
            throw new CommandException("$", "'fact' is missing");
        }

        CommandReader.CheckMembers(fact, Path, type switch
        {
            "record_corrected" => ["happened", "target", "field", "old", "new", "reason", "approver"],
            "record_retracted" => ["happened", "target", "reason", "approver"],
            _ => ["happened", "target", "reason", "by"],
        });
        var (targetHome, target) = Target(fact);
        var home = targetHome ?? CommandReader.Home(root, "$", "home");
        if (home is null && target.Position is null)
        {
            throw new CommandException("$", "'home' is missing; name the subject the target is kept with");
        }

        var happened = When(fact, Path);
        string Need(string member) => CommandReader.Text(fact, Path, member, required: true)!;
        return (home, type switch
        {
            "record_corrected" => new CorrectRecord(
                target,
                happened,
                Field(Need("field")),
                Need("old"),
                Need("new"),
                Need("reason"),
                Need("approver"),
                actor),
            "record_retracted" => new RetractRecord(target, happened, Need("reason"), Need("approver"), actor),
            _ => new DisputeRecord(target, happened, Need("reason"), Need("by"), actor),
        });
    }

    private static (Subject? Home, CorrectionTarget Target) Target(JsonElement fact)
    {
        const string At = Path + ".target";
        if (!fact.TryGetProperty("target", out var target))
        {
            throw new CommandException(Path, "'target' is missing; give a position, or home, type and happened");
        }

        if (target.ValueKind == JsonValueKind.Number && target.TryGetInt64(out var position) && position > 0)
        {
            return (null, new CorrectionTarget(position));
        }

        CommandReader.CheckMembers(target, At, ["home", "type", "happened", "id"]);
        if (CommandReader.Text(target, At, "id", required: false) is { } text)
        {
            return Guid.TryParse(text, out var id)
                ? (CommandReader.Home(target, At, "home"), new CorrectionTarget(null, Id: id))
                : throw new CommandException(At + ".id", $"'{text}' is no UUID");
        }

        var type = CommandReader.Text(target, At, "type", required: true)!;
        if (EventCatalogue.TypeOf(type) is null)
        {
            throw new CommandException(At + ".type", $"'{type}' is not a kind of fact");
        }

        return (CommandReader.Home(target, At, "home"), new CorrectionTarget(null, type, When(target, At)));
    }

    private static Happened When(JsonElement item, string path)
    {
        var text = CommandReader.Text(item, path, "happened", required: true);
        return Happened.TryParse(text, out var happened, out var problem)
            ? happened
            : throw new CommandException(path + ".happened", problem);
    }

    private static string Field(string field) => CorrectableFields.Names.Contains(field, StringComparer.Ordinal)
        ? field
        : throw new CommandException(
            Path + ".field", $"'{field}' cannot be corrected; use one of {string.Join(", ", CorrectableFields.Names)}");
}
