using NodaTime;

namespace TransferLedger.Store.Views;

/// <summary>How far a view has come.</summary>
/// <param name="Name">The view.</param>
/// <param name="Position">The last fact applied.</param>
/// <param name="Head">The end of the log.</param>
/// <param name="Facts">How many facts concerned the view.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="RowsHash">XOR of SHA-256 over what is stored for each row, lower-case hexadecimal.</param>
/// <param name="UpdatedAt">When the checkpoint last moved.</param>
public sealed record ViewProgress(
    string Name,
    long Position,
    long Head,
    long Facts,
    long Rows,
    string RowsHash,
    Instant UpdatedAt
);
