using System.Collections.Immutable;

namespace TransferLedger.Cli.Generate;

/// <summary>A country of the data set. Only its code and name are real.</summary>
/// <param name="Code">ISO 3166-1 alpha-2.</param>
/// <param name="Name">In English.</param>
/// <param name="Locale">The data of Bogus that its names come from.</param>
/// <param name="Language">ISO 639-1 of its offices.</param>
/// <param name="LegalForms">Of its firms.</param>
internal sealed record Country(
    string Code, string Name, string Locale, string Language, params ImmutableArray<string> LegalForms)
{
    /// <summary>States whose certificates are presented.</summary>
    public static ImmutableArray<Country> Importers { get; } =
    [
        new("PT", "Portugal", "pt_PT", "pt", "Lda", "SA"),
        new("CZ", "Czechia", "cz", "cs", "s.r.o.", "a.s."),
        new("FI", "Finland", "fi", "fi", "Oy"),
        new("SE", "Sweden", "sv", "sv", "AB"),
        new("PL", "Poland", "pl", "pl", "sp. z o.o.", "S.A."),
        new("LV", "Latvia", "lv", "lv", "SIA"),
        new("HR", "Croatia", "hr", "hr", "d.o.o."),
        new("CL", "Chile", "es", "es", "SpA", "Ltda."),
        new("UY", "Uruguay", "es", "es", "S.A."),
        new("PE", "Peru", "es_MX", "es", "S.A.C."),
        new("SN", "Senegal", "fr", "fr", "SARL", "SA"),
        new("BJ", "Benin", "fr", "fr", "SARL"),
        new("GH", "Ghana", "en", "en", "Ltd"),
        new("BW", "Botswana", "en_ZA", "en", "(Pty) Ltd"),
        new("NZ", "New Zealand", "en", "en", "Limited"),
        new("UA", "Ukraine", "uk", "uk", "LLC"),
        new("GE", "Georgia", "ge", "ka", "LLC"),
    ];

    /// <summary>States whose firms export, and whose offices receive the certificates.</summary>
    public static ImmutableArray<Country> Exporters { get; } =
    [
        new("DE", "Germany", "de", "de", "GmbH", "AG", "GmbH & Co. KG"),
        new("AT", "Austria", "de_AT", "de", "GmbH"),
        new("BE", "Belgium", "nl_BE", "nl", "NV", "BV"),
        new("IT", "Italy", "it", "it", "S.p.A.", "S.r.l."),
        new("NO", "Norway", "nb_NO", "nb", "AS"),
        new("BR", "Brazil", "pt_BR", "pt", "Ltda"),
    ];

    /// <summary>Are its names written in Latin letters?</summary>
    public bool IsLatin => Code is not ("UA" or "GE");

    /// <summary>A name of this country in Latin letters.</summary>
    public string InLatin(string name) => Code switch
    {
        "UA" => Letters.FromCyrillic(name),
        "GE" => Letters.FromGeorgian(name),
        _ => name,
    };
}
