using TransferLedger.Ledger;

namespace TransferLedger.Tracing;

/// <summary>One row of the view <c>trace</c>: the facts about a trace.</summary>
/// <param name="Facts">In the order of recording, corrections included; the first begins it.</param>
public sealed record TraceRow(ValueList<Recorded> Facts) : IView<TraceRow>
{
    /// <summary>The kind of subject a trace is.</summary>
    public const string Kind = "trace";

    /// <summary>The trace; null when its request was retracted.</summary>
    public TraceCase? Case => TraceCase.Of(Facts);

    /// <inheritdoc/>
    public static IEnumerable<string> KeysOf(Recorded entry) => entry.Fact switch
    {
        TraceEvent => [entry.Home.Rest],
        CorrectionEvent correction => correction.About.Append(entry.Home).Where(it => it.Kind == Kind)
            .Select(it => it.Rest).Distinct(StringComparer.Ordinal),
        _ => [],
    };

    /// <inheritdoc/>
    public static Subject SubjectOf(string key) => Subject.Parse($"{Kind}/{key}");

    /// <inheritdoc/>
    public static TraceRow? Apply(string key, TraceRow? row, Recorded entry) => entry.Fact switch
    {
        TraceEvent or CorrectionEvent when row is not null => new TraceRow([.. row.Facts, entry]),
        TraceRequested or TraceForgone => new TraceRow([entry]),
        _ => row,
    };
}
