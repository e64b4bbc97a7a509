using TransferLedger.Authorities;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Embargoes;

/// <summary>Where a measure stands on a day.</summary>
public enum EmbargoStanding
{
    /// <summary>It had not begun.</summary>
    NotYet,

    /// <summary>It had been lifted.</summary>
    Lifted,

    /// <summary>The dates on record do not tell: the day lies within the uncertainty of begin or end.</summary>
    Uncertain,

    /// <summary>
    /// Its last known end is over, and no later decision is on record: whether it goes on is not established.
    /// </summary>
    NotEstablished,

    /// <summary>It is in force.</summary>
    InForce,
}

/// <summary>One measure of a regime, with what was decided about it since.</summary>
/// <param name="Imposed">What imposed it.</param>
/// <param name="Renewals">What renewed it, in the order of decision.</param>
/// <param name="Lifted">What lifted it; null when nothing did.</param>
/// <param name="Policy">
/// The decisions of this ledger's authority on whether the regime is applied, in the order of decision.
/// </param>
public sealed record EmbargoMeasure(
    Entry<EmbargoImposed> Imposed,
    ValueList<Entry<EmbargoRenewed>> Renewals,
    Entry<EmbargoLifted>? Lifted,
    ValueList<Entry<EmbargoPolicySet>> Policy)
{
    private const string SecurityCouncil = "UN";

    /// <summary>What it says.</summary>
    public EmbargoImposed Fact => Imposed.Fact;

    /// <summary>Regime and measure, for people: <c>UN-2653/territory</c>.</summary>
    public string Name => $"{Fact.Regime}/{Fact.Measure}";

    /// <summary>The last day it runs to as decided by a day; null when it is open-ended.</summary>
    public Happened? RunsTo(Happened day) => LastRenewal(day) is { } last ? last.Fact.RunsTo : Fact.RunsTo;

    /// <summary>The facts it rests on as they stood on a day, ascending.</summary>
    public ValueList<long> Facts(Happened day) =>
        new[] { Imposed.Position, LastRenewal(day)?.Position ?? 0, Lifted?.Position ?? 0, PolicyOn(day)?.Position ?? 0 }
            .Where(it => it > 0).Order().ToValueList();

    /// <summary>Where it stands on a day. Where dates are uncertain, it may be in force.</summary>
    public EmbargoStanding On(Happened day)
    {
        if (day.Latest < Fact.From.Earliest)
        {
            return EmbargoStanding.NotYet;
        }

        if (Lifted?.Fact.Happened is { } lifted && day.Earliest > lifted.Latest)
        {
            return EmbargoStanding.Lifted;
        }

        if (day.Earliest < Fact.From.Earliest || day.Latest < Fact.From.Latest
            || (Lifted?.Fact.Happened is { } end && day.Latest > end.Latest)
            || (Lifted?.Fact.Happened is { } about && day.Earliest > about.Earliest))
        {
            return EmbargoStanding.Uncertain;
        }

        return RunsTo(day) is { } last && day.Latest > last.Latest
            ? EmbargoStanding.NotEstablished
            : EmbargoStanding.InForce;
    }

    /// <summary>
    /// Is it applied here on a day? What the authority decided; without a decision, measures of the Security Council
    /// are, contested or not, and those of other issuers are not.
    /// </summary>
    public bool IsApplied(Happened day) => PolicyOn(day)?.Fact.Applied ?? Fact.Issuer == SecurityCouncil;

    /// <summary>Has the authority decided not to apply it?</summary>
    public bool IsSetAside(Happened day) => PolicyOn(day) is { Fact.Applied: false };

    /// <summary>Does it forbid any of these goods? Unknown goods may be any.</summary>
    public bool Covers(ValueList<GoodsClass> goods) =>
        Fact.Goods.Count == 0 || goods.Count == 0 || goods.Any(Fact.Goods.Contains);

    /// <summary>Who it exempts that an end user is; null when it exempts none such.</summary>
    /// <param name="kind">What kind of end user; null when it is not known.</param>
    /// <param name="name">Its name; null when it is not known.</param>
    /// <param name="country">Its country; null when it is not known.</param>
    /// <param name="names">What else it goes by.</param>
    internal ExemptParty? Exemption(EndUserKind? kind, string? name, string? country, PartyNames names) =>
        Fact.Exempt.FirstOrDefault(it =>
            (kind is { } known && it.Kinds.Contains(known) && IsOfTheArea(country))
            || (name is not null && it.Names.Any(one => names.Mean(name, one))));

    /// <summary>A government abroad is not the government that the exemption means.</summary>
    private bool IsOfTheArea(string? country) =>
        Fact.Areas.Count == 0 || (country is not null && Fact.Areas.Any(it => Same(it.Country, country)));

    private Entry<EmbargoRenewed>? LastRenewal(Happened day) =>
        Renewals.LastOrDefault(it => it.Fact.Happened.Earliest <= day.Latest);

    private Entry<EmbargoPolicySet>? PolicyOn(Happened day) =>
        Policy.LastOrDefault(it => it.Fact.Happened.Earliest <= day.Latest);

    /// <summary>Are two codes of the same country? One that changed its code stays itself.</summary>
    internal static bool Same(string one, string other) => CountryCodes.Today(one) == CountryCodes.Today(other);
}
