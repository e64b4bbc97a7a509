using NodaTime;
using TransferLedger.Diversion;
using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Certificates;

/// <summary>What became of arms in the end user's hands before.</summary>
public static partial class CertificateRules
{
    /// <summary>A retransfer without consent is found by EUC-073, under whichever certificate it was.</summary>
    private static IEnumerable<RuleFinding> OwnRecord(CertificateCase it)
    {
        var since = it.On.Earliest.InUtc().LocalDateTime.PlusYears(-it.Parameters.RecordYears).InUtc().ToInstant();
        foreach (var confirmed in it.Diversions.Where(one => one.Status == DiversionStatus.Confirmed
            && one.Asserted.To.Latest >= since))
        {
            yield return Found(
                Verdict.Hold, "diversion-confirmed", "endUser", confirmed.Reference, confirmed.Asserted.Item.Key,
                confirmed.Asserted.To.Text, confirmed.Decided!.Text)
                .Resting(confirmed.Position, confirmed.LastPosition);
        }

        var suspected = it.Diversions.Where(one => one.IsOpen).ToList();
        if (suspected.Count >= it.Parameters.Suspicions)
        {
            yield return Found(
                Verdict.Warn, "diversions-suspected", "endUser", Text(suspected.Count),
                string.Join(", ", suspected.Select(one => one.Reference)))
                .Resting([.. suspected.Select(one => one.Position).Order()]);
        }
    }
}
