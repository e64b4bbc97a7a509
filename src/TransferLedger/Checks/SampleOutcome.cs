using TransferLedger.Ledger;
using TransferLedger.Shipments;

namespace TransferLedger.Checks;

/// <summary>
/// What a verification says about the sample. What was not in the sample was not inspected, and nothing is said about
/// it.
/// </summary>
/// <param name="Seen">Items of the sample that were seen.</param>
/// <param name="Explained">Not shown, and a fact on record proves why.</param>
/// <param name="Unexplained">Not shown, and nothing proves why.</param>
/// <param name="Unexpected">Seen, and not in the sample.</param>
public sealed record SampleOutcome(
    int Seen, ValueList<string> Explained, ValueList<string> Unexplained, ValueList<string> Unexpected)
{
    /// <summary>The outcome. Without a plan the items said to be absent are the sample that was not shown.</summary>
    /// <param name="plan">What was to be shown; null when nothing was planned.</param>
    /// <param name="done">What was.</param>
    public static SampleOutcome Of(VerificationPlanned? plan, VerificationPerformed done)
    {
        var wanted = plan is null ? done.Absent.Select(it => it.Serial).Concat(done.Seen) : plan.Sample;
        var compared = SerialComparison.Of(wanted, done.Seen);
        var proved = done.Absent.Where(it => it.Fact is not null).Select(it => SerialComparison.KeyOf(it.Serial))
            .ToHashSet(StringComparer.Ordinal);
        var away = compared.Missing.Concat(compared.Differently.Select(it => it.Listed))
            .ToLookup(it => proved.Contains(SerialComparison.KeyOf(it)));
        return new(
            compared.Same,
            away[true].ToValueList(),
            away[false].ToValueList(),
            compared.Unexpected.Concat(compared.Differently.Select(it => it.Read)).ToValueList());
    }
}
