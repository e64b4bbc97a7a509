using NodaTime;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Rules;
using TransferLedger.Tests.Shared;
using static TransferLedger.Tests.Shared.Trial;

namespace TransferLedger.Tests.Embargoes;

/// <summary>Codes, names and borders by date, and how near a country is to embargoes.</summary>
public sealed class CountryTests
{
    [Theory]
    [InlineData("CS", "1990-05-01", true)]
    [InlineData("CS", "1998-05-01", false)]
    [InlineData("CS", "2004-05-01", true)]
    [InlineData("CS", "2006-09-27", false)]
    [InlineData("SU", "1985", true)]
    [InlineData("ZR", "1997-07-14", true)]
    [InlineData("ZR", "1997-07-15", false)]
    [InlineData("CD", "1997-07-13", false)]
    [InlineData("BU", "1988-01-01", true)]
    [InlineData("MM", "1988-01-01", false)]
    [InlineData("NA", "2020-01-01", true)]
    [InlineData("SK", "1974", true)]
    [InlineData("SK", "1980", false)]
    [InlineData("SK", "1993-01-01", true)]
    public void A_code_is_one_only_in_its_time(string code, string on, bool inForce) =>
        CountryCodes.InForce(code, On(on)).ShouldBe(inForce);

    [Theory]
    [InlineData("Zaire", "1990", "ZR")]
    [InlineData("Zaire", "2000", "CD")]
    [InlineData("Congo, The Democratic Republic of the", "1994", "ZR")]
    [InlineData("Congo, The Democratic Republic of the", "2004", "CD")]
    [InlineData("Congo", "2004", "CG")]
    [InlineData("Serbia and Montenegro", "1994", "YU")]
    [InlineData("Serbia and Montenegro", "2005", "CS")]
    [InlineData("Czechoslovakia", "1992", "CS")]
    [InlineData("Czechoslovakia", "1995", null)]
    [InlineData("CÔTE D'IVOIRE", "2015", "CI")]
    [InlineData("Namibia", "2015", "NA")]
    [InlineData("Middle-earth", "2015", null)]
    public void A_name_has_the_code_of_its_time(string name, string on, string? code) =>
        CountryNames.CodeOf(name, On(on)).ShouldBe(code);

    [Theory]
    [InlineData("cg", "Democratic Republic Of Congo Sanctions", false)]
    [InlineData("cd", "Democratic Republic Of Congo Sanctions", true)]
    [InlineData("CG", "Republic of the Congo", true)]
    [InlineData("SD", "South Sudan Sanctions", false)]
    [InlineData("SS", "South Sudan Sanctions", true)]
    [InlineData("NE", "Nigeria", false)]
    [InlineData("KR", "Democratic People's Republic of Korea", false)]
    [InlineData("FR", "ISIL and Al-Qaida", true)]
    public void A_code_is_held_against_the_title(string code, string title, bool agrees) =>
        CountryNames.Agrees(code, title).ShouldBe(agrees);

    [Theory]
    [InlineData("TD", "2020-01-01", "CF CM LY NE NG SD")]
    [InlineData("SD", "2011-07-08", "CD CF EG ER ET KE LY TD UG")]
    [InlineData("SD", "2011-07-09", "CF EG ER ET LY SS TD")]
    [InlineData("SU", "1985-01-01", "AF CN CS FI HU IR KP MN NO PL RO TR")]
    [InlineData("RU", "1985-01-01", "")]
    [InlineData("ZR", "1990-01-01", "AO BI CF CG RW SD TZ UG ZM")]
    [InlineData("CD", "2020-01-01", "AO BI CF CG RW SS TZ UG ZM")]
    [InlineData("IS", "2020-01-01", "")]
    [InlineData("LK", "2020-01-01", "IN")]
    [InlineData("IN", "2020-01-01", "BD BT CN LK MM NP PK")]
    public void Neighbours_are_those_of_the_day(string code, string on, string expected) =>
        string.Join(' ', Borders.Neighbours(code, On(on).Earliest.InUtc().Date)).ShouldBe(expected);

    [Fact]
    public void Each_border_has_two_sides_on_any_day()
    {
        foreach (var year in new[] { 1985, 1992, 1995, 2004, 2012, 2026 })
        {
            var day = new LocalDate(year, 6, 1);
            foreach (var code in "AF AL AT BG CD CN CS CZ DE ER ET FI HR HU KP LV ME PL RO RS RU SD SI SK SS SU TR YU".Split(' '))
            {
                foreach (var other in Borders.Neighbours(code, day))
                {
                    Borders.Neighbours(other, day).ShouldContain(code, $"{code} and {other} in {year}");
                }
            }
        }
    }

    [Theory]
    [InlineData("TD", "2024-01-01", 70, "CF SD")]
    [InlineData("TD", "2010-01-01", 40, "SD")]
    [InlineData("EG", "2024-01-01", 40, "SD")]
    [InlineData("IS", "2024-01-01", 0, "")]
    [InlineData("DO", "2023-01-01", 0, "")]
    [InlineData("DO", "2024-01-01", 40, "HT")]
    [InlineData("CF", "2024-01-01", 100, "CD SD")]
    [InlineData("CG", "2026-10-01", 70, "CD CF")]
    public void The_neighbourhood_is_that_of_the_day(string country, string on, int value, string neighbours)
    {
        var table = EmbargoTable.Of(EmbargoLaw.Table());
        var found = EmbargoNeighbourhood.Of(country, On(on).Earliest.InUtc().Date, table)!;
        found.Value.ShouldBe(value);
        string.Join(' ', found.Neighbours.Select(it => it.Country)).ShouldBe(neighbours);
        found.Facts.Count.ShouldBeGreaterThanOrEqualTo(found.Neighbours.Count);
    }

    [Fact]
    public void Without_a_table_there_is_no_answer() =>
        EmbargoNeighbourhood.Of("TD", new LocalDate(2024, 1, 1), EmbargoTable.None).ShouldBeNull();

    [Fact]
    public void An_edition_with_the_code_of_the_other_Congo_is_refused()
    {
        var right = EmbargoLaw.Imposed("UN-1533", "non-state", "CD", "2008-03-31") with { Title = "DR Congo, non-state" };
        Load(right).Refusal.ShouldBeNull();
        Load(right with { Areas = [new("CG")] }).Refusal.ShouldBe(new Refusal(
            EmbargoKeeping.CountryDiffers, "UN-1533/non-state", "DR Congo, non-state", "CG", "Congo - Brazzaville"));
        Load(right with { Areas = [new("XR")] }).Refusal!.Code.ShouldBe(EmbargoKeeping.CountryUnknown);
        Load(right with { Areas = [new("ZR")] }).Refusal!.Code.ShouldBe(EmbargoKeeping.CountryUnknown);
        Load(right, right).Refusal!.Code.ShouldBe(EmbargoKeeping.Twice);
        Load().Refusal!.Code.ShouldBe(EmbargoKeeping.Empty);

        static Decision Load(params EmbargoImposed[] imposed) => EmbargoKeeping.Load(
            AllFacts.Initial, new("x", On("2026"), "tests", imposed.ToValueList()), "h", On("2026-01-01"));
    }

    [Fact]
    public void A_country_keeps_its_embargo_when_its_code_changes()
    {
        var facts = EmbargoLaw.Table(EmbargoLaw.Imposed("UN-1", "t", "ZR", "1996-01-01"));
        var asked = new EmbargoQuestion([new("destination", "CD")]);
        EmbargoCheck.On(EmbargoTable.Of(facts), asked, On("1998-01-01"), PartyRegister.Empty).Single().Measure.Name.ShouldBe("UN-1/t");
    }

    [Fact]
    public void A_stop_beside_an_embargoed_territory_warns()
    {
        var it = new Consignment();
        foreach (var entry in EmbargoLaw.Table())
        {
            it.State(entry.Home, entry.Fact);
        }

        it.Pack("S-1", Consignment.Serials(1, 5)).Depart("S-1").Arrive("S-1");
        it.Found("EUC-055").ShouldBeEmpty();
        it.Done(TransferLedger.Shipments.Shipping.Arrive(
            it.Now, Consignment.Named("S-1"), new(On("2026-04-28"), new("N'Djamena", "TD"))));
        it.Found("EUC-055").ShouldBe(["Warn stop-near-embargo"]);
        it.Only("EUC-055").Values[^1].ShouldBe("CF SD");
    }
}
