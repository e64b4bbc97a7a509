using TransferLedger.Custody;

namespace TransferLedger.Inventories;

/// <summary>How a stock was counted.</summary>
public enum CountMethod
{
    /// <summary>All of it.</summary>
    Full,

    /// <summary>A part of it, drawn or chosen: what was not looked at is not known.</summary>
    Sample,
}

/// <summary>What a count lets one conclude of what it did not see.</summary>
internal static class CountReach
{
    /// <summary>
    /// Was everything at the site to be seen? Not in a sample, nor where the count names a scope of its own: who counts
    /// all rifles says nothing of the pistols. A count that does not say how it was made counts as a full one.
    /// </summary>
    public static bool IsWhole(InventoryCounted count) =>
        count.Method != CountMethod.Sample && string.IsNullOrWhiteSpace(count.Scope);
}
