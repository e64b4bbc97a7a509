using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Authorities;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Rules;
using TransferLedger.Shipments;

namespace TransferLedger.Custody;

/// <summary>
/// Rules about shipments and what they moved under (COC-050 to 052, 055 to 058, 060, 061, 063, 064). What they share
/// with the rules of the certificate is reckoned by the same functions; here it is said of the weapons it concerns.
/// </summary>
/// <param name="facts">Facts as they stand, in the order of recording; see <see cref="Surroundings.At"/>.</param>
/// <param name="today">The day asked for.</param>
internal sealed partial class TransferRules(IReadOnlyList<Recorded> facts, Instant today)
{
    private static readonly CertificateParameters Parameters = CertificateParameters.Default;

    private readonly Dictionary<long, Recorded> _byPosition = facts.ToDictionary(it => it.Position);
    private readonly ImmutableArray<Shipment> _shipments = Shipment.All(facts);
    private readonly Dictionary<Subject, Certified> _certificates = [];

    /// <summary>Everything found, shipment by shipment.</summary>
    public ImmutableArray<TransferFinding> Find() =>
    [
        .. _shipments.SelectMany(OfShipment),
        .. Rotated(),
        .. PassedOn(),
    ];

    private IEnumerable<TransferFinding> OfShipment(Shipment shipment)
    {
        var certified = shipment.Under is { } basis ? Of(basis.Certificate) : null;
        var draw = certified?.Balance.Draws.FirstOrDefault(
            it => it.Authorization == shipment.Under!.Authorization);
        return OverShipped(shipment, draw)
            .Concat(Unauthorized(shipment, certified, draw))
            .Concat(OutOfDate(shipment, certified, draw))
            .Concat(Differs(shipment))
            .Concat(Seals(shipment))
            .Concat(Way(shipment, draw))
            .Concat(Receivers(shipment, certified))
            .Concat(Unverified(shipment));
    }

    /// <summary>The departures with which more had left than was granted, in the order of their dates.</summary>
    private static IEnumerable<TransferFinding> OverShipped(Shipment shipment, Draw? draw)
    {
        foreach (var line in draw?.OverShipped ?? [])
        {
            var all = draw!.Departures.OrderBy(it => it.Fact.Happened, Happened.Chronological)
                .ThenBy(it => it.Position).ToList();
            var (left, own, over) = (0L, false, new List<WeaponId>());
            foreach (var departed in all)
            {
                left += departed.Fact.Contents.Where(it => it.Line == line).Sum(it => it.Quantity);
                if (left > draw.GrantedOf(line) && shipment.Departures.Contains(departed))
                {
                    own = true;
                    over.AddRange(WeaponsOf(departed.Fact, line));
                }
            }

            if (own)
            {
                yield return new(
                    shipment.Subject,
                    new(
                        CustodyRule.OverShipped, Severity.Critical,
                        [draw.Position, .. all.Select(it => it.Position)],
                        [draw.Authorization.Rest, Text(line), Text(draw.GrantedOf(line)), Text(draw.Net(line))]),
                    [.. over]);
            }
        }
    }

    private IEnumerable<TransferFinding> Unauthorized(Shipment shipment, Certified? certified, Draw? draw)
    {
        foreach (var (position, departed) in shipment.Departures)
        {
            // A register taken over as a whole says what left and not by what right.
            var fromRegister = _byPosition[position].Provenance.Source?.Kind == SourceKind.DataSet;
            foreach (var (what, paper, detail, severity) in Lacks(departed, shipment, certified, draw))
            {
                if (!fromRegister || what != "none")
                {
                    yield return new(
                        shipment.Subject,
                        new(
                            CustodyRule.LeftUnauthorized, severity, [position],
                            [shipment.Subject.Rest, departed.Happened.Text, what, paper, detail]),
                        [.. what == "line" ? WeaponsOf(departed, int.Parse(detail, null)) : departed.Weapons]);
                }
            }
        }
    }

    private static IEnumerable<(string What, string Paper, string Detail, Severity Severity)> Lacks(
        ShipmentDeparted departed, Shipment shipment, Certified? certified, Draw? draw)
    {
        var (from, to) = (departed.Consignor.Country, departed.Consignee.Country);
        if (shipment.Under is not { } under)
        {
            // Within a country nobody asks for an export authorization.
            if (from is null || to is null || !Likeness.Agree(from, to))
            {
                var certain = from is not null && to is not null;
                yield return ("none", "", "", certain ? Severity.Critical : Severity.Warn);
            }

            yield break;
        }

        if (draw is null)
        {
            yield return ("unknown", under.Authorization.Rest, "", Severity.Critical);
            yield break;
        }

        foreach (var line in departed.Contents.Select(it => it.Line).Distinct().Where(it => draw.GrantedOf(it) == 0))
        {
            yield return ("line", under.Authorization.Rest, Text(line), Severity.Critical);
        }

        if (certified?.Paper is { Destination: { } destination } paper && to is not null
            && !Likeness.Agree(destination, to) && !Names(paper, departed.Consignee))
        {
            yield return ("destination", under.Authorization.Rest, to, Severity.Critical);
        }
    }

    private static IEnumerable<TransferFinding> OutOfDate(Shipment shipment, Certified? certified, Draw? draw)
    {
        foreach (var (position, departed) in shipment.Departures)
        {
            if (draw is not null)
            {
                var to = Earlier(draw.ValidTo, draw.Ended);
                if (Outside(departed.Happened, draw.Granted.Happened, to) is { } severity)
                {
                    yield return Late(severity, draw.Authorization.Rest, draw.Granted.Happened.Text, to?.Text ?? "");
                }
            }

            if (certified?.Paper is { } paper && CertificateRules.ValidityOf(paper, Parameters) is ({ } first, { } last)
                && CertificateRules.Outside(departed.Happened, first, last))
            {
                yield return Late(Severity.Breach, shipment.Under!.Certificate.Rest, first.Text, last.Text);
            }

            TransferFinding Late(Severity severity, string paper, string from, string to) => new(
                shipment.Subject,
                new(
                    CustodyRule.LeftOutOfDate, severity,
                    draw is null ? [position] : [draw.Position, position],
                    [shipment.Subject.Rest, departed.Happened.Text, paper, from, to]),
                [.. departed.Weapons]);
        }
    }

    private static Severity? Outside(Happened day, Happened from, Happened? to) =>
        day.CertainlyBefore(from) || to?.CertainlyBefore(day) == true ? Severity.Breach
        : Likeness.PossiblyBefore(day, from) || (to is not null && day.Latest > to.Latest) ? Severity.Warn
        : null;

    private static Happened? Earlier(Happened? one, Happened? other) =>
        one is null ? other : other is null || one.Latest <= other.Latest ? one : other;

    /// <summary>Does a certificate name the party, in whatever role?</summary>
    private static bool Names(EndUserCertificate paper, Custodian party) =>
        new[] { paper.EndUser?.Party, paper.FinalConsignee }
            .Concat(paper.OtherParties.Select(it => it.Party)).OfType<PartyOnPaper>().Any(it => Is(it, party));

    /// <summary>May they be one? A longer form of a name is the same; another country is another party.</summary>
    /// <summary>Is a custodian a party on the paper?</summary>
    internal static bool Is(PartyOnPaper named, Custodian party) =>
        WeaponSought.Of(named.Name, party.Name) != Agreement.Differs && Likeness.Agree(named.Country, party.Country);

    private Certified Of(Subject certificate)
    {
        if (!_certificates.TryGetValue(certificate, out var known))
        {
            // A certificate's register of authorities is not around: an increase that nobody can check does not count.
            var about = facts.Where(it => it.IsAbout(certificate)).ToImmutableArray();
            var balance = CertificateBalance.Of(about);
            _certificates[certificate] = known = new(balance, about);
        }

        return known;
    }

    private static IEnumerable<WeaponId> WeaponsOf(ShipmentDeparted departed, int line) =>
        departed.Contents.Where(it => it.Line == line).SelectMany(it => it.Weapons);

    private static ValueList<WeaponId> All(Shipment shipment) =>
        shipment.Departures.SelectMany(it => it.Fact.Weapons).Distinct().ToValueList();

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A certificate and what was done under it.</summary>
    private sealed record Certified(CertificateBalance Balance, ImmutableArray<Recorded> Facts)
    {
        public EndUserCertificate? Paper => Balance.Captured;
    }
}
