using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>What a person says to what a rule found.</summary>
public enum FindingDecision
{
    /// <summary>It is so.</summary>
    Confirmed,

    /// <summary>It is not so: the rule is misled.</summary>
    Refuted,

    /// <summary>It is so, and there is a good reason.</summary>
    Explained,
}

/// <summary>
/// Two persons decided on what a rule found. The finding stays as long as the facts say it; a later decision replaces
/// an earlier one.
/// </summary>
/// <param name="Happened">When.</param>
/// <param name="Finding">The key of the finding; see <see cref="Custody.Finding.KeyOf"/>.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="Grounds">Why.</param>
/// <param name="Officer">Who decided.</param>
/// <param name="Approver">Who agreed: another person.</param>
/// <param name="About">What the finding is about.</param>
public sealed record FindingDecided(
    Happened Happened,
    string Finding,
    string Rule,
    FindingDecision Decision,
    string Grounds,
    string Officer,
    string Approver,
    ValueList<Subject> About)
    : LedgerEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => About;
}

/// <summary>
/// Two persons decided that several identities are one weapon. From then on each is replayed from the facts about all,
/// until a split takes it back. Home is the identity that is kept.
/// </summary>
/// <param name="Happened">When it was decided.</param>
/// <param name="Others">The identities that are the same weapon.</param>
/// <param name="Grounds">Why.</param>
/// <param name="Officer">Who decided.</param>
/// <param name="Approver">Who agreed: another person.</param>
public sealed record IdentityMerged(
    Happened Happened, ValueList<WeaponId> Others, string Grounds, string Officer, string Approver)
    : LedgerEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => Others.Select(it => it.Subject);
}

/// <summary>A merge was a mistake: replay is as if it had never been made.</summary>
/// <param name="Happened">When it was decided.</param>
/// <param name="Merge">The position of the merge.</param>
/// <param name="Others">The identities that the merge had named.</param>
/// <param name="Grounds">Why.</param>
/// <param name="Officer">Who decided.</param>
/// <param name="Approver">Who agreed: another person.</param>
public sealed record IdentitySplit(
    Happened Happened, long Merge, ValueList<WeaponId> Others, string Grounds, string Officer, string Approver)
    : LedgerEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => Others.Select(it => it.Subject);
}
