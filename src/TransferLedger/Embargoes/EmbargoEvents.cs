using TransferLedger.Authorities;
using TransferLedger.Certificates;
using TransferLedger.Ledger;

namespace TransferLedger.Embargoes;

/// <summary>
/// The facts about arms embargoes. The home of each is <c>embargo/{regime}</c>; each is also about the table of all
/// embargoes, which is read whole at every check. Stored for ever: add, never change.
/// </summary>
/// <param name="Happened">When it was decided, or became known.</param>
public abstract record EmbargoEvent(Happened Happened) : LedgerEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [EmbargoTable.Subject];
}

/// <summary>Whom or what a measure is aimed at.</summary>
public enum EmbargoTarget
{
    /// <summary>A country or region: everybody there who is not exempt.</summary>
    Territory,

    /// <summary>Persons and bodies on a list of the committee: screening finds them (EUC-051).</summary>
    ListedParties,

    /// <summary>Whoever a description fits, such as all non-governmental forces in a country.</summary>
    DescribedGroup,
}

/// <summary>Which way arms may not go.</summary>
public enum EmbargoDirection
{
    /// <summary>Not to the target.</summary>
    To,

    /// <summary>Not from it.</summary>
    From,

    /// <summary>Neither way.</summary>
    Both,
}

/// <summary>How well what is on record about a decision is established.</summary>
public enum EmbargoCertainty
{
    /// <summary>The decision, or the committee's own page, was read.</summary>
    Established,

    /// <summary>From general knowledge; to be looked up before anything rests on it alone.</summary>
    GeneralKnowledge,
}

/// <summary>
/// The shape of a permission that a committee or the law gives. Never merged: each is checked another way.
/// </summary>
public enum ClearanceKind
{
    /// <summary>The committee says yes in advance.</summary>
    Approval,

    /// <summary>It is notified, and says nothing against within the waiting period.</summary>
    NoNegativeDecision,

    /// <summary>Somebody is told before delivery.</summary>
    Information,

    /// <summary>The law exempts the supply itself; a second officer reviews that its condition is met.</summary>
    Standing,
}

/// <summary>A country, or a region of one.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Region">The region's name; null for the whole country.</param>
/// <param name="Places">Towns and divisions of the region, by which an address is known to lie in it.</param>
public sealed record EmbargoArea(string Country, string? Region = null, ValueList<string> Places = default);

/// <summary>Who is exempt from a measure.</summary>
/// <param name="Description">In the words of the decision.</param>
/// <param name="Kinds">What kind of end user; empty where only names tell.</param>
/// <param name="Names">Bodies by name.</param>
/// <param name="Clearance">
/// What a supply to it still takes: a clearance of this kind; null when it lies outside the measure altogether.
/// </param>
public sealed record ExemptParty(
    string Description,
    ValueList<EndUserKind> Kinds = default,
    ValueList<string> Names = default,
    ClearanceKind? Clearance = null);

/// <summary>A way to a clearance that a measure leaves open.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="To">Who decides, or is told: a committee, a government.</param>
/// <param name="WaitingDays">Working days that must pass after the notice; 0 for none.</param>
/// <param name="Contents">What the request or notice must contain, field by field.</param>
/// <param name="Paragraph">The paragraph it rests on.</param>
public sealed record ClearanceRoute(
    ClearanceKind Kind,
    string To,
    int WaitingDays = 0,
    ValueList<string> Contents = default,
    string? Paragraph = null);

/// <summary>
/// An arms embargo was imposed: one measure of a regime, with its reach. A change of reach is another measure.
/// </summary>
/// <param name="Happened">When it was decided.</param>
/// <param name="Regime">The regime's code, such as <c>UN-2653</c>.</param>
/// <param name="Measure">The measure's name within the regime, such as <c>territory</c>.</param>
/// <param name="Issuer">Who imposed it: <c>UN</c>, <c>EU</c>, <c>OSCE</c>, or a state.</param>
/// <param name="Title">What it is aimed at, for people.</param>
/// <param name="Instrument">The decision.</param>
/// <param name="Target">Whom or what it is aimed at.</param>
/// <param name="Direction">Which way arms may not go.</param>
/// <param name="From">From when on.</param>
/// <param name="Source">Where this was taken from.</param>
/// <param name="Certainty">How well it is established.</param>
/// <param name="Areas">Where; empty for worldwide.</param>
/// <param name="Parties">The groups it names, in its words.</param>
/// <param name="Goods">What; empty for arms of all types.</param>
/// <param name="Exempt">Who is exempt.</param>
/// <param name="Routes">Which clearances are possible; empty for none.</param>
/// <param name="RunsTo">Its last day as decided; null when it is open-ended or the first end is not on record.</param>
/// <param name="Paragraph">The paragraph.</param>
/// <param name="ContestedBy">States that contest that it is in force, ISO 3166-1 alpha-2.</param>
/// <param name="Duties">What must be done after delivery.</param>
/// <param name="CheckedOn">When the source was read last.</param>
/// <param name="Note">What a reader must know besides.</param>
public sealed record EmbargoImposed(
    Happened Happened,
    string Regime,
    string Measure,
    string Issuer,
    string Title,
    string Instrument,
    EmbargoTarget Target,
    EmbargoDirection Direction,
    Happened From,
    string Source,
    EmbargoCertainty Certainty,
    ValueList<EmbargoArea> Areas = default,
    ValueList<string> Parties = default,
    ValueList<GoodsClass> Goods = default,
    ValueList<ExemptParty> Exempt = default,
    ValueList<ClearanceRoute> Routes = default,
    Happened? RunsTo = null,
    string? Paragraph = null,
    ValueList<string> ContestedBy = default,
    ValueList<string> Duties = default,
    Happened? CheckedOn = null,
    string? Note = null)
    : EmbargoEvent(Happened);

/// <summary>A measure was renewed or confirmed.</summary>
/// <param name="Happened">When it was decided.</param>
/// <param name="Regime">The regime.</param>
/// <param name="Measure">The measure.</param>
/// <param name="Instrument">The decision.</param>
/// <param name="Source">Where this was taken from.</param>
/// <param name="Certainty">How well it is established.</param>
/// <param name="RunsTo">Its last day from then on; null for open-ended.</param>
/// <param name="CheckedOn">When the source was read last.</param>
public sealed record EmbargoRenewed(
    Happened Happened,
    string Regime,
    string Measure,
    string Instrument,
    string Source,
    EmbargoCertainty Certainty,
    Happened? RunsTo = null,
    Happened? CheckedOn = null)
    : EmbargoEvent(Happened);

/// <summary>A measure was lifted. The day itself still counts as under embargo.</summary>
/// <param name="Happened">The last day on which it was in force.</param>
/// <param name="Regime">The regime.</param>
/// <param name="Measure">The measure.</param>
/// <param name="Instrument">The decision.</param>
/// <param name="Source">Where this was taken from.</param>
/// <param name="Certainty">How well it is established.</param>
public sealed record EmbargoLifted(
    Happened Happened,
    string Regime,
    string Measure,
    string Instrument,
    string Source,
    EmbargoCertainty Certainty)
    : EmbargoEvent(Happened);

/// <summary>
/// The authority that keeps this ledger decided whether it applies a regime: one that is contested, or of an issuer
/// whose decisions do not bind it of themselves.
/// </summary>
/// <param name="Happened">From when on.</param>
/// <param name="Regime">The regime.</param>
/// <param name="Applied">Is it applied?</param>
/// <param name="Jurisdiction">Whose decision it is, ISO 3166-1 alpha-2.</param>
/// <param name="LegalBasis">By what right.</param>
/// <param name="Officer">Who decided.</param>
/// <param name="Approver">Who agreed: another person.</param>
public sealed record EmbargoPolicySet(
    Happened Happened,
    string Regime,
    bool Applied,
    string Jurisdiction,
    string LegalBasis,
    string Officer,
    string Approver)
    : EmbargoEvent(Happened);

/// <summary>A place is said to be under the control of a group that a regime is aimed at.</summary>
/// <param name="Happened">From when on, or during which time.</param>
/// <param name="Regime">The regime.</param>
/// <param name="Group">The group.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Place">The town or region, as addresses write it; null for the whole country.</param>
/// <param name="Until">The last day of it; null when it lasts.</param>
public sealed record GroupAreaReported(
    Happened Happened,
    string Regime,
    string Group,
    string Country,
    string Source,
    string? Place = null,
    Happened? Until = null)
    : EmbargoEvent(Happened);

/// <summary>A party is said to be linked to a group that a regime is aimed at.</summary>
/// <param name="Happened">From when on, or during which time.</param>
/// <param name="Regime">The regime.</param>
/// <param name="Group">The group.</param>
/// <param name="Party">The party's name.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Until">The last day of it; null when it lasts.</param>
public sealed record GroupLinkReported(
    Happened Happened,
    string Regime,
    string Group,
    string Party,
    string Source,
    Happened? Until = null)
    : EmbargoEvent(Happened);

/// <summary>
/// A whole table of embargoes was loaded. Only then can it be said that no embargo applies. Its home is the table.
/// </summary>
/// <param name="Happened">When it was loaded.</param>
/// <param name="Edition">Which edition of the table.</param>
/// <param name="Hash">SHA-256 of its content in canonical form, 64 lower-case hexadecimal digits.</param>
/// <param name="Measures">How many measures it holds.</param>
/// <param name="CheckedOn">When its sources were read last.</param>
/// <param name="ClosedDays">
/// Days on which the committees' secretariat rests, besides Saturdays and Sundays.
/// </param>
public sealed record EmbargoTableLoaded(
    Happened Happened,
    string Edition,
    string Hash,
    int Measures,
    Happened CheckedOn,
    ValueList<Happened> ClosedDays = default)
    : EmbargoEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [];
}

/// <summary>
/// An open authorization or certificate was checked again after the table had changed, and what the embargo rules find
/// is no longer what they found before. Its home is the authorization or certificate. It is decided, never stated.
/// </summary>
/// <param name="Happened">The day it was checked for.</param>
/// <param name="Certificate">The certificate.</param>
/// <param name="EndUser">The end user's name.</param>
/// <param name="UpTo">The last position looked at.</param>
/// <param name="Destination">ISO 3166-1 alpha-2; null when the certificate names none.</param>
/// <param name="Findings">What the embargo rules find; empty when nothing stands in the way any more.</param>
public sealed record EmbargoRechecked(
    Happened Happened,
    Subject Certificate,
    string EndUser,
    long UpTo,
    string? Destination = null,
    ValueList<Rules.RuleFinding> Findings = default)
    : LedgerEvent(Happened);

/// <summary>
/// Every open authorization and accepted certificate was checked again. Without it a re-check that broke off would look
/// like one that found nothing. Its home is <c>embargo-recheck/all</c>. It is decided, never stated.
/// </summary>
/// <param name="Happened">The day it was checked for.</param>
/// <param name="UpTo">The last fact about embargoes when it began.</param>
/// <param name="Certificates">How many certificates were checked.</param>
/// <param name="Changed">For how many authorizations and certificates something else was found than before.</param>
/// <param name="Officer">Who had it done.</param>
public sealed record EmbargoRecheckCompleted(
    Happened Happened, long UpTo, int Certificates, int Changed, string Officer)
    : LedgerEvent(Happened);
