using System.Collections.Immutable;
using TransferLedger.Authorities;
using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Certificates;

/// <summary>How a rule stood in a verdict.</summary>
public enum RuleStanding
{
    /// <summary>The program of that time did not know it.</summary>
    NotEvaluated,

    /// <summary>The pack did not ask it.</summary>
    NotAsked,

    /// <summary>It found nothing.</summary>
    Passed,

    /// <summary>It found something.</summary>
    Found,
}

/// <summary>What a rule came to in a verdict.</summary>
/// <param name="Standing">How it stood.</param>
/// <param name="Findings">What it found.</param>
public sealed record RuleResult(RuleStanding Standing, ValueList<RuleFinding> Findings);

/// <summary>One rule that comes to something else now.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Then">What it came to in the recorded verdict.</param>
/// <param name="Now">What it comes to now.</param>
/// <param name="ByProgram">
/// Does it already differ with the very pack and on the very facts of then? Then the program judges otherwise. Null
/// when it may have been the program or the pack: the pack of then is not at hand.
/// </param>
/// <param name="ByPack">Does the other pack make a difference on the facts of then? Null as above.</param>
/// <param name="ByFacts">
/// The positions of the later facts that make a difference, ascending: with each of them the rule came to something
/// else than before it. Where not all were tried (<see cref="Explanation.EachFactTried"/>), to another verdict, or
/// those that what it finds now rests on.
/// </param>
public sealed record RuleChange(
    string Rule, RuleResult Then, RuleResult Now, bool? ByProgram, bool? ByPack, ValueList<long> ByFacts);

/// <summary>A recorded verdict beside what the rules come to now.</summary>
/// <param name="Recorded">The verdict on record.</param>
/// <param name="Again">
/// What this version of the program comes to with the pack of then, on the facts of then; it must equal the record
/// unless the program has changed. Null when that pack is not at hand.
/// </param>
/// <param name="Now">What it comes to with the pack of today, on all facts.</param>
/// <param name="Changes">The rules that come to something else now, in their order.</param>
/// <param name="Same">The rules that come to the same.</param>
public sealed record Explanation(
    Entry<CertificateJudged> Recorded,
    CertificateJudged? Again,
    CertificateJudged Now,
    ValueList<RuleChange> Changes,
    ValueList<string> Same)
{
    /// <summary>
    /// Was every later fact tried by itself? Otherwise they were more than <see cref="Explaining.MostByOne"/>, and
    /// those are named with which a rule came to another verdict; what was undone by a later fact may be missing.
    /// </summary>
    public bool EachFactTried { get; init; } = true;
}

/// <summary>Why a verdict is another now.</summary>
public static class Explaining
{
    /// <summary>Up to how many later facts each is tried by itself; more are looked through by halves.</summary>
    public const int MostByOne = 64;

    /// <summary>The recorded verdict beside what the rules come to now, for the same day.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="judged">The verdict on record.</param>
    /// <param name="facts">The facts about the certificate and what it is and was related to.</param>
    /// <param name="own">The pack it was judged by; null when it is not at hand.</param>
    /// <param name="today">The pack to compare with; may be the same.</param>
    /// <returns>Null when every capture was retracted since.</returns>
    /// <exception cref="ArgumentException">The verdict was reached with another pack than its own.</exception>
    public static Explanation? Of(
        Subject certificate,
        Entry<CertificateJudged> judged,
        IReadOnlyCollection<Recorded> facts,
        PackInUse? own,
        PackInUse today)
    {
        var then = judged.Fact;
        if (own is not null && own.Reference.Hash != then.Pack.Hash)
        {
            throw new ArgumentException("The verdict was reached with another pack.", nameof(own));
        }

        if (Judging.Again(certificate, then, facts, today.Pack, today.Reference) is not { } byPack
            || Judging.Judged(
                certificate, facts, then.AsOf, then.Happened, then.Officer, today.Pack, today.Reference)
                is not { } now)
        {
            return null;
        }

        var again = own is null ? null : Judging.Again(certificate, then, facts, own.Pack, own.Reference);
        var (steps, each) = Steps(certificate, then, facts, today, byPack);
        var (changes, same) = (new List<RuleChange>(), new List<string>());
        foreach (var rule in CertificateRules.All.Select(it => it.Id))
        {
            var (first, second, third) = (Result(then, rule), Result(byPack, rule), Result(now, rule));
            if (first == third)
            {
                same.Add(rule);
                continue;
            }

            bool? unknown = first == second ? false : null;
            changes.Add(new(
                rule,
                first,
                third,
                again is null ? unknown : first != Result(again, rule),
                again is null ? unknown : Result(again, rule) != second,
                second == third ? [] : Turns(steps, each, rule, now)));
        }

        return new(judged, again, now, changes.ToValueList(), same.ToValueList()) { EachFactTried = each };
    }

    /// <summary>
    /// The verdict after later facts, in the order of recording; before them, that of then. After each of them while
    /// they are few. Of many, halves are looked into only where a rule comes to another verdict between their ends: an
    /// end user with thousands of certificates has as many later facts, and each is a verdict on all of them.
    /// </summary>
    private static (ImmutableArray<(long Position, CertificateJudged Verdict)> Verdicts, bool Each) Steps(
        Subject certificate,
        CertificateJudged then,
        IReadOnlyCollection<Recorded> facts,
        PackInUse today,
        CertificateJudged first)
    {
        Recorded[] looked = [.. facts.Where(it => !VerdictFacts.Ignored.Contains(it.Fact.GetType()))];
        var dated = CertificateReport.Known(looked, then.AsOf, null).Select(it => it.Position).ToHashSet();

        // What is dated after the day no rule sees, but a capture may still be a nearer neighbour by number.
        Recorded[] later =
        [
            .. looked.Where(it => it.Position > then.UpTo && Judging.Counts(it.Fact)
                && (dated.Contains(it.Position) || NumberSeries.Counts(it.Fact))).OrderBy(it => it.Position),
        ];
        var steps = new SortedDictionary<int, CertificateJudged> { [-1] = first };
        if (later.Length > MostByOne)
        {
            Into(-1, later.Length - 1);
        }
        else
        {
            foreach (var at in Enumerable.Range(0, later.Length))
            {
                steps[at] = After(at);
            }
        }

        return (
            [.. steps.Select(it => (it.Key < 0 ? then.UpTo : later[it.Key].Position, it.Value))],
            later.Length <= MostByOne);

        CertificateJudged After(int at) => Judging.Judged(
            certificate, [.. looked.Where(it => it.Position <= later[at].Position)], then.AsOf, then.Happened,
            then.Officer, today.Pack, today.Reference) ?? first;

        void Into(int from, int to)
        {
            steps.TryAdd(to, After(to));
            if (to - from > 1 && Outcome(steps[from]) != Outcome(steps[to]))
            {
                var middle = (from + to) / 2;
                Into(from, middle);
                Into(middle, to);
            }
        }
    }

    /// <summary>What every rule comes to, without the numbers and names in it.</summary>
    private static ValueList<(string, Verdict, string)> Outcome(CertificateJudged judged, string? rule = null) =>
        judged.Findings.Where(it => rule is null || it.Rule == rule)
            .Select(it => (it.Rule, it.Verdict, it.Code)).Distinct().Order().ToValueList();

    /// <summary>
    /// The later facts with which a rule came to something else. Where they are many, those with which it came to
    /// another verdict, and if there are none, those that what it finds now rests on.
    /// </summary>
    private static ValueList<long> Turns(
        ImmutableArray<(long Position, CertificateJudged Verdict)> steps, bool each, string rule, CertificateJudged now)
    {
        var turns = steps.Zip(steps.Skip(1)).Where(pair => each
                ? Result(pair.First.Verdict, rule) != Result(pair.Second.Verdict, rule)
                : Outcome(pair.First.Verdict, rule) != Outcome(pair.Second.Verdict, rule))
            .Select(pair => pair.Second.Position).ToValueList();
        return each || turns.Count > 0
            ? turns
            : Result(now, rule).Findings.SelectMany(it => it.Facts).Where(it => it > steps[0].Position).Distinct()
                .Order().ToValueList();
    }

    private static RuleResult Result(CertificateJudged judged, string rule) =>
        judged.Findings.Where(it => it.Rule == rule).ToValueList() is { Count: > 0 } found
            ? new(RuleStanding.Found, found)
            : new(
                judged.Passed.Contains(rule, StringComparer.Ordinal) ? RuleStanding.Passed
                    : judged.NotAsked.Contains(rule, StringComparer.Ordinal) ? RuleStanding.NotAsked
                    : RuleStanding.NotEvaluated,
                []);
}
