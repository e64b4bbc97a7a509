using TransferLedger.Cli.Import;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Tests.Import;

public sealed class MappingTests : ImportTrial
{
    private const string Traces = """
        {
          "profile": "trial/traces", "source": "trial",
          "provenance": { "actor": "tester" },
          "columns": ["serial", "make", "sold", "days"],
          "dates": { "patterns": ["M/d/uuuu", "M/d/yy", "MM/uuuu", "uuuu"], "twoDigitYearMax": 30 },
          "maps": { "makers": { "s&w": "Smith & Wesson" } },
          "split": {
            "weapons": ["serial"], "columns": ["make", "days"],
            "separator": "; ", "numbered": ["^G(?<n>\\d+): *(?<value>.*)$"], "whenDifferent": "candidates"
          },
          "fields": {
            "maker": { "text": "{make}", "map": "makers" },
            "on": { "date": "{sold}" },
            "count": {
              "number": "{days}", "matching": ["^(?<value>[\\d,]+( or [\\d,]+)?)$"], "either": " or ",
              "otherwise": "missing"
            },
            "months": { "number": "{days}", "matching": ["approx\\. (?<value>\\d+) months"], "otherwise": "missing" },
            "byDays": { "after": "on", "days": "count", "notAfter": "2026-01-28" },
            "byMonths": { "after": "on", "months": "months", "approximate": true },
            "seized": { "first": ["{byDays}", "{byMonths}", "{open}"] },
            "open": { "between": ["{on}", "2026-01-28"] }
          },
          "weapon": { "serial": "serial", "identity": ["serial"] },
          "facts": [
            { "type": "item_registered", "fact": { "happened": "{on}", "item": { "maker": "{maker}" }, "marks": [] } },
            {
              "type": "seizure_recorded",
              "fact": {
                "happened": "{seized}", "authority": { "name": "police" }, "place": { "name": "town" },
                "coSeized": "{@coSeized}"
              }
            }
          ]
        }
        """;

    [Theory]
    [InlineData("8/8/81", "90", "1981-11-06", 0)]
    [InlineData("8/8/30", "0", "2030-08-08", -1)]
    [InlineData("2/28/2020", "1,289", "2023-09-09", 0)]
    [InlineData("4/14/18", "1991 or 2356", "2023-09-26/2024-09-25", 0)]
    [InlineData("4/11/25", "Gun 2: approx. 5 months", "2025-09~", 0)]
    [InlineData("4/11/25", "nobody knows", "2025-04-11/2026-01-28", 0)]
    [InlineData("4/11/25", "", "2025-04-11/2026-01-28", 0)]
    [InlineData("12/2/21", "\"G1: 223\nG2: 218\"", "2022-07-08/2022-07-13", 1)]
    [InlineData("12/2/21", "\"G2: 218\nG1: 223\n\"", "2022-07-08/2022-07-13", 1)]
    [InlineData("8/19/20", "\"G1: 631\nG2: 4,695\"", "2022-05-12", 1)]
    [InlineData("05/2020", "10", "2020-05-11/2020-06-10", 0)]
    [InlineData("2020", "1", "2020-01-02/2021-01-01", 0)]
    public async Task Dates_are_no_finer_than_the_source(string sold, string days, string seized, int coSeized)
    {
        var report = await Import($"serial,make,sold,days\nA1,X,{sold},\"{days.Trim('"')}\"\n", Traces);
        if (coSeized < 0)
        {
            report.Problems.Single().Reason.ShouldBe(
                "2030-08-08 lies after 2026-01-28, the last day possible in this source");
            return;
        }

        var fact = (await Log()).Select(it => it.Fact).OfType<SeizureRecorded>().Single();
        (fact.Happened.Text, fact.CoSeized).ShouldBe((seized, coSeized));
    }

    [Theory]
    [InlineData("12/09/202", "1", "sold (3)", "'12/09/202' is not a date")]
    [InlineData("2/19/18", "10,644", "sold (3), days (4)", "2047-04-12 lies after 2026-01-28")]
    [InlineData("2/19/18", "999999999", "sold (3), days (4)", "999999999 days after 2018-02-19 is no plausible date")]
    [InlineData("2/19/18", "1,28", "days (4)", "'1,28' is not a whole number")]
    [InlineData("2/19/18", "\"G2: 1039\"", "days (4)", "the cell numbers its parts 2; one is missing")]
    [InlineData("2/19/18", "\"G1: 1\nG1: 2\"", "days (4)", "the cell numbers its parts 1, 1; one is missing")]
    public async Task What_cannot_be_is_rejected(string sold, string days, string column, string says)
    {
        var report = await Import($"serial,make,sold,days\nA1,X,{sold},\"{days.Trim('"')}\"\n", Traces);

        report.Problems.ShouldContain(it => it.Column == column && it.Reason.StartsWith(says, StringComparison.Ordinal),
            string.Join(Environment.NewLine, report.Problems));
        (await Log()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Cells_with_as_many_parts_as_weapons_are_zipped_and_a_single_part_is_shared()
    {
        await Import("serial,make,sold,days\nA1; A2,s&w; X,1/1/20,\"G2: 20\nG1: 10\"\n", Traces);

        var log = await Log();
        log.Select(it => it.Fact).OfType<SeizureRecorded>().Select(it => (it.Happened.Text, it.CoSeized))
            .ShouldBe([("2020-01-11", 1), ("2020-01-21", 1)]);
        log.Select(it => it.Fact).OfType<ItemRegistered>().Select(it => it.Item.Maker)
            .ShouldBe(["Smith & Wesson", "X"]);
        log.Select(it => it.Command).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Parts_that_cannot_be_assigned_are_rejected_when_the_profile_says_so()
    {
        var report = await Import(
            "serial,make,sold,days\nA1,X,1/1/20,\"G1: 20\nG2: 10\"\n",
            Traces.Replace("\"candidates\"", "\"reject\"", StringComparison.Ordinal));

        report.Problems.Single().Reason.ShouldBe(
            "the cell has 2 parts for 1 named weapons; which is whose is not known");
    }

    [Fact]
    public async Task A_quantity_makes_as_many_weapons_without_a_serial_and_none_with_one()
    {
        var profile = Profile.Replace(
            "\"weapon\":", "\"repeat\": { \"by\": \"quantity\", \"most\": 10 }, \"weapon\":", StringComparison.Ordinal);
        var report = await Import(
            "serial,make,owner,day,quantity\nnone,X,North,1.2.2020,5\nA1,X,North,1.2.2020,2\nA2,X,North,1.2.2020,11\n"
            + "A3,X,North,1.2.2020,1\n",
            profile);

        (report.Weapons, report.Facts, report.RowsRejected).ShouldBe((6, 12, 2));
        report.Problems.Select(it => it.Reason).ShouldBe(
            ["one serial stands for 2 weapons; give each its own row", "'11' is not a number of weapons from 1 to 10"]);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("N/A")]
    [InlineData("  None ")]
    [InlineData("")]
    public async Task No_serial_in_any_spelling_is_no_mark(string serial)
    {
        await Import($"serial,make,owner,day\n{serial},X,North,1.2.2020\n");

        (await Log()).Select(it => it.Fact).OfType<ItemRegistered>().Single().Marks.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("UNKNOWN", 2)]
    [InlineData("Ohne Nummer", 2)]
    [InlineData("б/н", 2)]
    [InlineData("---", 2)]
    [InlineData("UNKNOWN7", 1)]
    public async Task Weapons_without_a_number_are_told_apart_though_the_profile_does_not_know_the_word(
        string serial, int weapons)
    {
        await Import($"serial,make,owner,day\n{serial},X,North,1.2.2020\n{serial},X,South,1.2.2020\n");

        (await Log()).Select(it => it.Home).Distinct().Count().ShouldBe(weapons);
    }

    [Fact]
    public async Task A_profile_can_yield_every_kind_of_fact_of_the_catalogue_in_any_stream()
    {
        var profile = """
            {
              "profile": "t/shipments", "source": "t", "provenance": { "actor": "tester", "kind": "document" },
              "columns": ["ref", "goods", "count", "day", "to"],
              "fields": { "on": { "date": "{day}" }, "pieces": { "number": "{count}" } },
              "facts": [{
                "type": "shipment_departed", "home": "shipment/us/{ref}",
                "fact": {
                  "happened": "{on}", "consignor": { "name": "depot" }, "consignee": { "name": "{to}" },
                  "lines": [{ "goods": "{goods}", "quantity": "{pieces}" }]
                }
              }]
            }
            """;
        var report = await Import(
            "ref,goods,count,day,to\nAB 12,rifles,40,2020-05,North\n--,x,1,2020,North\nAB 13,x,1000000000001,2020,North\n",
            profile);

        var fact = (await Log()).Single();
        (fact.Home.Key, fact.Fact.Happened.Text).ShouldBe(("shipment/us/ab-12", "2020-05"));
        ((TransferLedger.Shipments.ShipmentDeparted)fact.Fact).Lines.Single().Quantity.ShouldBe(40);
        report.Problems.Select(it => it.Column).ShouldBe(["ref (1)", "count (3)"]);
        report.Problems[1].Reason.ShouldContain("at most 1000000000000");
    }

    [Fact]
    public async Task Two_profiles_lead_to_the_same_weapon_and_their_commands_are_told_apart()
    {
        const string Csv = "serial,make,owner,day\nA1,X,North,1.2.2020\nnone,X,North,1.2.2020\n";
        await Import(Csv);
        await Import(Csv, Profile.Replace("trial/stock", "trial/again", StringComparison.Ordinal)
            .Replace("\"{owner}\"", "\"depot {owner}\"", StringComparison.Ordinal));

        var log = await Log();
        log.Select(it => it.Home).Distinct().Count().ShouldBe(2);
        log.Count(it => it.Fact is StockEntered).ShouldBe(4);
        log.Select(it => it.Command).Distinct().Count().ShouldBe(4);
    }
}
