using TransferLedger.Authorities;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Certificates;

/// <summary>What people write otherwise without meaning anything else, and what must not slip through so.</summary>
public sealed class ReadingTests
{
    private static readonly Subject Other = Subject.Parse("certificate/is/euc-0099-2026");

    [Theory]
    [InlineData("2026-03", "2026-03-02", true)]
    [InlineData("2026-03-02", "2026-03", true)]
    [InlineData("2026-03-02", "2026-03-03", false)]
    [InlineData("2026-03", "2026-04-01", false)]
    public void An_answer_may_give_the_date_more_or_less_exactly(string paper, string answer, bool same)
    {
        var trial = new Trial
        {
            Paper = InOrder with { IssuedOn = On(paper), ValidFrom = On("2026-03-02") },
            After = [Compared, Asked, Confirmed with { Repeats = Confirmed.Repeats with { IssuedOn = On(answer) } }],
        };
        trial.Findings().Any(it => it == "EUC-025 Reject repeated-differently").ShouldBe(!same);
    }

    [Theory]
    [InlineData("Légion de Bérou", "LEGION DE BEROU", true)]
    [InlineData("Søværnet Ærø", "Sovaernet Aero", true)]
    [InlineData("Straßenwacht", "Strassenwacht", true)]
    [InlineData("Coast Guard, 2nd Squadron", "Coast Guard, 3rd Squadron", false)]
    [InlineData("Бригада", "Brigada", false)]
    public void Accents_and_case_make_no_other_name(string left, string right, bool same) =>
        AuthorityRegister.SameName(left, right).ShouldBe(same);

    [Fact]
    public void The_same_paper_read_elsewhere_in_capitals_is_the_same_document_again()
    {
        var capitals = InOrder with
        {
            EndUser = InOrder.EndUser! with { Party = InOrder.EndUser.Party with { Name = "COAST GUARD 2ND SQUADRON" } },
        };
        new Trial { Before = [Captured(capitals, "2026-03-08", "Other office")] }.Findings()
            .ShouldBe(["EUC-001 Info same-document-again"]);
        var signed = InOrder with { Signatory = InOrder.Signatory! with { Name = "Somebody Else" } };
        new Trial { Before = [Captured(signed, "2026-03-08", "Other office")] }.Findings()
            .ShouldContain("EUC-001 Reject number-on-file");
    }

    [Fact]
    public void A_scan_on_file_is_found_even_if_the_other_certificate_was_captured_again_with_a_new_one()
    {
        var copied = InOrder with { Number = "EUC/0099/2026", Lines = [InOrder.Lines[0] with { Quantity = 7 }] };
        var again = copied with { Paper = copied.Paper with { Scan = new string('f', 64) } };
        new Trial { Elsewhere = Record(Other, [Captured(copied), Captured(again)], first: 51) }.Findings()
            .ShouldContain("EUC-028 Reject same-scan");
    }

    [Fact]
    public void An_office_that_reads_it_otherwise_after_it_had_asked_is_found_whatever_the_order_of_recording()
    {
        var fewer = InOrder with { Lines = [InOrder.Lines[0] with { Quantity = 50 }, InOrder.Lines[1]] };
        var trial = new Trial
        {
            Before = [Captured(fewer, "2026-03-05")],
            Received = "2026-03-20",
            After = [Compared, Asked, Confirmed],
        };
        trial.Findings().ShouldContain("EUC-030 Reject captured-differently");
        (trial with { Received = "2026-03-09" }).Findings().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Ångström", "Angstrom")]
    [InlineData("한국", "한국")]
    [InlineData("Ünïcödé ﬁ", "Unicode fi")]
    [InlineData("plain", "plain")]
    public void Marks_are_taken_off_and_letters_stay(string text, string bare) =>
        Nfkc.WithoutMarks(text).ShouldBe(bare);
}
