using NodaTime;
using TransferLedger.Ledger;

namespace TransferLedger.Diversion;

/// <summary>How far a diversion finding has come.</summary>
public enum DiversionStatus
{
    /// <summary>Somebody says so.</summary>
    Asserted,

    /// <summary>Independent sources agree.</summary>
    Corroborated,

    /// <summary>Two persons decided that it was so.</summary>
    Confirmed,

    /// <summary>Two persons decided that it was not so.</summary>
    Dismissed,
}

/// <summary>A piece of evidence, with its place in the log.</summary>
/// <param name="Position">The fact.</param>
/// <param name="Fact">What it says.</param>
public sealed record EvidenceOnRecord(long Position, DiversionEvidenceAdded Fact);

/// <summary>A step that people took, with its place in the log.</summary>
/// <param name="Position">The fact.</param>
/// <param name="Status">How far the finding came by it.</param>
/// <param name="Happened">When.</param>
/// <param name="Grounds">Why.</param>
/// <param name="Officer">Who decided.</param>
/// <param name="Approver">Who agreed; null where one person is enough.</param>
public sealed record DiversionStep(
    long Position, DiversionStatus Status, Happened Happened, string Grounds, string Officer, string? Approver = null);

/// <summary>A diversion finding as the facts about it stand.</summary>
/// <param name="Reference">Its name.</param>
/// <param name="Position">The fact that asserted it.</param>
/// <param name="Asserted">The assertion.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="Owner">Who must follow it up.</param>
/// <param name="Due">By when the next step is due; null when it is decided.</param>
/// <param name="Evidence">What came in, in the order of recording.</param>
/// <param name="Decided">When it was confirmed or dismissed; null while it is open.</param>
/// <param name="Grounds">The grounds of the last decision.</param>
/// <param name="LastPosition">The last fact about it.</param>
public sealed record DiversionCase(
    string Reference,
    long Position,
    DiversionAsserted Asserted,
    DiversionStatus Status,
    string Owner,
    Happened? Due,
    ValueList<EvidenceOnRecord> Evidence,
    Happened? Decided,
    string Grounds,
    long LastPosition)
{
    /// <summary>Who corroborated, confirmed or dismissed it, in the order of recording.</summary>
    public ValueList<DiversionStep> Steps { get; private init; } = [];

    /// <summary>What was split from its item since; null when nothing was, or nobody looked.</summary>
    public IdentityLost? IdentityLost { get; private init; }

    /// <summary>The finding held against the identities its item has now.</summary>
    /// <param name="ofItem">All facts about its item and every identity ever merged with it.</param>
    public DiversionCase HeldAgainst(IEnumerable<Recorded> ofItem) =>
        this with { IdentityLost = IdentityLost.Of(this, ofItem) };

    /// <summary>Is it still to be decided?</summary>
    public bool IsOpen => Status is DiversionStatus.Asserted or DiversionStatus.Corroborated;

    /// <summary>Is its next step overdue?</summary>
    public bool IsOverdue(Instant today) => IsOpen && Due is { } due && due.Latest < today;

    /// <summary>The case by its facts; null when nothing is asserted or the assertion was retracted.</summary>
    /// <param name="facts">All facts about it, corrections included, in the order of recording.</param>
    public static DiversionCase? Of(IEnumerable<Recorded> facts) => StandingFacts.Of(facts)
        .Where(it => it.Fact is DiversionEvent).Aggregate((DiversionCase?)null, Step);

    private static DiversionCase? Step(DiversionCase? before, Recorded entry) => (before, entry.Fact) switch
    {
        (null, DiversionAsserted it) => new DiversionCase(
            entry.Home.Rest, entry.Position, it, DiversionStatus.Asserted, it.Owner, it.Due, [], null, it.Grounds,
            entry.Position),
        (null, _) => null,
        (_, DiversionEvidenceAdded it) => before with
        {
            Evidence = [.. before.Evidence, new EvidenceOnRecord(entry.Position, it)], LastPosition = entry.Position,
        },
        (_, DiversionCorroborated it) => before with
        {
            Status = DiversionStatus.Corroborated, Grounds = it.Grounds, LastPosition = entry.Position,
            Steps = [.. before.Steps, new(
                entry.Position, DiversionStatus.Corroborated, it.Happened, it.Grounds, it.Officer)],
        },
        (_, DiversionConfirmed it) => before with
        {
            Status = DiversionStatus.Confirmed, Grounds = it.Grounds, Decided = it.Happened, Due = null,
            LastPosition = entry.Position,
            Steps = [.. before.Steps, new(
                entry.Position, DiversionStatus.Confirmed, it.Happened, it.Grounds, it.Officer, it.Approver)],
        },
        (_, DiversionDismissed it) => before with
        {
            Status = DiversionStatus.Dismissed, Grounds = it.Grounds, Decided = it.Happened, Due = null,
            LastPosition = entry.Position,
            Steps = [.. before.Steps, new(
                entry.Position, DiversionStatus.Dismissed, it.Happened, it.Grounds, it.Officer, it.Approver)],
        },
        (_, DiversionAssigned it) => before with
        {
            Owner = it.Owner, Due = before.IsOpen ? it.Due : null, LastPosition = entry.Position,
        },
        _ => before,
    };
}
