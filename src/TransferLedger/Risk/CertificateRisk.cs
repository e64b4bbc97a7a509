using NodaTime;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Custody;
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

    private static readonly AttCriterion[] Harm =
        [AttCriterion.HumanitarianLaw, AttCriterion.HumanRights, AttCriterion.GenderBasedViolence];

    private readonly RiskEntries _into;
    private readonly Subject _home;
    private readonly Recorded _captured;
    private readonly EndUserCertificate _paper;
    private readonly string? _issuing;
    private readonly ValueList<string> _named;

    private CertificateRisk(RiskEntries into, Subject home, Recorded captured, EndUserCertificate paper)
    {
        (_into, _home, _captured, _paper) = (into, home, captured, paper);
        _issuing = RiskEntries.Code(paper.IssuingCountry);
        _named = paper.OtherParties.Select(NameOf).OfType<string>().Distinct(StringComparer.Ordinal).ToValueList();
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
            it.Assessed();
            it.Deliveries();
            it.ForBrokers(windows);
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
        _into.Add(RiskSeries.Presented, _issuing, received, _captured.Position, party: EndUser, named: _named);
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
        series, country, RiskEntries.DayOf(since.Fact.Happened), since.Position, until: until, party: EndUser,
        named: _named);

    /// <summary>A request counts once it is answered or overdue: until then it says nothing.</summary>
    private void Confirmations(RiskWindows windows)
    {
        var replies = _into.All<ConfirmationReceived>().ToList();
        foreach (var (entry, fact) in _into.All<ConfirmationRequested>())
        {
            var asked = RiskEntries.DayOf(fact.Happened);
            var due = asked.LaterByDays(windows.ConfirmationDays);
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
        _into.Add(RiskSeries.Transferred, EndUserCountry, from, granted.Position, party: EndUser, named: _named);
        if (IsOfState)
        {
            _into.Add(
                RiskSeries.CertifiedArms, EndUserCountry, from, granted.Position,
                (double)CertificateRules.LongArms(_paper), _into.All<CertificateRevoked>().Select(it =>
                    (LocalDate?)RiskEntries.DayOf(it.Fact.Happened)).FirstOrDefault(),
                party: EndUser);
        }

        var before = _into.Made.Count;
        Judged(RiskSeries.PartyUnlisted, EndUserCountry, it => it.Verdict > Verdict.Info
            && Parties.Contains(it.Rule, StringComparer.Ordinal) && it.Code != CertificateRules.NotAvailable);
        for (var at = before; at < _into.Made.Count; at++)
        {
            _into.Made[at] = _into.Made[at] with { On = LocalDate.Max(_into.Made[at].On, from) };
        }

        _into.Made.RemoveAll(it => it.Until <= it.On);
    }

    /// <summary>The latest assessment of each application, which replaces the ones before.</summary>
    private void Assessed()
    {
        foreach (var application in _into.All<TransferAssessed>().GroupBy(it => it.Entry.Home))
        {
            var all = application.ToList();
            foreach (var (at, (entry, fact)) in all.Index())
            {
                var (on, until) = (RiskEntries.DayOf(fact.Happened),
                    at + 1 < all.Count ? RiskEntries.DayOf(all[at + 1].Fact.Happened) : (LocalDate?)null);
                _into.Add(RiskSeries.Assessed, EndUserCountry, on, entry.Position, until: until, party: EndUser);
                if (fact.Criteria.Any(it => it.Finding != RiskFinding.None && Harm.Contains(it.Criterion)))
                {
                    _into.Add(
                        RiskSeries.AssessedHarm, EndUserCountry, on, entry.Position, until: until, party: EndUser);
                }
            }
        }
    }

    /// <summary>
    /// Deliveries under it, each shipment once: to a reseller that need not tell, or to somebody else.
    /// </summary>
    private void Deliveries()
    {
        foreach (var delivery in _into.All<DeliveryConfirmed>().GroupBy(it => it.Entry.Home))
        {
            var (entry, fact) = delivery.First();
            var on = RiskEntries.DayOf(fact.Happened);
            _into.Add(RiskSeries.DeliveredCertified, EndUserCountry, on, entry.Position, party: EndUser);
            if (_paper.EndUser is { Kind: EndUserKind.Reseller, SalesReporting: not true })
            {
                _into.Add(RiskSeries.ResellerUnreported, EndUserCountry, on, entry.Position, party: EndUser);
            }

            var other = delivery.FirstOrDefault(it => !IsNamed(it.Fact.Receiver));
            if (other.Entry is not null && _paper.EndUser is not null)
            {
                _into.Add(
                    RiskSeries.WrongReceiver, EndUserCountry, RiskEntries.DayOf(other.Fact.Happened),
                    other.Entry.Position, party: EndUser, named: Named(delivery.Key));
            }
        }
    }

    private bool IsNamed(Custodian receiver) =>
        new[] { _paper.EndUser?.Party, _paper.FinalConsignee }.OfType<PartyOnPaper>()
            .Any(it => TransferRules.Is(it, receiver));

    /// <summary>The parties of the paper, and whoever carried a shipment.</summary>
    private ValueList<string> Named(Subject shipment) => _named
        .Concat(_into.All<ShipmentDeparted>().Where(it => it.Entry.Home == shipment)
            .Select(it => it.Fact.Carrier?.Name).OfType<string>()
            .Select(it => RiskUnit.NamedKey(RiskUnitKind.Carrier, it)).OfType<string>())
        .Distinct(StringComparer.Ordinal).ToValueList();

    private static string? NameOf(OtherParty it) => it.Role switch
    {
        PartyRole.Broker => RiskUnit.NamedKey(RiskUnitKind.Broker, it.Party.Name),
        PartyRole.Carrier => RiskUnit.NamedKey(RiskUnitKind.Carrier, it.Party.Name),
        _ => null,
    };

    /// <summary>The shipments under it, for the brokers it names: no shipment names them.</summary>
    private void ForBrokers(RiskWindows windows)
    {
        var brokers = _named.Where(it => it.StartsWith("broker/", StringComparison.Ordinal)).ToValueList();
        foreach (var shipment in _into.Standing
            .Where(it => brokers.Count > 0 && it.Fact is ShipmentEvent && it.Home.Kind == "shipment")
            .GroupBy(it => it.Home))
        {
            ShipmentRisk.CollectFor(brokers, [.. shipment], _into, windows);
        }
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
