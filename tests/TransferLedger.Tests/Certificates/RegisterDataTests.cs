using NodaTime;
using TransferLedger.Authorities;
using TransferLedger.Rules;

namespace TransferLedger.Tests.Certificates;

public sealed class RegisterDataTests
{
    [Theory]
    [InlineData("EUC/0100/2026", "EUC/0199/2026", "euc / 100 / 2026", true)]
    [InlineData("EUC/0100/2026", "EUC/0199/2026", "EUC/0199/2026", true)]
    [InlineData("EUC/0100/2026", "EUC/0199/2026", "EUC/0200/2026", false)]
    [InlineData("EUC/0100/2026", "EUC/0199/2026", "EUC/0099/2026", false)]
    [InlineData("EUC/0100/2026", "EUC/0199/2026", "EUC/0150/2025", false)]
    [InlineData("EUC/0100/2026", "EUC/0199/2026", "EUD/0150/2026", false)]
    [InlineData("EUC/0100/2026", "EUC/0199/2026", "EUC/0150/2026/A", false)]
    [InlineData("A-99/1", "A-101/2", "A-100/9", true)]
    [InlineData("A-99/1", "A-101/2", "A-101/3", false)]
    [InlineData("A-000", "A-009", "A-0", true)]
    [InlineData("99999999999999999998", "100000000000000000001", "100000000000000000000", true)]
    [InlineData("A-17", "B/17", "A-17", true)]
    [InlineData("A-17", "B/19", "A-18", false)]
    [InlineData("A-17", "A-19", "", false)]
    public void A_block_holds_a_number_or_not(string first, string last, string number, bool holds) =>
        NumberBlock.Holds(first, last, number).ShouldBe(holds);

    [Theory]
    [InlineData("IS", "2026-03-07", true)]
    [InlineData("IS", "2026-03-06", false)]
    [InlineData("eg", "2026-03-06", true)]
    [InlineData("EG", "2026-03-08", false)]
    [InlineData("AE", "2021-12-31", true)]
    [InlineData("AE", "2022-01-02", true)]
    [InlineData("AE", "2022-01-07", false)]
    [InlineData("SA", "2013-06-27", true)]
    [InlineData("SA", "2013-07-04", false)]
    [InlineData("NP", "2026-03-08", false)]
    [InlineData("", "2026-03-08", true)]
    public void Offices_rest_on_a_day_or_not(string country, string day, bool rest) =>
        Weekends.Rests(country, NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value).ShouldBe(rest);
}
