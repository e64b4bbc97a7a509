using TransferLedger.Custody;
using TransferLedger.Ledger;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Custody;

/// <summary>Rules that look at the day asked for, and at who recorded what when.</summary>
public sealed class ReportRuleTests
{
    [Fact]
    public void COC_007_imported_and_not_marked_in_time()
    {
        var it = new Noted().Add(Registered("2010-01-01", "Army@AT"), Marked("2010-01-02"), Imported("2012-01-01", "AT"));
        it.Found().ShouldBe(["COC-007 Warn [3] [AT, 2012-01-01, 2922, 90]"]);
        it.Found(new AsOf(On("2012-03-30").Latest, null)).ShouldBe([]);
        it.Add(new MarkingRecorded(On("2012-02-01"), new(MarkKind.Import, "AT 12")));
        it.Found().ShouldBe([]);
        new Noted().Add(Registered("2000-01-01", "Army@AT"), Marked("2000-01-02"), Imported("2001-01-01", "AT"))
            .Found().ShouldBe([]);
    }

    [Fact]
    public void COC_009_nobody_has_read_its_marks_on_the_weapon()
    {
        var it = new Noted().Add(Registered("2010-01-01", "Army"));
        it.Found().ShouldBe(["COC-009 Warn [1] []"]);
        it.Add(Counted("2011-01-01", "Army")).Found().ShouldBe([]);
        new Noted().Add("2010-01-01", Registered("2010-01-01", "Army"), kind: SourceKind.DataSet).Found().ShouldBe([]);
    }

    [Fact]
    public void COC_027_recorded_late()
    {
        Late("2010-03-15").ShouldBe(["COC-027 Info [1] [item_manufactured, 2010-01-01, 2010-03-15, 73]"]);
        Late("2011-01-01").ShouldBe(["COC-027 Warn [1] [item_manufactured, 2010-01-01, 2011-01-01, 365]"]);
        Late("2010-01-31").ShouldBe([]);
        Late("2011-01-01", SourceKind.DataSet).ShouldBe([]);

        static string[] Late(string recorded, SourceKind? kind = null) =>
            new Noted().Add(recorded, Made("2010-01-01"), kind: kind).Found();
    }

    [Fact]
    public void COC_028_a_loss_dated_back_takes_a_finding_away()
    {
        var it = new Noted().Add(Made("2010-01-01"), Seized("2012-01-01", "Police"));
        it.Rules().ShouldBe([CustodyRule.SeenElsewhere]);
        it.Add("2012-01-05", Lost("2011-06-01", "Maker"));
        it.Found().ShouldBe(
        [
            "COC-027 Warn [3] [loss_reported, 2011-06-01, 2012-01-05, 218]",
            "COC-028 Warn [3, 1, 2] [loss_reported, 2011-06-01, 2012-01-05, COC-041, 2012-01-01]",
            "COC-042 Breach [3, 2] [Maker, seizure_recorded, 2012-01-01, 2011-06-01]",
        ]);

        new Noted().Add(Made("2010-01-01"), Lost("2011-06-01", "Maker"), Seized("2012-01-01", "Police")).Found().ShouldBe([]);

        // What happened later is not dated back.
        new Noted().Add(Made("2010-01-01"), Seized("2012-01-01", "Police"), GivenBack("2012-02-01", "Police", "Maker"))
            .Rules().ShouldBe([CustodyRule.SeenElsewhere]);
    }

    [Fact]
    public void H9_and_H15_COC_032_on_the_day_as_known_then()
    {
        var it = new Noted().Add(Made("2010-01-01"), Sold("2010-03-01", "Maker", "Dealer"));
        it.Add(Receipted("2010-05-01", "Maker", "Dealer"));
        it.Rules(Noted.KnownOn("2010-03-14")).ShouldBe([]);
        it.Found(Noted.KnownOn("2010-03-15")).ShouldBe(["COC-032 Breach [2] [Maker, Dealer, 2010-03-01, 14, 14]"]);
        it.Found().ShouldBe(
        [
            "COC-031 Breach [2, 3] [61, 7, Maker, Dealer]", "COC-032 Breach [2, 3] [Maker, Dealer, 2010-03-01, 61, 14]",
        ]);

        it.Add(Corrected(3, "happened", "2010-05-01", "2010-03-05", "2010-06-01"));
        it.Found().ShouldBe(["COC-027 Info [3] [handover_confirmed, 2010-03-05, 2010-05-01, 57]"]);
        it.Rules(Noted.KnownOn("2010-05-02")).ShouldBe([CustodyRule.UnexplainedGap, CustodyRule.NoReceipt]);
        CustodyReport.Former(Told.Weapon, it.Dossier, it.Now).Select(gone => gone.Finding.What.Rule)
            .ShouldBe([CustodyRule.UnexplainedGap, CustodyRule.NoReceipt]);
    }

    [Fact]
    public void COC_032_is_silent_when_the_receiver_acts_or_a_register_says_so()
    {
        new Noted().Add(Made("2010-01-01"), Sold("2010-03-01", "Maker", "Dealer"), Entered("2010-03-20", "Dealer"))
            .Found().ShouldBe([]);
        new Noted().Add(Made("2010-01-01"))
            .Add("2010-03-01", Sold("2010-03-01", "Maker", "Dealer"), kind: SourceKind.DataSet).Found().ShouldBe([]);
    }

    [Fact]
    public void H7_issued_never_returned_and_seized_in_the_neighbour_country()
    {
        var it = new Noted().Add(
            Made("2010-01-01", "Maker@DE"), Sold("2010-06-01", "Maker@DE", "Army@AT", received: "2010-06-01"),
            Issued("2011-01-01", "Army@AT", due: "2011-01-31"), Seized("2011-06-01", "Police@IT", "Border@IT"));
        it.Found().ShouldBe(
        [
            "COC-036 Breach [3] [Army, post 7, 2011-01-31, 3257]",
            "COC-041 Breach [3, 4] [Army, 2011-01-01, seizure_recorded, 2011-06-01, Border]",
        ]);
        var window = it.Report().Windows.ShouldHaveSingleItem();
        window.Stage.ShouldBe(DiversionStage.InUseByEndUser);
        (window.LastProofDate!.Text, window.Seen.Text, window.Days).ShouldBe(("2011-01-01", "2011-06-01", 151));
    }

    [Fact]
    public void COC_036_grows_with_the_days_and_ends_with_the_return()
    {
        var it = new Noted().Add(Made("2010-01-01"), Issued("2011-01-01", "Maker", due: "2011-01-31"));
        it.Found(Noted.KnownOn("2011-01-31")).ShouldBe([]);
        it.Found(Noted.KnownOn("2011-02-01")).ShouldBe(["COC-036 Warn [2] [Maker, post 7, 2011-01-31, 1]"]);
        it.Found(Noted.KnownOn("2011-02-08")).ShouldBe(["COC-036 Breach [2] [Maker, post 7, 2011-01-31, 8]"]);
        it.Add(Returned("2011-03-01", "Maker")).Found().ShouldBe([]);
    }

    [Fact]
    public void H8_missed_at_a_count_seized_and_only_then_reported_lost()
    {
        var it = new Noted().Add(Made("2020-01-01", "Army"), Counted("2020-05-01", "Army"))
            .Count("2020-11-01", "Army", "Depot", 2, WeaponId.Issue("test", "two"))
            .Add(Seized("2021-02-01", "Police"), Lost("2021-03-01", "Army"));
        it.Now = On("2021-12-31").Latest;

        it.Found().ShouldBe(
        [
            "COC-042 Breach [3, 4] [Army, seizure_recorded, 2021-02-01, 2021-03-01]",
            "COC-074 Breach [1000] [Army, Depot, 2020-11-01, 2020-05-01]",
        ]);
        var window = it.Report().Windows.ShouldHaveSingleItem();
        (window.LastProofDate!.Text, window.MissedOn!.Text, window.Seen.Text, window.Days)
            .ShouldBe(("2020-05-01", "2020-11-01", "2021-02-01", 276));
        it.Report().Chain.State.ShouldBe(CustodyState.EvidenceHeld);
        it.Rules(Noted.KnownOn("2021-02-15")).ShouldBe([CustodyRule.SeenElsewhere, CustodyRule.MissedAtCount]);
    }

    [Fact]
    public void COC_042_is_silent_about_a_report_in_time_and_fires_on_one_dated_back()
    {
        new Noted().Add(Made("2020-01-01"), Lost("2020-03-01", "Maker"), Seized("2021-02-01", "Police"))
            .Rules().ShouldBe([]);
        new Noted { Now = On("2022-01-01").Latest }
            .Add(Made("2020-01-01"), Seized("2021-02-01", "Police")).Add("2021-03-01", Lost("2020-03-01", "Maker"))
            .Rules().ShouldContain(CustodyRule.LateLossReport);
    }

    [Fact]
    public void COC_054_it_left_and_never_arrived()
    {
        var it = new Noted().Add(
            Made("2010-01-01", "Army"), Packed("2010-01-31", "Army", "Guard"),
            Departed("2010-02-01", "Army", "Guard", "Line"));
        it.Found(Noted.KnownOn("2010-02-14")).ShouldBe([]);
        it.Found(Noted.KnownOn("2010-02-15")).ShouldBe(["COC-054 Warn [3] [de/s-1, 2010-02-01, 14, 14]"]);
        it.Found(Noted.KnownOn("2010-03-18")).ShouldBe(["COC-054 Breach [3] [de/s-1, 2010-02-01, 45, 45]"]);
        it.Add(Arrived("2010-03-20")).Found().ShouldBe([]);
    }

    [Fact]
    public void COC_093_destroyed_without_witnesses_or_pictures()
    {
        Destroyed(["one", "two"], picture: true).ShouldBe([]);
        Destroyed(["one", "ONE"], picture: true).ShouldBe(["COC-093 Breach [2] [2011-01-01, 1, 1]"]);
        Destroyed(["one", "two"], picture: false).ShouldBe(["COC-093 Breach [2] [2011-01-01, 2, 0]"]);

        static string[] Destroyed(string[] witnesses, bool picture) => new Noted().Add(Made("2010-01-01", "Army")).Add(
            new Destroyed(On("2011-01-01"), By("Army"), "melting", null, [.. witnesses]), On("2011-01-01").Latest,
            new Provenance("officer", Evidence: picture ? [new Evidence(new string('a', 64), "picture")] : [])).Found();
    }

    [Fact]
    public void COC_099_and_100_corrections_by_one_person_and_approved_by_the_same()
    {
        var it = new Noted().Add(Made("2010-01-01"));
        for (var day = 1; day <= 5; day++)
        {
            it.Add($"2011-01-0{day}", Corrected(1, "item.model", "", $"M{day}", $"2011-01-0{day}"), "clerk");
        }

        it.Found().ShouldBe([]);
        it.Add("2011-01-06", Corrected(1, "item.model", "", "M6", "2011-01-06"), "clerk");
        it.Found().ShouldBe(["COC-099 Warn [2, 3, 4, 5, 6, 7] [clerk, 6, 5]"]);
        new Noted().Add(Made("2010-01-01"))
            .Add("2011-01-01", Corrected(1, "item.model", "", "M", "2011-01-01"), "Second person")
            .Found().ShouldBe(["COC-100 Breach [2] [second person, 2011-01-01]"]);
    }

    [Fact]
    public void COC_102_two_partners_disagree()
    {
        Partners("Interpol", "Customs").ShouldBe(
        [
            "COC-030 Critical [2, 3] [Army, Guard, 2010-05-01]", "COC-102 Warn [2, 3] [Interpol, Customs, 2010-05-01]",
        ]);
        Partners("Customs", "Customs").ShouldBe(["COC-030 Critical [2, 3] [Army, Guard, 2010-05-01]"]);

        static string[] Partners(string one, string other) => new Noted().Add(Made("2010-01-01", "Army"))
            .Add("2010-05-01", Counted("2010-05-01", "Army", "North"), kind: SourceKind.PartnerMessage, organisation: one)
            .Add("2010-05-01", Counted("2010-05-01", "Guard", "South"), kind: SourceKind.PartnerMessage, organisation: other)
            .Found();
    }
}
