using TransferLedger.Custody;
using TransferLedger.Ledger;
using static TransferLedger.Tests.Custody.Told;

namespace TransferLedger.Tests.Custody;

public sealed class MarkRuleTests
{
    [Fact]
    public void COC_004_two_clear_readings_of_one_place_differ()
    {
        Replayed(Seen("2010-01-01", "A 100", "receiver"), Read("2012-01-01", "A 101", "Receiver"))
            .ShouldContradict("COC-004 Breach [1, 2] [A 100, 2010-01-01, A 101, 2012-01-01, Receiver]");
        Replayed(Seen("2010-01-01", "A 100", null), Read("2012-01-01", "A 101", null))
            .ShouldContradict("COC-004 Warn [1, 2] [A 100, 2010-01-01, A 101, 2012-01-01, ]");
    }

    [Fact]
    public void COC_004_is_silent_about_other_places_other_spellings_worn_marks_and_marks_put_on()
    {
        Replayed(Seen("2010-01-01", "A 100", "receiver"), Read("2012-01-01", "A-100", "receiver")).ShouldContradict();
        Replayed(Seen("2010-01-01", "A 100", "receiver"), Read("2012-01-01", "A 101", "stock")).Contradictions
            .ShouldNotContain(it => it.Rule == CustodyRule.MarkChanged);
        Replayed(Seen("2010-01-01", "A 100", "receiver"), Read("2012-01-01", "A 1", "receiver", Legibility.Partly))
            .ShouldContradict();
        Replayed(
            Seen("2010-01-01", "A 100", "receiver"),
            new MarkingRecorded(On("2011-01-01"), Number("B 7", "receiver"), By("Arsenal")),
            Read("2012-01-01", "B 7", "receiver"),
            Read("2013-01-01", "A 100", "receiver", Legibility.Partly)).ShouldContradict();
    }

    [Fact]
    public void COC_005_a_mark_that_was_clear_is_gone()
    {
        Replayed(
            Seen("2010-01-01", "A 100", "receiver"), Read("2012-01-01", "", "receiver", Legibility.Obliterated))
            .ShouldContradict("COC-005 Breach [1, 2] [A 100, 2010-01-01, 2012-01-01, receiver]");
        Replayed(
            Seen("2010-01-01", "", "receiver", Legibility.Absent), Read("2012-01-01", "", "receiver", Legibility.Absent))
            .ShouldContradict();
    }

    [Theory]
    [InlineData("FR 2014", "FR", 2014)]
    [InlineData("import BE'09", "BE", 2009)]
    [InlineData("86 DE", "DE", 1986)]
    public void An_import_mark_names_country_and_year(string text, string country, int year) =>
        MarkRules.ReadImport(text).ShouldBe((country, year));

    [Theory]
    [InlineData("FRANCE")]
    [InlineData("2014")]
    [InlineData("F 2014")]
    [InlineData("")]
    public void Other_texts_are_not_read_as_import_marks(string text) => MarkRules.ReadImport(text).ShouldBeNull();

    [Fact]
    public void H20_COC_008_the_import_mark_names_a_country_the_path_never_touches()
    {
        LedgerEvent[] life =
        [
            Made("2010-01-01", "Maker@DE"), Sold("2012-01-01", "Maker@DE", "Army@AT"),
            new MarkingRecorded(On("2018-01-01"), new(MarkKind.Import, "FR 2014")),
        ];
        Replayed(life).ShouldContradict("COC-008 Breach [2, 3] [FR 2014, FR, 2014]");
        Replayed([.. life, Imported("2015-03-01", "FR")]).ShouldContradict();
        Replayed([.. life, Sold("2015-05-01", "Army@AT", "Dealer@FR")]).ShouldContradict();
        Replayed([.. life, Sold("2016-05-01", "Army@AT", "Dealer@FR")])
            .ShouldContradict("COC-008 Breach [2, 4, 3] [FR 2014, FR, 2014]");
    }

    [Fact]
    public void COC_008_is_only_possible_where_custody_is_not_known_and_silent_before_the_first_fact()
    {
        var mark = new MarkingRecorded(On("2018-01-01"), new(MarkKind.Import, "FR 2014"));
        Replayed(Made("2010-01-01", "Maker"), mark).Contradictions.ShouldHaveSingleItem().Severity.ShouldBe(Severity.Warn);
        Replayed(Registered("2017-01-01", "Army@AT"), mark).ShouldContradict();
    }

    [Fact]
    public void COC_010_a_part_has_another_number_than_the_receiver()
    {
        var slide = new MarkingRecorded(On("2012-01-01"), Number("B 200", "slide"));
        Replayed(Seen("2010-01-01", "A 100", "frame"), slide)
            .ShouldContradict("COC-010 Info [1, 2] [slide, B 200, A 100]");
        Replayed(Seen("2010-01-01", "B-200", "frame"), slide).ShouldContradict();
        Replayed(Seen("2010-01-01", "A 100", "barrel"), slide).ShouldContradict();
    }

    private static Mark Number(string text, string? place, Legibility legibility = Legibility.Clear) =>
        new(MarkKind.Serial, text, legibility, place);

    private static ItemRegistered Seen(
        string when, string text, string? place, Legibility legibility = Legibility.Clear) =>
        new(On(when), new("pistol"), [Number(text, place, legibility)], By("Army"));

    private static MarkingRecorded Read(
        string when, string text, string? place, Legibility legibility = Legibility.Clear) =>
        new(On(when), Number(text, place, legibility));
}
