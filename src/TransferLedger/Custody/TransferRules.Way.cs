using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Shipments;

namespace TransferLedger.Custody;

/// <summary>Seals, the way, and what was passed on.</summary>
internal sealed partial class TransferRules
{
    /// <summary>
    /// Each seal of a package has to be among those found wherever seals were written down, until somebody opened it by
    /// right; then those put on again. Of a package the first that was not found is told.
    /// </summary>
    private IEnumerable<TransferFinding> Seals(Shipment shipment)
    {
        foreach (var (position, packed, seal, stage) in SealsGone(shipment, facts))
        {
            yield return new(
                shipment.Subject,
                new(
                    CustodyRule.SealChanged, Severity.Breach, [position, stage.Position],
                    [
                        shipment.Subject.Rest, packed.Package, seal,
                        EventCatalogue.NameOf(stage.Fact.GetType()), stage.Fact.Happened.Text,
                        string.Join(' ', SealsOf(stage.Fact)),
                    ]),
                packed.Weapons.Distinct().ToValueList());
        }
    }

    /// <summary>
    /// The first seal of each package that was not found again and where it was not, with the fact that put it on:
    /// packing, or the last opening by right. Who opens a package and names what was broken has found those seals.
    /// </summary>
    /// <param name="shipment">The shipment.</param>
    /// <param name="facts">The facts about it.</param>
    internal static IEnumerable<(long Position, ShipmentPacked Packed, string Seal, Recorded Stage)> SealsGone(
        Shipment shipment, IEnumerable<Recorded> facts)
    {
        var own = facts.Where(it => it.Home == shipment.Subject).ToList();
        var stages = own.Select(it => (Entry: it, Seals: SealsOf(it.Fact))).Where(it => it.Seals.Count > 0)
            .OrderBy(it => it.Entry.Fact.Happened, Happened.Chronological).ThenBy(it => it.Entry.Position).ToList();
        foreach (var (position, packed) in shipment.Packages.Where(it => it.Fact.Seals.Count > 0))
        {
            var openings = own.Where(it => it.Fact is PackageOpened opened
                && Subject.Normalise(opened.Package) == Subject.Normalise(packed.Package)).ToList();
            foreach (var (stage, found) in stages.Where(it => it.Entry.Fact is PackageOpened
                ? openings.Exists(one => one.Position == it.Entry.Position)
                : WasOn(shipment, packed, it.Entry)))
            {
                var opening = openings.Where(it => it.Fact.Happened.CertainlyBefore(stage.Fact.Happened))
                    .OrderBy(it => it.Fact.Happened, Happened.Chronological).ThenBy(it => it.Position).LastOrDefault();

                // Opened that very day: the old seals or the new ones were seen.
                var meanwhile = openings.Where(
                    it => it.Position != stage.Position && it.Fact.Happened.Overlaps(stage.Fact.Happened));
                if (NotAsLeft(opening, stage.Fact, found) is { } missing
                    && meanwhile.All(it => NotAsLeft(it, stage.Fact, found) is not null))
                {
                    yield return (opening?.Position ?? position, packed, missing, stage);
                    break;
                }
            }

            string? NotAsLeft(Recorded? opening, LedgerEvent stage, ValueList<string> found)
            {
                var left = (opening?.Fact as PackageOpened)?.Seals ?? packed.Seals;

                // One of several seals may be broken and the others left: only a strange one shows that it was changed.
                return stage is PackageOpened && Missing(found, left) is null ? null : Missing(left, found);
            }
        }
    }

    private static string? Missing(ValueList<string> seals, ValueList<string> found) => seals.FirstOrDefault(
        seal => !found.Any(one => Subject.Normalise(one) == Subject.Normalise(seal)));

    /// <summary>Had the package left by then? A shipment may leave in parts.</summary>
    private static bool WasOn(Shipment shipment, ShipmentPacked packed, Recorded stage) => shipment.Departures.Any(it =>
        (it.Fact.Packages.Count == 0 || it.Fact.Packages.Contains(packed.Package, StringComparer.Ordinal))
        && !stage.Fact.Happened.CertainlyBefore(it.Fact.Happened));

    private static ValueList<string> SealsOf(LedgerEvent fact) => fact switch
    {
        TransitEntered it => it.Seals,
        TransitExited it => it.Seals,
        Transshipped it => it.Seals,
        ShipmentArrived it => it.Seals,
        PackageOpened it => it.Broken,
        _ => [],
    };

    private IEnumerable<TransferFinding> Way(Shipment shipment, Draw? draw)
    {
        foreach (var entry in facts.Where(it => it.Home == shipment.Subject
            && it.Fact is TransitEntered or Transshipped))
        {
            var (place, permit) = entry.Fact is TransitEntered entered
                ? (entered.Place, entered.TransitAuthorization)
                : (((Transshipped)entry.Fact).Place, null);
            var on = shipment.Departures.Where(it => !entry.Fact.Happened.CertainlyBefore(it.Fact.Happened)).ToList();
            if (place.Country is not { } country || on.Count == 0 || IsEnd(on[0].Fact, country))
            {
                continue;
            }

            var weapons = on.SelectMany(it => it.Fact.Weapons).Distinct().ToValueList();
            if (draw is not null && !draw.Granted.Route.Any(it => Likeness.Agree(it, country)))
            {
                yield return new(
                    shipment.Subject,
                    new(
                        CustodyRule.UnplannedStop, draw.Granted.Route.Count == 0 ? Severity.Info : Severity.Warn,
                        [draw.Position, entry.Position],
                        [
                            shipment.Subject.Rest, country, place.Name, entry.Fact.Happened.Text,
                            string.Join(' ', draw.Granted.Route),
                        ]),
                    weapons);
            }

            if (entry.Fact is TransitEntered && string.IsNullOrWhiteSpace(permit)
                && Unpermitted(shipment, entry, country, weapons) is { } unpermitted)
            {
                yield return unpermitted;
            }
        }
    }

    private TransferFinding? Unpermitted(
        Shipment shipment, Recorded entered, string country, ValueList<WeaponId> weapons)
    {
        var rule = facts.Where(it => it.Fact is TransitRuleStated stated && Likeness.Agree(stated.Country, country)
                && !entered.Fact.Happened.CertainlyBefore(stated.Happened))
            .OrderBy(it => it.Fact.Happened, Happened.Chronological).ThenBy(it => it.Position).LastOrDefault();
        var stated = rule?.Fact as TransitRuleStated;
        return stated is { PermitRequired: false }
            ? null
            : new(
                shipment.Subject,
                new(
                    CustodyRule.TransitUnauthorized, stated is null ? Severity.Info : Severity.Breach,
                    rule is null ? [entered.Position] : [rule.Position, entered.Position],
                    [shipment.Subject.Rest, country, entered.Fact.Happened.Text, stated?.Law ?? ""]),
                weapons);
    }

    /// <summary>The countries a way begins and ends in are no stops on it.</summary>
    private static bool IsEnd(ShipmentDeparted departed, string country) =>
        new[] { departed.Consignor.Country, departed.Consignee.Country, departed.Place?.Country }
            .Any(it => it is not null && Likeness.Agree(it, country));

    /// <summary>
    /// Weapons that were passed on, by their own facts; where the certificate's fact of the same number says how many,
    /// that is held against the consent.
    /// </summary>
    private IEnumerable<TransferFinding> PassedOn()
    {
        foreach (var entry in facts.Where(it => it.Fact is WeaponsPassedOn))
        {
            var passed = (WeaponsPassedOn)entry.Fact;
            var shipment = _shipments.LastOrDefault(it => it.Under is not null
                && it.Departures.Any(one => one.Fact.Weapons.Any(passed.Items.Contains))
                && !it.Departures.All(one => passed.Happened.CertainlyBefore(one.Fact.Happened)));
            if (shipment is null || Of(shipment.Under!.Certificate) is not { } certified
                || Consent.IsNotNeeded(certified.Paper))
            {
                continue;
            }

            var number = Subject.Normalise(passed.Reference ?? "");
            var done = certified.Facts.Select(it => it.Fact).OfType<RetransferExecuted>().FirstOrDefault(it =>
                    it.Happened == passed.Happened && Subject.Normalise(it.Reference) == number)
                ?? new RetransferExecuted(passed.Happened, passed.Reference ?? "", passed.From, passed.To, []);
            if (Consent.Lacking(shipment.Under.Certificate, done, certified.Facts) is { } gap)
            {
                yield return new(
                    shipment.Subject,
                    new(
                        CustodyRule.PassedOnWithoutConsent, Severity.Critical, [entry.Position],
                        [
                            passed.Reference ?? "", passed.From.Name, passed.To.Name, passed.Happened.Text,
                            gap switch { ConsentGap.None => "none", ConsentGap.Beyond => "beyond", _ => "receiver" },
                        ]),
                    passed.Items);
            }
        }
    }
}
