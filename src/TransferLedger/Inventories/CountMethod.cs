namespace TransferLedger.Inventories;

/// <summary>How a stock was counted.</summary>
public enum CountMethod
{
    /// <summary>All of it.</summary>
    Full,

    /// <summary>A part of it, drawn or chosen: what was not looked at is not known.</summary>
    Sample,
}
