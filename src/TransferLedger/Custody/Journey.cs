using System.Collections.Immutable;
using TransferLedger.Ledger;
using TransferLedger.Shipments;

namespace TransferLedger.Custody;

/// <summary>
/// The way of the shipments a weapon left with. The facts that tell it are about the shipment and name no weapons, so
/// who asks for a weapon's custody follows its departures to them.
/// </summary>
public static class Journey
{
    /// <summary>The kinds of fact that tell a shipment's way, and those that amend them.</summary>
    public static ImmutableArray<Type> Kinds { get; } =
    [
        .. CustodySteps.Placed.Where(it => CustodySteps.IsPassage(it.Value)).Select(it => it.Key),
        .. CustodySteps.Amending,
    ];

    /// <summary>The shipments a weapon left with.</summary>
    /// <param name="history">The facts about it.</param>
    public static IReadOnlyList<Subject> Shipments(IEnumerable<Recorded> history) =>
        [.. history.Where(it => it.Fact is ShipmentDeparted).Select(it => it.Home).Distinct()];

    /// <summary>A weapon's history with the way of its shipments.</summary>
    /// <param name="own">The facts about the weapon.</param>
    /// <param name="shipments">
    /// Facts about its shipments, in the order of recording; those of other kinds, and amendments of other facts, are
    /// left out.
    /// </param>
    public static History With(History own, IEnumerable<Recorded> shipments)
    {
        var facts = own.Facts.ToDictionary(it => it.Position);
        var passages = new HashSet<long>();
        foreach (var it in shipments.Where(it => it.Position <= own.UpTo))
        {
            var tells = CustodySteps.Placed.TryGetValue(it.Fact.GetType(), out var step);
            if ((tells && CustodySteps.IsPassage(step))
                || (it.Fact is CorrectionEvent amends && passages.Contains(amends.Target)))
            {
                passages.Add(it.Position);
                facts[it.Position] = it;
            }
        }

        return own with { Facts = [.. facts.Values.OrderBy(it => it.Position)] };
    }
}
