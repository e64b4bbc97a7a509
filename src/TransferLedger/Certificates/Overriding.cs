using System.Collections.Immutable;
using TransferLedger.Authorities;
using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Certificates;

/// <summary>What is asked for when a finding shall be overridden.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Code">The code of what it found; null when it found but one.</param>
/// <param name="On">The day of the decision.</param>
/// <param name="Officer">Who decides.</param>
/// <param name="Approver">Who agrees.</param>
/// <param name="Reason">Why.</param>
/// <param name="LegalBasis">By what right.</param>
/// <param name="Until">The last day on which it shall hold; null for no end.</param>
/// <param name="Retransfer">
/// The number of the request to pass goods on whose receiver the rule was asked about; null when that was the
/// certificate.
/// </param>
public sealed record OverrideRule(
    string Rule,
    string? Code,
    Happened On,
    string Officer,
    string Approver,
    string Reason,
    string LegalBasis,
    Happened? Until = null,
    string? Retransfer = null);

/// <summary>Overrides: when they may be decided, and what they do.</summary>
public static class Overriding
{
    /// <summary>Refused: nobody has captured the certificate. Details: the certificate.</summary>
    public const string CertificateUnknown = "override.certificate-unknown";

    /// <summary>
    /// Refused: nobody had asked to pass goods on under this number. Details: the certificate, the number.
    /// </summary>
    public const string RetransferUnknown = "override.retransfer-unknown";

    /// <summary>Refused: who agrees is who decides, or nobody. Details: officer, approver.</summary>
    public const string FourEyes = "override.four-eyes";

    /// <summary>Refused: without a reason or a legal basis.</summary>
    public const string NoGrounds = "override.no-grounds";

    /// <summary>Refused: it would end before it begins. Details: decision, end.</summary>
    public const string EndsBefore = "override.ends-before";

    /// <summary>Refused: the rule does not hold or reject the certificate so. Details: rule, code if given.</summary>
    public const string NothingFound = "override.nothing-found";

    /// <summary>Refused: the rule found several things; say which. Details: the rule, then the codes.</summary>
    public const string CodeNeeded = "override.code-needed";

    /// <summary>May the finding be overridden?</summary>
    /// <param name="state">The facts about the certificate and what it is related to.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="asked">What is asked for.</param>
    /// <param name="pack">The rule pack.</param>
    public static Decision Decide(CertificateFacts state, Subject certificate, OverrideRule asked, RulePack pack)
    {
        if (Frame(asked) is { } no)
        {
            return no;
        }

        var judged = asked.Retransfer is { } reference
            ? PassingOn.Of(certificate, state.Facts, reference, asked.On, null, pack.Parameters)
            : CertificateReport.Of(certificate, state.Facts, asked.On, null, pack.Parameters);
        if (judged is not { } report)
        {
            return asked.Retransfer is { } unknown
                ? new Refusal(RetransferUnknown, certificate.Key, unknown)
                : new Refusal(CertificateUnknown, certificate.Key);
        }

        var found = report.Under(pack).Findings
            .Where(it => it.Rule == asked.Rule && (asked.Code is null || it.Code == asked.Code))
            .Where(it => Plain(it).Verdict >= Verdict.Hold).ToImmutableArray();
        var codes = found.Select(it => it.Code).Distinct(StringComparer.Ordinal).ToImmutableArray();
        return codes switch
        {
            [] => new Refusal(NothingFound, asked.Rule, asked.Code ?? ""),
            [_, _, ..] => new Refusal(CodeNeeded, [asked.Rule, .. codes]),
            _ when found.All(it => it.Overridden is not null) => Decision.Nothing,
            [var code] => new NewFact(certificate, new RuleOverridden(
                asked.On,
                asked.Rule,
                code,
                found.Select(Plain).ToValueList(),
                asked.Officer,
                asked.Approver,
                asked.Reason,
                asked.LegalBasis,
                asked.Until)),
        };
    }

    /// <summary>The findings with the overrides that hold on a day.</summary>
    /// <param name="findings">What the rules found.</param>
    /// <param name="overrides">What was decided.</param>
    /// <param name="on">The day.</param>
    public static ImmutableArray<RuleFinding> Apply(
        ImmutableArray<RuleFinding> findings, ValueList<Entry<RuleOverridden>> overrides, Happened on)
    {
        var made = findings;
        foreach (var entry in overrides.Where(it => it.Fact.Until is not { } until || until.Latest >= on.Earliest))
        {
            bool Meant(RuleFinding it) => it.Rule == entry.Fact.Rule && it.Code == entry.Fact.Code
                && Plain(it).Verdict >= Verdict.Hold;

            // What was overridden is what was found then: anything more, or on other facts, was not decided about.
            if (findings.Where(Meant).ToValueList() == entry.Fact.Findings)
            {
                made = [.. made.Select(it => Meant(it) ? Softened(Plain(it), entry) : it)];
            }
        }

        return made;
    }

    /// <summary>The finding as it was before an override.</summary>
    internal static RuleFinding Plain(RuleFinding it) =>
        it.Overridden is { } by ? it with { Verdict = by.From, Overridden = null } : it;

    private static RuleFinding Softened(RuleFinding it, Entry<RuleOverridden> by) => it with
    {
        Verdict = Verdict.Warn,
        Overridden = new(by.Position, it.Verdict, by.Fact.Officer, by.Fact.Approver),
    };

    private static Refusal? Frame(OverrideRule asked) => asked switch
    {
        _ when !asked.Officer.Any(char.IsLetterOrDigit) || !asked.Approver.Any(char.IsLetterOrDigit)
            || AuthorityRegister.SameName(asked.Officer, asked.Approver) =>
            new Refusal(FourEyes, asked.Officer, asked.Approver),
        _ when string.IsNullOrWhiteSpace(asked.Reason) || string.IsNullOrWhiteSpace(asked.LegalBasis) =>
            new Refusal(NoGrounds),
        { Until: { } until } when until.CertainlyBefore(asked.On) =>
            new Refusal(EndsBefore, asked.On.Text, until.Text),
        _ => null,
    };
}
