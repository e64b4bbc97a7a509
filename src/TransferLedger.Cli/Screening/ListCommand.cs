using System.CommandLine;
using NodaTime;
using Spectre.Console;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Screening;
using TransferLedger.Store.Files;

namespace TransferLedger.Cli.Screening;

/// <summary><c>ledger list</c>: sanctions lists, version by version.</summary>
internal static class ListCommand
{
    private const int MostMiB = 256;

    public static Command Make(Terminal terminal) =>
        new("list", "Sanctions lists: take in a version, see what is in force.") { Import(terminal), Show(terminal) };

    private static ExampledCommand Import(Terminal terminal)
    {
        var paths = new Argument<string[]>("path")
        {
            Description = "The file; of OFAC sdn.csv and then alt.csv.", Arity = ArgumentArity.OneOrMore,
        };
        var list = new Option<string>("--list") { Description = "un or ofac.", HelpName = "LIST", Required = true };
        var officer = new Option<string>("--officer") { Description = "Who gives it.", HelpName = "NAME", Required = true };
        var published = new Option<string?>("--published")
        {
            Description = "When it was published. Default: as the file says; needed where it does not (ofac).",
            HelpName = "DATE",
        };
        var (shrunk, hash, most) = Safeguards();
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "import",
            "Take in a version of a sanctions list. It is in force with the fact that says so; the file is kept. The version "
                + "in force given again records that somebody has looked: without that a list is stale after 24 hours.",
            "ledger list import samples/screening/un-1.xml --list un --officer clerk-07",
            "ledger list import samples/screening/sdn.csv samples/screening/alt.csv --list ofac --published 2019-01-15 --officer clerk-07 --json")
        {
            paths, list, officer, published, hash, shrunk, most, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var (name, limit) = (Known(line.GetValue(list)!), line.GetValue(most));
            if (limit is < 1 or > MostMiB)
            {
                throw new CommandFailedException(Exit.BadInput, "--max-mib is 1 to 256.");
            }

            var files = await ListFiles.Read(line.GetValue(paths)!, cancel, limit);
            ListFiles.CheckHashes(line.GetValue(paths)!, files, line.GetValue(hash) ?? []);
            var content = ListFiles.Parse(name, files);
            var day = Published(content, line.GetValue(published));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var (said, isNew, fact) = await Take(
                ledger, content, line.GetValue(paths)!, files, day, line.GetValue(officer)!, line.GetValue(shrunk),
                cancel);
            if (line.GetValue(json))
            {
                terminal.Json(new { list = name, isNew, said, fact });
            }
            else
            {
                Tell(terminal, said, isNew, fact);
            }

            return Exit.Done;
        });
        return command;
    }

    private static (Option<bool> Shrunk, Option<string[]> Hash, Option<int> MaxMiB) Safeguards() => (
        new("--accept-shrunk")
        {
            Description = "Take it even though it has fewer than 80 of 100 parties, or names, of the version before.",
        },
        new("--sha256")
        {
            Description = "What the publisher says SHA-256 of the file is, in hexadecimal; once for each file. Another "
                + "file is refused.",
            HelpName = "HEX",
        },
        new("--max-mib")
        {
            Description = "The most MiB of one file, 1 to 256. Default: 64.", HelpName = "N",
            DefaultValueFactory = _ => ListFiles.UsualMaxMiB,
        });

    /// <summary>Takes in a version, or notes that somebody has looked.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="content">What the files say.</param>
    /// <param name="paths">What they are called.</param>
    /// <param name="files">Their bytes.</param>
    /// <param name="published">When the version was published.</param>
    /// <param name="officer">Who gives it.</param>
    /// <param name="acceptShrunk">Take it even though it is far shorter than the one in force.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>What was recorded, whether the version is new, and the version in force.</returns>
    /// <exception cref="CommandFailedException">It was refused, or could not be recorded.</exception>
    internal static async Task<(string Said, bool IsNew, SanctionsListPublished Fact)> Take(
        OpenLedger ledger,
        ListContent content,
        string[] paths,
        IReadOnlyList<byte[]> files,
        Happened published,
        string officer,
        bool acceptShrunk,
        CancellationToken cancel)
    {
        // The files first: a fact that names a file which is not on hand would leave the ledger without a list.
        var (store, named) = (new FileStore(ledger.Store.Source), new List<ListFile>());
        foreach (var (path, bytes) in paths.Zip(files))
        {
            named.Add(new(Path.GetFileName(path), (await store.Add(bytes, officer, cancel)).Hash, bytes.Length));
        }

        var home = SanctionsLists.SubjectOf(content.List);
        var last = ScreeningFile.Of((await ledger.Store.Read([home], cancel)).Facts).InForce(content.List)?.Fact;
        var isNew = last?.Version != Screenings.VersionOf([.. named]);
        var before = last is not null && isNew ? await new ListShelf(store.Get).Content(last, cancel) : null;
        var outcome = await ledger.Store.Transact<AllFacts>(
            new CommandId(Guid.NewGuid()),
            new Provenance(
                officer, Source: new(SourceKind.DataSet, string.Join(", ", named.Select(it => it.Name))),
                Channel: EntryChannel.Document),
            [home],
            state => Screenings.Publish(
                state, content, before, [.. named], published, Happened.At(CommonOptions.Now()), acceptShrunk),
            cancel);
        var said = Outcomes.Said(outcome, "recorded");
        var now = ScreeningFile.Of((await ledger.Store.Read([home], cancel)).Facts).InForce(content.List)!.Fact;
        return ($"{home.Key} {said}", isNew, now);
    }

    private static void Tell(Terminal terminal, string said, bool isNew, SanctionsListPublished now)
    {
        var counts = FormattableString.Invariant(
            $"{now.Counts.Entries} parties ({now.Counts.Persons} persons, {now.Counts.Bodies} bodies, {now.Counts.Vessels} vessels, {now.Counts.Aircraft} aircraft), {now.Counts.Names} names, published {now.Happened.Text}");
        if (!isNew)
        {
            terminal.RawResult.WriteLine(
                $"{said}: somebody has looked, and there is nothing newer than the version in force. It has {counts}.");
            return;
        }

        terminal.RawResult.WriteLine($"{said}: {counts}.");
        terminal.RawResult.WriteLine(now.Before is null
            ? "It is the first version on record."
            : FormattableString.Invariant(
                $"Against the version before: {now.Added.Count} added, {now.Changed.Count} changed, {now.Removed.Count} removed."));
        foreach (var remark in now.Remarks)
        {
            terminal.Say(FormattableString.Invariant(
                $"{Words(remark.What)}: '{Plain.Of(remark.Text)}' ({remark.Count} times, first at {remark.Entry})"));
        }

        terminal.RawResult.WriteLine("Screen the parties against it: ledger screen run --officer NAME");
    }

    private static ExampledCommand Show(Terminal terminal)
    {
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "show",
            "The versions of each list, and when somebody last looked for a newer one. Exit code 1 when the list of the "
                + "United Nations is not on record or a list is stale.",
            "ledger list show", "ledger list show --json")
        {
            data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var facts = (await ledger.Store.Read([.. ScreeningFile.Needs([])], cancel)).Facts;
            var (record, now) = (ScreeningFile.Of(facts), Happened.At(CommonOptions.Now()));
            var hours = record.ParametersOn(now).StaleHours;
            var lists = SanctionsLists.All.Select(list => (
                List: list, Versions: record.Versions(list).ToList(), Check: record.LastCheck(list)?.Fact.Happened.Text,
                Stale: record.InForce(list) is not null && record.IsStale(list, now, hours))).ToList();
            if (line.GetValue(json))
            {
                terminal.Json(lists.Select(it => new
                {
                    it.List, lastLooked = it.Check, it.Stale,
                    versions = it.Versions.Select(one => new { one.Position, one.Fact }),
                }));
            }
            else
            {
                var table = new Table().Border(TableBorder.Horizontal).AddColumn("list").AddColumn("published")
                    .AddColumn("parties").AddColumn("names").AddColumn("added").AddColumn("changed").AddColumn("removed")
                    .AddColumn("last looked for newer");
                foreach (var it in lists)
                {
                    Rows(table, it.List, it.Versions.Select(one => one.Fact).ToList(), it.Check, it.Stale);
                }

                terminal.Result.Write(table);
            }

            return lists[0].Versions.Count == 0 || lists.Exists(it => it.Stale) ? Exit.Refused : Exit.Done;
        });
        return command;
    }

    private static void Rows(Table table, string list, List<SanctionsListPublished> versions, string? check, bool stale)
    {
        if (versions.Count == 0)
        {
            table.AddRow(list, "not on record", "", "", "", "", "", "");
        }

        foreach (var it in versions)
        {
            table.AddRow(
                list, Plain.Of(it.Happened.Text), Number(it.Counts.Entries), Number(it.Counts.Names),
                it.Before is null ? "" : Number(it.Added.Count), it.Before is null ? "" : Number(it.Changed.Count),
                it.Before is null ? "" : Number(it.Removed.Count),
                it != versions[^1] ? "" : $"{check ?? "never"}{(stale ? " (STALE)" : "")}");
        }
    }

    private static string Number(int number) => FormattableString.Invariant($"{number}");

    /// <summary>The short name of a list that can be read.</summary>
    internal static string Known(string list) => SanctionsLists.All.Contains(list, StringComparer.Ordinal)
        ? list
        : throw new CommandFailedException(
            Exit.BadInput, $"--list: {string.Join(" or ", SanctionsLists.All)}, not '{list}'.");

    private static Happened Published(ListContent content, string? text)
    {
        if (text is null)
        {
            return content.Published ?? throw new CommandFailedException(
                Exit.BadInput, "The file does not say when it was published: give --published 2019-01-15.");
        }

        var day = Happened.TryParse(text, out var date, out var problem)
            ? date!
            : throw new CommandFailedException(Exit.BadInput, $"--published: {problem}");
        return day.Earliest <= CommonOptions.Now() + Duration.FromDays(1)
            ? day
            : throw new CommandFailedException(Exit.BadInput, $"--published: {text} has not come yet.");
    }

    private static string Words(string what) => what switch
    {
        "territory-unknown" => "no known country",
        "birth-unreadable" => "no date of birth that can be read",
        "imo-wrong" => "no IMO number (the check digit counts)",
        _ => what,
    };
}
