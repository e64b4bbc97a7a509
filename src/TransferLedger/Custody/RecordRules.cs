using NodaTime;
using NodaTime.Text;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>
/// Rules about who recorded what when, and on what grounds (COC-009, 027, 093, 099, 100, 102). They look at the facts
/// as recorded, provenance included. Registers taken over as a whole are late and without pictures by nature, so the
/// first three do not speak of them.
/// </summary>
internal static class RecordRules
{
    /// <summary>What these rules find.</summary>
    /// <param name="parameters">The thresholds.</param>
    /// <param name="known">All facts known, corrections included.</param>
    /// <param name="entries">What they come to, in the order in which it happened.</param>
    /// <param name="found">What the chain of custody found.</param>
    public static IEnumerable<Contradiction> Find(
        CustodyParameters parameters,
        IReadOnlyList<Recorded> known,
        IReadOnlyList<TimelineEntry> entries,
        IEnumerable<Contradiction> found)
    {
        var byPosition = known.ToDictionary(it => it.Position);
        var own = entries.Where(it => byPosition.TryGetValue(it.Position, out var fact)
            && fact.Provenance.Source?.Kind != SourceKind.DataSet).ToList();
        return Weak(entries, own).Concat(Late(parameters, own)).Concat(Unproved(own, byPosition))
            .Concat(Corrections(parameters, known)).Concat(Partners(found, byPosition, entries));
    }

    /// <summary>The positions of facts that were taken over from a register as a whole.</summary>
    public static HashSet<long> FromRegisters(IEnumerable<Recorded> facts) => facts
        .Where(it => it.Provenance.Source?.Kind == SourceKind.DataSet).Select(it => it.Position).ToHashSet();

    private static IEnumerable<Contradiction> Weak(IReadOnlyList<TimelineEntry> entries, List<TimelineEntry> own)
    {
        // Whoever made, counted, seized or marked it had it in hand; a registration or a packing list may be a paper,
        // unless it says who read the mark.
        var first = own.Find(it => it.Marks.Count > 0) ?? own.FirstOrDefault();
        if (first is not null && !entries.Any(it => it.Step is CustodyStep.Manufactured or CustodyStep.Marked
            or CustodyStep.Counted or CustodyStep.Seen or CustodyStep.DeviceBound or CustodyStep.ComponentInstalled
            or CustodyStep.ComponentRemoved or CustodyStep.Deactivated or CustodyStep.Destroyed
            || CustodySteps.IsTaking(it.Step) || it.Marks.Any(mark => !string.IsNullOrWhiteSpace(mark.Reader))))
        {
            yield return Contradiction.Of(CustodyRule.WeakIdentity, Severity.Warn, [first]);
        }
    }

    /// <summary>
    /// What was recorded late on one day is one finding: whole histories are typed in at once. What another State
    /// replies about the past was never there to be recorded in time.
    /// </summary>
    private static IEnumerable<Contradiction> Late(CustodyParameters parameters, List<TimelineEntry> own)
    {
        foreach (var day in own.GroupBy(it => Day(it.At), StringComparer.Ordinal)
            .OrderBy(it => it.Key, StringComparer.Ordinal))
        {
            var late = day.Where(it => it.Step != CustodyStep.HolderReported && DaysLate(it) > parameters.LateDays)
                .ToList();
            if (late.MaxBy(DaysLate) is { } latest)
            {
                yield return Contradiction.Of(
                    CustodyRule.LateRecording,
                    DaysLate(latest) > parameters.VeryLateDays ? Severity.Warn : Severity.Info, late,
                    CustodySteps.StoredName(latest.Step), latest.Happened.Text, day.Key,
                    Likeness.Number(DaysLate(latest)));
            }
        }

        static int DaysLate(TimelineEntry it) => Likeness.Days(it.Happened.Latest, it.At);
    }

    private static IEnumerable<Contradiction> Unproved(
        List<TimelineEntry> own, Dictionary<long, Recorded> byPosition)
    {
        foreach (var entry in own.Where(it => it.Step == CustodyStep.Destroyed))
        {
            var recorded = byPosition[entry.Position];
            if (recorded.Fact is not Destroyed fact)
            {
                continue;
            }

            var witnesses = fact.Witnesses.Distinct(StringComparer.OrdinalIgnoreCase).Count();
            var pictures = recorded.Provenance.Evidence.Count(it => it.Kind == "picture");
            if (witnesses < 2 || pictures == 0)
            {
                yield return Contradiction.Of(
                    CustodyRule.DestroyedWithoutProof, Severity.Breach, [entry],
                    entry.Happened.Text, Likeness.Number(witnesses), Likeness.Number(pictures));
            }
        }
    }

    private static IEnumerable<Contradiction> Corrections(
        CustodyParameters parameters, IReadOnlyList<Recorded> known)
    {
        var corrections = known.Where(it => it.Fact is RecordCorrected or RecordRetracted).ToList();
        foreach (var person in corrections.GroupBy(it => it.Provenance.Actor, StringComparer.OrdinalIgnoreCase)
            .Where(it => it.Count() > parameters.UsualCorrections).OrderBy(it => it.Key, StringComparer.Ordinal))
        {
            yield return new Contradiction(
                CustodyRule.CorrectionPattern, Severity.Warn, person.Select(it => it.Position).ToValueList(),
                [person.Key, Likeness.Number(person.Count()), Likeness.Number(parameters.UsualCorrections)]);
        }

        foreach (var it in corrections)
        {
            var approver = it.Fact is RecordCorrected corrected
                ? corrected.Approver
                : ((RecordRetracted)it.Fact).Approver;
            if (string.Equals(approver, it.Provenance.Actor, StringComparison.OrdinalIgnoreCase))
            {
                yield return new Contradiction(
                    CustodyRule.OwnApproval, Severity.Breach, [it.Position], [approver, Day(it.At)]);
            }
        }
    }

    private static IEnumerable<Contradiction> Partners(
        IEnumerable<Contradiction> found, Dictionary<long, Recorded> byPosition, IReadOnlyList<TimelineEntry> entries)
    {
        foreach (var it in found.Where(it => it.Rule == CustodyRule.TwoCustodians))
        {
            var first = byPosition.GetValueOrDefault(it.Positions[0]);
            var last = byPosition.GetValueOrDefault(it.Positions[^1]);
            if (first?.Provenance is { Source.Kind: SourceKind.PartnerMessage, Organisation: { } one }
                && last?.Provenance is { Source.Kind: SourceKind.PartnerMessage, Organisation: { } other }
                && !string.Equals(one, other, StringComparison.OrdinalIgnoreCase))
            {
                yield return new Contradiction(
                    CustodyRule.ConflictingPartners, Severity.Warn, [first.Position, last.Position],
                    [one, other, entries.First(entry => entry.Position == last.Position).Happened.Text]);
            }
        }
    }

    private static string Day(Instant at) => LocalDatePattern.Iso.Format(at.InUtc().Date);
}
