using System.Collections.Frozen;
using TransferLedger.Authorities;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Checks;
using TransferLedger.Custody;
using TransferLedger.Diversion;
using TransferLedger.Embargoes;
using TransferLedger.Lots;
using TransferLedger.Mirror;
using TransferLedger.Parties;
using TransferLedger.Risk;
using TransferLedger.Screening;
using TransferLedger.Shipments;
using TransferLedger.Tracing;

namespace TransferLedger.Ledger;

/// <summary>
/// The stored name of every kind of fact. Names are explicit and never follow a rename; each equals the alias a
/// Marten application gives the class, so that it can read the log.
/// </summary>
public static class EventCatalogue
{
    private static readonly FrozenDictionary<string, Type> ByName = new Dictionary<string, Type>(StringComparer.Ordinal)
    {
        ["item_manufactured"] = typeof(ItemManufactured),
        ["item_registered"] = typeof(ItemRegistered),
        ["marking_recorded"] = typeof(MarkingRecorded),
        ["stock_entered"] = typeof(StockEntered),
        ["stock_moved"] = typeof(StockMoved),
        ["custody_transferred"] = typeof(CustodyTransferred),
        ["weapons_passed_on"] = typeof(WeaponsPassedOn),
        ["issued_to_user"] = typeof(IssuedToUser),
        ["returned_from_user"] = typeof(ReturnedFromUser),
        ["inventory_counted"] = typeof(InventoryCounted),
        ["weapons_seen"] = typeof(WeaponsSeen),
        ["loss_reported"] = typeof(LossReported),
        ["theft_reported"] = typeof(TheftReported),
        ["captured_reported"] = typeof(CapturedReported),
        ["seizure_recorded"] = typeof(SeizureRecorded),
        ["found_recorded"] = typeof(FoundRecorded),
        ["surrender_recorded"] = typeof(SurrenderRecorded),
        ["recovered_to_owner"] = typeof(RecoveredToOwner),
        ["ballistic_exhibit_linked"] = typeof(BallisticExhibitLinked),
        ["deactivated"] = typeof(Deactivated),
        ["trace_requested"] = typeof(TraceRequested),
        ["trace_acknowledged"] = typeof(TraceAcknowledged),
        ["trace_reminded"] = typeof(TraceReminded),
        ["trace_responded"] = typeof(TraceResponded),
        ["trace_closed"] = typeof(TraceClosed),
        ["trace_forgone"] = typeof(TraceForgone),
        ["holder_reported"] = typeof(HolderReported),
        ["diversion_asserted"] = typeof(DiversionAsserted),
        ["diversion_evidence_added"] = typeof(DiversionEvidenceAdded),
        ["diversion_corroborated"] = typeof(DiversionCorroborated),
        ["diversion_confirmed"] = typeof(DiversionConfirmed),
        ["diversion_dismissed"] = typeof(DiversionDismissed),
        ["diversion_assigned"] = typeof(DiversionAssigned),
        ["finding_decided"] = typeof(FindingDecided),
        ["identity_merged"] = typeof(IdentityMerged),
        ["identity_split"] = typeof(IdentitySplit),
        ["handover_confirmed"] = typeof(HandoverConfirmed),
        ["import_recorded"] = typeof(ImportRecorded),
        ["store_inspected"] = typeof(StoreInspected),
        ["training_recorded"] = typeof(TrainingRecorded),
        ["holding_permit_granted"] = typeof(HoldingPermitGranted),
        ["holding_permit_ended"] = typeof(HoldingPermitEnded),
        ["permit_register_opened"] = typeof(PermitRegisterOpened),
        ["production_listed"] = typeof(ProductionListed),
        ["contingent_rotated"] = typeof(ContingentRotated),
        ["transit_rule_stated"] = typeof(TransitRuleStated),
        ["package_opened"] = typeof(PackageOpened),
        ["component_installed"] = typeof(ComponentInstalled),
        ["component_removed"] = typeof(ComponentRemoved),
        ["device_bound"] = typeof(DeviceBound),
        ["device_read"] = typeof(DeviceRead),
        ["destroyed"] = typeof(Destroyed),
        ["lot_produced"] = typeof(LotProduced),
        ["lot_received"] = typeof(LotReceived),
        ["lot_moved"] = typeof(LotMoved),
        ["lot_issued"] = typeof(LotIssued),
        ["lot_returned"] = typeof(LotReturned),
        ["lot_consumed"] = typeof(LotConsumed),
        ["lot_split"] = typeof(LotSplit),
        ["lot_merged"] = typeof(LotMerged),
        ["lot_counted"] = typeof(LotCounted),
        ["lot_lost"] = typeof(LotLost),
        ["lot_seized"] = typeof(LotSeized),
        ["lot_destroyed"] = typeof(LotDestroyed),
        ["lot_adjusted"] = typeof(LotAdjusted),
        ["shipment_packed"] = typeof(ShipmentPacked),
        ["shipment_departed"] = typeof(ShipmentDeparted),
        ["shipment_arrived"] = typeof(ShipmentArrived),
        ["delivery_confirmed"] = typeof(DeliveryConfirmed),
        ["transfer_request_cancelled"] = typeof(TransferRequestCancelled),
        ["delivery_verified"] = typeof(DeliveryVerified),
        ["serial_list_supplied"] = typeof(SerialListSupplied),
        ["transit_loss_reported"] = typeof(TransitLossReported),
        ["goods_returned"] = typeof(GoodsReturned),
        ["transit_entered"] = typeof(TransitEntered),
        ["transit_exited"] = typeof(TransitExited),
        ["transshipped"] = typeof(Transshipped),
        ["retransfer_requested"] = typeof(RetransferRequested),
        ["retransfer_approved"] = typeof(RetransferApproved),
        ["retransfer_denied"] = typeof(RetransferDenied),
        ["retransfer_executed"] = typeof(RetransferExecuted),
        ["verification_planned"] = typeof(VerificationPlanned),
        ["verification_performed"] = typeof(VerificationPerformed),
        ["obligation_set"] = typeof(ObligationSet),
        ["obligation_met"] = typeof(ObligationMet),
        ["obligation_assumed"] = typeof(ObligationAssumed),
        ["scan_fingerprinted"] = typeof(ScanFingerprinted),
        ["authority_registered"] = typeof(AuthorityRegistered),
        ["authority_closed"] = typeof(AuthorityClosed),
        ["number_pattern_set"] = typeof(NumberPatternSet),
        ["contact_point_registered"] = typeof(ContactPointRegistered),
        ["contact_point_withdrawn"] = typeof(ContactPointWithdrawn),
        ["signatory_appointed"] = typeof(SignatoryAppointed),
        ["signatory_term_ended"] = typeof(SignatoryTermEnded),
        ["blanks_lost"] = typeof(BlanksLost),
        ["template_registered"] = typeof(TemplateRegistered),
        ["template_withdrawn"] = typeof(TemplateWithdrawn),
        ["issuer_key_registered"] = typeof(IssuerKeyRegistered),
        ["issuer_key_withdrawn"] = typeof(IssuerKeyWithdrawn),
        ["certificate_captured"] = typeof(CertificateCaptured),
        ["specimen_compared"] = typeof(SpecimenCompared),
        ["confirmation_requested"] = typeof(ConfirmationRequested),
        ["confirmation_received"] = typeof(ConfirmationReceived),
        ["certificate_amended"] = typeof(CertificateAmended),
        ["certificate_refused"] = typeof(CertificateRefused),
        ["certificate_revoked"] = typeof(CertificateRevoked),
        ["certificate_superseded"] = typeof(CertificateSuperseded),
        ["digital_signature_checked"] = typeof(DigitalSignatureChecked),
        ["delivered_weapon_sighted"] = typeof(DeliveredWeaponSighted),
        ["certificate_judged"] = typeof(CertificateJudged),
        ["certificate_accepted"] = typeof(CertificateAccepted),
        ["rule_overridden"] = typeof(RuleOverridden),
        ["country_risk_assessed"] = typeof(CountryRiskAssessed),
        ["high_risk_countersigned"] = typeof(HighRiskCountersigned),
        ["authorization_granted"] = typeof(AuthorizationGranted),
        ["authorization_revoked"] = typeof(AuthorizationRevoked),
        ["transfer_applied"] = typeof(TransferApplied),
        ["transfer_assessed"] = typeof(TransferAssessed),
        ["authorization_amended"] = typeof(AuthorizationAmended),
        ["authorization_suspended"] = typeof(AuthorizationSuspended),
        ["authorization_resumed"] = typeof(AuthorizationResumed),
        ["authorization_closed"] = typeof(AuthorizationClosed),
        ["authorization_condition_met"] = typeof(AuthorizationConditionMet),
        ["transfer_denied"] = typeof(TransferDenied),
        ["party_registered"] = typeof(PartyRegistered),
        ["party_identified"] = typeof(PartyIdentified),
        ["conveyance_registered"] = typeof(ConveyanceRegistered),
        ["conveyance_registration_ended"] = typeof(ConveyanceRegistrationEnded),
        ["conveyance_not_found"] = typeof(ConveyanceNotFound),
        ["broker_registered"] = typeof(BrokerRegistered),
        ["broker_registration_ended"] = typeof(BrokerRegistrationEnded),
        ["sanctions_list_published"] = typeof(SanctionsListPublished),
        ["sanctions_list_checked"] = typeof(SanctionsListChecked),
        ["parties_rescreened"] = typeof(PartiesRescreened),
        ["party_screened"] = typeof(PartyScreened),
        ["screening_parameters_set"] = typeof(ScreeningParametersSet),
        ["match_decided"] = typeof(MatchDecided),
        ["licence_reported"] = typeof(LicenceReported),
        ["licence_usage_reported"] = typeof(LicenceUsageReported),
        ["licence_usage_totalled"] = typeof(LicenceUsageTotalled),
        ["licence_message_answered"] = typeof(LicenceMessageAnswered),
        ["licence_published"] = typeof(LicencePublished),
        ["licence_publication_ended"] = typeof(LicencePublicationEnded),
        ["embargo_imposed"] = typeof(EmbargoImposed),
        ["embargo_renewed"] = typeof(EmbargoRenewed),
        ["embargo_lifted"] = typeof(EmbargoLifted),
        ["embargo_policy_set"] = typeof(EmbargoPolicySet),
        ["group_area_reported"] = typeof(GroupAreaReported),
        ["group_link_reported"] = typeof(GroupLinkReported),
        ["embargo_table_loaded"] = typeof(EmbargoTableLoaded),
        ["embargo_recheck_completed"] = typeof(EmbargoRecheckCompleted),
        ["embargo_rechecked"] = typeof(EmbargoRechecked),
        ["clearance_requested"] = typeof(ClearanceRequested),
        ["clearance_notified"] = typeof(ClearanceNotified),
        ["clearance_decided"] = typeof(ClearanceDecided),
        ["clearance_drawn"] = typeof(ClearanceDrawn),
        ["clearance_drawn_by_consent"] = typeof(ClearanceDrawnByConsent),
        ["trade_reported"] = typeof(TradeReported),
        ["surplus_declared"] = typeof(SurplusDeclared),
        ["surplus_destroyed"] = typeof(SurplusDestroyed),
        ["indicator_published"] = typeof(IndicatorPublished),
        ["record_corrected"] = typeof(RecordCorrected),
        ["record_retracted"] = typeof(RecordRetracted),
        ["record_disputed"] = typeof(RecordDisputed),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, string> ByType =
        ByName.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>Every stored name with its type, by name.</summary>
    public static IEnumerable<KeyValuePair<string, Type>> All =>
        ByName.OrderBy(pair => pair.Key, StringComparer.Ordinal);

    /// <summary>The stored name of a kind of fact.</summary>
    /// <exception cref="KeyNotFoundException">The type is not in the catalogue.</exception>
    public static string NameOf(Type type) => ByType[type];

    /// <summary>The kind of fact stored under a name, or null when this version does not know it.</summary>
    public static Type? TypeOf(string name) => ByName.GetValueOrDefault(name);
}
