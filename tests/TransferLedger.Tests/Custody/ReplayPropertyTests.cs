using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Custody;

/// <summary>
/// The nine replay properties of section 5.8 of the custody rules, with <see cref="CustodyPropertyTests"/>.
/// Conservation of lots is in <see cref="Lots.LotPropertyTests"/>, monotone evidence in <see cref="ReportTests"/>.
/// There are no snapshots; what comes nearest is the row of the view, which is folded fact by fact.
/// </summary>
public sealed class ReplayPropertyTests
{
    private const int Permutations = 10_000;
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(100);
    private static readonly Instant Now = On("2031-01-01").Latest;
    private static readonly WeaponId Other = WeaponId.Issue("test", "other");

    [Fact]
    public void Determinism_and_order_of_recording_ten_thousand_permutations_of_forty_scenarios()
    {
        Scenarios.All.Count.ShouldBe(40);
        var random = new Random(20);
        foreach (var (name, facts) in Scenarios.All)
        {
            var straight = Scripts.Recorded(facts, Enumerable.Range(0, facts.Length).ToArray());
            var (expected, reported) = (Chain(straight), Signature(straight));
            for (var run = 0; run < Permutations / Scenarios.All.Count; run++)
            {
                var seed = random.Next();
                var recorded = Scripts.Recorded(facts, Scripts.Order(facts.Length, seed));
                (Chain(recorded) == expected).ShouldBeTrue($"{name}, seed {seed}");

                // The whole report takes ten times as long, and is tried a tenth as often.
                (run % 10 > 0 || Signature(recorded) == reported).ShouldBeTrue($"{name}, report, seed {seed}");
            }
        }

        static string Chain(Recorded[] log)
        {
            var chain = CustodyReplay.Of(log, AsOf.Now, CustodyParameters.Default);
            return CustodyHash.Of(
                chain,
                chain.Contradictions.Select(it => new Finding(Finding.KeyOf(it, IdOf), it, null)).ToValueList(), IdOf);

            Guid IdOf(long position) => log[position - 1].Id;
        }
    }

    [Fact]
    public void Correction_equivalence_over_every_scenario_and_each_of_its_dates()
    {
        foreach (var (name, facts) in Scenarios.All)
        {
            for (var at = 0; at < facts.Length; at++)
            {
                if (facts[at] is CorrectionEvent || facts.Any(it => it is CorrectionEvent))
                {
                    continue;
                }

                LedgerEvent[] wrong = [.. facts];
                wrong[at] = facts[at] with { Happened = On("2008-01-01") };
                Signature(Log([.. wrong, Corrected(at + 1, "happened", "2008-01-01", facts[at].Happened.Text)]))
                    .ShouldBe(Signature(Log(facts)), $"{name}, fact {at + 1}");
            }
        }
    }

    [Fact]
    public void Merge_and_split_leave_both_identities_as_they_were() =>
        Prop.ForAll(Scripts.OfDays.ToArbitrary(), Scripts.OfDays.ToArbitrary(), (one, two) =>
        {
            var own = Log(one);
            var others = two.Select((fact, at) => fact.As(at + 101, at + 101) with { Home = Other.Subject })
                .Where(it => !it.IsAbout(Weapon.Subject)).ToArray();
            Recorded[] merged =
                [.. own, .. others, Decided(201, new IdentityMerged(On("2029-01-01"), [Other], "g", "a", "b"))];
            Recorded[] split =
                [.. merged, Decided(202, new IdentitySplit(On("2029-02-01"), 201, [Other], "g", "a", "b"))];

            Signature(split, Weapon).ShouldBe(Signature(own, Weapon));
            Signature(split, Other).ShouldBe(Signature(others, Other));

            static Recorded Decided(int at, LedgerEvent fact) => fact.As(at, at) with { Home = Weapon.Subject };
        }).Check(Config);

    [Fact]
    public void Prefix_stability_of_findings_and_state() =>
        Prop.ForAll(Scripts.WithAmendments.ToArbitrary(), Gen.Choose(0, 1_000).ToArbitrary(), (facts, cut) =>
        {
            var log = Log(facts);
            var known = cut % (log.Length + 1);
            var then = Learned + Duration.FromMinutes(known);

            Signature(log, Weapon, new AsOf(null, then), then)
                .ShouldBe(Signature([.. log.Take(known)], Weapon, AsOf.Now, then));
        }).Check(Config);

    [Fact]
    public void The_row_folded_from_a_prefix_and_then_the_rest_is_the_row_of_all() =>
        Prop.ForAll(Scripts.WithAmendments.ToArbitrary(), Gen.Choose(0, 1_000).ToArbitrary(), (facts, cut) =>
        {
            var log = Log(facts);
            var prefix = Fold(null, log.Take(cut % (log.Length + 1)));
            Fold(prefix, log.Skip(cut % (log.Length + 1))).ShouldBe(Fold(null, log));

            static WeaponCustody? Fold(WeaponCustody? row, IEnumerable<Recorded> facts) =>
                facts.Aggregate(row, (before, fact) => WeaponCustody.Apply("w", before, fact));
        }).Check(Config);

    [Fact]
    public void No_invented_facts() =>
        Prop.ForAll(Scripts.WithAmendments.ToArbitrary(), facts =>
        {
            var log = Log(facts);
            var entries = Timeline(facts).Entries;
            foreach (var segment in CustodyReplay.Of(log, AsOf.Now, CustodyParameters.Default).Segments)
            {
                var grounds = entries.Where(it => segment.Grounds.Contains(it.Position)).ToList();
                grounds.Select(it => it.Position).Distinct().Count().ShouldBe(segment.Grounds.Distinct().Count());
                grounds.SelectMany(Dates).ShouldContain(segment.From.Text);
                if (segment is CustodySegment.Known known)
                {
                    grounds.SelectMany(it => new[] { it.Giver, it.Holder })
                        .ShouldContain(it => Likeness.Same(it, known.Custodian));

                    // What lasts from the stretch before is written, and proved, as in a fact of that one.
                    entries.SelectMany(it => new[] { it.Giver, it.Holder }).ShouldContain(known.Custodian);
                    entries.Select(it => it.Place).Append(null).ShouldContain(known.Place);
                    entries.Where(it => it.Step == CustodyStep.Issued).Select(it => it.Note).Append(null)
                        .ShouldContain(known.User);
                    grounds.SelectMany(Dates).ShouldContain(known.LastProof.Text);
                }
            }

            static IEnumerable<string> Dates(TimelineEntry it) =>
                it.SecondDate is { } second ? [it.Happened.Text, second.Text] : [it.Happened.Text];
        }).Check(Config);

    private static string Signature(Recorded[] log) => Signature(log, Weapon);

    /// <summary>The state hash covers state, stretches and findings by the ids of their facts.</summary>
    private static string Signature(Recorded[] log, WeaponId weapon, AsOf asOf = default, Instant? now = null) =>
        CustodyReport.Of(weapon, new WeaponDossier(log), asOf, now ?? Now)?.StateHash ?? "nothing";
}
