using Npgsql;
using TransferLedger.Ledger;
using TransferLedger.Screening;
using TransferLedger.Store.Log;

namespace TransferLedger.Store.Screening;

/// <summary>What screening reads of a whole log. Thread-safe.</summary>
/// <param name="source">Connections with the rights of the application.</param>
public sealed class ScreeningFacts(NpgsqlDataSource source)
{
    private static readonly string[] Papers = [.. PartyNamed.Kinds.Select(EventCatalogue.NameOf)];

    private static readonly string[] Screenings =
    [
        .. EventCatalogue.All.Where(it => it.Value.IsSubclassOf(typeof(ScreeningEvent))).Select(it => it.Key),
    ];

    /// <summary>Every fact that names a party to a transfer, in the order of recording.</summary>
    /// <exception cref="LedgerUnavailableException">The server cannot be reached.</exception>
    public Task<List<Recorded>> OfPapers(CancellationToken cancel) =>
        source.Reading(connection => FactReader.ReadOfKinds(connection, Papers, cancel), cancel);

    /// <summary>Every fact about lists and screenings, in the order of recording.</summary>
    /// <exception cref="LedgerUnavailableException">The server cannot be reached.</exception>
    public Task<List<Recorded>> OfScreenings(CancellationToken cancel) =>
        source.Reading(connection => FactReader.ReadOfKinds(connection, Screenings, cancel), cancel);
}
