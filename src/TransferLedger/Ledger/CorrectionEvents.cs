namespace TransferLedger.Ledger;

/// <summary>Facts about facts: nothing is ever changed, so a mistake is answered by one of these.</summary>
/// <param name="Happened">When it was decided.</param>
/// <param name="Target">The position of the fact it is about.</param>
/// <param name="About">The subjects of that fact, copied so that their histories show it.</param>
public abstract record CorrectionEvent(Happened Happened, long Target, ValueList<Subject> About) : LedgerEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => About;
}

/// <summary>One field of an earlier fact was wrong; replay uses the new value.</summary>
/// <param name="Happened">When it was decided.</param>
/// <param name="Target">The position of the corrected fact.</param>
/// <param name="About">The subjects of that fact.</param>
/// <param name="Field">The field by its stored name, such as <c>happened</c>.</param>
/// <param name="Old">What it said.</param>
/// <param name="New">What it should say.</param>
/// <param name="Reason">Why.</param>
/// <param name="Approver">Who agreed; another person than the one who recorded it.</param>
public sealed record RecordCorrected(
    Happened Happened,
    long Target,
    ValueList<Subject> About,
    string Field,
    string Old,
    string New,
    string Reason,
    string Approver)
    : CorrectionEvent(Happened, Target, About);

/// <summary>An earlier fact should not have been recorded; replay leaves it out.</summary>
/// <param name="Happened">When it was decided.</param>
/// <param name="Target">The position of the fact.</param>
/// <param name="About">The subjects of that fact.</param>
/// <param name="Reason">Why.</param>
/// <param name="Approver">Who agreed; another person than the one who recorded it.</param>
public sealed record RecordRetracted(
    Happened Happened, long Target, ValueList<Subject> About, string Reason, string Approver)
    : CorrectionEvent(Happened, Target, About);

/// <summary>Somebody contests an earlier fact; replay keeps it and shows the dispute.</summary>
/// <param name="Happened">When it was contested.</param>
/// <param name="Target">The position of the fact.</param>
/// <param name="About">The subjects of that fact.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">Who contests it.</param>
public sealed record RecordDisputed(
    Happened Happened, long Target, ValueList<Subject> About, string Reason, string By)
    : CorrectionEvent(Happened, Target, About);
