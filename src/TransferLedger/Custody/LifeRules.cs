using NodaTime;

namespace TransferLedger.Custody;

/// <summary>
/// Rules about a life as a whole that look at no date but those of the facts (COC-011, 022, 025, 040, 062, 094).
/// </summary>
internal static class LifeRules
{
    private static readonly StepSet Records =
        new(CustodyStep.Manufactured, CustodyStep.Registered, CustodyStep.Imported);

    private static readonly StepSet Holding = new(CustodyStep.Counted, CustodyStep.Issued);
    private static readonly StepSet Moves = new(CustodyStep.Transferred, CustodyStep.PassedOn, CustodyStep.Delivered);

    /// <summary>What these rules find. A rule is asked where the life has the steps it is about.</summary>
    /// <param name="parameters">The thresholds.</param>
    /// <param name="entries">The entries in the order in which they happened.</param>
    /// <param name="steps">Their steps.</param>
    /// <param name="found">Takes it in.</param>
    public static void Find(
        CustodyParameters parameters, List<TimelineEntry> entries, StepSet steps, List<Contradiction> found)
    {
        if (steps.HasAny(Holding) && !steps.HasAny(Records))
        {
            found.Add(Ghost(entries));
        }

        if (steps.Has(CustodyStep.Deactivated) && steps.Has(CustodyStep.ExhibitLinked))
        {
            found.AddRange(LiveAgain(entries));
        }

        if (entries.Exists(it => it.Place?.Point is not null))
        {
            found.AddRange(TooFast(parameters, entries));
        }

        if (steps.HasAny(Moves))
        {
            found.AddRange(Loops(parameters, entries));
        }

        if (steps.Has(CustodyStep.Delivered))
        {
            found.AddRange(SoonOnward(parameters, entries));
        }

        if (steps.Has(CustodyStep.Destroyed))
        {
            found.AddRange(Unrecorded(entries));
        }
    }

    private static Contradiction Ghost(List<TimelineEntry> entries)
    {
        var first = entries.First(it => it.Step is CustodyStep.Counted or CustodyStep.Issued);
        return Contradiction.Of(
            CustodyRule.GhostItem, Severity.Warn, [first], CustodySteps.StoredName(first.Step), first.Happened.Text);
    }

    private static IEnumerable<Contradiction> LiveAgain(List<TimelineEntry> entries)
    {
        var inert = entries.First(it => it.Step == CustodyStep.Deactivated);
        foreach (var fired in entries.Where(it => it.Step == CustodyStep.ExhibitLinked
            && Likeness.PossiblyBefore(inert.Happened, it.Happened)))
        {
            yield return Contradiction.Of(
                CustodyRule.LiveAfterDeactivation,
                inert.Happened.CertainlyBefore(fired.Happened) ? Severity.Breach : Severity.Warn,
                [inert, fired], inert.Happened.Text, fired.Happened.Text);
        }
    }

    private static IEnumerable<Contradiction> TooFast(
        CustodyParameters parameters, List<TimelineEntry> entries)
    {
        TimelineEntry? before = null;
        GeoPoint from = default;
        foreach (var entry in entries)
        {
            if (!GeoPoint.TryParse(entry.Place?.Point, out var to))
            {
                continue;
            }

            var kilometres = before is null ? 0 : from.KilometresTo(to);
            if (before is not null && Speed(before, entry, kilometres, parameters) is var (speed, severity))
            {
                yield return Contradiction.Of(
                    CustodyRule.ImpossibleSpeed, severity, [before, entry],
                    before.Place!.Name, before.Happened.Text, entry.Place!.Name, entry.Happened.Text,
                    Likeness.Number((int)kilometres), speed);
            }

            (before, from) = (entry, to);
        }
    }

    /// <summary>
    /// Too fast in the longest time the dates leave: certain. Too fast in the shortest: possible, where the dates are
    /// instants or days, for nobody asks how fast a year was.
    /// </summary>
    private static (string Speed, Severity Severity)? Speed(
        TimelineEntry before, TimelineEntry after, double kilometres, CustodyParameters parameters)
    {
        var longest = (after.Happened.Latest - before.Happened.Earliest).TotalHours;
        var shortest = Math.Max((after.Happened.Earliest - before.Happened.Latest).TotalHours, 0);
        if (kilometres > parameters.FastestKmh * longest)
        {
            return (Likeness.Number((int)(kilometres / Math.Max(longest, 1.0 / 60))), Severity.Breach);
        }

        return kilometres > parameters.FastestKmh * shortest && longest <= 48 && !Likeness.SameDay(
            before.Happened, after.Happened)
            ? (Likeness.Number((int)(kilometres / Math.Max(longest, 1.0 / 60))), Severity.Warn)
            : null;
    }

    private static IEnumerable<Contradiction> Loops(CustodyParameters parameters, List<TimelineEntry> entries)
    {
        var moves = entries.FindAll(it => it is
        {
            Step: CustodyStep.Transferred or CustodyStep.PassedOn or CustodyStep.Delivered,
            Holder: not null,
        });
        for (var last = 2; last < moves.Count; last++)
        {
            var back = moves[last];
            for (var first = last - 2; first >= 0 && Near(moves[first], back, parameters.LoopDays); first--)
            {
                if (!Likeness.Same(moves[first].Giver, back.Holder))
                {
                    continue;
                }

                yield return Contradiction.Of(
                    CustodyRule.Loop, Severity.Warn, moves.Skip(first).Take(last - first + 1),
                    back.Holder!.Name, moves[first].Happened.Text, back.Happened.Text,
                    Likeness.Number(last - first));
                break;
            }
        }
    }

    private static IEnumerable<Contradiction> SoonOnward(
        CustodyParameters parameters, List<TimelineEntry> entries)
    {
        for (var at = 0; at < entries.Count; at++)
        {
            if (entries[at].Step != CustodyStep.Delivered)
            {
                continue;
            }

            // Passing on by an approved request is a step of its own.
            var delivered = entries[at];
            var next = entries.Skip(at + 1).FirstOrDefault(it =>
                it.Step is CustodyStep.Transferred or CustodyStep.Departed or CustodyStep.PassedOn
                && Likeness.Same(it.Giver, delivered.Holder));
            if (next is not null && next.Step != CustodyStep.PassedOn && next.Reference != delivered.Reference
                && Near(delivered, next, parameters.OnwardDays))
            {
                yield return Contradiction.Of(
                    CustodyRule.SoonOnward, Severity.Warn, [delivered, next],
                    delivered.Holder!.Name, delivered.Happened.Text,
                    CustodySteps.StoredName(next.Step), next.Happened.Text);
            }
        }
    }

    private static IEnumerable<Contradiction> Unrecorded(List<TimelineEntry> entries)
    {
        var destroyed = entries.FirstOrDefault(it => it.Step == CustodyStep.Destroyed);
        var taken = entries.FirstOrDefault(it => CustodySteps.IsTaking(it.Step));
        if (destroyed is not null && taken is not null
            && !destroyed.Happened.CertainlyBefore(taken.Happened) && !entries.Any(it => it.Marks.Count > 0))
        {
            yield return Contradiction.Of(
                CustodyRule.DestroyedBeforeRecord, Severity.Breach, [taken, destroyed],
                CustodySteps.StoredName(taken.Step), taken.Happened.Text, destroyed.Happened.Text);
        }
    }

    private static bool Near(TimelineEntry one, TimelineEntry other, int days) =>
        Likeness.Days(one.Happened, other.Happened).Shortest is var least && least >= 0 && least <= days;
}
