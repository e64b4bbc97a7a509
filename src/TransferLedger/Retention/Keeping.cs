using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Certificates;
using TransferLedger.Custody;
using TransferLedger.Diversion;
using TransferLedger.Ledger;
using TransferLedger.Lots;
using TransferLedger.Rules;
using TransferLedger.Tracing;

namespace TransferLedger.Retention;

/// <summary>How long one fact is kept.</summary>
/// <param name="Position">The fact.</param>
/// <param name="Type">Its stored name.</param>
/// <param name="Happened">When it happened, as it was recorded.</param>
/// <param name="Terms">What asks for it to be kept; empty when nothing does, and it is kept for good.</param>
/// <param name="Until">The last day on which it is kept; null when there is none, or none can be told yet.</param>
/// <param name="InBeing">The first of its items that is still in being; null when none is.</param>
public sealed record FactRetention(
    long Position,
    string Type,
    Happened Happened,
    ValueList<RetentionTerm> Terms,
    LocalDate? Until,
    Subject? InBeing);

/// <summary>Something that cites a fact, so that it may not be pruned.</summary>
/// <param name="What">A rule's id, or the stored name of the kind of fact that cites it.</param>
/// <param name="By">The position of that fact; null for a rule.</param>
public sealed record Citation(string What, long? By = null);

/// <summary>May one fact be pruned on a day?</summary>
/// <param name="Retention">How long it is kept.</param>
/// <param name="Ended">Was its last day before that day?</param>
/// <param name="Citations">What cites it.</param>
public sealed record PruneAnswer(FactRetention Retention, bool Ended, ValueList<Citation> Citations)
{
    /// <summary>It may: its last day is over, and nothing cites it.</summary>
    public bool May => Ended && Citations.Count == 0;
}

/// <summary>
/// How long facts are to be kept (section 3 of the custody rules, COC-092): the latest of what the instruments ask, and
/// never before the items it is about have been gone as long. Pure; nothing is pruned by it.
/// </summary>
public static class Keeping
{
    /// <summary>How long each fact is kept, in the order of recording.</summary>
    /// <param name="facts">The facts about a subject, each once.</param>
    /// <param name="lives">The lives of the items they are about.</param>
    public static ImmutableArray<FactRetention> Of(IReadOnlyCollection<Recorded> facts, ItemLives lives)
    {
        var corrected = StandingFacts.Of(facts).ToDictionary(it => it.Position, it => it.Fact.Happened);
        var kept = new Dictionary<long, FactRetention>();
        foreach (var it in facts.OrderBy(it => it.Position))
        {
            // What amends a fact says nothing without it, so it is kept as long.
            var own = it.Fact is CorrectionEvent amends && kept.TryGetValue(amends.Target, out var target)
                ? target with { Position = it.Position, Type = NameOf(it), Happened = it.Fact.Happened }
                : Own(it, corrected.GetValueOrDefault(it.Position), lives);
            kept.Add(it.Position, own);
        }

        return [.. kept.Values.OrderBy(it => it.Position)];
    }

    /// <summary>May each fact about a subject be pruned on a day? In the order of recording.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="facts">The facts about it, each once.</param>
    /// <param name="lives">The lives of the items they are about.</param>
    /// <param name="at">The day.</param>
    public static ImmutableArray<PruneAnswer> Check(
        Subject subject, IReadOnlyCollection<Recorded> facts, ItemLives lives, LocalDate at)
    {
        var citations = Citations(subject, facts, at).ToLookup(it => it.Position, it => it.Citation);
        return
        [
            .. Of(facts, lives).Select(it => new PruneAnswer(
                it, it.Until is { } last && last < at, citations[it.Position].Distinct().ToValueList())),
        ];
    }

    private static FactRetention Own(Recorded entry, Happened? corrected, ItemLives lives)
    {
        var terms = RetentionTerm.Of(entry.Fact);
        var items = ItemLives.ItemsOf([entry]);
        var inBeing = items.Where(it => lives.End(it) is null).Cast<Subject?>().FirstOrDefault();
        var dates = new[] { entry.Fact.Happened, corrected }.OfType<Happened>().Select(it => it.Latest).ToList();
        LocalDate? until = terms.Count == 0 || inBeing is not null || dates.Contains(Happened.End)
            ? null
            : dates.Select(it => it.InUtc().Date).Concat(items.Select(it => lives.End(it)!.Value)).Max()
                .LaterByYears(terms.Max(it => it.Years));
        return new FactRetention(entry.Position, NameOf(entry), entry.Fact.Happened, terms, until, inBeing);
    }

    /// <summary>
    /// What cites facts: rules that find something in the custody of a weapon or the books of a lot, traces and
    /// diversion findings that are open about it, disputes that stand, weapons held against a certificate, and the last
    /// verdict where it holds or rejects.
    /// </summary>
    private static IEnumerable<(long Position, Citation Citation)> Citations(
        Subject subject, IReadOnlyCollection<Recorded> facts, LocalDate at)
    {
        foreach (var found in Findings(subject, facts, at))
        {
            foreach (var position in found.Positions)
            {
                yield return (position, new Citation(found.Rule));
            }
        }

        foreach (var open in subject.Kind is "weapon" or LotKey.Kind ? OpenCases(facts) : [])
        {
            foreach (var it in facts)
            {
                yield return (it.Position, open);
            }
        }

        var amendments = facts.Select(Amendment.Of).OfType<Amendment>().ToImmutableArray().Sort(Amendment.Compare);
        foreach (var it in Amendment.Standing(amendments).Where(it => it.Kind == AmendmentKind.Dispute))
        {
            yield return (it.Target, new Citation(EventCatalogue.NameOf(typeof(RecordDisputed)), it.Position));
        }

        var standing = StandingFacts.Of(facts).ToList();
        foreach (var it in standing.Where(it => it.Fact is DeliveredWeaponSighted))
        {
            yield return (((DeliveredWeaponSighted)it.Fact).Sighting, new Citation(NameOf(it), it.Position));
            yield return (it.Position, new Citation(NameOf(it), it.Position));
        }

        if (standing.LastOrDefault(it => it.Fact is CertificateJudged) is { Fact: CertificateJudged verdict } judged)
        {
            foreach (var finding in verdict.Findings.Where(it => it.Verdict is Verdict.Hold or Verdict.Reject))
            {
                foreach (var position in finding.Facts)
                {
                    yield return (position, new Citation(finding.Rule, judged.Position));
                }
            }
        }
    }

    /// <summary>
    /// Whoever asks or is asked about an item needs all that is known of it until the case is at its end.
    /// </summary>
    private static IEnumerable<Citation> OpenCases(IReadOnlyCollection<Recorded> facts)
    {
        var corrections = facts.Where(it => it.Fact is CorrectionEvent).ToList();
        foreach (var home in facts.Where(it => it.Fact is TraceEvent or DiversionEvent).GroupBy(it => it.Home))
        {
            var known = home.Concat(corrections).OrderBy(it => it.Position).ToList();
            if (TraceCase.Of(known) is { IsOpen: true } || DiversionCase.Of(known) is { IsOpen: true })
            {
                var first = home.MinBy(it => it.Position)!;
                yield return new Citation(NameOf(first), first.Position);
            }
        }
    }

    private static ValueList<Contradiction> Findings(
        Subject subject, IReadOnlyCollection<Recorded> facts, LocalDate at) => subject.Kind switch
    {
        "weapon" => CustodyReplay.Of(facts, AsOf.Now, CustodyParameters.Default).Contradictions,
        LotKey.Kind => LotRules.Find(
            LotBooks.Of(subject, facts, AsOf.Now), at.AtMidnight().InUtc().ToInstant(), LotParameters.Default),
        _ => [],
    };

    private static string NameOf(Recorded entry) => EventCatalogue.NameOf(entry.Fact.GetType());
}
