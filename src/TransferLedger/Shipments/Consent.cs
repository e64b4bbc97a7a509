using TransferLedger.Authorities;
using TransferLedger.Certificates;
using TransferLedger.Ledger;

namespace TransferLedger.Shipments;

/// <summary>What a retransfer lacks.</summary>
public enum ConsentGap
{
    /// <summary>There is no consent by that day.</summary>
    None,

    /// <summary>There is one, and more was passed on than it covers.</summary>
    Beyond,
}

/// <summary>Was what an end user passed on consented to? (EUC-073, COC-063.)</summary>
public static class Consent
{
    /// <summary>What it lacks; null when consents under its number cover it.</summary>
    /// <param name="certificate">The certificate the goods came under.</param>
    /// <param name="done">What was passed on.</param>
    /// <param name="facts">Facts about the certificate, as they stand.</param>
    public static ConsentGap? Lacking(Subject certificate, RetransferExecuted done, IEnumerable<Recorded> facts)
    {
        var given = facts.Where(it => it.Home == certificate).Select(it => it.Fact).OfType<RetransferApproved>()
            .Where(it => AuthorityRegister.SameName(it.Reference, done.Reference)
                && it.Happened.Earliest <= done.Happened.Latest).ToList();
        if (given.Count == 0)
        {
            return ConsentGap.None;
        }

        return done.Contents.GroupBy(it => it.Line).Any(line => line.Sum(it => it.Quantity)
            > given.SelectMany(it => it.Contents).Where(it => it.Line == line.Key).Sum(it => it.Quantity))
            ? ConsentGap.Beyond
            : null;
    }

    /// <summary>Only a certificate that is known to hold no undertaking against it needs none.</summary>
    /// <param name="paper">The certificate; null when it was never captured.</param>
    public static bool IsNotNeeded(EndUserCertificate? paper) =>
        paper is not null && IsNotNeeded(paper.Undertakings);

    /// <summary>The same of undertakings that are known.</summary>
    public static bool IsNotNeeded(ValueList<Undertaking> undertakings) =>
        !undertakings.Contains(Undertaking.NoReexport);
}
