using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using TransferLedger.Ledger;
using TransferLedger.Store.Json;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Store.Tests.Json;

/// <summary>
/// <c>docs/events.md</c>, made from the catalogue, the doc comments and the samples. Accepted like a snapshot: run the
/// test once with <c>LEDGER_ACCEPT_SNAPSHOTS=1</c>.
/// </summary>
public sealed class EventCataloguePage
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    [Fact]
    public void The_page_of_events_is_the_one_the_code_makes()
    {
        var page = Path.Combine(Repository(), "docs", "events.md");
        var made = Make();
        if (Environment.GetEnvironmentVariable("LEDGER_ACCEPT_SNAPSHOTS") == "1"
            && !string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
        {
            File.WriteAllText(page, made);
        }

        File.ReadAllText(page).ReplaceLineEndings("\n").ShouldBe(made);
    }

    private static string Make()
    {
        var comments = FactComments.OfDomain();
        var page = new StringBuilder();
        page.Append("# The catalogue of events\n\n");
        page.Append("Made by the test `EventCataloguePage` from the code; do not edit. ");
        page.Append("*Asked for* is what whoever records a fact himself states ([recording.md](recording.md)).\n");
        foreach (var (name, type) in EventCatalogue.All)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## `{name}`\n\n{comments.Summary(type)}\n\n");
            page.Append("| member | type | |\n|---|---|---|\n");
            foreach (var parameter in type.GetConstructors().Single().GetParameters())
            {
                var member = char.ToLowerInvariant(parameter.Name![0]) + parameter.Name[1..];
                var note = (parameter.HasDefaultValue ? "" : "Required. ") + AskedFor(parameter)
                    + comments.Parameter(type, parameter.Name);
                page.Append(CultureInfo.InvariantCulture, $"| `{member}` | {TypeName(parameter)} | {note.Trim()} |\n");
            }

            var sample = EventSamples.All.First(it => it.GetType() == type);
            var json = JToken.Parse(FactJson.Write(sample)).ToString().ReplaceLineEndings("\n");
            page.Append(CultureInfo.InvariantCulture, $"\n```json\n{json}\n```\n");
        }

        return page.ToString();
    }

    /// <summary>What who records it himself states, or states not to be known (recording.md).</summary>
    private static string AskedFor(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<AskedForAttribute>() is not { } asked ? ""
        : asked.Unless is { } other ? $"Asked for unless `{char.ToLowerInvariant(other[0])}{other[1..]}` is said. "
        : asked.Members.Count == 0 ? "Asked for. "
        : $"Asked for: {string.Join(", ", asked.Members).Replace("|", " or ", StringComparison.Ordinal)}. ";

    private static string TypeName(ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return type.IsGenericType ? $"list of {Word(type.GetGenericArguments()[0])}" : Word(type);
    }

    private static string Word(Type type) => type.Name switch
    {
        "String" => "text",
        "Int32" or "Int64" => "whole number",
        "Happened" => "date (EDTF)",
        var other => Regex.Replace(other, "(?<=[a-z])(?=[A-Z])", " ", RegexOptions.None, Limit).ToLowerInvariant(),
    };

    internal static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "TransferLedger.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
