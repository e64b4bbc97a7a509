using TransferLedger.Certificates;
using TransferLedger.Ledger;

namespace TransferLedger.Authorizations;

/// <summary>Somebody applied for an authorization. The home is the authorization it is to become.</summary>
/// <param name="Happened">When the application came in.</param>
/// <param name="Country">The state that is to authorize, ISO 3166-1 alpha-2.</param>
/// <param name="Number">The number the application got.</param>
/// <param name="Certificate">The certificate it cites.</param>
/// <param name="Exporter">Who wants to export.</param>
/// <param name="Lines">What, by lines of the certificate.</param>
/// <param name="Officer">Who took it in.</param>
/// <param name="Contract">The contract behind it.</param>
public sealed record TransferApplied(
    Happened Happened,
    string Country,
    string Number,
    Subject Certificate,
    string Exporter,
    ValueList<LineQuantity> Lines,
    string Officer,
    string? Contract = null)
    : AuthorizationEvent(Happened)
{
    /// <summary>The subject of the authorization it is to become.</summary>
    /// <exception cref="FormatException">Country or number holds no letter or digit.</exception>
    public Subject Subject => Subject.Of("authorization", Country, Number);

    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Certificate];
}

/// <summary>What the Arms Trade Treaty asks of every export: articles 6, 7 and 11.</summary>
public enum AttCriterion
{
    /// <summary>Article 6(1): measures of the Security Council, arms embargoes above all.</summary>
    SecurityCouncilMeasures,

    /// <summary>Article 6(2): other international agreements.</summary>
    InternationalAgreements,

    /// <summary>Article 6(3): genocide, crimes against humanity, war crimes.</summary>
    AtrocityCrimes,

    /// <summary>Article 7(1)(a): peace and security.</summary>
    PeaceAndSecurity,

    /// <summary>Article 7(1)(b)(i): serious violations of humanitarian law.</summary>
    HumanitarianLaw,

    /// <summary>Article 7(1)(b)(ii): serious violations of human rights law.</summary>
    HumanRights,

    /// <summary>Article 7(1)(b)(iii): terrorism.</summary>
    Terrorism,

    /// <summary>Article 7(1)(b)(iv): transnational organized crime.</summary>
    OrganizedCrime,

    /// <summary>Article 7(4): gender-based violence, violence against women and children.</summary>
    GenderBasedViolence,

    /// <summary>Article 11: diversion.</summary>
    Diversion,
}

/// <summary>What an assessment comes to for one criterion.</summary>
public enum RiskFinding
{
    /// <summary>No risk that counts.</summary>
    None,

    /// <summary>A risk that measures bring down far enough. Under article 6 there is no such thing.</summary>
    Mitigated,

    /// <summary>A risk that forbids the transfer.</summary>
    Overriding,
}

/// <summary>One criterion, assessed.</summary>
/// <param name="Criterion">Which.</param>
/// <param name="Finding">What it comes to.</param>
/// <param name="Reason">Why; never empty.</param>
/// <param name="Evidence">What it rests on: reports, facts, documents.</param>
/// <param name="Mitigation">The measures that bring the risk down, where it is mitigated.</param>
public sealed record CriterionAssessed(
    AttCriterion Criterion,
    RiskFinding Finding,
    string Reason,
    ValueList<string> Evidence = default,
    string? Mitigation = null);

/// <summary>The transfer was assessed. A later assessment replaces an earlier one.</summary>
/// <param name="Happened">When.</param>
/// <param name="Certificate">The certificate cited.</param>
/// <param name="Officer">Who assessed.</param>
/// <param name="Criteria">Criterion by criterion.</param>
public sealed record TransferAssessed(
    Happened Happened, Subject Certificate, string Officer, ValueList<CriterionAssessed> Criteria)
    : AuthorizationEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Certificate];
}

/// <summary>A condition under which an authorization is granted.</summary>
/// <param name="Text">What is to be done.</param>
/// <param name="Owner">Who at this office sees to it.</param>
/// <param name="Due">The last day for it; null when it holds for good.</param>
public sealed record AuthorizationCondition(string Text, string Owner, Happened? Due = null);

/// <summary>A condition of an authorization is met.</summary>
/// <param name="Happened">When.</param>
/// <param name="Certificate">The certificate cited.</param>
/// <param name="Condition">Which: 1 is the first.</param>
/// <param name="Evidence">What proves it.</param>
/// <param name="Officer">Who says so.</param>
public sealed record AuthorizationConditionMet(
    Happened Happened, Subject Certificate, int Condition, string Evidence, string Officer)
    : AuthorizationEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Certificate];
}

/// <summary>What an authorization grants was changed.</summary>
/// <param name="Happened">The date of the decision.</param>
/// <param name="Certificate">The certificate cited.</param>
/// <param name="Lines">Everything granted from now on, by lines of the certificate.</param>
/// <param name="Officer">Who decided.</param>
/// <param name="Approver">Who agreed: another person.</param>
/// <param name="Reason">Why.</param>
/// <param name="ValidTo">The last day on which goods may leave from now on; null: as before.</param>
/// <param name="Pack">
/// The rule pack the certificate was judged by, as the decision says; null where it grants no more, and before packs
/// were noted.
/// </param>
public sealed record AuthorizationAmended(
    Happened Happened,
    Subject Certificate,
    ValueList<LineQuantity> Lines,
    string Officer,
    string Approver,
    string Reason,
    Happened? ValidTo = null,
    PackReference? Pack = null)
    : AuthorizationEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Certificate];
}

/// <summary>Nothing leaves under the authorization until it is resumed.</summary>
/// <param name="Happened">From when on.</param>
/// <param name="Certificate">The certificate cited.</param>
/// <param name="Officer">Who decided; alone, because it must be quick.</param>
/// <param name="Reason">Why.</param>
public sealed record AuthorizationSuspended(Happened Happened, Subject Certificate, string Officer, string Reason)
    : AuthorizationEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Certificate];
}

/// <summary>Goods may leave again.</summary>
/// <param name="Happened">From when on.</param>
/// <param name="Certificate">The certificate cited.</param>
/// <param name="Officer">Who decided.</param>
/// <param name="Approver">Who agreed: another person.</param>
/// <param name="Reason">Why.</param>
public sealed record AuthorizationResumed(
    Happened Happened, Subject Certificate, string Officer, string Approver, string Reason)
    : AuthorizationEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Certificate];
}

/// <summary>
/// An authorization is over: its last day has passed, or everything has left. What had not left returns to the
/// certificate.
/// </summary>
/// <param name="Happened">When it was closed.</param>
/// <param name="Certificate">The certificate cited.</param>
/// <param name="Shipped">What had left under it and not come back, by lines of the certificate.</param>
/// <param name="Officer">Who closed it.</param>
/// <param name="Reason">Why.</param>
public sealed record AuthorizationClosed(
    Happened Happened, Subject Certificate, ValueList<LineQuantity> Shipped, string Officer, string Reason)
    : AuthorizationEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => [Certificate];
}
