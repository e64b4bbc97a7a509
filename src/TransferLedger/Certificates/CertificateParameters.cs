using TransferLedger.Authorities;
using TransferLedger.Ledger;

namespace TransferLedger.Certificates;

/// <summary>A day on which the public offices of a country are closed.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="On">The day.</param>
public sealed record PublicHoliday(string Country, Happened On);

/// <summary>How many rounds a weapon may plausibly fire in a year (EUC-045).</summary>
/// <param name="Class">The class of the weapon.</param>
/// <param name="PerYear">Rounds per weapon and year.</param>
/// <param name="Calibre">Only for weapons of this calibre; null for all others of the class.</param>
public sealed record RoundsPerWeapon(GoodsClass Class, long PerYear, string? Calibre = null);

/// <summary>The thresholds of the certificate rules. The defaults are the proposals of the rules, not law.</summary>
/// <param name="DefaultValidityMonths">How long a certificate is valid that does not say (EUC-003).</param>
/// <param name="LongestValidityMonths">How long one may be valid without a word (EUC-003).</param>
/// <param name="OldestYears">How old one may be when it is received without a word (EUC-002).</param>
/// <param name="SignatureDays">How far signature and issue may lie apart without a word (EUC-013).</param>
/// <param name="ConfirmationDays">How long a request for confirmation may stay unanswered (EUC-024).</param>
/// <param name="NearDuplicateDays">How far apart two certificates may be issued that are alike (EUC-046).</param>
/// <param name="NearDuplicatePercent">By how much their quantities may differ (EUC-046).</param>
/// <param name="GraceDays">How long after the end of validity goods may still leave (EUC-043).</param>
/// <param name="DvcDueDays">How long after arrival delivery must be verified (EUC-070).</param>
/// <param name="DvcHoldDays">How long after that other certificates of the end user are held (EUC-070).</param>
/// <param name="SerialListDays">How long after departure serials must be listed (EUC-076).</param>
/// <param name="MostOverdue">From how many overdue verifications on an end user is held (EUC-078).</param>
/// <param name="MostUnresolvedPercent">Above what share of unresolved lines it is held (EUC-078).</param>
/// <param name="FewestLines">Below how many lines that share is not looked at (EUC-078).</param>
/// <param name="NewForOldDueDays">
/// How long after the first arrival the arms that new ones replace must be destroyed, where no day was agreed
/// (EUC-077).
/// </param>
/// <param name="NewForOldHoldDays">
/// How long after the promised destruction other certificates are held (EUC-077).
/// </param>
/// <param name="AssessmentRequired">
/// No transfer is granted without an assessment by the criteria of the Arms Trade Treaty.
/// </param>
/// <param name="AcceptanceRequired">
/// No transfer is granted under a certificate that no officer has accepted.
/// </param>
/// <param name="AnswersRequired">
/// A rule that has no answer, because no table of embargoes, no list or no assessment is on record, stands in the way
/// of acceptance, grant and departure like one that holds. Where it is not, the approver's word takes its place.
/// </param>
/// <param name="LikenessBits">
/// In how many of 64 signs two pages with the same signature may differ and be taken for copies of one (EUC-028).
/// </param>
/// <param name="NumberGap">
/// By how many numbers a later paper of a series may stand before an earlier one: as many as an issuer reserves
/// (EUC-023).
/// </param>
/// <param name="NeedMonths">Over how long the end user's certificates are added up (EUC-045).</param>
/// <param name="ForceRatioPercent">How many long arms per hundred members are plausible (EUC-045).</param>
/// <param name="HandgunRatioPercent">
/// How many handguns per hundred members are plausible (EUC-045); null where an office does not reckon them.
/// </param>
/// <param name="AssumedStrength">
/// As how many members an end user counts whose strength is not on record: what is more than these need holds until it
/// is (EUC-045); null where an office only takes note.
/// </param>
/// <param name="PriceYears">How far back prices are compared (EUC-047).</param>
/// <param name="PriceObservations">How many prices it takes to compare with (EUC-047).</param>
/// <param name="DenialMonths">How long a denial counts (EUC-061).</param>
/// <param name="FlagChangeDays">
/// For how long before a departure a change of flag is worth a word (EUC-056).
/// </param>
/// <param name="DetourPercent">
/// How much longer than the straight way a shipment's may be, in per cent of it (EUC-055).
/// </param>
/// <param name="RecordYears">How long a confirmed diversion counts against an end user (EUC-059).</param>
/// <param name="Suspicions">From how many open findings on an end user is warned of (EUC-059).</param>
/// <param name="RoundsPerWeapon">
/// How many rounds a year are plausible for a weapon (EUC-045); empty where an office does not reckon them.
/// </param>
/// <param name="Holidays">Public holidays of issuing countries, as far as they are known (EUC-032).</param>
public sealed record CertificateParameters(
    int DefaultValidityMonths = 12,
    int LongestValidityMonths = 36,
    int OldestYears = 5,
    int SignatureDays = 30,
    int ConfirmationDays = 30,
    int NearDuplicateDays = 180,
    int NearDuplicatePercent = 5,
    int GraceDays = 0,
    int DvcDueDays = 90,
    int DvcHoldDays = 60,
    int SerialListDays = 30,
    int MostOverdue = 3,
    int MostUnresolvedPercent = 10,
    int FewestLines = 10,
    int NewForOldHoldDays = 180,
    int NewForOldDueDays = 180,
    bool AssessmentRequired = true,
    bool AcceptanceRequired = false,
    bool AnswersRequired = true,
    int LikenessBits = 10,
    int NumberGap = 0,
    int NeedMonths = 36,
    int ForceRatioPercent = 200,
    int? HandgunRatioPercent = null,
    int? AssumedStrength = null,
    int PriceYears = 5,
    int PriceObservations = 8,
    int DenialMonths = 36,
    int FlagChangeDays = 90,
    int DetourPercent = 150,
    int RecordYears = 10,
    int Suspicions = 2,
    ValueList<PublicHoliday> Holidays = default,
    ValueList<RoundsPerWeapon> RoundsPerWeapon = default)
{
    /// <summary>The proposals.</summary>
    public static CertificateParameters Default { get; } = new()
    {
        HandgunRatioPercent = 200,
        AssumedStrength = 50,
        RoundsPerWeapon =
        [
            new(GoodsClass.SmallArms, 1_000),
            new(GoodsClass.LightWeapons, 2_000),
            new(GoodsClass.LightWeapons, 500, "60 mm"),
            new(GoodsClass.LightWeapons, 500, "81 mm"),
            new(GoodsClass.LightWeapons, 500, "82 mm"),
            new(GoodsClass.LightWeapons, 500, "120 mm"),
        ],
    };
}
