using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Authorizations;
using TransferLedger.Checks;
using TransferLedger.Ledger;
using TransferLedger.Shipments;

namespace TransferLedger.Certificates;

/// <summary>Where an obligation stands.</summary>
public enum ObligationState
{
    /// <summary>It binds, and has no day.</summary>
    Standing,

    /// <summary>Its day follows from something that is not on record yet: an arrival.</summary>
    NotDated,

    /// <summary>It is owed by a day, and not met.</summary>
    Due,

    /// <summary>It is met.</summary>
    Met,

    /// <summary>It binds no more, or never came to bind.</summary>
    Ended,
}

/// <summary>What an end user or consignee owes under a certificate, as it stands.</summary>
/// <param name="Undertaking">What is owed.</param>
/// <param name="OwedBy">Who owes it.</param>
/// <param name="Owner">Who at this office sees to it.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Due">The last day for it; null when it has none, or none yet.</param>
/// <param name="About">The shipment that arrived, or the check that is planned; null when it is about neither.</param>
/// <param name="Basis">Where it stands in the reading that was accepted; null when it was set by hand.</param>
/// <param name="Lapses">
/// Of one without a day: the last day of the certificate, after which it binds no more unless goods have left; null
/// when it outlives the certificate.
/// </param>
/// <param name="Text">In words, where somebody wrote some.</param>
/// <param name="Facts">The facts it rests on, by position.</param>
public sealed record Obligation(
    Undertaking Undertaking,
    ObligedParty OwedBy,
    string Owner,
    ObligationState State,
    LocalDate? Due,
    Subject? About,
    string? Basis,
    LocalDate? Lapses,
    string? Text,
    ValueList<long> Facts)
{
    /// <summary>
    /// Is its last day over, and it is not met? A delivery is overdue from that day on, as EUC-070 reckons.
    /// </summary>
    public bool IsOverdue(LocalDate on) =>
        State == ObligationState.Due && (Due < on || (IsProofOfDelivery && Due == on));

    /// <summary>Is it the proof of one delivery? <see cref="DeliveryProof"/> tells units and value.</summary>
    public bool IsProofOfDelivery => Undertaking == Undertaking.DeliveryVerification && About is not null;

    /// <summary>The name of who owes it, as the certificate has it; null when it names nobody.</summary>
    /// <param name="paper">The certificate with the amendments that count.</param>
    public string? DebtorOn(EndUserCertificate? paper) => OwedBy == ObligedParty.FinalConsignee
        ? paper?.FinalConsignee?.Name
        : paper?.EndUser?.Party.Name;
}

/// <summary>
/// The obligations under a certificate: a function of the facts about it. What <see cref="ObligationSet"/> dates by
/// hand has that day until it is met. The rest comes of the acceptance, and every day of it is reckoned as the rules
/// reckon it: from arrivals (EUC-070, EUC-077) and planned verifications. An undertaking binds while the certificate
/// can be used, and beyond for as long as goods that left under it are not back.
/// </summary>
public static class Obligations
{
    /// <summary>All of them, in the order of the undertakings.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="facts">The facts about it.</param>
    /// <param name="balance">What those facts come to.</param>
    /// <param name="parameters">The thresholds.</param>
    /// <param name="on">The day for which it is asked; null to leave open whether the certificate has expired.</param>
    public static ImmutableArray<Obligation> Of(
        Subject certificate,
        IEnumerable<Recorded> facts,
        CertificateBalance balance,
        CertificateParameters parameters,
        Happened? on)
    {
        ArgumentNullException.ThrowIfNull(balance);
        var file = CertificateFile.Of(certificate, facts);
        var known = AfterDelivery.Of(
            [.. facts.Where(it => it.IsAbout(certificate))], new HashSet<Subject> { certificate });
        var set = LastSet(known, certificate).ToList();
        return
        [
            .. set.Select(it => ByHand(it, file, known))
                .Concat(LastAssumed(known, certificate)
                    .Where(it => it.Fact.Undertaking == Undertaking.DeliveryVerification
                        || !set.Exists(by => by.Fact.Undertaking == it.Fact.Undertaking))
                    .SelectMany(it => ByAcceptance(it, file, balance, known, parameters, on)))
                .OrderBy(it => it.Undertaking).ThenBy(it => it.Due),
        ];
    }

    /// <summary>
    /// The promises to destroy old arms for new ones, each with its day where it has one (EUC-077): under every
    /// certificate that some facts are about.
    /// </summary>
    /// <param name="after">What is on record after delivery.</param>
    /// <param name="parameters">The thresholds.</param>
    public static IEnumerable<(Recorded Entry, LocalDate? Due, bool Met)> NewForOld(
        AfterDelivery after, CertificateParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(after);
        foreach (var home in after.Facts.Where(it => it.Fact is ObligationSet or ObligationAssumed)
            .Select(it => it.Home).Distinct())
        {
            var set = LastSet(after, home).Where(it => it.Fact.Undertaking == Undertaking.NewForOld);
            var assumed = LastAssumed(after, home).Where(it =>
                it.Fact is { Undertaking: Undertaking.NewForOld, Term: not ObligationTerm.Released });
            foreach (var (entry, due) in set.Select(it => (it.Entry, (LocalDate?)LastDay(it.Fact.Due)))
                .Concat(assumed.Select(it => (it.Entry, DueAfterArrival(after, home, parameters)))).Take(1))
            {
                yield return (entry, due, IsMet(after, entry, Undertaking.NewForOld));
            }
        }
    }

    private static Obligation ByHand(
        (Recorded Entry, ObligationSet Fact) it, CertificateFile file, AfterDelivery known) =>
        new(
            it.Fact.Undertaking,
            file.Obligations.LastOrDefault(one => one.Fact.Undertaking == it.Fact.Undertaking)?.Fact.OwedBy
                ?? ObligedParty.EndUser,
            it.Fact.Owner,
            IsMet(known, it.Entry, it.Fact.Undertaking) ? ObligationState.Met : ObligationState.Due,
            LastDay(it.Fact.Due),
            null,
            null,
            null,
            it.Fact.Text,
            [it.Entry.Position]);

    private static ImmutableArray<Obligation> ByAcceptance(
        (Recorded Entry, ObligationAssumed Fact) it,
        CertificateFile file,
        CertificateBalance balance,
        AfterDelivery known,
        CertificateParameters parameters,
        Happened? on)
    {
        var (entry, fact) = it;
        var isOut = IsOut(balance.Shipments);
        var plain = new Obligation(
            fact.Undertaking, fact.OwedBy, fact.Owner, ObligationState.Standing, null, null, fact.Basis, null, null,
            [entry.Position]);
        var dated = fact.Term switch
        {
            ObligationTerm.Released => [],
            ObligationTerm.AtVerification => Planned(plain, entry, known),
            ObligationTerm.AfterArrival when fact.Undertaking == Undertaking.DeliveryVerification =>
                Deliveries(plain, balance.Shipments, parameters),
            ObligationTerm.AfterArrival => OfArrival(plain, entry, known, parameters),
            _ => [],
        };
        if (!dated.IsEmpty)
        {
            return dated;
        }

        var binds = fact.Term != ObligationTerm.Released
            && (isOut || MayBeUsed(file, balance.Captured, parameters, on));
        return
        [
            plain with
            {
                State = !binds ? ObligationState.Ended
                    : fact.Term == ObligationTerm.AfterArrival ? ObligationState.NotDated
                    : ObligationState.Standing,
                Lapses = binds && !isOut && balance.Captured is { } paper
                    ? CertificateRules.ValidityOf(paper, parameters).To?.Latest.InUtc().Date
                    : null,
            },
        ];
    }

    /// <summary>Each arrival is verified by itself, by the day that EUC-070 waits for.</summary>
    private static ImmutableArray<Obligation> Deliveries(
        Obligation plain, IEnumerable<Shipment> shipments, CertificateParameters parameters) =>
    [
        .. DeliveryProof.Of(shipments, parameters.DvcDueDays).Select(it => plain with
        {
            State = it.Verified ? ObligationState.Met : ObligationState.Due,
            Due = it.Due,
            About = it.Shipment.Subject,
            Facts =
            [
                .. plain.Facts, .. it.Facts,
                .. it.Shipment.Verifications.Select(one => one.Position),
            ],
        }),
    ];

    private static ImmutableArray<Obligation> Planned(Obligation plain, Recorded entry, AfterDelivery known)
    {
        var done = known.All<VerificationPerformed>().Where(it => it.Fact.Result == VerificationResult.Done)
            .ToLookup(it => it.Entry.Home, it => it.Entry.Position);
        ImmutableArray<Obligation> planned =
        [
            .. known.All<VerificationPlanned>().GroupBy(it => it.Entry.Home).Select(it => it.Last())
                .Select(it => plain with
                {
                    State = done.Contains(it.Entry.Home) || IsMet(known, it.Entry, plain.Undertaking)
                        ? ObligationState.Met
                        : ObligationState.Due,
                    Due = LastDay(it.Fact.Due),
                    About = it.Entry.Home,
                    Facts = [.. plain.Facts, it.Entry.Position, .. done[it.Entry.Home]],
                }),
        ];
        return planned.IsEmpty && IsMet(known, entry, plain.Undertaking)
            ? [plain with { State = ObligationState.Met }]
            : planned;
    }

    private static ImmutableArray<Obligation> OfArrival(
        Obligation plain, Recorded entry, AfterDelivery known, CertificateParameters parameters)
    {
        var due = DueAfterArrival(known, entry.Home, parameters);
        return IsMet(known, entry, plain.Undertaking) ? [plain with { State = ObligationState.Met, Due = due }]
            : due is null ? []
            : [plain with { State = ObligationState.Due, Due = due }];
    }

    /// <summary>From the first arrival of goods that are not all back; an uncertain one counts at its latest.</summary>
    private static LocalDate? DueAfterArrival(
        AfterDelivery after, Subject certificate, CertificateParameters parameters) =>
        DeliveryProof.Of(
            after.Shipments.Where(it => it.Under?.Certificate == certificate && IsOut([it])),
            parameters.NewForOldDueDays)
            .Select(it => (LocalDate?)it.Due).Min();

    /// <summary>Has more left than came back?</summary>
    private static bool IsOut(IEnumerable<Shipment> shipments) =>
        shipments.Any(it => it.Lines.Any(line => line.Left > line.Returned));

    private static bool MayBeUsed(
        CertificateFile file, EndUserCertificate? paper, CertificateParameters parameters, Happened? on) =>
        on is null || paper is null
            ? file.Revocations.Count == 0 && file.Superseded.Count == 0
            : CertificateStanding.On(paper, file, parameters, on).Standing is not (StandingOfCertificate.Expired
                or StandingOfCertificate.Revoked or StandingOfCertificate.Superseded);

    private static bool IsMet(AfterDelivery known, Recorded owed, Undertaking undertaking)
    {
        // A planned check has a home of its own; what meets it is kept with the certificate.
        var certificate = owed.Fact is CheckEvent check ? check.Certificate : owed.Home;
        return known.All<ObligationMet>().Any(it => it.Fact.Undertaking == undertaking
            && it.Entry.Home == certificate && it.Entry.Position > owed.Position);
    }

    private static IEnumerable<(Recorded Entry, ObligationSet Fact)> LastSet(
        AfterDelivery known, Subject certificate) =>
        known.All<ObligationSet>().Where(it => it.Entry.Home == certificate).GroupBy(it => it.Fact.Undertaking)
            .Select(it => it.Last());

    private static IEnumerable<(Recorded Entry, ObligationAssumed Fact)> LastAssumed(
        AfterDelivery known, Subject certificate) =>
        known.All<ObligationAssumed>().Where(it => it.Entry.Home == certificate).GroupBy(it => it.Fact.Undertaking)
            .Select(it => it.Last());

    private static LocalDate LastDay(Happened date) => date.Latest.InUtc().Date;
}
