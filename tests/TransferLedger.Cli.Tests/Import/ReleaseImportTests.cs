using NodaTime;
using TransferLedger.Authorizations;
using TransferLedger.Cli.Import;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Tests.Import;

/// <summary>Published releases compared with the one before: same, changed, new, gone.</summary>
public sealed class ReleaseImportTests : ImportTrial
{
    private const string Head = "licence_group,date,rating,count,value,country,refused\n";

    private const string First = Head + """
        1,2012-01,ML1,1,5000,Ruritania,0
        1,2012-01,ML3,2,700,Ruritania,0
        2,2012-01,ML1,1,80,Exampleland,0
        3,2012-02,ML1,1,90,Exampleland,0
        4,2012-02,ML2,1,95,"Congo, Democratic Republic of",0
        90,2012-01,ML1,1,,Ruritania,1
        91,2012-01,ML1,1,,Ruritania,1
        """;

    // Changed: the value of group 1, the rating of group 3. Gone: group 2. New: group 5, two rows of 90. The refusals
    // have other numbers, and one of their old numbers is given to a licence.
    private const string Second = Head + """
        1,2012-01,ML1,1,5500,Ruritania,0
        1,2012-01,ML3,2,700,Ruritania,0
        3,2012-02,PL5017,1,90,Exampleland,0
        4,2012-02,ML2,1,95,"Congo, Democratic Republic of",0
        5,2012-03,ML1,1,60,Exampleland,0
        90,2012-03,ML1,1,20,Ruritania,0
        100,2012-01,ML1,1,,Ruritania,1
        101,2012-01,ML1,1,,Ruritania,1
        """;

    private static readonly string Releases =
        File.ReadAllText(Path.Combine(SharedData.Root(), "samples", "uk-export-licences", "releases.profile.json"))
            .Replace("\"mostGonePercent\": 1", "\"mostGonePercent\": 15", StringComparison.Ordinal);

    [Fact]
    public async Task A_release_records_what_it_says_that_the_one_before_did_not()
    {
        var first = await Import(First, Releases);
        var second = await Import(Second, Releases);

        (first.Release, first.RowsRecorded, first.Facts).ShouldBe((new ReleaseCounts(0, 0, 7, 0), 7, 7));
        (second.Release, second.RowsRecorded, second.RowsAlreadyThere).ShouldBe((new ReleaseCounts(4, 2, 2, 1), 4, 4));
        (second.FactsByType["licence_published"], second.FactsByType["licence_publication_ended"]).ShouldBe((4, 1));
        Publications.Standing(await Log()).Select(it => (LicencePublished)it.Fact)
            .Select(it => $"{it.Happened} {it.Rating} {it.Count} {it.Value} {it.Country} {it.Outcome}").Order().ShouldBe(
        [
            "2012-01 ML1 1  Ruritania Refused",
            "2012-01 ML1 1  Ruritania Refused",
            "2012-01 ML1 1 5500 Ruritania Granted",
            "2012-01 ML3 2 700 Ruritania Granted",
            "2012-02 ML2 1 95 Congo, Democratic Republic of Granted",
            "2012-02 PL5017 1 90 Exampleland Granted",
            "2012-03 ML1 1 20 Ruritania Granted",
            "2012-03 ML1 1 60 Exampleland Granted",
        ]);
    }

    [Fact]
    public async Task The_same_release_again_in_another_order_and_a_row_that_comes_back_are_told_apart()
    {
        await Import(First, Releases);
        await Import(Second, Releases);
        var before = (await Log()).Count;
        var again = await Import(Head + string.Join('\n', Second.Split('\n').Skip(1).Reverse()), Releases);
        again.Facts.ShouldBe(0);
        (await Log()).Count.ShouldBe(before);

        var back = await Import(Second + "\n2,2012-01,ML1,1,80,Exampleland,0\n", Releases);
        back.Release.ShouldBe(new ReleaseCounts(8, 0, 1, 0));
        (await Log()).Count.ShouldBe(before + 1);
    }

    [Fact]
    public async Task Asked_as_known_before_the_second_release_the_ledger_says_what_the_first_said()
    {
        var path = Write("profile-15.json", Releases);
        foreach (var (text, day) in new[] { (First, "2012-10-11"), (Second, "2013-01-18") })
        {
            var request = new ImportRequest(Write("in.csv", text), path)
            {
                RecordedAt = Happened.Parse(day).Latest,
            };
            (await Importer.Run(request, Store, null, CancellationToken.None)).Outcome.ShouldBe(ImportOutcome.Done);
        }

        var log = await Log();
        long Value(string country, Instant known) => Publications.Standing(log.Where(new AsOf(null, known).Includes))
            .Select(it => (LicencePublished)it.Fact).Where(it => it.Country == country).Sum(it => it.Value ?? 0);
        var release = Happened.Parse("2013-01-18").Latest;
        var justBefore = release - Duration.FromNanoseconds(1000);
        (Value("Ruritania", justBefore), Value("Ruritania", release)).ShouldBe((5700, 6220));
        (Value("Exampleland", justBefore), Value("Exampleland", release)).ShouldBe((170, 150));
    }

    [Fact]
    public async Task A_part_of_a_release_is_refused_and_so_is_one_with_a_row_that_cannot_be_read()
    {
        await Import(First, Releases);
        var before = await Facts();
        var part = await Import(string.Join('\n', First.Split('\n').Where((_, at) => at is not (3 or 6))), Releases);
        var broken = await Import(Second.Replace("5500", "many", StringComparison.Ordinal), Releases);
        var outcome = await Import(Second.Replace("Ruritania,0", "Ruritania,maybe", StringComparison.Ordinal), Releases);
        var empty = await Import(Head, Releases);

        part.Message!.ShouldContain("2 of the 7 rows on record for these months are not in the file, more than 15 %");
        broken.Message!.ShouldContain("1 rows cannot be read, the first on line 2, ");
        outcome.Message!.ShouldContain("3 rows cannot be read");
        empty.Message!.ShouldContain("no row");
        new[] { part, broken, outcome, empty }.ShouldAllBe(it => it.Outcome == ImportOutcome.BadInput);
        (await Facts()).ShouldBe(before);
    }

    [SharedDataFact("uk-export-licences/values_release_2012-10-11.csv")]
    public async Task The_real_release_cut_off_before_its_refusals_is_refused()
    {
        var profile = Path.Combine(SharedData.Root(), "samples", "uk-export-licences", "releases.profile.json");
        var whole = await File.ReadAllLinesAsync(SharedData.Find("uk-export-licences/values_release_2012-10-11.csv"));
        var cut = string.Join('\n', whole.TakeWhile(it => !it.EndsWith(",1", StringComparison.Ordinal)));
        await Importer.Run(
            new ImportRequest(Write("whole.csv", string.Join('\n', whole)), profile), Store, null, CancellationToken.None);
        var report = await Importer.Run(
            new ImportRequest(Write("cut.csv", cut), profile), Store, null, CancellationToken.None);

        report.Outcome.ShouldBe(ImportOutcome.BadInput);
        report.Message!.ShouldContain("175 of the 13556 rows on record for these months are not in the file");
        (await Log()).Count.ShouldBe(13556);
    }

    [Fact]
    public async Task A_dry_run_records_nothing()
    {
        var report = await ImportFile(Write("in.csv", First), Releases, dryRun: true);

        (report.RowsRead, report.Facts, report.Release).ShouldBe((7, 7, null));
        (await Log()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_profile_of_releases_makes_published_rows_alone()
    {
        var report = await Import(
            First, Releases.Replace("\"type\": \"licence_published\"", "\"type\": \"stock_entered\"", StringComparison.Ordinal));

        report.Outcome.ShouldBe(ImportOutcome.BadInput);
        report.Message!.ShouldContain("a release is made of facts 'licence_published' alone");
    }
}
