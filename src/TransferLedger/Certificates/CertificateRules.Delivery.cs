using NodaTime;
using TransferLedger.Authorities;
using TransferLedger.Ledger;
using TransferLedger.Rules;
using TransferLedger.Shipments;

namespace TransferLedger.Certificates;

/// <summary>What left under the certificate, and the proof that it was delivered.</summary>
public static partial class CertificateRules
{
    /// <summary>From when to when a certificate may be used; null where it has no date.</summary>
    public static (Happened? From, Happened? To) ValidityOf(
        EndUserCertificate paper, CertificateParameters parameters) =>
        (paper.ValidFrom ?? paper.IssuedOn, paper.ValidTo ?? (paper.IssuedOn is { } issued
            ? Happened.On(FirstDay(issued).LaterByMonths(parameters.DefaultValidityMonths))
            : null));

    private static IEnumerable<RuleFinding> NotOverShipped(CertificateCase it)
    {
        foreach (var draw in it.Balance.Draws)
        {
            foreach (var line in draw.OverShipped)
            {
                yield return Found(
                    Verdict.Hold, "over-shipped", null, draw.Authorization.Rest, Text(line),
                    Text(draw.GrantedOf(line)), Text(draw.Net(line)))
                    .Resting([draw.Position, .. draw.Departures.Select(one => one.Position)]);
            }

            foreach (var late in draw.LeftAfterItsEnd)
            {
                yield return Found(
                    Verdict.Hold, "left-after-revocation", null, draw.Authorization.Rest, late.Fact.Happened.Text)
                    .Resting(draw.Position, late.Position);
            }
        }

        foreach (var line in it.Balance.Lines.Where(one => one.Left - one.Returned > one.Certified))
        {
            yield return Found(
                Verdict.Hold, "more-than-certified", Line(line.Line - 1, "quantity"), Text(line.Certified),
                Text(line.Left - line.Returned)).Resting(
                [.. it.Balance.Shipments.SelectMany(one => one.Departures).Select(one => one.Position),
                    .. AmendmentsOf(it, line.Line)]);
        }

        foreach (var stray in it.Balance.Strays)
        {
            yield return Found(
                Verdict.Hold, "left-without-authorization", null, stray.Subject.Rest, stray.Under!.Authorization.Rest)
                .Resting([.. stray.Departures.Select(one => one.Position)]);
        }
    }

    private static IEnumerable<RuleFinding> InForce(CertificateCase it)
    {
        var (from, to) = ValidityOf(it.Paper, it.Parameters);
        if (from is null || to is null || to.Latest <= from.Earliest)
        {
            // EUC-002 and EUC-003 say so.
            yield break;
        }

        if (to.CertainlyBefore(it.Received))
        {
            yield return Found(Verdict.Reject, "presented-expired", "validTo", to.Text, it.Received.Text);
        }

        foreach (var draw in it.Balance.Draws.Where(one => Outside(one.Granted.Happened, from, to)))
        {
            yield return Found(
                Verdict.Reject, "authorized-outside-validity", "validTo", draw.Authorization.Rest,
                draw.Granted.Happened.Text, from.Text, to.Text).Resting(draw.Position);
        }

        foreach (var left in it.Balance.Shipments.SelectMany(one => one.Departures)
            .Where(one => Outside(one.Fact.Happened, from, to)))
        {
            yield return Found(
                WithinGrace(left.Fact.Happened, to, it.Parameters) ? Verdict.Warn : Verdict.Hold,
                "departed-outside-validity", "validTo", left.Fact.Happened.Text, from.Text, to.Text)
                .Resting(left.Position);
        }

        if (Outside(it.On, from, to))
        {
            var open = it.Balance.Draws.Any(one => one.Ended is null);
            yield return Found(
                open && WithinGrace(it.On, to, it.Parameters) ? Verdict.Warn : Verdict.Hold,
                "not-in-force", "validTo", it.On.Text, from.Text, to.Text);
        }
    }

    private static IEnumerable<RuleFinding> Conserved(CertificateCase it) =>
        it.Balance.Lines.Where(line => !line.Balances).Select(line => Found(
            Verdict.Reject, "does-not-add-up", Line(line.Line - 1, "quantity"), Text(line.Certified),
            Text(line.Committed), Text(line.Left), Text(line.Returned), Text(line.Lost + line.Seized),
            Text(line.Delivered), Text(line.InTransit)).Resting(
            [.. it.Balance.Draws.Select(draw => draw.Position),
                .. it.Balance.Shipments.SelectMany(one => one.Departures).Select(one => one.Position),
                .. AmendmentsOf(it, line.Line)]))
            .Concat(it.Balance.Uncounted.Select(one => Found(
                Verdict.Hold, "quantity-uncounted", Line(one.Line - 1, "quantity"), Text(one.Position),
                Text(one.Quantity)).Resting(one.Position)));

    /// <summary>Any delivery to the end user counts, under this certificate or another.</summary>
    private static IEnumerable<RuleFinding> DeliveryVerifiedInTime(CertificateCase it)
    {
        foreach (var (proof, days) in Overdue(it))
        {
            yield return Found(
                days >= it.Parameters.DvcHoldDays ? Verdict.Hold : Verdict.Warn,
                "dvc-overdue", null, proof.Shipment.Subject.Rest, proof.Arrived.Text, Text(proof.Due), Text(days))
                .Resting([.. proof.Facts]);
        }
    }

    private static IEnumerable<RuleFinding> DeliveryEqualsShipment(CertificateCase it) =>
        it.Balance.Shipments.Where(one => one.Verifications.Count > 0)
            .SelectMany(one => one.Lines.SelectMany(line => Difference(one, line)));

    private static IEnumerable<RuleFinding> Difference(Shipment shipment, ShipmentLine line)
    {
        long[] facts =
        [
            .. shipment.Departures.Select(it => it.Position), .. shipment.Verifications.Select(it => it.Position),
            .. shipment.Losses.Select(it => it.Position), .. shipment.Returns.Select(it => it.Position),
        ];
        if (line.Unexplained != 0)
        {
            yield return Found(
                Verdict.Hold, line.Unexplained > 0 ? "dvc-short" : "dvc-over", null, shipment.Subject.Rest,
                Text(line.Line), Text(line.Left), Text(line.Left - line.Outstanding), Text(line.Verified),
                Text(Math.Abs(line.Unexplained))).Resting(facts);
        }

        if (shipment.Compare(line.Line) is { Agrees: false } compared)
        {
            yield return Found(
                Verdict.Hold, "dvc-serials-differ", null, shipment.Subject.Rest, Text(line.Line),
                string.Join(' ', compared.Missing), string.Join(' ', compared.Unexpected),
                string.Join(' ', compared.Differently.Select(pair => $"{pair.Listed}/{pair.Read}")),
                string.Join(' ', compared.Repeated)).Resting(facts);
        }
        else if (!shipment.ToBeFound(line.Line).IsEmpty && shipment.Compare(line.Line) is null)
        {
            yield return Found(
                Verdict.Info, "dvc-without-serials", null, shipment.Subject.Rest, Text(line.Line)).Resting(facts);
        }
    }

    private static IEnumerable<RuleFinding> DeliveryIssuer(CertificateCase it)
    {
        foreach (var paper in it.Balance.Shipments.SelectMany(one => one.Verifications))
        {
            var country = paper.Fact.IssuingCountry;
            if (it.Paper.Destination is { } destination
                && !string.Equals(country, destination, StringComparison.OrdinalIgnoreCase))
            {
                yield return Found(
                    Verdict.Hold, "dvc-issuer-elsewhere", null, paper.Fact.Number, country, destination)
                    .Resting(paper.Position);
            }
            else if (it.After.Issuers.GetValueOrDefault(paper.Fact.IssuerSubject, AuthorityRegister.Empty)
                .RegistrationOn(paper.Fact.Happened) is null)
            {
                yield return Found(
                    Verdict.Hold, "dvc-issuer-unregistered", null, paper.Fact.Number, paper.Fact.Issuer, country,
                    paper.Fact.Happened.Text).Resting(paper.Position);
            }
        }
    }

    /// <summary>Lines of small arms and light weapons whose serials nobody has written down in time.</summary>
    private static IEnumerable<RuleFinding> SerialsListed(CertificateCase it)
    {
        foreach (var shipment in it.Balance.Shipments.Where(one => one.Departures.Count > 0))
        {
            var due = FirstDay(shipment.Departures[0].Fact.Happened).LaterByDays(it.Parameters.SerialListDays);
            foreach (var (index, line) in it.Paper.Lines.Index().Where(one => IsSerialled(one.Item.Class)))
            {
                var (left, listed) = (
                    shipment.Of(index + 1).Left, shipment.LeftWith(index + 1).Sum(one => one.Serials.Count));
                if (listed < left && FirstDay(it.On) >= due)
                {
                    yield return Found(
                        Verdict.Warn, "serials-not-listed", null, shipment.Subject.Rest, Text(index + 1), Text(left),
                        Text(listed), Text(due)).Resting([.. shipment.Departures.Select(one => one.Position)]);
                }
            }
        }
    }

    private static IEnumerable<(DeliveryProof Proof, int Days)> Overdue(CertificateCase it)
    {
        foreach (var proof in DeliveryProof.Of(it.After.Shipments, it.Parameters.DvcDueDays))
        {
            if (proof.DaysOverdue(FirstDay(it.On)) is { } days)
            {
                yield return (proof, days);
            }
        }
    }

    private static bool IsSerialled(GoodsClass? kind) => kind is GoodsClass.SmallArms or GoodsClass.LightWeapons;

    internal static bool Outside(Happened day, Happened from, Happened to) =>
        day.Latest < from.Earliest || day.Earliest > to.Latest;

    private static bool WithinGrace(Happened day, Happened to, CertificateParameters parameters) =>
        day.Earliest > to.Latest
        && FirstDay(day) <= to.Latest.InUtc().Date.LaterByDays(parameters.GraceDays);
}
