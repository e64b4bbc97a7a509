using System.Security.Cryptography;
using System.Text;

namespace TransferLedger.Ledger;

/// <summary>
/// Something facts are about: <c>weapon/7k3m-9q2x-4t5v-8w1z</c>, <c>certificate/de/eu-2026-17</c>. Its key is a
/// normalised natural identifier, so that the same paper always meets the same subject. The home subject of a fact
/// is its stream in the event tables.
/// </summary>
/// <remarks>A default value has an empty key and is not a subject; every factory refuses it.</remarks>
public readonly record struct Subject : IComparable<Subject>
{
    /// <summary>The longest key accepted, in UTF-16 units.</summary>
    public const int MaxLength = 200;

    private readonly string? _key;

    private Subject(string key) => _key = key;

    /// <summary>The key: a kind, a slash, and one or more parts.</summary>
    public string Key => _key ?? "";

    /// <summary>The part before the first slash: <c>weapon</c>, <c>party</c>, <c>certificate</c> …</summary>
    public string Kind => Key[..Math.Max(0, Key.IndexOf('/', StringComparison.Ordinal))];

    /// <summary>What follows the kind.</summary>
    public string Rest => Key[(Key.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>The subject named by parts as they are written on paper; each part is normalised.</summary>
    /// <exception cref="FormatException">A part is empty once normalised, or the key is too long.</exception>
    public static Subject Of(string kind, params ReadOnlySpan<string> parts)
    {
        var key = new StringBuilder(kind);
        foreach (var part in parts)
        {
            key.Append('/').Append(Normalise(part));
        }

        return Parse(key.ToString());
    }

    /// <summary>A subject from its exact key.</summary>
    /// <exception cref="FormatException">
    /// It is not a kind, a slash and non-empty parts of at most 200 characters in all.
    /// </exception>
    public static Subject Parse(string key) =>
        TryParse(key, out var subject)
            ? subject
            : throw new FormatException($"'{key}' is not a subject key such as 'weapon/7k3m-9q2x-4t5v-8w1z'.");

    /// <summary>As <see cref="Parse"/>, without the exception.</summary>
    public static bool TryParse(string? key, out Subject subject)
    {
        subject = default;
        if (key is null || key.Length > MaxLength || key.Length == 0 || key[0] == '/' || key[^1] == '/')
        {
            return false;
        }

        if (!key.Contains('/', StringComparison.Ordinal) || key.Contains("//", StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var c in key)
        {
            if (char.IsControl(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c))
            {
                return false;
            }
        }

        subject = new Subject(key);
        return true;
    }

    /// <summary>
    /// The 16 bytes the subject index is keyed by: the first half of SHA-256 over the key in UTF-8, read big-endian.
    /// </summary>
    public Guid ToId()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> utf8 = stackalloc byte[MaxLength * 3];
        var length = Encoding.UTF8.GetBytes(Key, utf8);
        SHA256.HashData(utf8[..length], hash);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <inheritdoc/>
    public int CompareTo(Subject other) => string.CompareOrdinal(Key, other.Key);

    /// <inheritdoc/>
    public override string ToString() => Key;

    /// <summary>
    /// A part of a key as every writer of the same paper would arrive at it: NFKC, lower case (invariant), runs of
    /// anything but letters and digits turned to one hyphen, none at the ends.
    /// </summary>
    public static string Normalise(string part)
    {
        ArgumentNullException.ThrowIfNull(part);
        var text = Nfkc.Of(part).ToLowerInvariant();
        var made = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                made.Append(c);
            }
            else if (made.Length > 0 && made[^1] != '-')
            {
                made.Append('-');
            }
        }

        return made.ToString().TrimEnd('-');
    }

    /// <summary>Compares the keys, ordinal.</summary>
    public static bool operator <(Subject left, Subject right) => left.CompareTo(right) < 0;

    /// <summary>Compares the keys, ordinal.</summary>
    public static bool operator >(Subject left, Subject right) => left.CompareTo(right) > 0;

    /// <summary>Compares the keys, ordinal.</summary>
    public static bool operator <=(Subject left, Subject right) => left.CompareTo(right) <= 0;

    /// <summary>Compares the keys, ordinal.</summary>
    public static bool operator >=(Subject left, Subject right) => left.CompareTo(right) >= 0;
}
