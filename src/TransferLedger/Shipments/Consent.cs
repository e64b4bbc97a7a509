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

    /// <summary>There is one, and it was asked for somebody else.</summary>
    Receiver,
}

/// <summary>Was what an end user passed on consented to? (EUC-073, COC-063.)</summary>
public static class Consent
{
    /// <summary>
    /// What it lacks; null when consents under its number cover it and all else that was passed on under that number
    /// by then.
    /// </summary>
    /// <param name="certificate">The certificate the goods came under.</param>
    /// <param name="done">What was passed on.</param>
    /// <param name="facts">Facts about the certificate, as they stand.</param>
    /// <param name="same">Are two names one party? Null: when they are the same name.</param>
    public static ConsentGap? Lacking(
        Subject certificate,
        RetransferExecuted done,
        IEnumerable<Recorded> facts,
        Func<string, string, bool>? same = null)
    {
        var known = facts.Where(it => it.Home == certificate).Select(it => it.Fact).OfType<RetransferEvent>()
            .Where(it => AuthorityRegister.SameName(it.Reference, done.Reference)
                && it.Happened.Earliest <= done.Happened.Latest).ToList();
        var given = known.OfType<RetransferApproved>().ToList();
        if (given.Count == 0)
        {
            return ConsentGap.None;
        }

        var asked = known.OfType<RetransferRequested>().Select(it => it.To.Name).ToList();
        if (asked.Count > 0 && !asked.Exists(it => (same ?? AuthorityRegister.SameName)(it, done.To.Name)))
        {
            return ConsentGap.Receiver;
        }

        return known.OfType<RetransferExecuted>().Append(done).Distinct().SelectMany(it => it.Contents)
            .GroupBy(it => it.Line).Any(line => line.Sum(it => it.Quantity)
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
