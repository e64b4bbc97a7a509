using System.Globalization;
using TransferLedger.Cli.Import.Commands;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Hosting;

/// <summary>What became of a decision, in words.</summary>
internal static class Outcomes
{
    /// <summary><c>granted as fact 17</c>, or <c>had been granted before</c>.</summary>
    /// <exception cref="CommandFailedException">It was refused, or not recorded.</exception>
    public static string Said(TransactionOutcome outcome, string done) => outcome switch
    {
        TransactionOutcome.Done { Receipt: { } receipt } when receipt.Last > receipt.First => string.Create(
            CultureInfo.InvariantCulture, $"{done} as facts {receipt.First} to {receipt.Last}"),
        TransactionOutcome.Done { Receipt: { } receipt } => string.Create(
            CultureInfo.InvariantCulture, $"{done} as fact {receipt.First}"),
        TransactionOutcome.Done => $"had been {done} before",
        TransactionOutcome.Refused no =>
            throw new CommandFailedException(Exit.Refused, $"Refused: {RefusalText.Of(no.Refusal)}"),
        TransactionOutcome.Unavailable no =>
            throw new CommandFailedException(Exit.Unavailable, StoreTrouble.Said(no.Outcome)),
        _ => throw new InvalidOperationException($"{outcome}"),
    };
}
