using System.Collections.Immutable;
using TransferLedger.Authorities;
using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Embargoes;

/// <summary>
/// What embargoes mean for one authorization or certificate by its last re-check. One row for each that a re-check ever
/// found something in the way of, keyed by its subject.
/// </summary>
/// <param name="Key">The authorization or certificate.</param>
/// <param name="Facts">The re-checks and what was recorded about them, in the order of recording.</param>
public sealed record EmbargoEffect(string Key, ImmutableList<Recorded> Facts) : IView<EmbargoEffect>
{
    /// <summary>The re-checks that stand, in the order of recording.</summary>
    public ImmutableArray<Entry<EmbargoRechecked>> Checks =>
    [
        .. StandingFacts.Of(Facts).Where(it => it.Fact is EmbargoRechecked)
            .Select(it => new Entry<EmbargoRechecked>(it.Position, (EmbargoRechecked)it.Fact)),
    ];

    /// <inheritdoc/>
    public static IEnumerable<string> KeysOf(Recorded entry) => entry.Fact switch
    {
        EmbargoRechecked => [entry.Home.Key],
        CorrectionEvent => entry.Subjects().Where(it => it.Kind is "authorization" or "certificate")
            .Select(it => it.Key).Distinct(StringComparer.Ordinal),
        _ => [],
    };

    /// <inheritdoc/>
    public static Subject SubjectOf(string key) => Subject.Parse(key);

    /// <inheritdoc/>
    public static EmbargoEffect? Apply(string key, EmbargoEffect? row, Recorded entry)
    {
        if (row is null && entry.Fact is not EmbargoRechecked)
        {
            return null;
        }

        return new(key, (row?.Facts ?? []).Add(entry));
    }

    /// <summary>The worst that some findings say, and their codes with what they name, for one line of text.</summary>
    public static string InShort(ValueList<RuleFinding> findings) => string.Join(
        "; ",
        findings.Select(it => it.Values.Count > 0 ? $"{it.Rule} {it.Code} {it.Values[0]}" : $"{it.Rule} {it.Code}")
            .Distinct(StringComparer.Ordinal));
}
