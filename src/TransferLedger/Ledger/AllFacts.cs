using System.Collections.Immutable;

namespace TransferLedger.Ledger;

/// <summary>The facts themselves, for decisions that need more than one picture of them.</summary>
/// <param name="Facts">In the order of recording.</param>
public sealed record AllFacts(ImmutableArray<Recorded> Facts) : IFold<AllFacts>
{
    /// <inheritdoc/>
    public static AllFacts Initial { get; } = new([]);

    /// <inheritdoc/>
    public static AllFacts Evolve(AllFacts before, Recorded entry) => new(before.Facts.Add(entry));
}
