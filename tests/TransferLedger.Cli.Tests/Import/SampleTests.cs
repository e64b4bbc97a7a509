using System.Runtime.CompilerServices;
using TransferLedger.Cli.Import;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Tests.Import;

/// <summary>The samples that ship with the project, and the whole data sets they were taken from.</summary>
public sealed class SampleTests : ImportTrial
{
    private static readonly string Samples = Path.Combine(SharedData.Root(), "samples");

    private static string Sample(string folder, string file) => Path.Combine(Samples, folder, file);

    private async Task<ImportReport> ImportSample(
        string folder, string profile, string? data = null, bool dryRun = false)
    {
        var path = data ?? Sample(folder, "traces.csv");
        var rejects = Path.Combine(Folder, Path.GetRandomFileName());
        var report = await Importer.Run(
            new ImportRequest(path, Sample(folder, profile), dryRun, rejects), Store, null, CancellationToken.None);
        report.Outcome.ShouldBe(ImportOutcome.Done, report.Message);
        return report;
    }

    private async Task<List<Recorded>> WeaponsWith(string serial)
    {
        var log = await Log();
        var homes = log
            .Where(it => it.Fact is ItemRegistered registered && registered.Marks.Any(mark => mark.Text == serial))
            .Select(it => it.Home)
            .ToHashSet();
        return [.. log.Where(it => homes.Contains(it.Home))];
    }

    [Fact]
    public async Task Both_trace_profiles_lead_to_the_same_weapon_for_the_same_row()
    {
        var sales = await ImportSample("de-crime-gun-traces", "first-sales.profile.json");
        var before = (await Log()).Select(it => it.Home).ToHashSet();
        var recoveries = await ImportSample("de-crime-gun-traces", "recoveries.profile.json");

        (sales.RowsRead, sales.RowsRejected).ShouldBe((150, 1));
        recoveries.FactsByType.ShouldNotContainKey("item_registered");
        (await Log()).All(it => before.Contains(it.Home)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_pistol_sold_once_and_recovered_twice_is_one_weapon_with_its_chain()
    {
        await ImportSample("de-crime-gun-traces", "first-sales.profile.json");
        await ImportSample("de-crime-gun-traces", "recoveries.profile.json");

        var facts = await WeaponsWith("A557125");
        facts.Select(it => it.Home).Distinct().Count().ShouldBe(1);
        facts.Select(it => (EventCatalogue.NameOf(it.Fact.GetType()), it.Fact.Happened.Text)).ShouldBe(
        [
            ("item_registered", "1981-08-08"),
            ("custody_transferred", "1981-08-08"),
            ("seizure_recorded", "2022-04-18"),
            ("seizure_recorded", "2009-06-02"),
        ]);
        facts[1].Fact.ShouldBeOfType<CustodyTransferred>().Place!.Name.ShouldBe("Sayreville, NJ, US");
    }

    [Fact]
    public async Task A_serial_that_many_weapons_bear_stays_with_each_of_them()
    {
        await ImportSample("de-crime-gun-traces", "first-sales.profile.json");

        (await WeaponsWith("T6429")).Select(it => it.Home).Distinct().Count().ShouldBe(4);
        (await WeaponsWith("382")).Select(it => it.Home).Distinct().Count().ShouldBe(3);
        (await WeaponsWith("HZU8470")).Select(it => it.Home).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task The_corrections_of_the_sample_fit_what_the_profiles_record()
    {
        await ImportSample("de-crime-gun-traces", "first-sales.profile.json");
        await ImportSample("de-crime-gun-traces", "recoveries.profile.json");
        var report = await ImportFile(Sample("de-crime-gun-traces", "corrections.ndjson"), profile: null);
        var again = await ImportFile(Sample("de-crime-gun-traces", "corrections.ndjson"), profile: null);

        report.FactsByType.Values.Sum().ShouldBe(3, string.Join('\n', report.Problems));
        (again.RowsAlreadyThere, again.RowsRejected).ShouldBe((3, 0));
    }

    [Fact]
    public async Task Holdings_and_movements_of_the_lending_programme_are_read()
    {
        var data = Sample("us-leso-weapon-transfers", "transfers.csv");
        var holdings = await ImportSample("us-leso-weapon-transfers", "holdings.profile.json", data);
        var movements = await ImportSample("us-leso-weapon-transfers", "movements.profile.json", data);

        (holdings.RowsRead, holdings.RowsRejected, holdings.RowsRecorded).ShouldBe((240, 0, holdings.Weapons));
        holdings.Weapons.ShouldBe(240 - holdings.RowsSkipped);
        movements.FactsByType["shipment_departed"].ShouldBe(3);
        movements.FactsByType["transfer_request_cancelled"].ShouldBe(4);
        var homes = (await Log()).Select(it => it.Home).ToArray();
        homes.ShouldContain(Subject.Parse("shipment/us/2ytbm810790099"));
        homes.ShouldContain(Subject.Parse("authorization/us/2653072"));
    }

    [SharedDataFact("de-crime-gun-traces/traces_a.csv")]
    public async Task The_whole_trace_file_is_read_and_what_it_rejects_is_known()
    {
        var data = SharedData.Find("de-crime-gun-traces/traces_a.csv");
        var sales = await ImportSample("de-crime-gun-traces", "first-sales.profile.json", data);
        var recoveries = await ImportSample("de-crime-gun-traces", "recoveries.profile.json", data);

        (sales.RowsRead, sales.RowsRecorded, sales.RowsAlreadyThere, sales.RowsRejected).ShouldBe((419, 415, 3, 1));
        (sales.Weapons, sales.Facts).ShouldBe((415, 803));
        (recoveries.RowsRecorded, recoveries.RowsAlreadyThere, recoveries.RowsRejected).ShouldBe((382, 2, 35));
        recoveries.FactsByType["seizure_recorded"].ShouldBe(382);
        recoveries.FactsByType["ballistic_exhibit_linked"].ShouldBe(19);
        recoveries.Problems.Count(it => it.Reason.StartsWith("no day of recovery", StringComparison.Ordinal))
            .ShouldBe(27);
    }

    [SharedDataFact("us-leso-weapon-transfers/leso_weapons_a.csv")]
    public async Task The_whole_lending_file_is_read_and_equal_rows_are_separate_weapons()
    {
        var data = SharedData.Find("us-leso-weapon-transfers/leso_weapons_a.csv");
        var holdings = await ImportSample("us-leso-weapon-transfers", "holdings.profile.json", data);

        (holdings.RowsRead, holdings.RowsRecorded, holdings.RowsSkipped, holdings.RowsRejected)
            .ShouldBe((4550, 4256, 294, 0));
        (holdings.Weapons, holdings.Facts).ShouldBe((4256, 8512));
        (await Log()).Select(it => it.Home).Distinct().Count().ShouldBe(4256);
    }

    [SharedDataFact("de-crime-gun-traces/traces_a.csv")]
    public async Task Ten_thousand_rows_are_all_checked()
    {
        var text = await File.ReadAllTextAsync(SharedData.Find("de-crime-gun-traces/traces_a.csv"));
        var body = text.IndexOf('\n', StringComparison.Ordinal) + 1;
        var path = Path.Combine(Folder, "large.csv");
        await using (var writer = new StreamWriter(path))
        {
            await writer.WriteAsync(text[..body]);
            for (var copy = 0; copy < 24; copy++)
            {
                await writer.WriteAsync(text[body..].Replace("DLR-", $"D{copy}-", StringComparison.Ordinal));
            }
        }

        var report = await ImportSample("de-crime-gun-traces", "recoveries.profile.json", path, dryRun: true);

        report.RowsRead.ShouldBe(419 * 24);
    }
}

/// <summary>A test on data that is not part of the project: skipped, saying so, where it is absent.</summary>
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute(string file)
    {
        if (!File.Exists(SharedData.Find(file)))
        {
            Skip = $"{file} is not here; it is looked for in LEDGER_SHARED_DATA and in ../shared/data.";
        }
    }
}

/// <summary>Where the whole data sets are.</summary>
internal static class SharedData
{
    public static string Find(string file) => Path.Combine(
        Environment.GetEnvironmentVariable("LEDGER_SHARED_DATA") ?? Path.Combine(Root(), "..", "shared", "data"), file);

    public static string Root([CallerFilePath] string here = "")
    {
        // A reproducible build rewrites source paths; the folder the tests run in lies below the root too.
        for (var folder = new FileInfo(File.Exists(here) ? here : typeof(SharedData).Assembly.Location).Directory;
             folder is not null;
             folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TransferLedger.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("The root of the repository, with TransferLedger.sln, was not found.");
    }
}
