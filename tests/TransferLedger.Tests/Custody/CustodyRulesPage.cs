using System.Globalization;
using System.Text;
using TransferLedger.Custody;

namespace TransferLedger.Tests.Custody;

/// <summary>
/// <c>docs/custody-rules.md</c>, made from the rules in the code. Accepted like a snapshot: run the test once with
/// <c>LEDGER_ACCEPT_SNAPSHOTS=1</c>.
/// </summary>
public sealed class CustodyRulesPage
{
    [Fact]
    public void The_page_of_custody_rules_is_the_one_the_code_makes()
    {
        var page = Path.Combine(SourceText.Root().FullName, "docs", "custody-rules.md");
        var made = Make();
        if (Environment.GetEnvironmentVariable("LEDGER_ACCEPT_SNAPSHOTS") == "1"
            && !string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
        {
            File.WriteAllText(page, made);
        }

        File.ReadAllText(page).ReplaceLineEndings("\n").ShouldBe(made);
    }

    [Fact]
    public void Every_rule_that_replay_can_name_is_said_to_be_evaluated()
    {
        var named = typeof(CustodyRule).GetFields().Select(it => (string)it.GetRawConstantValue()!).ToList();
        CustodyRules.All.Where(it => it.Missing is null).Select(it => it.Id).ShouldBe(named, ignoreOrder: true);
        CustodyRules.All.Select(it => it.Id).ShouldBeInOrder();
        CustodyRules.All.Select(it => it.Id).ShouldBeUnique();
    }

    private static string Make()
    {
        var page = new StringBuilder();
        page.Append("# The rules for custody\n\n");
        page.Append("Made by the test `CustodyRulesPage` from the code; do not edit. Where dates leave it open whether a rule\n");
        page.Append("is broken, it is found as WARN. Rules about lots and counts are in [ammunition.md](ammunition.md).\n\n");
        page.Append("| rule | title | severity | evaluated |\n|---|---|---|---|\n");
        foreach (var rule in CustodyRules.All)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {rule.Id} | {rule.Title} | {rule.Severity} | {(rule.Missing is { } it ? $"no: {it}" : "yes")} |\n");
        }

        return page.ToString();
    }
}
