using NodaTime;
using TransferLedger.Authorities;
using TransferLedger.Checks;
using TransferLedger.Ledger;
using TransferLedger.Rules;
using TransferLedger.Shipments;

namespace TransferLedger.Certificates;

/// <summary>How the end user has kept its undertakings, under this certificate or another.</summary>
public static partial class CertificateRules
{
    private static IEnumerable<RuleFinding> RetransferWithConsent(CertificateCase it) =>
        PassedOn(it).Concat(SightedWithConsent(it));

    private static IEnumerable<RuleFinding> PassedOn(CertificateCase it)
    {
        foreach (var (entry, done) in it.After.All<RetransferExecuted>())
        {
            var concerned = entry.Home == it.Subject || (done.From.Party is { } from && it.EndUsers.Contains(from));
            if (!concerned || MayPassOn(it, entry.Home))
            {
                continue;
            }

            if (Consent.Lacking(entry.Home, done, it.After.Facts, it.Parties.AreSame) is { } lacking)
            {
                yield return Found(
                    Verdict.Reject,
                    lacking switch
                    {
                        ConsentGap.None => "retransfer-without-consent",
                        ConsentGap.Beyond => "retransfer-beyond-consent",
                        _ => "retransfer-to-another",
                    },
                    null, done.Reference, done.Happened.Text, done.To.Name, entry.Home.Rest).Resting(entry.Position);
            }
        }
    }

    /// <summary>Only a certificate that is known to hold no undertaking against it allows it.</summary>
    private static bool MayPassOn(CertificateCase it, Subject certificate)
    {
        if (it.Others.FirstOrDefault(other => other.Certificate == certificate) is { } found)
        {
            return Consent.IsNotNeeded(found.Paper.Undertakings);
        }

        return it.Paper.Number.Any(char.IsLetterOrDigit) && it.Paper.Subject == certificate
            && Consent.IsNotNeeded(it.Paper);
    }

    /// <summary>Of each verification the last outcome counts.</summary>
    private static IEnumerable<RuleFinding> VerificationPossible(CertificateCase it)
    {
        foreach (var (entry, done) in it.After.All<VerificationPerformed>().GroupBy(one => one.Entry.Home)
            .Select(one => one.Last()))
        {
            var (verdict, code) = done switch
            {
                { Result: VerificationResult.Refused } => (Verdict.Hold, "verification-refused"),
                { Result: VerificationResult.NotPossible } => (Verdict.Warn, "verification-not-possible"),
                { Method: VerificationMethod.Video } => (Verdict.Warn, "verified-by-video"),
                { Method: VerificationMethod.Document } => (Verdict.Warn, "verified-by-documents"),
                _ => (Verdict.Pass, ""),
            };
            if (verdict > Verdict.Pass)
            {
                yield return Found(verdict, code, null, entry.Home.Rest, done.Happened.Text).Resting(entry.Position);
            }
        }
    }

    private static IEnumerable<RuleFinding> VerificationComplete(CertificateCase it)
    {
        var plans = it.After.All<VerificationPlanned>().ToLookup(one => one.Entry.Home);
        foreach (var (entry, done) in it.After.All<VerificationPerformed>()
            .Where(one => one.Fact.Result == VerificationResult.Done)
            .GroupBy(one => one.Entry.Home).Select(one => one.Last()))
        {
            var plan = plans[entry.Home].Select(one => one.Fact).LastOrDefault();
            var missing = SampleOutcome.Of(plan, done).Unexplained;
            if (missing.Count > 0)
            {
                yield return Found(
                    Verdict.Hold, "verification-shortfall", null, entry.Home.Rest, Text(missing.Count),
                    string.Join(' ', missing))
                    .Resting([entry.Position, .. plans[entry.Home].Select(one => one.Entry.Position)]);
            }
        }
    }

    private static IEnumerable<RuleFinding> NewForOldKept(CertificateCase it)
    {
        var promised = Obligations.NewForOld(it.After, it.Parameters).ToList();
        foreach (var (entry, due, met) in promised)
        {
            if (!met && due is { } day && FirstDay(it.On) > day)
            {
                var days = Period.DaysBetween(day, FirstDay(it.On));
                yield return Found(
                    days >= it.Parameters.NewForOldHoldDays ? Verdict.Hold : Verdict.Warn,
                    "old-arms-not-destroyed", null, entry.Home.Rest,
                    entry.Fact is ObligationSet set ? set.Due.Text : Text(day), Text(days))
                    .Resting(entry.Position);
            }
        }

        if (it.Paper.Undertakings.Contains(Undertaking.NewForOld)
            && !promised.Exists(one => it.Subject is { } subject && one.Entry.Home == subject))
        {
            yield return Found(Verdict.Info, "destruction-undated", "undertakings");
        }
    }

    private static IEnumerable<RuleFinding> OpenObligations(CertificateCase it)
    {
        var overdue = Overdue(it).ToList();
        if (overdue.Count >= it.Parameters.MostOverdue)
        {
            yield return Found(
                Verdict.Hold, "many-overdue", null, Text(overdue.Count),
                string.Join(' ', overdue.Select(one => one.Proof.Shipment.Subject.Rest)));
        }

        // A share of a few lines says nothing that EUC-070 and EUC-071 do not say of each.
        var due = DeliveryProof.Of(it.After.Shipments, it.Parameters.DvcDueDays)
            .Where(one => one.Due <= FirstDay(it.On)).SelectMany(one => one.Shipment.Lines).ToList();
        var open = due.Count(line => line.Verified < line.Outstanding);
        if (due.Count >= it.Parameters.FewestLines
            && open * 100 > it.Parameters.MostUnresolvedPercent * due.Count)
        {
            yield return Found(Verdict.Hold, "many-unresolved", null, Text(open), Text(due.Count));
        }
    }
}
