using System.Globalization;
using Spectre.Console;
using TransferLedger.Cli.Hosting;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Custody;

/// <summary>
/// The custody of one weapon as a person reads it: what it is, who had it, what is missing, what contradicts.
/// </summary>
internal static class CustodyScreen
{
    public static void Show(IAnsiConsole console, CustodyReport report)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]Weapon {report.Weapon}[/]  {Describe(report)}");
        console.MarkupLineInterpolated($"{AsOfText(report.AsOf)}");
        var chain = report.Chain;
        console.MarkupLineInterpolated(
            $"Now: [bold]{CustodySentences.Words(chain.State.ToString())}[/], custodian {Plain.Of(chain.Custodian?.Name ?? "nobody known")}{Where(chain.Place)}"
        );
        if (chain.LastProof is { } proof)
        {
            console.MarkupLineInterpolated(
                $"Last proof of presence: {proof.Happened} with {Plain.Of(proof.With?.Name ?? "nobody named")} (fact {proof.Position})"
            );
        }

        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"Known custody covers {chain.Completeness / 10.0:0.0} % of the time between its first fact and its last."
        );
        if (report.Others.Count > 0)
        {
            console.MarkupLineInterpolated($"The same weapon, by decision: {string.Join(", ", report.Others)}");
        }

        Marks(console, report.Marks);
        Segments(console, chain);
        Facts(console, report);
        FindingsScreen.Show(console, report.Findings);
        FindingsScreen.Show(console, report.Windows);
        FindingsScreen.ShowNotCompared(console, report.NotCompared);
        console.MarkupLineInterpolated($"[grey]State hash {report.StateHash}[/]");
        if (report.Later > 0)
        {
            console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"[grey]{report.Later} more on record that this point in time does not see.[/]"
            );
        }
    }

    /// <summary>The report as a document.</summary>
    /// <param name="report">The report.</param>
    /// <param name="details">The facts as recorded, where asked for.</param>
    public static object Json(CustodyReport report, IEnumerable<Recorded>? details = null) =>
        new
        {
            weapon = report.Weapon.Value,
            report.Others,
            asOf = CommonOptions.Json(report.AsOf),
            report.Description,
            marks = report.Marks.Select(it => new
            {
                it.Position,
                it.Happened,
                it.Mark,
                it.Disputed,
            }),
            report.Chain.State,
            report.Chain.Custodian,
            report.Chain.Place,
            report.Chain.LastProof,
            completenessPerMille = report.Chain.Completeness,
            segments = report.Chain.Segments.Select(Json),
            contradictions = report.Findings.Select(FindingsScreen.Json),
            report.Windows,
            facts = report.Facts.Select(Json),
            details = details?.Select(FactDetails.Json),
            grades = report.Grades.Select(it => new { it.Position, grade = it.Grade.ToString() }),
            report.Later,
            report.NotCompared,
            report.StateHash,
        };

    public static object Json(TimelineEntry it) =>
        new
        {
            it.Position,
            it.Id,
            recordedAt = CommonOptions.Exact(it.At),
            it.Step,
            it.Happened,
            it.Giver,
            it.Holder,
            it.Place,
            it.Reference,
            it.Note,
            it.Disputed,
            it.Corrected,
        };

    public static object Json(CustodySegment segment) =>
        segment switch
        {
            CustodySegment.Known it => new
            {
                known = true,
                it.Custodian,
                it.User,
                it.Place,
                it.From,
                it.To,
                it.LastProof,
                it.Ended,
                it.Grounds,
            },
            CustodySegment.Unknown it => new
            {
                known = false,
                it.Reason,
                it.From,
                it.To,
                it.Grounds,
            },
            _ => throw new InvalidOperationException("A segment is known or unknown."),
        };

    private static void Segments(IAnsiConsole console, CustodyChain chain)
    {
        var columns = new TableColumns(
            console,
            [
                ("from", true), ("to", true), ("custodian", false), ("place", false), ("last proof", true),
                ("ended", false), ("facts", false),
            ],
            [[0, 1], [2, 3], [4], [5], [6]]);
        var table = columns.On(new Table().Border(TableBorder.Rounded).Title("Chain of custody"));
        foreach (var segment in chain.Segments)
        {
            var grounds = string.Join(", ", segment.Grounds);
            if (segment is CustodySegment.Known known)
            {
                table.AddRow(columns.Row(
                    known.From.Text,
                    known.To?.Text ?? "",
                    Cell(known.Custodian.Name + (known.User is { } user ? $", issued to {user}" : "")),
                    Cell(known.Place?.Name ?? ""),
                    known.LastProof.Text,
                    CustodySentences.Of(known.Ended),
                    grounds));
            }
            else if (segment is CustodySegment.Unknown unknown)
            {
                table.AddRow(columns.Row(
                    unknown.From.Text,
                    unknown.To?.Text ?? "",
                    "[yellow]░░░ unknown ░░░[/]",
                    "[yellow]░░░[/]",
                    "[yellow]░░░[/]",
                    $"[yellow]{CustodySentences.Of(unknown.Reason)}[/]",
                    grounds));
            }
        }

        console.Write(table);
    }

    /// <summary>The marks as read, where they say more than the one clear number at the head.</summary>
    private static void Marks(IAnsiConsole console, ValueList<MarkReading> marks)
    {
        if (marks.All(it => it is { Mark: { Kind: MarkKind.Serial, Legibility: Legibility.Clear, Position: null } })
            && marks.Count < 2)
        {
            return;
        }

        var table = new Table().Border(TableBorder.Simple).Title("Marks as read")
            .AddColumn("mark").AddColumn("text").AddColumn("legibility").AddColumn("where, how")
            .AddColumn("read").AddColumn("picture").AddColumn(new TableColumn("fact").RightAligned());
        foreach (var it in marks)
        {
            var mark = it.Mark;
            table.AddRow(
                CustodySentences.Words(mark.Kind.ToString()) + (it.Disputed ? " [red](disputed)[/]" : ""),
                Cell(mark.Text + (mark.Script is { } script ? $" ({script})" : "")),
                CustodySentences.Words(mark.Legibility.ToString()),
                Cell(string.Join(", ", new[] { mark.Position, mark.Technique }.OfType<string>())),
                Cell(it.Happened.Text + (mark.Reader is { } reader ? $" by {reader}" : "")),
                Cell(mark.PictureSha256 is { Length: > 12 } hash ? hash[..12] + "…" : mark.PictureSha256 ?? ""),
                it.Position.ToString(CultureInfo.InvariantCulture));
        }

        console.Write(table);
    }

    private static void Facts(IAnsiConsole console, CustodyReport report)
    {
        var columns = new TableColumns(
            console,
            [
                ("happened", true), ("recorded", false), ("what", false), ("who", false), ("reference", false),
            ],
            [[0], [1], [2], [3, 4]]);
        var table = columns.On(new Table().Border(TableBorder.Simple)
            .Title("Facts, in the order in which they happened")
            .AddColumn(new TableColumn("fact").RightAligned().NoWrap()));
        if (report.Grades.Count > 0)
        {
            table.AddColumn("grade");
        }

        var grades = report.Grades.ToDictionary(it => it.Position, it => it.Grade.ToString());
        foreach (var fact in report.Facts)
        {
            string[] cells =
            [
                fact.Position.ToString(CultureInfo.InvariantCulture),
                .. columns.Row(
                    Cell(fact.Happened.Text),
                    CommonOptions.Show(fact.At),
                    CustodySentences.Of(fact.Step)
                        + (fact.Disputed ? " [red](disputed)[/]" : "")
                        + (fact.Corrected ? " [blue](corrected)[/]" : ""),
                    Cell(Who(fact)),
                    Cell(fact.Reference ?? "")),
            ];
            table.AddRow(
                report.Grades.Count == 0 ? cells : [.. cells, grades.GetValueOrDefault(fact.Position) ?? "own"]);
        }

        console.Write(table);
    }

    private static string Describe(CustodyReport report)
    {
        var item = report.Description;
        var parts = new[] { item.Maker, item.Model, item.Calibre, item.Kind }.Where(it =>
            !string.IsNullOrWhiteSpace(it)
        );
        var marks = report
            .Marks.Where(it => it.Mark.Kind == MarkKind.Serial)
            .Select(it => it.Mark.Text)
            .Distinct(StringComparer.Ordinal);
        var serial = string.Join(", ", marks);
        return Plain.Of($"{string.Join(" ", parts)}{(serial.Length == 0 ? ", no serial" : $", serial {serial}")}");
    }

    public static string AsOfText(AsOf asOf) =>
        (asOf.HappenedBy, asOf.KnownBy) switch
        {
            (null, null) => "As known now.",
            ({ } happened, null) => $"What had happened by {CommonOptions.Show(happened)}, as known now.",
            (null, { } known) => $"As known at {CommonOptions.Show(known)}.",
            ({ } happened, { } known) =>
                $"What had happened by {CommonOptions.Show(happened)}, as known at {CommonOptions.Show(known)}.",
        };

    public static string Who(TimelineEntry fact) =>
        (fact.Giver, fact.Holder) switch
        {
            ({ } giver, { } holder) => $"{giver.Name} → {holder.Name}",
            ({ } giver, null) => giver.Name,
            (null, { } holder) => holder.Name,
            _ => fact.Note ?? "",
        };

    private static string Where(Place? place) => place is null ? "" : $", {Plain.Of(place.Name)}";

    private static string Cell(string text) => Markup.Escape(Plain.Of(text));
}
