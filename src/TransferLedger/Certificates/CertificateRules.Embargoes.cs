using System.Collections.Immutable;
using TransferLedger.Authorities;
using TransferLedger.Authorizations;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Rules;
using TransferLedger.Shipments;

namespace TransferLedger.Certificates;

/// <summary>
/// The embargo rules (EUC-050, EUC-052, EUC-053): live from the embargoes and clearances on record, for the day judged,
/// the days of decisions and the days of departures. While no table of embargoes is loaded they hold.
/// </summary>
public static partial class CertificateRules
{
    private static IEnumerable<RuleFinding> TerritorialEmbargo(CertificateCase it)
    {
        if (it.Embargoes.Loaded is null)
        {
            return [Unanswered("EUC-050")];
        }

        return OnDay(it, it.On, hit => hit.IsTerritorial, "embargo", [], Passing(it))
            .Concat(it.Balance.Draws
                .Where(draw => draw.Granted.Happened != it.On)
                .SelectMany(draw => AtDay(
                    it, draw.Granted.Happened, "embargo-at-decision", null, draw.Position, RouteOf(draw))))
            .Concat(it.Balance.Shipments
                .SelectMany(shipment => shipment.Departures.Select(left => (Shipment: shipment, Left: left)))
                .Where(one => one.Left.Fact.Happened != it.On)
                .SelectMany(one => AtDay(
                    it, one.Left.Fact.Happened, "embargo-at-departure", one.Shipment.Subject, one.Left.Position,
                    WayOf(it, one.Shipment))));
    }

    /// <summary>
    /// The States that goods may pass under what is open, and where goods that have not arrived were seen.
    /// </summary>
    private static IReadOnlyList<EmbargoPoint> Passing(CertificateCase it) =>
    [
        .. it.Balance.Draws.Where(draw => draw.Ended is null).SelectMany(RouteOf),
        .. it.Balance.Shipments.Where(one => one.Lines.Any(line => line.InTransit > 0))
            .SelectMany(one => WayOf(it, one)),
    ];

    private static IEnumerable<EmbargoPoint> RouteOf(Draw draw) =>
        EmbargoDecisions.RouteOf(draw.Granted.Route, draw.Position);

    private static IEnumerable<EmbargoPoint> WayOf(CertificateCase it, Shipment shipment) => it.Balance.Draws
        .Where(draw => draw.Authorization == shipment.Under?.Authorization).SelectMany(RouteOf)
        .Concat(EmbargoDecisions.StopsOf(shipment));

    private static IEnumerable<RuleFinding> GroupEmbargo(CertificateCase it) =>
        it.Embargoes.Loaded is null
            ? [Unanswered("EUC-052")]
            : OnDay(it, it.On, hit => !hit.IsTerritorial, "group-embargo", [], []);

    /// <summary>EUC-055: goods stopped, short of the destination, in or beside an embargoed territory.</summary>
    private static IEnumerable<RuleFinding> StopsNearEmbargo(CertificateCase it) =>
        from arrived in it.Balance.Shipments.SelectMany(one => one.Arrivals)
        let country = arrived.Fact.Place.Country
        where country is not null && !EmbargoMeasure.Same(country, it.InForce.Destination ?? "")
        let near = EmbargoNeighbourhood.Of(country, FirstDay(arrived.Fact.Happened), it.Embargoes)
        where near is { Value: > 0 }
        let named = near.Own is { } own ? own.Country : string.Join(' ', near.Neighbours.Select(one => one.Country))
        select Found(
            Verdict.Warn, "stop-near-embargo", null, "The goods", arrived.Fact.Place.Name, country,
            arrived.Fact.Happened.Text, named).Resting([arrived.Position, .. near.Facts]);

    /// <summary>What the clearances on record are worth on the day, and those that an exemption still takes.</summary>
    private static IEnumerable<RuleFinding> ClearanceValid(CertificateCase it)
    {
        if (it.Embargoes.Loaded is null)
        {
            yield return Unanswered("EUC-053");
            yield break;
        }

        var touching = Hits(it, it.On, Passing(it)).Where(hit => hit.Measure.IsApplied(it.On))
            .GroupBy(hit => Subject.Normalise(hit.Measure.Fact.Regime), StringComparer.Ordinal);
        foreach (var regime in touching)
        {
            foreach (var found in OfRegime(it, [.. regime]))
            {
                yield return found;
            }
        }
    }

    private static IEnumerable<RuleFinding> OfRegime(CertificateCase it, IReadOnlyList<EmbargoHit> hits)
    {
        var code = hits[0].Measure.Fact.Regime;
        var own = it.Clearances.Where(one => EmbargoDecisions.IsOf(one, code)).ToList();
        var valid = own.Find(one => EmbargoDecisions.IsValid(it.Embargoes, one, it.On, EndUserName(it), it.Parties));
        if (valid is not null)
        {
            return
            [
                Found(Verdict.Info, "clearance-valid", null, valid.Subject.Rest, valid.Fact.Kind.ToString(), code)
                    .Resting([.. valid.Facts]),
            ];
        }

        if (own.Count == 0)
        {
            // A hit that no exemption covers is rejected by EUC-050 or held by EUC-052 already.
            return hits.Select(hit => (hit, hit.Exempt)).Where(one => one.Exempt?.Clearance is not null).Take(1)
                .Select(one => Found(
                    Verdict.Reject, "clearance-missing", null, code, one.Exempt!.Clearance!.Value.ToString(),
                    one.Exempt.Description).Resting([.. one.hit.Facts]));
        }

        return own.Select(one => OfClearance(it, one));
    }

    private static RuleFinding OfClearance(CertificateCase it, ClearanceAccount clearance)
    {
        var reference = clearance.Subject.Rest;
        if (!it.Parties.AreSame(clearance.Fact.EndUser, EndUserName(it)))
        {
            return Found(
                Verdict.Reject, "clearance-end-user-differs", "endUser.party.name", reference, clearance.Fact.EndUser,
                EndUserName(it) ?? "").Resting([.. clearance.Facts]);
        }

        var standing = clearance.On(it.Embargoes, it.On);
        var day = FirstDay(it.On);
        return Found(
            Verdict.Reject,
            standing switch
            {
                ClearanceStanding.NotNotified => "clearance-not-notified",
                ClearanceStanding.Waiting => "clearance-waiting",
                ClearanceStanding.Denied => "clearance-denied",
                ClearanceStanding.Withdrawn => "clearance-withdrawn",
                ClearanceStanding.NotReviewed => "clearance-not-reviewed",
                _ => "clearance-not-decided",
            },
            null,
            reference,
            it.On.Text,
            Text(clearance.DaysPassed(it.Embargoes, day)),
            Text(clearance.WaitingDays(it.Embargoes)),
            clearance.UsableFrom(it.Embargoes) is { } from ? Text(from) : "")
            .Resting([.. clearance.Facts]);
    }

    /// <summary>What the measures of one sort come to on a day, one finding for each.</summary>
    private static IEnumerable<RuleFinding> OnDay(
        CertificateCase it,
        Happened day,
        Func<EmbargoHit, bool> which,
        string code,
        ValueList<long> facts,
        IEnumerable<EmbargoPoint> passed) =>
        Hits(it, day, passed).Where(which).GroupBy(hit => hit.Measure.Name, StringComparer.Ordinal)
            .Select(all => all.OrderBy(hit => hit.Group is null).ThenBy(hit => hit.Reach).First())
            .Select(hit => OfHit(it, hit, day, code))
            .Select(found => found with { Facts = found.Facts.Concat(facts).Distinct().Order().ToValueList() });

    /// <summary>A decision or departure of another day: only what stood in its way then.</summary>
    private static IEnumerable<RuleFinding> AtDay(
        CertificateCase it,
        Happened day,
        string code,
        Subject? shipment,
        long fact,
        IEnumerable<EmbargoPoint> passed) =>
        OnDay(it, day, hit => hit.IsTerritorial && !Drawn(it, hit, shipment), code, [fact], passed)
            .Where(found => found.Verdict >= Verdict.Hold);

    private static bool Drawn(CertificateCase it, EmbargoHit hit, Subject? shipment) =>
        shipment is not null && it.Clearances.Any(one => EmbargoDecisions.IsOf(one, hit.Measure.Fact.Regime)
            && one.Draws.Any(draw => draw.Fact.Shipment == shipment));

    private static RuleFinding OfHit(CertificateCase it, EmbargoHit hit, Happened day, string code)
    {
        var (measure, fact) = (hit.Measure, hit.Measure.Fact);
        if (!measure.IsApplied(day))
        {
            return Found(
                measure.IsSetAside(day) ? Verdict.Warn : Verdict.Info, "embargo-not-applied", hit.Point.Field,
                fact.Regime, fact.Title, fact.Issuer, day.Text)
                .Resting([.. hit.Facts]);
        }

        if (hit.Exempt is { } exempt)
        {
            return Found(Verdict.Info, "embargo-exempt", hit.Point.Field, fact.Regime, exempt.Description, day.Text)
                .Resting([.. hit.Facts]);
        }

        var cleared = it.Clearances.FirstOrDefault(one => EmbargoDecisions.IsOf(one, fact.Regime)
            && EmbargoDecisions.IsValid(it.Embargoes, one, day, EndUserName(it), it.Parties));
        if (cleared is not null && hit.Group is null)
        {
            return Found(
                Verdict.Info, "embargo-cleared", hit.Point.Field, fact.Regime, cleared.Subject.Rest, day.Text)
                .Resting([.. hit.Facts.Concat(cleared.Facts)]);
        }

        var (verdict, what) = WeightOf(hit, code);
        return Found(
            verdict, what, hit.Point.Field, fact.Regime, fact.Title, day.Text, hit.Point.Country,
            measure.RunsTo(day)?.Text ?? "", hit.Group ?? "", fact.Instrument)
            .Resting([.. hit.Facts]);
    }

    private static (Verdict Verdict, string Code) WeightOf(EmbargoHit hit, string code) => hit switch
    {
        { IsTerritorial: false, Group: not null } => (Verdict.Hold, "linked-to-group"),
        { Reach: EmbargoReach.RegionUnknown } => (Verdict.Hold, "embargo-region-unknown"),
        { Reach: EmbargoReach.RegionElsewhere } => (Verdict.Warn, "embargo-region-elsewhere"),
        { Standing: EmbargoStanding.Uncertain } => (Verdict.Hold, "embargo-date-uncertain"),
        { Standing: EmbargoStanding.NotEstablished } => (Verdict.Hold, "embargo-not-established"),
        { IsTerritorial: false } => (Verdict.Hold, code),
        { Point.Transit: true } => (Verdict.Reject, code + "-on-the-way"),
        _ => (Verdict.Reject, code),
    };

    private static ImmutableArray<EmbargoHit> Hits(
        CertificateCase it, Happened day, IEnumerable<EmbargoPoint> passed) =>
        EmbargoCheck.On(it.Embargoes, EmbargoDecisions.QuestionOf(it.InForce).Through(passed), day, it.Parties);

    private static string? EndUserName(CertificateCase it) => it.InForce.EndUser?.Party.Name;
}
