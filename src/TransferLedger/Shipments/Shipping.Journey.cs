using System.Collections.Immutable;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Custody;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Rules;
using TransferLedger.Screening;

namespace TransferLedger.Shipments;

/// <summary>Departure and arrival.</summary>
public static partial class Shipping
{
    /// <summary>Everything whose facts tell of the vessel and the parties that a departure names itself.</summary>
    /// <param name="asked">The departure as asked for.</param>
    public static IEnumerable<Subject> Needs(ShipmentDeparted asked) =>
        ScreeningFile.Needs(PartyNamed.In(asked)).Concat(
            asked.Conveyance is { } named && ConveyanceId.SubjectOf(named) is { } subject ? [subject] : []);

    /// <summary>May what is packed leave?</summary>
    /// <param name="state">
    /// The facts about shipment, authorization, certificate and what it is related to.
    /// </param>
    /// <param name="shipment">The shipment.</param>
    /// <param name="asked">
    /// When, from where, with whom. Consignor, consignee, packages, contents and basis are taken from what is packed.
    /// </param>
    /// <param name="rules">The rule pack by which the certificate is judged.</param>
    public static Decision Depart(
        AuthorizationState state, Subject shipment, ShipmentDeparted asked, PackInUse rules)
    {
        if (ShipmentOf(state, shipment) is not { Packages.Count: > 0 } packed || packed.Under is not { } basis)
        {
            return new Refusal(Unknown, shipment.Key);
        }

        var left = packed.Departures.SelectMany(it => it.Fact.Packages).ToHashSet(StringComparer.Ordinal);
        var going = packed.Packages.Where(it => !left.Contains(it.Fact.Package)).Select(it => it.Fact).ToList();
        if (going.Count == 0)
        {
            return packed.Departures.Any(it => Same(it.Fact, asked))
                ? Decision.Nothing
                : new Refusal(NothingPacked, shipment.Key);
        }

        if (DrawOf(state, basis.Authorization) is not { } draw)
        {
            return new Refusal(AuthorizationUnknown, basis.Authorization.Key);
        }

        var fact = asked with
        {
            Consignor = going[0].Consignor,
            Consignee = going[0].Consignee,
            Contents = Together(going.SelectMany(it => it.Contents)),
            Under = basis,
            Packages = going.Select(it => it.Package).ToValueList(),
            Pack = rules.Reference,
        };
        var no = CheckOpen(draw, asked.Happened) ?? CheckOrder(going, asked.Happened)
            ?? CheckLeaving(state, draw, fact)
            ?? CheckCertificate(state, basis.Certificate, asked.Happened, rules.Pack, state.With(shipment, fact));
        if (no is not null)
        {
            return no;
        }

        var (draws, shortage) = EmbargoDecisions.Draw(
            state, basis.Certificate, asked.Happened,
            [.. fact.Contents.GroupBy(it => it.Line)
                .Select(it => new LineQuantity(it.Key, it.Sum(one => one.Quantity)))],
            shipment,
            draw.Granted.Route);
        return shortage is null ? Decision.Record([new NewFact(shipment, fact), .. draws]) : shortage;
    }

    /// <summary>May it have arrived?</summary>
    /// <param name="state">The facts about the shipment.</param>
    /// <param name="shipment">The shipment.</param>
    /// <param name="asked">When and where; the weapons and the basis are taken from what left.</param>
    public static Decision Arrive(AuthorizationState state, Subject shipment, ShipmentArrived asked)
    {
        if (ShipmentOf(state, shipment) is not { Departures: [var first, ..] } left)
        {
            return new Refusal(NotLeft, shipment.Key);
        }

        if (asked.Happened.Latest < first.Fact.Happened.Earliest)
        {
            return new Refusal(TooEarly, asked.Happened.Text, first.Fact.Happened.Text);
        }

        var gone = Gone(left);
        var fact = asked with
        {
            Items = left.Departures.SelectMany(it => it.Fact.Weapons).Where(it => !gone.Contains(it)).Distinct()
                .ToValueList(),
            Under = left.Under,
        };
        return left.Arrivals.Any(it => it.Fact == fact) ? Decision.Nothing : new NewFact(shipment, fact);
    }

    /// <summary>
    /// Was a package opened by right? What happened on the way is recorded; it only has to be one of its packages,
    /// after it was packed, and the right has to be named.
    /// </summary>
    /// <param name="state">The facts about the shipment.</param>
    /// <param name="shipment">The shipment.</param>
    /// <param name="asked">What was opened, by whom, by what right.</param>
    public static Decision Open(AuthorizationState state, Subject shipment, PackageOpened asked)
    {
        var packed = ShipmentOf(state, shipment)?.Packages.Select(it => it.Fact).FirstOrDefault(
            it => Subject.Normalise(it.Package) == Subject.Normalise(asked.Package));
        if (packed is null)
        {
            return new Refusal(Unknown, $"{shipment.Key}, {asked.Package}");
        }

        if (string.IsNullOrWhiteSpace(asked.LegalGround))
        {
            return new Refusal(NoLegalGround);
        }

        if (asked.Happened.CertainlyBefore(packed.Happened))
        {
            return new Refusal(TooEarly, asked.Happened.Text, packed.Happened.Text);
        }

        return state.Facts.Any(it => it.Home == shipment && it.Fact == asked)
            ? Decision.Nothing
            : new NewFact(shipment, asked);
    }

    private static bool Same(ShipmentDeparted recorded, ShipmentDeparted asked) =>
        recorded == asked with
        {
            Consignor = recorded.Consignor, Consignee = recorded.Consignee, Contents = recorded.Contents,
            Under = recorded.Under, Packages = recorded.Packages, Pack = recorded.Pack,
        };

    /// <summary>The contents of several packages by lines and lots.</summary>
    private static ValueList<LineContents> Together(IEnumerable<LineContents> contents) => contents
        .GroupBy(it => (it.Line, it.Lot)).OrderBy(it => it.Key.Line).Select(it => new LineContents(
            it.Key.Line,
            it.Sum(one => one.Quantity),
            it.SelectMany(one => one.Serials).ToValueList(),
            it.SelectMany(one => one.Weapons).ToValueList(),
            it.Key.Lot))
        .ToValueList();

    private static HashSet<WeaponId> Gone(Shipment shipment) => shipment.Losses.SelectMany(it => it.Fact.Contents)
        .Concat(shipment.Returns.SelectMany(it => it.Fact.Contents)).SelectMany(it => it.Weapons).ToHashSet();

    private static Refusal? CheckOrder(List<ShipmentPacked> going, Happened on) =>
        going.Find(it => on.Latest < it.Happened.Earliest) is { } late
            ? new Refusal(TooEarly, on.Text, late.Happened.Text)
            : null;

    private static Refusal? CheckCertificate(
        AuthorizationState state,
        Subject certificate,
        Happened on,
        RulePack pack,
        AuthorizationState asked)
    {
        CertificateReport? Judge(AuthorizationState it) =>
            CertificateReport.Of(certificate, it.Facts, on, null, pack.Parameters)?.Under(pack);
        if (Judge(asked) is not { } report)
        {
            return new Refusal(AuthorizationUnknown, certificate.Key);
        }

        var (from, to) = CertificateRules.ValidityOf(report.Capture.Certificate, pack.Parameters);
        var grace = pack.Parameters.GraceDays;
        if (from is not null && on.Latest < from.Earliest
            || to is not null && on.Earliest.InUtc().Date > to.Latest.InUtc().Date.LaterByDays(grace))
        {
            return new Refusal(CertificateNotInForce, on.Text, from?.Text ?? "", to?.Text ?? "");
        }

        if (report.OfWeighed < Verdict.Hold)
        {
            return null;
        }

        return new Refusal(CertificateHeld, Holding.Details(report, () => Judge(state)));
    }

    /// <summary>EUC-041 at the gate, whatever the packing let through: what others recorded meanwhile counts.</summary>
    private static Refusal? CheckLeaving(AuthorizationState state, Draw draw, ShipmentDeparted fact)
    {
        var balance = state.BalanceOf(draw.Granted.Certificate);
        foreach (var line in fact.Contents.GroupBy(it => it.Line))
        {
            var asked = line.Sum(it => it.Quantity);
            if (draw.Net(line.Key) + asked > draw.GrantedOf(line.Key))
            {
                return new Refusal(OverShipped, line.Key, draw.GrantedOf(line.Key), draw.Net(line.Key), asked);
            }

            var books = balance.Lines.FirstOrDefault(it => it.Line == line.Key);
            if (books is null || books.Left - books.Returned + asked > books.Certified)
            {
                return new Refusal(
                    OverShipped, line.Key, books?.Certified ?? 0, (books?.Left ?? 0) - (books?.Returned ?? 0), asked);
            }
        }

        return null;
    }
}
