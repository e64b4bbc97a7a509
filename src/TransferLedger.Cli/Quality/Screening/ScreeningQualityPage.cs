namespace TransferLedger.Cli.Quality.Screening;

/// <summary>What was measured, as the page of the documentation and as it is shown.</summary>
internal static class ScreeningQualityPage
{
    /// <summary>Writes the figures; as a page, with what they mean and do not mean.</summary>
    public static void Write(TextWriter to, ScreeningReport it, bool page)
    {
        if (page)
        {
            to.WriteLine(Head);
        }

        Line(to, $"Seed {it.Seed}. A match is a score of 0.80 or more.");
        to.WriteLine();
        to.WriteLine("| pairs | pairs | recall | precision | F1 |");
        to.WriteLine("|---|---|---|---|---|");
        Row(to, "labelled pairs, the half that weights were chosen by", it.Tuned);
        Row(to, "labelled pairs, the other half", it.Held);
        Row(to, "the same by plain string distance", it.PlainOnHeld);
        Row(to, "one name in Latin letters, one in its own script", it.Mixed);
        Row(to, "the same by plain string distance", it.PlainMixed);
        to.WriteLine();
        var splits = it.Splits.Select(one => one.F1).Order().ToList();
        Line(to, $"Over {splits.Count} ways to split the labelled pairs, F1 on the other half: lowest {splits[0]:0.000}, median {splits[splits.Count / 2]:0.000}, highest {splits[^1]:0.000}.");
        Line(to, $"Every Latin name against every other entry's name in its own script: {it.MixedOthersFalse} of {it.MixedOthers} pairs match ({Percent(it.MixedOthersFalse, it.MixedOthers)}).");
        to.WriteLine();
        to.WriteLine("| listed names, written on a paper | asked | found | at HOLD | other entries with each |");
        to.WriteLine("|---|---|---|---|---|");
        foreach (var one in it.Corrupted)
        {
            Line(to, $"| {one.Name} | {one.Asked} | {Percent(one.Found, one.Asked)} | {Percent(one.Held, one.Asked)} | {one.Others:0.00} |");
        }

        to.WriteLine();
        Line(to, $"Of {it.IndexAsked} matches that a comparison with every listed name finds, the index loses {it.IndexMissed}.");
        to.WriteLine();
        to.WriteLine("| invented names of nobody | asked | at WARN or worse | at HOLD |");
        to.WriteLine("|---|---|---|---|");
        foreach (var one in it.Innocents.Append(Sum(it, "people, languages written in Latin letters", Latin))
            .Append(Sum(it, "all companies", one => one.Name.StartsWith("companies", StringComparison.Ordinal))))
        {
            Line(to, $"| {one.Name} | {one.Asked} | {one.Warned} ({Percent(one.Warned, one.Asked)}) | {one.Held} ({Percent(one.Held, one.Asked)}) |");
        }

        to.WriteLine();
        foreach (var one in it.Innocents.Where(one => one.Examples.Count > 0))
        {
            Line(to, $"- {one.Name}: {string.Join("; ", one.Examples)}");
        }

        to.WriteLine();
        Line(to, $"Speed, one thread, {it.Speed.Names} listed names: {it.Speed.PerSecond:0} screens per second, median {it.Speed.MedianMs:0.00} ms, p99 {it.Speed.P99Ms:0.0} ms over {it.Speed.Screens} screens; the index was made in {it.Speed.IndexMs:0} ms.");
        if (it.Rescreened is { } again)
        {
            to.WriteLine();
            Line(to, $"Many parties, {again.Cores} cores: {again.Full} of {again.Parties} against all {again.Names} names in {again.FullSeconds:0.0} s ({again.Full / again.FullSeconds:0} per second); all {again.Parties} after a change of {again.Changed} entries with {again.ChangedNames} names in {again.Seconds:0.0} s ({again.Parties / again.Seconds:0} per second), {again.Touched} of them screened anew for it.");
        }

        if (page)
        {
            to.WriteLine(Foot);
        }
    }

    private const string Head =
        """
        # How well names are matched

        Made by one command from public data; the same seed gives the same figures but times:

        ```
        ledger quality screening --pairs pairs_a.csv --un un_consolidated_2018-08-24.xml \
            --ofac sdn_non_individual_2019-01.csv --ofac-aliases alt_names_2019-01.csv \
            --corruptions 150 --innocents 500 --page
        ```

        Pairs: `contrib/name_bench/cases.csv` of opensanctions/nomenklatura (MIT), 317 rows. Lists: the consolidated list of
        the United Nations of 24 August 2018, and the companies, vessels and aircraft of OFAC with their aliases as of
        January 2019. Invented names by Bogus.

        """;

    private const string Foot =
        """

        ## What these figures do not show

        - Whoever wrote the weights and tables had read all of the labelled pairs, not only the half they were chosen by. The
          other half is therefore no blind test. The pairs are few: one more or less moves F1 by about half a point.
        - While the bits that names must share were chosen, the totals of the other half and of all names in two scripts were in view
          beside those of the tuning half (about fifteen settings): F1 here is no figure of unseen data.
        - Some labels are a matter of taste: the same file calls two numbers next to each other a match (`Fund III`, `Fund IV`)
          and no match (`VIII`, `IX`), and a name with one country more a match (`Schweiz`) and none (`Chile`).
        - The names in two scripts are nearly all Arabic. Names of bodies that the list translates (*Armed Islamic Group*)
          cannot be found by their sound, and count as missed. There is no labelled set of Chinese or Korean names here.
        - Weights, vocabulary and the bits that names must share were chosen on names of nobody made with another seed. These here
          are other names, but made of the same words of Bogus. How frequent words are was learned from the very lists the names
          are compared with, and from the census of the United States of 1990: of names of other countries it knows little.
        - What is left of Arabic and Korean names are mostly the same name: *Salim Saleh* is on the list. Only country or birth can
          tell, and here neither was given.
        - *Written wrongly* was invented by the people who wrote the matching.
        - Names of nobody are no sample of real parties. Names in Arabic script are common in life and on the list; there a
          name alone says little, and country or date of birth must tell. Invented names may also be those of listed people.
        - The companies and vessels of OFAC stand for the whole list: its persons are not in the public extract.
        - Times are of the machine the page was made on, with others at work on it.
        """;

    private static bool Latin(Innocent it) => it.Name.StartsWith("people", StringComparison.Ordinal)
        && !(it.Name[^2..] is "ru" or "uk" or "el" or "ar" or "fa" or "CN" or "ko" or "ja");

    private static Innocent Sum(ScreeningReport it, string name, Func<Innocent, bool> which)
    {
        var all = it.Innocents.Where(which).ToList();
        return new(name, all.Sum(one => one.Asked), all.Sum(one => one.Warned), all.Sum(one => one.Held), []);
    }

    private static void Row(TextWriter to, string name, Told it) =>
        Line(to, $"| {name} | {it.Pairs} | {it.Recall:0.000} | {it.Precision:0.000} | **{it.F1:0.000}** |");

    private static string Percent(long part, long of) =>
        of == 0 ? "-" : FormattableString.Invariant($"{100.0 * part / of:0.00} %");

    private static void Line(TextWriter to, FormattableString text) =>
        to.WriteLine(FormattableString.Invariant(text));
}
