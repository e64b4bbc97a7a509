using TransferLedger.Ledger;
using TransferLedger.Screening;

namespace TransferLedger.Cli.Screening;

/// <summary>What somebody decided about a match, and what changed since, in words.</summary>
internal static class DecisionWords
{
    /// <summary>A decision that holds.</summary>
    public static string Of(MatchDecided it) =>
        $"decided by {it.Officer}, {When(it.Happened.Text)}: {Verdict(it.Verdict.ToString())} ({it.Reason})";

    /// <summary>A decision that holds no longer, and what changed since.</summary>
    public static string Of(DecidedBefore it)
    {
        var fact = it.Decision.Fact;
        return Of(
            fact.Verdict.ToString(), fact.Officer, fact.Happened.Text, fact.Reason,
            it.IsReadAnew ? "read-anew" : it.Entry is null ? "unknown" : "",
            it.Party is null ? "unknown" : "",
            [.. Changes("entry", it.Entry), .. Changes("party", it.Party)]);
    }

    /// <summary>The same from the values of the finding <c>decided-before</c> of EUC-051.</summary>
    /// <param name="v">The values, from the verdict on.</param>
    public static string Of(IReadOnlyList<string> v) => Of(
        v[0], v[1], v[2], v[3], v[4], v[5],
        [.. v.Skip(6).Chunk(4).Select(it => Change(it[0], it[1], it[2], it[3]))]);

    private static string Of(
        string verdict, string officer, string day, string reason, string entry, string party, string[] changes)
    {
        string[] since =
        [
            .. changes,
            .. entry switch
            {
                "unknown" => ["what the list says of it has changed (what, is not on record)"],
                "read-anew" => ["the list says the same, and more of it is read than before"],
                _ => Array.Empty<string>(),
            },
            .. party == "unknown" ? ["what is known of the party has changed (what, is not on record)"] : Array.Empty<string>(),
        ];
        return $"decided before by {officer}, {When(day)}: {Verdict(verdict)} ({reason}). That holds no longer, because since then "
            + $"{string.Join("; ", since)}";
    }

    /// <summary>An instant to the minute; any other date as it is.</summary>
    private static string When(string date) =>
        date.Length > 16 && date[10] == 'T' && date.EndsWith('Z') ? $"{date[..10]} {date[11..16]} UTC" : date;

    private static IEnumerable<string> Changes(string whose, ValueList<RecordChange>? changes) =>
        (changes ?? []).SelectMany(it =>
            it.Added.Select(text => Change(whose, it.Part.ToString(), "added", text))
                .Concat(it.Removed.Select(text => Change(whose, it.Part.ToString(), "removed", text))));

    private static string Change(string whose, string part, string how, string text) =>
        $"{(whose == "entry" ? "the list" : "the party")} {(how == "added" ? "now" : "no longer")} has the {Part(part)} {text}";

    private static string Verdict(string verdict) =>
        verdict == nameof(MatchVerdict.SameParty) ? "the same party" : "another party";

    private static string Part(string part) => part switch
    {
        nameof(RecordPart.Kind) => "kind",
        nameof(RecordPart.Name) => "name",
        nameof(RecordPart.OriginalScript) => "name in its own script",
        nameof(RecordPart.Alias) => "alias",
        nameof(RecordPart.WeakAlias) => "weak alias",
        nameof(RecordPart.Former) => "former name",
        nameof(RecordPart.Country) => "country",
        nameof(RecordPart.Birth) => "birth",
        nameof(RecordPart.Identifier) => "identifier",
        nameof(RecordPart.Programme) => "programme",
        nameof(RecordPart.ListedOn) => "date of listing",
        _ => part,
    };
}
