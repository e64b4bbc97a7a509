using NodaTime;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Rules;
using TransferLedger.Shipments;

namespace TransferLedger.Risk;

/// <summary>What the facts about one certificate say about its issuing country and that of the end user.</summary>
internal sealed class CertificateRisk
{
    private const string FirstAuthenticity = "EUC-020";
    private const string LastAuthenticity = "EUC-030";
    private static readonly string[] Parties = ["EUC-015", "EUC-057"];

    private readonly RiskEntries _into;
    private readonly Subject _home;
    private readonly Recorded _captured;
    private readonly EndUserCertificate _paper;
    private readonly string? _issuing;

    private CertificateRisk(RiskEntries into, Subject home, Recorded captured, EndUserCertificate paper)
    {
        (_into, _home, _captured, _paper) = (into, home, captured, paper);
        _issuing = RiskEntries.Code(paper.IssuingCountry);
    }

    /// <summary>Goes through the facts about a certificate; nothing is said about one nobody has captured.</summary>
    public static void Collect(Subject home, RiskEntries into, RiskWindows windows)
    {
        var captures = into.All<CertificateCaptured>().Where(it => it.Entry.Home == home).ToList();
        if (captures.Count > 0)
        {
            // The paper as read last by position: the reading that is judged. It is presented when first received.
            var paper = captures.MaxBy(it => it.Entry.Position).Fact.Certificate;
            var it = new CertificateRisk(into, home, captures[0].Entry, paper);
            it.Presented();
            it.Confirmations(windows);
            it.Transfers();
            it.Retransfers();
        }
    }

    private string? EndUserCountry => RiskEntries.Code(_paper.EndUser?.Party.Country) ?? _issuing;

    private string? EndUser => _paper.EndUserSubject?.Rest;

    private bool IsOfState =>
        _paper.EndUser?.Kind is EndUserKind.ArmedForces or EndUserKind.LawEnforcement or EndUserKind.Government;

    private void Presented()
    {
        var received = RiskEntries.DayOf(_captured.Fact.Happened);
        _into.Add(RiskSeries.Presented, _issuing, received, _captured.Position, party: EndUser);
        Judged(RiskSeries.NotAuthentic, _issuing, it => it.Verdict == Verdict.Reject && it.Overridden is null
            && string.CompareOrdinal(it.Rule, FirstAuthenticity) >= 0
            && string.CompareOrdinal(it.Rule, LastAuthenticity) <= 0);
    }

    /// <summary>From the judgement that finds it until one that does not.</summary>
    private void Judged(RiskSeries series, string? country, Func<RuleFinding, bool> found)
    {
        Recorded? since = null;
        foreach (var (entry, fact) in _into.All<CertificateJudged>())
        {
            var here = fact.Findings.Any(found);
            if (since is not null && !here)
            {
                Run(series, country, since, RiskEntries.DayOf(fact.Happened));
                since = null;
            }

            since ??= here ? entry : null;
        }

        if (since is not null)
        {
            Run(series, country, since, null);
        }
    }

    private void Run(RiskSeries series, string? country, Recorded since, LocalDate? until) => _into.Add(
        series, country, RiskEntries.DayOf(since.Fact.Happened), since.Position, until: until, party: EndUser);

    /// <summary>A request counts once it is answered or overdue: until then it says nothing.</summary>
    private void Confirmations(RiskWindows windows)
    {
        var replies = _into.All<ConfirmationReceived>().ToList();
        foreach (var (entry, fact) in _into.All<ConfirmationRequested>())
        {
            var asked = RiskEntries.DayOf(fact.Happened);
            var due = asked.PlusDays(windows.ConfirmationDays);
            var reply = replies.Where(it => it.Fact.Amendment == fact.Amendment)
                .Select(it => (LocalDate?)RiskEntries.DayOf(it.Fact.Happened)).FirstOrDefault(it => it >= asked);
            var inTime = reply is { } day && day <= due;
            _into.Add(RiskSeries.ConfirmationAsked, _issuing, inTime ? reply!.Value : due, entry.Position);
            if (!inTime)
            {
                _into.Add(RiskSeries.ConfirmationUnanswered, _issuing, due, entry.Position);
            }
        }
    }

    /// <summary>What is found of the parties counts for transfers, so not before one is authorized.</summary>
    private void Transfers()
    {
        if (_into.All<AuthorizationGranted>().FirstOrDefault() is not { Entry: { } granted })
        {
            return;
        }

        var from = RiskEntries.DayOf(granted.Fact.Happened);
        _into.Add(RiskSeries.Transferred, EndUserCountry, from, granted.Position, party: EndUser);
        var before = _into.Made.Count;
        Judged(RiskSeries.PartyUnlisted, EndUserCountry, it => it.Verdict > Verdict.Info
            && Parties.Contains(it.Rule, StringComparer.Ordinal) && it.Code != CertificateRules.NotAvailable);
        for (var at = before; at < _into.Made.Count; at++)
        {
            _into.Made[at] = _into.Made[at] with { On = LocalDate.Max(_into.Made[at].On, from) };
        }

        _into.Made.RemoveAll(it => it.Until <= it.On);
    }

    private void Retransfers()
    {
        if (_paper.Undertakings.Contains(Undertaking.NoReexport))
        {
            foreach (var delivery in _into.All<DeliveryConfirmed>().GroupBy(it => it.Entry.Home))
            {
                var (entry, fact) = delivery.First();
                _into.Add(
                    RiskSeries.DeliveredUndertaken, EndUserCountry, RiskEntries.DayOf(fact.Happened), entry.Position,
                    party: EndUser);
            }
        }

        foreach (var request in _into.Standing.Where(it => it.Fact is RetransferEvent && it.Home == _home)
            .GroupBy(it => Subject.Normalise(((RetransferEvent)it.Fact).Reference), StringComparer.Ordinal))
        {
            Executed([.. request]);
        }
    }

    /// <summary>Passed on beyond what had been consented to by then.</summary>
    private void Executed(List<Recorded> request)
    {
        foreach (var (at, entry) in request.Index().Where(it => it.Item.Fact is RetransferExecuted))
        {
            var done = (RetransferExecuted)entry.Fact;
            var before = request.Take(at + 1).Select(it => it.Fact).ToList();
            var beyond = done.Contents.Any(line =>
                Sum(before.OfType<RetransferExecuted>().Select(it => it.Contents), line.Line)
                > Sum(before.OfType<RetransferApproved>().Select(it => it.Contents), line.Line));
            if (beyond)
            {
                var (country, on) = (RiskEntries.Code(done.From.Country) ?? EndUserCountry,
                    RiskEntries.DayOf(done.Happened));
                _into.Add(
                    RiskSeries.Retransferred, country, on, entry.Position, party: RiskEntries.PartyOf(done.From));
                if (IsOfState)
                {
                    _into.Add(
                        RiskSeries.RetransferredByState, country, on, entry.Position,
                        party: RiskEntries.PartyOf(done.From));
                }
            }
        }
    }

    private static long Sum(IEnumerable<ValueList<LineContents>> contents, int line) =>
        contents.SelectMany(it => it).Where(it => it.Line == line).Sum(it => it.Quantity);
}
