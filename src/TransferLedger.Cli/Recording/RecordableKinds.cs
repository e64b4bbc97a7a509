using System.Globalization;
using TransferLedger.Authorizations;
using TransferLedger.Custody;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Mirror;
using TransferLedger.Shipments;

namespace TransferLedger.Cli.Recording;

/// <summary>A kind of fact that a person records as it is.</summary>
/// <param name="Type">Its stored name.</param>
/// <param name="Section">The section of the catalogue it stands in.</param>
/// <param name="Home">With what it is kept.</param>
internal sealed record RecordableKind(string Type, string Section, FactHome Home)
{
    /// <summary>The subcommand: <c>loss-reported</c>.</summary>
    public string Command => Type.Replace('_', '-');

    /// <summary>The record.</summary>
    public Type Fact => EventCatalogue.TypeOf(Type)!;
}

/// <summary>
/// Which kinds of facts a person records with <c>ledger record</c>: those that no command of their own decides or takes
/// in. Everything else about them comes from the records themselves.
/// </summary>
internal static class RecordableKinds
{
    private const string Identity = "Identity and marks of a weapon";
    private const string Custody = "Custody of a weapon";
    private const string Losses = "Losses, finds, seizures, evidence";
    private const string Moves = "Shipments on their way";
    private const string Authorities = "The register of authorities";
    private const string Parties = "The register of parties, brokers and conveyances";
    private const string Papers = "Papers of others";
    private const string Embargoes = "Embargoes, measure by measure";
    private const string Licences = "Licences as other systems tell of them";
    private const string Reference = "Reference and statistics";
    private const string Amendments = "What is wrong on record";

    private static readonly FactHome Weapon = new FactHome.Weapon(MayBeNew: false);
    private static readonly FactHome NewWeapon = new FactHome.Weapon(MayBeNew: true);
    private static readonly FactHome Shipment = new FactHome.Named("shipment", 2, "Country and number.", "DE/S-2026-31");
    private static readonly FactHome Authority = new FactHome.Named("authority", 2, "Country and short name.", "IS/moj");
    private static readonly FactHome Party = new FactHome.Named("party", 1, "Its name.", "Example Brokers Ltd");
    private static readonly FactHome Conveyance = new FactHome.Conveyance();
    private static readonly FactHome Amended = new FactHome.Amended();

    private static readonly FactHome Regime = new FactHome.Said(it => EmbargoTable.RegimeOf(it switch
    {
        EmbargoImposed measure => measure.Regime,
        EmbargoRenewed measure => measure.Regime,
        EmbargoLifted measure => measure.Regime,
        _ => throw new ArgumentException($"{it.GetType().Name} names no regime.", nameof(it)),
    }));

    private static readonly FactHome Licence = new FactHome.Said(it => ((LicenceReport)it).KeptWith!.Value);

    /// <summary>All of them, section by section.</summary>
    public static IReadOnlyList<RecordableKind> All { get; } =
    [
        .. Of(Identity, NewWeapon, "item_manufactured", "item_registered"),
        .. Of(Identity, Weapon, "marking_recorded", "import_recorded", "component_installed", "component_removed"),
        .. Of(
            Custody, Weapon, "stock_entered", "stock_moved", "custody_transferred", "handover_confirmed",
            "issued_to_user", "returned_from_user", "recovered_to_owner", "deactivated", "device_bound", "device_read"),
        .. Of(
            Losses, Weapon, "loss_reported", "theft_reported", "captured_reported", "seizure_recorded",
            "found_recorded", "ballistic_exhibit_linked"),
        .. Of(
            Moves, Shipment, "transit_entered", "transit_exited", "transshipped", "serial_list_supplied",
            "transfer_request_cancelled", "contingent_rotated"),
        .. Of(Moves, Made<TransitRuleStated>(it => TransitRuleStated.SubjectOf(it.Country)), "transit_rule_stated"),
        .. Of(
            Authorities, Authority, "authority_registered", "authority_closed", "number_pattern_set",
            "contact_point_registered", "contact_point_withdrawn", "signatory_appointed", "signatory_term_ended",
            "blanks_lost", "template_registered", "template_withdrawn", "issuer_key_registered",
            "issuer_key_withdrawn"),
        .. Of(
            Parties, Party, "party_registered", "party_identified", "broker_registered", "broker_registration_ended"),
        .. Of(
            Parties, Conveyance, "conveyance_registered", "conveyance_registration_ended", "conveyance_not_found"),
        .. Of(
            Papers, new FactHome.Named("certificate", 2, "Country and number.", "IS/EUC/0017/2026"),
            "digital_signature_checked"),
        .. Of(
            Papers, new FactHome.Named("authorization", 2, "State and number of the denial.", "FR/D-2026-7"),
            "transfer_denied"),
        .. Of(Embargoes, Regime, "embargo_imposed", "embargo_renewed", "embargo_lifted"),
        .. Of(
            Licences, Licence, "licence_reported", "licence_usage_reported", "licence_usage_totalled",
            "licence_message_answered"),
        .. Of(Reference, Made<ProductionListed>(it => ProductionListed.SubjectOf(it.Maker)), "production_listed"),
        .. Of(Reference, Made<TradeReported>(TradeHome), "trade_reported"),
        .. Of(Amendments, Amended, "record_corrected", "record_retracted", "record_disputed"),
    ];

    /// <summary>
    /// Why a fact of such a kind is not for this command all the same; null when it is. What this office decides it
    /// decides, and only what others say is recorded as they say it (decision 0012).
    /// </summary>
    public static string? NotStated(LedgerEvent fact) => fact is TransferDenied { Own: true }
        ? "--own: a denial of this State is decided, not stated; use ledger authorization deny"
        : null;

    private static FactHome.Said Made<T>(Func<T, Subject> of)
        where T : LedgerEvent =>
        new FactHome.Said(it => of((T)it));

    private static Subject TradeHome(TradeReported it) => Subject.Of(
        "trade", it.Source, it.Happened.Earliest.InUtc().Year.ToString("0000", CultureInfo.InvariantCulture));

    private static IEnumerable<RecordableKind> Of(string section, FactHome home, params string[] types) =>
        types.Select(it => new RecordableKind(it, section, home));
}
