using System.Globalization;
using Newtonsoft.Json.Linq;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Cli.Tests.Commands;

/// <summary>Searching for a number as an investigator has it, and measuring how well that works.</summary>
public sealed class SearchTests(Ledger ledger) : IClassFixture<Ledger>
{
    private static readonly (string Serial, string Maker, string Calibre)[] Weapons =
    [
        ("A557125", "Zbrojovka", "9 mm"), ("AS57125", "Zbrojovka", "9 mm"), ("A557126", "Zbrojovka", "9 mm"),
        ("А557125", "Izhevsk", "9.2 mm"), ("A-00557125", "Zbrojovka", "9 mm"), ("A55K7125", "Zbrojovka", "9 mm"),
        ("A551725", "Zbrojovka", "7.65 mm"), ("A5577125", "Zbrojovka", "9 mm"), ("A57125", "Łucznik", "9 mm"),
        ("B557225", "Zbrojovka", "9 mm"), ("A557125", "Łucznik", "9 mm"), ("ohne Nummer", "Zbrojovka", "9 mm"),
        ("B998877", "Zbrojovka", "9 mm"),
    ];

    [Fact]
    public async Task Every_hit_says_why_in_words()
    {
        await Record();

        var plain = await ledger.Run("search", "A557125");
        var narrowed = await ledger.Run("search", "a 557125", "--maker", "ZBROJOVKA", "--calibre", "9MM", "--limit", "5");
        var open = await ledger.Run("search", "A?571*5");

        Snapshot.Verify("search-why", ledger.Steady(plain.Output));
        Snapshot.Verify("search-maker", ledger.Steady(narrowed.Output));
        Snapshot.Verify("search-open", ledger.Steady(open.Output));
    }

    [Fact]
    public async Task The_document_carries_the_reason_the_errors_and_the_tier()
    {
        await Record();

        var document = JObject.Parse((await ledger.Run("search", "A55712S", "--maker", "zbrojovka", "--json")).Output);

        var best = document["hits"]![0]!;
        best["raw"]!.Value<string>().ShouldBe("A557125");
        best["match"]!.Value<string>().ShouldBe("oneWrong");
        best["why"]!.Value<string>().ShouldBe("one character differs: S read for 5 at place 7 (alike on worn marks)");
        best["tier"]!.Value<string>().ShouldBe("m4");
        best["errors"]![0]!["place"]!.Value<int>().ShouldBe(7);
        document["hits"]!.Select(it => it["score"]!.Value<int>())
            .ShouldBe(document["hits"]!.Select(it => it["score"]!.Value<int>()).OrderDescending());
    }

    [Fact]
    public async Task Custody_never_guesses()
    {
        await Record();

        var result = await ledger.Run("custody", "B99887?");
        var misread = await ledger.Run("custody", "8998877");

        result.ExitCode.ShouldBe(1);
        misread.ExitCode.ShouldBe(1);
        misread.Output.ShouldBeEmpty();
        misread.Remarks.ShouldContain("one character differs");
        misread.Remarks.ShouldContain("B998877");
        misread.Remarks.ShouldContain("these are like it");
        (await ledger.Run("custody", "b-998877")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Numbers_written_wrongly_lead_to_their_weapon_unless_five_others_are_as_near()
    {
        var result = await ledger.Run(
            "quality", "search", "--serials", "20000", "--corruptions", "400", "--seed", "5", "--json");

        result.ExitCode.ShouldBe(0, result.Remarks);
        var document = JObject.Parse(result.Output);
        document["ledger"]!["inRuns"]!.Value<int>().ShouldBeInRange(10_000, 18_000);
        foreach (var asked in new[] { "numberAlone", "numberAndMaker" })
        {
            var all = document["all"]![asked]!;
            all["absent"]!.Value<int>().ShouldBe(0);
            all["recallOfDistinct"]!.Value<double>().ShouldBeGreaterThanOrEqualTo(0.98);
            all["recall"]!.Value<double>().ShouldBeGreaterThan(0.9);
            document["kinds"]!.Sum(it => it[asked]!["asked"]!.Value<int>()).ShouldBe(400);
            document["kinds"]!.ShouldAllBe(it => it[asked]!["asked"]!.Value<int>() > 0);
        }

        document["all"]!["numberAndMaker"]!["found"]!.Value<int>().ShouldBeGreaterThanOrEqualTo(
            document["all"]!["numberAlone"]!["found"]!.Value<int>(), "who knows more finds more");
        document["times"]!.Count(it => it["makerGiven"]!.Value<bool>()).ShouldBe(2);
    }

    private async Task Record()
    {
        var lines = Weapons.Select((it, at) => new JObject
        {
            ["id"] = "search-" + at.ToString(CultureInfo.InvariantCulture),
            ["home"] = "weapon/0000-0000-0000-" + at.ToString("0000", CultureInfo.InvariantCulture),
            ["type"] = "item_registered",
            ["fact"] = new JObject
            {
                ["happened"] = "2020",
                ["item"] = new JObject { ["kind"] = "pistol", ["maker"] = it.Maker, ["calibre"] = it.Calibre },
                ["marks"] = new JArray(new JObject { ["kind"] = "serial", ["text"] = it.Serial }),
                ["custodian"] = new JObject { ["name"] = "Depot" },
            },
            ["provenance"] = new JObject { ["actor"] = "clerk" },
        }.ToString(Newtonsoft.Json.Formatting.None));
        var file = Path.Combine(Path.GetTempPath(), $"search-{Guid.NewGuid():N}.ndjson");
        await File.WriteAllLinesAsync(file, lines);
        try
        {
            (await ledger.Run("import", file)).ExitCode.ShouldBe(0);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
