using System.Collections.Immutable;

namespace TransferLedger.Ledger;

/// <summary>
/// The earlier fact somebody speaks about: by its position, or by its stored name and date among the facts of a home.
/// </summary>
/// <param name="Position">Its place in the log; null when it is named by the other two.</param>
/// <param name="Type">Its stored name, such as <c>seizure_recorded</c>.</param>
/// <param name="Happened">When it is recorded to have happened, as first recorded, not as corrected.</param>
/// <param name="Id">Its own id, which it keeps in a ledger that took it over; null when it is named otherwise.</param>
public sealed record CorrectionTarget(
    long? Position, string? Type = null, Happened? Happened = null, Guid? Id = null);

/// <summary>A request to amend what is on record about an earlier fact.</summary>
/// <param name="Target">The fact.</param>
/// <param name="Happened">When this was decided.</param>
/// <param name="Reason">Why; never empty.</param>
/// <param name="Actor">Who records it, as in the provenance.</param>
public abstract record AmendRecord(CorrectionTarget Target, Happened Happened, string Reason, string Actor);

/// <summary>One field of the fact should say something else.</summary>
/// <param name="Target">The fact.</param>
/// <param name="Happened">When this was decided.</param>
/// <param name="Field">One of <see cref="CorrectableFields.Names"/>.</param>
/// <param name="Old">
/// What it says now, earlier corrections included; guards against correcting what one has not read.
/// </param>
/// <param name="New">What it should say.</param>
/// <param name="Reason">Why; never empty.</param>
/// <param name="Approver">Who agreed; another person than the actor.</param>
/// <param name="Actor">Who records it, as in the provenance.</param>
public sealed record CorrectRecord(
    CorrectionTarget Target,
    Happened Happened,
    string Field,
    string Old,
    string New,
    string Reason,
    string Approver,
    string Actor)
    : AmendRecord(Target, Happened, Reason, Actor);

/// <summary>The fact should not have been recorded.</summary>
/// <param name="Target">The fact.</param>
/// <param name="Happened">When this was decided.</param>
/// <param name="Reason">Why; never empty.</param>
/// <param name="Approver">Who agreed; another person than the actor.</param>
/// <param name="Actor">Who records it, as in the provenance.</param>
public sealed record RetractRecord(
    CorrectionTarget Target, Happened Happened, string Reason, string Approver, string Actor)
    : AmendRecord(Target, Happened, Reason, Actor);

/// <summary>Somebody contests the fact.</summary>
/// <param name="Target">The fact.</param>
/// <param name="Happened">When this was decided.</param>
/// <param name="Reason">Why; never empty.</param>
/// <param name="By">Who contests it.</param>
/// <param name="Actor">Who records it, as in the provenance.</param>
public sealed record DisputeRecord(
    CorrectionTarget Target, Happened Happened, string Reason, string By, string Actor)
    : AmendRecord(Target, Happened, Reason, Actor);

/// <summary>
/// May an earlier fact be amended so? Pure decisions over the history of the fact's home; the answer is a fact that
/// points at it, kept in the same stream.
/// </summary>
public static class Corrections
{
    /// <summary>Refused: no fact of the history is the one named.</summary>
    public const string TargetUnknown = "correction.target-unknown";

    /// <summary>
    /// Refused: several facts answer to the name and date; name it by position. Details: the positions.
    /// </summary>
    public const string TargetAmbiguous = "correction.target-ambiguous";

    /// <summary>Refused: the fact is itself a correction, retraction or dispute; retract it instead.</summary>
    public const string TargetIsCorrection = "correction.target-is-correction";

    /// <summary>Refused: the fact was retracted.</summary>
    public const string TargetRetracted = "correction.target-retracted";

    /// <summary>Refused: nobody said why.</summary>
    public const string ReasonMissing = "correction.reason-missing";

    /// <summary>Refused: nobody else agreed.</summary>
    public const string ApproverMissing = "correction.approver-missing";

    /// <summary>Refused: the one who agreed is the one who asks.</summary>
    public const string SamePerson = "correction.same-person";

    /// <summary>Refused: nobody is named who contests the fact.</summary>
    public const string DisputerMissing = "correction.disputer-missing";

    /// <summary>
    /// Refused: this kind of fact has no such field, or the field is not set, or may not be corrected.
    /// </summary>
    public const string FieldNotCorrectable = "correction.field-not-correctable";

    /// <summary>
    /// Refused: the field says something else than the request has read. Details: what it says, what was read.
    /// </summary>
    public const string OldValueDiffers = "correction.old-value-differs";

    /// <summary>Refused: the new value is the old one.</summary>
    public const string NothingChanges = "correction.nothing-changes";

    /// <summary>
    /// Refused: the new value cannot be read as what the field holds. Details: the value, the reason.
    /// </summary>
    public const string NewValueUnreadable = "correction.new-value-unreadable";

    /// <summary>Decides whatever is asked.</summary>
    /// <param name="history">The facts about the home of the target.</param>
    /// <param name="ask">The request.</param>
    public static Decision Decide(History history, AmendRecord ask) => ask switch
    {
        CorrectRecord it => Decide(history, it),
        RetractRecord it => Decide(history, it),
        DisputeRecord it => Decide(history, it),
        _ => throw new ArgumentException($"There is no decision about {ask.GetType().Name}.", nameof(ask)),
    };

    /// <summary>May this field be corrected so?</summary>
    public static Decision Decide(History history, CorrectRecord ask)
    {
        if (Find(history, ask.Target, out var unknown) is not { } target)
        {
            return unknown!;
        }

        var current = Current(history, target, ask.Field);
        var repeats = history.Facts.Any(it => it.Fact is RecordCorrected old
            && (old.Target, old.Field, old.Old, old.New) == (target.Position, ask.Field, ask.Old, ask.New)
            && (old.Happened, old.Reason, old.Approver) == (ask.Happened, ask.Reason, ask.Approver));
        return ask switch
        {
            _ when repeats => Decision.Nothing,
            _ when Approved(ask, ask.Approver) is { } no => no,
            _ when target.Fact is CorrectionEvent => new Refusal(TargetIsCorrection, target.Position),
            _ when IsRetracted(history, target.Position) => new Refusal(TargetRetracted, target.Position),
            _ when current is null => new Refusal(FieldNotCorrectable, ask.Field, NameOf(target)),
            _ when current != ask.Old => new Refusal(OldValueDiffers, current, ask.Old),
            _ when ask.New == ask.Old => new Refusal(NothingChanges, ask.Field, ask.New),
            _ => CorrectableFields.With(target.Fact, ask.Field, ask.New, out var problem) is { } corrected
                ? new NewFact(target.Home, new RecordCorrected(
                    ask.Happened,
                    target.Position,
                    [.. target.Subjects().Union(new NewFact(target.Home, corrected).Subjects())],
                    ask.Field,
                    ask.Old,
                    ask.New,
                    ask.Reason,
                    ask.Approver))
                : new Refusal(NewValueUnreadable, ask.New, problem ?? ""),
        };
    }

    /// <summary>May the fact be taken back?</summary>
    public static Decision Decide(History history, RetractRecord ask)
    {
        if (Find(history, ask.Target, out var unknown) is not { } target)
        {
            return unknown!;
        }

        var fact = new RecordRetracted(
            ask.Happened, target.Position, [.. target.Subjects()], ask.Reason, ask.Approver);
        return ask switch
        {
            _ when history.Facts.Any(it => it.Fact.Equals(fact)) => Decision.Nothing,
            _ when Approved(ask, ask.Approver) is { } no => no,
            _ when IsRetracted(history, target.Position) => new Refusal(TargetRetracted, target.Position),
            _ => new NewFact(target.Home, fact),
        };
    }

    /// <summary>May the fact be contested?</summary>
    public static Decision Decide(History history, DisputeRecord ask)
    {
        if (Find(history, ask.Target, out var unknown) is not { } target)
        {
            return unknown!;
        }

        var fact = new RecordDisputed(ask.Happened, target.Position, [.. target.Subjects()], ask.Reason, ask.By);
        return ask switch
        {
            _ when history.Facts.Any(it => it.Fact.Equals(fact)) => Decision.Nothing,
            _ when string.IsNullOrWhiteSpace(ask.Reason) => new Refusal(ReasonMissing),
            _ when string.IsNullOrWhiteSpace(ask.By) => new Refusal(DisputerMissing),
            _ when IsRetracted(history, target.Position) => new Refusal(TargetRetracted, target.Position),
            _ => new NewFact(target.Home, fact),
        };
    }

    private static Recorded? Find(History history, CorrectionTarget target, out Refusal? refusal)
    {
        var found = history.Facts
            .Where(it => target switch
            {
                { Position: { } position } => it.Position == position,
                { Id: { } id } => it.Id == id,
                _ => NameOf(it) == target.Type && it.Fact.Happened == target.Happened,
            })
            .ToImmutableArray();
        refusal = found.Length switch
        {
            1 => null,
            0 when target.Position is { } position => new Refusal(TargetUnknown, position),
            0 when target.Id is { } id => new Refusal(TargetUnknown, id),
            0 => new Refusal(TargetUnknown, target.Type ?? "", target.Happened?.Text ?? ""),
            _ => new Refusal(TargetAmbiguous, [.. found.Select(it => (object)it.Position)]),
        };
        return refusal is null ? found[0] : null;
    }

    private static Refusal? Approved(AmendRecord ask, string approver) => ask switch
    {
        _ when string.IsNullOrWhiteSpace(ask.Reason) => new Refusal(ReasonMissing),
        _ when string.IsNullOrWhiteSpace(approver) => new Refusal(ApproverMissing),
        _ when Subject.Normalise(approver) == Subject.Normalise(ask.Actor) => new Refusal(SamePerson, approver),
        _ => null,
    };

    // The correction decided last counts, as in a replay; of two decided at once, the one recorded later.
    private static string? Current(History history, Recorded target, string field)
    {
        var last = history.Facts
            .Where(it => it.Fact is RecordCorrected correction
                && correction.Target == target.Position
                && correction.Field == field
                && !IsRetracted(history, it.Position))
            .OrderBy(it => it.Fact.Happened, Happened.Chronological)
            .ThenBy(it => it.Position)
            .LastOrDefault();
        return last is { Fact: RecordCorrected correction }
            ? correction.New
            : CorrectableFields.Read(target.Fact, field);
    }

    // A retraction may itself be retracted; it points at an earlier position, so this comes to an end.
    private static bool IsRetracted(History history, long position) => history.Facts.Any(it =>
        it.Fact is RecordRetracted retraction
        && retraction.Target == position
        && it.Position > position
        && !IsRetracted(history, it.Position));

    private static string NameOf(Recorded entry) => EventCatalogue.NameOf(entry.Fact.GetType());
}
