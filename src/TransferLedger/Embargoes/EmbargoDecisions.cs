using System.Collections.Immutable;
using TransferLedger.Authorities;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Shipments;

namespace TransferLedger.Embargoes;

/// <summary>What embargoes and clearances mean for a certificate, an authorization, a departure.</summary>
public static class EmbargoDecisions
{
    /// <summary>
    /// Refused (EUC-053): the clearances that are valid on the day have less left, all together. Details: the regime,
    /// the day.
    /// </summary>
    public const string ClearanceExceeded = "clearance.exceeded";

    /// <summary>
    /// What a certificate asks of the table: where the goods come from and go to, what they are, for whom.
    /// </summary>
    public static EmbargoQuestion QuestionOf(EndUserCertificate paper)
    {
        var points = ImmutableArray.CreateBuilder<EmbargoPoint>();
        Add(points, "exporter.country", paper.Exporter, origin: true);
        Add(points, "endUser.party.country", paper.EndUser?.Party);
        Add(points, "finalConsignee.country", paper.FinalConsignee);
        foreach (var (index, party) in paper.OtherParties.Index())
        {
            if (party.Role is PartyRole.IntermediateConsignee or PartyRole.Forwarder)
            {
                Add(points, FormattableString.Invariant($"otherParties[{index}].party.country"), party.Party);
            }
        }

        // A party there tells more of the place than the country alone.
        if (paper.Destination is { } destination && !string.IsNullOrWhiteSpace(destination)
            && !points.Any(it => !it.Origin && EmbargoMeasure.Same(it.Country, destination)))
        {
            points.Add(new("destination", destination));
        }

        var classes = paper.Lines.Select(it => it.Class).ToList();
        return new(
            new(points.ToImmutable()),
            classes.Contains(null) ? [] : classes.OfType<GoodsClass>().Distinct().ToValueList(),
            paper.EndUser?.Party.Name,
            paper.EndUser?.Kind,
            paper.EndUser?.Party.Country ?? paper.Destination);
    }

    /// <summary>The question with the States that goods pass on their way (EUC-050).</summary>
    /// <param name="asked">The question.</param>
    /// <param name="passed">Where they pass; where they come from or go to is left out.</param>
    public static EmbargoQuestion Through(this EmbargoQuestion asked, IEnumerable<EmbargoPoint> passed)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var ends = asked.Points.Select(it => it.Country).ToList();
        return asked with
        {
            Points = asked.Points.Concat(passed.Where(it => !ends.Exists(end => EmbargoMeasure.Same(end, it.Country))))
                .ToValueList(),
        };
    }

    /// <summary>The States that goods may pass under an authorization.</summary>
    /// <param name="route">The route it names.</param>
    /// <param name="position">Where it stands in the log; 0 while it is to be granted.</param>
    public static IEnumerable<EmbargoPoint> RouteOf(ValueList<string> route, long position) => route
        .Where(it => !string.IsNullOrWhiteSpace(it))
        .Select(it => new EmbargoPoint("route", it, Transit: true, Position: position));

    /// <summary>Where a shipment was seen on its way.</summary>
    public static IEnumerable<EmbargoPoint> StopsOf(Shipment shipment)
    {
        ArgumentNullException.ThrowIfNull(shipment);
        return shipment.Stops.Where(it => !string.IsNullOrWhiteSpace(it.Place.Country)).Select(it => new EmbargoPoint(
            "stop", it.Place.Country!, it.Place.Name, Transit: true, Position: it.Position));
    }

    /// <summary>Is a clearance of a regime?</summary>
    public static bool IsOf(ClearanceAccount clearance, string regime) =>
        Subject.Normalise(clearance.Fact.Regime) == Subject.Normalise(regime);

    /// <summary>May a clearance be used on a day for an end user, under whichever of its names?</summary>
    public static bool IsValid(
        EmbargoTable table, ClearanceAccount clearance, Happened day, string? endUser, PartyRegister register) =>
        register.AreSame(clearance.Fact.EndUser, endUser)
        && clearance.On(table, day) == ClearanceStanding.Valid;

    /// <summary>
    /// What leaves on a day must be drawn from clearances, for each regime that takes one: from several where no single
    /// one has so much left. The draws to record, or why there are none.
    /// </summary>
    /// <param name="state">The facts about the certificate, its clearances and embargoes.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="on">The day.</param>
    /// <param name="lines">What leaves, by lines of the certificate.</param>
    /// <param name="shipment">The shipment.</param>
    /// <param name="route">The States that its authorization lets it pass.</param>
    public static (ImmutableArray<NewFact> Draws, Refusal? No) Draw(
        AuthorizationState state,
        Subject certificate,
        Happened on,
        IReadOnlyList<LineQuantity> lines,
        Subject shipment,
        ValueList<string> route)
    {
        var draws = ImmutableArray.CreateBuilder<NewFact>();
        foreach (var (regime, usable) in Usable(
            state, certificate, state.BalanceOf(certificate).Captured, on, RouteOf(route, 0)))
        {
            if (ClearancePart.Of(usable, lines, []) is not { } parts)
            {
                return ([], new Refusal(ClearanceExceeded, regime, on.Text));
            }

            draws.AddRange(parts.Select(it => new NewFact(
                it.Clearance.Subject, new ClearanceDrawn(on, certificate, shipment, it.Lines))));
        }

        return (draws.ToImmutable(), null);
    }

    /// <summary>EUC-053 at the grant: may more be authorized than clearances have left?</summary>
    /// <param name="state">The facts about the certificate, its clearances and embargoes.</param>
    /// <param name="asked">What is to be granted.</param>
    public static Refusal? CheckGrant(AuthorizationState state, AuthorizationGranted asked)
    {
        var paper = state.BalanceOf(asked.Certificate).Captured;
        var shortage = Usable(state, asked.Certificate, paper, asked.Happened, RouteOf(asked.Route, 0))
            .FirstOrDefault(it => ClearancePart.Of(it.Usable, asked.Lines, []) is null);
        return shortage.Regime is { } regime ? new Refusal(ClearanceExceeded, regime, asked.Happened.Text) : null;
    }

    /// <summary>
    /// EUC-053 at the consent to pass goods on: what may be passed on is drawn from clearances for the receiver, for
    /// each regime that takes one. The draws to record with the consent, or why there are none.
    /// </summary>
    /// <param name="state">The facts about the certificate, its clearances and embargoes.</param>
    /// <param name="certificate">The certificate the goods came under.</param>
    /// <param name="paper">The certificate with the receiver in the end user's place.</param>
    /// <param name="on">The date of the consent.</param>
    /// <param name="reference">The number of the request.</param>
    /// <param name="lines">What is to be consented to.</param>
    public static (ImmutableArray<NewFact> Draws, Refusal? No) DrawConsent(
        AuthorizationState state,
        Subject certificate,
        EndUserCertificate paper,
        Happened on,
        string reference,
        ValueList<LineQuantity> lines)
    {
        var draws = ImmutableArray.CreateBuilder<NewFact>();
        var (all, receiver) = (ClearancesOf(state.Facts, certificate), paper.EndUser?.Party.Name ?? "");
        foreach (var (regime, usable) in Usable(state, certificate, paper, on, []))
        {
            var promised = Undrawn(all, regime, receiver, certificate, state.Facts);
            if (ClearancePart.Of(usable, lines, promised) is not { } parts)
            {
                return ([], new Refusal(ClearanceExceeded, regime, on.Text));
            }

            draws.AddRange(parts.Select(it => new NewFact(
                it.Clearance.Subject, new ClearanceDrawnByConsent(on, certificate, reference, it.Lines))));
        }

        return (draws.ToImmutable(), null);
    }

    /// <summary>
    /// What was consented to be passed on to somebody and drawn from no clearance: before the regime took one, or
    /// before draws of consents were recorded. All clearances for that receiver together must hold it too.
    /// </summary>
    /// <param name="clearances">The clearances of the certificate.</param>
    /// <param name="regime">The regime.</param>
    /// <param name="receiver">Who is to have the goods, by one of its names.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="facts">The facts about it, and the register's entries of the receiver.</param>
    public static ValueList<LineQuantity> Undrawn(
        IReadOnlyCollection<ClearanceAccount> clearances,
        string regime,
        string receiver,
        Subject certificate,
        IReadOnlyCollection<Recorded> facts)
    {
        var register = PartyRegister.Of(facts);
        var own = clearances.Where(it => IsOf(it, regime) && register.AreSame(it.Fact.EndUser, receiver)).ToList();
        return Retransfers.PromisedTo(receiver, certificate, facts)
            .Select(it => it with { Quantity = it.Quantity - own.Sum(one => one.DrawnByConsent(it.Line)) })
            .Where(it => it.Quantity > 0).ToValueList();
    }

    /// <summary>The clearances of a certificate among some facts.</summary>
    public static ImmutableArray<ClearanceAccount> ClearancesOf(IEnumerable<Recorded> facts, Subject certificate) =>
        ClearanceAccount.All(facts.Where(it =>
            it.Fact is CorrectionEvent || (ClearanceAccount.IsNeeded(it.Fact) && it.IsAbout(certificate))));

    /// <summary>
    /// The regimes whose embargo touches the certificate on a day and takes a clearance, each with those that are
    /// valid. That there is one at all, the rules on the certificate see to.
    /// </summary>
    private static IEnumerable<(string Regime, IReadOnlyList<ClearanceAccount> Usable)> Usable(
        AuthorizationState state,
        Subject certificate,
        EndUserCertificate? paper,
        Happened on,
        IEnumerable<EmbargoPoint> passed)
    {
        var table = EmbargoTable.Of(state.Facts);
        if (table.Loaded is null || paper is null)
        {
            return [];
        }

        var register = PartyRegister.Of(state.Facts);
        var clearances = ClearancesOf(state.Facts, certificate);
        return EmbargoCheck.On(table, QuestionOf(paper).Through(passed), on, register)
            .Where(it => it.Measure.IsApplied(on) && TakesClearance(it))
            .Select(it => it.Measure.Fact.Regime).Distinct(StringComparer.Ordinal)
            .Select(regime => (regime, (IReadOnlyList<ClearanceAccount>)
            [
                .. clearances.Where(it => IsOf(it, regime)
                    && IsValid(table, it, on, paper.EndUser?.Party.Name, register)),
            ]))
            .Where(it => it.Item2.Count > 0);
    }

    private static bool TakesClearance(EmbargoHit hit) => hit.Exempt is null || hit.Exempt.Clearance is not null;

    private static void Add(
        ImmutableArray<EmbargoPoint>.Builder points, string field, PartyOnPaper? party, bool origin = false)
    {
        if (party?.Country is { } country && !string.IsNullOrWhiteSpace(country))
        {
            var address = string.Join(' ', new[] { party.Street, party.City, party.Name }.OfType<string>());
            points.Add(new(
                field, country, string.IsNullOrWhiteSpace(party.City) ? null : address, party.Name, origin));
        }
    }
}
