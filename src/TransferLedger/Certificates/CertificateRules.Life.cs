using TransferLedger.Authorities;
using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Certificates;

/// <summary>The life of a certificate: revoked, amended, used before, and what its form and signature tell.</summary>
public static partial class CertificateRules
{
    private static IEnumerable<RuleFinding> PartiesDeclared(CertificateCase it)
    {
        var paper = it.InForce;
        var named = new[] { paper.Exporter?.Name, paper.EndUser?.Party.Name, paper.FinalConsignee?.Name };
        var declared = paper.OtherParties.Select(party => party.Party.Name).Concat(named.OfType<string>())
            .Select(Subject.Normalise).ToHashSet(StringComparer.Ordinal);
        return it.PartiesSeen
            .Where(seen => seen.Role is SeenRole.Broker or SeenRole.Carrier or SeenRole.Forwarder
                || (seen.Role == SeenRole.Exporter && paper.Use == CertificateUse.OneOff))
            .Where(seen => !declared.Contains(Subject.Normalise(seen.Name)))
            .GroupBy(seen => (seen.Role, Name: Subject.Normalise(seen.Name)))
            .Select(seen => Found(
                Verdict.Warn, "party-undeclared", "otherParties", seen.First().Name, seen.Key.Role.ToString())
                .Resting([.. seen.Select(one => one.Position)]));
    }

    private static IEnumerable<RuleFinding> DigitallySigned(CertificateCase it)
    {
        if (it.Paper.DigitalSignature is not { } signature)
        {
            yield break;
        }

        // Another signer's certificate is another document: its check says nothing about this one.
        var checks = it.OnFile.SignatureChecks.Where(one =>
            string.Equals(one.Fact.Signer, signature.Signer, StringComparison.OrdinalIgnoreCase)).ToList();
        if (checks is not [.., var last])
        {
            yield return Found(Verdict.Hold, "signature-not-checked", "digitalSignature");
            yield break;
        }

        var check = checks.LastOrDefault(one => one.Fact.Outcome == SignatureOutcome.Invalid) ?? last;
        foreach (var finding in OfSignature(it, check.Fact))
        {
            yield return finding.Resting([check.Position, .. finding.Facts]);
        }
    }

    private static IEnumerable<RuleFinding> OfSignature(CertificateCase it, DigitalSignatureChecked check)
    {
        if (check.Outcome == SignatureOutcome.Invalid)
        {
            yield return Found(
                Verdict.Reject, "signature-invalid", "digitalSignature", check.Officer, check.Happened.Text);
            yield break;
        }

        if ((check.SignedAt ?? it.Paper.Signatory?.SignedOn ?? it.Paper.IssuedOn) is not { } signed)
        {
            yield return Found(Verdict.Hold, "signature-undated", "digitalSignature");
            yield break;
        }

        if (check.IssuerKey is not { } key || it.Register.KeyOn(key, signed) is null)
        {
            yield return Found(
                Verdict.Reject, "issuer-key-unregistered", "digitalSignature", check.IssuerKey ?? "", signed.Text);
        }

        if (!check.TrustedTime)
        {
            yield return Found(Verdict.Warn, "time-not-trusted", "digitalSignature", signed.Text);
        }

        if (check.RevokedAt is not { } revoked)
        {
            yield break;
        }

        var before = revoked.Latest < signed.Earliest;
        var provenAfter = check.TrustedTime && check.SignedAt is not null && signed.Latest < revoked.Earliest;
        yield return Found(
            before ? Verdict.Reject : provenAfter ? Verdict.Info : Verdict.Hold,
            before ? "key-revoked-before" : provenAfter ? "key-revoked-after" : "key-revoked-around",
            "digitalSignature",
            revoked.Text,
            signed.Text);
    }

    private static IEnumerable<RuleFinding> NotCancelled(CertificateCase it)
    {
        if (it.Register.LostBlock(it.Paper.Number) is { } lost)
        {
            yield return Found(
                Verdict.Reject,
                "blank-lost",
                "number",
                it.Paper.Number,
                lost.Fact.First,
                lost.Fact.Last,
                lost.Fact.Happened.Text).Resting(lost.Position);
        }

        long[] drawn = [.. it.Balance.Draws.Select(draw => draw.Position)];
        foreach (var revoked in it.OnFile.Revocations)
        {
            yield return Found(
                Verdict.Reject, "revoked", null, revoked.Fact.By, revoked.Fact.Happened.Text, Text(drawn.Length))
                .Resting([revoked.Position, .. drawn]);
        }

        foreach (var refused in it.OnFile.Refusals.Where(one => one.Position > it.Capture.Position
            && it.Capture.Position > 0))
        {
            yield return Found(
                Verdict.Hold, "refused", null, refused.Fact.Officer, refused.Fact.Happened.Text, refused.Fact.Reason)
                .Resting(refused.Position);
        }

        foreach (var superseded in it.OnFile.Superseded)
        {
            yield return Found(
                Verdict.Reject,
                "superseded",
                null,
                superseded.Fact.By.Rest,
                superseded.Fact.Happened.Text,
                Text(drawn.Length)).Resting([superseded.Position, .. drawn]);
        }
    }

    private static IEnumerable<RuleFinding> AmendedInOrder(CertificateCase it) =>
        Amending.Problems(it.Paper, it.OnFile, it.Register).Select(found => Found(
            Verdict.Hold,
            found.Problem.Code,
            null,
            [found.Amendment.Fact.Reference, .. found.Problem.Values])
            .Resting([found.Amendment.Position, .. found.Problem.Facts]));

    private static IEnumerable<RuleFinding> SignedInOfficeHours(CertificateCase it)
    {
        if (it.Paper.Signatory?.SignedOn is not { Precision: Precision.Day } signed)
        {
            yield break;
        }

        if (Weekends.Rests(it.Paper.IssuingCountry, FirstDay(signed)))
        {
            yield return Found(
                Verdict.Info, "signed-on-weekend", "signatory.signedOn", signed.Text, it.Paper.IssuingCountry);
        }
        else if (it.Parameters.Holidays.Any(one =>
            string.Equals(one.Country, it.Paper.IssuingCountry, StringComparison.OrdinalIgnoreCase)
            && one.On.Overlaps(signed)))
        {
            yield return Found(
                Verdict.Info, "signed-on-holiday", "signatory.signedOn", signed.Text, it.Paper.IssuingCountry);
        }
    }

    private static IEnumerable<RuleFinding> TemplateKnown(CertificateCase it)
    {
        if (!it.Register.KnowsTemplates)
        {
            yield return Found(Verdict.Info, "no-templates", "paper.layout");
        }
        else if (it.Paper.Paper.Layout is not { } layout || Blank(layout))
        {
            yield return Found(Verdict.Info, "layout-not-taken", "paper.layout");
        }
        else if (it.Paper.IssuedOn is not { } issued)
        {
            yield return Found(Verdict.Hold, "issue-date-missing", "issuedOn");
        }
        else if (it.Register.TemplateOn(layout, issued) is null)
        {
            var ever = it.Register.TemplateEver(layout);
            var early = ever is not null && issued.Latest < ever.Fact.Happened.Earliest;
            yield return Found(
                early ? Verdict.Reject : Verdict.Warn,
                early ? "template-not-yet" : "template-unknown",
                "paper.layout",
                issued.Text,
                ever?.Fact.Happened.Text ?? "").Resting(ever is null ? [] : [ever.Position]);
        }
    }

    /// <summary>One that has ended, and under which goods have left: the one use is used.</summary>
    private static IEnumerable<RuleFinding> UsedOnce(CertificateCase it) =>
        it.Paper.Use == CertificateUse.Framework
            ? []
            : it.Balance.Draws
                .Where(draw => draw.Ended is not null && draw.Lines.Any(line => draw.Of(line.Line) > 0))
                .Select(draw => Found(
                    Verdict.Reject,
                    "used-before",
                    "use",
                    draw.Authorization.Rest,
                    draw.Ended!.Text).Resting(draw.Position));
}
