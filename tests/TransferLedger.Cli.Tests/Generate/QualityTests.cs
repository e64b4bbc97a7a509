using Newtonsoft.Json.Linq;
using TransferLedger.Certificates;
using TransferLedger.Cli.Generate;
using TransferLedger.Cli.Quality;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Tests.Generate;

/// <summary>What the rules find in generated sets, and that it is measured as an officer would see it.</summary>
public sealed class QualityTests(Commands.Ledger ledger) : IClassFixture<Commands.Ledger>
{
    [Fact]
    public async Task Of_three_thousand_documents_99_in_100_forgeries_are_found_and_1_in_100_genuine_ones_held()
    {
        var judged = new List<Judged>();
        foreach (var seed in new[] { 1, 2, 3 })
        {
            var set = new CertificateSet(1_000, seed, 20);
            judged.AddRange(await SetJudging.Of(set, null, null, CancellationToken.None));
        }

        var report = QualityReport.Of(judged);
        report.Documents.ShouldBe(3_000);
        report.Recall.Of.ShouldBeGreaterThan(450);
        report.Recall.Rate(0).ShouldBeGreaterThanOrEqualTo(0.99);
        report.FalseAlarms.Rate(1).ShouldBeLessThanOrEqualTo(0.01);
        report.RecallOfAll.Rate(0).ShouldBeGreaterThanOrEqualTo(0.99);
        report.RecallOfAll.Count.ShouldBeLessThan(report.RecallOfAll.Of, "some kinds cannot be found; the report says so");
    }

    [Fact]
    public async Task Without_comparisons_questions_and_answers_everything_is_held_and_without_answers_nothing_passes()
    {
        var set = new CertificateSet(200, 5, 20);
        static bool IsCapture(LedgerEvent fact) =>
            fact is not (SpecimenCompared or ConfirmationRequested or ConfirmationReceived);

        var all = QualityReport.Of(await SetJudging.Of(set, null, null, CancellationToken.None));
        var none = QualityReport.Of(await SetJudging.Of(set, IsCapture, null, CancellationToken.None));

        all.FalseAlarms.Rate(1).ShouldBeLessThan(0.05);
        none.FalseAlarms.Rate(0).ShouldBe(1);
        none.AlarmsByRule["EUC-024 not-asked"].ShouldBe(none.FalseAlarms.Of);
    }

    [Fact]
    public async Task A_forgery_that_only_the_register_gives_away_is_lost_with_the_register_entry()
    {
        var set = new CertificateSet(600, 5, 60);
        static bool IsNoPattern(LedgerEvent fact) => fact is not TransferLedger.Authorities.NumberPatternSet;

        var with = QualityReport.Of(await SetJudging.Of(set, null, null, CancellationToken.None));
        var without = QualityReport.Of(await SetJudging.Of(set, IsNoPattern, null, CancellationToken.None));

        Kind(with).Held.ShouldBe(new Share(Kind(with).Held.Of, Kind(with).Held.Of));
        Kind(with).ByOught.ShouldBe(Kind(with).Held.Of);
        Kind(without).Held.Count.ShouldBeLessThan(Kind(with).Held.Count);
        Kind(without).ByOught.ShouldBe(0);
        without.Recall.Rate(0).ShouldBeLessThan(with.Recall.Rate(0));

        static KindReport Kind(QualityReport report) => report.Kinds.Single(it => it.Name == "invented-number");
    }

    [Fact]
    public async Task Imported_into_a_ledger_the_set_gets_the_verdicts_it_got_in_memory()
    {
        var folder = Path.Combine(ledger.Folder, "..", $"set-{Guid.NewGuid():N}");
        try
        {
            (await Commands.Ledger.RunAnywhere("generate", "--certificates", "50", "--seed", "11", "--forged", "60", "--out", folder))
                .ExitCode.ShouldBe(0);
            foreach (var file in new[] { SetFiles.Register, SetFiles.Certificates, SetFiles.Checks })
            {
                var import = await ledger.Run("import", Path.Combine(folder, file));
                import.ExitCode.ShouldBe(0, import.Output + import.Remarks);
            }

            foreach (var it in await SetJudging.Of(
                new CertificateSet(50, 11, 60), fact => fact is not CertificateRefused, null, CancellationToken.None))
            {
                var verified = await ledger.Run(
                    "certificate", "verify", it.Document.Certificate.Key, "--as-of", Happened.On(it.Document.JudgedOn).Text, "--json");
                var report = JObject.Parse(verified.Output);
                ((string)report["verdictOfEvaluated"]!).ShouldBe(
                    it.Verdict.ToString().ToUpperInvariant(), it.Document.Certificate.Key);
                report["findings"]!.Where(
                    found => (string)found["verdict"]! != "PASS" && (string)found["code"]! != "not-available")
                    .Select(found => $"{found["rule"]} {found["code"]} {found["field"]}").Order(StringComparer.Ordinal)
                    .ShouldBe(it.Findings.Select(found => $"{found.Rule} {found.Code} {found.Field}").Order(StringComparer.Ordinal));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_report_counts_what_it_prints()
    {
        var printed = await Commands.Ledger.RunAnywhere("quality", "--certificates", "120", "--seed", "4", "--seeds", "2", "--json");
        printed.ExitCode.ShouldBe(0, printed.Remarks);
        var report = JObject.Parse(printed.Output);
        ((int)report["documents"]!).ShouldBe(240);
        report["seeds"]!.Select(it => (int)it["seed"]!).ShouldBe([4, 5]);
        report["kinds"]!.Sum(it => (int)it["documents"]!).ShouldBe((int)report["forged"]!);
        report["oddities"]!.Sum(it => (int)it["documents"]!).ShouldBe((int)report["genuine"]!);

        var screen = await Commands.Ledger.RunAnywhere("quality", "--certificates", "120", "--seed", "4", "--seeds", "2");
        screen.Output.ShouldContain($"240 documents: {report["forged"]} forged or defective, {report["genuine"]} genuine");
        screen.Output.ShouldContain("EUC-045 counts arms and rounds");
    }
}
