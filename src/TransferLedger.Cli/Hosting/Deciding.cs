using TransferLedger.Cli.Import.Mapping;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Hosting;

/// <summary>Decisions that commands ask for: taken on the facts on record, recorded, and said.</summary>
internal static class Deciding
{
    /// <summary>Record what is decided about a subject, and say what became of it and where to see it.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="terminal">Where to say it.</param>
    /// <param name="home">The subject decided about; its kind is the name of the command that shows it.</param>
    /// <param name="about">Everything whose facts the decision looks at.</param>
    /// <param name="actor">Who decides.</param>
    /// <param name="file">
    /// The paper it is decided on: the same one again records nothing. Null when there is none.
    /// </param>
    /// <param name="done">What was done, in the words of the command: <c>suspended</c>.</param>
    /// <param name="decide">The decision.</param>
    /// <param name="cancel">Stops it; what is recorded stays recorded.</param>
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
        CancellationToken cancel)
        where TState : IFold<TState>
    {
        var id = file is { } it
            ? RowIdentity.Command($"ledger {home.Kind} {done}", $"{home.Key}\n{it.Text}")
            : new CommandId(Guid.NewGuid());
        var outcome = await ledger.Store.Transact(
            id, new Provenance(actor, Source: file is { } from ? Source(from.Path) : null), about, decide, cancel);
        terminal.RawResult.WriteLine(
            $"{home.Key} {Outcomes.Said(outcome, done)}. See: ledger {home.Kind} show {home.Rest}");
        return Exit.Done;
    }

    /// <summary>A file that was given, as the source of what is recorded.</summary>
    public static SourceReference Source(string path) => new(SourceKind.Document, Path.GetFileName(path));
}
