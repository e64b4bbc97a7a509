using System.Globalization;
using NodaTime;
using Spectre.Console;
using TransferLedger.Authorizations;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Authorizations;

/// <summary>Licences of other systems for people.</summary>
internal static class LicenceScreen
{
    public static void Show(IAnsiConsole console, LicenceAccount account)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{account.Licence.Key}[/]: {Standing(account)}");
        if (account.Current is { } current)
        {
            console.MarkupLineInterpolated(
                $"{Plain.Of(current.Number)}, message {Plain.Of(current.Message)} of {current.Happened.Text}; valid {current.ValidFrom?.Text ?? "from a day not given"} to {current.ValidTo?.Text ?? "a day not given"}");
            console.MarkupLineInterpolated(
                $"holder {Plain.Of(current.Holder?.Name ?? "not named")}, to {Plain.Of(current.ForeignTrader?.Name ?? "nobody named")}, countries {Plain.Of(Countries(current))}");
        }

        if (!account.Lines.IsEmpty)
        {
            console.Write(Lines(account));
        }

        foreach (var finding in account.Findings)
        {
            console.MarkupLineInterpolated($"[bold]{Where(finding)}[/]{Plain.Of(Sentence(finding))} [grey](facts {string.Join(", ", finding.Facts)})[/]");
        }

        if (account.Findings.IsEmpty)
        {
            console.WriteLine("Nothing in the reports contradicts.");
        }
    }

    public static object Json(LicenceAccount account, AsOf asOf) => new
    {
        licence = account.Licence.Key,
        asOf = CommonOptions.Json(asOf),
        state = Standing(account),
        current = account.Current,
        cancelled = account.Cancelled?.Happened.Text,
        customsStatus = account.Status?.Status,
        lines = account.Lines.Select(it => new
        {
            it.Number,
            it.Granted,
            used = $"{it.Used}",
            left = Text(it.Left),
            valueUsed = Text(it.ValueUsed),
            valueLeft = Text(it.ValueLeft),
            itemised = $"{it.Itemised}",
            it.Uses,
        }),
        findings = account.Findings.Select(it => new { it.Code, it.Line, it.Values, it.Facts, found = Sentence(it) }),
    };

    public static void Show(IAnsiConsole console, string country, int year, Instant? knownBy, PublishedTotals totals)
    {
        console.WriteLine();
        console.MarkupLineInterpolated(
            $"[bold]Published about {Plain.Of(country)}, {year.ToString(CultureInfo.InvariantCulture)}[/]{(knownBy is { } known ? $", as known at {CommonOptions.Show(known)}" : "")}");
        var table = new Table().Border(TableBorder.Horizontal).AddColumn("rating")
            .AddColumn(new TableColumn("granted").RightAligned())
            .AddColumn(new TableColumn($"value {string.Join("/", totals.Currencies)}").RightAligned())
            .AddColumn(new TableColumn("refused").RightAligned())
            .AddColumn(new TableColumn("rows").RightAligned());
        foreach (var of in totals.ByRating)
        {
            table.AddRow(
                new Text(Plain.Of(of.Rating)), new Text(Number(of.Granted)), new Text(Number(of.Value)),
                new Text(Number(of.Refused)), new Text(Number(of.Rows)));
        }

        table.AddRow(
            new Text("in all"), new Text(Number(totals.Granted)), new Text(Number(totals.Value)),
            new Text(Number(totals.Refused)), new Text(Number(totals.Rows)));
        console.Write(table);
        console.MarkupLine("[grey]A licence for goods of several ratings counts once for each.[/]");
    }

    private static string Standing(LicenceAccount account) => account switch
    {
        { Cancelled: { } cancelled } => $"cancelled {cancelled.Happened.Text}",
        { Current: null } => "no message on record grants it",
        _ => "granted",
    } + (account.Status is { } told ? $"; customs says {Plain.Of(Status(told))} on {told.Happened.Text}" : "");

    private static string Status(LicenceUsageTotalled told) => told.Status switch
    {
        "O" => "open",
        "E" => "exhausted",
        "C" => "cancelled",
        "S" => "surrendered",
        "D" => "expired",
        var other => other,
    };

    private static string Countries(LicenceReported current) => current.Countries.Count == 0
        ? "not given"
        : string.Join(", ", current.Countries.Select(it => $"{it.Code} ({it.Use})"));

    private static Table Lines(LicenceAccount account)
    {
        var table = new Table().Border(TableBorder.Horizontal).AddColumn("line").AddColumn("goods");
        foreach (var name in new[] { "granted", "used", "left", "uses on record" })
        {
            table.AddColumn(new TableColumn(name).RightAligned());
        }

        foreach (var line in account.Lines)
        {
            table.AddRow(
                new Text(line.Number.ToString(CultureInfo.InvariantCulture)),
                new Text(Plain.Of(Goods(line))),
                new Text(Both(line.Granted?.Quantity, line.Granted?.Value, line)),
                new Text(Both(line.Used, line.ValueUsed, line)),
                new Text(Both(line.Left, line.ValueLeft, line)),
                new Text($"{Number(line.Uses)} ({line.Itemised})"));
        }

        return table;
    }

    private static string Goods(LicenceLineAccount line) => line.Granted switch
    {
        null => "not granted on record",
        { Control: LineControl.Open } it => $"{it.Goods ?? it.Commodity} (not limited)",
        { Unit: { } unit } it => $"{it.Goods ?? it.Commodity} (unit {unit})",
        var it => it.Goods ?? it.Commodity ?? "",
    };

    // Quantity, and value where value limits the line.
    private static string Both(Amount? quantity, Amount? value, LicenceLineAccount line) => line.Granted?.Value is null
        ? Text(quantity) ?? "-"
        : $"{Text(quantity) ?? "-"}; {Text(value) ?? "-"} {line.Granted.Currency}";

    private static string? Text(Amount? amount) => amount?.ToString();

    private static string Where(LicenceFinding finding) =>
        finding.Line is { } line ? $"Line {line.ToString(CultureInfo.InvariantCulture)}: " : "";

    private static string Sentence(LicenceFinding finding)
    {
        var said = finding.Values;
        return finding.Code switch
        {
            LicenceAccount.NotOnRecord => "Used, but no message on record grants this licence.",
            LicenceAccount.InsertedAgain => $"Inserted by message {said[0]} and again by {said[1]}.",
            LicenceAccount.MessageRejected =>
                $"Message {said[0]} was rejected: {string.Join("; ", said.Skip(1).Chunk(2).Select(it => $"{it[0]} {it[1]}".Trim()))}.",
            LicenceAccount.UsedWhenCancelled => $"Cancelled {said[0]}, used {said[1]} by declaration {said[2]}.",
            LicenceAccount.UsedOutsideValidity =>
                $"Valid {said[0]} to {said[1]}, used {said[2]} by declaration {said[3]}.",
            LicenceAccount.LineUnknown => "Used, but the licence has no such line.",
            LicenceAccount.OverUsed => $"{said[0]} granted, {said[1]} used.",
            LicenceAccount.ValueOverUsed => $"{said[0]} {said[2]} granted, {said[1]} used.",
            LicenceAccount.TotalsDiffer => $"Customs' total is {said[0]}, the uses on record come to {said[1]}.",
            var code => code,
        };
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
