using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Authorities;
using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Certificates;

/// <summary>
/// The rules an end-user certificate is judged by, by the ids of the certificate rules. Each is a pure function of the
/// case; same case, same findings, in the same order.
/// </summary>
public static partial class CertificateRules
{
    /// <summary>The code of a rule that lacks an answer from outside. Values: what is lacking.</summary>
    public const string NotAvailable = "not-available";

    private static readonly ImmutableArray<(Rule Rule, Func<CertificateCase, IEnumerable<RuleFinding>> Check)> Checks =
    [
        (new("EUC-001", "Number present and unique", Verdict.Reject, "Wassenaar list 7.3, (CFSP) 2021/38"), Number),
        (new("EUC-002", "Date of issue plausible", Verdict.Reject, "PoA template, Wassenaar list 7.4"), IssueDate),
        (new("EUC-003", "Validity", Verdict.Reject, "Wassenaar list 7.4"), Validity),
        (new("EUC-004", "Exporter complete", Verdict.Hold, "PoA template, EU User's Guide"), Exporter),
        (new("EUC-005", "End user complete", Verdict.Hold, "PoA template"), EndUserComplete),
        (new("EUC-006", "Chain of consignees", Verdict.Hold, "Wassenaar list 1.2, 1.3"), Consignees),
        (new("EUC-007", "Country of destination", Verdict.Hold, "PoA template"), Destination),
        (new("EUC-008", "Goods usable", Verdict.Reject, "PoA template, S/2008/258"), Goods),
        (new("EUC-009", "Figures equal words", Verdict.Hold, "practice against alteration"), Words),
        (new("EUC-010", "Contract named", Verdict.Hold, "PoA template"), Contract),
        (new("EUC-011", "End use specific", Verdict.Hold, "PoA template, Wassenaar list 3.1"), EndUse),
        (new("EUC-012", "Undertakings", Verdict.Hold, "EU User's Guide, Wassenaar list 3 to 6"), Undertakings),
        (new("EUC-013", "Signed", Verdict.Reject, "PoA template, Wassenaar list 7.1"), Signed),
        (new("EUC-014", "Certified by the government", Verdict.Hold, "PoA item 8, Wassenaar list 7.2"), Certified),
        (new("EUC-015", "Other parties declared", Verdict.Warn, "PoA item 7, Blue Lantern reports"), PartiesDeclared),
        (new("EUC-016", "Readable original", Verdict.Hold, "PoA template"), Original),
        (new("EUC-017", "Ammunition in detail", Verdict.Hold, "IATG 03.40"), Ammunition),
        (new("EUC-020", "Issuer competent", Verdict.Reject, "EU User's Guide, MOSAIC 03.21"), IssuerCompetent),
        (new("EUC-021", "Signer authorised on that day", Verdict.Reject, "EU User's Guide"), SignerAuthorised),
        (new("EUC-022", "Signature compared with the specimen", Verdict.Reject, "practice"), Specimen),
        (new("EUC-023", "Number follows the issuer's pattern", Verdict.Hold, "practice"), Pattern),
        (new("EUC-024", "Confirmed by the issuer", Verdict.Reject, "S/2008/258, MOSAIC 03.21"), Confirmed),
        (new("EUC-025", "Reply repeats the facts", Verdict.Reject, "practice"), ReplyRepeats),
        (new("EUC-026", "Reply is independent", Verdict.Hold, "Small Arms Survey 2008"), ReplyIndependent),
        (new("EUC-027", "Digital signature valid, if any", Verdict.Reject, "practice"), DigitallySigned),
        (new("EUC-028", "Not the same paper under two numbers", Verdict.Reject, "practice against forgery"), SamePaper),
        (new("EUC-029", "Not lost, stolen or cancelled", Verdict.Reject, "practice"), NotCancelled),
        (new("EUC-030", "Content not altered", Verdict.Reject, "pattern of altered quantities"), Unaltered),
        (new("EUC-031", "Amendments in order", Verdict.Hold, "practice against alteration"), AmendedInOrder),
        (new("EUC-032", "Signed in office hours", Verdict.Info, "practice"), SignedInOfficeHours),
        (new("EUC-033", "Form known", Verdict.Reject, "OSCE exchange of samples"), TemplateKnown),
        (new("EUC-040", "Not over-authorised", Verdict.Reject, "Wassenaar list 2.2, reconciliation"), NotOverAuthorised),
        (new("EUC-041", "Not over-shipped", Verdict.Hold, "Wassenaar list 2.2, reconciliation"), NotOverShipped),
        (new("EUC-042", "One exporter unless a framework", Verdict.Hold, "reconciliation"), OneExporter),
        (new("EUC-043", "In force at decision and departure", Verdict.Reject, "Wassenaar list 7.4"), InForce),
        (new("EUC-044", "One-off not used again", Verdict.Reject, "practice"), UsedOnce),
        (new("EUC-045", "Plausible need", Verdict.Hold, "ATT Art. 11, legitimate needs"), PlausibleNeed),
        (new("EUC-046", "No near duplicate", Verdict.Hold, "practice"), NearDuplicate),
        (new("EUC-047", "Price in line", Verdict.Warn, "practice"), PriceInLine),
        (new("EUC-048", "Quantities add up", Verdict.Reject, "invariant of the ledger"), Conserved),
        (new("EUC-050", "No territorial embargo", Verdict.Reject, "UN resolutions"), TerritorialEmbargo),
        (new("EUC-051", "No listed party", Verdict.Reject, "UN resolutions"), Listed),
        (new("EUC-052", "No party-based embargo", Verdict.Hold, "UN resolutions"), GroupEmbargo),
        (new("EUC-053", "Clearance valid", Verdict.Reject, "UN committees"), ClearanceValid),
        (new("EUC-054", "Consignee the same everywhere", Verdict.Hold, "pattern of consignees"), SameConsignee),
        (new("EUC-055", "Geography consistent", Verdict.Hold, "Blue Lantern reports"), Geography),
        (new("EUC-056", "Carrier without risk", Verdict.Hold, "Wassenaar practice"), CarrierRisk),
        (new("EUC-057", "Broker registered", Verdict.Hold, "PoA"), BrokersRegistered),
        (new("EUC-058", "Reseller bound", Verdict.Hold, "GAO-25-106849"), ResellerBound),
        (new("EUC-059", "End user's own record", Verdict.Hold, "ATT Art. 11"), OwnRecord),
        (new("EUC-060", "Goods fit the end user", Verdict.Hold, "practice"), GoodsFit),
        (new("EUC-061", "Not denied before", Verdict.Hold, "Common Position 2008/944"), NotDenied),
        (new("EUC-062", "Risk of the country", Verdict.Hold, "rules on diversion risk"), RiskOfCountry),
        (new("EUC-070", "Delivery verified in time", Verdict.Hold, "Wassenaar list 6.1"), DeliveryVerifiedInTime),
        (new("EUC-071", "Delivery equals shipment", Verdict.Hold, "reconciliation"), DeliveryEqualsShipment),
        (new("EUC-072", "Delivery verified by who may", Verdict.Hold, "definition of the DVC"), DeliveryIssuer),
        (new("EUC-073", "Passed on only with consent", Verdict.Reject, "Wassenaar list 5.1"), RetransferWithConsent),
        (new("EUC-074", "Verification not refused", Verdict.Hold, "practice of 2023"), VerificationPossible),
        (new("EUC-075", "Sample complete", Verdict.Hold, "SIPRI 2020"), VerificationComplete),
        (new("EUC-076", "Serials listed in time", Verdict.Warn, "ITI paragraph 8"), SerialsListed),
        (new("EUC-077", "Old arms destroyed as promised", Verdict.Hold, "practice"), NewForOldKept),
        (new("EUC-078", "Few obligations open", Verdict.Hold, "policy"), OpenObligations),
    ];

    /// <summary>The rules, in the order of their ids.</summary>
    public static ImmutableArray<Rule> All { get; } = [.. Checks.Select(it => it.Rule)];

    /// <summary>
    /// What every rule finds, in the order of the rules, with the overrides that hold; a rule that finds nothing says
    /// <see cref="Verdict.Pass"/>.
    /// </summary>
    /// <param name="it">The case.</param>
    /// <param name="asks">Which rules are asked, by id; null for all.</param>
    public static ImmutableArray<RuleFinding> Check(CertificateCase it, Func<string, bool>? asks = null)
    {
        var findings = ImmutableArray.CreateBuilder<RuleFinding>();
        foreach (var (rule, check) in Checks.Where(one => asks?.Invoke(one.Rule.Id) != false))
        {
            var before = findings.Count;
            findings.AddRange(check(it).Select(found => found with
            {
                Rule = rule.Id, Facts = it.Basis.Concat(found.Facts).Distinct().Order().ToValueList(),
            }));
            if (findings.Count == before)
            {
                findings.Add(new RuleFinding(rule.Id, Verdict.Pass, Facts: it.Basis));
            }
        }

        return Overriding.Apply(findings.ToImmutable(), it.OnFile.Overrides, it.On);
    }

    /// <summary>The worst of some findings.</summary>
    public static Verdict Worst(IEnumerable<RuleFinding> findings) =>
        findings.Select(it => it.Verdict).DefaultIfEmpty(Verdict.Hold).Max();

    private static RuleFinding Found(Verdict verdict, string code, string? field, params ReadOnlySpan<string> values) =>
        new("", verdict, code, ValueList.Create(values), [], field);

    private static RuleFinding Resting(this RuleFinding finding, params ReadOnlySpan<long> facts) =>
        finding with { Facts = ValueList.Create(facts) };

    private static bool Blank(string? text) => string.IsNullOrWhiteSpace(text);

    private static LocalDate FirstDay(Happened date) => date.Earliest.InUtc().Date;

    private static string Text(LocalDate day) => Happened.On(day).Text;

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Line(int index, string member) => FormattableString.Invariant($"lines[{index}].{member}");
}
