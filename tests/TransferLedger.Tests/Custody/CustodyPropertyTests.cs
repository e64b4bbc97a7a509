using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Custody;

/// <summary>The replay properties of section 5.8 of the custody rules.</summary>
public sealed class CustodyPropertyTests
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Fact]
    public void The_order_of_arrival_changes_neither_the_row_nor_the_chain() =>
        Prop.ForAll(Scripts.WithAmendments.ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (facts, seed) =>
        {
            var straight = Enumerable.Range(0, facts.Length).ToArray();
            var shuffled = Scripts.Order(facts.Length, seed);

            Unpositioned(facts, shuffled).ShouldBe(Unpositioned(facts, straight));
        }).Check(Config);

    [Fact]
    public void What_is_recorded_later_does_not_change_what_was_known() =>
        Prop.ForAll(Scripts.WithAmendments.ToArbitrary(), Gen.Choose(0, 1_000).ToArbitrary(), (facts, cut) =>
        {
            var log = Log(facts);
            var known = cut % (log.Length + 1);
            var then = new AsOf(null, Learned + Duration.FromMinutes(known));

            CustodyReplay.Of(log, then, CustodyParameters.Default)
                .ShouldBe(CustodyReplay.Of(log.Take(known), AsOf.Now, CustodyParameters.Default));
        }).Check(Config);

    [Fact]
    public void A_wrong_date_and_its_correction_are_the_right_date() =>
        Prop.ForAll(
            Scripts.OfDays.Where(facts => facts.Length > 0).ToArbitrary(),
            Gen.Choose(0, 1_000).ToArbitrary(),
            Scripts.Day.ToArbitrary(),
            (facts, which, day) =>
            {
                var target = which % facts.Length;
                LedgerEvent[] right = [.. facts];
                right[target] = right[target] with { Happened = On(day) };

                Replayed([.. facts, Corrected(target + 1, "happened", facts[target].Happened.Text, day)])
                    .ShouldBe(Replayed(right));
            }).Check(Config);

    [Fact]
    public void A_wrong_receiver_and_its_correction_are_the_right_receiver() =>
        Prop.ForAll(Scripts.OfDays.ToArbitrary(), Scripts.Day.ToArbitrary(), (facts, day) =>
        {
            var position = facts.Length + 1;

            Replayed([.. facts, Sold(day, "Army", "Polices"), Corrected(position, "to", "Polices", "Police")])
                .ShouldBe(Replayed([.. facts, Sold(day, "Army", "Police")]));
        }).Check(Config);

    [Fact]
    public void A_retracted_fact_was_never_there() =>
        Prop.ForAll(Scripts.OfDays.ToArbitrary(), Scripts.Fact(Scripts.Day).ToArbitrary(), (facts, mistake) =>
            Replayed([.. facts, mistake, Retracted(facts.Length + 1)]).ShouldBe(Replayed(facts))).Check(Config);

    [Fact]
    public void Stretches_follow_one_another_and_rest_on_facts() =>
        Prop.ForAll(Scripts.OfDays.ToArbitrary(), facts =>
        {
            var chain = Replayed(facts);

            chain.Completeness.ShouldBeInRange(0, 1000);
            chain.Segments.ShouldAllBe(it => it.Grounds.Count > 0);
            chain.Contradictions.ShouldAllBe(
                it => it.Positions.Count > 0 && it.Positions.All(at => at <= facts.Length));
            foreach (var (before, after) in chain.Segments.Zip(chain.Segments.Skip(1)))
            {
                before.To.ShouldNotBeNull().Earliest.ShouldBeLessThanOrEqualTo(after.From.Earliest);
                before.From.Earliest.ShouldBeLessThanOrEqualTo(before.To!.Earliest);
            }
        }).Check(Config);

    [Fact]
    public void A_further_count_by_the_buyer_never_lengthens_the_unknown_time() =>
        Prop.ForAll(Scripts.Day.ListOf().ToArbitrary(), Scripts.Day.ToArbitrary(), (counts, further) =>
        {
            LedgerEvent[] story =
            [
                Registered("2009-01-01"),
                Sold("2010-01-01", "Dealer", "Buyer"),
                Seized("2010-02-01", "Police"),
                .. counts.Select(day => Counted(day, "Buyer")),
            ];

            Unknown([.. story, Counted(further, "Buyer")]).ShouldBeLessThanOrEqualTo(Unknown(story));
        }).Check(Config);

    private static Duration Unknown(LedgerEvent[] facts) =>
        Replayed(facts).Segments.OfType<CustodySegment.Unknown>()
            .Where(it => it.Reason == UnknownReason.SeenElsewhere)
            .Select(it => it.To!.Earliest - it.From.Earliest)
            .Single();

    /// <summary>
    /// The timeline and the chain, with the two things arrival does decide named as if everything had arrived in
    /// the order of the array: the position of a fact, and when it was recorded.
    /// </summary>
    private static string Unpositioned(LedgerEvent[] facts, int[] order)
    {
        var row = Scripts.Recorded(facts, order).Aggregate(
            (WeaponCustody?)null, (row, fact) => WeaponCustody.Apply("w", row, fact))
            ?? new WeaponCustody("w", CustodyTimeline.Empty);
        long Index(long position) => order[position - 1] + 1;
        var told = string.Join('\n', row.Timeline.Facts.Select(
            it => it with { Position = Index(it.Position), At = default }));
        var amended = string.Join('\n', row.Timeline.Amendments.Select(
            it => it with { Position = Index(it.Position), At = default, Target = Index(it.Target) }));

        ValueList<long> All(ValueList<long> positions) => positions.Select(Index).ToValueList();
        var chain = row.Chain;
        var named = chain with
        {
            LastProof = chain.LastProof is { } proof ? proof with { Position = Index(proof.Position) } : null,
            Segments = chain.Segments.Select(it => it with { Grounds = All(it.Grounds) }).ToValueList(),
            Windows = chain.Windows.Select(it => it with
            {
                LastProof = it.LastProof is { } proved ? Index(proved) : null,
                Sighting = Index(it.Sighting),
                ExplainedBy = it.ExplainedBy is { } by ? Index(by) : null,
            }).ToValueList(),
            Contradictions = chain.Contradictions.Select(it => it with { Positions = All(it.Positions) }).ToValueList(),
        };
        return $"{told}\n{amended}\n{named}";
    }
}
