using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Risk;

/// <summary>What kind of thing a risk is asked of. Source: sections 3 and 5 of the rules on diversion risk.</summary>
public enum RiskUnitKind
{
    /// <summary>A country.</summary>
    Country,

    /// <summary>An end user, or a holder of arms.</summary>
    Party,

    /// <summary>A store of one holder.</summary>
    Site,

    /// <summary>A broker, as certificates name it.</summary>
    Broker,

    /// <summary>A carrier, as certificates and departures name it.</summary>
    Carrier,
}

/// <summary>Whose risk is asked for.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Key">
/// A country's code in capitals; a party by its subject without the kind; a site as
/// <see cref="SiteKey(string, string)"/> spells it; a broker or carrier as <see cref="NamedKey"/> does.
/// </param>
public sealed record RiskUnit(RiskUnitKind Kind, string Key)
{
    /// <summary>A country.</summary>
    /// <param name="code">ISO 3166-1 alpha-2 in capitals.</param>
    public static RiskUnit Country(string code) => new(RiskUnitKind.Country, code);

    /// <summary>How a site is spelt: the same store of the same holder in any writing. Null when either has no letter
    /// or digit.</summary>
    /// <param name="holder">The holder, by its subject without the kind.</param>
    /// <param name="site">The name of the site.</param>
    public static string? SiteKey(string? holder, string? site) =>
        holder is not null && Subject.Normalise(site ?? "") is { Length: > 0 } name ? $"{holder}/{name}" : null;

    /// <summary>How a broker or carrier is spelt; null when its name has no letter or digit.</summary>
    /// <param name="kind">Broker or carrier.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another kind.</exception>
    public static string? NamedKey(RiskUnitKind kind, string name) => Subject.Normalise(name) is { Length: > 0 } key
        ? kind switch
        {
            RiskUnitKind.Broker => $"broker/{key}",
            RiskUnitKind.Carrier => $"carrier/{key}",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Neither broker nor carrier."),
        }
        : null;

    internal static string? SiteKey(string? holder, Place? place) => SiteKey(holder, place?.Name);
}
