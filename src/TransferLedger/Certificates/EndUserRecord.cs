using TransferLedger.Diversion;
using TransferLedger.Ledger;

namespace TransferLedger.Certificates;

/// <summary>What is on record of diversions from the custody of an end user.</summary>
internal static class EndUserRecord
{
    /// <summary>The findings whose custodian is the end user, by reference.</summary>
    /// <param name="paper">The certificate.</param>
    /// <param name="known">All facts known about what it is related to, the end user among them.</param>
    public static ValueList<DiversionCase> Of(EndUserCertificate paper, IReadOnlyCollection<Recorded> known)
    {
        if (paper.EndUserSubject is not { } endUser)
        {
            return [];
        }

        var corrections = known.Where(it => it.Fact is CorrectionEvent).ToList();
        return known.Where(it => it.Fact is DiversionEvent).GroupBy(it => it.Home).OrderBy(it => it.Key)
            .Select(it => DiversionCase.Of(it.Concat(corrections).OrderBy(one => one.Position)))
            .OfType<DiversionCase>().Where(it => it.Asserted.Custodian.Party == endUser).ToValueList();
    }
}
