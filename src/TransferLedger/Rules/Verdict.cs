using TransferLedger.Ledger;

namespace TransferLedger.Rules;

/// <summary>
/// What a rule says about a document, from best to worst; the verdict on the document is the worst of its rules'.
/// Source: section 0 of the end-user certificate rules.
/// </summary>
public enum Verdict
{
    /// <summary>Nothing to object to.</summary>
    Pass,

    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>An officer must acknowledge it with a note.</summary>
    Warn,

    /// <summary>
    /// Nothing may cite the document until a second officer or an answer from outside has cleared it. Also what a rule
    /// says that lacks an input it must have.
    /// </summary>
    Hold,

    /// <summary>It cannot be cited; only a document that supersedes it, or a recorded override, changes that.</summary>
    Reject,
}

/// <summary>A rule as it is published.</summary>
/// <param name="Id">Its id, such as <c>EUC-024</c>.</param>
/// <param name="Title">What it asks, in a few words.</param>
/// <param name="Worst">The worst it can say.</param>
/// <param name="Source">The instrument or practice it comes from.</param>
public sealed record Rule(string Id, string Title, Verdict Worst, string Source);

/// <summary>One thing a rule found.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Verdict">How grave it is.</param>
/// <param name="Code">
/// What was found: stable, part of the interface, such as <c>reply-missing</c>; empty when all is well. The edge
/// writes the sentence.
/// </param>
/// <param name="Values">The values the sentence needs, in the order given at the code.</param>
/// <param name="Facts">
/// The positions of the facts it rests on, ascending; empty where the document is not on file.
/// </param>
/// <param name="Field">The path of the field of the document it is about, such as <c>lines[1].quantity</c>.</param>
/// <param name="Overridden">By whom it was overridden; null when it was not.</param>
public sealed record RuleFinding(
    string Rule,
    Verdict Verdict,
    string Code = "",
    ValueList<string> Values = default,
    ValueList<long> Facts = default,
    string? Field = null,
    Overridden? Overridden = null);

/// <summary>An override that holds.</summary>
/// <param name="Fact">The position of the fact that says so.</param>
/// <param name="From">What the finding would count as without it.</param>
/// <param name="Officer">Who decided.</param>
/// <param name="Approver">Who agreed.</param>
public sealed record Overridden(long Fact, Verdict From, string Officer, string Approver);
