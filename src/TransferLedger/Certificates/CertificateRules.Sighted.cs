using System.Collections.Immutable;
using TransferLedger.Authorities;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Rules;
using TransferLedger.Shipments;

namespace TransferLedger.Certificates;

/// <summary>Delivered weapons that turned up in another state or with another force.</summary>
public static partial class CertificateRules
{
    private static IEnumerable<RuleFinding> SightedWithConsent(CertificateCase it)
    {
        var consents = new Consents(it.After);
        foreach (var (entry, found) in it.After.All<DeliveredWeaponSighted>())
        {
            var concerned = entry.Home == it.Subject
                || (found.EndUser is { } user && it.EndUsers.Contains(user));
            if (concerned && !MayPassOn(it, entry.Home) && !consents.Cover(entry.Home, found))
            {
                yield return Found(
                    Verdict.Reject, "delivered-weapon-sighted", null, found.Serial, found.Weapon.Value,
                    found.Happened.Text, found.Place?.Name ?? "", found.Holder?.Name ?? "", entry.Home.Rest, found.Kind)
                    .Resting(found.Sighting, entry.Position);
            }
        }
    }

    /// <summary>
    /// Which weapons consents cover. One that names serials covers these, one that names none as many of the line as it
    /// says, whichever turn up first; either only in the state that the goods were to go to.
    /// </summary>
    private sealed class Consents(AfterDelivery after)
    {
        private readonly ImmutableArray<(Recorded Entry, RetransferApproved Fact)> _given =
            [.. after.All<RetransferApproved>()];

        private readonly ImmutableArray<(Recorded Entry, RetransferRequested Fact)> _asked =
            [.. after.All<RetransferRequested>()];

        private readonly Dictionary<(long Consent, int Line), HashSet<WeaponId>> _used = [];

        public bool Cover(Subject certificate, DeliveredWeaponSighted found) => _given.Any(it =>
            it.Entry.Home == certificate
            && it.Fact.Happened.Earliest <= found.Happened.Latest
            && WasFor(certificate, it.Fact.Reference, found.Place?.Country ?? found.Holder?.Country)
            && Names(it.Entry.Position, it.Fact, found));

        private bool WasFor(Subject certificate, string reference, string? country) => _asked
            .Where(it => it.Entry.Home == certificate && AuthorityRegister.SameName(it.Fact.Reference, reference))
            .All(it => Likeness.Agree(it.Fact.To.Country, country));

        private bool Names(long position, RetransferApproved consent, DeliveredWeaponSighted found)
        {
            var lines = consent.Contents.Where(it => it.Line == found.Line).ToList();
            var key = SerialComparison.KeyOf(found.Serial);
            if (lines.Any(it => it.Serials.Any(serial => SerialComparison.KeyOf(serial) == key)))
            {
                return true;
            }

            if (!_used.TryGetValue((position, found.Line), out var used))
            {
                _used[(position, found.Line)] = used = [];
            }

            var unnamed = lines.Where(it => it.Serials.Count == 0).Sum(it => it.Quantity);
            return used.Contains(found.Weapon) || (used.Count < unnamed && used.Add(found.Weapon));
        }
    }
}
