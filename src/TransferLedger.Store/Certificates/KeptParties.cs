using System.Collections.Immutable;
using TransferLedger.Certificates;
using TransferLedger.Ledger;

namespace TransferLedger.Store.Certificates;

/// <summary>What verdicts look at of one party, as read up to a position.</summary>
/// <param name="Facts">Facts read whole, in the order of recording.</param>
/// <param name="Others">Readings of certificates, of which no more was read than the rules use.</param>
/// <param name="UpTo">The last position of the log when they were read: everything up to it is there.</param>
internal sealed record KeptParty(ImmutableArray<Recorded> Facts, ImmutableArray<OtherReading> Others, long UpTo)
{
    /// <summary>How many there are.</summary>
    public int Count => Facts.Length + Others.Length;
}

/// <summary>
/// The facts about end users that have thousands, kept in memory for the next verdict: facts never change, so that only
/// those recorded since are read. Those not asked for longest go first. Thread-safe.
/// </summary>
internal sealed class KeptParties
{
    /// <summary>From how many facts on a party is kept: fewer are read in a few milliseconds.</summary>
    public const int Fewest = 500;

    /// <summary>How many facts are kept of all parties together, some 2 KB each.</summary>
    public const int Most = 100_000;

    private readonly Lock _lock = new();
    private readonly LinkedList<(Subject Party, KeptParty Kept)> _parties = [];

    /// <summary>What is kept of a party; null when nothing is.</summary>
    public KeptParty? Of(Subject party)
    {
        lock (_lock)
        {
            if (Node(party) is not { } node)
            {
                return null;
            }

            _parties.Remove(node);
            _parties.AddFirst(node);
            return node.Value.Kept;
        }
    }

    /// <summary>Keeps what was read of a party, unless more is kept already.</summary>
    public void Keep(Subject party, KeptParty read)
    {
        lock (_lock)
        {
            var node = Node(party);
            if (read.Count is < Fewest or > Most || node?.Value.Kept.UpTo >= read.UpTo)
            {
                return;
            }

            if (node is not null)
            {
                _parties.Remove(node);
            }

            _parties.AddFirst((party, read));
            var all = _parties.Sum(it => it.Kept.Count);
            while (all > Most)
            {
                all -= _parties.Last!.Value.Kept.Count;
                _parties.RemoveLast();
            }
        }
    }

    private LinkedListNode<(Subject Party, KeptParty Kept)>? Node(Subject party)
    {
        var node = _parties.First;
        while (node is not null && node.Value.Party != party)
        {
            node = node.Next;
        }

        return node;
    }
}
