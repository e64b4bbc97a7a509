using NodaTime;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>
/// One pass over the entries of a timeline that follows the weapon from hand to hand. It never refuses an entry: what
/// cannot be is followed all the same, and noted as a contradiction. Used once and thrown away.
/// </summary>
internal sealed partial class ChainWalk(
    CustodyParameters parameters, List<TimelineEntry> entries, Instant happenedBy)
{
    /// <summary>How many entries of uncertain order are looked at for one that fits; bounds the work.</summary>
    private const int Lookahead = 32;

    private static readonly StepSet Beginnings = new(CustodyStep.Manufactured, CustodyStep.Registered);

    private readonly StepSet _steps = StepSet.Of(entries);
    private readonly PairRules _pairs = new(parameters, entries, happenedBy);
    private readonly List<Contradiction> _found = [];
    private readonly List<CustodySegment> _segments = [];
    private CustodyState _state = CustodyState.None;
    private TimelineEntry? _stateSince;
    private TimelineEntry? _lastProof;
    private bool _made;

    /// <summary>Follows every entry and gives the picture.</summary>
    public CustodyChain Run()
    {
        _found.AddRange(_pairs.Find(_steps));
        var done = new bool[entries.Count];
        for (var first = 0; first < entries.Count;)
        {
            if (done[first])
            {
                first++;
                continue;
            }

            var next = Next(first, done);
            done[next] = true;
            Follow(entries[next]);
        }

        var (custodian, place) = Finish();
        MarkRules.Find(entries, _segments, _found);
        LifeRules.Find(parameters, entries, _steps, _found);
        return new CustodyChain(
            _state,
            custodian,
            place,
            _lastProof is { } it ? new ProofOfPresence(it.Position, it.Happened, it.Holder ?? it.Giver) : null,
            Coverage.PerMille(_segments, entries),
            new([.. _segments]),
            new([.. _windows]),
            _found.Count == 0 ? [] : new([.. _found.OrderBy(found => found.Rule, StringComparer.Ordinal)]));
    }

    /// <summary>
    /// The entry to follow next: the first, unless it does not fit and one whose date allows it to come before does.
    /// </summary>
    private int Next(int first, bool[] done)
    {
        var head = entries[first];
        if (Fits(head))
        {
            return first;
        }

        var latest = head.Happened.Latest;
        for (var at = first + 1; at < entries.Count && at <= first + Lookahead; at++)
        {
            var other = entries[at];
            if (other.Happened.Earliest > latest)
            {
                break;
            }

            if (done[at])
            {
                continue;
            }

            latest = Instant.Min(latest, other.Happened.Latest);
            if ((!CustodySteps.IsTaking(head.Step) || other.Step < head.Step) && Fits(other))
            {
                MayBeReversed(head, other);
                return at;
            }
        }

        return first;
    }

    private void MayBeReversed(TimelineEntry head, TimelineEntry chosen)
    {
        var said = chosen.Step < CustodyStep.StockEntered || _pairs.Explains(head);
        if (!said && Likeness.PossiblyBefore(head.Happened, chosen.Happened))
        {
            Report(CustodyRule.ReversedPair, Severity.Warn, [head, chosen], PairRules.Values(chosen, head));
        }
    }

    /// <summary>Does the entry follow from what is known without any contradiction?</summary>
    private bool Fits(TimelineEntry entry)
    {
        if (CustodySteps.IsPassage(entry.Step))
        {
            return true;
        }

        if (_state == CustodyState.None)
        {
            return entry.Step is CustodyStep.Manufactured or CustodyStep.Registered;
        }

        if (TargetOf(entry) is { } target && !MayBecome(target))
        {
            return false;
        }

        return entry.Step switch
        {
            CustodyStep.Returned => _state == CustodyState.Issued && Holds(entry.Holder),
            CustodyStep.Transferred or CustodyStep.Recovered or CustodyStep.PassedOn => Holds(entry.Giver),
            CustodyStep.Departed => Holds(entry.Giver) || NextLeg(entry),
            CustodyStep.Delivered or CustodyStep.Seen => OnTheWay || Holds(entry.Holder),
            CustodyStep.Seized or CustodyStep.Found or CustodyStep.Surrendered => CustodyStates.IsMissing(_state),
            CustodyStep.Lost or CustodyStep.Stolen or CustodyStep.Captured => OnTheWay || Holds(entry.Giver),
            CustodyStep.Marked or CustodyStep.Arrived or CustodyStep.SentBack or CustodyStep.ExhibitLinked
                or CustodyStep.Deactivated or CustodyStep.Destroyed or CustodyStep.Imported
                or CustodyStep.ComponentInstalled or CustodyStep.ComponentRemoved or CustodyStep.DeviceBound
                or CustodyStep.DeviceRead or CustodyStep.HolderReported => true,
            _ => Holds(entry.Holder),
        };
    }

    private bool Holds(Custodian? party) =>
        _holding is null || party is null || Likeness.Same(_holding.Custodian, party);

    private bool OnTheWay => _state is CustodyState.InTransit or CustodyState.ArrivedPendingDelivery;

    private void Follow(TimelineEntry entry)
    {
        if (CustodySteps.IsPassage(entry.Step))
        {
            Pass(entry);
            return;
        }

        if (_pairs.ComesTooLate(entry))
        {
            // It is in other hands already: the report changes nothing.
            _holding?.Ground(entry);
            return;
        }

        var target = TargetOf(entry);
        var lateManufacture = entry.Step == CustodyStep.Manufactured && _stateSince is not null;
        if (target is { } to && !(lateManufacture && !_made))
        {
            CheckChange(entry, to);
        }

        _made |= entry.Step == CustodyStep.Manufactured;
        _delivered |= entry.Step is CustodyStep.Delivered or CustodyStep.Imported;
        if (lateManufacture)
        {
            return;
        }

        Move(entry);
        if (entry.ProvesPresence && (_lastProof is null || TimelineEntry.Compare(_lastProof, entry) < 0))
        {
            _lastProof = entry;
        }

        if (target is { } changed)
        {
            (_state, _stateSince) = (changed, entry);
        }
    }

    /// <summary>The state an entry leads to, or null when it leaves the state as it is.</summary>
    private CustodyState? TargetOf(TimelineEntry entry) => entry.Step switch
    {
        CustodyStep.Manufactured => CustodyState.InStock,
        CustodyStep.Registered when entry.Holder is null =>
            _state == CustodyState.None ? CustodyState.Held : null,
        CustodyStep.Registered or CustodyStep.Counted or CustodyStep.Seen =>
            _holding is not null && Holds(entry.Holder) ? null : CustodyState.InStock,
        CustodyStep.StockMoved when CustodyStates.IsHeldByAuthority(_state) || _state == CustodyState.Deactivated =>
            null,
        CustodyStep.StockEntered or CustodyStep.StockMoved or CustodyStep.Returned or CustodyStep.Transferred
            or CustodyStep.HandoverReceived or CustodyStep.Delivered or CustodyStep.SentBack or CustodyStep.PassedOn
            or CustodyStep.Recovered => CustodyState.InStock,
        CustodyStep.HolderReported => Learns(entry) ? CustodyState.InStock : null,
        CustodyStep.Issued => CustodyState.Issued,
        CustodyStep.Packed => CustodyState.Packed,
        CustodyStep.Departed => CustodyState.InTransit,
        CustodyStep.Arrived => CustodyState.ArrivedPendingDelivery,
        CustodyStep.Lost => CustodyState.Lost,
        CustodyStep.Stolen => CustodyState.Stolen,
        CustodyStep.Captured => CustodyState.OutsideLawfulCustody,
        CustodyStep.Seized => CustodyState.EvidenceHeld,
        CustodyStep.Found or CustodyStep.Surrendered => CustodyState.Held,
        CustodyStep.Deactivated => CustodyState.Deactivated,
        CustodyStep.Destroyed => CustodyState.Destroyed,
        _ => null,
    };

    private void CheckChange(TimelineEntry entry, CustodyState to)
    {
        var first = _stateSince is null;
        var allowed = first
            ? _steps.HasAny(Beginnings) || entry.Step is CustodyStep.Counted or CustodyStep.Seen
            : MayBecome(to) || entry.Step is CustodyStep.Counted or CustodyStep.Seen or CustodyStep.HandoverReceived
                || (entry.Step == CustodyStep.SentBack && _state == CustodyState.InTransit);
        var second = entry.Step == CustodyStep.Manufactured && _made;
        if ((allowed && !second) || _pairs.Explains(entry) || IsSighting(entry)
            || entry.Step == CustodyStep.HolderReported)
        {
            return;
        }

        TimelineEntry[] grounds = first ? [entry] : [_stateSince!, entry];
        if (entry.Step == CustodyStep.Packed && _state == CustodyState.Packed
            && entry.Reference != _stateSince?.Reference)
        {
            string[] shipments = [_stateSince?.Reference ?? "", entry.Reference ?? "", entry.Happened.Text];
            Report(CustodyRule.PackedTwice, Graded(Severity.Breach, _stateSince!, entry), grounds, shipments);
            return;
        }

        Report(
            CustodyRule.IllegalStateChange,
            first ? Severity.Breach : Graded(Severity.Breach, _stateSince!, entry),
            grounds,
            [_state.ToString(), CustodySteps.StoredName(entry.Step), to.ToString()]);
    }

    /// <summary>After a registration that names no custodian it may have been in stock as well as held.</summary>
    private bool MayBecome(CustodyState to) =>
        _state == CustodyState.Held && _holding is null
            ? to == CustodyState.Held || CustodyStates.MayFollow(CustodyState.InStock, to)
            : CustodyStates.MayFollow(_state, to);

    /// <summary>A sighting away from a custodian says more than the change of state it makes.</summary>
    private bool IsSighting(TimelineEntry entry) => CustodySteps.IsTaking(entry.Step) && _holding is not null;

    /// <summary>The rule's severity when the facts are certainly in this order, else a warning.</summary>
    private static Severity Graded(Severity severity, TimelineEntry before, TimelineEntry after) =>
        before.Happened.CertainlyBefore(after.Happened) ? severity : Severity.Warn;

    private void Report(string rule, Severity severity, TimelineEntry[] grounds, string[] values) =>
        _found.Add(Contradiction.Of(rule, severity, grounds, values));
}
