using TransferLedger.Ledger;

namespace TransferLedger.Cli.Hosting;

/// <summary>Decisions that commands ask for: taken on the facts on record, recorded, and said.</summary>
internal static class Deciding
{
    /// <summary>Record what is decided about a subject, and say what became of it and where to see it.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="terminal">Where to say it.</param>
    /// <param name="home">The subject decided about.</param>
    /// <param name="about">Everything whose facts the decision looks at.</param>
    /// <param name="actor">Who decides.</param>
    /// <param name="file">The paper it is decided on (<see cref="PaperRequest"/>); null when there is none.</param>
    /// <param name="done">What was done, in the words of the command: <c>suspended</c>.</param>
    /// <param name="decide">The decision.</param>
    /// <param name="cancel">Stops it; what is recorded stays recorded.</param>
    /// <param name="command">The command that shows it; null when it is named like the subject's kind.</param>
    /// <param name="see">The whole command line that shows it, where the subject's name does not.</param>
    /// <param name="after">What else to say once something was recorded; not asked when it had been before.</param>
    /// <exception cref="CommandFailedException">It was refused, or not recorded.</exception>
    public static async Task<int> Record<TState>(
        OpenLedger ledger,
        Terminal terminal,
        Subject home,
        IReadOnlyList<Subject> about,
        string actor,
        (string Path, string Text)? file,
        string done,
        Func<TState, Decision> decide,
        CancellationToken cancel,
        string? command = null,
        string? see = null,
        Func<Receipt, Task>? after = null)
        where TState : IFold<TState>
    {
        var family = command ?? home.Kind;
        var id = file is { } it
            ? await PaperRequest.Of(
                ledger.Store, $"ledger {family} {done}", home, $"{home.Key}\n{it.Text}", cancel)
            : new CommandId(Guid.NewGuid());
        var provenance = file is { } from
            ? new Provenance(actor, Source: Source(from.Path), Channel: EntryChannel.Document)
            : new Provenance(actor, Channel: EntryChannel.Typed);
        var outcome = await ledger.Store.Transact(id, provenance, about, decide, cancel);
        terminal.RawResult.WriteLine(
            $"{home.Key} {Outcomes.Said(outcome, done)}. See: {see ?? $"ledger {family} show {home.Rest}"}");
        if (after is not null && outcome is TransactionOutcome.Done { Receipt: { } receipt })
        {
            await after(receipt);
        }

        return Exit.Done;
    }

    /// <summary>A file that was given, as the source of what is recorded.</summary>
    public static SourceReference Source(string path) => new(SourceKind.Document, Path.GetFileName(path));
}
