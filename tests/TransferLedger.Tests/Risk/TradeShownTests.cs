using NodaTime;
using TransferLedger.Ledger;
using TransferLedger.Mirror;
using TransferLedger.Risk;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Tests.Risk;

/// <summary>RSK-023 and RSK-024: what others and a country itself report of its trade.</summary>
public sealed class TradeShownTests
{
    private static readonly LocalDate Day = new(2026, 6, 30);

    [Fact]
    public void Flows_to_it_are_counted_by_who_tells_them_and_open_to_their_facts()
    {
        var shown = Of(
            Said(2024, TradeSide.Exporter, 100), Said(2024, TradeSide.Importer, 104, "Iceland"),
            Said(2023, TradeSide.Exporter, 100), Said(2023, TradeSide.Importer, 300),
            Said(2022, TradeSide.Exporter, 100),
            Said(2020, TradeSide.Importer, 70),
            Said(2012, TradeSide.Exporter, 100),
            Said(2024, TradeSide.Exporter, 100) with { Exporter = "IS", Importer = "NO" });
        (shown.Flows, shown.Agree, shown.Differ, shown.ExporterAlone, shown.ImporterAlone).ShouldBe((4, 1, 1, 1, 1));
        shown.Facts.ShouldBe([3, 4, 5, 6], "what agrees needs no look, and 2012 is too long ago");
    }

    [Fact]
    public void Its_own_side_of_the_last_five_whole_years_is_what_it_has_reported()
    {
        var shown = Of(
            Said(2025, TradeSide.Importer, 1), Said(2025, TradeSide.Exporter, 1),
            Said(2021, TradeSide.Exporter, 1) with { Exporter = "IS", Importer = "NO", Source = "UNROCA" },
            Said(2020, TradeSide.Importer, 1), Said(2026, TradeSide.Importer, 1),
            Said(2024, TradeSide.Compiled, 1), Said(2023, TradeSide.Exporter, 1));
        shown.ReportedYears.ShouldBe([2021, 2025]);
        shown.Sources.ShouldBe(["UNROCA", "statistics"]);
        shown.Reports.ShouldBe([1, 3]);
    }

    [Fact]
    public void Nothing_on_record_is_nothing_and_a_retracted_statement_does_not_count()
    {
        TradeShown.Of("IS", [], Day).ShouldBe(new(0, 0, 0, 0, 0, [], [], [], []));
        var facts = Trial.Record(Subject.Parse("trade/a/2025"), [Said(2025, TradeSide.Importer, 1)], 1).ToList();
        facts.AddRange(Trial.Record(
            Subject.Parse("trade/a/2025"),
            [new RecordRetracted(Happened.Parse("2026-01-01"), 1, [Subject.Parse("trade/a/2025")], "typed wrong", "a")], 2));
        TradeShown.Of("IS", facts, Day).Reports.ShouldBeEmpty();
    }

    private static TradeShown Of(params TradeReported[] said) =>
        TradeShown.Of("IS", Trial.Record(Subject.Parse("trade/statistics/2025"), said, 1), Day);

    private static TradeReported Said(int year, TradeSide side, long value, string importer = "IS") => new(
        Happened.Parse($"{year}"), "DE", importer, side, TradeBasis.Delivery, "small arms", "statistics", value, "EUR");
}
