using System.Text;
using Newtonsoft.Json.Linq;
using TransferLedger.Authorizations;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Recording;
using TransferLedger.Ledger;
using TransferLedger.Store.Json;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Cli.Tests.Recording;

/// <summary>A person can record each kind of fact: by <c>ledger record</c>, or by a command of its own.</summary>
public sealed class RecordableKindsTests
{
    public static TheoryData<string> Kinds { get; } = [.. RecordableKinds.All.Select(it => it.Type)];

    [Fact]
    public void Each_kind_of_the_catalogue_has_one_command()
    {
        var recorded = RecordableKinds.All.Select(it => it.Type).Concat(OwnCommands.All.Select(it => it.Type)).ToList();

        recorded.ShouldBe(EventCatalogue.All.Select(it => it.Key), ignoreOrder: true);
    }

    [Fact]
    public void The_commands_that_are_pointed_to_are_there()
    {
        var root = LedgerCommand.Make(new Terminal(TextWriter.Null, TextWriter.Null, interactive: false), false);
        foreach (var (type, command) in OwnCommands.All)
        {
            var found = command.Split(' ').Aggregate(
                (System.CommandLine.Command?)root, (at, name) => at?.Subcommands.FirstOrDefault(it => it.Name == name));
            found?.Action.ShouldNotBeNull($"{type}: ledger {command}");
            found.ShouldNotBeNull($"{type}: ledger {command}");
        }
    }

    [Fact]
    public void No_two_options_of_a_kind_have_one_name()
    {
        foreach (var kind in RecordableKinds.All)
        {
            var provenance = new ProvenanceOptions();
            var options = new FactOptions(kind, provenance);
            string[] more = ["--request", "--fact", "--dry-run", "--data", "--json", "--not-known"];

            options.Own.Concat(provenance.All).Select(it => it.Name).Concat(more).ShouldBeUnique(kind.Type);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_example_in_the_help_works(string type)
    {
        var kind = RecordableKinds.All.Single(it => it.Type == type);

        var result = await Commands.Ledger.RunAnywhere([.. Words(FactExample.Of(kind)).Skip(1), "--dry-run"]);

        result.ExitCode.ShouldBe(0, FactExample.Of(kind) + Environment.NewLine + result.Remarks);
        result.Output.ShouldNotContain("…");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_is_typed_is_what_is_recorded(string type)
    {
        var kind = RecordableKinds.All.Single(it => it.Type == type);
        foreach (var sample in EventSamples.All.Where(it => it.GetType() == kind.Fact && !OurDenial(it))
            .Select(it => Typed(type, it)))
        {
            foreach (var compact in new[] { true, false })
            {
                var result = await Commands.Ledger.RunAnywhere([.. RecordLine.Of(kind, sample, compact), "--dry-run"]);

                result.ExitCode.ShouldBe(0, FactJson.Write(sample) + Environment.NewLine + result.Remarks);
                var fact = (JObject)JObject.Parse(result.Output)["fact"]!;
                if (kind.Home is FactHome.Amended)
                {
                    fact["about"] = JObject.Parse(FactJson.Write(sample))["about"];
                }

                FactJson.Read(type, fact.ToString()).ShouldBe(sample);
            }
        }
    }

    [Fact]
    public async Task A_denial_of_this_State_is_decided()
    {
        var kind = RecordableKinds.All.Single(it => it.Type == "transfer_denied");
        var own = EventSamples.All.First(OurDenial);

        var result = await Commands.Ledger.RunAnywhere([.. RecordLine.Of(kind, own, true), "--dry-run"]);

        result.ExitCode.ShouldBe(2);
        result.Remarks.ShouldContain("ledger authorization deny");
    }

    [Fact]
    public async Task The_list_of_kinds_is_as_approved()
    {
        var result = await Commands.Ledger.RunAnywhere("record", "--list");

        result.ExitCode.ShouldBe(0);
        Snapshot.Verify("record-list", string.Join('\n', result.Output.Split('\n').Select(it => it.TrimEnd())));
        var json = JObject.Parse((await Commands.Ledger.RunAnywhere("record", "--list", "--json")).Output);
        json["recorded"]!.Count().ShouldBe(RecordableKinds.All.Count);
    }

    /// <summary>Samples say the most that JSON numbers hold; a person may say as much as anybody has.</summary>
    private static LedgerEvent Typed(string type, LedgerEvent sample) => FactJson.Read(
        type,
        FactJson.Write(sample).Replace(
            "\"quantity\":9007199254740991", "\"quantity\":1000000000000", StringComparison.Ordinal));

    private static bool OurDenial(LedgerEvent fact) => fact is TransferDenied { Own: true };

    /// <summary>The words of a command line as a shell splits them.</summary>
    private static IEnumerable<string> Words(string line)
    {
        var (word, quoted) = (new StringBuilder(), false);
        foreach (var c in line + " ")
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ' ' && !quoted)
            {
                yield return word.ToString();
                word.Clear();
            }
            else
            {
                word.Append(c);
            }
        }
    }
}
