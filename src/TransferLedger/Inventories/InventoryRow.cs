using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Inventories;

/// <summary>One row of the view <c>inventory</c>: the facts kept under one site and day.</summary>
/// <param name="Facts">In the order of recording, corrections included; the first is a count.</param>
public sealed record InventoryRow(ValueList<Recorded> Facts) : IView<InventoryRow>
{
    private const string Kind = "inventory";

    /// <summary>The counts that stand, in the order of recording.</summary>
    public IEnumerable<(Recorded Entry, InventoryCounted Fact)> Counts => StandingFacts.Of(Facts)
        .Where(it => it.Fact is InventoryCounted).Select(it => (it, (InventoryCounted)it.Fact));

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
    public static InventoryRow? Apply(string key, InventoryRow? row, Recorded entry) => entry.Fact switch
    {
        InventoryCounted => new InventoryRow([.. row?.Facts ?? [], entry]),
        CorrectionEvent when row is not null => new InventoryRow([.. row.Facts, entry]),
        _ => row,
    };
}
