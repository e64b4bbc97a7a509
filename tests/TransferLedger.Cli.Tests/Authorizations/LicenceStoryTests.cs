using System.Globalization;
using Newtonsoft.Json.Linq;
using TransferLedger.Cli.Tests.Commands;
using TransferLedger.Cli.Tests.Import;

namespace TransferLedger.Cli.Tests.Authorizations;

/// <summary>Real licence data of other systems, read and replayed through the command line.</summary>
public sealed class LicenceStoryTests : IDisposable
{
    private const string Releases = "uk-export-licences/values_release_";
    private readonly Commands.Ledger _ledger = new();

    public void Dispose() => _ledger.Dispose();

    [SharedDataFact(Releases + "2012-10-11.csv")]
    public async Task Two_releases_are_replayed_and_each_question_is_answered_as_known_then()
    {
        foreach (var day in new[] { "2012-10-11", "2013-01-18" })
        {
            var import = await _ledger.Run(
                "import", SharedData.Find($"{Releases}{day}.csv"), "--profile", Profile(), "--recorded-at", day, "--json");
            import.ExitCode.ShouldBe(0, import.Remarks);
            var counts = JObject.Parse(import.Output)["release"]!;

            // awk over both files, rows without their first column as a multiset: 13554 in both, 3704 and 2 in one.
            string.Join(' ', counts.Children<JProperty>().Select(it => $"{it.Name} {it.Value}")).ShouldBe(
                day == "2012-10-11" ? "same 0 changed 0 new 13556 gone 0" : "same 13554 changed 2 new 3702 gone 0");
        }

        // Changed value: group 29726, 4,680,000 to 4,940,000.
        await Check("Nigeria", 2011, null);
        await Check("Nigeria", 2011, "ML6");

        // Another rating for group 33518: gone from PL5017, new in ML1.
        await Check("United Arab Emirates", 2012, "PL5017");
        await Check("United Arab Emirates", 2012, "ML1");

        // Refusals, which the second release numbers anew, and a country that only the second has.
        await Check("Iran", 2012, null);
        await Check("Albania", 2012, null);
        var screen = await _ledger.Run("licence", "published", "--country", "Albania", "--year", "2012");
        screen.Output.ShouldContain("49,700");
    }

    [SharedDataFact("uk-chief-licence-usage/license_usage_file.edi.txt")]
    public async Task Messages_of_customs_are_read_amended_and_asked_as_known_at_each_day()
    {
        await Import("2019-01-13", SharedData.Find("uk-chief-licence-usage/license_usage_file.edi.txt"), 0);
        (await Found("GB/GBSIE2018/45678", "2019-01-13")).ShouldBe("3 used,  left: licence.not-on-record");

        await Import("2019-02-08", await Granting("insert", "237998", "201902080025", "2"), 0);
        (await Found("GB/GBSIE2018/45678", "2019-02-07")).ShouldBe("3 used,  left: licence.not-on-record");
        (await Found("GB/GBSIE2018/45678", "2019-02-08")).ShouldBe("3 used, -1 left: licence.over-used");

        await Import("2019-03-01", await Granting("replace", "238001", "201903010900", "5"), 0);
        (await Found("GB/GBSIE2018/45678", "2019-02-28")).ShouldBe("3 used, -1 left: licence.over-used");
        (await Found("GB/GBSIE2018/45678", "2019-03-01")).ShouldBe("3 used, 2 left: ");

        // Seven lines used with their totals, of which one counts a piece that no use on record names.
        (await Found("GB/GBSIEL/2020/0000002/P", null))
            .ShouldBe("1 used,  left: licence.not-on-record licence.totals-differ");
        var screen = await _ledger.Run("licence", "show", "GB/GBSIE2018/45678", "--known-by", "2019-02-08");
        screen.Output.ShouldContain("2 granted, 3 used.");
        (await _ledger.Run("licence", "show", "GB/GBSIE2018/45678", "--happened-by", "2018-12-31")).ExitCode.ShouldBe(1);
    }

    [SharedDataFact("uk-chief-licence-usage/license_update_file.edi.txt")]
    public async Task The_file_whose_record_runs_into_the_next_ends_with_1_and_names_its_lines()
    {
        var file = Path.Combine(Directory.CreateDirectory(_ledger.Folder + "-in").FullName, "update.edi.txt");
        File.Copy(SharedData.Find("uk-chief-licence-usage/license_update_file.edi.txt"), file);
        try
        {
            var import = await _ledger.Run("import", file);

            import.ExitCode.ShouldBe(1);
            import.Output.ShouldContain("line 7, controlled by (field 9): is missing");
            import.Output.ShouldContain("line 8, (field 9): record 18, 'line', begins inside this one");
            (await _ledger.Run("licence", "show", "GB/GBSIE2018/00001")).ExitCode.ShouldBe(1);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    /// <summary>The totals before and after the second release, beside those of the files themselves.</summary>
    private async Task Check(string country, int year, string? rating)
    {
        foreach (var (known, file) in new[] { ("2012-12-31", "2012-10-11"), ("2013-01-17", "2012-10-11"), (null, "2013-01-18") })
        {
            string[] asked =
            [
                "licence", "published", "--country", country, "--year", $"{year}", "--json",
                .. rating is null ? Array.Empty<string>() : ["--rating", rating],
                .. known is null ? Array.Empty<string>() : ["--known-by", known],
            ];
            var answer = await _ledger.Run(asked);
            var rows = (await File.ReadAllLinesAsync(SharedData.Find($"{Releases}{file}.csv"))).Select(it => it.Split(','))
                .Where(it => it.Length == 7 && it[5] == country && it[1].StartsWith($"{year}-", StringComparison.Ordinal))
                .Where(it => rating is null || it[2] == rating).ToArray();
            answer.ExitCode.ShouldBe(rows.Length == 0 ? 1 : 0, answer.Remarks);
            if (rows.Length > 0)
            {
                var totals = JObject.Parse(answer.Output)["totals"]!;
                ((long)totals["granted"]!, (long)totals["value"]!, (long)totals["refused"]!, (int)totals["rows"]!).ShouldBe((
                    rows.Where(it => it[6] == "0").Sum(it => Number(it[3])), rows.Sum(it => Number(it[4])),
                    rows.Where(it => it[6] == "1").Sum(it => Number(it[3])), rows.Length));
            }
        }
    }

    private static long Number(string cell) => cell.Length == 0 ? 0 : long.Parse(cell, CultureInfo.InvariantCulture);

    private static string Profile() =>
        Path.Combine(SharedData.Root(), "samples", "uk-export-licences", "releases.profile.json");

    private async Task Import(string day, string file, int code)
    {
        var import = await _ledger.Run("import", file, "--format", "chief", "--recorded-at", day);
        import.ExitCode.ShouldBe(code, import.Output + import.Remarks);
    }

    private async Task<string> Found(string licence, string? knownBy)
    {
        var shown = await _ledger.Run(
            ["licence", "show", licence, "--json", .. knownBy is null ? Array.Empty<string>() : ["--known-by", knownBy]]);
        shown.ExitCode.ShouldBe(0, shown.Remarks);
        var account = JObject.Parse(shown.Output);
        var line = account["lines"]![0]!;
        return $"{line["used"]} used, {line["left"]} left: {string.Join(' ', account["findings"]!.Select(it => it["code"]))}";
    }

    /// <summary>A licence for a number of pieces that the usage file uses three of.</summary>
    private async Task<string> Granting(string action, string message, string time, string pieces)
    {
        var path = Path.Combine(_ledger.Folder, $"{message}.edi.txt");
        await File.WriteAllTextAsync(path, $"""
            1\fileHeader\SPIRE\CHIEF\licenceData\{time}\{message}\N
            2\licence\{message}\{action}\GBSIE2018/45678\SIE\E\20180102\20200102
            3\trader\GB123456789000\\20180102\20200102\Exporter Ltd\1 Road\Town\\\\AB1 2CD
            4\country\IS\\D
            5\line\1\\\\\rifle barrels\Q\\17\\{pieces}
            6\end\licence\5
            7\fileTrailer\1
            """);
        return path;
    }
}
