using System.Buffers;
using System.Buffers.Binary;

namespace TransferLedger.Store.Log;

/// <summary>
/// The rows of a binary COPY out of the database, one after the other, as bytes: nothing is converted that the caller
/// does not convert. Not thread-safe.
/// </summary>
/// <param name="copy">What PostgreSQL sends.</param>
/// <param name="columns">How many columns a row has.</param>
internal sealed class CopyTuples(Stream copy, int columns) : IDisposable
{
    /// <summary>Signature, flags, length of the extension.</summary>
    private const int HeaderLength = 11 + (2 * sizeof(int));

    private readonly (int At, int Length)[] _fields = new (int, int)[columns];
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(64 * 1_024);
    private int _at;
    private int _end;
    private bool _begun;

    /// <summary>A column of the row; empty for null. Good until the next row.</summary>
    public ReadOnlyMemory<byte> this[int column] => _buffer.AsMemory(_fields[column].At, _fields[column].Length);

    /// <summary>Goes to the next row; false when there is none.</summary>
    /// <exception cref="InvalidDataException">What came is not such a COPY.</exception>
    public async ValueTask<bool> Next(CancellationToken cancel)
    {
        if (!_begun)
        {
            await Have(HeaderLength, cancel);
            _at += HeaderLength;
            _begun = true;
        }

        await Have(sizeof(short), cancel);
        var count = BinaryPrimitives.ReadInt16BigEndian(_buffer.AsSpan(_at));
        if (count != columns)
        {
            return count == -1 ? false : throw new InvalidDataException($"A row of {count} columns, not {columns}.");
        }

        // Columns are kept by their distance from the row's begin, because reading more may move the row.
        var length = sizeof(short);
        for (var column = 0; column < columns; column++)
        {
            await Have(length + sizeof(int), cancel);
            var size = Math.Max(0, BinaryPrimitives.ReadInt32BigEndian(_buffer.AsSpan(_at + length)));
            length += sizeof(int);
            await Have(length + size, cancel);
            _fields[column] = (length, size);
            length += size;
        }

        for (var column = 0; column < columns; column++)
        {
            _fields[column].At += _at;
        }

        _at += length;
        return true;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    /// <summary>Reads until there are so many bytes from where the reader stands.</summary>
    private ValueTask Have(int bytes, CancellationToken cancel) =>
        _end - _at >= bytes ? ValueTask.CompletedTask : Read(bytes, cancel);

    private async ValueTask Read(int bytes, CancellationToken cancel)
    {
        if (_buffer.Length - _at < bytes)
        {
            var larger = bytes <= _buffer.Length ? _buffer : ArrayPool<byte>.Shared.Rent(bytes);
            _buffer.AsSpan(_at.._end).CopyTo(larger);
            if (!ReferenceEquals(larger, _buffer))
            {
                ArrayPool<byte>.Shared.Return(_buffer);
                _buffer = larger;
            }

            (_at, _end) = (0, _end - _at);
        }

        while (_end - _at < bytes)
        {
            var read = await copy.ReadAsync(_buffer.AsMemory(_end), cancel);
            _end += read > 0 ? read : throw new InvalidDataException("The copy ended within a row.");
        }
    }
}
