using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using NodaTime;
using Npgsql;
using NpgsqlTypes;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Store.Certificates;

namespace TransferLedger.Store.Log;

/// <summary>
/// The log in PostgreSQL, in Marten's event tables. Thread-safe; one per process and database is enough.
/// </summary>
public sealed class PostgresEventStore : IEventStore, IAsyncDisposable
{
    /// <summary>More connections than this read no faster.</summary>
    private const int MostReaders = 16;

    /// <summary>
    /// What a connection takes from the server at once, in bytes: of a page of the log much waits while some of it is
    /// decoded, and every reading is a turn of the thread.
    /// </summary>
    private const int ReadBuffer = 64 << 10;

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlDataSource _histories;
    private readonly GroupWriter _writer;

    private PostgresEventStore(NpgsqlDataSource source, NpgsqlDataSource histories, StoreOptions options)
    {
        (_source, _histories) = (source, histories);
        Embargoes = new KeptHistory(histories, EmbargoTable.Subject);
        _writer = new GroupWriter(source, options.Patience, options.Step);
    }

    /// <summary>Connections with the rights of the application, for reading views.</summary>
    public NpgsqlDataSource Source => _source;

    /// <summary>The table of embargoes, which every verdict and every replay asks for.</summary>
    internal KeptHistory Embargoes { get; }

    /// <summary>End users with so many facts that reading them anew takes longer than judging.</summary>
    internal KeptParties Parties { get; } = new();

    /// <summary>
    /// The same for reading histories: a statement is planned once, for whatever subjects come, and by index.
    /// </summary>
    internal NpgsqlDataSource Histories => _histories;

    /// <summary>
    /// Opens the log of a migrated database (see <see cref="Migrator"/>). The login must be a member of the role
    /// <c>ledger_app</c>, which every connection takes on.
    /// </summary>
    /// <param name="connectionString">In Npgsql's format.</param>
    /// <param name="options">Limits; null for the defaults.</param>
    public static PostgresEventStore Open(string connectionString, StoreOptions? options = null)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Options = "-c role=ledger_app -c timezone=UTC -c jit=off",
            MaxAutoPrepare = 40,
            AutoPrepareMinUsages = 2,
            CommandTimeout = 120,
            ReadBufferSize = ReadBuffer,
            ApplicationName = "TransferLedger",
        };
        var source = NpgsqlDataSource.Create(settings.ConnectionString);
        // The plan of a history is the same for every subject, and planning it anew takes longer than running it.
        settings.Options += " -c plan_cache_mode=force_generic_plan";
        settings.NoResetOnClose = true;

        // Thousands of callers may read at once, and a server has some hundred places for all its clients: they wait
        // for a connection here instead of being sent away there.
        settings.MaxPoolSize = Math.Min(settings.MaxPoolSize, MostReaders);
        return new PostgresEventStore(
            source, NpgsqlDataSource.Create(settings.ConnectionString), options ?? new StoreOptions());
    }

    /// <inheritdoc/>
    public async Task<AppendOutcome> Append(AppendRequest request, CancellationToken cancel)
    {
        var prepared = PreparedAppend.Of(request, out var refusal);
        if (prepared is null)
        {
            return new AppendOutcome.Refused(refusal!);
        }

        await _writer.Enqueue(prepared, cancel);
        var outcome = await prepared.Outcome;
        return prepared.WrittenOtherwise is { } before ? await Compared(request, before, outcome, cancel) : outcome;
    }

    /// <summary>
    /// The bytes differ from those on record: only the facts can tell whether it says the same. One version wrote empty
    /// lists that others leave out.
    /// </summary>
    private async Task<AppendOutcome> Compared(
        AppendRequest request, Receipt before, AppendOutcome refused, CancellationToken cancel)
    {
        if (before.Last - before.First + 1 != request.Facts.Length)
        {
            return refused;
        }

        try
        {
            var stored = new Recorded[request.Facts.Length];
            await _source.Reading(
                connection => FactReader.ReadRange(connection, before.First - 1, stored, cancel), cancel);
            return stored.Select(it => new NewFact(it.Home, it.Fact)).SequenceEqual(request.Facts)
                ? new AppendOutcome.Appended(before, Repeated: true)
                : refused;
        }
        catch (InvalidDataException)
        {
            // What this version cannot read, it cannot have written.
            return refused;
        }
        catch (LedgerUnavailableException)
        {
            return new AppendOutcome.NotRecorded("store.unreachable", null);
        }
    }

    /// <inheritdoc/>
    public Task<History> Read(IReadOnlyCollection<Subject> about, CancellationToken cancel)
    {
        var subjects = about.Select(it => it.ToId()).ToArray();
        return _histories.Reading(connection => ReadAbout(connection, subjects, cancel), cancel);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Recorded> ReadAll(long after, [EnumeratorCancellation] CancellationToken cancel)
    {
        var end = (await Head(cancel)).Position;
        await foreach (var batch in LogReader.Batches(_source, after, end, 2_000, cancel))
        {
            foreach (var fact in batch)
            {
                yield return fact;
            }
        }
    }

    /// <inheritdoc/>
    public Task<Head> Head(CancellationToken cancel) => _source.Reading(
        async connection =>
        {
            await using var command = new NpgsqlCommand("SELECT position, recorded_at FROM ledger.head", connection);
            await using var reader = await command.ExecuteReaderAsync(cancel);
            await reader.ReadAsync(cancel);
            return new Head(reader.GetInt64(0), Instant.FromDateTimeUtc(reader.GetFieldValue<DateTime>(1)));
        },
        cancel);

    /// <summary>Lets appends under way run to their outcome, then closes all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await _histories.DisposeAsync();
        await _source.DisposeAsync();
    }

    private static async Task<History> ReadAbout(
        NpgsqlConnection connection, Guid[] subjects, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT position FROM ledger.head"));
        var facts = new NpgsqlBatchCommand(subjects.Length == 1 ? FactReader.AboutOne : FactReader.About);
        facts.Parameters.Add(subjects.Length == 1
            ? new NpgsqlParameter<Guid> { TypedValue = subjects[0] }
            : new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid, Value = subjects });
        batch.BatchCommands.Add(facts);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        var upTo = reader.GetInt64(0);
        await reader.NextResultAsync(cancel);
        var found = ImmutableArray.CreateBuilder<Recorded>();
        while (await reader.ReadAsync(cancel))
        {
            // The second statement may see what was committed after the first; the history ends at the head.
            if (reader.GetInt64(0) <= upTo)
            {
                found.Add(FactReader.Read(reader));
            }
        }

        return new History(found.DrainToImmutable(), upTo);
    }
}

/// <summary>How a store behaves.</summary>
public sealed record StoreOptions
{
    /// <summary>How long an unreachable server is tried before a caller is told. Default: 15 seconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Called by the writer at each named step (<c>before-send</c>, <c>after-commit</c>), for crash tests.
    /// </summary>
    public Action<string>? Step { get; init; }
}
