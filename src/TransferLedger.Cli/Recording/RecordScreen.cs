using System.Globalization;
using Newtonsoft.Json.Linq;
using Spectre.Console;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Hosting;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Store.Json;

namespace TransferLedger.Cli.Recording;

/// <summary>What became of a fact that a person recorded.</summary>
/// <param name="Asked">What was asked for.</param>
/// <param name="Fact">The fact.</param>
/// <param name="Receipt">Where it stands.</param>
/// <param name="Before">It was on record already.</param>
/// <param name="Findings">What the rules find that rests on it.</param>
internal sealed record RecordScreen(
    RecordRequest Asked, NewFact Fact, Receipt Receipt, bool Before, ValueList<Finding> Findings)
{
    public object Json() => new
    {
        type = Asked.Kind.Type,
        home = Fact.Home.Key,
        position = Receipt.First,
        at = CommonOptions.Exact(Receipt.At),
        before = Before,
        fact = JToken.Parse(FactJson.Write(Fact.Fact)),
        findings = Findings.Select(FindingsScreen.Json),
    };

    public void Show(IAnsiConsole console)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"fact {Receipt.First}");
        console.MarkupLineInterpolated(Before
            ? (FormattableString)$"{Asked.Kind.Type} of [bold]{Fact.Home.Key}[/] had been recorded before, as {place}; nothing was recorded now."
            : $"{Asked.Kind.Type} of [bold]{Fact.Home.Key}[/] recorded as {place}.{Recording.See(Fact.Home)}");
        if (Before)
        {
            console.MarkupLineInterpolated(
                $"[grey]If it happened once more, give it a name of its own with --request.[/]");
        }

        if (Findings.Count > 0)
        {
            FindingsScreen.ShowWith(console, Findings);
        }
    }
}
