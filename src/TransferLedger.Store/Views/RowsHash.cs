using System.Security.Cryptography;

namespace TransferLedger.Store.Views;

/// <summary>
/// The exclusive or of the hashes of a view's rows: whatever their order, and each can be taken out again.
/// </summary>
internal sealed class RowsHash
{
    private readonly byte[] _bytes = new byte[SHA256.HashSizeInBytes];

    public byte[] ToArray() => [.. _bytes];

    public static RowsHash Of(byte[] bytes)
    {
        var hash = new RowsHash();
        hash.Add(bytes);
        return hash;
    }

    /// <summary>Adds the hashes of other rows, or takes them out when they were in.</summary>
    public void Add(RowsHash other) => Add(other._bytes);

    /// <summary>Adds the hash of a row, or takes it out when it was in.</summary>
    public void Add(ReadOnlySpan<byte> hash)
    {
        for (var index = 0; index < _bytes.Length; index++)
        {
            _bytes[index] ^= hash[index];
        }
    }
}
