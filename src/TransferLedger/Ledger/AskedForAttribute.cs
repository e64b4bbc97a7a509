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
}
