namespace TransferLedger.Ledger;

/// <summary>
/// A list that a kind of fact was given after facts of that kind had been stored. Empty, it is not written, so that the
/// same paper still gives the same JSON, as facts of that kind have always had.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class AddedLaterAttribute : Attribute;
