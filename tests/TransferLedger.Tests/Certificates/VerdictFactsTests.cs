using NodaTime;
using TransferLedger.Authorities;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Certificates;

/// <summary>A verdict on what is read for it is the verdict on everything.</summary>
public sealed class VerdictFactsTests
{
    private static readonly RecordRetracted Taken = new(On("2026-05"), 33, [], "another end user's", "chief");

    /// <summary>Every case of every rule, and with a reading of another certificate retracted.</summary>
    [Fact]
    public void Other_certificates_read_in_part_give_the_same_findings()
    {
        foreach (var (name, (trial, _)) in CertificateRulesTests.Cases)
        {
            foreach (var one in new[] { trial, trial with { After = [.. trial.After, Taken] } })
            {
                Recorded[] facts = [.. one.RegisterFacts(), .. one.Elsewhere, .. one.Facts()];
                var amended = facts.Select(it => it.Fact).OfType<CorrectionEvent>().Select(it => it.Target).ToHashSet();
                var apart = facts.Where(it => it.Fact is CertificateCaptured && it.Home != Certificate
                    && !amended.Contains(it.Position)).ToList();
                apart.ShouldNotBeEmpty();

                var whole = Judged(facts, one, null);
                var part = Judged(
                    [.. facts.Except(apart)], one, [.. apart.Select(OtherReading.Of).OfType<OtherReading>().Reverse()]);
                part.Findings.ShouldBe(whole.Findings, name);
            }
        }
    }

    /// <summary>A sample of every kind that is not read, about end user and certificate.</summary>
    [Fact]
    public void What_befalls_single_weapons_and_lots_changes_no_verdict()
    {
        var trial = new Trial();
        Recorded[] facts = [.. trial.RegisterFacts(), .. trial.Facts()];
        var before = Judged(facts, trial, null).Findings;
        var samples = EventSamples.All.Where(it => VerdictFacts.Ignored.Contains(it.GetType())).ToList();
        samples.Select(it => it.GetType()).Distinct().Count().ShouldBe(VerdictFacts.Ignored.Length);
        foreach (var sample in samples)
        {
            foreach (var home in new[] { Certificate, InOrder.EndUserSubject!.Value })
            {
                Judged([.. facts, .. Record(home, [sample], 801)], trial, null).Findings
                    .ShouldBe(before, sample.GetType().Name);
            }
        }
    }

    [Fact]
    public void That_somebody_signed_after_the_term_rests_on_the_appointment_and_on_the_end_of_the_term()
    {
        var trial = new Trial
        {
            Register = [.. new Trial().Register, new SignatoryTermEnded(On("2026-03-01"), "Anna Dæmisdóttir")],
        };
        var appointed = trial.RegisterFacts().Single(it => it.Fact is SignatoryAppointed).Position;
        var ended = trial.RegisterFacts().Single(it => it.Fact is SignatoryTermEnded).Position;

        var found = trial.Judge().Findings.Single(it => it.Code == "signed-outside-term");

        found.Facts.ShouldContain(appointed);
        found.Facts.ShouldContain(ended);
    }

    [Fact]
    public void An_entry_of_a_register_that_is_known_to_be_wrong_counts_on_no_day()
    {
        LedgerEvent ended = new SignatoryTermEnded(On("2026-03-01"), "Anna Dæmisdóttir");
        var trial = new Trial { Register = [.. new Trial().Register, ended] };
        var wrong = trial.RegisterFacts().Single(it => it.Fact is SignatoryTermEnded).Position;
        var taken = Record(Authority, [new RecordRetracted(On("2026-09-01"), wrong, [], "another person", "chief")], 301);
        var back = Record(Authority, [new RecordRetracted(On("2026-09-02"), 301, [], "it was her", "chief")], 302);
        Recorded[] facts = [.. trial.RegisterFacts(), .. trial.Facts()];

        Signed(facts, null).ShouldContain("signed-outside-term");
        Signed([.. facts, .. taken], null).ShouldNotContain("signed-outside-term", "retracted after the day asked for");
        Signed([.. facts, .. taken], taken[0].At - Duration.FromMinutes(1)).ShouldContain("signed-outside-term");
        Signed([.. facts, .. taken, .. back], null).ShouldContain("signed-outside-term");
        return;

        IEnumerable<string> Signed(IEnumerable<Recorded> all, Instant? knownBy) => CertificateReport.Of(
            CertificateReport.CaseOf(Certificate, all, On(trial.Day), knownBy, trial.Parameters)!, knownBy)
            .Findings.Select(it => it.Code);
    }

    [Fact]
    public void Every_kind_is_read_whole_in_part_or_not_at_all()
    {
        VerdictFacts.Kinds.ShouldContain("record_retracted");
        VerdictFacts.Kinds.ShouldContain("delivery_verified");
        VerdictFacts.Kinds.ShouldNotContain(VerdictFacts.Capture);
        VerdictFacts.Ignored.ShouldContain(typeof(TransferLedger.Custody.IssuedToUser));
        (VerdictFacts.Kinds.Length + VerdictFacts.Ignored.Length + 1).ShouldBe(EventCatalogue.All.Count());
    }

    private static CertificateReport Judged(
        IReadOnlyList<Recorded> facts, Trial trial, IReadOnlyCollection<OtherReading>? others) =>
        CertificateReport.Of(
            Certificate, [.. facts, .. trial.Answers.About(facts, On(trial.Day))], On(trial.Day), null,
            trial.Parameters, others)!;
}
