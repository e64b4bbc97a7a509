using System.Collections.Immutable;
using TransferLedger.Authorities;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Risk;
using TransferLedger.Rules;
using TransferLedger.Screening;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Certificates;

/// <summary>What holds for any certificate: defects add up, and the order of recording does not count.</summary>
public sealed class CertificatePropertyTests
{
    private const int Rounds = 300;
    private static readonly CertificateAmended Raise =
        new(On("2026-05-04"), "Amendment 1", "Anna Dæmisdóttir", [new(1, 600)]);

    /// <summary>
    /// Defects of different parts of a case, each of a random size; none takes away what another shows.
    /// </summary>
    private static readonly Func<Trial, Random, Trial>[] Defects =
    [
        (it, dice) => it with { Received = $"2026-02-{dice.Next(1, 28):00}" },
        (it, dice) => it with { Paper = it.Paper with { ValidTo = On($"2026-0{dice.Next(1, 3)}") } },
        (it, _) => it with { Paper = it.Paper with { Exporter = null } },
        (it, _) => it with { Paper = it.Paper with { Destination = "YU" } },
        (it, dice) => Line(it, line => line with { Quantity = dice.Next(1, 499) }),
        (it, _) => Line(it, line => line with { Class = null }),
        (it, _) => it with { Paper = it.Paper with { Contract = null } },
        (it, _) => it with { Paper = it.Paper with { EndUse = "defence" } },
        (it, dice) => it with
        {
            Paper = it.Paper with { Undertakings = [.. it.Paper.Undertakings.Skip(dice.Next(1, 5))] },
        },
        (it, _) => it with { Paper = it.Paper with { Signatory = it.Paper.Signatory! with { Title = null } } },
        (it, _) => it with { Paper = it.Paper with { Paper = it.Paper.Paper with { Kind = PaperKind.Fax } } },
        (it, _) => it with { Paper = it.Paper with { Paper = it.Paper.Paper with { Layout = "other" } } },
        (it, _) => it with { Paper = it.Paper with { DigitalSignature = new("signer") } },
        (it, _) => Broker(it, "Nobody Ltd"),
        (it, dice) => it with { Register = [.. it.Register, new AuthorityClosed(On($"20{dice.Next(20, 26)}"))] },
        (it, dice) => it with
        {
            Register = [.. it.Register, new BlanksLost(On("2026-05"), $"EUC/{dice.Next(17)}/2026", "EUC/20/2026")],
        },
        (it, dice) => it with
        {
            Register =
            [
                .. it.Register, new SignatoryTermEnded(On($"2026-02-{dice.Next(1, 28):00}"), "Anna Dæmisdóttir"),
            ],
        },
        (it, dice) => it with
        {
            Before = [.. it.Before, Captured(CertificateRulesTests.Quantity(dice.Next(501, 9_999)), office: "Partner")],
        },
        (it, _) => it with { After = [.. it.After.Where(fact => !fact.Equals(Compared))] },
        (it, _) => it with { After = [.. it.After, Compared with { Outcome = SpecimenOutcome.NoMatch }] },
        (it, _) => it with { After = [.. it.After, Confirmed with { Kind = ReplyKind.NotIssued }] },
        (it, dice) => it with
        {
            After = [.. it.After, new CertificateRevoked(On($"2026-0{dice.Next(1, 7)}"), "Ministry", "Note")],
        },
        (it, dice) => it with { After = [.. it.After, Raise with { Lines = [new(1, dice.Next(501, 9_999))] }] },
        (it, dice) => it with { After = [.. it.After, CertificateRulesTests.Drawn(dice.Next(501, 9_999), "Somebody Ltd")] },
        (it, _) => it with { Answers = it.Answers with { Embargoes = false } },
        (it, dice) => it with { Answers = it.Answers with { Risk = dice.Next(2) == 0 ? null : RiskBand.High } },
        (it, dice) => it with
        {
            Answers = it.Answers with { Listed = dice.Next(2) == 0 ? MatchGrade.Likely : MatchGrade.Certain },
        },
        (it, _) => it with { Seen = [.. it.Seen, new(SeenRole.FinalConsignee, "Somebody Ltd", 90)] },
        (it, _) => it with { Seen = [.. it.Seen, new(SeenRole.Carrier, "Nordfracht", 91)] },
        (it, dice) => it with
        {
            Elsewhere =
            [
                .. it.Elsewhere,
                .. Record(
                    Subject.Parse("authorization/fr/d-1"),
                    [new TransferDenied(On($"202{dice.Next(4, 6)}"), "FR", false, it.Paper.EndUser!.Party.Name)], 51),
            ],
        },
        (it, _) => it with
        {
            EndUser =
            [
                .. it.EndUser.OfType<PartyRegistered>().Select(one => one with { Mandate = [GoodsClass.Parts] }),
            ],
        },
    ];

    [Fact]
    public void A_defect_more_never_makes_the_verdict_better()
    {
        var dice = new Random(20261123);
        for (var round = 0; round < Rounds; round++)
        {
            var (trial, before, done) = (new Trial(), Verdict.Pass, new List<int>());
            foreach (var defect in Enumerable.Range(0, Defects.Length).OrderBy(_ => dice.Next()).Take(dice.Next(1, 7)))
            {
                done.Add(defect);
                trial = Defects[defect](trial, dice);
                var after = trial.Judge().Findings.Max(it => it.Verdict);
                (after >= before).ShouldBeTrue($"round {round}, defects {string.Join(", ", done)}: {before}, {after}");
                after.ShouldNotBe(Verdict.Pass, $"round {round}, defect {defect} was not found");
                before = after;
            }
        }
    }

    [Fact]
    public void T21_any_causal_order_of_one_history_gives_the_same_findings()
    {
        var dice = new Random(20261123);
        var draw = CertificateRulesTests.Drawn(550, "Somebody Ltd");
        (LedgerEvent? Fact, int[] After)[] history =
        [
            (Captured(InOrder), []), (Compared, []), (Asked, []), (Confirmed, [2]), (Raise, []),
            (new ConfirmationRequested(On("2026-05-05"), "clerk-07", Embassy, "Amendment 1"), []),
            (new ConfirmationReceived(
                On("2026-05-20"), ReplyKind.Genuine, "Archive", Embassy,
                new RepeatedFacts("EUC/0017/2026", Lines: [new("Pistols", 600)]), "Amendment 1"), [5]),
            (draw, []), (new CertificateRevoked(On("2026-06-01"), "Ministry", "Note 8"), []), (null, [8]),
            (Raise with { Reference = "Amendment 2", Lines = [new(1, 540)], Happened = On("2026-05-06") }, []),
            (new CertificateSuperseded(On("2026-06-02"), Subject.Parse("certificate/is/euc-18")), []),
        ];
        var results = Enumerable.Range(0, Rounds).Select(_ => Judged(history, dice)).Distinct().ToList();
        results.ShouldHaveSingleItem();
        results[0].ShouldContain("EUC-029 Reject superseded");
        results[0].ShouldContain("EUC-040 Reject over-authorised");
        results[0].ShouldNotContain("EUC-031", Case.Sensitive, "both amendments are in order");
        results[0].ShouldNotContain("EUC-029 Reject revoked", Case.Sensitive, "the revocation was retracted");
    }

    [Fact]
    public void T21_any_causal_order_of_two_readings_gives_the_same_verdict()
    {
        var dice = new Random(20261123);
        (LedgerEvent? Fact, int[] After)[] history =
        [
            (Captured(InOrder), []), (Captured(CertificateRulesTests.Quantity(1_000), office: "Partner"), []),
            (Compared, []), (Asked, []), (Confirmed, [3]),
        ];
        Enumerable.Range(0, Rounds).Select(_ => Judged(history, dice).Split('\n')[0]).Distinct()
            .ShouldBe([nameof(Verdict.Reject)]);
    }

    /// <summary>
    /// The verdict and the findings of one causal order: every fact after those it names; null retracts the one named.
    /// </summary>
    private static string Judged((LedgerEvent? Fact, int[] After)[] history, Random dice)
    {
        var (positions, facts) = (new Dictionary<int, long>(), new List<Recorded>());
        while (positions.Count < history.Length)
        {
            var open = Enumerable.Range(0, history.Length)
                .Where(it => !positions.ContainsKey(it) && history[it].After.All(positions.ContainsKey)).ToList();
            var next = open[dice.Next(open.Count)];
            var fact = history[next].Fact ?? new RecordRetracted(
                On("2026-06-03"), positions[history[next].After[0]], [Certificate], "another certificate", "chief");
            positions[next] = 101 + positions.Count;
            var home = fact is AuthorizationGranted granted ? granted.Subject : Certificate;
            facts.AddRange(Record(home, [fact], first: (int)positions[next]));
        }

        facts.AddRange(new Trial().RegisterFacts());
        var report = CertificateReport.Of(
            Certificate, [.. facts, .. new Answers().About(facts, On("2026-06-30"))], On("2026-06-30"), null,
            CertificateParameters.Default)!;
        var found = report.Findings.Where(it => it.Verdict != Verdict.Pass)
            .Select(it => $"{it.Rule} {it.Verdict} {it.Code} {it.Field} {it.Values}");
        return string.Join('\n', found.Prepend(report.Verdict.ToString()));
    }

    private static Trial Line(Trial trial, Func<CertificateLine, CertificateLine> change) => trial with
    {
        Paper = trial.Paper with { Lines = [change(trial.Paper.Lines[0]), .. trial.Paper.Lines.Skip(1)] },
    };

    private static Trial Broker(Trial trial, string name) => trial with
    {
        Paper = trial.Paper with
        {
            OtherParties = [.. trial.Paper.OtherParties, new(PartyRole.Broker, new(name, Country: "DE"))],
        },
    };
}
