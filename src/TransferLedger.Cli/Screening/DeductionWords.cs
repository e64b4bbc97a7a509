using TransferLedger.Screening;

namespace TransferLedger.Cli.Screening;

/// <summary>What takes points off a match, in words, by the reason that was kept.</summary>
internal static class DeductionWords
{
    /// <summary>How much, and why.</summary>
    public static string Of(Deduction it) => FormattableString.Invariant($"-{it.Points / 1000m:0.000} {Why(it)}");

    private static string Why(Deduction it) => it.Part switch
    {
        ScorePart.Spelling => $"spelling {it.Left} / {it.Right}",
        ScorePart.OtherWord => $"{it.Left} instead of {it.Right}{Shared(it)}",
        ScorePart.MissingWord when it.Reason == ScoreReason.OneWordLeft =>
            $"only one has {it.Left}{it.Right}, and one word is left to compare",
        ScorePart.MissingWord => $"only one has {it.Left}{it.Right}{Shared(it)}",
        ScorePart.Order => it.Reason == ScoreReason.FatherAndSon ? "father and son change places" : "order of words",
        ScorePart.Spacing => "spaces",
        ScorePart.Initial => it.Reason switch
        {
            ScoreReason.LetterForWord => $"a letter for a word: {it.Left} / {it.Right}",
            ScoreReason.NothingElseInCommon => "nothing else in common",
            _ => "initials or nothing else in common",
        },
        ScorePart.Number => it.Reason switch
        {
            ScoreReason.NextNumber => $"numbers next to each other: {it.Left} / {it.Right}",
            ScoreReason.MissingNumber => $"only one has the number {it.Left}{it.Right}",
            _ => $"numbers {it.Left} / {it.Right}",
        },
        ScorePart.LegalForm => $"legal form {it.Left} / {it.Right}",
        ScorePart.Script => "consonants only",
        ScorePart.Kind => Kinds(it),
        ScorePart.Commonness => Commonness(it),
        _ => "weak alias",
    };

    private static string Shared(Deduction it) =>
        it.Reason == ScoreReason.CommonWord ? " (a word many names share)" : "";

    /// <summary>
    /// Facts from before reasons were kept have the kinds in the place of the words, or, older still, the names.
    /// </summary>
    private static string Kinds(Deduction it) => it.Reason switch
    {
        ScoreReason.LooksLikePerson => $"looks like the name of a {it.Left}, listed is {Article(it.Right)}",
        null when it.Right is not ("company" or "person" or "vessel" or "aircraft") =>
            "a company's name and a person's",
        _ => $"the name of a {it.Left}, listed is {Article(it.Right)}",
    };

    private static string Article(string kind) => kind == "aircraft" ? "an aircraft" : $"a {kind}";

    private static string Commonness(Deduction it) => it is { SharedTenths: { } shared, NeededTenths: { } needed }
        ? FormattableString.Invariant(
            $"many share {it.Left} / {it.Right}: {shared / 10m:0.0} bits in common, {needed / 10m:0.0} are needed")
        : "many share what is the same";
}
