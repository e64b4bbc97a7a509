using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Npgsql;
using TransferLedger.Ledger;

namespace TransferLedger.Store.Log;

/// <summary>
/// Reads the log in order and in batches: the next pages are fetched while the last is worked on, and facts are
/// decoded on all cores. Refuses a log with a hole in it.
/// </summary>
internal static class LogReader
{
    /// <summary>The facts after a position up to another, in batches of at most <paramref name="size"/>.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<Recorded>> Batches(
        NpgsqlDataSource source, long after, long upTo, int size, [EnumeratorCancellation] CancellationToken cancel)
    {
        var pages = Channel.CreateBounded<Task<Recorded[]>>(new BoundedChannelOptions(2)
        {
            SingleReader = true, SingleWriter = true,
        });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var fetching = Fetch(source, after, upTo, size, pages.Writer, stop.Token);
        try
        {
            await foreach (var page in pages.Reader.ReadAllAsync(cancel))
            {
                yield return await page;
            }

            await fetching;
        }
        finally
        {
            await stop.CancelAsync();
            await fetching.ContinueWith(static _ => { }, TaskScheduler.Default);
        }
    }

    private static async Task Fetch(
        NpgsqlDataSource source,
        long after,
        long upTo,
        int size,
        ChannelWriter<Task<Recorded[]>> pages,
        CancellationToken cancel)
    {
        try
        {
            while (after < upTo)
            {
                var (from, to) = (after, Math.Min(upTo, after + size));
                var rows = await source.Reading(connection => ReadRows(connection, from, to, cancel), cancel);
                await pages.WriteAsync(Task.Run(() => Decode(rows), cancel), cancel);
                after = to;
            }

            pages.Complete();
        }
        catch (Exception failed)
        {
            pages.Complete(failed);
            throw;
        }
    }

    private static async Task<List<StoredFact>> ReadRows(
        NpgsqlConnection connection, long after, long end, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(FactReader.Range, connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = end });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<StoredFact>((int)(end - after));
        while (await reader.ReadAsync(cancel))
        {
            rows.Add(FactReader.Fetch(reader));
            if (rows[^1].Position != after + rows.Count)
            {
                break;
            }
        }

        return rows.Count == end - after && (rows.Count == 0 || rows[^1].Position == end)
            ? rows
            : throw new InvalidDataException(
                $"The log has no fact at position {after + rows.Count}: it was tampered with. Run: ledger status.");
    }

    private static Recorded[] Decode(List<StoredFact> rows)
    {
        var facts = new Recorded[rows.Count];
        Parallel.For(0, (rows.Count + 255) / 256, block =>
        {
            for (var index = block * 256; index < Math.Min(rows.Count, (block + 1) * 256); index++)
            {
                facts[index] = FactReader.Decode(rows[index]);
            }
        });
        return facts;
    }
}
