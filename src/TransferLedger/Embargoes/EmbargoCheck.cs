using System.Collections.Immutable;
using TransferLedger.Authorities;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Parties;

namespace TransferLedger.Embargoes;

/// <summary>A place that goods come from, go through or go to.</summary>
/// <param name="Field">Where it was read, such as <c>destination</c>.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Address">Street, town and name there, as far as they are known; null when only the country is.</param>
/// <param name="Party">The party there; null when it is only a country.</param>
/// <param name="Origin">Do the goods come from there? Otherwise they go there.</param>
/// <param name="Transit">
/// Do they only pass there? Measures aimed at groups ask where goods end, not where they pass.
/// </param>
/// <param name="Position">The fact that names it; 0 when the certificate does.</param>
public sealed record EmbargoPoint(
    string Field,
    string Country,
    string? Address = null,
    string? Party = null,
    bool Origin = false,
    bool Transit = false,
    long Position = 0);

/// <summary>What is to be held against the table.</summary>
/// <param name="Points">Every place and party of the transfer.</param>
/// <param name="Goods">What the goods are; empty when it is not known, and then they may be anything.</param>
/// <param name="EndUser">The end user's name; null when it is not known.</param>
/// <param name="Kind">What kind of end user; null when it is not known.</param>
/// <param name="Country">The end user's country; null when it is not known.</param>
public sealed record EmbargoQuestion(
    ValueList<EmbargoPoint> Points,
    ValueList<GoodsClass> Goods = default,
    string? EndUser = null,
    EndUserKind? Kind = null,
    string? Country = null);

/// <summary>How a place lies to the area of a measure.</summary>
public enum EmbargoReach
{
    /// <summary>Within it.</summary>
    Within,

    /// <summary>In the country; whether in the region, the address does not tell.</summary>
    RegionUnknown,

    /// <summary>In the country, in a town that the region's list does not have.</summary>
    RegionElsewhere,
}

/// <summary>A measure that touches a transfer on a day.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Standing">Where it stands: in force, or perhaps.</param>
/// <param name="Point">The place or party it touches.</param>
/// <param name="Reach">How the place lies to its area.</param>
/// <param name="Exempt">As whom the end user is exempt; null when it is not.</param>
/// <param name="Group">The group whose link or area it is; null when none is on record.</param>
/// <param name="Facts">The facts it rests on, ascending.</param>
public sealed record EmbargoHit(
    EmbargoMeasure Measure,
    EmbargoStanding Standing,
    EmbargoPoint Point,
    EmbargoReach Reach,
    ExemptParty? Exempt,
    string? Group,
    ValueList<long> Facts)
{
    /// <summary>Is the measure aimed at a territory?</summary>
    public bool IsTerritorial => Measure.Fact.Target == EmbargoTarget.Territory;
}

/// <summary>Which embargoes touch a transfer? Pure: the same table and question, the same answer.</summary>
public static class EmbargoCheck
{
    /// <summary>
    /// Every measure that touches a transfer on a day, in the order of the table, places in the order asked.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="asked">The transfer.</param>
    /// <param name="day">The day.</param>
    /// <param name="register">
    /// What else the parties go by: a measure or link that names one under an alias means it.
    /// </param>
    public static ImmutableArray<EmbargoHit> On(
        EmbargoTable table, EmbargoQuestion asked, Happened day, PartyRegister register)
    {
        var names = new PartyNames(register);
        return [.. table.Measures.SelectMany(measure => OfMeasure(table, measure, asked, day, names))];
    }

    private static IEnumerable<EmbargoHit> OfMeasure(
        EmbargoTable table, EmbargoMeasure measure, EmbargoQuestion asked, Happened day, PartyNames names)
    {
        var standing = measure.On(day);
        if (standing is EmbargoStanding.NotYet or EmbargoStanding.Lifted || !measure.Covers(asked.Goods))
        {
            return [];
        }

        var exempt = measure.Exemption(asked.Kind, asked.EndUser, asked.Country, names);
        return asked.Points
            .Where(it => Reaches(measure.Fact.Direction, it.Origin)
                && !(it.Transit && measure.Fact.Target != EmbargoTarget.Territory))
            .Select(it => Touch(table, measure, standing, it, exempt, day, names)).OfType<EmbargoHit>();
    }

    private static bool Reaches(EmbargoDirection direction, bool origin) =>
        direction == EmbargoDirection.Both || direction == (origin ? EmbargoDirection.From : EmbargoDirection.To);

    private static EmbargoHit? Touch(
        EmbargoTable table,
        EmbargoMeasure measure,
        EmbargoStanding standing,
        EmbargoPoint point,
        ExemptParty? exempt,
        Happened day,
        PartyNames names)
    {
        var facts = point.Position > 0 ? Ascending(measure.Facts(day), point.Position) : measure.Facts(day);
        if (measure.Fact.Parties.FirstOrDefault(it =>
            point.Party is { } party && names.Mean(party, it)) is { } named)
        {
            return new(measure, standing, point, EmbargoReach.Within, null, named, facts);
        }

        if (Reported(table, measure, point, day, names) is var (group, position))
        {
            // Who is linked to the group is no exempt party, whatever it calls itself.
            return new(measure, standing, point, EmbargoReach.Within, null, group, Ascending(facts, position));
        }

        var areas = measure.Fact.Areas.Where(it => EmbargoMeasure.Same(it.Country, point.Country)).ToList();
        if (areas.Count == 0 || measure.Fact.Target == EmbargoTarget.ListedParties)
        {
            return null;
        }

        return new(measure, standing, point, areas.Min(it => ReachOf(it, point)), exempt, null, facts);
    }

    /// <summary>The link or area on record that ties a place or party to a group of the regime.</summary>
    private static (string Group, long Position)? Reported(
        EmbargoTable table, EmbargoMeasure measure, EmbargoPoint point, Happened day, PartyNames names)
    {
        var link = table.Links.FirstOrDefault(it => IsOf(it.Fact.Regime) && point.Party is { } party
            && names.Mean(party, it.Fact.Party) && Lasts(it.Fact.Happened, it.Fact.Until, day));
        if (link is not null)
        {
            return (link.Fact.Group, link.Position);
        }

        var area = table.Areas.FirstOrDefault(it => IsOf(it.Fact.Regime)
            && EmbargoMeasure.Same(it.Fact.Country, point.Country)
            && (it.Fact.Place is not { } place || Names(point.Address, place))
            && Lasts(it.Fact.Happened, it.Fact.Until, day));
        return area is null ? null : (area.Fact.Group, area.Position);

        bool IsOf(string regime) => Subject.Normalise(regime) == Subject.Normalise(measure.Fact.Regime);
    }

    private static bool Lasts(Happened from, Happened? until, Happened day) =>
        from.Earliest <= day.Latest && (until is null ? true : until.Latest >= day.Earliest);

    private static EmbargoReach ReachOf(EmbargoArea area, EmbargoPoint point) =>
        area.Region is not { } region ? EmbargoReach.Within
        : string.IsNullOrWhiteSpace(point.Address) ? EmbargoReach.RegionUnknown
        : area.Places.Prepend(region).Any(it => Names(point.Address, it)) ? EmbargoReach.Within
        : EmbargoReach.RegionElsewhere;

    /// <summary>Does an address name a place, as a word of its own?</summary>
    private static bool Names(string? address, string place) =>
        address is not null
        && $"-{NameKey.Of(address)}-".Contains($"-{NameKey.Of(place)}-", StringComparison.Ordinal);

    private static ValueList<long> Ascending(ValueList<long> facts, long more) =>
        facts.Append(more).Order().ToValueList();
}
