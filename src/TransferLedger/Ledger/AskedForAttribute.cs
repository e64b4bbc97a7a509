namespace TransferLedger.Ledger;

/// <summary>
/// The catalogue of events makes this mandatory for whoever records the fact himself: he states it, or states that it
/// is not known. A register or partner message that lacks it is taken all the same, because what others did not write
/// down cannot be asked of them any more.
/// </summary>
/// <param name="members">
/// Of a record: the members asked for, by stored name; <c>kind|model</c> is one of them. None: the whole value.
/// </param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class AskedForAttribute(params string[] members) : Attribute
{
    /// <summary>The members of the record that are asked for; empty for the whole value.</summary>
    public IReadOnlyList<string> Members { get; } = members;

    /// <summary>
    /// The member beside which this one is not asked for, by its name in the code: rounds issued to a user were taken
    /// from no site. Null when it always is.
    /// </summary>
    public string? Unless { get; init; }
}
