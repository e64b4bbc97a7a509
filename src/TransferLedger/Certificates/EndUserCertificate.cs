using System.Globalization;
using TransferLedger.Authorities;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Risk;

namespace TransferLedger.Certificates;

/// <summary>
/// An end-user certificate as it was read from the paper: the elements of section 1 of the certificate rules. What the
/// paper does not say is null or empty; rules judge what is missing, capturing never refuses it.
/// </summary>
/// <param name="Number">The number as written; empty when there is none.</param>
/// <param name="IssuingCountry">ISO 3166-1 alpha-2 of the state that issued it.</param>
/// <param name="Use">One delivery or several.</param>
/// <param name="Paper">What lay before the officer, and its scan.</param>
/// <param name="Authority">The issuing authority's short name in the register (<c>mod</c>).</param>
/// <param name="IssuedOn">The date of issue.</param>
/// <param name="ValidFrom">From when it may be used; null: from the date of issue.</param>
/// <param name="ValidTo">The last day on which it may be used.</param>
/// <param name="Exporter">Who exports.</param>
/// <param name="EndUser">Who will have the goods.</param>
/// <param name="FinalConsignee">Who receives them, if not the end user.</param>
/// <param name="OtherParties">Intermediate consignees, brokers, carriers.</param>
/// <param name="Destination">ISO 3166-1 alpha-2 of the country of final destination.</param>
/// <param name="Lines">The goods.</param>
/// <param name="Contract">The number of the contract or order.</param>
/// <param name="ContractDate">Its date.</param>
/// <param name="EndUse">What the goods are for, in the paper's words.</param>
/// <param name="Undertakings">What the end user undertakes.</param>
/// <param name="Signatory">Who signed.</param>
/// <param name="GovernmentCertification">
/// Who certified for the government that the end user is genuine, in the paper's words.
/// </param>
/// <param name="DigitalSignature">The digital signature of an electronic certificate; null when it has none.</param>
public sealed record EndUserCertificate(
    string Number,
    string IssuingCountry,
    CertificateUse Use,
    Paper Paper,
    string? Authority = null,
    Happened? IssuedOn = null,
    Happened? ValidFrom = null,
    Happened? ValidTo = null,
    PartyOnPaper? Exporter = null,
    EndUser? EndUser = null,
    PartyOnPaper? FinalConsignee = null,
    ValueList<OtherParty> OtherParties = default,
    string? Destination = null,
    ValueList<CertificateLine> Lines = default,
    string? Contract = null,
    Happened? ContractDate = null,
    string? EndUse = null,
    ValueList<Undertaking> Undertakings = default,
    SignatoryOnPaper? Signatory = null,
    string? GovernmentCertification = null,
    DigitalSignature? DigitalSignature = null)
{
    /// <summary>
    /// The certificate's subject: <c>certificate/{country}/{number}</c>, so that whoever captures the same paper meets
    /// the same history.
    /// </summary>
    /// <exception cref="FormatException">Country or number holds no letter or digit.</exception>
    public Subject Subject => Subject.Of("certificate", IssuingCountry, Number);

    /// <summary>The subject of the issuing authority's register; null when the paper names none.</summary>
    /// <exception cref="FormatException">Country or authority holds no letter or digit.</exception>
    public Subject? AuthoritySubject =>
        string.IsNullOrWhiteSpace(Authority) ? null : AuthorityRegister.SubjectOf(IssuingCountry, Authority);

    /// <summary>The subject of the end user; null when it has no name that can be one.</summary>
    public Subject? EndUserSubject => Named("party", EndUser?.Party.Name);

    /// <summary>
    /// What a capture is about besides the certificate: end user, exporter, and the scan, by which the same paper is
    /// found under another number. A name that can be no subject is left out. Not the authority: its history is the
    /// register, read at every judgement, and must not grow with every certificate.
    /// </summary>
    public IEnumerable<Subject> AlsoAbout() =>
        new[]
        {
            EndUserSubject, Named("party", Exporter?.Name), Named("scan", Paper.Scan),
            Named("scan", Signatory?.SignatureImage),
        }.OfType<Subject>().Distinct();

    /// <summary>
    /// What is read besides the certificate's own history to judge it: authority, end user, scan and picture of the
    /// signature, brokers, embargoes, countries.
    /// </summary>
    /// <exception cref="FormatException">Country or authority holds no letter or digit.</exception>
    public IReadOnlyList<Subject> Related() =>
    [
        .. new[]
            {
                AuthoritySubject, EndUserSubject, Named("scan", Paper.Scan), Named("scan", Signatory?.SignatureImage),
            }
            .Concat(Brokers.Select(broker => Named("party", broker.Name))).OfType<Subject>()
            .Append(EmbargoTable.Subject).Concat(CountryRisk.SubjectsOf(this)).Distinct(),
    ];

    /// <summary>The brokers it names.</summary>
    public IEnumerable<PartyOnPaper> Brokers =>
        OtherParties.Where(it => it.Role == PartyRole.Broker).Select(it => it.Party);

    private static Subject? Named(string kind, string? name) =>
        Subject.TryParse($"{kind}/{Subject.Normalise(name ?? "")}", out var subject) ? subject : null;
}

/// <summary>How often a certificate may be used.</summary>
public enum CertificateUse
{
    /// <summary>For one transaction.</summary>
    OneOff,

    /// <summary>For several, by one or more exporters.</summary>
    Framework,
}

/// <summary>A party as the paper names it.</summary>
/// <param name="Name">Name and legal form, or unit.</param>
/// <param name="Street">Street and number, or post box.</param>
/// <param name="City">Town, with postal code if given.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="OriginalName">The name in its own script, if the paper gives it.</param>
public sealed record PartyOnPaper(
    string Name, string? Street = null, string? City = null, string? Country = null, string? OriginalName = null);

/// <summary>What kind of end user it is.</summary>
public enum EndUserKind
{
    /// <summary>Armed forces.</summary>
    ArmedForces,

    /// <summary>Police or another force for law enforcement.</summary>
    LawEnforcement,

    /// <summary>Another government body.</summary>
    Government,

    /// <summary>A dealer who sells on.</summary>
    Reseller,

    /// <summary>A private security company.</summary>
    SecurityCompany,

    /// <summary>A person.</summary>
    Individual,

    /// <summary>A museum or collector.</summary>
    Museum,

    /// <summary>A maker who builds the goods in.</summary>
    Manufacturer,

    /// <summary>Anyone else.</summary>
    Other,
}

/// <summary>The end user.</summary>
/// <param name="Party">Name and address.</param>
/// <param name="Kind">What it is; null when the paper does not say.</param>
/// <param name="SignerPosition">The position of whoever signs for it.</param>
/// <param name="PermittedBuyers">Of a reseller: to whom it may sell on; empty when nobody is named.</param>
/// <param name="SalesReporting">Of a reseller: must it report its sales? Null when the paper does not say.</param>
public sealed record EndUser(
    PartyOnPaper Party,
    EndUserKind? Kind = null,
    string? SignerPosition = null,
    [AddedLater] ValueList<string> PermittedBuyers = default,
    bool? SalesReporting = null);

/// <summary>What another party does.</summary>
public enum PartyRole
{
    /// <summary>Receives and passes on.</summary>
    IntermediateConsignee,

    /// <summary>Arranges the transaction.</summary>
    Broker,

    /// <summary>Carries the goods.</summary>
    Carrier,

    /// <summary>Forwards them.</summary>
    Forwarder,
}

/// <summary>Another party to the transaction.</summary>
public sealed record OtherParty(PartyRole Role, PartyOnPaper Party);

/// <summary>One line of goods.</summary>
/// <param name="Description">What, in the paper's words.</param>
/// <param name="Class">What it is to the rules; null when it cannot be told.</param>
/// <param name="Model">Type or model.</param>
/// <param name="Calibre">As written.</param>
/// <param name="Quantity">How many units, in figures.</param>
/// <param name="QuantityInWords">The same in words, as written.</param>
/// <param name="Unit">The unit: <c>piece</c>, <c>set</c>, <c>round</c>, <c>box</c>.</param>
/// <param name="UnitValue">The price of one unit, if the paper gives it.</param>
public sealed record CertificateLine(
    string Description,
    GoodsClass? Class = null,
    string? Model = null,
    string? Calibre = null,
    long? Quantity = null,
    string? QuantityInWords = null,
    string? Unit = null,
    UnitValue? UnitValue = null);

/// <summary>The price of one unit.</summary>
/// <param name="Amount">A decimal number with a point and without grouping: <c>412.50</c>.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record UnitValue(string Amount, string Currency)
{
    /// <summary>The amount; null when it is no decimal number above nought, or the currency is missing.</summary>
    public decimal? Price() =>
        Currency.Any(char.IsLetter) && Amount.Length <= 20
        && decimal.TryParse(Amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
        && amount > 0
            ? amount
            : null;

    /// <summary>The currency as it is compared: capitals without spaces around.</summary>
    public string CurrencyCode() => Currency.Trim().ToUpperInvariant();
}

/// <summary>What an end user may undertake.</summary>
public enum Undertaking
{
    /// <summary>No other use than the one stated.</summary>
    NoOtherUse,

    /// <summary>Not for chemical, biological or nuclear weapons or their missiles.</summary>
    NoWmd,

    /// <summary>No re-export or retransfer without consent.</summary>
    NoReexport,

    /// <summary>The goods stay at the end user's premises.</summary>
    NoRelocation,

    /// <summary>Consent to verification on site.</summary>
    OnSiteVerification,

    /// <summary>A delivery verification certificate will be given.</summary>
    DeliveryVerification,

    /// <summary>Old arms are destroyed for the new ones.</summary>
    NewForOld,
}

/// <summary>Who signed, as the paper shows.</summary>
/// <param name="Name">Printed name.</param>
/// <param name="Title">Office.</param>
/// <param name="SignedOn">The date of the signature.</param>
/// <param name="SignatureImage">SHA-256 of the picture of the signature, 64 lower-case hexadecimal digits.</param>
/// <param name="Contact">How the paper says the signer can be reached: never to be used to confirm it.</param>
public sealed record SignatoryOnPaper(
    string Name,
    string? Title = null,
    Happened? SignedOn = null,
    string? SignatureImage = null,
    string? Contact = null);

/// <summary>What lay before the officer.</summary>
public enum PaperKind
{
    /// <summary>The original.</summary>
    Original,

    /// <summary>A certified copy.</summary>
    CertifiedCopy,

    /// <summary>Received electronically from the issuing authority itself.</summary>
    DirectElectronic,

    /// <summary>A fax.</summary>
    Fax,

    /// <summary>A photograph or plain copy.</summary>
    Photograph,
}

/// <summary>The paper and its scan.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Scan">SHA-256 of the scan, 64 lower-case hexadecimal digits.</param>
/// <param name="Language">ISO 639-1 of the paper's language.</param>
/// <param name="Translation">How it was translated.</param>
/// <param name="Layout">
/// SHA-256 of the form without what is filled in, 64 lower-case hexadecimal digits; null when it was not taken.
/// </param>
public sealed record Paper(
    PaperKind Kind,
    string? Scan = null,
    string? Language = null,
    Translation Translation = Translation.NotNeeded,
    string? Layout = null);

/// <summary>A digital signature as it was found, not yet checked.</summary>
/// <param name="Signer">SHA-256 of the signer's certificate, 64 lower-case hexadecimal digits.</param>
public sealed record DigitalSignature(string Signer);

/// <summary>How a paper was translated.</summary>
public enum Translation
{
    /// <summary>The officer reads its language.</summary>
    NotNeeded,

    /// <summary>By a sworn or official translator.</summary>
    Certified,

    /// <summary>By anybody else.</summary>
    NotCertified,
}
