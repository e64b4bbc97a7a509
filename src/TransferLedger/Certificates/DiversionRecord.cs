using TransferLedger.Diversion;
using TransferLedger.Ledger;

namespace TransferLedger.Certificates;

/// <summary>What is on record of diversions that touch a certificate.</summary>
internal static class DiversionRecord
{
    /// <summary>The findings whose custodian is the end user, by reference.</summary>
    /// <param name="endUsers">The end user, under each of its names.</param>
    /// <param name="known">All facts known about what it is related to, the end user among them.</param>
    public static ValueList<DiversionCase> OfEndUser(
        IReadOnlySet<Subject> endUsers, IReadOnlyCollection<Recorded> known) =>
        All(known).Where(it => it.Asserted.Custodian.Party is { } one && endUsers.Contains(one)).ToValueList();

    /// <summary>The findings that name a conveyance, by reference.</summary>
    /// <param name="known">All facts known about what the certificate is related to, conveyances among them.</param>
    public static ValueList<DiversionCase> OnTheWay(IReadOnlyCollection<Recorded> known) =>
        All(known).Where(it => it.Asserted.Conveyance is not null).ToValueList();

    private static IEnumerable<DiversionCase> All(IReadOnlyCollection<Recorded> known)
    {
        var corrections = known.Where(it => it.Fact is CorrectionEvent).ToList();
        return known.Where(it => it.Fact is DiversionEvent).GroupBy(it => it.Home).OrderBy(it => it.Key)
            .Select(it => DiversionCase.Of(it.Concat(corrections).OrderBy(one => one.Position)))
            .OfType<DiversionCase>();
    }
}
