using TransferLedger.Ledger;

namespace TransferLedger.Certificates;

/// <summary>An undertaking of the end user that has a date. The home is the certificate.</summary>
/// <param name="Happened">When it was agreed.</param>
/// <param name="Undertaking">What is owed.</param>
/// <param name="Due">The last day for it.</param>
/// <param name="Owner">Who at this office sees to it.</param>
/// <param name="EndUser">The end user's subject.</param>
/// <param name="Text">In words.</param>
public sealed record ObligationSet(
    Happened Happened,
    Undertaking Undertaking,
    Happened Due,
    string Owner,
    Subject? EndUser = null,
    string? Text = null)
    : CertificateEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => EndUser is { } user ? [user] : [];
}

/// <summary>What was owed is done. The home is the certificate.</summary>
/// <param name="Happened">When.</param>
/// <param name="Undertaking">What was owed.</param>
/// <param name="Evidence">What proves it: a destruction record, a report.</param>
/// <param name="EndUser">The end user's subject.</param>
public sealed record ObligationMet(
    Happened Happened, Undertaking Undertaking, string Evidence, Subject? EndUser = null)
    : CertificateEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => EndUser is { } user ? [user] : [];
}

/// <summary>Who owes what an undertaking promises.</summary>
public enum ObligedParty
{
    /// <summary>The end user.</summary>
    EndUser,

    /// <summary>The final consignee that the certificate names: who receives proves it (Wassenaar list 6.1).</summary>
    FinalConsignee,
}

/// <summary>By when an undertaking is owed. A day is reckoned from facts on record, never kept beside them.</summary>
public enum ObligationTerm
{
    /// <summary>No day: it binds for as long as the goods are not back with the exporter.</summary>
    Standing,

    /// <summary>So many days after goods arrive, by the rule pack.</summary>
    AfterArrival,

    /// <summary>The last day of each verification on site that is planned; else it stands.</summary>
    AtVerification,

    /// <summary>Owed no more: the reading that was accepted last does not hold it.</summary>
    Released,
}

/// <summary>
/// With the acceptance of a certificate an undertaking on it became an obligation. The home is the certificate. It is
/// decided with the acceptance, never stated; the latest one of an undertaking counts.
/// </summary>
/// <param name="Happened">The day of the acceptance.</param>
/// <param name="Undertaking">What is owed.</param>
/// <param name="OwedBy">Who owes it.</param>
/// <param name="Term">By when.</param>
/// <param name="Owner">
/// Who at this office sees to it: whoever accepted, until <see cref="ObligationSet"/> names another.
/// </param>
/// <param name="Reading">The capture it stands in, by its position.</param>
/// <param name="Basis">Where it stands in that capture: <c>undertakings[2]</c>.</param>
/// <param name="EndUser">
/// The end user's subject, where rules look at it under other certificates of the same end user too; else null, so that
/// an end user of thousands of certificates does not carry every promise in its own history.
/// </param>
public sealed record ObligationAssumed(
    Happened Happened,
    Undertaking Undertaking,
    ObligedParty OwedBy,
    ObligationTerm Term,
    string Owner,
    long Reading,
    string Basis,
    Subject? EndUser = null)
    : CertificateEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => EndUser is { } user ? [user] : [];
}
