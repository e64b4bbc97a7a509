using TransferLedger.Ledger;
using TransferLedger.Rules;
using TransferLedger.Screening;

namespace TransferLedger.Cli.Screening;

/// <summary>What EUC-051 found, and what is refused about lists and matches, in words.</summary>
internal static class ScreeningSentences
{
    private const string Run = "Run: ledger screen run";

    private const string NotScreened = "party-not-screened";

    /// <summary>Does one sentence say it of all parties of which it is found?</summary>
    public static bool IsSaidOfAll(RuleFinding finding) =>
        finding.Code == NotScreened && finding.Overridden is null;

    /// <summary>That sentence: whoever has several roles is named in each.</summary>
    public static string OfAll(IEnumerable<RuleFinding> findings)
    {
        var parties = findings.GroupBy(it => it.Values[1], StringComparer.Ordinal).Select(it =>
            $"{string.Join(" and ", it.Select(one => Role(one.Values[0])).Distinct(StringComparer.Ordinal))} {it.Key}");
        return $"not screened: {string.Join("; ", parties)}";
    }

    /// <summary>The sentence and the next step; null when it is another's.</summary>
    public static (string Found, string Next)? Of(RuleFinding finding)
    {
        var v = finding.Values;
        return finding.Code switch
        {
            "list-missing" => ($"the sanctions list {v[0]} was not on record", "Run: ledger list import FILE --list " + v[0]),
            "list-stale" => ($"nobody had looked for a newer version of the list {v[0]} {(v[1].Length == 0 ? "by then" : $"since {v[1]}")}", "Fetch it. Run: ledger list import FILE --list " + v[0]),
            NotScreened => ($"{Role(v[0])} {v[1]} had not been screened", Run + " (register who is on no paper yet)"),
            "screening-failed" => ($"the screening of {Role(v[0])} {v[1]} failed: {v[2]}", Run),
            "screened-without-this" => ($"{Role(v[0])} {v[1]} was screened before this paper told more of it", Run),
            "screened-loosely" => ($"{Role(v[0])} {v[1]} was screened by thresholds ({v[2]}) that leave out matches", Run),
            "screened-before" => ($"{Role(v[0])} {v[1]} was screened against an older version of the list {v[2]}", Run),
            "thresholds-loosened" => ($"screened by the thresholds {v[0]}, looser than the rules propose; so {v[1]} and {v[2]}: {v[3]}", ""),
            "matches-left-out" => ($"{Role(v[0])} {v[1]} matches {v[2]} more parties than are kept", "Establish country and birth, or take the name from another paper; then run: ledger screen run"),
            "listed-party" => ($"{Role(v[0])} {v[1]} is on the list {v[2]}: {v[3]}, {v[4]}{Grounds(v)}", "Refuse; tell whoever supervises sanctions."),
            "listed-likely" => ($"{Role(v[0])} {v[1]} may be on the list {v[2]}: {v[3]}, {v[4]} (score {v[5]})", Decide(v)),
            "listed-possible" => ($"{Role(v[0])} {v[1]} has a name like one on the list {v[2]}: {v[3]}, {v[4]} (score {v[5]})", Decide(v)),
            "listed-other" => ($"{Role(v[0])} {v[1]} is not {v[3]} of the list {v[2]}, {v[4]}{Grounds(v)}", ""),
            "decided-before" => ($"{Role(v[0])} {v[1]} and {v[3]} of the list {v[2]}, {v[4]}: {DecisionWords.Of([.. v.Skip(5)])}", ""),
            _ => null,
        };
    }

    /// <summary>Why something was refused; null when it is another's.</summary>
    public static string? Sentence(Refusal refusal) => refusal.Code switch
    {
        Screenings.ListOlder =>
            $"published {refusal.Details[0]}, which is not after the version in force ({refusal.Details[1]})",
        Screenings.ListShrunk =>
            $"it has {refusal.Details[0]} parties with {refusal.Details[2]} names where the version in force has "
            + $"{refusal.Details[1]} with {refusal.Details[3]}: a file may be cut off or left out; if the list really shrank so "
            + "much, give --accept-shrunk",
        Screenings.MatchUnknown =>
            $"the latest screening of {refusal.Details[0]} has no match with {refusal.Details[1]} {refusal.Details[2]}",
        Screenings.FourEyes => "two persons must decide, and say why: --officer, --approver, --reason",
        Screenings.VersionUsed => $"other thresholds are known by '{refusal.Details[0]}'; give these a version of their own",
        Screenings.ReasonMissing => "say who decides, and on what grounds",
        _ => null,
    };

    private static string Role(string role) => role switch
    {
        nameof(ScreenedRole.EndUser) => "the end user",
        nameof(ScreenedRole.FinalConsignee) => "the final consignee",
        nameof(ScreenedRole.IntermediateConsignee) => "the intermediate consignee",
        nameof(ScreenedRole.PermittedBuyer) => "the permitted buyer",
        nameof(ScreenedRole.Signatory) => "the signatory",
        nameof(ScreenedRole.RetransferFrom) => "whoever passes it on,",
        nameof(ScreenedRole.RetransferTo) => "whoever is to have it,",
        nameof(ScreenedRole.Receiver) => "the receiver",
        nameof(ScreenedRole.Registered) => "the party",
        _ => "the " + role.ToLowerInvariant(),
    };

    private static string Grounds(ValueList<string> v) =>
        v[6].Length > 0 ? $"; so {v[6]}: {v[7]}" : v[7].Length > 0 ? $"; the same number {v[7]}" : "";

    private static string Decide(ValueList<string> v) =>
        $"Find out whether it is. Run: ledger screen decide \"{v[1]}\" --list {v[2]} --entry {v[3]} --is other|same";
}
