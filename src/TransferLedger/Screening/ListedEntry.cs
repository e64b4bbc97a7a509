using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using TransferLedger.Ledger;
using TransferLedger.Parties;

namespace TransferLedger.Screening;

/// <summary>What kind of party a list names.</summary>
public enum ListedKind
{
    /// <summary>A person.</summary>
    Person,

    /// <summary>A company, group or other body.</summary>
    Body,

    /// <summary>A vessel.</summary>
    Vessel,

    /// <summary>An aircraft.</summary>
    Aircraft,
}

/// <summary>What a name is to the entry that has it.</summary>
public enum ListedNameKind
{
    /// <summary>The name it is listed under.</summary>
    Primary,

    /// <summary>The same in its own script.</summary>
    OriginalScript,

    /// <summary>Another name by which it can be told.</summary>
    Alias,

    /// <summary>Another name that many have, or that is not certain; the list itself says so.</summary>
    WeakAlias,

    /// <summary>A name it had before.</summary>
    Former,
}

/// <summary>One name of a listed party.</summary>
/// <param name="Name">As the list writes it.</param>
/// <param name="Kind">What it is to the entry.</param>
public sealed record ListedName(string Name, ListedNameKind Kind = ListedNameKind.Primary);

/// <summary>One party on a sanctions list.</summary>
/// <param name="List">The list's short name: <c>un</c>.</param>
/// <param name="Id">What the list knows it by: <c>QDi.002</c>.</param>
/// <param name="Kind">What kind of party it is.</param>
/// <param name="Names">All its names, the primary one first.</param>
/// <param name="Countries">
/// ISO 3166-1 alpha-2 of nationality, flag, seat or place of birth; empty when the list gives none that can be read.
/// </param>
/// <param name="Births">When a person may have been born; empty when the list does not say.</param>
/// <param name="Identifiers">Passports, registrations, IMO numbers.</param>
/// <param name="Programmes">The regimes it is listed under.</param>
/// <param name="ListedOn">Since when; null when the list does not say.</param>
public sealed record ListedEntry(
    string List,
    string Id,
    ListedKind Kind,
    ValueList<ListedName> Names,
    ValueList<string> Countries = default,
    ValueList<Happened> Births = default,
    ValueList<PartyIdentifier> Identifiers = default,
    ValueList<string> Programmes = default,
    Happened? ListedOn = null)
{
    /// <summary>What the fingerprint of an entry or party has, in hexadecimal digits.</summary>
    public const int FingerprintDigits = 32;

    /// <summary>The name it is listed under.</summary>
    public string Primary => Names.Count > 0 ? Names[0].Name : Id;

    /// <summary>
    /// The first half of SHA-256 over everything the entry says, 32 lower-case hexadecimal digits: it changes with the
    /// record, and only then.
    /// </summary>
    public string Fingerprint { get; } = FingerprintOf(
        [
            List, Id, Kind.ToString(), .. Names.Select(it => $"{it.Kind} {it.Name}"), "", .. Countries, "",
            .. Births.Select(it => it.Text), "",
            .. Identifiers.Select(it => $"{it.Scheme}\n{it.Value}"), "", .. Programmes, "", ListedOn?.Text ?? "",
        ]);

    /// <summary>
    /// The fingerprint of some texts: each counts with its length, so that no two lists of texts meet.
    /// </summary>
    internal static string FingerprintOf(IEnumerable<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var text in texts)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..FingerprintDigits];
    }
}
