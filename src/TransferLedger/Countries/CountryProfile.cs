using System.Collections.Immutable;
using TransferLedger.Custody;
using TransferLedger.Diversion;
using TransferLedger.Ledger;
using TransferLedger.Lots;
using TransferLedger.Rules;

namespace TransferLedger.Countries;

/// <summary>Something counted, with what it was counted on.</summary>
/// <param name="Name">What; empty where no fact says.</param>
/// <param name="Count">How many weapons.</param>
/// <param name="Weapons">The weapons, in the alphabet of their ids.</param>
public sealed record ProfileCount(string Name, int Count, ValueList<string> Weapons);

/// <summary>A lot that was in the country.</summary>
/// <param name="Lot">The lot.</param>
/// <param name="Maker">The maker; null when no fact says.</param>
/// <param name="Calibre">As written; null when no fact says.</param>
/// <param name="Rounds">The largest number of rounds that one fact speaks of there.</param>
/// <param name="How">The kinds of facts that place it there, by stored name.</param>
/// <param name="Facts">Their positions, ascending.</param>
public sealed record ProfileLot(
    string Lot, string? Maker, string? Calibre, long Rounds, ValueList<string> How, ValueList<long> Facts);

/// <summary>A diversion finding nobody has decided.</summary>
/// <param name="Reference">Its name.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="Item">What it is about.</param>
/// <param name="Fact">The fact that asserted it.</param>
public sealed record ProfileDiversion(string Reference, DiversionStatus Status, string Item, long Fact);

/// <summary>
/// What is known of weapons and ammunition in a country, at a point on the two clocks (F-025). A function of the facts
/// about them; the same facts in any order give the same profile.
/// </summary>
/// <param name="Country">ISO 3166-1 alpha-2, of today.</param>
/// <param name="Codes">Every code it had, under which facts name it.</param>
/// <param name="Weapons">How many weapons were in custody there at some time.</param>
/// <param name="Still">How many are there at the point asked for.</param>
/// <param name="Kinds">By class of weapon.</param>
/// <param name="Makers">By maker.</param>
/// <param name="Origins">By country of manufacture.</param>
/// <param name="Models">By maker and model.</param>
/// <param name="Calibres">By calibre.</param>
/// <param name="Years">By year of manufacture.</param>
/// <param name="Marks">By kind and text of marks; of serials only whether they could be read.</param>
/// <param name="Channels">By the way it came into the hands of an authority there.</param>
/// <param name="Unresolved">By rule: breaks of rules on which nobody has decided.</param>
/// <param name="Diversions">Diversion findings about them that nobody has decided.</param>
/// <param name="Lots">The lots.</param>
public sealed record CountryProfile(
    string Country,
    ValueList<string> Codes,
    int Weapons,
    int Still,
    ValueList<ProfileCount> Kinds,
    ValueList<ProfileCount> Makers,
    ValueList<ProfileCount> Origins,
    ValueList<ProfileCount> Models,
    ValueList<ProfileCount> Calibres,
    ValueList<ProfileCount> Years,
    ValueList<ProfileCount> Marks,
    ValueList<ProfileCount> Channels,
    ValueList<ProfileCount> Unresolved,
    ValueList<ProfileDiversion> Diversions,
    ValueList<ProfileLot> Lots)
{
    /// <summary>The profile.</summary>
    /// <param name="country">ISO 3166-1 alpha-2, of today or former.</param>
    /// <param name="weapons">The weapons that were there by then, each once, in any order.</param>
    /// <param name="lots">The facts about lots that may have been there.</param>
    /// <param name="asOf">The point on the two clocks.</param>
    public static CountryProfile Of(
        string country, IEnumerable<ProfileWeapon> weapons, IEnumerable<Recorded> lots, AsOf asOf)
    {
        var codes = CountryCodes.AllOf(country).ToValueList();
        var there = weapons.OrderBy(it => it.Weapon.Value, StringComparer.Ordinal).ToImmutableArray();
        return new(
            CountryCodes.Today(country),
            codes,
            there.Length,
            there.Count(it => it.Still),
            Count(there, it => [it.Description.Kind ?? ""]),
            Count(there, it => [it.Description.Maker ?? ""]),
            Count(there, it => [it.Description.CountryOfManufacture ?? ""]),
            Count(there, it => [it.Model]),
            Count(there, it => [it.Description.Calibre ?? ""]),
            Count(there, it => [it.Year]),
            Count(there, it => it.Marks),
            Count(there, it => it.Channels),
            Count(there, it => it.Unresolved),
            there.SelectMany(it => it.Diversions).DistinctBy(it => it.Reference, StringComparer.Ordinal)
                .OrderBy(it => it.Reference, StringComparer.Ordinal).ToValueList(),
            LotsOf(lots, codes, asOf));
    }

    private static ValueList<ProfileCount> Count(
        ImmutableArray<ProfileWeapon> weapons, Func<ProfileWeapon, IEnumerable<string>> names) => weapons
        .SelectMany(it => names(it).Distinct(StringComparer.Ordinal).Select(name => (Name: name, it.Weapon)))
        .GroupBy(it => it.Name, StringComparer.Ordinal)
        .Select(it => new ProfileCount(
            it.Key, it.Count(), it.Select(one => one.Weapon.Value).Order(StringComparer.Ordinal).ToValueList()))
        .OrderByDescending(it => it.Count).ThenBy(it => it.Name, StringComparer.Ordinal).ToValueList();

    private static ValueList<ProfileLot> LotsOf(IEnumerable<Recorded> facts, ValueList<string> codes, AsOf asOf)
    {
        var known = facts.Where(it => asOf.KnownBy is not { } by || it.At <= by).DistinctBy(it => it.Position);
        return StandingFacts.Of(known)
            .Where(it => it.Fact is LotEvent && new AsOf(asOf.HappenedBy, null).Includes(it))
            .GroupBy(it => it.Home).OrderBy(it => it.Key)
            .Select(it => LotOf(it.Key, [.. it.OrderBy(one => one.Position)], codes)).OfType<ProfileLot>()
            .ToValueList();
    }

    private static ProfileLot? LotOf(Subject lot, ImmutableArray<Recorded> facts, ValueList<string> codes)
    {
        var there = facts.Where(it => Places(it.Fact).OfType<string>()
            .Any(one => codes.Contains(one.Trim().ToUpperInvariant(), StringComparer.Ordinal))).ToList();
        if (there.Count == 0)
        {
            return null;
        }

        var described = facts.Select(it => ((LotEvent)it.Fact).Describes()).OfType<LotDescription>().ToList();
        return new(
            lot.Key,
            described.Select(it => it.Maker).OfType<string>().FirstOrDefault(),
            described.Select(it => it.Calibre).OfType<string>().FirstOrDefault(),
            there.Max(it => LotFields.RoundsOf((LotEvent)it.Fact) ?? 0),
            there.Select(it => EventCatalogue.NameOf(it.Fact.GetType())).Distinct(StringComparer.Ordinal).ToValueList(),
            there.Select(it => it.Position).ToValueList());
    }

    private static IEnumerable<string?> Places(LedgerEvent fact) => fact switch
    {
        LotProduced it => [it.Site?.Country ?? it.Manufacturer.Country],
        LotReceived it => [it.Site?.Country ?? it.Custodian.Country],
        LotMoved it => [it.FromSite?.Country ?? it.From.Country],
        LotIssued it => [it.Site?.Country ?? it.Custodian.Country],
        LotReturned it => [it.Site?.Country ?? it.Custodian.Country],
        LotConsumed it => [it.Site?.Country ?? it.Custodian.Country],
        LotCounted it => [it.Site?.Country ?? it.Custodian.Country],
        LotLost it => [it.Site?.Country ?? it.Custodian.Country],
        LotSeized it => [it.Place.Country ?? it.Authority.Country],
        LotDestroyed it => [it.Site?.Country ?? it.Custodian.Country],
        _ => [],
    };
}
