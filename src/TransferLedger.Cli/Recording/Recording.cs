using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using TransferLedger.Cli.Custody;
using TransferLedger.Cli.Embargoes;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Import.Commands;
using TransferLedger.Cli.Import.Mapping;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Store.Custody;
using TransferLedger.Store.Json;
using ReadCommand = TransferLedger.Cli.Import.Commands.LedgerCommand;

namespace TransferLedger.Cli.Recording;

/// <summary>One fact on its way onto the record: through the reader of import and its checks, and no other.</summary>
internal sealed class Recording(RecordRequest asked, FactOptions options, Terminal terminal, bool json)
{
    private const string Weapons = "weapon";

    /// <summary>How often an append is asked for again whose outcome nobody knows.</summary>
    private const int MaxAttempts = 5;

    public async Task<int> Run(string? data, bool dryRun, CancellationToken cancel)
    {
        OpenLedger? ledger = null;
        try
        {
            if (!dryRun || NeedsLedger())
            {
                ledger = await OpenLedger.Open(data, terminal, cancel);
            }

            var line = asked.Line(await Home(ledger, cancel));
            var command = Checked(line);
            return dryRun || ledger is null
                ? Tell(line)
                : command switch
                {
                    ReadCommand.Append append => await Append(ledger, append.Request, cancel),
                    ReadCommand.Amend amend => await Amend(ledger, amend, cancel),
                    _ => throw new InvalidOperationException($"{command}"),
                };
        }
        finally
        {
            if (ledger is not null)
            {
                await ledger.DisposeAsync();
            }
        }
    }

    private bool NeedsLedger() =>
        asked is { Kind.Home: FactHome.Weapon, About: { } text } && !WeaponId.TryParse(text, out _);

    /// <summary>What the fact is kept with; null of an amendment.</summary>
    private async Task<Subject?> Home(OpenLedger? ledger, CancellationToken cancel)
    {
        switch (asked.Kind.Home)
        {
            case FactHome.Weapon when asked.About is null:
                return asked.NewWeapon();
            case FactHome.Weapon when ledger is null:
                return WeaponId.Parse(asked.About).Subject;
            case FactHome.Weapon weapon:
                return weapon.MayBeNew && WeaponId.TryParse(asked.About, out var own)
                    ? own.Subject
                    : (await CustodyCommand.Resolve(ledger, asked.About, terminal, cancel)).Subject;
            case FactHome.Named named:
                return Named(() => named.Of(asked.About!), named);
            case FactHome.Conveyance conveyance:
                return Named(() => FactHome.Conveyance.Of(asked.About!), conveyance);
            case FactHome.Said said:
                return Said(said);
            default:
                asked.Fact["target"] = Position();
                return null;
        }
    }

    private static Subject Named(Func<Subject> of, FactHome home)
    {
        try
        {
            return of();
        }
        catch (FormatException)
        {
            throw new CommandFailedException(
                Exit.BadInput, $"<{home.Argument}> names nothing. {home.Description} For example: {home.Example}");
        }
    }

    private Subject Said(FactHome.Said said)
    {
        try
        {
            return said.Of(FactJson.Read(asked.Kind.Type, asked.Fact.ToJsonString()));
        }
        catch (FactJsonException wrong)
        {
            throw Wrong("$.fact." + wrong.Path, FactBuilder.Explain(wrong));
        }
        catch (FormatException wrong)
        {
            throw Wrong("$.fact", wrong.Message);
        }
    }

    private long Position() =>
        long.TryParse(asked.About, NumberStyles.None, CultureInfo.InvariantCulture, out var position) && position > 0
            ? position
            : throw new CommandFailedException(
                Exit.BadInput, $"<position>: '{Plain.Of(asked.About!)}' is no position of a fact: a number from 1.");

    private ReadCommand Checked(string line)
    {
        var command = CommandReader.Read(1, Encoding.UTF8.GetBytes(line), out var problem);
        if (command is null)
        {
            throw Wrong(problem!.Path, problem.Reason);
        }

        return command switch
        {
            ReadCommand.Append { Request.Facts: [var made] }
                when RecordableKinds.NotStated(made.Fact) is { } decided =>
                throw new CommandFailedException(Exit.BadInput, decided),
            ReadCommand.Append it =>
                it with { Request = it.Request with { Provenance = Typed(it.Request.Provenance) } },
            ReadCommand.Amend it => it with { Provenance = Typed(it.Provenance) },
            _ => command,
        };

        static Provenance Typed(Provenance said) => said with { Channel = EntryChannel.Typed };
    }

    private CommandFailedException Wrong(string path, string reason)
    {
        const string fact = "$.fact.";
        var place = path.StartsWith(fact, StringComparison.Ordinal) ? options.OptionAt(path[fact.Length..]) + ": "
            : path.StartsWith("$.provenance", StringComparison.Ordinal) ? "provenance: "
            : "";
        return new CommandFailedException(Exit.BadInput, $"{place}{Plain.Of(reason)}");
    }

    private int Tell(string line)
    {
        if (json)
        {
            terminal.RawResult.WriteLine(JsonNode.Parse(line)!.ToString());
        }
        else
        {
            terminal.RawResult.WriteLine(line);
        }

        terminal.Say("Nothing was recorded. The line above can be given to ledger import.");
        return Exit.Done;
    }

    private async Task<int> Append(OpenLedger ledger, AppendRequest request, CancellationToken cancel)
    {
        AppendOutcome outcome = new AppendOutcome.NotRecorded("store.contention", null);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            outcome = await ledger.Store.Append(request, cancel);
            if (outcome is not AppendOutcome.Unknown)
            {
                break;
            }
        }

        var (receipt, before) = outcome switch
        {
            AppendOutcome.Appended it => (it.Receipt, it.Repeated),
            AppendOutcome.Refused no => throw new CommandFailedException(
                Exit.Refused, $"Refused: {RefusalText.Of(no.Refusal)}"),
            _ => throw new CommandFailedException(Exit.Unavailable, $"Not recorded, ask again: {outcome}"),
        };
        var fact = request.Facts[0];
        var findings = await Findings(ledger, fact.Home, receipt.First, cancel);
        var screen = new RecordScreen(asked, fact, receipt, before, findings);
        if (json)
        {
            terminal.Json(screen.Json());
        }
        else
        {
            screen.Show(terminal.Result);
        }

        await EmbargoRecheckCommand.AfterChange(ledger, terminal, "ledger record", json, cancel);
        return Exit.Done;
    }

    /// <summary>What the rules find about the weapon and rest, among others, on the fact.</summary>
    private async Task<ValueList<Finding>> Findings(
        OpenLedger ledger, Subject home, long position, CancellationToken cancel)
    {
        if (home.Kind != Weapons || !WeaponId.TryParse(home.Rest, out var weapon))
        {
            return [];
        }

        await ledger.CatchUp(terminal, cancel);
        var dossier = await WeaponHistory.Read(ledger.Store, weapon, cancel);
        var report = CustodyReport.Of(weapon, dossier, AsOf.Now, CommonOptions.Now());
        return (report?.Findings ?? []).Where(it => it.What.Positions.Contains(position)).ToValueList();
    }

    private async Task<int> Amend(OpenLedger ledger, ReadCommand.Amend amend, CancellationToken cancel)
    {
        var position = amend.Ask.Target.Position!.Value;
        Subject? home = null;
        await foreach (var entry in ledger.Store.ReadAll(position - 1, cancel))
        {
            home = entry.Position == position ? entry.Home : null;
            break;
        }

        if (home is not { } about)
        {
            throw new CommandFailedException(
                Exit.Refused, $"Refused: {RefusalText.Of(new Refusal(Corrections.TargetUnknown, position))}");
        }

        var outcome = await ledger.Store.Transact<AllFacts>(
            amend.Id, amend.Provenance, [about],
            state => Corrections.Decide(new History(state.Facts, 0), amend.Ask), cancel);
        var said = Outcomes.Said(outcome, "recorded");
        if (json)
        {
            terminal.Json(new
            {
                type = asked.Kind.Type, target = position, home = about.Key,
                position = (outcome as TransactionOutcome.Done)?.Receipt?.First, fact = asked.Fact,
            });
        }
        else
        {
            terminal.RawResult.WriteLine($"{asked.Kind.Type} of fact {position} of {about.Key} {said}.{See(about)}");
        }

        await EmbargoRecheckCommand.AfterChange(ledger, terminal, "ledger record", json, cancel);
        return Exit.Done;
    }

    /// <summary>Where to look at it.</summary>
    public static string See(Subject home) => home.Kind switch
    {
        Weapons => $" See: ledger custody {home.Rest}",
        "shipment" => $" See: ledger shipment show {home.Rest}",
        "lot" => $" See: ledger lot show {home.Rest}",
        "certificate" => $" See: ledger certificate show {home.Rest}",
        "authorization" => $" See: ledger authorization show {home.Rest}",
        "authority" => $" See: ledger register authority {home.Rest}",
        "party" => $" See: ledger register party \"{home.Rest}\"",
        "licence" => $" See: ledger licence show {home.Rest}",
        "embargo" => $" See: ledger embargo show {home.Rest}",
        _ => "",
    };
}
