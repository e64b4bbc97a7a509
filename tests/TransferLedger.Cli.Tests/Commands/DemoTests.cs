using Newtonsoft.Json.Linq;

namespace TransferLedger.Cli.Tests.Commands;

/// <summary>The main job on real records, as a user sees it.</summary>
public sealed class DemoTests(Ledger ledger) : IClassFixture<Ledger>
{
    private static readonly string[] Story =
    [
        "1. Three deliveries of real records",
        "rows recorded something new",
        "'12/09/202' is not a date",
        "views rebuilt from",
        "SMITH & WESSON 9 mm, serial A557125",
        "░░░ unknown ░░░",
        "COC-041",
        "As known at 2026-02-09 23:59:59Z.",
        "Nothing contradicts.",
        "genuine, confirmed by the issuer: INFO",
        "the issuer denies it: REJECT",
        "150 asked for, 500 certified, 450 authorized already (EUC-040)",
        "37 serials agree",
        "1 read differently: XP26-00012 as XP26-OOO12",
        "after the delivery: HOLD",
        "Diversion window: after 2026-05-03",
        "d-2026-31  confirmed",
        "EUC-059: finding d-2026-31",
        "items with a confirmed diversion: 1 in",
        "What to try next",
    ];

    [Fact]
    public async Task The_demo_tells_its_story_and_a_second_run_records_nothing_new()
    {
        using var fresh = new Ledger();
        var first = await fresh.Run("demo", "--exit");
        first.ExitCode.ShouldBe(0, first.Remarks);
        foreach (var told in Story)
        {
            first.Output.ShouldContain(told);
        }

        var facts = await Facts(fresh);
        (await fresh.Unchannelled()).ShouldBeEmpty();

        var second = await fresh.Run("demo");

        second.ExitCode.ShouldBe(0, second.Remarks);
        (await Facts(fresh)).ShouldBe(facts);
    }

    [Fact]
    public async Task One_weapon_as_known_on_two_days()
    {
        await Demo();

        var now = JObject.Parse((await ledger.Run("custody", "A557125", "--json")).Output);
        var then = JObject.Parse((await ledger.Run("custody", "A557125", "--json", "--known-by", "2026-02-09")).Output);
        var young = JObject.Parse((await ledger.Run("custody", "A557125", "--json", "--happened-by", "2009")).Output);

        now["state"]!.Value<string>().ShouldBe("evidenceHeld");
        now["contradictions"]!.Select(it => it["rule"]!.Value<string>()).ShouldContain("COC-041");
        now["segments"]!.Count(it => !it["known"]!.Value<bool>()).ShouldBe(2);
        then["state"]!.Value<string>().ShouldBe("inStock");
        then["contradictions"]!.ShouldBeEmpty();
        young["facts"]!.Count().ShouldBe(now["facts"]!.Count() - 1);
        young["later"]!.Value<int>().ShouldBe(1);
    }

    [Fact]
    public async Task A_number_that_several_weapons_carry_is_no_identity()
    {
        await Demo();

        var ambiguous = await ledger.Run("custody", "T6429");

        ambiguous.ExitCode.ShouldBe(1);
        ambiguous.Remarks.ShouldContain("a number alone is no identity");
        var hits = JObject.Parse((await ledger.Run("search", "T6429", "--json")).Output)["hits"]!;
        hits.Select(it => it["match"]!.Value<string>()).Take(2).ShouldBe(["same", "same"]);
    }

    [Fact]
    public async Task Status_and_rebuild_answer_with_one_document_each()
    {
        await Demo();

        var rebuilt = JObject.Parse((await ledger.Run("rebuild", "--json")).Output);
        var status = JObject.Parse((await ledger.Run("status", "--json")).Output);

        rebuilt["facts"]!.Value<long>().ShouldBe(status["log"]!["facts"]!.Value<long>());
        status["log"]!["clock"]!.Value<string>().ShouldBe("replay");
        status["log"]!["problems"]!.ShouldBeEmpty();
        status["views"]!.ShouldAllBe(it => it["position"]!.Value<long>() == status["log"]!["facts"]!.Value<long>());
    }

    private async Task Demo()
    {
        var told = await ledger.Run("demo");
        told.ExitCode.ShouldBe(0, told.Remarks);
    }

    private static async Task<long> Facts(Ledger asked) =>
        JObject.Parse((await asked.Run("status", "--json")).Output)["log"]!["facts"]!.Value<long>();
}
