using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TransferLedger.Authorities;
using TransferLedger.Certificates;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Countries;
using TransferLedger.Cli.Hosting;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Rules;
using TransferLedger.Store.Certificates;

namespace TransferLedger.Cli.Embargoes;

/// <summary><c>ledger embargo check</c>: was arms supply to a country under embargo on a day?</summary>
internal static class EmbargoCheckCommand
{
    public static ExampledCommand Make(Terminal terminal)
    {
        var country = new Argument<string>("country") { Description = "ISO 3166-1 alpha-2: HT." };
        var on = EmbargoCommand.Text("--on", "On this day. Default: today.", "DATE");
        var goods = new Option<GoodsClass[]>("--goods")
        {
            Description = "What the goods are; more than once for several. Default: anything.",
            DefaultValueFactory = _ => [],
        };
        var kind = new Option<EndUserKind?>("--end-user-kind") { Description = "What kind of end user. Default: not known." };
        var place = EmbargoCommand.Text("--place", "The town of the end user, where a region of a country is meant.", "NAME");
        var endUser = EmbargoCommand.Text("--end-user", "The end user's name.", "NAME");
        var origin = new Option<bool>("--from-there") { Description = "Arms from the country, not to it." };
        var (known, data, json) = (CommonOptions.KnownBy(), CommonOptions.Data(), CommonOptions.Json());
        var command = new ExampledCommand(
            "check",
            "Which embargoes touch a supply to a country on a day? Exit code 0 when none stands in the way, 1 when one does or "
                + "none can be ruled out.",
            "ledger embargo check HT --on 2024-11-01 --goods SmallArms --end-user-kind LawEnforcement",
            "ledger embargo check SD --on 2026-01-31 --place Nyala")
        {
            country, on, goods, kind, endUser, place, origin, known, data, json,
        };
        command.SetAction(async (line, cancel) =>
        {
            var day = CertificateCommand.Day("--on", line.GetValue(on));
            var code = line.GetValue(country)!.Trim().ToUpperInvariant();
            if (!CountryCodes.InForce(code, day))
            {
                throw new CommandFailedException(
                    Exit.BadInput, $"'{Plain.Of(code)}' was no country's code on {day.Text}. {CountryHint.Of(code)}");
            }

            var question = new EmbargoQuestion(
                [new("country", code, line.GetValue(place), line.GetValue(endUser), line.GetValue(origin))],
                ValueList.Create<GoodsClass>(line.GetValue(goods)), line.GetValue(endUser), line.GetValue(kind), code);
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            await EmbargoRecheckCommand.Remind(ledger, terminal, cancel);
            var asOf = CommonOptions.AsOf(null, line.GetValue(known));
            var table = await EmbargoCommand.Table(ledger, asOf, cancel);
            var register = await Register(ledger, question.EndUser, asOf, cancel);
            var hits = EmbargoCheck.On(table, question, day, register).Select(it => Line.Of(it, day))
                .Concat(table.Measures.Where(it => AsksForScreening(it, code, day)).Select(it => Line.OfList(it, day)))
                .ToList();
            var verdict = table.Loaded is null
                ? Verdict.Hold
                : hits.Select(it => it.Verdict).DefaultIfEmpty(Verdict.Pass).Max();
            if (line.GetValue(json))
            {
                terminal.Json(new { country = code, on = day, loaded = table.Loaded is not null, verdict, hits });
            }
            else
            {
                Write(terminal, table, day, code, hits, verdict);
            }

            return verdict >= Verdict.Hold ? Exit.Refused : Exit.Done;
        });
        return command;
    }

    /// <summary>What the register has of an end user: measures and links may name it otherwise.</summary>
    private static async Task<PartyRegister> Register(
        OpenLedger ledger, string? endUser, AsOf asOf, CancellationToken cancel) =>
        endUser is not null && PartyRegister.SubjectOf(endUser) is { } party
            ? PartyRegister.Of(
                (await VerdictReading.Registered(ledger.Store, [party], cancel)).Where(asOf.Includes))
            : PartyRegister.Empty;

    /// <summary>Is it aimed at listed parties in the country, or anywhere?</summary>
    private static bool AsksForScreening(EmbargoMeasure it, string country, Happened day) =>
        it.Fact.Target == EmbargoTarget.ListedParties
        && it.On(day) is not (EmbargoStanding.NotYet or EmbargoStanding.Lifted)
        && (it.Fact.Areas.Count == 0 || it.Fact.Areas.Any(area => area.Country == country));

    private static void Write(
        Terminal terminal, EmbargoTable table, Happened day, string country, List<Line> hits, Verdict verdict)
    {
        EmbargoShow.Heading(terminal.Result, table, day);
        terminal.Result.MarkupLine($"[bold]{country}[/]: {verdict.ToString().ToUpperInvariant()}");
        foreach (var it in hits)
        {
            var facts = string.Join(", ", it.Facts.Select(one => one.ToString(CultureInfo.InvariantCulture)));
            terminal.Result.MarkupLine(
                $"  {it.Verdict.ToString().ToUpperInvariant()}  {EmbargoShow.Cell(it.Measure)}: {EmbargoShow.Cell(it.Title)}; "
                    + $"{EmbargoShow.Cell(it.Says)} [grey](facts {facts})[/]");
        }

        if (hits.Count == 0 && table.Loaded is not null)
        {
            terminal.Result.MarkupLine("  No embargo on record touches it.");
        }
    }

    /// <summary>One measure, and what it comes to here.</summary>
    private sealed record Line(string Measure, string Title, Verdict Verdict, string Says, ValueList<long> Facts)
    {
        public static Line Of(EmbargoHit hit, Happened day)
        {
            var fact = hit.Measure.Fact;
            var (verdict, says) = Weigh(hit, day);
            return new(hit.Measure.Name, fact.Title, verdict, says, hit.Facts);
        }

        public static Line OfList(EmbargoMeasure it, Happened day) => new(
            it.Name, it.Fact.Title, Verdict.Info, "aimed at listed parties: screen every party (EUC-051)", it.Facts(day));

        private static (Verdict Verdict, string Says) Weigh(EmbargoHit hit, Happened day) => hit switch
        {
            _ when !hit.Measure.IsApplied(day) => (
                hit.Measure.IsSetAside(day) ? Verdict.Warn : Verdict.Info,
                "not applied here (ledger embargo policy)"),
            { Group: { } group } => (Verdict.Hold, $"linked to, or under the control of, {group}"),
            { Exempt: { Clearance: { } kind } exempt } =>
                (Verdict.Info, $"exempt: {exempt.Description}, with a clearance of the kind {kind} (EUC-053)"),
            { Exempt: { } exempt } => (Verdict.Info, $"exempt: {exempt.Description}"),
            { Reach: EmbargoReach.RegionUnknown } => (Verdict.Hold, "whether the place lies in the region is not known"),
            { Reach: EmbargoReach.RegionElsewhere } =>
                (Verdict.Warn, "the place is in the country, and the list of the region does not have it"),
            { Standing: EmbargoStanding.Uncertain } => (Verdict.Hold, "the dates on record do not tell"),
            { Standing: EmbargoStanding.NotEstablished } => (
                Verdict.Hold,
                $"ran to {hit.Measure.RunsTo(day)?.Text}; whether it goes on is not established, look it up"),
            { IsTerritorial: false } => (Verdict.Hold, "aimed at groups there: establish that the end user has no link"),
            _ => (Verdict.Reject, "in force; only a clearance opens it"),
        };
    }
}
