using System.Globalization;
using Spectre.Console;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Hosting;
using TransferLedger.Files;
using TransferLedger.Ledger;
using TransferLedger.Store.Files;

namespace TransferLedger.Cli.Files;

/// <summary><c>ledger file list</c>: files on hand, and files that facts name and nobody has given.</summary>
internal static class FileList
{
    /// <summary>A hash that is on hand, or named, or both.</summary>
    private sealed record Line(string Hash, StoredFile? File, List<NamedFile> Mentions);

    public static ExampledCommand Make(Terminal terminal)
    {
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "list",
            "The files on hand, with the facts that name each; then the files that facts name and that are not on hand.",
            "ledger file list",
            "ledger file list --json")
        {
            data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            await ledger.CatchUp(terminal, cancel);
            var lines = await Lines(ledger, cancel);
            if (line.GetValue(json))
            {
                terminal.Json(Document(lines));
            }
            else
            {
                Show(terminal.Result, lines);
            }

            return Exit.Done;
        });
        return command;
    }

    private static async Task<List<Line>> Lines(OpenLedger ledger, CancellationToken cancel)
    {
        var files = new FileStore(ledger.Store.Source);
        var lines = (await files.List(cancel))
            .ToDictionary(it => it.Hash, it => new Line(it.Hash, it, []), StringComparer.Ordinal);
        foreach (var mention in await FileMentionTables.Read(ledger.Store.Source, cancel))
        {
            if (!lines.TryGetValue(mention.Hash, out var line))
            {
                lines.Add(mention.Hash, line = new Line(mention.Hash, null, []));
            }

            line.Mentions.Add(mention);
        }

        return [.. lines.Values.OrderBy(it => it.File is null).ThenBy(it => it.Hash, StringComparer.Ordinal)];
    }

    private static object Document(List<Line> lines) => new
    {
        onHand = lines.Where(it => it.File is not null).Select(it => new
        {
            it.Hash, it.File!.Length, it.File.MediaType, storedAt = it.File.StoredAt.ToString(), it.File.StoredBy,
            mentions = Mentions(it),
        }),
        notOnHand = lines.Where(it => it.File is null).Select(it => new { it.Hash, mentions = Mentions(it) }),
    };

    private static IEnumerable<object> Mentions(Line line) => line.Mentions.Select(it => new
    {
        subject = it.Home.Key, it.Role, it.Type, fact = it.Position,
    });

    private static void Show(IAnsiConsole console, List<Line> lines)
    {
        console.WriteLine();
        foreach (var line in lines)
        {
            console.WriteLine(line.File is { } file
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"{line.Hash}  {file.MediaType}, {file.Length:N0} bytes, {CommonOptions.Show(file.StoredAt)} by {Plain.Of(file.StoredBy)}")
                : $"{line.Hash}  not on hand");
            foreach (var mention in line.Mentions)
            {
                console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {CustodySentences.Words(mention.Role.ToString())} of {mention.Home.Key} (fact {mention.Position})"));
            }
        }

        var missing = lines.Count(it => it.File is null);
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{lines.Count - missing:N0} files on hand; {missing:N0} that facts name are not."));
    }
}
