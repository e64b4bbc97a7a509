using NodaTime;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>From hand to hand: what each step does to the stretch of custody that is open.</summary>
internal sealed partial class ChainWalk
{
    private readonly List<(Custodian Party, TimelineEntry LastProof)> _unreleased = [];
    private Holding? _holding;
    private Hole? _hole;
    private TimelineEntry? _latest;

    private void Move(TimelineEntry entry)
    {
        _latest = entry;
        switch (entry.Step)
        {
            case CustodyStep.Marked or CustodyStep.ComponentInstalled or CustodyStep.ComponentRemoved
                or CustodyStep.DeviceBound:
                if (Holds(entry.Holder))
                {
                    _holding?.Ground(entry);
                }

                break;
            case CustodyStep.Registered when entry.Holder is null:
                _hole ??= _holding is null ? new Hole(UnknownReason.NotStated, entry, null) : null;
                _holding?.Ground(entry);
                break;
            case CustodyStep.Issued:
                Claim(entry, entry.Holder!, entry.Note);
                break;
            case CustodyStep.Transferred or CustodyStep.Recovered or CustodyStep.PassedOn:
                HandOver(entry);
                break;
            case CustodyStep.Departed:
                Depart(entry);
                break;
            case CustodyStep.Arrived:
                Arrive(entry);
                break;
            case CustodyStep.Delivered or CustodyStep.SentBack:
            case CustodyStep.Seen when OnTheWay:
                Deliver(entry);
                break;
            case CustodyStep.Packed:
                Release(entry, entry.Holder);
                break;
            case CustodyStep.Lost or CustodyStep.Stolen or CustodyStep.Captured:
                Lose(entry);
                break;
            case CustodyStep.Seized or CustodyStep.Found or CustodyStep.Surrendered:
                Take(entry);
                break;
            case CustodyStep.HolderReported:
                Learn(entry);
                break;
            case CustodyStep.ExhibitLinked or CustodyStep.DeviceRead:
                See(entry);
                break;
            case CustodyStep.Deactivated or CustodyStep.Imported:
                _holding?.Ground(entry);
                break;
            case CustodyStep.Destroyed:
                Destroy(entry);
                break;
            default:
                Claim(entry, entry.Holder!, user: null);
                break;
        }
    }

    /// <summary>Somebody acts as the custodian, and nobody says that it was handed over.</summary>
    private void Claim(TimelineEntry entry, Custodian party, string? user)
    {
        if (_holding is null)
        {
            Open(entry, party, user);
        }
        else if (Likeness.Same(_holding.Custodian, party))
        {
            Continue(entry, user);
        }
        else
        {
            Contest(entry, party);
            Lapse(entry, SegmentEnd.Displaced, UnknownReason.NoHandover, party);
            Open(entry, party, user);
        }
    }

    /// <summary>The same custodian goes on; a new stretch begins when the place or the user is another.</summary>
    private void Continue(TimelineEntry entry, string? user)
    {
        var holding = _holding!;
        if (entry.Step is CustodyStep.Counted or CustodyStep.Seen or CustodyStep.Registered)
        {
            user = holding.User;
        }

        var moved = entry.Place is { } place && holding.Place is { } old && !Likeness.Same(old, place);
        if (moved || user != holding.User)
        {
            var ended = user == holding.User ? SegmentEnd.Moved
                : user is null ? SegmentEnd.Returned
                : SegmentEnd.Issued;
            holding.Ground(entry);
            Close(entry, ended);
            _holding = new Holding(holding.Custodian, user, entry, holding.Origin)
            {
                Place = entry.Place ?? holding.Place,
            };
            return;
        }

        holding.Ground(entry);
        holding.Place = entry.Place ?? holding.Place;
    }

    /// <summary>
    /// Does another State's record say more than is known? While an authority has it, or when it is gone for good, old
    /// papers do not.
    /// </summary>
    private bool Learns(TimelineEntry entry) =>
        (_holding is null || !Holds(entry.Holder))
        && !CustodyStates.IsHeldByAuthority(_state) && _state != CustodyState.Destroyed;

    /// <summary>Another State's records name a custodian: it was handed on, and nobody here had heard of it.</summary>
    private void Learn(TimelineEntry entry)
    {
        if (!Learns(entry))
        {
            _holding?.Ground(entry);
            return;
        }

        Close(entry, SegmentEnd.HandedOver);
        Open(entry, entry.Holder!, user: null);
    }

    private void HandOver(TimelineEntry entry)
    {
        Release(entry, entry.Giver);
        Close(entry, SegmentEnd.HandedOver);
        _unreleased.RemoveAll(it => Likeness.Same(it.Party, entry.Holder));
        if (entry.Step == CustodyStep.Transferred
            && entry.SecondDate is { } received
            && entry.Happened.CertainlyBefore(received))
        {
            _hole = new Hole(UnknownReason.AwaitingReceipt, entry, entry.Giver);
        }
        else if (entry.Holder is { } receiver)
        {
            Open(entry, receiver, user: null);
        }
        else
        {
            _hole = new Hole(UnknownReason.NotStated, entry, null);
        }
    }

    /// <summary>Makes the giver the custodian at this moment, and says so when the ledger knows of another.</summary>
    private void Release(TimelineEntry entry, Custodian? giver)
    {
        if (giver is null)
        {
            return;
        }

        if (_holding is { } holding && !Likeness.Same(holding.Custodian, giver))
        {
            ReleasedByOther(entry, giver, holding);
            Lapse(entry, SegmentEnd.Displaced, UnknownReason.NoHandover, giver);
        }

        if (_holding is null)
        {
            Open(entry, giver, user: null);
        }
        else
        {
            _holding.Ground(entry);
        }
    }

    private void ReleasedByOther(TimelineEntry entry, Custodian giver, Holding holding)
    {
        var seized = CustodyStates.IsHeldByAuthority(_state) && CustodySteps.IsTaking(holding.Origin.Step);
        if (seized && entry.Step == CustodyStep.Transferred)
        {
            var severity = Graded(Severity.Breach, holding.Origin, entry);
            var values = PairRules.Values(entry, holding.Origin);
            Report(CustodyRule.ReversedPair, severity, [holding.Origin, entry], values);
        }
        else if (!_pairs.Explains(entry))
        {
            var severity = Graded(Severity.Breach, holding.LastProof, entry);
            string[] values = [giver.Name, holding.Custodian.Name];
            Report(CustodyRule.ReleasedByOther, severity, [holding.LastProof, entry], values);
        }
    }

    private void Depart(TimelineEntry entry)
    {
        if (NextLeg(entry))
        {
            _holding!.Ground(entry);
        }
        else
        {
            Release(entry, entry.Giver);
        }

        Close(entry, SegmentEnd.Shipped);
        if ((entry.Holder ?? entry.Giver) is { } carrier)
        {
            Open(entry, carrier, user: null);
        }
    }

    /// <summary>Goods that are on the way leave again for the consignor they left for the first time.</summary>
    private bool NextLeg(TimelineEntry entry) =>
        OnTheWay && _holding is { } holding && Likeness.Same(holding.Origin.Giver, entry.Giver);

    /// <summary>The place changes, the carrier stays; what is not on its way with it was not there.</summary>
    private void Pass(TimelineEntry entry)
    {
        if (!OnTheWay || _holding is not { } holding || holding.Origin.Reference != entry.Reference)
        {
            return;
        }

        if (Likeness.Same(holding.Place, entry.Place))
        {
            holding.Ground(entry);
            return;
        }

        Close(entry, SegmentEnd.Moved);
        _holding = holding.MovedOn(entry);
    }

    private void Arrive(TimelineEntry entry)
    {
        if (_holding is not { } holding || !OnTheWay)
        {
            return;
        }

        if (CustodySteps.IsPassage(holding.Began.Step) && !Likeness.Same(holding.Place, entry.Place))
        {
            // The stage before keeps its place.
            Close(entry, SegmentEnd.Moved);
            _holding = holding.MovedOn(entry);
        }
        else
        {
            holding.Ground(entry);
            holding.Place = entry.Place ?? holding.Place;
        }
    }

    private void Deliver(TimelineEntry entry)
    {
        if (entry.Step == CustodyStep.Delivered && !OnTheWay && NeverLeft(entry))
        {
            Report(
                CustodyRule.DeliveredWithoutDeparture,
                Severity.Breach,
                [entry],
                [entry.Reference!, entry.Holder!.Name, entry.Happened.Text]);
        }

        // Who sends goods back has handed them over, wherever they were.
        if (OnTheWay || entry.Step == CustodyStep.SentBack)
        {
            _holding?.Ground(entry);
            Close(entry, SegmentEnd.HandedOver);
        }

        Claim(entry, entry.Holder!, user: null);
    }

    private bool NeverLeft(TimelineEntry delivered) =>
        !entries.Any(it => it.Step == CustodyStep.Departed && it.Reference == delivered.Reference);

    private void Lose(TimelineEntry entry)
    {
        var (ended, reason) = entry.Step switch
        {
            CustodyStep.Lost => (SegmentEnd.ReportedLost, UnknownReason.Lost),
            CustodyStep.Stolen => (SegmentEnd.ReportedStolen, UnknownReason.Stolen),
            _ => (SegmentEnd.Captured, UnknownReason.Captured),
        };
        if (_holding is not null && entry.Giver is { } reporter && !OnTheWay && !Holds(reporter))
        {
            Contest(entry, reporter);
            Lapse(entry, SegmentEnd.Displaced, UnknownReason.NoHandover, reporter);
        }

        if (_holding is null && CustodyStates.IsMissing(_state) && _hole is { } missing)
        {
            missing.Ground(entry);
            return;
        }

        if (_holding is null && entry.Giver is { } holder)
        {
            Open(entry, holder, user: null);
        }

        _unreleased.Clear();
        _holding?.Ground(entry);
        var last = _holding?.Custodian;
        Close(entry, ended);
        Fill(entry, last);
        _hole = new Hole(reason, entry, last);
    }

    private void Destroy(TimelineEntry entry)
    {
        if (_state == CustodyState.Destroyed)
        {
            _hole?.Ground(entry);
            return;
        }

        _unreleased.Clear();
        if (_holding is null && entry.Holder is { } authority)
        {
            Open(entry, authority, user: null);
        }

        _holding?.Ground(entry);
        var last = _holding?.Custodian;
        Close(entry, SegmentEnd.Destroyed);
        _hole = new Hole(UnknownReason.AfterDestruction, entry, last);
    }
}
