using System.Collections.Immutable;

namespace TransferLedger.Cli.Generate;

/// <summary>
/// A way to deceive with a certificate, by section 4 of the certificate rules, or a defect that should stop it. What
/// is done to the paper is said here; what the rules make of it is not looked at.
/// </summary>
/// <param name="Name">In the labels.</param>
/// <param name="What">In a sentence.</param>
/// <param name="Rules">The rules that ought to find it.</param>
/// <param name="Apply">
/// Does it to a certificate in order; null when this set or this certificate offers no way to.
/// </param>
internal sealed record Forgery(
    string Name, string What, ImmutableArray<string> Rules, Func<Draft, Workshop, Dice, Draft?> Apply)
{
    /// <summary>Why the rules as they are cannot be expected to find it; null where they can.</summary>
    public string? Limit { get; init; }

    /// <summary>All of them.</summary>
    public static ImmutableArray<Forgery> All { get; } =
    [
        .. PaperForgeries.All, .. ContentForgeries.All, .. ReuseForgeries.All,
    ];
}
