using System.Collections.Concurrent;
using System.Security.Cryptography;
using Npgsql;
using TransferLedger.Ledger;

namespace TransferLedger.Store.Views;

/// <summary>A row of a view under its key.</summary>
internal readonly record struct Keyed<TRow>(string Key, TRow Row);

/// <summary>
/// Copies rows of a view into its tables: encoded and hashed on all cores, then one COPY per table. Not thread-safe.
/// </summary>
internal sealed class RowCopy<TRow>(ViewTables<TRow> tables, string schema)
    where TRow : class, IView<TRow>
{
    private const int BlockRows = 128;

    /// <summary>What begins a binary COPY: its signature, no flags, no extension.</summary>
    private static readonly byte[] Header = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0];

    private static readonly byte[] Trailer = [0xFF, 0xFF];

    private readonly ConcurrentBag<TableRows[]> _spare = [];

    /// <summary>Adds rows that are not in the tables. The hash of each, in their order.</summary>
    public async Task<byte[][]> Write(
        NpgsqlConnection connection, IReadOnlyList<Keyed<TRow>> rows, CancellationToken cancel)
    {
        var hashes = new byte[rows.Count][];
        var blocks = new TableRows[(rows.Count + BlockRows - 1) / BlockRows][];
        Parallel.For(0, blocks.Length, block =>
        {
            blocks[block] = _spare.TryTake(out var spare) ? spare : MakeBlock();
            Encode(rows, block * BlockRows, hashes, blocks[block]);
        });
        for (var table = 0; table < tables.Tables.Count && rows.Count > 0; table++)
        {
            await using var copy = await connection.BeginRawBinaryCopyAsync(Statement(table), cancel);
            await copy.WriteAsync(Header, cancel);
            foreach (var block in blocks)
            {
                await copy.WriteAsync(block[table].Bytes, cancel);
            }

            await copy.WriteAsync(Trailer, cancel);
        }

        foreach (var block in blocks)
        {
            Array.ForEach(block, it => it.Clear());
            _spare.Add(block);
        }

        return hashes;
    }

    private void Encode(IReadOnlyList<Keyed<TRow>> rows, int from, byte[][] hashes, TableRows[] into)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var before = new int[into.Length];
        for (var index = from; index < Math.Min(rows.Count, from + BlockRows); index++)
        {
            for (var table = 0; table < into.Length; table++)
            {
                before[table] = into[table].Bytes.Length;
            }

            into[0].Begin();
            tables.Publish(rows[index].Key, rows[index].Row, into);
            for (var table = 0; table < into.Length; table++)
            {
                hash.AppendData(into[table].Bytes.Span[before[table]..]);
            }

            hashes[index] = hash.GetHashAndReset();
            into[0].Binary(hashes[index]);
        }
    }

    private TableRows[] MakeBlock() =>
        [.. tables.Tables.Select((name, at) => new TableRows(tables.ColumnsOf(name).Count + (at == 0 ? 1 : 0)))];

    private string Statement(int table)
    {
        var columns = string.Join(", ", tables.ColumnsOf(tables.Tables[table]));
        return $"COPY {schema}.{tables.Tables[table]} ({columns}{(table == 0 ? ", " + ViewTables.HashColumn : "")}) "
            + "FROM STDIN (FORMAT BINARY)";
    }
}
