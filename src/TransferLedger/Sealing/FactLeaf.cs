using System.Globalization;
using System.Security.Cryptography;
using NodaTime;
using NodaTime.Text;
using TransferLedger.Ledger;

namespace TransferLedger.Sealing;

/// <summary>
/// The leaf a fact becomes in the ledger's Merkle tree: SHA-256 over a zero byte (RFC 6962 §2.1, which tells leaves
/// from nodes) and the fact's canonical envelope. The envelope is a JSON object in the form of
/// <see cref="CanonicalJson"/> with exactly the members <c>data</c>, <c>headers</c>, <c>id</c>, <c>position</c>,
/// <c>recordedAt</c>, <c>stream</c>, <c>type</c> and <c>version</c>. The order of names and the white space of the
/// stored headers and data do not matter; everything else does.
/// </summary>
public static class FactLeaf
{
    private const byte LeafPrefix = 0x00;

    private static readonly InstantPattern RecordedAtPattern =
        InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss'.'ffffff'Z'");

    private static readonly Instant FirstInstant = Instant.FromUtc(1, 1, 1, 0, 0);

    /// <summary>The leaf hash, 32 bytes.</summary>
    /// <param name="position">The place over all streams, 1 to <see cref="CanonicalJson.MaxInteger"/>.</param>
    /// <param name="id">The fact's id; written in lower case with hyphens.</param>
    /// <param name="stream">The key of the home subject.</param>
    /// <param name="version">The place in the stream, 1 to <see cref="CanonicalJson.MaxInteger"/>.</param>
    /// <param name="type">The stored name of the event.</param>
    /// <param name="recordedAt">In whole microseconds; written in UTC with six decimals.</param>
    /// <param name="headersJson">A JSON object.</param>
    /// <param name="dataJson">A JSON object.</param>
    /// <exception cref="FormatException">
    /// Headers or data are not an object that <see cref="CanonicalJson"/> takes, or stream or type hold a lone
    /// surrogate; the message begins with the path, such as <c>$.data.lines[3].mass</c>.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// A number is out of its bounds, a text empty, or the instant finer than microseconds.
    /// </exception>
    public static byte[] Hash(
        long position,
        Guid id,
        string stream,
        long version,
        string type,
        Instant recordedAt,
        string headersJson,
        string dataJson)
    {
        using var made = new CanonicalBuffer();
        made.Append(LeafPrefix);
        Write(position, id, stream, version, type, recordedAt, headersJson, dataJson, made);
        return SHA256.HashData(made.Written);
    }

    /// <summary>The bytes that are hashed behind the zero byte, for those who check a leaf with other tools.</summary>
    /// <inheritdoc cref="Hash"/>
    public static byte[] Envelope(
        long position,
        Guid id,
        string stream,
        long version,
        string type,
        Instant recordedAt,
        string headersJson,
        string dataJson)
    {
        using var made = new CanonicalBuffer();
        Write(position, id, stream, version, type, recordedAt, headersJson, dataJson, made);
        return made.Written.ToArray();
    }

    private static void Write(
        long position,
        Guid id,
        string stream,
        long version,
        string type,
        Instant recordedAt,
        string headersJson,
        string dataJson,
        CanonicalBuffer made)
    {
        CheckPlace(position, nameof(position));
        CheckPlace(version, nameof(version));
        ArgumentException.ThrowIfNullOrEmpty(stream);
        ArgumentException.ThrowIfNullOrEmpty(type);
        if (recordedAt < FirstInstant || AppendRules.WholeMicroseconds(recordedAt) != recordedAt)
        {
            throw new ArgumentException(
                "It must be in whole microseconds and not before the year 1.", nameof(recordedAt));
        }

        made.Append("{\"data\":"u8);
        CanonicalJson.Write(dataJson, "$.data", objectOnly: true, made);
        made.Append(",\"headers\":"u8);
        CanonicalJson.Write(headersJson, "$.headers", objectOnly: true, made);
        made.Append(",\"id\":"u8);
        AppendText(id.ToString("D", CultureInfo.InvariantCulture), "$.id", made);
        made.Append(",\"position\":"u8);
        made.Append(position);
        made.Append(",\"recordedAt\":"u8);
        AppendText(RecordedAtPattern.Format(recordedAt), "$.recordedAt", made);
        made.Append(",\"stream\":"u8);
        AppendText(stream, "$.stream", made);
        made.Append(",\"type\":"u8);
        AppendText(type, "$.type", made);
        made.Append(",\"version\":"u8);
        made.Append(version);
        made.Append((byte)'}');
    }

    private static void CheckPlace(long place, string parameter)
    {
        if (place is < 1 or > CanonicalJson.MaxInteger)
        {
            throw new ArgumentOutOfRangeException(parameter, place, "It must be 1 to 9007199254740991.");
        }
    }

    private static void AppendText(string text, string path, CanonicalBuffer made)
    {
        if (!made.AppendString(text))
        {
            throw new FormatException($"{path} has text that is not Unicode: a lone surrogate.");
        }
    }
}
