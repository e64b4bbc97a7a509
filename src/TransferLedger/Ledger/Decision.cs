using System.Collections.Immutable;

namespace TransferLedger.Ledger;

/// <summary>
/// A rule says no. The code is stable and part of the interface; the details are the values a sentence about it
/// needs, in a fixed order. The edge writes the sentence.
/// </summary>
/// <param name="Code">Feature, dot, reason: <c>correction.target-unknown</c>.</param>
/// <param name="Details">The values.</param>
public sealed record Refusal(string Code, params ImmutableArray<object> Details)
{
    /// <inheritdoc/>
    public bool Equals(Refusal? other) =>
        other is not null && Code == other.Code && Details.SequenceEqual(other.Details);

    /// <inheritdoc/>
    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Details.IsEmpty ? Code : $"{Code} ({string.Join(", ", Details)})";
}

/// <summary>What a pure decision comes to: facts to record (none when it was decided before), or a refusal.</summary>
public sealed record Decision
{
    private Decision(ImmutableArray<NewFact> facts, Refusal? refusal) => (Facts, Refusal) = (facts, refusal);

    /// <summary>The facts to record; empty when everything asked for is on record already.</summary>
    public ImmutableArray<NewFact> Facts { get; }

    /// <summary>The refusal, or null.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Everything asked for is on record already.</summary>
    public static Decision Nothing { get; } = new([], null);

    /// <summary>Record these.</summary>
    public static Decision Record(IEnumerable<NewFact> facts) => new([.. facts], null);

    /// <summary>Record these.</summary>
    public static implicit operator Decision(NewFact[] facts) => Record(facts);

    /// <summary>Record this one.</summary>
    public static implicit operator Decision(NewFact fact) => Record([fact]);

    /// <summary>No.</summary>
    public static implicit operator Decision(Refusal refusal) => new([], refusal);
}

/// <summary>A state made from facts, one at a time. What decisions look at.</summary>
/// <typeparam name="TState">The state.</typeparam>
public interface IFold<TState>
    where TState : IFold<TState>
{
    /// <summary>Before the first fact.</summary>
    static abstract TState Initial { get; }

    /// <summary>After one more fact. Facts of no concern leave the state as it is.</summary>
    static abstract TState Evolve(TState before, Recorded entry);
}

/// <summary>A fold over our own decisions met a fact that cannot follow: a bug, or tampering.</summary>
public sealed class ImpossibleHistoryException : Exception
{
    /// <summary>The state, and the fact that cannot follow it.</summary>
    public ImpossibleHistoryException(object state, object fact)
        : base($"The fact {fact} cannot follow the state {state}.")
    {
    }
}
