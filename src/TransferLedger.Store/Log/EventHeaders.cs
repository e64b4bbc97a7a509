using System.Security.Cryptography;
using TransferLedger.Ledger;
using TransferLedger.Store.Json;

namespace TransferLedger.Store.Log;

/// <summary>
/// The <c>headers</c> column: who says so, and a random 128-bit salt, so that the published hash of a fact cannot be
/// found by guessing serial numbers.
/// </summary>
internal static class EventHeaders
{
    /// <summary>Neighbours in the log mostly have the same source, and differ in the salt alone.</summary>
    [ThreadStatic]
    private static (string AfterSalt, Provenance? Provenance) _last;

    /// <summary>The headers of every fact of a request, without the salt.</summary>
    public static string Write(Provenance provenance) => FactJson.WriteAny(provenance);

    /// <summary>The same, with a salt of its own: 32 lower-case hexadecimal digits.</summary>
    public static string WithSalt(string headers)
    {
        Span<byte> salt = stackalloc byte[16];
        RandomNumberGenerator.Fill(salt);
        Span<char> hex = stackalloc char[32];
        Convert.TryToHexStringLower(salt, hex, out _);
        return string.Concat("{\"salt\":\"", hex, "\",", headers.AsSpan(1));
    }

    /// <summary>Who said so, from the stored headers.</summary>
    public static Provenance Read(string headers)
    {
        var rest = AfterSalt(headers);
        if (!rest.IsEmpty && _last.Provenance is { } same && rest.SequenceEqual(_last.AfterSalt))
        {
            return same;
        }

        var provenance = ((StoredHeaders)FactJson.ReadAny(typeof(StoredHeaders), headers)).ToProvenance();
        if (!rest.IsEmpty)
        {
            _last = (rest.ToString(), provenance);
        }

        return provenance;
    }

    /// <summary>What follows the salt, where it stands first as jsonb puts it; else nothing.</summary>
    private static ReadOnlySpan<char> AfterSalt(string headers)
    {
        const string Before = "{\"salt\": \"";
        const int SaltLength = 32;
        return headers.StartsWith(Before, StringComparison.Ordinal)
            && headers.Length > Before.Length + SaltLength
            && headers.AsSpan(Before.Length, SaltLength).IndexOfAny('"', '\\') < 0
            && headers[Before.Length + SaltLength] == '"'
                ? headers.AsSpan(Before.Length + SaltLength)
                : default;
    }

    private sealed record StoredHeaders(
        string Actor,
        string? Organisation = null,
        SourceReference? Source = null,
        SourceGrade? Grade = null,
        ValueList<Evidence> Evidence = default,
        string? Salt = null)
    {
        public Provenance ToProvenance() => new(Actor, Organisation, Source, Grade, Evidence);
    }
}
