using NodaTime;
using TransferLedger.Authorities;
using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Certificates;

/// <summary>Reuse: the same paper, goods or quantity again, under this number or another.</summary>
public static partial class CertificateRules
{
    private static IEnumerable<RuleFinding> SamePaper(CertificateCase it) =>
        it.OtherReadings.Where(other => it.Paper.Paper.Scan is { } scan && scan == other.Paper.Scan)
            .Select(other => Found(
                Verdict.Reject,
                "same-scan",
                "paper.scan",
                other.Paper.Number,
                other.Office,
                other.Happened.Text).Resting(other.Position))
        .Concat(CopiedSignature(it)).Concat(SamePixels(it));

    /// <summary>
    /// Nobody signs twice alike: a picture of a signature that is the same to the byte on two certificates was copied
    /// from one to the other. Where the whole scan is the same, that says more.
    /// </summary>
    private static IEnumerable<RuleFinding> CopiedSignature(CertificateCase it) =>
        it.Paper.Signatory?.SignatureImage is { } signature && !Blank(signature)
            ? it.OtherReadings
                .Where(other => other.Certificate != it.Subject
                    && other.Paper.SignatureImage == signature
                    && (it.Paper.Paper.Scan is null || other.Paper.Scan != it.Paper.Paper.Scan))
                .Select(other => Found(
                    Verdict.Hold,
                    "signature-copied",
                    "signatory.signatureImage",
                    other.Paper.Number,
                    other.Office,
                    other.Happened.Text).Resting(other.Position))
            : [];

    /// <summary>
    /// A signature that is the same pixel for pixel on the scans of two certificates was set into both. Pages that look
    /// alike besides are copies of one. A scan that nobody had measured says nothing, as before there were measures.
    /// </summary>
    private static IEnumerable<RuleFinding> SamePixels(CertificateCase it)
    {
        if (it.Scans.LastOrDefault(one => one.Certificate == it.Subject
            && one.Fact.Scan == Files.FileHash.Of(it.Paper.Paper.Scan)) is not { } own)
        {
            yield break;
        }

        if (own.Fact.Signature is not { } signature)
        {
            yield return Found(
                Verdict.Info, "scan-not-compared", "paper.scan", own.Fact.Reading.ToString(),
                own.Fact.Region is null ? "" : own.Fact.Region.Field).Resting(own.Position);
            yield break;
        }

        foreach (var other in it.Scans.Where(one => one.Certificate != it.Subject && one.Fact.Signature == signature
            && one.Fact.Scan != own.Fact.Scan).GroupBy(one => one.Certificate).Select(scans => scans.Last()))
        {
            var distance = own.Fact.Method == other.Fact.Method
                && Files.PictureLikeness.Parse(own.Fact.Likeness) is { } left
                && Files.PictureLikeness.Parse(other.Fact.Likeness) is { } right
                    ? Files.PictureLikeness.Distance(left, right)
                    : (int?)null;
            yield return Found(
                distance > it.Parameters.LikenessBits ? Verdict.Warn : Verdict.Hold,
                distance > it.Parameters.LikenessBits ? "signature-on-another-page" : "signature-pixels-same",
                "signatory",
                other.Certificate.Rest,
                other.Fact.Happened.Text,
                distance is { } bits ? Text(bits) : "").Resting(own.Position, other.Position);
        }
    }

    private static IEnumerable<RuleFinding> NotOverAuthorised(CertificateCase it)
    {
        foreach (var (index, line) in it.InForce.Lines.Index())
        {
            var committed = it.Balance.Draws.Sum(draw => draw.Of(index + 1));
            if (committed > (line.Quantity ?? 0))
            {
                yield return Found(
                    Verdict.Reject,
                    "over-authorised",
                    Line(index, "quantity"),
                    Text(line.Quantity ?? 0),
                    Text(committed))
                    .Resting([.. it.Balance.Draws.Select(draw => draw.Position), .. AmendmentsOf(it, index + 1)]);
            }
        }
    }

    /// <summary>The amendments that set the certified quantity of a line.</summary>
    private static IEnumerable<long> AmendmentsOf(CertificateCase it, int line) =>
        it.OnFile.Amendments.Where(one => one.Fact.Lines.Any(to => to.Line == line)).Select(one => one.Position);

    /// <summary>Whoever presents it and whoever was authorized under it.</summary>
    private static IEnumerable<RuleFinding> OneExporter(CertificateCase it)
    {
        if (it.Paper.Use == CertificateUse.Framework || it.Paper.Exporter is not { } exporter)
        {
            yield break;
        }

        var others = it.OtherCaptures.Select(other => (other.Fact.Certificate.Exporter?.Name, other.Position))
            .Concat(it.Balance.Draws.Select(draw => ((string?)draw.Granted.Exporter, draw.Position)));
        foreach (var (name, position) in others)
        {
            if (name is not null && !AuthorityRegister.SameName(name, exporter.Name))
            {
                yield return Found(Verdict.Hold, "second-exporter", "exporter.name", exporter.Name, name)
                    .Resting(position);
            }
        }
    }

    /// <summary>
    /// Another number for the same end user and model, in about the same quantity and within half a year. What was
    /// presented to another office holds. The certificate whose place this one takes is meant to be alike. Every
    /// reading of the other number counts: a later paper under it must not hide the one this was copied from.
    /// </summary>
    private static IEnumerable<RuleFinding> NearDuplicate(CertificateCase it)
    {
        foreach (var other in it.OtherReadings.Where(other => it.IsEndUser(other.Paper.EndUser)
                && IsNear(it.Paper, other.Paper, it.Parameters)
                && !it.OnFile.Replaces.Contains(other.Certificate))
            .GroupBy(other => other.Certificate).Select(readings => readings.Last()))
        {
            var elsewhere = !AuthorityRegister.SameName(other.Office, it.Capture.Fact.Office);
            yield return Found(
                elsewhere ? Verdict.Hold : Verdict.Warn,
                "near-duplicate",
                "lines",
                other.Paper.Number,
                other.Office,
                other.Paper.IssuedOn!.Text).Resting(other.Position);
        }
    }

    private static bool IsNear(EndUserCertificate left, OtherPaper right, CertificateParameters parameters) =>
        left is { IssuedOn: { } one }
        && right is { IssuedOn: { } two }
        && Math.Abs(Period.DaysBetween(FirstDay(one), FirstDay(two))) <= parameters.NearDuplicateDays
        && left.Lines.Any(line => right.Lines.Any(said => IsNear(line, said, parameters.NearDuplicatePercent)));

    private static bool IsNear(CertificateLine left, OtherLine right, int percent) =>
        left is { Model: { } one, Quantity: { } few }
        && right is { Model: { } two, Quantity: { } many }
        && Math.Abs((decimal)few - many) * 100 <= (decimal)percent * Math.Max(few, many)
        && AuthorityRegister.SameName(one, two);
}
