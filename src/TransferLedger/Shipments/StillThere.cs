using TransferLedger.Authorizations;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Parties;

namespace TransferLedger.Shipments;

/// <summary>What of the delivered goods is still with the end user, and not promised to anybody.</summary>
/// <param name="state">The facts about the certificate and about the weapons delivered.</param>
/// <param name="balance">The balance of the certificate.</param>
/// <param name="all">What was asked, consented to and passed on.</param>
/// <param name="holder">The end user.</param>
internal sealed class StillThere(
    AuthorizationState state, CertificateBalance balance, Retransfers all, Custodian holder)
{
    private readonly WeaponsThatLeft _left = WeaponsThatLeft.Of(balance.Shipments);

    private readonly HashSet<Subject> _holders =
    [
        .. PartyRegister.Of(state.Facts).NamesOf(holder.Party),
        .. balance.Shipments.SelectMany(it => it.Departures).Select(it => it.Fact.Consignee.Party),
        .. balance.Shipments.SelectMany(it => it.Deliveries).Select(it => it.Fact.Receiver.Party),
    ];

    private readonly ILookup<string, Recorded> _histories = state.Facts
        .SelectMany(it => WeaponFacts.KeysOf(it).Select(key => (Key: key, Fact: it)))
        .ToLookup(it => it.Key, it => it.Fact, StringComparer.Ordinal);

    /// <summary>Is so much there, and every serial named? A serial may stand once.</summary>
    public Refusal? Check(ValueList<LineContents> contents)
    {
        foreach (var line in contents.GroupBy(it => it.Line))
        {
            var taken = all.Requests.SelectMany(it => it.Taken(line.Key)).ToHashSet(StringComparer.Ordinal);
            var free = new Dictionary<string, string>(StringComparer.Ordinal);
            var gone = 0L;
            foreach (var serial in balance.Shipments.SelectMany(it => it.Handed(line.Key)))
            {
                var key = SerialComparison.KeyOf(serial);
                if (taken.Contains(key))
                {
                    continue;
                }

                var here = _left.Of(line.Key, serial) is not { } weapon || IsHere(weapon);
                gone += here ? 0 : 1;
                if (here)
                {
                    free[key] = serial;
                }
            }

            var there = (all.Lines.FirstOrDefault(it => it.Line == line.Key)?.Left ?? 0) - gone;
            var asked = line.Sum(it => it.Quantity);
            if (asked > there)
            {
                return new Refusal(Retransferring.NotThere, line.Key, Math.Max(0, there), asked);
            }

            if (line.SelectMany(it => it.Serials).FirstOrDefault(it => !free.Remove(SerialComparison.KeyOf(it)))
                is { } absent)
            {
                return new Refusal(Retransferring.SerialNotThere, line.Key, absent);
            }
        }

        return null;
    }

    /// <summary>
    /// Nothing on record says that it is elsewhere. Where only the importing state has confirmed the delivery, custody
    /// still shows it on its way.
    /// </summary>
    private bool IsHere(WeaponId weapon)
    {
        var chain = CustodyReplay.Of(_histories[weapon.Value], AsOf.Now, CustodyParameters.Default);
        return chain.State switch
        {
            CustodyState.InTransit or CustodyState.ArrivedPendingDelivery => true,
            CustodyState.InStock or CustodyState.Issued or CustodyState.Deactivated =>
                chain.Custodian is not { } custodian || _holders.Contains(custodian.Party),
            _ => false,
        };
    }
}
