using NodaTime;
using TransferLedger.Files;
using TransferLedger.Ledger;

namespace TransferLedger.Custody;

/// <summary>
/// Rules about who keeps and uses a weapon, and about how its facts are kept (COC-037, 038, 090 to 092).
/// </summary>
/// <param name="known">The facts known about it.</param>
/// <param name="around">What is around it at the point asked for.</param>
/// <param name="today">The day asked for.</param>
internal sealed class AroundRules(IReadOnlyList<Recorded> known, Surroundings around, Instant today)
{
    private const string SafetyOfficer = "officer";

    /// <summary>
    /// The longest that any instrument asks for a record of a weapon: what a fact that is gone was, nobody can say.
    /// </summary>
    private const int YearsKept = 30;

    /// <summary>What these rules find.</summary>
    /// <param name="entries">What the facts come to, in the order in which it happened.</param>
    /// <param name="chain">The chain of custody.</param>
    public IEnumerable<Contradiction> Find(IReadOnlyList<TimelineEntry> entries, CustodyChain chain) =>
        Untrained(entries).Concat(Sites(chain)).Concat(Broken()).Concat(Files()).Concat(Pruned());

    /// <summary>A unit none of whose users has a record keeps none here: nothing is said of it.</summary>
    private IEnumerable<Contradiction> Untrained(IReadOnlyList<TimelineEntry> entries)
    {
        var training = around.Keepers.Where(it => it.Fact is TrainingRecorded)
            .Select(it => (it.Position, Fact: (TrainingRecorded)it.Fact)).ToList();
        foreach (var issued in entries.Where(it => it.Step == CustodyStep.Issued && it.Happened.Earliest <= today))
        {
            var unit = training.Where(it => Likeness.Same(it.Fact.Unit, issued.Holder)).ToList();
            var own = unit.Where(it => Subject.Normalise(it.Fact.Holder) == Subject.Normalise(issued.Note ?? ""))
                .ToList();
            if (unit.Count == 0 || own.Exists(it => !issued.Happened.CertainlyBefore(it.Fact.Happened)
                && it.Fact.ValidTo?.CertainlyBefore(issued.Happened) != true))
            {
                continue;
            }

            var last = own.Where(it => !issued.Happened.CertainlyBefore(it.Fact.Happened))
                .OrderBy(it => it.Fact.ValidTo!.Latest).ThenBy(it => it.Position).LastOrDefault();
            yield return new(
                CustodyRule.UntrainedHolder, Severity.Warn,
                last.Fact is null ? [issued.Position] : [last.Position, issued.Position],
                [issued.Holder!.Name, issued.Note ?? "", issued.Happened.Text, last.Fact?.ValidTo?.Text ?? ""]);
        }
    }

    /// <summary>
    /// A custodian none of whose sites was ever inspected is under no inspection here: nothing is said of it.
    /// </summary>
    private IEnumerable<Contradiction> Sites(CustodyChain chain)
    {
        var inspections = around.Keepers.Where(it => it.Fact is StoreInspected)
            .Select(it => (it.Position, Fact: (StoreInspected)it.Fact))
            .OrderBy(it => it.Fact.Happened, Happened.Chronological).ThenBy(it => it.Position).ToList();
        foreach (var kept in chain.Segments.OfType<CustodySegment.Known>().Where(it =>
            it is { User: null, Place: not null }
            && inspections.Exists(one => Likeness.Same(one.Fact.Custodian, it.Custodian))))
        {
            // What counts is the last inspection before the stretch ended, and whether it still held then.
            var end = kept.To?.Earliest ?? today;
            var last = inspections.LastOrDefault(it => Likeness.Same(it.Fact.Custodian, kept.Custodian)
                && Likeness.Same(it.Fact.Site, kept.Place) && it.Fact.Happened.Earliest <= end);
            var lacking = last.Fact switch
            {
                null => "none",
                { Approved: false } => "refused",
                { ValidTo: { } to } when to.Latest < end => "ended",
                { SafetyOfficer: null } => SafetyOfficer,
                _ => null,
            };
            if (lacking is not null)
            {
                yield return new(
                    CustodyRule.SiteNotApproved, Severity.Warn,
                    last.Fact is null ? [kept.Grounds[0]] : [last.Position, kept.Grounds[0]],
                    [
                        kept.Custodian.Name, kept.Place!.Name, kept.From.Text, lacking,
                        last.Fact?.Happened.Text ?? "",
                    ]);
            }
        }
    }

    private IEnumerable<Contradiction> Broken()
    {
        var behind = known.Where(it => around.Broken is { } broken && it.Position >= broken.From)
            .Select(it => it.Position).Order().ToValueList();
        if (behind.Count > 0)
        {
            yield return new(
                CustodyRule.BrokenHashChain, Severity.Critical, behind,
                [around.Broken!.From.ToString(System.Globalization.CultureInfo.InvariantCulture), around.Broken.Why]);
        }
    }

    /// <summary>
    /// A weapon that is in being has no last day of keeping; one destroyed has, by the latest that its facts allow.
    /// </summary>
    private IEnumerable<Contradiction> Pruned()
    {
        if (around.Removed.IsEmpty || known.Count == 0)
        {
            yield break;
        }

        var gone = StandingFacts.Of(known).Select(it => it.Fact).OfType<Destroyed>()
            .Select(it => it.Happened.Latest).DefaultIfEmpty(Happened.End).Max();
        LocalDate? until = gone == Happened.End ? null : gone.InUtc().Date.LaterByYears(YearsKept);
        if (until < today.InUtc().Date)
        {
            yield break;
        }

        var first = around.Removed[0];
        var beside = known.Select(it => it.Position).Where(it => it < first)
            .DefaultIfEmpty(known.Min(it => it.Position)).Max();
        yield return new(
            CustodyRule.PrunedTooEarly, Severity.Breach, [beside],
            [
                Likeness.Number(around.Removed.Length),
                first.ToString(System.Globalization.CultureInfo.InvariantCulture),
                until is { } day ? NodaTime.Text.LocalDatePattern.Iso.Format(day) : "",
            ]);
    }

    /// <summary>A file that was never given to the ledger may lie elsewhere: that is only possible.</summary>
    private IEnumerable<Contradiction> Files()
    {
        foreach (var fact in known)
        {
            foreach (var hash in FileMention.In(fact).Select(it => it.Hash).Distinct(StringComparer.Ordinal))
            {
                if (around.Files.TryGetValue(hash, out var state) && state != FileState.AsStored)
                {
                    var altered = state == FileState.Altered;
                    yield return new(
                        CustodyRule.EvidenceGone, altered ? Severity.Breach : Severity.Warn, [fact.Position],
                        [hash, altered ? "altered" : "missing"]);
                }
            }
        }
    }
}
