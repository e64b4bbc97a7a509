using System.Collections.Immutable;
using System.CommandLine;
using Spectre.Console;
using TransferLedger.Authorities;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Screening;
using TransferLedger.Store.Files;
using TransferLedger.Store.Screening;

namespace TransferLedger.Cli.Screening;

/// <summary><c>ledger screen</c>: parties against sanctions lists.</summary>
internal static class ScreenCommand
{
    public static Command Make(Terminal terminal)
    {
        var name = new Argument<string?>("name")
        {
            Description = "A name in any script.", Arity = ArgumentArity.ZeroOrOne,
        };
        var country = new Option<string?>("--country") { Description = "ISO 3166-1 alpha-2.", HelpName = "XX" };
        var born = new Option<string?>("--born") { Description = "Date or year of birth.", HelpName = "DATE" };
        var identifier = new Option<string?>("--identifier")
        {
            Description = "An identifier: IMO:9074729.", HelpName = "SCHEME:VALUE",
        };
        var thresholds = Trial();
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "screen",
            "Compare a name with the sanctions lists in force, and say why it matches; nothing is recorded. Exit code 1 when "
                + "it matches, or when a list is missing, stale or unreadable.",
            "ledger screen \"Ivan Ivanov\" --country RU --born 1961-04-12",
            "ledger screen \"Sea Breeze\" --identifier IMO:9074729 --json")
        {
            name, country, born, identifier, thresholds, data, json, ScreenRunCommand.Make(terminal),
            ScreenDecideCommand.Make(terminal), ScreenParametersCommand.Make(terminal),
        };
        command.SetAction(async (line, cancel) =>
        {
            var party = Party(
                line.GetValue(name), line.GetValue(country), line.GetValue(born), line.GetValue(identifier));
            var tried = line.GetValue(thresholds) is { } path ? await ScreeningParameterFile.Read(path, cancel) : null;
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            Subject[] known = ScreeningFile.SubjectOf(party.Names[0]) is { } decisions ? [decisions] : [];
            var record = ScreeningFile.Of(
                (await ledger.Store.Read([.. ScreeningFile.Needs([]), .. known], cancel)).Facts);
            var now = Happened.At(CommonOptions.Now());
            var limits = tried ?? record.ParametersOn(now);
            var shelf = new ListShelf(new FileStore(ledger.Store.Source).Get);
            var lists = await shelf.InForce(record, now, limits, cancel);
            var matches = await Decided(
                record, new(record, shelf, lists), party.Names[0],
                Compared(new(lists.SelectMany(it => it.Content.Entries), Transliterator.Latin, limits), party), cancel);
            if (line.GetValue(json))
            {
                terminal.Json(Json(party, limits, lists, matches));
            }
            else
            {
                Show(terminal, matches);
                terminal.RawResult.WriteLine(Said(
                    matches.Count, lists, limits.Version + (tried is null ? "" : ", on trial")));
            }

            return matches.Count == 0 ? Exit.Done : Exit.Refused;
        });
        return command;
    }

    private static object Json(
        ScreenedParty party, ScreeningParameters limits, List<ShelvedList> lists, List<MatchOfParty> matches) => new
        {
            party,
            thresholds = limits,
            lists = lists.Select(it => new { it.Fact.List, it.Fact.Version, published = it.Fact.Happened }),
            matches = matches.Select(it => it.Match),
            decisions = matches.Where(it => it.Decided is not null || it.Before is not null)
                .Select(it => new { it.Match.List, it.Match.Entry, it.Decided, it.Before }),
        };

    private static Option<string?> Trial() => new("--parameters")
    {
        Description = "Try other thresholds, as JSON (docs/screening.md). Default: those that hold in this office.",
        HelpName = "FILE",
    };

    private static string Said(int matches, List<ShelvedList> lists, string thresholds) => matches == 0
        ? $"No match on {string.Join(", ", lists.Select(it => $"{it.Fact.List} ({it.Fact.Happened.Text})"))}. By the thresholds {thresholds}."
        : FormattableString.Invariant(
            $"{matches} possible matches. What each says is in the column on the right. By the thresholds {thresholds}.");

    /// <summary>
    /// What was decided about matches of a party of this name, as papers know it: whoever asks by name alone has not
    /// typed all of that, and must be told all the same.
    /// </summary>
    private static async Task<List<MatchOfParty>> Decided(
        ScreeningFile record,
        EarlierEntries earlier,
        string name,
        ImmutableArray<ScreeningMatch> found,
        CancellationToken cancel)
    {
        var matches = new List<MatchOfParty>();
        foreach (var match in found)
        {
            if (PartyRegister.SubjectOf(name) is not { } subject
                || record.Latest(subject) is not { Fact.Party: var onFile })
            {
                matches.Add(new(name, match, null, null));
                continue;
            }

            var told = await earlier.With(subject, onFile, match, cancel);
            matches.Add(new(
                name, told, record.Decision(subject, onFile, told)?.Fact, record.Before(subject, onFile, told)));
        }

        return matches;
    }

    /// <summary>Matches, with what made each, what took points off, and what was decided about it.</summary>
    public static void Show(Terminal terminal, IEnumerable<MatchOfParty> matches)
    {
        var table = new Table().Border(TableBorder.Horizontal).AddColumn("").AddColumn("party").AddColumn("listed as")
            .AddColumn("list, entry").AddColumn("score").AddColumn("why");
        var any = false;
        foreach (var one in matches)
        {
            var it = one.Match;
            any = true;
            table.AddRow(
                new Text(it.Grade switch { MatchGrade.Certain => "REJECT", MatchGrade.Likely => "HOLD", _ => "WARN" }),
                new Text(Plain.Of(one.Party)), new Text(Plain.Of(it.Listed)), new Text(Plain.Of($"{it.List}, {it.Entry}")),
                new Text(FormattableString.Invariant($"{it.Score / 1000m:0.000}")), new Text(Plain.Of(Why(it)) + Decided(one)));
        }

        if (any)
        {
            terminal.Result.Write(table);
        }
    }

    private static string Decided(MatchOfParty it) =>
        it.Decided is { } decided ? $"\n{Plain.Of(DecisionWords.Of(decided))}"
        : it.Before is { } before ? $"\n{Plain.Of(DecisionWords.Of(before))}"
        : "";

    /// <summary>A match in words, feature by feature.</summary>
    public static string Why(ScreeningMatch it)
    {
        var parts = new List<string>();
        if (it.Identifier is { } identifier)
        {
            parts.Add($"the same {identifier.Scheme} {identifier.Value}");
        }

        parts.Add(it.ListedAs switch
        {
            ListedNameKind.OriginalScript => "its name in its own script",
            ListedNameKind.Alias => "an alias",
            ListedNameKind.WeakAlias => "a weak alias",
            ListedNameKind.Former => "a former name",
            _ => "its name on the list",
        });
        parts.AddRange(it.Deductions.Select(DeductionWords.Of));
        parts.Add(it.Country switch
        {
            Agreement.Agrees => "country agrees", Agreement.Differs => "country differs", _ => "country not compared",
        });
        parts.Add(it.Birth switch
        {
            Agreement.Agrees => "birth agrees", Agreement.Differs => "birth differs", _ => "birth not compared",
        });
        return string.Join("; ", parts);
    }

    private static ImmutableArray<ScreeningMatch> Compared(Screener screener, ScreenedParty party)
    {
        try
        {
            return screener.Screen(party);
        }
        catch (NameNotComparedException wrong)
        {
            throw new CommandFailedException(Exit.BadInput, $"{Plain.Of(wrong.Message)}: it cannot be compared, and nobody is cleared by it.");
        }
    }

    private static ScreenedParty Party(string? name, string? country, string? born, string? identifier)
    {
        if (name is null || !name.Any(char.IsLetterOrDigit))
        {
            throw new CommandFailedException(Exit.BadInput, "Give a name: ledger screen \"Ivan Ivanov\".");
        }

        if (country is not null && !(country.Length == 2 && country.All(char.IsAsciiLetter)))
        {
            throw new CommandFailedException(Exit.BadInput, $"--country: two letters of ISO 3166-1, not '{country}'.");
        }

        var birth = born is null ? null
            : Happened.TryParse(born, out var date, out var problem) ? date
            : throw new CommandFailedException(Exit.BadInput, $"--born: {problem}");
        PartyIdentifier[] known = identifier is null ? []
            : identifier.Split(':', 2) is [var scheme, var value] && scheme.Length > 0 && value.Length > 0
                ? [new(scheme, value)]
                : throw new CommandFailedException(Exit.BadInput, "--identifier is SCHEME:VALUE, such as IMO:9074729.");
        return ScreenedParty.Of([name], [country], birth is null ? [] : [birth], known);
    }
}
