using System.Collections.Immutable;
using TransferLedger.Authorities;
using TransferLedger.Checks;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Shipments;

namespace TransferLedger.Certificates;

/// <summary>What is on record about what was shipped to the end user of a certificate, under it or another.</summary>
/// <param name="Shipments">The shipments.</param>
/// <param name="Facts">
/// Retransfers, sightings, verifications and obligations, as they stand, in the order of recording.
/// </param>
/// <param name="Issuers">The registers of those who gave delivery verification certificates.</param>
public sealed record AfterDelivery(
    ImmutableArray<Shipment> Shipments,
    ImmutableArray<Recorded> Facts,
    ImmutableDictionary<Subject, AuthorityRegister> Issuers)
{
    /// <summary>Nothing was shipped.</summary>
    public static AfterDelivery Nothing { get; } = new([], [], ImmutableDictionary<Subject, AuthorityRegister>.Empty);

    /// <summary>
    /// From the facts about certificate, end user and issuers. What befell others, brokers or whoever is to have goods
    /// later, is left out: an overdue delivery counts against the one who has to verify it.
    /// </summary>
    /// <param name="facts">The facts.</param>
    /// <param name="concerned">The certificate, and the end user under each of its names.</param>
    public static AfterDelivery Of(ImmutableArray<Recorded> facts, IReadOnlySet<Subject> concerned)
    {
        bool Concerns(Recorded it) => concerned.Contains(it.Home) || it.Fact.AlsoAbout().Any(concerned.Contains);

        var homes = facts.Where(it => it.Fact is ShipmentEvent && Concerns(it)).Select(it => it.Home).ToHashSet();
        var shipments = Shipment.All(facts.Where(it =>
            it.Fact is CorrectionEvent || (it.Fact is ShipmentEvent && homes.Contains(it.Home))));
        var issuers = shipments.SelectMany(it => it.Verifications).Select(it => it.Fact.IssuerSubject).Distinct()
            .ToImmutableDictionary(it => it, it => AuthorityRegister.Of(facts.Where(fact => fact.Home == it)));
        return new(
            shipments,
            [
                .. StandingFacts.Of(facts).Where(it => it.Fact is RetransferEvent or CheckEvent or ObligationSet
                    or ObligationMet or ObligationAssumed or DeliveredWeaponSighted)
                    .Where(Concerns).OrderBy(it => it.Position),
            ],
            issuers);
    }

    /// <summary>The authorities whose registers are needed to judge what is on record.</summary>
    public static IEnumerable<Subject> IssuersIn(IEnumerable<Recorded> facts) =>
        facts.Select(it => it.Fact).OfType<DeliveryVerified>().Select(it => it.IssuerSubject).Distinct();

    /// <summary>The vessels, aircraft and vehicles that goods left with, as far as papers name them.</summary>
    public static IEnumerable<Subject> ConveyancesIn(IEnumerable<Recorded> facts) =>
        facts.SelectMany(it => it.Fact switch
            {
                ShipmentDeparted { Conveyance: { } named } => [named],
                Transshipped moved => (string[])[moved.FromConveyance, moved.ToConveyance],
                _ => [],
            })
            .Select(ConveyanceId.SubjectOf).OfType<Subject>().Distinct();

    /// <summary>The shipments that left under a certificate: what happened on their way is kept for them.</summary>
    public static IEnumerable<Subject> ShipmentsIn(IEnumerable<Recorded> facts, Subject certificate) =>
        facts.Where(it => it.Fact is ShipmentDeparted && it.IsAbout(certificate)).Select(it => it.Home).Distinct();

    /// <summary>The facts of one kind.</summary>
    public IEnumerable<(Recorded Entry, T Fact)> All<T>()
        where T : LedgerEvent =>
        Facts.Where(it => it.Fact is T).Select(it => (it, (T)it.Fact));
}
