using System.Security.Cryptography;
using System.Text;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>
/// The ledger's own name for one weapon: sixteen characters of Crockford's base 32 in groups of four
/// (<c>7k3m-9q2x-4t5v-8w1z</c>). It is issued once and never derived from a serial alone: marks and serials are
/// facts about the weapon, and can be misread, restored or added.
/// </summary>
/// <remarks>A default value has an empty text and names nothing.</remarks>
public readonly record struct WeaponId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private readonly string? _value;

    private WeaponId(string value) => _value = value;

    /// <summary>The text, lower case, grouped.</summary>
    public string Value => _value ?? "";

    /// <summary>The subject of facts about this weapon.</summary>
    public Subject Subject => Subject.Parse("weapon/" + Value);

    /// <summary>
    /// The id a source's own name for a weapon leads to: the first 80 bits of SHA-256 over the source and the name's
    /// parts, each with its length before it. The same name always meets the same weapon; two names meet by accident
    /// with a probability of about n²/2⁸¹ over n weapons.
    /// </summary>
    /// <param name="source">The name space: a register or data set.</param>
    /// <param name="parts">What identifies the weapon within it.</param>
    public static WeaponId Issue(string source, params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder();
        Add(text, source);
        foreach (var part in parts)
        {
            Add(text, part);
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
        return FromBytes(hash.AsSpan(0, 10));
    }

    /// <summary>The id these ten bytes spell, for ids made of random bits.</summary>
    /// <exception cref="ArgumentException">There are not exactly ten bytes.</exception>
    public static WeaponId FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != 10)
        {
            throw new ArgumentException("A weapon id is made of ten bytes.", nameof(bytes));
        }

        Span<char> made = stackalloc char[19];
        var (at, bits, held) = (0, 0, 0);
        foreach (var b in bytes)
        {
            held = ((held << 8) | b) & 0xFFFF;
            bits += 8;
            while (bits >= 5)
            {
                bits -= 5;
                if (at is 4 or 9 or 14)
                {
                    made[at++] = '-';
                }

                made[at++] = Alphabet[(held >> bits) & 31];
            }
        }

        return new WeaponId(new string(made));
    }

    /// <summary>
    /// An id as a person may write it: any case, O for 0, I and L for 1, hyphens or not, <c>weapon/</c> before it.
    /// </summary>
    /// <exception cref="FormatException">It is not sixteen characters of the alphabet.</exception>
    public static WeaponId Parse(string text) =>
        TryParse(text, out var id)
            ? id
            : throw new FormatException($"'{text}' is not a weapon id such as '7k3m-9q2x-4t5v-8w1z'.");

    /// <summary>As <see cref="Parse"/>, without the exception.</summary>
    public static bool TryParse(string? text, out WeaponId id)
    {
        id = default;
        if (text is null)
        {
            return false;
        }

        if (text.StartsWith("weapon/", StringComparison.Ordinal))
        {
            text = text["weapon/".Length..];
        }

        Span<char> made = stackalloc char[19];
        var at = 0;
        foreach (var c in text)
        {
            if (c == '-')
            {
                continue;
            }

            var folded = char.ToLowerInvariant(c) switch { 'o' => '0', 'i' or 'l' => '1', var other => other };
            if (at >= 19 || !Alphabet.Contains(folded, StringComparison.Ordinal))
            {
                return false;
            }

            if (at is 4 or 9 or 14)
            {
                made[at++] = '-';
            }

            made[at++] = folded;
        }

        if (at != 19)
        {
            return false;
        }

        id = new WeaponId(new string(made));
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static void Add(StringBuilder text, string part) => text.Append(part.Length).Append(':').Append(part);
}

/// <summary>
/// What is known of an item apart from its marks. What is unknown is null, and unknown never equals unknown.
/// </summary>
/// <param name="Kind">The class of weapon in the source's words: pistol, rifle, 5.56 mm …</param>
/// <param name="Maker">The manufacturer.</param>
/// <param name="CountryOfManufacture">ISO 3166-1 alpha-2, where known.</param>
/// <param name="Model">The model or its NATO stock number.</param>
/// <param name="Calibre">The calibre as written.</param>
/// <param name="Year">The year of manufacture.</param>
public sealed record ItemDescription(
    string? Kind = null,
    string? Maker = null,
    string? CountryOfManufacture = null,
    string? Model = null,
    string? Calibre = null,
    int? Year = null);

/// <summary>
/// One mark as it was seen (International Tracing Instrument, paragraph 8). What is read is not what is true.
/// </summary>
/// <param name="Kind">What the mark is.</param>
/// <param name="Text">The text as read, never changed; empty when the mark was found obliterated or absent.</param>
/// <param name="Legibility">How well it could be read.</param>
/// <param name="Position">Where on the weapon: receiver left, barrel, slide …</param>
/// <param name="Technique">How it was put on: stamp, laser, dot-peen, cast.</param>
/// <param name="PictureSha256">SHA-256 of a picture, 64 lower-case hexadecimal digits.</param>
/// <param name="Script">The script it is written in, where that is not plain from the text: latin, cyrillic.</param>
/// <param name="Reader">Who read it, by post or pseudonym.</param>
public sealed record Mark(
    MarkKind Kind,
    string Text,
    Legibility Legibility = Legibility.Clear,
    string? Position = null,
    string? Technique = null,
    string? PictureSha256 = null,
    string? Script = null,
    string? Reader = null);

/// <summary>What a mark is, or on which occasion it was put on.</summary>
public enum MarkKind
{
    /// <summary>The maker's serial number.</summary>
    Serial,

    /// <summary>Maker, model, calibre or country put on at manufacture.</summary>
    Manufacture,

    /// <summary>Country and year of import (paragraph 8 (b)).</summary>
    Import,

    /// <summary>A state stock's mark (paragraph 8 (d)).</summary>
    StateStock,

    /// <summary>Put on when collected from combatants.</summary>
    Ddr,

    /// <summary>Put on by a mission.</summary>
    Mission,

    /// <summary>Put on after a seizure.</summary>
    PostSeizure,

    /// <summary>Any later mark.</summary>
    Remark,

    /// <summary>Put on when deactivated.</summary>
    Deactivation,
}

/// <summary>How well a mark could be read.</summary>
public enum Legibility
{
    /// <summary>Every character is certain.</summary>
    Clear,

    /// <summary>Some characters are not.</summary>
    Partly,

    /// <summary>Made readable again by a laboratory.</summary>
    Restored,

    /// <summary>Removed by somebody.</summary>
    Obliterated,

    /// <summary>There is none.</summary>
    Absent,
}

/// <summary>An organisation, unit or person answerable for an item at a moment.</summary>
/// <param name="Name">As the source writes it; a person only by post or pseudonym.</param>
/// <param name="Country">ISO 3166-1 alpha-2, where known.</param>
/// <param name="Reference">The identifier of the party, when it has one better than its name.</param>
public sealed record Custodian(string Name, string? Country = null, string? Reference = null)
{
    /// <summary>The subject of facts about this party.</summary>
    /// <exception cref="FormatException">Neither reference nor name holds a letter or digit.</exception>
    public Subject Party => Subject.Of("party", Reference ?? Name);
}

/// <summary>A place as a source gives it.</summary>
/// <param name="Name">In the source's words.</param>
/// <param name="Country">ISO 3166-1 alpha-2, where known.</param>
/// <param name="Locode">UN/LOCODE, where known.</param>
/// <param name="Point">Its point as ISO 6709 writes it in degrees (<c>+48.8577+002.2950/</c>), where known.</param>
public sealed record Place(string Name, string? Country = null, string? Locode = null, string? Point = null);
