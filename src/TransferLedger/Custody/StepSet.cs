namespace TransferLedger.Custody;

/// <summary>Some steps: most rules are about one that most lives do not have.</summary>
internal readonly struct StepSet
{
    /// <summary>The place of each step among them all, by its number.</summary>
    private static readonly byte[] Places = Number();

    private readonly ulong _bits;

    /// <summary>These steps.</summary>
    public StepSet(params ReadOnlySpan<CustodyStep> steps)
    {
        foreach (var step in steps)
        {
            _bits |= Bit(step);
        }
    }

    private StepSet(ulong bits) => _bits = bits;

    /// <summary>The steps of some entries.</summary>
    public static StepSet Of(List<TimelineEntry> entries)
    {
        var bits = 0UL;
        foreach (var entry in entries)
        {
            bits |= Bit(entry.Step);
        }

        return new StepSet(bits);
    }

    /// <summary>Is the step among them?</summary>
    public bool Has(CustodyStep step) => (_bits & Bit(step)) != 0;

    /// <summary>Is one of these steps among them?</summary>
    public bool HasAny(StepSet steps) => (_bits & steps._bits) != 0;

    private static ulong Bit(CustodyStep step) => 1UL << Places[(int)step];

    private static byte[] Number()
    {
        var steps = Enum.GetValues<CustodyStep>();
        var places = new byte[(int)steps[^1] + 1];
        for (var at = 0; at < steps.Length; at++)
        {
            places[(int)steps[at]] = checked((byte)at);
        }

        return steps.Length <= 64 ? places : throw new InvalidOperationException("More steps than a word has bits.");
    }
}
