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
