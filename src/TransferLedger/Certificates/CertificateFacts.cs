using System.Collections.Immutable;
using TransferLedger.Ledger;

namespace TransferLedger.Certificates;

/// <summary>The facts that a decision about a certificate looks at.</summary>
/// <param name="Facts">In the order of recording.</param>
public sealed record CertificateFacts(ImmutableList<Recorded> Facts) : IFold<CertificateFacts>
{
    /// <inheritdoc/>
    public static CertificateFacts Initial { get; } = new(ImmutableList<Recorded>.Empty);

    /// <inheritdoc/>
    public static CertificateFacts Evolve(CertificateFacts before, Recorded entry) => new(before.Facts.Add(entry));
}
