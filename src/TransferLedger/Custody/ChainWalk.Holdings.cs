using NodaTime;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>Opening and closing stretches, sightings, and the contradictions between claims to one weapon.</summary>
internal sealed partial class ChainWalk
{
    /// <summary>An authority came by the weapon.</summary>
    private void Take(TimelineEntry entry)
    {
        var authority = entry.Holder!;
        _unreleased.Clear();
        if (_holding is not { } holding)
        {
            Outside(entry);
            Open(entry, authority, user: null);
            return;
        }

        var same = Likeness.Same(holding.Custodian, authority);
        if (same && SameTaking(holding.Origin, entry))
        {
            holding.Ground(entry);
            return;
        }

        if (!same && holding.Site && Likeness.Same(holding.Place, entry.Place))
        {
            Close(entry, SegmentEnd.Taken);
            Open(entry, authority, user: null);
            return;
        }

        if (!same && CustodySteps.IsTaking(holding.LastProof.Step) && AtOnce(holding.LastProof, entry))
        {
            TwoCustodians(entry, authority, [holding.LastProof, entry], holding.Custodian);
        }
        else
        {
            Outside(entry);
            if (!_pairs.Explains(entry))
            {
                SeenElsewhere(entry, holding, possible: entry.Step == CustodyStep.Surrendered);
            }
        }

        Lapse(entry, SegmentEnd.SeenElsewhere, UnknownReason.SeenElsewhere, authority);
        Open(entry, authority, user: null);
    }

    /// <summary>
    /// Two reports of one and the same taking: one date, or one case and dates not far apart. Taken twice in one case
    /// years apart, it must have left in between.
    /// </summary>
    private bool SameTaking(TimelineEntry one, TimelineEntry other) =>
        CustodySteps.IsTaking(one.Step)
        && (one.Reference is { } reference && other.Reference is { } also
            ? string.Equals(reference, also, StringComparison.OrdinalIgnoreCase)
                && Likeness.Days(one.Happened.Latest, other.Happened.Earliest) <= parameters.SameCaseDays
            : AtOnce(one, other));

    private static bool AtOnce(TimelineEntry one, TimelineEntry other) =>
        Likeness.SameDay(one.Happened, other.Happened)
        || (one.Happened.Earliest == one.Happened.Latest && Likeness.DatedAlike(one.Happened, other.Happened));

    /// <summary>Something shows where the weapon was, and nobody took it.</summary>
    private void See(TimelineEntry entry)
    {
        if (_holding is not { } holding || entry.Place is not { } place || CustodyStates.IsHeldByAuthority(_state)
            || Likeness.Same(holding.Place, place) || _pairs.Explains(entry))
        {
            return;
        }

        Outside(entry);
        var abroad = !Likeness.Agree(holding.Place?.Country ?? holding.Custodian.Country, place.Country);
        SeenElsewhere(entry, holding, possible: !abroad && !holding.Site);
    }

    private void SeenElsewhere(TimelineEntry entry, Holding holding, bool possible) => Report(
        CustodyRule.SeenElsewhere,
        possible ? Severity.Warn : Graded(Severity.Breach, holding.LastProof, entry),
        [holding.LastProof, entry],
        [
            holding.Custodian.Name,
            holding.LastProof.Happened.Text,
            CustodySteps.StoredName(entry.Step),
            entry.Happened.Text,
            entry.Place?.Name ?? "",
        ]);

    /// <summary>
    /// Another than the custodian acts as custodian. Two at once when both were seen with it on one day, when both
    /// confirmed a delivery, or when the one it was never taken from acts again; otherwise a receipt without handover.
    /// </summary>
    private void Contest(TimelineEntry entry, Custodian party)
    {
        var holding = _holding!;
        var again = _unreleased.FindIndex(it => Likeness.Same(it.Party, party));
        if (again >= 0)
        {
            TwoCustodians(entry, party, [_unreleased[again].LastProof, holding.Began, entry], holding.Custodian);
            _unreleased.RemoveAt(again);
        }
        else if (AtOnce(holding.LastProof, entry)
            || (entry.Step == CustodyStep.Delivered && holding.Origin.Step == CustodyStep.Delivered))
        {
            TwoCustodians(entry, party, [holding.LastProof, entry], holding.Custodian);
        }
        else if (entry.Step != CustodyStep.Delivered || !NeverLeft(entry))
        {
            Report(
                CustodyRule.ReceiptWithoutHandover,
                Graded(Severity.Breach, holding.LastProof, entry),
                [holding.LastProof, entry],
                [party.Name, holding.Custodian.Name]);
        }

        _unreleased.Add((holding.Custodian, holding.LastProof));
    }

    private void TwoCustodians(TimelineEntry entry, Custodian party, TimelineEntry[] grounds, Custodian other)
    {
        var certain = grounds.Zip(grounds.Skip(1)).All(
            pair => AtOnce(pair.First, pair.Second)
                || pair.First.Happened.CertainlyBefore(pair.Second.Happened));
        Report(
            CustodyRule.TwoCustodians,
            certain ? Severity.Critical : Severity.Warn,
            grounds,
            [other.Name, party.Name, entry.Happened.Text]);
    }

    private void Open(TimelineEntry entry, Custodian party, string? user)
    {
        Fill(entry, party);
        _holding = new Holding(party, user, entry, entry);
    }

    private void Close(TimelineEntry entry, SegmentEnd ended)
    {
        if (_holding is { } holding)
        {
            _segments.Add(holding.ToSegment(entry.Happened, ended));
            (_lastHeld, _lastState, _holding) = (holding, _state, null);
        }
    }

    /// <summary>The open stretch ends at its last proof of presence; what follows is unknown up to the entry.</summary>
    private void Lapse(TimelineEntry entry, SegmentEnd ended, UnknownReason reason, Custodian next)
    {
        var holding = _holding!;
        Close(holding.LastProof, ended);
        _hole = new Hole(reason, holding.LastProof, holding.Custodian);
        Fill(entry, next);
    }

    /// <summary>Ends the unknown stretch, if there is one, and says when it was too long without a reason.</summary>
    private void Fill(TimelineEntry entry, Custodian? next)
    {
        if (_hole is not { } hole)
        {
            return;
        }

        _hole = null;
        if (AtOnce(hole.Since, entry))
        {
            return;
        }

        hole.Ground(entry);
        _segments.Add(hole.ToSegment(entry.Happened));
        if (hole.Reason is not (UnknownReason.AwaitingReceipt or UnknownReason.NoHandover) || hole.Last is null)
        {
            return;
        }

        var allowed = Likeness.Agree(hole.Last.Country, next?.Country)
            ? parameters.GapDays
            : parameters.InternationalGapDays;
        var (shortest, longest) = Likeness.Days(hole.Since.Happened, entry.Happened);
        if (longest > allowed)
        {
            var certain = shortest > allowed;
            Report(
                CustodyRule.UnexplainedGap,
                certain ? Severity.Breach : Severity.Warn,
                [hole.Since, entry],
                [
                    Likeness.Number(certain ? shortest : longest),
                    Likeness.Number(allowed),
                    hole.Last.Name,
                    next?.Name ?? "",
                ]);
        }
    }

    private static void Add(List<long> grounds, TimelineEntry entry)
    {
        // A handover and its receipt are one fact.
        if (grounds[^1] != entry.Position)
        {
            grounds.Add(entry.Position);
        }
    }

    private (Custodian? Custodian, Place? Place) Finish()
    {
        if (_holding is { } holding)
        {
            _segments.Add(holding.ToSegment(null, SegmentEnd.Open));
            return (holding.Custodian, holding.Place);
        }

        if (_hole is { } hole && hole.Reason != UnknownReason.AfterDestruction)
        {
            _segments.Add(hole.ToSegment(null));
        }

        return (null, _latest?.Place);
    }

    /// <summary>The stretch of custody that is open.</summary>
    private sealed class Holding(Custodian custodian, string? user, TimelineEntry began, TimelineEntry origin)
    {
        private readonly List<long> _grounds = [began.Position];

        public Custodian Custodian { get; } = custodian;

        public string? User { get; } = user;

        public TimelineEntry Began { get; } = began;

        /// <summary>How the custodian came by it; the same for all its stretches.</summary>
        public TimelineEntry Origin { get; } = origin;

        public TimelineEntry LastProof { get; private set; } = began;

        public Place? Place { get; set; } = began.Place;

        /// <summary>Is the place one where the custodian keeps things, not only where it came by it?</summary>
        public bool Site { get; private set; } = IsSite(began.Step);

        public void Ground(TimelineEntry entry)
        {
            Add(_grounds, entry);

            // A registration that names no custodian does not say that it was with this one.
            var proves = entry.ProvesPresence && entry is not { Step: CustodyStep.Registered, Holder: null };
            LastProof = proves ? entry : LastProof;
            Site = entry.Place is null ? Site : IsSite(entry.Step);
        }

        /// <summary>The stretch that follows at another place on the way.</summary>
        public Holding MovedOn(TimelineEntry entry) => new(Custodian, User, entry, Origin)
        {
            LastProof = entry.ProvesPresence ? entry : LastProof, Place = entry.Place,
        };

        public CustodySegment.Known ToSegment(Happened? to, SegmentEnd ended) => new(
            Custodian, User, Place, Began.Happened, to, LastProof.Happened, ended, _grounds.ToValueList());

        private static bool IsSite(CustodyStep step) => step is CustodyStep.Manufactured or CustodyStep.StockEntered
            or CustodyStep.StockMoved or CustodyStep.Counted or CustodyStep.Seen or CustodyStep.Delivered
            or CustodyStep.SentBack;
    }

    /// <summary>The stretch without a known custodian that is open.</summary>
    private sealed class Hole(UnknownReason reason, TimelineEntry since, Custodian? last)
    {
        private readonly List<long> _grounds = [since.Position];

        public UnknownReason Reason { get; } = reason;

        public TimelineEntry Since { get; } = since;

        public Custodian? Last { get; } = last;

        public void Ground(TimelineEntry entry) => Add(_grounds, entry);

        public CustodySegment.Unknown ToSegment(Happened? to) =>
            new(Reason, Since.Happened, to, _grounds.ToValueList());
    }
}
