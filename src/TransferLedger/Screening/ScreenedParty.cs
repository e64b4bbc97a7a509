using TransferLedger.Ledger;
using TransferLedger.Parties;

namespace TransferLedger.Screening;

/// <summary>
/// A party as it is screened: everything that papers and the register say of whoever has one name. Lists are sorted and
/// hold each text once.
/// </summary>
/// <param name="Names">Its names in any script, aliases with them.</param>
/// <param name="Countries">
/// ISO 3166-1 alpha-2 in capitals, of seat, nationality or flag; empty when no paper says.
/// </param>
/// <param name="Births">When a person was born; empty when no paper says.</param>
/// <param name="Identifiers">What others know it by: an IMO number, a passport.</param>
public sealed record ScreenedParty(
    ValueList<string> Names,
    ValueList<string> Countries = default,
    ValueList<Happened> Births = default,
    ValueList<PartyIdentifier> Identifiers = default)
{
    /// <summary>
    /// The first half of SHA-256 over all of it, 32 lower-case hexadecimal digits: it changes with what is known of the
    /// party, and only then.
    /// </summary>
    public string Fingerprint { get; } = ListedEntry.FingerprintOf(
    [
        .. Names, "", .. Countries, "", .. Births.Select(it => it.Text), "",
        .. Identifiers.Select(it => $"{it.Scheme}\n{it.Value}"),
    ]);

    /// <summary>A party from texts as papers have them: blanks left out, each once, sorted.</summary>
    /// <param name="names">Names.</param>
    /// <param name="countries">Codes of countries.</param>
    /// <param name="births">Dates of birth.</param>
    /// <param name="identifiers">Identifiers.</param>
    public static ScreenedParty Of(
        IEnumerable<string?> names,
        IEnumerable<string?>? countries = null,
        IEnumerable<Happened>? births = null,
        IEnumerable<PartyIdentifier>? identifiers = null) => new(
        Sorted(names.Select(it => it?.Trim())),
        Sorted((countries ?? []).Select(it => it?.Trim().ToUpperInvariant())),
        (births ?? []).Distinct().OrderBy(it => it.Text, StringComparer.Ordinal).ToValueList(),
        (identifiers ?? []).Distinct().OrderBy(it => it.Scheme, StringComparer.Ordinal)
            .ThenBy(it => it.Value, StringComparer.Ordinal).ToValueList());

    /// <summary>What is known of this and of another that is the same party.</summary>
    public ScreenedParty With(ScreenedParty other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Of(
            Names.Concat(other.Names), Countries.Concat(other.Countries), Births.Concat(other.Births),
            Identifiers.Concat(other.Identifiers));
    }

    /// <summary>Is everything that another says of the party known here too?</summary>
    public bool Covers(ScreenedParty other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.Names.All(Names.Contains) && other.Countries.All(Countries.Contains)
            && other.Births.All(Births.Contains) && other.Identifiers.All(Identifiers.Contains);
    }

    private static ValueList<string> Sorted(IEnumerable<string?> texts) =>
        texts.OfType<string>().Where(it => it.Any(char.IsLetterOrDigit)).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).ToValueList();
}
