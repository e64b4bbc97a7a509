using Npgsql;
using TransferLedger.Ledger;
using TransferLedger.Screening;
using TransferLedger.Store.Log;

namespace TransferLedger.Store.Screening;

/// <summary>What screening reads of a whole log. Thread-safe.</summary>
/// <param name="source">Connections with the rights of the application.</param>
public sealed class ScreeningFacts(NpgsqlDataSource source)
{
    /// <summary>Whoever weighs a screening reads these too: without them the two would not speak of the same.</summary>
    private static readonly string[] Corrections = Kinds<CorrectionEvent>();

    private static readonly string[] Papers = [.. PartyNamed.Kinds.Select(EventCatalogue.NameOf), .. Corrections];

    private static readonly string[] Screenings = [.. Kinds<ScreeningEvent>(), .. Corrections];

    /// <summary>Every fact that names a party to a transfer, with all corrections, in the order of recording.</summary>
    /// <exception cref="LedgerUnavailableException">The server cannot be reached.</exception>
    public Task<List<Recorded>> OfPapers(CancellationToken cancel) =>
        source.Reading(connection => FactReader.ReadOfKinds(connection, Papers, cancel), cancel);

    /// <summary>Every fact about lists and screenings, with all corrections, in the order of recording.</summary>
    /// <exception cref="LedgerUnavailableException">The server cannot be reached.</exception>
    public Task<List<Recorded>> OfScreenings(CancellationToken cancel) =>
        source.Reading(connection => FactReader.ReadOfKinds(connection, Screenings, cancel), cancel);

    private static string[] Kinds<T>() =>
        [.. EventCatalogue.All.Where(it => it.Value.IsSubclassOf(typeof(T))).Select(it => it.Key)];
}
