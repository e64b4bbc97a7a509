using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Spectre.Console;
using TransferLedger.Authorities;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Registers;

/// <summary>Entries of a register with the time they hold, for people and for machines.</summary>
internal static class TermTable
{
    /// <summary>Writes a table of entries under a title; nothing when there are none.</summary>
    public static void Show<T>(
        IAnsiConsole console, string title, IReadOnlyCollection<Term<T>> terms, Happened day, Func<T, string> what)
        where T : LedgerEvent
    {
        if (terms.Count == 0)
        {
            return;
        }

        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{title}[/]");
        var table = new Table().Border(TableBorder.Horizontal).AddColumn("on the day").AddColumn("from").AddColumn("to")
            .AddColumn("what").AddColumn("fact");
        foreach (var it in terms)
        {
            table.AddRow(
                new Text(Word(it.On(day))), new Text(it.Fact.Happened.Text), new Text(Until(it) ?? ""),
                new Text(what(it.Fact)), new Text(it.Entry.Position.ToString(CultureInfo.InvariantCulture)));
        }

        console.Write(table);
    }

    /// <summary>An entry for machines.</summary>
    /// <param name="term">The entry.</param>
    /// <param name="day">The day it is looked at for.</param>
    /// <param name="file">Of an entry that names a file: is it on hand? Null when it names none.</param>
    public static object Json<T>(Term<T> term, Happened day, bool? file = null)
        where T : LedgerEvent => new
        {
            standing = term.On(day),
            from = term.Fact.Happened.Text,
            to = Until(term),
            fact = term.Entry.Position,
            endedBy = term.Ends.Select(it => it.Position),
            fileOnHand = file,
            entry = term.Fact,
        };

    private static string Word(TermStanding standing) => CustodySentences.Words(standing.ToString());

    /// <summary>The last day it holds, or the day another takes its place; null when neither is known.</summary>
    private static string? Until<T>(Term<T> term)
        where T : LedgerEvent => term switch
        {
            { Until: { } end, Replaced: { } next } when end.Latest < next.Earliest => end.Text,
            { Replaced: { } next } => DayBefore(next),
            { Until: { } end } => end.Text,
            _ => null,
        };

    private static string DayBefore(Happened next) =>
        LocalDatePattern.Iso.Format((next.Earliest - Duration.FromDays(1)).InUtc().Date);
}
