using System.Security.Cryptography;
using System.Text;
using TransferLedger.Ledger;
using TransferLedger.Store.Json;

namespace TransferLedger.Store.Log;

/// <summary>
/// The <c>headers</c> column: who says so, and a random 128-bit salt, so that the published hash of a fact cannot be
/// found by guessing serial numbers.
/// </summary>
internal static class EventHeaders
{
    private const int SaltLength = 32;

    /// <summary>Neighbours in the log mostly have the same source, and differ in the salt alone.</summary>
    [ThreadStatic]
    private static (byte[]? AfterSalt, Provenance? Provenance) _last;

    /// <summary>The headers of every fact of a request, without the salt, in UTF-8.</summary>
    public static byte[] Write(Provenance provenance) => FactJson.WriteUtf8(provenance);

    /// <summary>The same, with a salt of its own: 32 lower-case hexadecimal digits.</summary>
    public static byte[] WithSalt(byte[] headers)
    {
        Span<byte> salt = stackalloc byte[SaltLength / 2];
        RandomNumberGenerator.Fill(salt);
        var before = "{\"salt\":\""u8;
        var after = "\","u8;
        var salted = new byte[before.Length + SaltLength + after.Length + headers.Length - 1];
        before.CopyTo(salted);
        Convert.TryToHexStringLower(salt, salted.AsSpan(before.Length), out _);
        after.CopyTo(salted.AsSpan(before.Length + SaltLength));
        headers.AsSpan(1).CopyTo(salted.AsSpan(before.Length + SaltLength + after.Length));
        return salted;
    }

    /// <summary>Who said so, from the stored headers.</summary>
    public static Provenance Read(string headers) => Read(Encoding.UTF8.GetBytes(headers));

    /// <summary>The same, from UTF-8.</summary>
    public static Provenance Read(ReadOnlySpan<byte> headers)
    {
        var rest = AfterSalt(headers);
        if (!rest.IsEmpty && _last.Provenance is { } same && rest.SequenceEqual(_last.AfterSalt))
        {
            return same;
        }

        var stored = FastFactJson.TryReadAny<StoredHeaders>(headers)
            ?? (StoredHeaders)FactJson.ReadAny(typeof(StoredHeaders), Encoding.UTF8.GetString(headers));
        var provenance = stored.ToProvenance();
        if (!rest.IsEmpty)
        {
            _last = (rest.ToArray(), provenance);
        }

        return provenance;
    }

    /// <summary>What follows the salt, where it stands first as jsonb puts it; else nothing.</summary>
    private static ReadOnlySpan<byte> AfterSalt(ReadOnlySpan<byte> headers)
    {
        var before = "{\"salt\": \""u8;
        return headers.StartsWith(before)
            && headers.Length > before.Length + SaltLength
            && headers.Slice(before.Length, SaltLength).IndexOfAny((byte)'"', (byte)'\\') < 0
            && headers[before.Length + SaltLength] == '"'
                ? headers[(before.Length + SaltLength)..]
                : default;
    }

    private sealed record StoredHeaders(
        string Actor,
        string? Organisation = null,
        SourceReference? Source = null,
        SourceGrade? Grade = null,
        ValueList<Evidence> Evidence = default,
        EntryChannel? Channel = null,
        string? Salt = null)
    {
        public Provenance ToProvenance() => new(Actor, Organisation, Source, Grade, Evidence, Channel);
    }
}
