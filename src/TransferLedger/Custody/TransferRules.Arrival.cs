using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Shipments;

namespace TransferLedger.Custody;

/// <summary>What arrived, with whom, and who proved it.</summary>
internal sealed partial class TransferRules
{
    /// <summary>
    /// The receiver's report and the delivery verification are each held against what left. While goods are still
    /// leaving or coming in, what is not there yet is not missing.
    /// </summary>
    private static IEnumerable<TransferFinding> Differs(Shipment shipment)
    {
        if (shipment.Departures.Count == 0)
        {
            yield break;
        }

        var last = shipment.Departures.MaxBy(it => it.Fact.Happened.Earliest)!.Fact.Happened;
        foreach (var line in shipment.Lines)
        {
            var found = shipment.Verifications.Any(it => !it.Fact.Happened.CertainlyBefore(last))
                ? Differs(shipment, line, line.Verified, shipment.Compare(line.Line),
                    shipment.Verifications.Select(it => it.Position))
                : null;
            found ??= shipment.Deliveries.Any(it => it.Fact.Contents.Count > 0
                && !it.Fact.Happened.CertainlyBefore(last))
                ? Differs(shipment, line, line.Reported, shipment.Compare(line.Line, byReceiver: true),
                    shipment.Deliveries.Select(it => it.Position))
                : null;
            if (found is not null)
            {
                yield return found;
            }
        }
    }

    private static TransferFinding? Differs(
        Shipment shipment, ShipmentLine line, long arrived, SerialComparison? compared, IEnumerable<long> papers)
    {
        // What came back may have been there before or not; either is in order.
        var (most, least) = (line.Left - line.Lost - line.Seized, line.Outstanding);
        var short_ = arrived < least;
        var (missing, strange) = (compared?.Missing ?? [], compared?.Unexpected ?? []);
        if (!short_ && arrived <= most && missing.Count == 0 && strange.Count == 0)
        {
            return null;
        }

        var substituted = missing.Count > 0 && missing.Count == strange.Count && !short_ && arrived <= most;
        var weapons = WeaponsThatLeft.Of([shipment]);
        var gone = missing.Select(it => weapons.Of(line.Line, it)).OfType<WeaponId>().ToValueList();
        long[] facts =
        [
            .. shipment.Departures.Select(it => it.Position), .. papers,
            .. shipment.Losses.Select(it => it.Position), .. shipment.Returns.Select(it => it.Position),
        ];
        return new(
            shipment.Subject,
            new(
                substituted ? CustodyRule.Substituted : CustodyRule.ArrivedShort,
                substituted ? Severity.Critical : Severity.Breach,
                facts.ToValueList(),
                [
                    shipment.Subject.Rest, Text(line.Line), Text(least), Text(arrived), string.Join(' ', missing),
                    string.Join(' ', strange),
                ]),
            gone,
            compared is null
                ? shipment.Departures.SelectMany(it => WeaponsOf(it.Fact, line.Line)).Distinct().ToValueList()
                : default);
    }

    private static IEnumerable<TransferFinding> Receivers(Shipment shipment, Certified? certified)
    {
        if (certified?.Paper is not { EndUser: { } user } paper)
        {
            yield break;
        }

        foreach (var (position, delivered) in shipment.Deliveries.Where(it =>
            !Is(user.Party, it.Fact.Receiver)
            && (paper.FinalConsignee is null || !Is(paper.FinalConsignee, it.Fact.Receiver))))
        {
            var named = delivered.Weapons.Distinct().ToValueList();
            yield return new(
                shipment.Subject,
                new(
                    CustodyRule.WrongReceiver, Severity.Critical, [position],
                    [shipment.Subject.Rest, delivered.Receiver.Name, delivered.Happened.Text, user.Party.Name]),
                named,
                named.Count == 0 ? All(shipment) : default);
        }
    }

    private IEnumerable<TransferFinding> Unverified(Shipment shipment)
    {
        foreach (var proof in DeliveryProof.Of([shipment], Parameters.DvcDueDays))
        {
            if (proof.DaysOverdue(today.InUtc().Date) is { } days)
            {
                yield return new(
                    shipment.Subject,
                    new(
                        CustodyRule.NotVerified, Severity.Warn,
                        proof.Facts.ToValueList(),
                        [shipment.Subject.Rest, proof.Arrived.Text, Happened.On(proof.Due).Text, Text(days)]),
                    shipment.Arrivals.SelectMany(it => it.Fact.Items)
                        .Concat(shipment.Deliveries.SelectMany(it => it.Fact.Items)).Distinct().ToValueList());
            }
        }
    }

    /// <summary>
    /// What came with a contingent and neither left with it nor is known to be lost, taken or destroyed.
    /// </summary>
    private IEnumerable<TransferFinding> Rotated()
    {
        foreach (var entry in facts.Where(it => it.Fact is ContingentRotated))
        {
            var rotation = (ContingentRotated)entry.Fact;
            var (came, went) = (Carried(rotation.Came), Carried(rotation.Went));
            var gone = facts.Where(it => it.Fact is LossReported or TheftReported or CapturedReported or Destroyed
                || CustodySteps.IsTaking(StepOf(it.Fact))).SelectMany(WeaponFacts.KeysOf)
                .ToHashSet(StringComparer.Ordinal);
            var left = came.Where(it => !went.ContainsKey(it.Key) && !gone.Contains(it.Value.Weapon?.Value ?? ""))
                .Select(it => it.Value).ToList();
            if (left.Count > 0)
            {
                yield return new(
                    entry.Home,
                    new(
                        CustodyRule.ArrivedShort, Severity.Breach,
                        [entry.Position, .. Moved(rotation.Came.Concat(rotation.Went)).Select(it => it.Position)],
                        [
                            entry.Home.Rest, "rotation", Text(came.Count), Text(went.Keys.Count(came.ContainsKey)),
                            string.Join(' ', left.Select(it => it.Serial)), "",
                        ]),
                    left.Select(it => it.Weapon).OfType<WeaponId>().ToValueList());
            }
        }
    }

    /// <summary>What some shipments left with, weapon by weapon; one without an id goes by its number.</summary>
    private Dictionary<string, (string Serial, WeaponId? Weapon)> Carried(ValueList<Subject> shipments)
    {
        var carried = new Dictionary<string, (string, WeaponId?)>(StringComparer.Ordinal);
        foreach (var (_, departed) in Moved(shipments))
        {
            foreach (var contents in departed.Contents)
            {
                for (var at = 0; at < contents.Serials.Count; at++)
                {
                    var weapon = at < contents.Weapons.Count ? contents.Weapons[at] : (WeaponId?)null;
                    carried.TryAdd(
                        weapon?.Value ?? SerialComparison.KeyOf(contents.Serials[at]), (contents.Serials[at], weapon));
                }
            }

            foreach (var weapon in departed.Weapons)
            {
                carried.TryAdd(weapon.Value, (weapon.Value, weapon));
            }
        }

        return carried;
    }

    private IEnumerable<(long Position, ShipmentDeparted Fact)> Moved(IEnumerable<Subject> shipments) => shipments
        .SelectMany(one => _shipments.Where(it => it.Subject == one)).SelectMany(it => it.Departures)
        .Select(it => (it.Position, it.Fact));

    private static CustodyStep StepOf(LedgerEvent fact) => CustodySteps.Placed.GetValueOrDefault(fact.GetType());
}
