using System.Globalization;
using NodaTime;
using TransferLedger.Custody;
using TransferLedger.Diversion;
using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Countries;

/// <summary>One weapon of a country profile, at the point on the two clocks that was asked for.</summary>
/// <param name="Weapon">The weapon.</param>
/// <param name="Still">Is it still there?</param>
/// <param name="Description">What it is.</param>
/// <param name="Marks">Its marks, by kind and text; of serials only whether they could be read.</param>
/// <param name="Channels">How it came into the hands of an authority there.</param>
/// <param name="Unresolved">The rules it breaks, where nobody has decided on the finding.</param>
/// <param name="Diversions">Diversion findings about it that nobody has decided.</param>
public sealed record ProfileWeapon(
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
    /// <param name="weapon">The weapon.</param>
    /// <param name="dossier">What it is replayed from.</param>
    /// <param name="country">ISO 3166-1 alpha-2, of today or former.</param>
    /// <param name="asOf">The point on the two clocks.</param>
    /// <param name="now">The instant of asking.</param>
    public static ProfileWeapon? Of(WeaponId weapon, WeaponDossier dossier, string country, AsOf asOf, Instant now)
    {
        var codes = CountryCodes.AllOf(country);
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

        bool Is(string? written) =>
            written is not null && codes.Contains(written.Trim().ToUpperInvariant(), StringComparer.Ordinal);
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
