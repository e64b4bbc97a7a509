using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Checks;

/// <summary>
/// The facts about post-shipment verifications: whether delivered goods are still with the end user. The home of each
/// is <c>check/{id}</c>. Stored for ever: add, never change.
/// </summary>
/// <param name="Happened">When.</param>
/// <param name="Certificate">The end-user certificate under which the goods were delivered.</param>
/// <param name="EndUser">The end user's subject; null when its name can be no subject.</param>
public abstract record CheckEvent(Happened Happened, Subject Certificate, Subject? EndUser) : LedgerEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() => EndUser is { } user ? [Certificate, user] : [Certificate];
}

/// <summary>
/// A verification was planned: which of the delivered items are to be shown. Anybody can draw the same sample again
/// from the serials delivered and the seed.
/// </summary>
/// <param name="Happened">When it was planned.</param>
/// <param name="Certificate">The end-user certificate.</param>
/// <param name="Officer">Who planned it.</param>
/// <param name="Due">The last day for it.</param>
/// <param name="Population">How many items were delivered and have serials.</param>
/// <param name="Tolerable">From how many missing items on the sample must find one.</param>
/// <param name="Confidence">With what probability, in thousandths.</param>
/// <param name="Seed">What the sample was drawn with.</param>
/// <param name="Sample">The serials to be shown, in the order drawn.</param>
/// <param name="Site">Where.</param>
/// <param name="EndUser">The end user's subject.</param>
public sealed record VerificationPlanned(
    Happened Happened,
    Subject Certificate,
    string Officer,
    Happened Due,
    long Population,
    long Tolerable,
    int Confidence,
    string Seed,
    ValueList<string> Sample,
    Place? Site = null,
    Subject? EndUser = null)
    : CheckEvent(Happened, Certificate, EndUser);

/// <summary>How a verification was done.</summary>
public enum VerificationMethod
{
    /// <summary>Inspectors saw the items.</summary>
    Physical,

    /// <summary>By video only: does not count as physically verified.</summary>
    Video,

    /// <summary>By documents only.</summary>
    Document,
}

/// <summary>What came of a verification.</summary>
public enum VerificationResult
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>The end user or its state refused it.</summary>
    Refused,

    /// <summary>Security did not allow it.</summary>
    NotPossible,
}

/// <summary>An item of the sample that was not shown, and why.</summary>
/// <param name="Serial">Its serial.</param>
/// <param name="Explanation">What the end user says.</param>
/// <param name="Fact">
/// The position of the fact that proves it: a loss, an issue, a destruction. An explanation without one explains
/// nothing.
/// </param>
public sealed record AbsentItem(string Serial, string Explanation, long? Fact = null);

/// <summary>A verification took place, or was to and did not.</summary>
/// <param name="Happened">When.</param>
/// <param name="Certificate">The end-user certificate.</param>
/// <param name="Method">How.</param>
/// <param name="Result">What came of it.</param>
/// <param name="Inspectors">Who inspected, by post.</param>
/// <param name="Seen">The serials seen, as read.</param>
/// <param name="Absent">Those that were not shown, with what the end user says.</param>
/// <param name="Site">Where.</param>
/// <param name="EndUser">The end user's subject.</param>
public sealed record VerificationPerformed(
    Happened Happened,
    Subject Certificate,
    VerificationMethod Method,
    VerificationResult Result,
    ValueList<string> Inspectors,
    ValueList<string> Seen = default,
    ValueList<AbsentItem> Absent = default,
    Place? Site = null,
    Subject? EndUser = null)
    : CheckEvent(Happened, Certificate, EndUser);
