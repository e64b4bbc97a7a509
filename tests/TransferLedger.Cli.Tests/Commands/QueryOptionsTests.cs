using System.CommandLine;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Recording;

namespace TransferLedger.Cli.Tests.Commands;

/// <summary>
/// Whoever asks the ledger can ask as of any point on the two clocks, and read the answer by program. A new command
/// takes these options, or stands here with the reason why not.
/// </summary>
public sealed class QueryOptionsTests
{
    private const string Decides = "it decides on what is known now";
    private const string Measures = "it measures this version of the program, not what is on record";
    private const string Effective = "its entries have their own days: --on, or --as-of, asks which hold on a day";

    /// <summary>Commands that record, or do something to files and tables.</summary>
    private static readonly string[] Acts =
    [
        "demo", "import", "auditor", "findings decide", "identity merge", "identity split", "collect", "destroy",
        "diversion assert", "diversion assert-lot", "diversion evidence", "diversion corroborate", "diversion confirm", "diversion dismiss",
        "diversion assign", "trace request", "trace received", "trace acknowledge", "trace remind", "trace reply",
        "trace answer", "trace close", "trace forgo", "trace batch", "risk assess", "risk countersign", "risk refresh",
        "risk published", "surplus declare", "surplus destroyed",
        "certificate capture", "certificate judge", "certificate override", "certificate accept", "certificate oblige",
        "certificate fulfil", "certificate fingerprint", "certificate compare", "certificate ask", "certificate answered",
        "certificate amended", "certificate revoked", "certificate refuse", "certificate superseded", "authorization apply",
        "authorization assess", "authorization grant",
        "authorization deny", "authorization amend", "authorization suspend", "authorization resume",
        "authorization met", "authorization close", "authorization revoke", "shipment pack", "shipment unpack", "shipment depart",
        "shipment arrive", "shipment received", "shipment verified", "shipment lost", "shipment returned",
        "shipment opened", "check plan", "check record", "retransfer request", "retransfer approve", "retransfer deny",
        "retransfer execute", "retransfer sightings", "embargo load", "embargo recheck", "embargo policy",
        "embargo area", "embargo link", "clearance request", "clearance notify", "clearance decide", "lot produce",
        "lot receive", "lot collect", "lot move", "lot issue", "lot return", "lot consume", "lot split", "lot merge",
        "lot count", "lot lose", "lot seize", "lot destroy", "lot adjust", "inventory count", "site inspected",
        "site trained", "site permit", "site permit-ended", "site permits-complete", "list import", "screen run",
        "screen decide", "screen parameters", "file add", "rebuild", "generate", "generate traces",
        "record", .. RecordableKinds.All.Select(it => $"record {it.Command}"),
    ];

    /// <summary>Queries that lack one of the options, each with what it lacks and why.</summary>
    private static readonly Dictionary<string, (string Lacks, string Why)> Others = new(StringComparer.Ordinal)
    {
        ["export"] = ("--json", "what it prints is JSON already, one document a line"),
        ["findings rules"] = ("--happened-by --known-by", Measures),
        ["risk weights"] = ("--happened-by --known-by", Measures),
        ["trace whom"] = ("--happened-by --known-by", Decides),
        ["certificate explain"] = ("--happened-by --known-by", "the verdict on record says its day and its last fact"),
        ["certificate export"] = ("--json --happened-by", "what it prints is JSON already, and a reading counts whole"),
        ["authorization export"] = ("--json --happened-by", "what it prints is JSON already, and a paper counts whole"),
        ["shipment export"] = ("--json --happened-by", "what it prints is JSON already, and a paper counts whole"),
        ["country check"] = ("--happened-by --known-by", "it compares files, and reads nothing on record"),
        ["mirror"] = ("--happened-by", "what happened is a year of trade: --from and --to"),
        ["retention show"] = ("--happened-by --known-by", Decides),
        ["retention check"] = ("--happened-by --known-by", Decides),
        ["licence published"] = ("--happened-by", "what happened is a year of licences: --year"),
        ["list show"] = ("--happened-by --known-by", "it shows every version with the day it came into force"),
        ["screen"] = ("--happened-by --known-by", Decides),
        ["file get"] = ("--json --happened-by --known-by", "it gives a file as it is"),
        ["file list"] = ("--happened-by --known-by", "files have no date of their own: it says what is on hand"),
        ["file check"] = ("--json --happened-by --known-by", "it reads every file on hand anew"),
        ["status"] = ("--happened-by --known-by", "it tells how the ledger does now"),
        ["quality"] = ("--happened-by --known-by", Measures),
        ["quality search"] = ("--happened-by --known-by", Measures),
        ["quality screening"] = ("--happened-by --known-by", Measures),
        ["quality rescreen"] = ("--happened-by --known-by", Measures),
        ["quality words"] = ("--json --happened-by --known-by", Measures),
        ["quality risk"] = ("--happened-by --known-by", Measures),
        ["quality risk-speed"] = ("--happened-by --known-by", Measures),
        ["quality custody"] = ("--happened-by --known-by", Measures),
        ["quality verdicts"] = ("--happened-by --known-by", Measures),
        ["bench"] = ("--happened-by --known-by", Measures),
        ["certificate verify"] = ("--happened-by", Effective),
        ["retransfer verify"] = ("--happened-by", Effective),
        ["embargo list"] = ("--happened-by", Effective),
        ["embargo show"] = ("--happened-by", Effective),
        ["embargo check"] = ("--happened-by", Effective),
        ["clearance show"] = ("--happened-by", Effective),
        ["country neighbours"] = ("--happened-by", Effective),
        ["register authority"] = ("--happened-by", Effective),
        ["register party"] = ("--happened-by", Effective),
    };

    private static readonly string[] Wanted = ["--json", "--happened-by", "--known-by"];

    [Fact]
    public void Every_query_takes_the_two_clocks_and_json_or_says_why_not()
    {
        var lacking = Commands().Where(it => !Acts.Contains(it.Path, StringComparer.Ordinal))
            .Select(it => (it.Path, Lacks: string.Join(' ', Wanted.Except(it.Command.Options.Select(one => one.Name)))))
            .Where(it => it.Lacks.Length > 0).ToDictionary(it => it.Path, it => it.Lacks, StringComparer.Ordinal);

        lacking.ShouldBe(Others.ToDictionary(it => it.Key, it => it.Value.Lacks), ignoreOrder: true);
        Others.ShouldAllBe(it => it.Value.Why.Length > 0);
    }

    [Fact]
    public void A_query_of_effective_dated_entries_takes_their_day()
    {
        foreach (var (path, command) in Commands().Where(it => Others.GetValueOrDefault(it.Path).Why == Effective))
        {
            command.Options.ShouldContain(it => it.Name == "--on" || it.Name == "--as-of", path);
        }
    }

    [Fact]
    public void Every_command_that_acts_is_there() =>
        Acts.Except(Commands().Select(it => it.Path)).ShouldBeEmpty();

    private static IEnumerable<(string Path, Command Command)> Commands() => Below(
        LedgerCommand.Make(new Terminal(TextWriter.Null, TextWriter.Null, interactive: false)), "");

    private static IEnumerable<(string Path, Command Command)> Below(Command command, string path) =>
        command.Subcommands.SelectMany(it => Below(it, path.Length == 0 ? it.Name : $"{path} {it.Name}"))
            .Concat(command.Action is null || path.Length == 0 ? [] : [(path, command)]);
}
