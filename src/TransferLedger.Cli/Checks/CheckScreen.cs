using System.Globalization;
using Spectre.Console;
using TransferLedger.Checks;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Checks;

/// <summary>A post-shipment verification as an inspector or auditor reads it.</summary>
internal static class CheckScreen
{
    public static void Show(
        IAnsiConsole console,
        Subject check,
        VerificationPlanned plan,
        VerificationPerformed? done,
        SampleOutcome? outcome)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{check.Key}[/] under certificate {plan.Certificate.Rest}");
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"Planned {plan.Happened.Text} by {Plain.Of(plan.Officer)}, due {plan.Due.Text}: {plan.Sample.Count:N0} of {plan.Population:N0} delivered items, drawn with '{Plain.Of(plan.Seed)}'.");
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"[grey]If {plan.Tolerable:N0} or more are missing, a sample of this size shows at least one with a probability of {plan.Confidence / 10m:0.#} %.[/]");
        if (done is null)
        {
            console.MarkupLineInterpolated($"To be shown: {Plain.Of(string.Join(", ", plan.Sample))}");
            console.WriteLine("Nothing is known yet: no item has been inspected.");
            return;
        }

        console.MarkupLineInterpolated(
            $"{Result(done)} on {done.Happened.Text}{(done.Inspectors.Count == 0 ? "" : $" by {Plain.Of(string.Join(", ", done.Inspectors))}")}");
        if (outcome is null)
        {
            console.WriteLine("Nothing is known: no item has been inspected.");
            return;
        }

        Outcome(console, plan, done, outcome);
    }

    private static void Outcome(
        IAnsiConsole console, VerificationPlanned plan, VerificationPerformed done, SampleOutcome outcome)
    {
        var table = new Table().Border(TableBorder.Horizontal).AddColumn("of the delivered items")
            .AddColumn(new TableColumn("items").RightAligned()).AddColumn("which");
        Row(table, "seen", outcome.Seen, []);
        Row(table, "not shown, proved why", outcome.Explained.Count, outcome.Explained);
        Row(table, "not shown, unexplained", outcome.Unexplained.Count, outcome.Unexplained);
        Row(table, "not inspected: nothing is known", CheckCommand.NotInspected(plan, outcome), []);
        console.Write(table);
        if (outcome.Unexpected.Count > 0)
        {
            console.MarkupLineInterpolated(
                $"Seen, and not in the sample: {Plain.Of(string.Join(", ", outcome.Unexpected))}");
        }

        foreach (var absent in done.Absent)
        {
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
                $"{Plain.Of(absent.Serial)}: '{Plain.Of(absent.Explanation)}'{(absent.Fact is { } fact ? $" (fact {fact})" : ", and no fact proves it")}");
        }

        if (done.Method != VerificationMethod.Physical)
        {
            console.WriteLine("Not physically verified: it proves no presence.");
            return;
        }

        var most = SamplingPlan.MostMissing(
            plan.Population, plan.Sample.Count, outcome.Unexplained.Count, plan.Confidence);
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"With a probability of {plan.Confidence / 10m:0.#} %, no more than {most:N0} of the {plan.Population:N0} are missing without explanation.");
    }

    private static void Row(Table table, string what, long items, IReadOnlyList<string> which) => table.AddRow(
        new Text(what), new Text(items.ToString("N0", CultureInfo.InvariantCulture)),
        new Text(Plain.Of(string.Join(", ", which))));

    private static string Result(VerificationPerformed done) => done.Result switch
    {
        VerificationResult.Refused => "Refused",
        VerificationResult.NotPossible => "Not possible",
        _ => $"Done ({CustodySentences.Words(done.Method.ToString())})",
    };
}
