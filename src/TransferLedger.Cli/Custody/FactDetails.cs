using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Newtonsoft.Json.Linq;
using Spectre.Console;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Store.Json;

namespace TransferLedger.Cli.Custody;

/// <summary>
/// Everything that facts say, member by member, as they were recorded: the timeline shows the few members that replay
/// needs. A member added to a kind of fact later shows here without anybody thinking of it.
/// </summary>
internal static class FactDetails
{
    public static void Show(IAnsiConsole console, IEnumerable<Recorded> facts)
    {
        console.MarkupLine("[bold]The facts as recorded[/]");
        foreach (var it in facts)
        {
            var told = string.Join("; ", Members("", JsonNode.Parse(FactJson.Write(it.Fact))).Concat(Source(it)));
            console.MarkupLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  fact {it.Position}  [bold]{EventCatalogue.NameOf(it.Fact.GetType())}[/]  {Markup.Escape(Plain.Of(told))}"));
        }
    }

    public static object Json(Recorded it) => new
    {
        it.Position,
        type = EventCatalogue.NameOf(it.Fact.GetType()),
        home = it.Home.Key,
        fact = new JRaw(FactJson.Write(it.Fact)),
        recordedBy = it.Provenance.Actor,
        it.Provenance.Organisation,
        source = it.Provenance.Source?.Reference,
        grade = it.Provenance.Grade?.ToString(),
        channel = it.Provenance.Channel,
        evidence = it.Provenance.Evidence.Select(one => new { one.Kind, sha256 = one.Sha256 }),
    };

    private static IEnumerable<string> Source(Recorded it)
    {
        yield return $"recorded by {it.Provenance.Actor}";
        if (it.Provenance.Organisation is { } office)
        {
            yield return $"of {office}";
        }

        if (it.Provenance.Source is { } source)
        {
            yield return $"from {source.Reference}";
        }

        if (it.Provenance.Channel is { } channel)
        {
            yield return channel switch
            {
                EntryChannel.Typed => "typed in",
                EntryChannel.Document => "read from a document",
                EntryChannel.Profile => "imported by a profile",
                EntryChannel.Computed => "found by the program in what was on record",
                _ => "imported as a line of commands or messages",
            };
        }

        if (it.Provenance.Grade is { } grade)
        {
            yield return $"grade {grade}";
        }

        foreach (var one in it.Provenance.Evidence)
        {
            yield return $"{one.Kind} {one.Sha256}";
        }
    }

    private static IEnumerable<string> Members(string name, JsonNode? value) => value switch
    {
        null => [],
        JsonArray { Count: 0 } => [],
        JsonArray list when list.All(it => it is JsonValue) => [$"{name} {string.Join(", ", list)}"],
        JsonArray list => list.SelectMany(it => Members(name, it)),
        JsonObject party when party["name"] is JsonValue called && name.Length > 0 =>
            Members(name, called).Select(it => it + (party["country"] is { } country ? $" ({country})" : ""))
                .Concat(party.Where(it => it.Key is not ("name" or "country"))
                    .SelectMany(it => Members($"{name}, {Words(it.Key)}", it.Value))),
        JsonObject record => record.SelectMany(
            it => Members(name.Length == 0 ? Words(it.Key) : $"{name}, {Words(it.Key)}", it.Value)),
        _ => [$"{name} {value}"],
    };

    /// <summary><c>lastSeenOn</c> as <c>last seen on</c>.</summary>
    private static string Words(string member)
    {
        var made = new StringBuilder();
        foreach (var c in member)
        {
            made.Append(char.IsAsciiLetterUpper(c) ? " " : "").Append(char.ToLowerInvariant(c));
        }

        return made.ToString();
    }
}
