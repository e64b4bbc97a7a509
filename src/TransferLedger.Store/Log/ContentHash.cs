using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace TransferLedger.Store.Log;

/// <summary>
/// SHA-256 over what a request says: home, type and data of each fact in UTF-8, each after its length in bytes (32
/// bits, big-endian). Most requests fit into one buffer and are hashed in one call.
/// </summary>
internal sealed class ContentHash : IDisposable
{
    private const int Size = 4_096;

    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(Size);
    private IncrementalHash? _before;
    private int _length;

    /// <summary>Takes a fact in; how many bytes it says.</summary>
    public int Add(string home, string type, ReadOnlySpan<byte> data)
    {
        var said = Add(home) + Add(type) + data.Length;
        AddLength(data.Length);
        AddBytes(data);
        return said;
    }

    /// <summary>The hash of all that was taken in.</summary>
    public byte[] Done()
    {
        if (_before is null)
        {
            return SHA256.HashData(_buffer.AsSpan(0, _length));
        }

        Flush();
        return _before.GetHashAndReset();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _before?.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    private int Add(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        AddLength(length);
        if (length > Size)
        {
            AddBytes(Encoding.UTF8.GetBytes(text));
        }
        else
        {
            Room(length);
            _length += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_length));
        }

        return length;
    }

    private void AddLength(int length)
    {
        Room(sizeof(int));
        BinaryPrimitives.WriteInt32BigEndian(_buffer.AsSpan(_length), length);
        _length += sizeof(int);
    }

    private void AddBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Size)
        {
            Flush();
            _before!.AppendData(bytes);
            return;
        }

        Room(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Room(int length)
    {
        if (_length + length > Size)
        {
            Flush();
        }
    }

    private void Flush()
    {
        _before ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        _before.AppendData(_buffer, 0, _length);
        _length = 0;
    }
}
