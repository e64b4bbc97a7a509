using System.Collections.Immutable;
using TransferLedger.Authorizations;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Shipments;

namespace TransferLedger.Certificates;

/// <summary>
/// Which weapons delivered under a certificate have turned up in another state or with another force, without a loss or
/// theft reported before? A pure decision over the histories of the certificate and of weapons: whether consent covers
/// it, or an undertaking stands against it, is for EUC-073.
/// </summary>
public static class Sightings
{
    /// <summary>Refused: nobody has captured the certificate.</summary>
    public const string CertificateUnknown = "sighting.certificate-unknown";

    /// <summary>Steps by which somebody else shows to have the weapon, or it shows where it is.</summary>
    private static bool MayTell(CustodyStep step) => CustodySteps.IsTaking(step)
        || step is CustodyStep.Captured or CustodyStep.ExhibitLinked or CustodyStep.Counted or CustodyStep.StockEntered
            or CustodyStep.StockMoved or CustodyStep.Issued or CustodyStep.Transferred;

    /// <summary>May a fact say where a weapon turned up?</summary>
    public static bool MayTell(LedgerEvent fact) =>
        CustodySteps.Placed.TryGetValue(fact.GetType(), out var step) && MayTell(step);

    /// <summary>The weapons delivered under a certificate, as far as anybody has confirmed.</summary>
    public static IReadOnlyList<WeaponId> WeaponsOf(CertificateBalance balance) =>
        [.. Delivered(balance).Select(it => it.Weapon).Distinct()];

    /// <summary>Records what is not yet held against the undertaking.</summary>
    /// <param name="state">The facts about the certificate and about weapons.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="officer">Who looks.</param>
    public static Decision Hold(AuthorizationState state, Subject certificate, string officer)
    {
        var balance = state.BalanceOf(certificate);
        if (balance.Captured is not { } paper)
        {
            return new Refusal(CertificateUnknown, certificate.Key);
        }

        var histories = state.Facts.SelectMany(it => WeaponFacts.KeysOf(it).Select(key => (Key: key, Fact: it)))
            .ToLookup(it => it.Key, it => it.Fact, StringComparer.Ordinal);
        var held = state.Facts.Where(it => it.Home == certificate).Select(it => it.Fact)
            .OfType<DeliveredWeaponSighted>().Select(it => (it.Weapon, it.Sighting)).ToHashSet();
        var home = new Home(paper, balance);
        var facts = ImmutableArray.CreateBuilder<NewFact>();
        foreach (var (weapon, line, serial, since) in Delivered(balance))
        {
            var history = histories[weapon.Value];
            if (!history.Any(it => MayTell(it.Fact)))
            {
                continue;
            }

            var entries = history.Aggregate(CustodyTimeline.Empty, (all, fact) => all.Add(fact)).Entries;
            facts.AddRange(entries
                .Where(it => !it.Happened.CertainlyBefore(since) && home.IsOutside(it) && !Explained(it, entries, home))
                .Where(it => held.Add((weapon, it.Position)))
                .Select(it => new NewFact(certificate, new DeliveredWeaponSighted(
                    it.Happened, weapon, line, serial, it.Position, CustodySteps.StoredName(it.Step), officer,
                    it.Place, it.Step == CustodyStep.Captured ? it.Giver : it.Holder, paper.EndUserSubject))));
        }

        return facts.Count == 0 ? Decision.Nothing : Decision.Record(facts.ToImmutable());
    }

    private static IEnumerable<(WeaponId Weapon, int Line, string Serial, Happened Since)> Delivered(
        CertificateBalance balance)
    {
        foreach (var shipment in balance.Shipments.Where(it => it.Departures.Count > 0))
        {
            var left = WeaponsThatLeft.Of([shipment]);
            var since = shipment.Departures.Select(it => it.Fact.Happened).MinBy(it => it.Earliest)!;
            foreach (var line in shipment.Lines)
            {
                foreach (var serial in shipment.Handed(line.Line))
                {
                    if (left.Of(line.Line, serial) is { } weapon)
                    {
                        yield return (weapon, line.Line, serial, since);
                    }
                }
            }
        }
    }

    /// <summary>
    /// A loss that may have come before explains it, and so does a return to the exporter, unless the end user
    /// certainly had it again in between. Where the dates leave it open, the end user is believed.
    /// </summary>
    private static bool Explained(TimelineEntry sighting, ValueList<TimelineEntry> entries, Home home) => entries.Any(
        gone => gone.Position != sighting.Position
            && home.IsGone(gone)
            && gone.Happened.Earliest <= sighting.Happened.Latest
            && !entries.Any(back => home.IsBack(back)
                && gone.Happened.CertainlyBefore(back.Happened)
                && back.Happened.CertainlyBefore(sighting.Happened)));

    /// <summary>The end user's state, and who answers there for what was delivered.</summary>
    private sealed class Home(EndUserCertificate paper, CertificateBalance balance)
    {
        private readonly string? _country = paper.Destination ?? paper.EndUser?.Party.Country;

        private readonly HashSet<Subject?> _holders =
        [
            paper.EndUserSubject,
            .. balance.Shipments.SelectMany(it => it.Departures).Select(it => (Subject?)it.Fact.Consignee.Party),
            .. balance.Shipments.SelectMany(it => it.Deliveries).Select(it => (Subject?)it.Fact.Receiver.Party),
        ];

        /// <summary>
        /// In another state by place, or by holder where no place is named; with a force of another state; handed to,
        /// or captured from, somebody who is not the end user. An own depot under another name is none of these.
        /// </summary>
        public bool IsOutside(TimelineEntry it) => MayTell(it.Step) && it.Step switch
        {
            CustodyStep.Captured => Elsewhere(it.Place?.Country) || IsStranger(it.Giver),
            CustodyStep.Transferred => Elsewhere(it.Place?.Country) || IsStranger(it.Holder),
            _ when CustodySteps.IsTaking(it.Step) => Elsewhere(it.Place?.Country ?? it.Holder?.Country),
            _ => Elsewhere(it.Place?.Country) || Elsewhere(it.Holder?.Country),
        };

        /// <summary>Reported missing from the end user, or with the exporter again.</summary>
        public bool IsGone(TimelineEntry it) =>
            it.Step is CustodyStep.Lost or CustodyStep.Stolen or CustodyStep.SentBack
            || (it.Step == CustodyStep.Captured && !IsStranger(it.Giver));

        /// <summary>The end user has it, or has it again.</summary>
        public bool IsBack(TimelineEntry it) => it.Holder is { } holder && _holders.Contains(holder.Party)
            && it.Step is not CustodyStep.Marked;

        private bool IsStranger(Custodian? party) => party is not null && !_holders.Contains(party.Party);

        private bool Elsewhere(string? country) => !Likeness.Agree(country, _country);
    }
}
