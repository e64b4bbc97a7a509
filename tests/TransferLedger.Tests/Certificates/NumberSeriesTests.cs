using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Certificates;

/// <summary>The papers next to one by the day of issue.</summary>
public sealed class NumberSeriesTests
{
    [Fact]
    public void The_nearest_of_either_side_are_taken_and_no_other_authoritys()
    {
        Recorded[] captures =
        [
            .. Enumerable.Range(1, 28).Select(day => On($"2026-02-{day:00}")).Concat(
                Enumerable.Range(1, 28).Select(day => On($"2026-03-{day:00}")))
                .SelectMany((day, at) => Issued($"EUC/{at:0000}/2026", day, "moj", 51 + at)),
            .. Issued("EUC/9000/2026", On("2026-03-01"), "mod", 151),
            .. Issued("EUC/9001/2026", On("2026-03-03"), "MoJ", 152),
            .. Record(Certificate, [Captured(InOrder)], 153),
        ];
        var found = NumberSeries.Neighbours(InOrder, Certificate, captures).Select(it => it.Rest).Order().ToList();
        found.ShouldBe([
            .. Enumerable.Range(19, 10).Select(at => $"is/euc-{at:0000}-2026"),
            .. Enumerable.Range(30, 9).Select(at => $"is/euc-{at:0000}-2026"), "is/euc-9001-2026",
        ]);
        NumberSeries.Neighbours(InOrder with { Authority = " " }, Certificate, captures).ShouldBeEmpty();
        NumberSeries.Neighbours(InOrder with { IssuedOn = null }, Certificate, captures).ShouldBeEmpty();
    }

    [Fact]
    public void A_verdict_looks_at_what_was_captured_of_neighbours_and_at_nothing_else_about_them()
    {
        var trial = new Trial();
        var home = Subject.Parse("certificate/is/euc-0018-2026");
        Recorded[] others =
        [
            .. Record(
                home,
                [
                    Captured(SignedAnew(InOrder with
                    {
                        Number = "EUC/0018/2026", IssuedOn = On("2026-03-01"), Paper = new(PaperKind.Original),
                        EndUser = InOrder.EndUser! with { Party = new("Somebody") },
                    })),
                    Compared,
                ],
                151),
        ];
        Recorded[] facts = [.. trial.RegisterFacts(), .. trial.Facts(), .. others];
        var looked = Judging.Looked(Certificate, facts, On("2026-06-30"));
        looked.ShouldContain(others[0]);
        looked.ShouldNotContain(others[1]);
        CertificateReport.Of(Certificate, looked, On("2026-06-30"), null, CertificateParameters.Default)!.Findings
            .ShouldContain(it => it.Code == "number-out-of-order");
    }

    private static Recorded[] Issued(string number, Happened day, string authority, int first)
    {
        var paper = InOrder with { Number = number, IssuedOn = day, Authority = authority };
        return Record(paper.Subject, [Captured(paper)], first);
    }
}
