using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using NodaTime;
using Npgsql;
using TransferLedger.Custody;
using TransferLedger.Files;
using TransferLedger.Ledger;
using TransferLedger.Store.Log;

namespace TransferLedger.Store.Files;

/// <summary>A file on hand, without its bytes.</summary>
/// <param name="Hash">SHA-256, 64 lower-case hexadecimal digits.</param>
/// <param name="Length">In bytes.</param>
/// <param name="MediaType">Guessed from the leading bytes.</param>
/// <param name="StoredAt">When it was stored first.</param>
/// <param name="StoredBy">The officer who gave it first.</param>
public sealed record StoredFile(string Hash, int Length, string MediaType, Instant StoredAt, string StoredBy);

/// <summary>
/// The files whose hashes facts name, in PostgreSQL beside the log: added once, never changed or removed. Thread-safe.
/// </summary>
/// <param name="source">Connections with the rights of the application.</param>
public sealed class FileStore(NpgsqlDataSource source)
{
    /// <summary>The most bytes of one file, unless somebody asks for more or less.</summary>
    public const int UsualMaxBytes = 16 << 20;

    private const string Columns = "encode(hash, 'hex'), length, media_type, stored_at, stored_by";

    /// <summary>SHA-256 of some bytes, 64 lower-case hexadecimal digits.</summary>
    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Stores a file under its hash. The same file again stores nothing.</summary>
    /// <returns>The hash, and whether the file is new.</returns>
    /// <exception cref="PostgresException">The file is empty (a check of the table).</exception>
    public async Task<(string Hash, bool New)> Add(byte[] bytes, string officer, CancellationToken cancel)
    {
        var hash = SHA256.HashData(bytes);
        await using var command = source.CreateCommand("SELECT ledger.add_file($1, $2, $3, $4)");
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = hash });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = bytes });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = MediaType.Guess(bytes) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = officer });
        return (Convert.ToHexStringLower(hash), (bool)(await command.ExecuteScalarAsync(cancel))!);
    }

    /// <summary>The bytes stored under a hash; null when there is no such file.</summary>
    /// <param name="hash">64 hexadecimal digits.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="FormatException">It is no hash.</exception>
    public async Task<byte[]?> Get(string hash, CancellationToken cancel)
    {
        await using var command = source.CreateCommand("SELECT bytes FROM ledger.files WHERE hash = $1");
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = Convert.FromHexString(hash) });
        return (byte[]?)await command.ExecuteScalarAsync(cancel);
    }

    /// <summary>Those of some hashes whose files are on hand.</summary>
    public async Task<ImmutableHashSet<string>> OnHand(IEnumerable<string> hashes, CancellationToken cancel)
    {
        var asked = hashes.Distinct(StringComparer.Ordinal).Select(Convert.FromHexString).ToArray();
        return asked.Length == 0
            ? []
            : await source.Reading(
                async connection =>
                {
                    await using var command = new NpgsqlCommand(
                        "SELECT encode(hash, 'hex') FROM ledger.files WHERE hash = ANY ($1)", connection);
                    command.Parameters.Add(new NpgsqlParameter<byte[][]> { TypedValue = asked });
                    await using var reader = await command.ExecuteReaderAsync(cancel);
                    var found = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
                    while (await reader.ReadAsync(cancel))
                    {
                        found.Add(reader.GetString(0));
                    }

                    return found.ToImmutable();
                },
                cancel);
    }

    /// <summary>
    /// What became of the files with some hashes. The server hashes the bytes of each anew; none is sent.
    /// </summary>
    internal static async Task<ImmutableDictionary<string, FileState>> StatesOf(
        NpgsqlConnection connection, IEnumerable<string> hashes, CancellationToken cancel)
    {
        var states = hashes.Distinct(StringComparer.Ordinal)
            .ToImmutableDictionary(it => it, _ => FileState.NotOnHand, StringComparer.Ordinal);
        if (states.IsEmpty)
        {
            return states;
        }

        await using var command = new NpgsqlCommand(
            "SELECT encode(hash, 'hex'), sha256(bytes) = hash FROM ledger.files WHERE hash = ANY ($1)", connection);
        command.Parameters.Add(new NpgsqlParameter<byte[][]>
        {
            TypedValue = states.Keys.Select(Convert.FromHexString).ToArray(),
        });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            states = states.SetItem(
                reader.GetString(0), reader.GetBoolean(1) ? FileState.AsStored : FileState.Altered);
        }

        return states;
    }

    /// <summary>Every file on hand, by hash.</summary>
    public Task<ImmutableArray<StoredFile>> List(CancellationToken cancel) => source.Reading(
        async connection =>
        {
            await using var command = new NpgsqlCommand(
                $"SELECT {Columns} FROM ledger.files ORDER BY hash", connection);
            await using var reader = await command.ExecuteReaderAsync(cancel);
            var found = ImmutableArray.CreateBuilder<StoredFile>();
            while (await reader.ReadAsync(cancel))
            {
                found.Add(new StoredFile(
                    reader.GetString(0),
                    reader.GetInt32(1),
                    reader.GetString(2),
                    Instant.FromDateTimeUtc(reader.GetFieldValue<DateTime>(3)),
                    reader.GetString(4)));
            }

            return found.ToImmutable();
        },
        cancel);

    /// <summary>
    /// Reads every stored file, one at a time, and hashes it anew. What differs is not as it was stored.
    /// </summary>
    public async IAsyncEnumerable<(StoredFile File, bool AsStored)> Check(
        [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var file in await List(cancel))
        {
            var bytes = await Get(file.Hash, cancel);
            yield return (file, bytes is not null && bytes.Length == file.Length && HashOf(bytes) == file.Hash);
        }
    }
}
