using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Embargoes;

/// <summary>An embargoed territory, with the measures that make it one.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Measures">The measures, by name.</param>
/// <param name="IsTerritorial">
/// Does one of them bind everybody there who is not exempt? One aimed at groups, as at all forces but those of the
/// government, leaves the State itself free.
/// </param>
/// <param name="IsEstablished">Is one of them established to be in force on the day?</param>
/// <param name="Facts">The facts it rests on, ascending.</param>
public sealed record EmbargoedTerritory(
    string Country, ValueList<string> Measures, bool IsTerritorial, bool IsEstablished, ValueList<long> Facts);

/// <summary>How near a country is to embargoes on a day (RSK-019).</summary>
/// <param name="Country">The country.</param>
/// <param name="Own">Its own embargo; null when it is under none.</param>
/// <param name="Neighbours">The neighbours by land that are under one, by code.</param>
public sealed record EmbargoNeighbourhood(
    string Country, EmbargoedTerritory? Own, ValueList<EmbargoedTerritory> Neighbours)
{
    /// <summary>
    /// The value of RSK-019: 100 when it is under embargo itself, 70 when two or more neighbours are, 40 when one is, 0
    /// when none is.
    /// </summary>
    public int Value => Own is not null ? 100 : Neighbours.Count switch { 0 => 0, 1 => 40, _ => 70 };

    /// <summary>As the curve of RSK-019 reads it: 0 none, 1 one neighbour, 2 two or more, 3 itself.</summary>
    public int Code => Own is not null ? 3 : Math.Clamp(Neighbours.Count, 0, 2);

    /// <summary>The facts it rests on, ascending.</summary>
    public ValueList<long> Facts => (Own?.Facts ?? []).Concat(Neighbours.SelectMany(it => it.Facts)).Distinct().Order()
        .ToValueList();

    /// <summary>
    /// The neighbourhood of a country; null while no table of embargoes is loaded, because then nothing can be said.
    /// Measures that are lifted, had not begun, or are not applied here do not count, nor do those on listed parties:
    /// they have no territory. One whose going on is not established does.
    /// </summary>
    /// <param name="country">ISO 3166-1 alpha-2.</param>
    /// <param name="day">The day.</param>
    /// <param name="embargoes">The table.</param>
    public static EmbargoNeighbourhood? Of(string country, LocalDate day, EmbargoTable embargoes)
    {
        if (embargoes.Loaded is null)
        {
            return null;
        }

        var code = CountryCodes.Today(country);
        return new(
            code,
            Territory(code, day, embargoes),
            Borders.Neighbours(code, day).Select(it => Territory(it, day, embargoes)).OfType<EmbargoedTerritory>()
                .ToValueList());
    }

    private static EmbargoedTerritory? Territory(string country, LocalDate day, EmbargoTable embargoes)
    {
        var on = Happened.On(day);
        var measures = embargoes.Measures
            .Where(it => it.Fact.Target != EmbargoTarget.ListedParties && it.IsApplied(on)
                && it.On(on) is not (EmbargoStanding.NotYet or EmbargoStanding.Lifted)
                && it.Fact.Areas.Any(area => EmbargoMeasure.Same(area.Country, country)))
            .ToImmutableArray();
        return measures.IsEmpty
            ? null
            : new(
                country,
                measures.Select(it => it.Name).ToValueList(),
                measures.Any(it => it.Fact.Target == EmbargoTarget.Territory),
                measures.Any(it => it.On(on) == EmbargoStanding.InForce),
                measures.SelectMany(it => it.Facts(on)).Distinct().Order().ToValueList());
    }
}
