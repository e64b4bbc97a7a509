using System.Collections.Immutable;
using System.CommandLine;
using Spectre.Console;
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
            var record = ScreeningFile.Of((await ledger.Store.Read([.. ScreeningFile.Needs([])], cancel)).Facts);
            var now = Happened.At(CommonOptions.Now());
            var limits = tried ?? record.ParametersOn(now);
            var shelf = new ListShelf(new FileStore(ledger.Store.Source).Get);
            var lists = await shelf.InForce(record, now, limits, cancel);
            var matches = Compared(
                new(lists.SelectMany(it => it.Content.Entries), Transliterator.Latin, limits), party);
            if (line.GetValue(json))
            {
                terminal.Json(new
                {
                    party,
                    thresholds = limits,
                    lists = lists.Select(it => new { it.Fact.List, it.Fact.Version, published = it.Fact.Happened }),
                    matches,
                });
            }
            else
            {
                Show(terminal, matches.Select(it => (party.Names[0], it)));
                terminal.RawResult.WriteLine(Said(
                    matches.Length, lists, limits.Version + (tried is null ? "" : ", on trial")));
            }

            return matches.Length == 0 ? Exit.Done : Exit.Refused;
        });
        return command;
    }

    private static Option<string?> Trial() => new("--parameters")
    {
        Description = "Try other thresholds, as JSON (docs/screening.md). Default: those that hold in this office.",
        HelpName = "FILE",
    };

    private static string Said(int matches, List<ShelvedList> lists, string thresholds) => matches == 0
        ? $"No match on {string.Join(", ", lists.Select(it => $"{it.Fact.List} ({it.Fact.Happened.Text})"))}. By the thresholds {thresholds}."
        : FormattableString.Invariant(
            $"{matches} possible matches. What each says is in the column on the right. By the thresholds {thresholds}.");

    /// <summary>Matches, with what made each and what took points off.</summary>
    public static void Show(Terminal terminal, IEnumerable<(string Name, ScreeningMatch Match)> matches)
    {
        var table = new Table().Border(TableBorder.Horizontal).AddColumn("").AddColumn("party").AddColumn("listed as")
            .AddColumn("list, entry").AddColumn("score").AddColumn("why");
        var any = false;
        foreach (var (name, it) in matches)
        {
            any = true;
            table.AddRow(
                new Text(it.Grade switch { MatchGrade.Certain => "REJECT", MatchGrade.Likely => "HOLD", _ => "WARN" }),
                new Text(Plain.Of(name)), new Text(Plain.Of(it.Listed)), new Text(Plain.Of($"{it.List}, {it.Entry}")),
                new Text(FormattableString.Invariant($"{it.Score / 1000m:0.000}")), new Text(Plain.Of(Why(it))));
        }

        if (any)
        {
            terminal.Result.Write(table);
        }
    }

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
