using System.CommandLine;
using System.Globalization;
using NodaTime.Text;
using Spectre.Console;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Retention;

namespace TransferLedger.Cli.Retention;

/// <summary><c>ledger retention</c>: how long records are to be kept. It prunes nothing.</summary>
internal static class RetentionCommand
{
    /// <summary>Histories read at once.</summary>
    private const int ItemsAtOnce = 1_000;

    public static Command Make(Terminal terminal) =>
        new("retention", "How long the records about something are kept, and whether one may go. Nothing is pruned.")
        {
            Show(terminal), Check(terminal),
        };

    private static ExampledCommand Show(Terminal terminal)
    {
        var (name, data, json) = (Subject(), CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "show", "The day until which each fact is kept, and what asks for it.",
            "ledger retention show lot/abc/abc19e001-001", "ledger retention show weapon/7k3m-9q2x-4t5v-8w1z --json")
        {
            name, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var (subject, facts, lives) = await Read(ledger, line.GetValue(name)!, cancel);
            var kept = Keeping.Of(facts, lives);
            if (line.GetValue(json))
            {
                terminal.Json(new { subject = subject.Key, facts = kept });
                return Exit.Done;
            }

            var table = Table(subject).AddColumn("because of");
            foreach (var it in kept)
            {
                table.AddRow(
                    [.. Cells(it), new Text(string.Join(", ", it.Terms.Select(term => $"{Name(term)} ({term.Years} years)")))]);
            }

            terminal.Result.Write(table);
            return Exit.Done;
        });
        return command;
    }

    private static ExampledCommand Check(Terminal terminal)
    {
        var (name, data, json) = (Subject(), CommonOptions.Data(), CommonOptions.Json());
        var at = new Option<string>("--at") { Description = "The day.", HelpName = "DATE", Required = true };
        var command = new ExampledCommand(
            "check",
            "May the facts be pruned on a day? Not before their last day, and not while a finding, a dispute or a case "
                + "cites them. Ends with 1 when one may not.",
            "ledger retention check lot/abc/abc19e001-001 --at 2050-01-01")
        {
            name, at, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var day = CertificateCommand.Day("--at", line.GetValue(at)).Earliest.InUtc().Date;
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var (subject, facts, lives) = await Read(ledger, line.GetValue(name)!, cancel);
            var answers = Keeping.Check(subject, facts, lives, day);
            if (line.GetValue(json))
            {
                terminal.Json(new { subject = subject.Key, at = LocalDatePattern.Iso.Format(day), facts = answers });
            }
            else
            {
                var table = Table(subject).AddColumn("on the day");
                foreach (var it in answers)
                {
                    table.AddRow([.. Cells(it.Retention), new Text(Said(it))]);
                }

                terminal.Result.Write(table);
            }

            return answers.All(it => it.May) ? Exit.Done : Exit.Refused;
        });
        return command;
    }

    private static async Task<(Subject Subject, IReadOnlyList<Recorded> Facts, ItemLives Lives)> Read(
        OpenLedger ledger, string name, CancellationToken cancel)
    {
        if (!Ledger.Subject.TryParse(name, out var subject))
        {
            throw new CommandFailedException(
                Exit.BadInput, $"'{Plain.Of(name)}' is no subject such as weapon/7k3m-9q2x-4t5v-8w1z.");
        }

        var facts = (await ledger.Store.Read([subject], cancel)).Facts;
        if (facts.IsEmpty)
        {
            throw new CommandFailedException(Exit.Refused, $"Nothing is on record about {subject.Key}.");
        }

        var items = ItemLives.ItemsOf(facts);
        var histories = new Dictionary<long, Recorded>();
        foreach (var some in items.Chunk(ItemsAtOnce))
        {
            foreach (var it in (await ledger.Store.Read(some, cancel)).Facts)
            {
                histories[it.Position] = it;
            }
        }

        return (subject, facts, ItemLives.Of(items, histories.Values));
    }

    private static Table Table(Subject subject) => new Table().Border(TableBorder.Rounded).Title(subject.Key)
        .AddColumn(new TableColumn("fact").RightAligned()).AddColumn("what").AddColumn("happened").AddColumn("kept until");

    private static Text[] Cells(FactRetention it) =>
    [
        new(it.Position.ToString(CultureInfo.InvariantCulture)),
        new(it.Type.Replace('_', ' ')),
        new(it.Happened.Text),
        new(it switch
        {
            { Until: { } last } => LocalDatePattern.Iso.Format(last),
            { InBeing: { } item } => $"while {item.Key} is in being",
            { Terms.Count: 0 } => "for good",
            _ => "its date is open",
        }),
    ];

    private static string Said(PruneAnswer it) => it switch
    {
        { May: true } => "may go",
        { Citations.Count: 0 } => "must stay",
        _ => "must stay: cited by " + string.Join(
            ", ", it.Citations.Select(one => one.By is { } by ? $"{one.What} (fact {by})" : one.What)),
    };

    private static string Name(RetentionTerm term) => term.Instrument switch
    {
        Instrument.TracingManufacture => "Tracing Instrument, manufacture",
        Instrument.Tracing => "Tracing Instrument",
        Instrument.ArmsTradeTreaty => "Arms Trade Treaty art. 12",
        _ => "Firearms Protocol art. 7",
    };

    private static Argument<string> Subject() =>
        new("subject") { Description = "What the facts are about: weapon/…, lot/…, shipment/…, certificate/…" };
}
