using System.Collections.Immutable;
using TransferLedger.Authorities;
using TransferLedger.Ledger;
using TransferLedger.Shipments;

namespace TransferLedger.Certificates;

/// <summary>Weapons of one calibre that an end user was delivered under another of its certificates.</summary>
/// <param name="Certificate">The other certificate.</param>
/// <param name="Class">What they are to the rules.</param>
/// <param name="Calibre">As the certificate writes it.</param>
/// <param name="Quantity">How many were delivered and not passed on, from 1.</param>
/// <param name="Facts">The reading that describes them, and what confirms the delivery.</param>
public sealed record DeliveredWeapons(
    Subject Certificate, GoodsClass? Class, string Calibre, long Quantity, ValueList<long> Facts);

/// <summary>
/// What an end user holds by this ledger: what was delivered to it. Weapons that other facts put in its custody one by
/// one are not added up: they may be thousands, and a verdict reads none of them (<see cref="VerdictFacts"/>).
/// </summary>
public static class Holdings
{
    /// <summary>Are they weapons, as far as can be told? A line whose class nobody gave may be.</summary>
    internal static bool AreWeapons(GoodsClass? goods) =>
        goods is not (GoodsClass.Ammunition or GoodsClass.Explosives or GoodsClass.Parts);

    /// <summary>
    /// What the end user of a certificate was delivered under others, a line each, in the order of the shipments.
    /// </summary>
    public static ImmutableArray<DeliveredWeapons> Delivered(CertificateCase it)
    {
        if (it.After.Shipments.IsEmpty)
        {
            return [];
        }

        var others = it.Others.Where(other => it.IsEndUser(other.Paper.EndUser))
            .ToDictionary(other => other.Certificate);
        var passedOn = it.After.All<RetransferExecuted>()
            .SelectMany(one => one.Fact.Contents.Select(line => (one.Entry.Home, line.Line, line.Quantity)))
            .GroupBy(one => (one.Home, one.Line)).ToDictionary(one => one.Key, one => one.Sum(line => line.Quantity));
        return
        [
            .. it.After.Shipments.Where(one => one.Under is { } under && others.ContainsKey(under.Certificate))
                .GroupBy(one => one.Under!.Certificate)
                .SelectMany(shipments => Of(others[shipments.Key], [.. shipments], passedOn)),
        ];
    }

    private static IEnumerable<DeliveredWeapons> Of(
        OtherReading other, ImmutableArray<Shipment> shipments, Dictionary<(Subject, int), long> passedOn)
    {
        foreach (var (index, line) in other.Paper.Lines.Index().Where(line => AreWeapons(line.Item.Class)
            && !string.IsNullOrWhiteSpace(line.Item.Calibre)))
        {
            var held = shipments.Sum(one => one.Of(index + 1).Delivered)
                - passedOn.GetValueOrDefault((other.Certificate, index + 1));
            if (held > 0)
            {
                yield return new(
                    other.Certificate, line.Class, line.Calibre!, held,
                    [
                        other.Position,
                        .. shipments.SelectMany(one => one.Deliveries.Select(fact => fact.Position)
                            .Concat(one.Verifications.Select(fact => fact.Position))).Order(),
                    ]);
            }
        }
    }
}
