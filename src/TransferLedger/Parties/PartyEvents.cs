using TransferLedger.Authorities;
using TransferLedger.Ledger;

namespace TransferLedger.Parties;

/// <summary>
/// The register of parties: who they are, what they may normally have, which brokers are registered. Kept by the
/// licensing office from its own inquiries. The home of each fact is <c>party/{name or id}</c>. Stored for ever: add,
/// never change.
/// </summary>
/// <param name="Happened">From when on it holds.</param>
public abstract record PartyEvent(Happened Happened) : LedgerEvent(Happened);

/// <summary>What kind of party it is.</summary>
public enum PartyKind
{
    /// <summary>Armed forces, police or another body of a state.</summary>
    StateBody,

    /// <summary>A company or association.</summary>
    Company,

    /// <summary>A person.</summary>
    Person,

    /// <summary>A vessel, aircraft or vehicle.</summary>
    Conveyance,

    /// <summary>Anyone else.</summary>
    Other,
}

/// <summary>An identifier somebody has given a party.</summary>
/// <param name="Scheme">Who gives it: <c>IMO</c>, <c>register of companies Hamburg</c>.</param>
/// <param name="Value">The identifier.</param>
public sealed record PartyIdentifier(string Scheme, string Value);

/// <summary>How many weapons of a calibre a party has, as its inventories count them.</summary>
/// <param name="Calibre">As they write it.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Class">What they are to the rules; null when nobody says.</param>
public sealed record WeaponsHeld(string Calibre, long Quantity, GoodsClass? Class = null);

/// <summary>From this date on a party is known to be this. A later one replaces an earlier one whole.</summary>
/// <param name="Happened">From when on.</param>
/// <param name="Kind">What kind of party it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Country">ISO 3166-1 alpha-2 of its seat.</param>
/// <param name="Aliases">Other names; the entry is found by each of them.</param>
/// <param name="Identifiers">What others know it by.</param>
/// <param name="Strength">How many members it has declared (EUC-045); null when it has not.</param>
/// <param name="Mandate">The goods it may normally have (EUC-060); empty when nobody has said.</param>
/// <param name="Calibres">
/// The calibres of the weapons it has, as its inventories write them (EUC-017, EUC-060); empty when nobody has said.
/// </param>
/// <param name="Weapons">
/// How many weapons it has, by calibre, as far as anybody has counted (EUC-017, EUC-045, EUC-060).
/// </param>
public sealed record PartyRegistered(
    Happened Happened,
    PartyKind Kind,
    string Name,
    string? Country = null,
    ValueList<string> Aliases = default,
    ValueList<PartyIdentifier> Identifiers = default,
    long? Strength = null,
    ValueList<GoodsClass> Mandate = default,
    [AddedLater] ValueList<string> Calibres = default,
    [AddedLater] ValueList<WeaponsHeld> Weapons = default)
    : PartyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() =>
        Aliases.Prepend(Name).Select(PartyRegister.SubjectOf).OfType<Subject>().Distinct();
}

/// <summary>From this date on a party is known by an identifier, and found by it whatever its name is.</summary>
/// <param name="Happened">From when on.</param>
/// <param name="Identifier">The identifier.</param>
public sealed record PartyIdentified(Happened Happened, PartyIdentifier Identifier) : PartyEvent(Happened)
{
    /// <inheritdoc/>
    public override IEnumerable<Subject> AlsoAbout() =>
        PartyRegister.SubjectOf(Identifier) is { } found ? [found] : [];
}

/// <summary>From this date on a broker is registered in a jurisdiction, or is known to need no registration.</summary>
/// <param name="Happened">From when on.</param>
/// <param name="Jurisdiction">ISO 3166-1 alpha-2 of the state.</param>
/// <param name="Number">The number of the registration; null when there is none.</param>
/// <param name="Until">The last day it is valid; null for no end.</param>
/// <param name="LawAsks">Does the law there ask brokers to register? If not, the broker needs no number.</param>
public sealed record BrokerRegistered(
    Happened Happened, string Jurisdiction, string? Number = null, Happened? Until = null, bool LawAsks = true)
    : PartyEvent(Happened);

/// <summary>The last day on which a broker was registered in a jurisdiction.</summary>
/// <param name="Happened">The last day.</param>
/// <param name="Jurisdiction">ISO 3166-1 alpha-2 of the state.</param>
/// <param name="Reason">Why it ended.</param>
public sealed record BrokerRegistrationEnded(Happened Happened, string Jurisdiction, string? Reason = null)
    : PartyEvent(Happened);
