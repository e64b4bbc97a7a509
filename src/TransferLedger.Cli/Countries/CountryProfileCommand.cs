using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using TransferLedger.Cli.Hosting;
using TransferLedger.Countries;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Rules;
using TransferLedger.Store.Countries;
using TransferLedger.Store.Custody;

namespace TransferLedger.Cli.Countries;

/// <summary><c>ledger country profile</c>: weapons and ammunition known in a country.</summary>
internal static class CountryProfileCommand
{
    private const int Shown = 8;
    private const int WeaponsAtOnce = 100;
    private const int LotsAtOnce = 500;

    public static ExampledCommand Make(Terminal terminal)
    {
        var country = new Argument<string>("country") { Description = "ISO 3166-1 alpha-2, of today or former: CD." };
        var csv = new Option<bool>("--csv") { Description = "Print CSV on standard output, and nothing else there." };
        var (happened, known) = (CommonOptions.HappenedBy(), CommonOptions.KnownBy());
        var (data, json) = (CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "profile",
            "What weapons and ammunition were in custody in a country: makers, models, lots, years, marks, channels, and what "
                + "is unresolved about them. Every weapon is replayed, so any point on the two clocks can be asked for.",
            "ledger country profile CD", "ledger country profile CD --happened-by 2020-12-31 --known-by 2021-06-30 --json",
            "ledger country profile HT --csv > haiti.csv")
        {
            country, csv, happened, known, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var code = CountryCommand.Code(line.GetValue(country)!);
            var asOf = CommonOptions.AsOf(line.GetValue(happened), line.GetValue(known));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            await ledger.CatchUp(terminal, cancel);
            var profile = await Read(terminal, ledger, code, asOf, cancel);
            if (line.GetValue(json))
            {
                terminal.Json(profile);
            }
            else if (line.GetValue(csv))
            {
                Csv(terminal, profile);
            }
            else
            {
                Write(terminal.Result, profile);
            }

            return Exit.Done;
        });
        return command;
    }

    private static async Task<CountryProfile> Read(
        Terminal terminal, OpenLedger ledger, string code, AsOf asOf, CancellationToken cancel)
    {
        var keys = await CountryCandidates.Weapons(ledger.Store.Source, CountryCodes.AllOf(code), cancel);
        var weapons = await ProgressBar.Run(terminal, "Replaying", report => Replay(ledger, keys, code, asOf, report, cancel));
        var lots = new List<Recorded>();
        foreach (var some in (await CountryCandidates.Lots(ledger.Store.Source, cancel)).Chunk(LotsAtOnce))
        {
            lots.AddRange((await ledger.Store.Read([.. some.Select(Subject.Parse)], cancel)).Facts);
        }

        return CountryProfile.Of(code, weapons, lots, asOf);
    }

    /// <summary>Some weapons at a time: of each no more is kept than its line of the profile.</summary>
    private static async Task<List<ProfileWeapon>> Replay(
        OpenLedger ledger,
        IReadOnlyList<string> keys,
        string code,
        AsOf asOf,
        Report report,
        CancellationToken cancel)
    {
        var (begun, done) = (Stopwatch.GetTimestamp(), 0L);
        var there = new List<ProfileWeapon>();
        foreach (var some in keys.Select(WeaponId.Parse).Chunk(WeaponsAtOnce))
        {
            var found = new ProfileWeapon?[some.Length];
            await Parallel.ForAsync(0, some.Length, cancel, async (at, stop) => found[at] = ProfileWeapon.Of(
                some[at], await WeaponHistory.Read(ledger.Store, some[at], stop), code, asOf, CommonOptions.Now()));
            there.AddRange(found.OfType<ProfileWeapon>());
            done += some.Length;
            report(done, keys.Count, done / Stopwatch.GetElapsedTime(begun).TotalSeconds, "weapons");
        }

        return there;
    }

    private static IEnumerable<(string Part, ValueList<ProfileCount> Counts)> Parts(CountryProfile it) =>
    [
        ("kind", it.Kinds), ("maker", it.Makers), ("made in", it.Origins), ("model", it.Models), ("calibre", it.Calibres),
        ("year", it.Years), ("mark", it.Marks), ("channel", it.Channels), ("unresolved", it.Unresolved),
    ];

    private static void Csv(Terminal terminal, CountryProfile it)
    {
        terminal.RawResult.WriteLine("country,part,name,count,items");
        foreach (var (part, counts) in Parts(it))
        {
            foreach (var one in counts)
            {
                Line(part, one.Name, one.Count, string.Join(' ', one.Weapons));
            }
        }

        foreach (var lot in it.Lots)
        {
            Line("lot", $"{lot.Lot} {lot.Calibre}".Trim(), lot.Rounds, string.Join(' ', lot.How));
        }

        foreach (var one in it.Diversions)
        {
            Line("diversion", one.Reference, 1, one.Item);
        }

        void Line(string part, string name, long count, string items) => terminal.RawResult.WriteLine(string.Join(
            ',', CsvCells.Of(it.Country, part, name, count.ToString(CultureInfo.InvariantCulture), items)));
    }

    private static void Write(IAnsiConsole console, CountryProfile it)
    {
        var former = it.Codes.Count > 1 ? $" (also as {string.Join(", ", it.Codes.Skip(1))})" : "";
        console.MarkupLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{CountryCommand.Headed(it.Country)}{former}: {it.Weapons} weapons were in custody there, {it.Still} still are; {it.Lots.Count} lots"));
        foreach (var (part, counts) in Parts(it).Where(one => one.Counts.Count > 0))
        {
            var shown = counts.Take(Shown).Select(one => string.Create(
                CultureInfo.InvariantCulture, $"{(one.Name.Length == 0 ? "not stated" : Plain.Of(one.Name))} {one.Count}"));
            console.MarkupLine(
                $"  {part}: {Markup.Escape(string.Join(", ", shown))}"
                    + (counts.Count > Shown ? FormattableString.Invariant($", and {counts.Count - Shown} more") : ""));
        }

        foreach (var lot in it.Lots.Take(Shown))
        {
            console.MarkupLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  lot: {CountryCommand.Cell(lot.Lot)} {CountryCommand.Cell(lot.Calibre ?? "")}, up to {lot.Rounds} rounds ({string.Join(", ", lot.How).Replace('_', ' ')})"));
        }

        foreach (var one in it.Diversions)
        {
            console.MarkupLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  diversion: {CountryCommand.Cell(one.Reference)}, {one.Status}, {CountryCommand.Cell(one.Item)} [grey](fact {one.Fact})[/]"));
        }

        if (it.Weapons > 0)
        {
            console.MarkupLine("  The weapons behind each figure: --json or --csv. One of them: ledger custody ID.");
        }
    }
}
