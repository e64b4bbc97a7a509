using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Shipments;

namespace TransferLedger.Custody;

/// <summary>
/// COC-039: a weapon came into an area under embargo. Looked at where custody begins in a country it was not in before;
/// what moves within an area does not come into it. An embargo that came over a weapon already there is no breach.
/// </summary>
internal static class EmbargoedCustody
{
    /// <summary>What the rule finds; nothing while no table of embargoes is known.</summary>
    /// <param name="embargoes">Embargoes and draws from clearances, as known.</param>
    /// <param name="known">The facts about the weapon, as known.</param>
    /// <param name="chain">The chain of custody.</param>
    public static IEnumerable<Contradiction> Find(
        IReadOnlyList<Recorded> embargoes, IReadOnlyList<Recorded> known, CustodyChain chain)
    {
        var table = EmbargoTable.Of(embargoes);
        if (table.Loaded is null)
        {
            yield break;
        }

        var drawn = StandingFacts.Of(embargoes).Select(it => it.Fact).OfType<ClearanceEvent>().ToList();
        CustodySegment.Known? before = null;
        foreach (var held in chain.Segments.OfType<CustodySegment.Known>())
        {
            if (CountryOf(held) is not { } country)
            {
                continue;
            }

            if (before is null || !EmbargoMeasure.Same(CountryOf(before)!, country))
            {
                foreach (var found in At(table, held, country, before, Cleared(known, held, drawn)))
                {
                    yield return found;
                }
            }

            before = held;
        }
    }

    private static IEnumerable<Contradiction> At(
        EmbargoTable table,
        CustodySegment.Known held,
        string country,
        CustodySegment.Known? before,
        bool cleared)
    {
        if (cleared)
        {
            yield break;
        }

        var place = new EmbargoPoint(
            "custodian", country, held.Place is { } at ? $"{at.Name} {held.Custodian.Name}" : null, held.Custodian.Name);
        var asked = new EmbargoQuestion([place], EndUser: held.Custodian.Name, Country: country);
        // The register's entries are no part of what a weapon's custody is replayed from.
        foreach (var hit in EmbargoCheck.On(table, asked, held.From, PartyRegister.Empty)
            .Where(it => Counts(it, held.From)))
        {
            // Whether the custodian is one that the measure exempts, a custody record does not tell.
            var certain = hit is { Standing: EmbargoStanding.InForce, Reach: EmbargoReach.Within }
                && hit.Measure.Fact.Exempt.Count == 0 && before is not null;
            yield return new(
                CustodyRule.EmbargoedArea,
                certain ? Severity.Critical : Severity.Warn,
                (before?.Grounds ?? []).TakeLast(1).Concat(held.Grounds.Take(1)).Concat(hit.Facts).Distinct()
                    .ToValueList(),
                [
                    held.Custodian.Name, country, held.From.Text, hit.Measure.Name, hit.Measure.Fact.Title,
                    hit.Standing.ToString(),
                ]);
        }
    }

    /// <summary>Measures aimed at groups count only where a link to one is on record.</summary>
    private static bool Counts(EmbargoHit hit, Happened on) =>
        hit.Measure.IsApplied(on) && hit.Exempt is null && hit.Reach != EmbargoReach.RegionElsewhere
        && (hit.IsTerritorial || hit.Group is not null);

    private static string? CountryOf(CustodySegment.Known held) => held.Place?.Country ?? held.Custodian.Country;

    /// <summary>
    /// Did it come by a shipment, or by a passing on to which somebody consented, that drew from a clearance?
    /// </summary>
    private static bool Cleared(
        IReadOnlyList<Recorded> known, CustodySegment.Known held, List<ClearanceEvent> drawn)
    {
        var came = known.Where(it => held.Grounds.Contains(it.Position)).ToList();
        var shipment = came.Where(it => it.Fact is ShipmentEvent).Select(it => (Subject?)it.Home).FirstOrDefault();
        return drawn.Exists(one => one switch
        {
            ClearanceDrawn it => it.Shipment == shipment,
            ClearanceDrawnByConsent it => came.Exists(passed => passed.Home == it.Certificate
                && passed.Fact is WeaponsPassedOn { Reference: { } reference }
                && Subject.Normalise(reference) == Subject.Normalise(it.Reference)),
            _ => false,
        });
    }
}
