using System.Globalization;
using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Diversion;
using TransferLedger.Ledger;

namespace TransferLedger.Countries;

/// <summary>One weapon of a country profile.</summary>
internal sealed record ProfileWeapon(
    WeaponId Weapon,
    bool Still,
    ItemDescription Description,
    ValueList<string> Marks,
    ValueList<string> Channels,
    ValueList<string> Unresolved,
    ValueList<ProfileDiversion> Diversions)
{
    /// <summary>Maker and model; empty where no fact says which model.</summary>
    public string Model =>
        Description.Model is { } model ? $"{Description.Maker} {model}".Trim() : "";

    /// <summary>The year of manufacture; empty where no fact says.</summary>
    public string Year => Description.Year?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>The weapon at the point asked for; null when it had not been in the country by then.</summary>
    public static ProfileWeapon? Of(
        WeaponId weapon, WeaponDossier dossier, ValueList<string> codes, AsOf asOf, Instant now)
    {
        if (CustodyReport.Of(weapon, dossier, asOf, now) is not { } report)
        {
            return null;
        }

        var held = report.Chain.Segments.OfType<CustodySegment.Known>().ToList();
        if (!held.Exists(it => Is(it.Place?.Country ?? it.Custodian.Country)))
        {
            return null;
        }

        var shown = report.Facts.Select(it => it.Position).ToHashSet();
        var facts = StandingFacts.Of(dossier.Facts.Where(it => asOf.KnownBy is not { } by || it.At <= by)).ToList();
        return new(
            weapon,
            held.Count > 0 && held[^1] is { To: null } last && Is(last.Place?.Country ?? last.Custodian.Country),
            report.Description,
            report.Marks.Select(it => InShort(it.Mark)).ToValueList(),
            facts.Where(it => shown.Contains(it.Position)).Select(it => ChannelOf(it.Fact)).OfType<(string, string?)>()
                .Where(it => Is(it.Item2)).Select(it => it.Item1).ToValueList(),
            report.Findings.Where(it => it.Decided is null && it.What.Severity >= Severity.Breach)
                .Select(it => it.What.Rule).ToValueList(),
            OpenDiversions(dossier, asOf).ToValueList());

        bool Is(string? country) =>
            country is not null && codes.Contains(country.Trim().ToUpperInvariant(), StringComparer.Ordinal);
    }

    /// <summary>A serial is one weapon's own; only whether it could be read is worth counting.</summary>
    private static string InShort(Mark mark) => mark.Kind == MarkKind.Serial
        ? $"Serial, {mark.Legibility}"
        : $"{mark.Kind} {mark.Text}".Trim();

    private static (string Channel, string? Country)? ChannelOf(LedgerEvent fact) => fact switch
    {
        SeizureRecorded it => (it.Channel ?? "seizure", it.Place.Country ?? it.Authority.Country),
        FoundRecorded it => ("found", it.Place.Country ?? it.Authority.Country),
        SurrenderRecorded it => (it.Programme, it.Place.Country ?? it.Authority.Country),
        CapturedReported it => ("captured", it.Place.Country ?? it.Holder?.Country),
        ImportRecorded it => ("import", it.Country),
        _ => null,
    };

    private static IEnumerable<ProfileDiversion> OpenDiversions(WeaponDossier dossier, AsOf asOf)
    {
        var known = dossier.Facts.Where(asOf.Includes).ToList();
        var corrections = known.Where(it => it.Fact is CorrectionEvent).ToList();
        return known.Where(it => it.Fact is DiversionEvent).GroupBy(it => it.Home)
            .Select(it => DiversionCase.Of(it.Concat(corrections).DistinctBy(one => one.Position)
                .OrderBy(one => one.Position)))
            .OfType<DiversionCase>().Where(it => it.IsOpen)
            .Select(it => new ProfileDiversion(it.Reference, it.Status, it.Asserted.Item.Key, it.Position));
    }
}
