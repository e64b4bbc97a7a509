using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using NodaTime;

namespace TransferLedger.Store.Views;

/// <summary>
/// Rows of one table in PostgreSQL's binary COPY format, encoded without a connection: on any thread, and hashed as
/// they are stored. Columns are written in the order in which they are copied, each exactly once. Not thread-safe.
/// </summary>
/// <param name="columns">How many columns a row has.</param>
public sealed class TableRows(int columns)
{
    /// <summary>2000-01-01T00:00:00Z, from which PostgreSQL counts, in ticks since the Unix epoch.</summary>
    private const long Epoch = 946_684_800L * NodaConstants.TicksPerSecond;

    private const int Null = -1;
    private const int BigintType = 20;
    private const int TextType = 25;

    private byte[] _bytes = new byte[4_096];
    private int _length;
    private int _open;

    /// <summary>The rows so far.</summary>
    internal ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _length);

    /// <summary>Begins the next row.</summary>
    public void Begin()
    {
        Debug.Assert(_open == 0, "The row before has all its columns.");
        _open = columns;
        BinaryPrimitives.WriteInt16BigEndian(Take(sizeof(short)), checked((short)columns));
    }

    /// <summary>A column of type <c>text</c>.</summary>
    public void Text(string? value)
    {
        if (value is null)
        {
            Column(Null);
            return;
        }

        var size = Encoding.UTF8.GetByteCount(value);
        Encoding.UTF8.GetBytes(value, Column(size));
    }

    /// <summary>A column of type <c>int</c>.</summary>
    public void Int(int? value)
    {
        if (value is { } number)
        {
            BinaryPrimitives.WriteInt32BigEndian(Column(sizeof(int)), number);
        }
        else
        {
            Column(Null);
        }
    }

    /// <summary>A column of type <c>bigint</c>.</summary>
    public void Long(long? value)
    {
        if (value is { } number)
        {
            BinaryPrimitives.WriteInt64BigEndian(Column(sizeof(long)), number);
        }
        else
        {
            Column(Null);
        }
    }

    /// <summary>A column of type <c>boolean</c>.</summary>
    public void Bool(bool value) => Column(1)[0] = value ? (byte)1 : (byte)0;

    /// <summary>A column of type <c>timestamptz</c>; parts of a microsecond are cut off.</summary>
    public void Time(Instant? value)
    {
        if (value is { } instant)
        {
            var micros = Math.DivRem(instant.ToUnixTimeTicks() - Epoch, 10, out var rest);
            Long(rest < 0 ? micros - 1 : micros);
        }
        else
        {
            Column(Null);
        }
    }

    /// <summary>A column of type <c>date</c>.</summary>
    public void Date(LocalDate? value) =>
        Int(value is { } day ? Period.DaysBetween(new LocalDate(2000, 1, 1), day) : null);

    /// <summary>A column of type <c>numeric</c>, to the last digit.</summary>
    public void Numeric(decimal? value)
    {
        if (value is not { } number)
        {
            Column(Null);
            return;
        }

        // Digits to the base of 10 000, so many of them before the point that the first is not nought.
        const int Base = 10_000;
        Span<short> digits = stackalloc short[16];
        var (whole, rest) = (decimal.Truncate(Math.Abs(number)), Math.Abs(number) % 1);
        var (count, first) = (0, digits.Length / 2);
        for (; whole > 0; whole = decimal.Truncate(whole / Base))
        {
            digits[--first] = (short)(whole % Base);
            count++;
        }

        var weight = count - 1;
        for (; rest > 0; rest = (rest * Base) % 1)
        {
            digits[first + count++] = (short)decimal.Truncate(rest * Base);
        }

        var into = Column((4 + count) * sizeof(short));
        BinaryPrimitives.WriteInt16BigEndian(into, (short)count);
        BinaryPrimitives.WriteInt16BigEndian(into[2..], (short)weight);
        BinaryPrimitives.WriteInt16BigEndian(into[4..], number < 0 ? (short)0x4000 : (short)0);
        BinaryPrimitives.WriteInt16BigEndian(into[6..], number.Scale);
        for (var at = 0; at < count; at++)
        {
            BinaryPrimitives.WriteInt16BigEndian(into[(8 + (2 * at))..], digits[first + at]);
        }
    }

    /// <summary>A column of type <c>bigint[]</c>.</summary>
    public void Longs(ReadOnlySpan<long> values)
    {
        const int Header = 3 * sizeof(int);
        const int Dimension = 2 * sizeof(int);
        const int Item = sizeof(int) + sizeof(long);
        var into = Column(values.IsEmpty ? Header : Header + Dimension + (values.Length * Item));
        BinaryPrimitives.WriteInt32BigEndian(into, values.IsEmpty ? 0 : 1);
        BinaryPrimitives.WriteInt32BigEndian(into[4..], 0);
        BinaryPrimitives.WriteInt32BigEndian(into[8..], BigintType);
        if (values.IsEmpty)
        {
            return;
        }

        BinaryPrimitives.WriteInt32BigEndian(into[12..], values.Length);
        BinaryPrimitives.WriteInt32BigEndian(into[16..], 1);
        into = into[(Header + Dimension)..];
        foreach (var value in values)
        {
            BinaryPrimitives.WriteInt32BigEndian(into, sizeof(long));
            BinaryPrimitives.WriteInt64BigEndian(into[sizeof(int)..], value);
            into = into[Item..];
        }
    }

    /// <summary>A column of type <c>text[]</c>; null for none.</summary>
    public void Texts(IReadOnlyCollection<string> values)
    {
        if (values.Count == 0)
        {
            Column(Null);
            return;
        }

        var into = Column((5 * sizeof(int)) + values.Sum(it => sizeof(int) + Encoding.UTF8.GetByteCount(it)));
        foreach (var head in (ReadOnlySpan<int>)[1, 0, TextType, values.Count, 1])
        {
            BinaryPrimitives.WriteInt32BigEndian(into, head);
            into = into[sizeof(int)..];
        }

        foreach (var value in values)
        {
            var size = Encoding.UTF8.GetBytes(value, into[sizeof(int)..]);
            BinaryPrimitives.WriteInt32BigEndian(into, size);
            into = into[(sizeof(int) + size)..];
        }
    }

    /// <summary>A column of type <c>bytea</c>.</summary>
    public void Binary(ReadOnlySpan<byte> value) => value.CopyTo(Column(value.Length));

    /// <summary>Forgets the rows and keeps the room.</summary>
    internal void Clear() => (_length, _open) = (0, 0);

    private Span<byte> Column(int size)
    {
        Debug.Assert(_open > 0, "A row has no more columns than its table.");
        _open--;
        BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), size);
        return Take(Math.Max(0, size));
    }

    private Span<byte> Take(int size)
    {
        if (_bytes.Length - _length < size)
        {
            Array.Resize(ref _bytes, Math.Max(checked(_length + size), _bytes.Length * 2));
        }

        _length += size;
        return _bytes.AsSpan(_length - size, size);
    }
}
