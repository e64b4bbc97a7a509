using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Npgsql;
using TransferLedger.Ledger;

namespace TransferLedger.Store.Log;

/// <summary>
/// Reads the log in order and in pages: the next ones are fetched and decoded, on a few connections at once,
/// while one is worked on. Refuses a log with a hole in it.
/// </summary>
internal static class LogReader
{
    /// <summary>
    /// How many pages are asked for ahead, so that reading goes on while whoever reads is waiting for something else.
    /// </summary>
    private static readonly int PagesAhead = Environment.ProcessorCount;

    /// <summary>The facts after a position up to another, in pages of at most <paramref name="size"/>.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<Recorded>> Batches(
        NpgsqlDataSource source,
        long after,
        long upTo,
        int size,
        [EnumeratorCancellation] CancellationToken cancel,
        bool withProvenance = true)
    {
        var pages = Channel.CreateBounded<Task<Recorded[]>>(new BoundedChannelOptions(PagesAhead)
        {
            SingleReader = true, SingleWriter = true,
        });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var asking = Ask(
            (from, to) => source.Reading(
                connection => ReadPage(connection, from, to, withProvenance, stop.Token), stop.Token),
            after, upTo, size, pages.Writer, stop.Token);
        try
        {
            await foreach (var page in pages.Reader.ReadAllAsync(cancel))
            {
                yield return await page;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await asking;
            while (pages.Reader.TryRead(out var left))
            {
                await left.ContinueWith(static _ => { }, TaskScheduler.Default);
            }
        }
    }

    /// <summary>Asks for page after page; the bounded channel decides how many are under way.</summary>
    private static async Task Ask(
        Func<long, long, Task<Recorded[]>> read,
        long after,
        long upTo,
        int size,
        ChannelWriter<Task<Recorded[]>> pages,
        CancellationToken cancel)
    {
        try
        {
            for (; after < upTo && await pages.WaitToWriteAsync(cancel); after = Math.Min(upTo, after + size))
            {
                var (from, to) = (after, Math.Min(upTo, after + size));
                pages.TryWrite(Task.Run(() => read(from, to), cancel));
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody reads on.
        }

        pages.Complete();
    }

    private static async Task<Recorded[]> ReadPage(
        NpgsqlConnection connection, long after, long end, bool withProvenance, CancellationToken cancel)
    {
        var facts = new Recorded[end - after];
        var count = await FactReader.ReadRange(connection, after, facts, cancel, withProvenance);
        return count == facts.Length
            ? facts
            : throw new InvalidDataException(
                $"The log has no fact at position {after + count + 1}: it was tampered with. Run: ledger status.");
    }
}
