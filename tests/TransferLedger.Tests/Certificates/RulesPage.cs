using System.Globalization;
using System.Text;
using TransferLedger.Certificates;

namespace TransferLedger.Tests.Certificates;

/// <summary>
/// <c>docs/rules.md</c>, made from the rules in the code. Accepted like a snapshot: run the test once with
/// <c>LEDGER_ACCEPT_SNAPSHOTS=1</c>.
/// </summary>
public sealed class RulesPage
{
    [Fact]
    public void The_page_of_rules_is_the_one_the_code_makes()
    {
        var page = Path.Combine(SourceText.Root().FullName, "docs", "rules.md");
        var made = Make();
        if (Environment.GetEnvironmentVariable("LEDGER_ACCEPT_SNAPSHOTS") == "1"
            && !string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
        {
            File.WriteAllText(page, made);
        }

        File.ReadAllText(page).ReplaceLineEndings("\n").ShouldBe(made);
    }

    private static string Make()
    {
        var page = new StringBuilder();
        page.Append("# The rules for end-user certificates\n\n");
        page.Append("Made by the test `RulesPage` from the code; do not edit. Verdicts, from best to worst: PASS, INFO, WARN,\n");
        page.Append("HOLD, REJECT; the verdict on a certificate is the worst of its rules'.\n\n");
        page.Append("| rule | asks | worst | source |\n|---|---|---|---|\n");
        foreach (var rule in CertificateRules.All)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {rule.Id} | {rule.Title} | {rule.Worst.ToString().ToUpperInvariant()} | {rule.Source} |\n");
        }

        return page.ToString();
    }
}
