using System.Text.RegularExpressions;
using TransferLedger.Ledger;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Tests;

/// <summary>The rules of style that only a reader of the source can hold, read by a test.</summary>
public sealed partial class TidyTests
{
    private const int LongestFileLines = 400;
    private const int LongestMethodLines = 60;
    private const int LongestLineColumns = 120;

    private static readonly string[] NotRecordedByCommands =
        [.. new[] { "Bench", "Generate", "Quality" }.Select(it => $"src/TransferLedger.Cli/{it}/")];

    [Fact]
    public void The_domain_asks_no_clock() => Nowhere(SourceText.Domain.SelectMany(it => it.Find(Clock())));

    [Fact]
    public void The_domain_makes_no_ids_and_rolls_no_dice() =>
        Nowhere(SourceText.Domain.SelectMany(it => it.Find(Chance())));

    [Fact]
    public void The_domain_knows_no_database_no_network_and_no_files() =>
        Nowhere(SourceText.Domain.SelectMany(it => it.Find(Outside())));

    [Fact]
    public void The_only_package_of_the_domain_is_NodaTime() =>
        typeof(LedgerEvent).Assembly.GetReferencedAssemblies().Select(it => it.Name!)
            .Where(it => !it.StartsWith("System.", StringComparison.Ordinal) && it is not "netstandard")
            .ShouldBe(["NodaTime"]);

    [Fact]
    public void In_the_domain_only_the_port_waits() => Nowhere(
        SourceText.Domain.Where(it => !it.IsIn("src/TransferLedger/Ledger/")).SelectMany(it => it.Find(Waiting())));

    [Fact]
    public void Nothing_is_left_to_do_later() => Nowhere(SourceText.All.SelectMany(it => it.FindAnywhere(Later())));

    /// <summary>
    /// Measurements fill ledgers of their own; what is generated are files, and their import says the channel.
    /// </summary>
    [Fact]
    public void Every_command_says_by_what_door_its_facts_come_in()
    {
        var said = SourceText.All.Where(it => it.IsIn("src/TransferLedger.Cli/"))
            .Where(it => !NotRecordedByCommands.Any(it.IsIn)).SelectMany(it => it.Find(Provenances())).ToList();

        said.Count.ShouldBeGreaterThan(20, "The provenances were not found.");
        Nowhere(said.Where(it => !it.Contains("EntryChannel.", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_code_is_commented_out() =>
        Nowhere(SourceText.All.SelectMany(it => it.FindAnywhere(CommentedOut())));

    [Fact]
    public void No_test_waits_by_the_clock() =>
        Nowhere(SourceText.All.SelectMany(it => it.Find(Sleep())));

    [Fact]
    public void No_file_is_longer_than_400_lines() => Nowhere(SourceText.All
        .Where(it => it.Lines.Length > LongestFileLines + 1).Select(it => $"{it.Path}: {it.Lines.Length - 1} lines"));

    [Fact]
    public void No_line_is_longer_than_120_columns_its_texts_apart() => Nowhere(SourceText.All.SelectMany(file => file
        .WithoutTexts().Select((line, index) => (Line: line, Where: $"{file.Path}:{index + 1}"))
        .Where(it => it.Line.Length > LongestLineColumns).Select(it => $"{it.Where}: {it.Line.Length} columns")));

    [Fact]
    public void No_method_is_longer_than_60_lines()
    {
        var methods = SourceText.All.SelectMany(it => it.Methods()).ToList();

        methods.Count.ShouldBeGreaterThan(200, "The methods were not found.");
        Nowhere(methods.Where(it => it.Length > LongestMethodLines).Select(it => $"{it.Where}: {it.Length} lines"));
    }

    [Fact]
    public void The_length_of_a_method_is_counted_from_its_head_to_its_end()
    {
        var methods = SourceText.All.Single(it => it.IsIn("tests/TransferLedger.Tests/TidyTests.cs")).Methods()
            .ToList();

        methods.Select(it => it.Length).ShouldContain(8, "The method above has eight lines.");
        methods.ShouldAllBe(it => it.Length < 40);
    }

    [Fact]
    public void Every_kind_of_fact_has_a_stored_name_a_doc_comment_and_a_sample()
    {
        var kinds = typeof(LedgerEvent).Assembly.GetTypes()
            .Where(it => it.IsSubclassOf(typeof(LedgerEvent)) && !it.IsAbstract).ToList();

        kinds.Where(it => EventCatalogue.All.All(known => known.Value != it)).ShouldBeEmpty();
        kinds.Except(EventSamples.All.Select(it => it.GetType())).ShouldBeEmpty();
        kinds.Where(kind => !SourceText.Domain.Any(it => Documented(kind).IsMatch(it.Text))).ShouldBeEmpty();
    }

    private static Regex Documented(Type kind) =>
        new($@"^/// .*\npublic sealed record {Regex.Escape(kind.Name)}\b", RegexOptions.Multiline);

    private static void Nowhere(IEnumerable<string> found) => found.ShouldBeEmpty();

    [GeneratedRegex(@"\b(?:DateTime(?:Offset)?|DateOnly|SystemClock|Stopwatch|TimeProvider|TickCount\w*)\b")]
    private static partial Regex Clock();

    [GeneratedRegex(@"\bGuid\.(?:NewGuid|CreateVersion7)\b|\bRandom(?:NumberGenerator)?\b")]
    private static partial Regex Chance();

    [GeneratedRegex(@"\b(?:Npgsql\w*|Newtonsoft|System\.(?:IO|Net)|HttpClient|FileStream|File\.\w+|Console\.\w+)\b")]
    private static partial Regex Outside();

    [GeneratedRegex(@"\b(?:async|await|Task)\b")]
    private static partial Regex Waiting();

    [GeneratedRegex(@"new Provenance\((?>[^()]+|\((?<open>)|\)(?<-open>))*(?(open)(?!))\)")]
    private static partial Regex Provenances();

    // In two parts, or this file would be found.
    [GeneratedRegex(@"\b(?:TO" + @"DO|FIX" + @"ME|HA" + @"CK|X" + @"XX)\b|NotImplemented" + "Exception")]
    private static partial Regex Later();

    [GeneratedRegex(@"^\s*//(?!/).*(?:;|\{|\}|=>|\);?)\s*$", RegexOptions.Multiline)]
    private static partial Regex CommentedOut();

    [GeneratedRegex(@"\bThread\.Sleep\b|\bSkip = """)]
    private static partial Regex Sleep();
}
