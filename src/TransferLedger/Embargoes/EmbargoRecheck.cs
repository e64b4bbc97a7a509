using System.Collections.Immutable;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Embargoes;

/// <summary>
/// Open authorizations and accepted certificates, checked again: does what the embargo rules find today differ from
/// what was found at the last re-check? Pure; recorded on condition that nothing it looked at has moved.
/// </summary>
public static class EmbargoRecheck
{
    private static readonly string[] Rules = ["EUC-050", "EUC-052", "EUC-053"];

    /// <summary>What re-checks of everything are kept with.</summary>
    public static Subject Subject { get; } = Subject.Parse("embargo-recheck/all");

    /// <summary>
    /// The last fact about embargoes after which nobody has checked what is open to the end; null when that is done, or
    /// when no table is loaded and nothing can be checked.
    /// </summary>
    /// <param name="facts">The facts about <see cref="EmbargoTable.Subject"/> and <see cref="Subject"/>.</param>
    public static Recorded? OwedFor(IReadOnlyCollection<Recorded> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var table = facts.Where(it => it.IsAbout(EmbargoTable.Subject)).ToList();
        if (EmbargoTable.Of(table).Loaded is null || table.MaxBy(it => it.Position) is not { } change)
        {
            return null;
        }

        // A re-check for a day before the change was recorded says nothing of what is open now.
        return Completed(facts).Any(it => it.UpTo >= change.Position && it.Happened.Latest >= change.At)
            ? null
            : change;
    }

    /// <summary>That everything was checked; nothing when that is on record and nothing has changed since.</summary>
    /// <param name="state">The facts about <see cref="Subject"/>.</param>
    /// <param name="done">What is to be recorded.</param>
    public static Decision Complete(AllFacts state, EmbargoRecheckCompleted done) =>
        done.Changed == 0
        && Completed(state.Facts).Any(it => it.UpTo >= done.UpTo && it.Happened == done.Happened)
            ? Decision.Nothing
            : new NewFact(Subject, done);

    /// <summary>
    /// The facts to record: one for each open authorization under the certificate, and one for the certificate itself
    /// while an acceptance stands, if what is found has changed. What was never in the way gives no fact.
    /// </summary>
    /// <param name="state">The facts about the certificate, its authorizations, what it is related to,
    /// embargoes.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="on">The day.</param>
    /// <param name="parameters">The thresholds.</param>
    public static Decision Decide(
        AuthorizationState state, Subject certificate, Happened on, CertificateParameters parameters)
    {
        if (CertificateReport.CaseOf(certificate, state.Facts, on, null, parameters) is not { } it)
        {
            return Decision.Nothing;
        }

        var found = InTheWay(it);
        var upTo = state.Facts.Where(one => Judging.Counts(one.Fact)).Max(one => one.Position);
        var facts = Open(it).Where(subject => Differs(state, subject, found))
            .Select(subject => new NewFact(subject, new EmbargoRechecked(
                on, certificate, it.InForce.EndUser?.Party.Name ?? "", upTo, it.InForce.Destination, found)))
            .ToImmutableArray();
        return facts.IsEmpty ? Decision.Nothing : Decision.Record(facts);
    }

    /// <summary>What stands in the way on the day: holds and rejections of the embargo rules.</summary>
    public static ValueList<RuleFinding> InTheWay(CertificateCase it) => CertificateRules.Check(it)
        .Where(one => one.Verdict >= Verdict.Hold && Rules.Contains(one.Rule, StringComparer.Ordinal))
        .ToValueList();

    /// <summary>The authorizations under a certificate, open or not.</summary>
    public static IEnumerable<Subject> Authorizations(IEnumerable<Recorded> facts) =>
        facts.Where(it => it.Fact is AuthorizationGranted).Select(it => it.Home).Distinct();

    private static IEnumerable<EmbargoRecheckCompleted> Completed(IEnumerable<Recorded> facts) =>
        StandingFacts.Of(facts.Where(it => it.Fact is EmbargoRecheckCompleted or CorrectionEvent))
            .Select(it => it.Fact).OfType<EmbargoRecheckCompleted>();

    private static IEnumerable<Subject> Open(CertificateCase it)
    {
        foreach (var draw in it.Balance.Draws)
        {
            var over = draw.ValidTo is { } last && it.On.Earliest > last.Latest;
            if (draw.Ended is null && !over && draw.Lines.Any(line => draw.Net(line.Line) < line.Quantity))
            {
                yield return draw.Authorization;
            }
        }

        if (it.Subject is { } certificate && Accepting.Standing(it.OnFile, it.On) is not null)
        {
            yield return certificate;
        }
    }

    private static bool Differs(AuthorizationState state, Subject subject, ValueList<RuleFinding> found)
    {
        var last = StandingFacts.Of(state.About(subject)).Where(it => it.Home == subject)
            .Select(it => it.Fact).OfType<EmbargoRechecked>().LastOrDefault();
        return last is null ? found.Count > 0 : Keys(last.Findings) != Keys(found);
    }

    /// <summary>What is found, whatever facts it rests on by now, and on whatever day.</summary>
    private static ValueList<(string, string, string)> Keys(ValueList<RuleFinding> findings) => findings
        .Select(it => (it.Rule, it.Code, it.Values.Count > 0 ? it.Values[0] : "")).Distinct().Order().ToValueList();
}
