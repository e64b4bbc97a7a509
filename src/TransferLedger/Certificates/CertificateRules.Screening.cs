using TransferLedger.Authorities;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Rules;
using TransferLedger.Screening;
using TransferLedger.Shipments;

namespace TransferLedger.Certificates;

/// <summary>EUC-051: no party in any role stands on a sanctions list.</summary>
public static partial class CertificateRules
{
    private const string ListedParty = "EUC-051";

    private static IEnumerable<RuleFinding> Listed(CertificateCase it)
    {
        var lists = SanctionsLists.All.Where(list => it.Screening.InForce(list) is not null).ToList();
        return lists.Count == 0
            ? [Unanswered(ListedParty)]
            : OfLists(it, lists).Concat(PartiesIn(it).SelectMany(party => OfParty(it, party, lists)));
    }

    /// <summary>
    /// Every party that the certificate and the papers behind its balance name, each role and name once.
    /// </summary>
    private static IEnumerable<(PartyNamed Named, long Position)> PartiesIn(CertificateCase it) =>
        Papers(it).SelectMany(one => PartyNamed.In(one.Fact).Select(party => (party, one.Position)))
            .DistinctBy(one => (one.party.Role, one.party.Name, one.party.Party.Fingerprint));

    private static IEnumerable<(LedgerEvent Fact, long Position)> Papers(CertificateCase it) =>
        it.PassingOn is { } asked ? [(asked.Fact, asked.Position)] : PapersOfTransfer(it);

    private static IEnumerable<(LedgerEvent Fact, long Position)> PapersOfTransfer(CertificateCase it) =>
    [
        (it.Capture.Fact, it.Capture.Position),
        .. it.OnFile.Amendments.Select(one => ((LedgerEvent)one.Fact, one.Position)),
        .. it.Balance.Draws.Select(one => ((LedgerEvent)one.Granted, one.Position)),
        .. it.Balance.Shipments.SelectMany(one => one.Departures)
            .Select(one => ((LedgerEvent)one.Fact, one.Position)),
        .. it.Balance.Shipments.SelectMany(one => one.Deliveries)
            .Select(one => ((LedgerEvent)one.Fact, one.Position)),
        .. it.Balance.Shipments.SelectMany(one => one.Returns)
            .Select(one => ((LedgerEvent)one.Fact, one.Position)),
        .. it.Balance.Shipments.SelectMany(one => one.Transshipments)
            .Select(one => ((LedgerEvent)one.Fact, one.Position)),
        .. Retransferred(it),
    ];

    /// <summary>Whoever is to have delivered goods, or has them, as requests and reports say.</summary>
    private static IEnumerable<(LedgerEvent Fact, long Position)> Retransferred(CertificateCase it) =>
        it.After.Facts.Where(one => one.Home == it.Subject && one.Fact is RetransferRequested or RetransferExecuted)
            .Select(one => (one.Fact, one.Position));

    private static IEnumerable<RuleFinding> OfLists(CertificateCase it, List<string> lists)
    {
        var limits = it.Screening.ParametersOn(it.On);
        long[] decided = it.Screening.ParametersDecided(it.On) is { } set ? [set.Position] : [];
        foreach (var list in limits.Needed.Where(list => !lists.Contains(list, StringComparer.Ordinal)))
        {
            yield return Found(Verdict.Hold, "list-missing", null, list).Resting(decided);
        }

        foreach (var list in lists.Where(list => it.Screening.IsStale(list, it.On, limits.StaleHours)))
        {
            var check = it.Screening.LastCheck(list);
            yield return Found(Verdict.Hold, "list-stale", null, list, check?.Fact.Happened.Text ?? "", it.On.Text)
                .Resting(check is null ? decided : [.. decided, check.Position]);
        }

        // Two persons may loosen what the rules propose; whoever reads a verdict is told.
        var proposed = ScreeningParameters.Default;
        if (limits.IsLooserThan(proposed) || limits.StaleHours > proposed.StaleHours)
        {
            var by = it.Screening.ParametersDecided(it.On)!.Fact;
            yield return Found(
                Verdict.Info, "thresholds-loosened", null, limits.Version, by.Officer, by.Approver, by.Reason)
                .Resting(decided);
        }
    }

    /// <summary>
    /// A party is one under every name that the register has for it: a screening under another counts where it compared
    /// this one as well, and what was found under another counts in any case.
    /// </summary>
    private static IEnumerable<RuleFinding> OfParty(
        CertificateCase it, (PartyNamed Named, long Position) party, List<string> lists)
    {
        var named = party.Named;
        long[] paper = party.Position > 0 ? [party.Position] : [];
        if (PartyRegister.SubjectOf(named.Name) is not { } subject)
        {
            return [Found(Verdict.Hold, "party-not-screened", null, named.Role.ToString(), named.Name).Resting(paper)];
        }

        var all = it.Parties.NamesOf(subject).Order()
            .Select(name => it.Screening.Latest(name) is { } found ? new ScreenedAs(name, found) : null)
            .OfType<ScreenedAs>().ToList();
        var own = all.Find(one => one.Name == subject);
        var used = own?.Screening.Fact.Party.Covers(named.Party) == true
            ? own
            : all.Where(one => one.Screening.Fact.Failure is null && one.Screening.Fact.Party.Covers(named.Party))
                .MaxBy(one => one.Screening.Position) ?? own;
        return OfScreening(it, named, used, paper, lists).Concat(all.Where(one => one != used)
            .SelectMany(one => one.Screening.Fact.Matches
                .Where(match => used?.Screening.Fact.Matches.Any(same => SameEntry(same, match)) != true)
                .SelectMany(match => OfMatch(it, named, one, match, [.. paper, one.Screening.Position]))));
    }

    /// <summary>A screening of a party under one of its names.</summary>
    private sealed record ScreenedAs(Subject Name, Entry<PartyScreened> Screening);

    private static bool SameEntry(ScreeningMatch one, ScreeningMatch other) =>
        one.List == other.List && one.Entry == other.Entry;

    private static IEnumerable<RuleFinding> OfScreening(
        CertificateCase it,
        PartyNamed named,
        ScreenedAs? used,
        long[] paper,
        List<string> lists)
    {
        var role = named.Role.ToString();
        if (used is not { Screening: var screened })
        {
            return [Found(Verdict.Hold, "party-not-screened", null, role, named.Name).Resting(paper)];
        }

        long[] facts = [.. paper, screened.Position];
        if (screened.Fact.Failure is { } failure)
        {
            return [Found(Verdict.Hold, "screening-failed", null, role, named.Name, failure).Resting(facts)];
        }

        if (!screened.Fact.Party.Covers(named.Party))
        {
            return [Found(Verdict.Hold, "screened-without-this", null, role, named.Name).Resting(facts)];
        }

        // Looser thresholds would leave out what the office asks for. Older facts went by the proposals.
        var limits = screened.Fact.Parameters ?? ScreeningParameters.Default;
        if (limits.IsLooserThan(it.Screening.ParametersOn(it.On)))
        {
            return
            [
                Found(Verdict.Hold, "screened-loosely", null, role, named.Name, limits.Version).Resting(facts),
            ];
        }

        var behind = lists.Find(list =>
            it.Screening.VersionOf(screened, list) != it.Screening.InForce(list)!.Fact.Version);
        return behind is not null
            ? [Found(Verdict.Hold, "screened-before", null, role, named.Name, behind).Resting(facts)]
            : screened.Fact.Matches.SelectMany(match => OfMatch(it, named, used, match, facts))
                .Concat(screened.Fact.LeftOut is { } more
                    ? [Found(Verdict.Hold, "matches-left-out", null, role, named.Name, Text(more)).Resting(facts)]
                    : []);
    }

    private static IEnumerable<RuleFinding> OfMatch(
        CertificateCase it,
        PartyNamed named,
        ScreenedAs found,
        ScreeningMatch match,
        long[] facts)
    {
        var decided = it.Screening.Decision(found.Name, found.Screening.Fact.Party, match);
        var (verdict, code) = (decided?.Fact.Verdict, match.Grade) switch
        {
            (MatchVerdict.OtherParty, _) => (Verdict.Info, "listed-other"),
            (MatchVerdict.SameParty, _) => (Verdict.Reject, "listed-party"),
            (_, MatchGrade.Certain) => (Verdict.Reject, "listed-party"),
            (_, MatchGrade.Likely) => (Verdict.Hold, "listed-likely"),
            _ => (Verdict.Warn, "listed-possible"),
        };
        yield return Found(
            verdict, code, null, named.Role.ToString(), named.Name, match.List, match.Entry, match.Listed,
            (match.Score / 1000m).ToString("0.000", System.Globalization.CultureInfo.InvariantCulture),
            decided?.Fact.Officer ?? "", decided?.Fact.Reason ?? match.Identifier?.Value ?? "")
            .Resting(decided is null ? facts : [.. facts, decided.Position]);
        if (it.Screening.Before(found.Name, found.Screening.Fact.Party, match) is { } before)
        {
            yield return OfDecidedBefore(named, match, before, facts);
        }
    }

    /// <summary>
    /// That somebody had decided otherwise changes nothing in the verdict: it is what whoever decides anew must know.
    /// Behind the decision stands why it holds no longer (of the entry, of the party: same, changed, unknown,
    /// read-anew), and then each change as four values: whose record, which part, added or removed, and the text.
    /// </summary>
    private static RuleFinding OfDecidedBefore(
        PartyNamed named, ScreeningMatch match, DecidedBefore before, long[] facts)
    {
        var fact = before.Decision.Fact;
        return Found(
            Verdict.Info, "decided-before", null,
            [
                named.Role.ToString(), named.Name, match.List, match.Entry, match.Listed, fact.Verdict.ToString(),
                fact.Officer, fact.Happened.Text, fact.Reason,
                before.IsReadAnew ? "read-anew" : Why(before.Entry), Why(before.Party),
                .. Changes("entry", before.Entry), .. Changes("party", before.Party),
            ])
            .Resting(before.Screening is { } then
                ? [.. facts, then.Position, before.Decision.Position]
                : [.. facts, before.Decision.Position]);
    }

    private static string Why(ValueList<RecordChange>? changes) =>
        changes switch { null => "unknown", { Count: 0 } => "same", _ => "changed" };

    private static IEnumerable<string> Changes(string whose, ValueList<RecordChange>? changes) =>
        (changes ?? []).SelectMany(change =>
            change.Added.Select(text => (How: "added", Text: text))
                .Concat(change.Removed.Select(text => (How: "removed", Text: text)))
                .SelectMany(it => new[] { whose, change.Part.ToString(), it.How, it.Text }));
}
