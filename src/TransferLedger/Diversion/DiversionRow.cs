using TransferLedger.Ledger;

namespace TransferLedger.Diversion;

/// <summary>One row of the view <c>diversion</c>: the facts about a diversion finding.</summary>
/// <param name="Facts">In the order of recording, corrections included; the first asserts it.</param>
public sealed record DiversionRow(ValueList<Recorded> Facts) : IView<DiversionRow>
{
    private const string Kind = "finding";

    /// <summary>The finding; null when its assertion was retracted.</summary>
    public DiversionCase? Case => DiversionCase.Of(Facts);

    /// <inheritdoc/>
    public static IEnumerable<string> KeysOf(Recorded entry)
    {
        if (entry.Fact is not CorrectionEvent correction)
        {
            return entry.Home.Kind == Kind ? [entry.Home.Rest] : [];
        }

        return correction.About.Append(entry.Home).Where(it => it.Kind == Kind).Select(it => it.Rest)
            .Distinct(StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public static Subject SubjectOf(string key) => Subject.Parse($"{Kind}/{key}");

    /// <inheritdoc/>
    public static DiversionRow? Apply(string key, DiversionRow? row, Recorded entry) => entry.Fact switch
    {
        DiversionEvent when row is not null || entry.Fact is DiversionAsserted =>
            new DiversionRow([.. row?.Facts ?? [], entry]),
        CorrectionEvent when row is not null => new DiversionRow([.. row.Facts, entry]),
        _ => row,
    };
}
