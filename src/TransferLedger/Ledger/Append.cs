using System.Collections.Immutable;
using NodaTime;

namespace TransferLedger.Ledger;

/// <summary>The caller's own name for one request. Asking again with the same id records nothing twice.</summary>
/// <param name="Value">Any value but the empty one; unique over all callers of a ledger, for ever.</param>
public readonly record struct CommandId(Guid Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString("D");
}

/// <summary>A fact about to be recorded.</summary>
/// <param name="Home">The subject in whose stream it is kept.</param>
/// <param name="Fact">What happened.</param>
public sealed record NewFact(Subject Home, LedgerEvent Fact)
{
    /// <summary>Everything the fact is about, its home first, each subject once.</summary>
    /// <exception cref="FormatException">Something it names leads to no subject.</exception>
    public IReadOnlyList<Subject> Subjects()
    {
        const int fewEnoughToScan = 16;
        var subjects = new List<Subject>(4) { Home };
        HashSet<Subject>? known = null;
        foreach (var subject in Fact.AlsoAbout())
        {
            if (known is null && subjects.Count > fewEnoughToScan)
            {
                known = [.. subjects];
            }

            if (known?.Add(subject) ?? !subjects.Contains(subject))
            {
                subjects.Add(subject);
            }
        }

        return subjects;
    }
}

/// <summary>
/// What a decision has seen: nothing later than these positions may have been recorded about these subjects.
/// </summary>
/// <param name="Seen">Subjects with the last position looked at; zero says that nothing was there.</param>
public sealed record Condition(ImmutableArray<Seen> Seen)
{
    /// <summary>Append whatever else has been recorded.</summary>
    public static Condition None { get; } = new(ImmutableArray<Seen>.Empty);

    /// <summary>Nothing later than <paramref name="upTo"/> about any of these.</summary>
    public static Condition Nothing(long upTo, params ReadOnlySpan<Subject> about)
    {
        var seen = ImmutableArray.CreateBuilder<Seen>(about.Length);
        foreach (var subject in about)
        {
            seen.Add(new Seen(subject, upTo));
        }

        return new Condition(seen.MoveToImmutable());
    }
}

/// <summary>One subject, and how far its history had been read.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="UpTo">The last position looked at, zero or more. Facts at this position itself are allowed.</param>
public readonly record struct Seen(Subject Subject, long UpTo);

/// <summary>Facts to be recorded together or not at all.</summary>
/// <param name="Id">The caller's name for the request.</param>
/// <param name="Facts">At least one, at most <see cref="MaxFacts"/>.</param>
/// <param name="Condition">What must still be true about the subjects the decision looked at.</param>
/// <param name="Provenance">Who says so.</param>
public sealed record AppendRequest(
    CommandId Id, ImmutableArray<NewFact> Facts, Condition Condition, Provenance Provenance)
{
    /// <summary>The most facts one request may carry.</summary>
    public const int MaxFacts = 50_000;

    /// <summary>The most subjects one fact may be about, its home included.</summary>
    public const int MaxSubjects = 20_000;

    /// <summary>
    /// In a replay ledger, the instant at which these facts are said to have been recorded; elsewhere null. A replay
    /// ledger is one made to run history again, and says so wherever it is shown.
    /// </summary>
    public Instant? ReplayedAt { get; init; }
}

/// <summary>Where the facts of a request stand in the log.</summary>
/// <param name="First">The position of its first fact.</param>
/// <param name="Last">The position of its last fact; all between belong to it.</param>
/// <param name="At">When they were recorded, by the ledger's clock, in whole microseconds.</param>
public readonly record struct Receipt(long First, long Last, Instant At);

/// <summary>What became of an append. Every case says whether it is safe to ask again.</summary>
public abstract record AppendOutcome
{
    private AppendOutcome()
    {
    }

    /// <summary>The facts stand in the log.</summary>
    /// <param name="Receipt">Where.</param>
    /// <param name="Repeated">True when an earlier request of the same id had recorded them.</param>
    public sealed record Appended(Receipt Receipt, bool Repeated) : AppendOutcome;

    /// <summary>Refused: a later fact about one of the subjects won. Read it, decide again.</summary>
    /// <param name="Subject">The subject that has moved on.</param>
    /// <param name="Winner">The position of the first fact about it after what the decision had seen.</param>
    public sealed record Conflict(Subject Subject, long Winner) : AppendOutcome;

    /// <summary>Refused for ever: the request is malformed, or its id was used for other content.</summary>
    /// <param name="Refusal">The reason.</param>
    public sealed record Refused(Refusal Refusal) : AppendOutcome;

    /// <summary>
    /// Nothing was written, for certain: the database said no, or was never reached. Ask again later.
    /// </summary>
    /// <param name="Reason">A stable code, such as <c>store.disk-full</c>.</param>
    /// <param name="SqlState">The SQLSTATE behind it, or null when there was no answer.</param>
    public sealed record NotRecorded(string Reason, string? SqlState) : AppendOutcome;

    /// <summary>
    /// The connection broke before an answer came: ask again with the same id, and it is recorded once.
    /// </summary>
    /// <param name="Reason">A stable code, such as <c>store.connection-lost</c>.</param>
    public sealed record Unknown(string Reason) : AppendOutcome;
}
