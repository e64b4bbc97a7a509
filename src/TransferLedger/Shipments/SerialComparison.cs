using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Shipments;

/// <summary>A serial as it was listed and as it was read elsewhere: probably the same weapon.</summary>
/// <param name="Listed">As the sender wrote it.</param>
/// <param name="Read">As the receiver wrote it.</param>
public sealed record ReadDifferently(string Listed, string Read);

/// <summary>
/// Two lists of serials beside each other, weapon by weapon. Signs and spaces do not count; look-alikes (O and 0, I and
/// 1, Cyrillic letters) make a pair that a person has to confirm, never an equality.
/// </summary>
/// <param name="Same">How many are in both.</param>
/// <param name="Differently">Pairs that look alike and are not written alike.</param>
/// <param name="Missing">Listed, and not read.</param>
/// <param name="Unexpected">Read, and not listed.</param>
/// <param name="Repeated">Read more often than once.</param>
public sealed record SerialComparison(
    int Same,
    ValueList<ReadDifferently> Differently,
    ValueList<string> Missing,
    ValueList<string> Unexpected,
    ValueList<string> Repeated)
{
    /// <summary>Is every listed serial read, once, and no other?</summary>
    public bool Agrees => Differently.Count + Missing.Count + Unexpected.Count + Repeated.Count == 0;

    /// <summary>Compares; the order of the lists does not matter, and the result keeps theirs.</summary>
    /// <param name="listed">What should be there. One listed twice counts once.</param>
    /// <param name="read">What was read.</param>
    public static SerialComparison Of(IEnumerable<string> listed, IEnumerable<string> read)
    {
        var open = new Dictionary<string, SerialKeys>(StringComparer.Ordinal);
        var order = new List<string>();
        foreach (var serial in listed)
        {
            var keys = SerialKeys.Of(serial);
            if (open.TryAdd(KeyOf(keys), keys))
            {
                order.Add(KeyOf(keys));
            }
        }

        var same = 0;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var (strangers, repeated) = (new List<SerialKeys>(), new List<string>());
        foreach (var serial in read)
        {
            var keys = SerialKeys.Of(serial);
            if (!seen.Add(KeyOf(keys)))
            {
                repeated.Add(serial);
            }
            else if (open.Remove(KeyOf(keys)))
            {
                same++;
            }
            else
            {
                strangers.Add(keys);
            }
        }

        var left = order.Where(open.ContainsKey).Select(key => open[key]).ToList();
        return Pair(same, left, strangers, repeated);
    }

    private static SerialComparison Pair(
        int same, List<SerialKeys> missing, List<SerialKeys> strangers, List<string> repeated)
    {
        // Only where exactly one serial on either side looks so: of two candidates none may be chosen.
        var alike = missing.GroupBy(it => it.Visual, StringComparer.Ordinal)
            .Where(it => it.Key.Length > 0 && it.Count() == 1)
            .Join(
                strangers.GroupBy(it => it.Visual, StringComparer.Ordinal).Where(it => it.Count() == 1),
                it => it.Key,
                it => it.Key,
                (one, other) => (Listed: one.Single(), Read: other.Single()),
                StringComparer.Ordinal)
            .ToList();
        var gone = alike.Select(it => it.Listed.Raw).ToHashSet(StringComparer.Ordinal);
        var come = alike.Select(it => it.Read.Raw).ToHashSet(StringComparer.Ordinal);
        return new(
            same,
            alike.Select(it => new ReadDifferently(it.Listed.Raw, it.Read.Raw)).ToValueList(),
            missing.Where(it => !gone.Contains(it.Raw)).Select(it => it.Raw).ToValueList(),
            strangers.Where(it => !come.Contains(it.Raw)).Select(it => it.Raw).ToValueList(),
            repeated.ToValueList());
    }

    /// <summary>The exact key; what holds no letter or digit is compared as it is written.</summary>
    internal static string KeyOf(SerialKeys keys) => keys.Canonical.Length > 0 ? keys.Canonical : keys.Raw;

    /// <summary>The exact key of a serial as written.</summary>
    internal static string KeyOf(string serial) => KeyOf(SerialKeys.Of(serial));
}
