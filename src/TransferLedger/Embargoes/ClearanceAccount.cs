using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Authorities;
using TransferLedger.Authorizations;
using TransferLedger.Ledger;
using TransferLedger.Rules;
using TransferLedger.Shipments;

namespace TransferLedger.Embargoes;

/// <summary>Where a clearance stands on a day.</summary>
public enum ClearanceStanding
{
    /// <summary>It may be used.</summary>
    Valid,

    /// <summary>It was not notified by then.</summary>
    NotNotified,

    /// <summary>The waiting period runs.</summary>
    Waiting,

    /// <summary>Nobody has decided by then.</summary>
    NotDecided,

    /// <summary>The committee said no.</summary>
    Denied,

    /// <summary>It was withdrawn.</summary>
    Withdrawn,

    /// <summary>No second officer has reviewed it by then.</summary>
    NotReviewed,
}

/// <summary>One clearance and what was drawn from it: a function of the facts about it.</summary>
/// <param name="Subject">Its subject.</param>
/// <param name="Requested">The request.</param>
/// <param name="Notices">When it reached whom, in the order of recording.</param>
/// <param name="Decisions">What was decided, in the order of recording.</param>
/// <param name="Draws">What departures drew, in the order of recording.</param>
/// <param name="Consents">What consents to pass goods on drew, in the order of recording.</param>
public sealed record ClearanceAccount(
    Subject Subject,
    Entry<ClearanceRequested> Requested,
    ValueList<Entry<ClearanceNotified>> Notices,
    ValueList<Entry<ClearanceDecided>> Decisions,
    ValueList<Entry<ClearanceDrawn>> Draws,
    ValueList<Entry<ClearanceDrawnByConsent>> Consents)
{
    /// <summary>How far ahead an end of waiting is looked for, in days.</summary>
    private const int LongestWait = 400;

    /// <summary>What was asked for.</summary>
    public ClearanceRequested Fact => Requested.Fact;

    /// <summary>The facts it rests on, ascending.</summary>
    public ValueList<long> Facts => Notices.Select(it => it.Position).Concat(Decisions.Select(it => it.Position))
        .Append(Requested.Position).Order().ToValueList();

    /// <summary>
    /// The clearances among some facts, in the order of their requests; retracted facts do not count, nor what was
    /// drawn with a departure or consent that is among them and was retracted.
    /// </summary>
    public static ImmutableArray<ClearanceAccount> All(IEnumerable<Recorded> facts)
    {
        var all = facts.Where(it => IsNeeded(it.Fact)).OrderBy(it => it.Position).ToImmutableArray();
        var standing = StandingFacts.Of(all).ToImmutableArray();
        var causes = all.Where(it => it.Fact is ShipmentDeparted or RetransferApproved).ToImmutableArray();
        var gone = causes.Select(it => it.Position).Except(standing.Select(it => it.Position)).ToHashSet();
        return
        [
            .. standing.Where(it => it.Fact is ClearanceEvent
                    && !(gone.Count > 0 && CauseOf(it, causes) is { } cause && gone.Contains(cause)))
                .GroupBy(it => it.Home).Where(it => it.Any(one => one.Fact is ClearanceRequested))
                .Select(it => new ClearanceAccount(
                    it.Key,
                    Entries<ClearanceRequested>(it)[^1],
                    Entries<ClearanceNotified>(it),
                    Entries<ClearanceDecided>(it),
                    Entries<ClearanceDrawn>(it),
                    Entries<ClearanceDrawnByConsent>(it))),
        ];
    }

    /// <summary>Does a fact say something of a clearance, or of what is drawn from one?</summary>
    internal static bool IsNeeded(LedgerEvent fact) =>
        fact is ClearanceEvent or CorrectionEvent or ShipmentDeparted or RetransferApproved;

    /// <summary>What it clears of a line; null when it sets no limit.</summary>
    public long? Cleared(int line) =>
        Fact.Kind == ClearanceKind.Standing && Fact.Lines.Count == 0
            ? null
            : Fact.Lines.Where(it => it.Line == line).Sum(it => it.Quantity);

    /// <summary>What was drawn of a line, by departures and by consents.</summary>
    public long Drawn(int line) => Sum(Draws.SelectMany(it => it.Fact.Lines), line) + DrawnByConsent(line);

    /// <summary>What consents to pass goods on drew of a line.</summary>
    public long DrawnByConsent(int line) => Sum(Consents.SelectMany(it => it.Fact.Lines), line);

    /// <summary>What is left of a line; null when it sets no limit.</summary>
    public long? Left(int line) => Cleared(line) - Drawn(line);

    /// <summary>Where it stands on a day.</summary>
    /// <param name="table">The table whose regime sets the waiting period.</param>
    /// <param name="day">The day; every day it may mean must be one on which it may be used.</param>
    public ClearanceStanding On(EmbargoTable table, Happened day)
    {
        var decided = Decisions.LastOrDefault(it => it.Fact.Happened.Earliest <= day.Latest)?.Fact;
        if (decided?.Outcome is ClearanceOutcome.Denied)
        {
            return ClearanceStanding.Denied;
        }

        if (decided?.Outcome is ClearanceOutcome.Withdrawn)
        {
            return ClearanceStanding.Withdrawn;
        }

        var before = decided is not null && decided.Happened.Latest <= day.Latest;
        return Fact.Kind switch
        {
            ClearanceKind.Approval => before && decided!.Outcome == ClearanceOutcome.Approved
                ? ClearanceStanding.Valid
                : ClearanceStanding.NotDecided,
            ClearanceKind.Standing => before && decided!.Outcome == ClearanceOutcome.Reviewed
                ? ClearanceStanding.Valid
                : ClearanceStanding.NotReviewed,
            _ when Notice is not { } notice || notice.Fact.Happened.Latest > day.Latest =>
                ClearanceStanding.NotNotified,
            ClearanceKind.NoNegativeDecision when day.Earliest.InUtc().Date < UsableFrom(table) =>
                ClearanceStanding.Waiting,
            _ => ClearanceStanding.Valid,
        };
    }

    /// <summary>
    /// The first day on which goods may leave under a notice: the day after the last working day of the waiting period,
    /// which begins on the working day after the notice. Null when it was not notified.
    /// </summary>
    public LocalDate? UsableFrom(EmbargoTable table)
    {
        if (Notice is not { } notice)
        {
            return null;
        }

        var day = notice.Fact.Happened.Latest.InUtc().Date;
        var left = Fact.Kind == ClearanceKind.NoNegativeDecision ? WaitingDays(table) : 0;
        for (var ahead = 0; left > 0 && ahead < LongestWait; ahead++)
        {
            day = day.LaterByDays(1);
            left -= IsWorkingDay(table, day) ? 1 : 0;
        }

        return Fact.Kind == ClearanceKind.NoNegativeDecision ? day.LaterByDays(1) : day;
    }

    /// <summary>How many working days of the waiting period had wholly passed before a day.</summary>
    public int DaysPassed(EmbargoTable table, LocalDate day)
    {
        if (Notice is not { } notice)
        {
            return 0;
        }

        var first = notice.Fact.Happened.Latest.InUtc().Date.LaterByDays(1);
        return Enumerable.Range(0, Math.Max(0, Period.DaysBetween(first, day)))
            .Count(it => IsWorkingDay(table, first.LaterByDays(it)));
    }

    /// <summary>The waiting period in working days, by the regime's routes of this kind.</summary>
    public int WaitingDays(EmbargoTable table) => Routes(table).Select(it => it.WaitingDays).DefaultIfEmpty(0).Max();

    /// <summary>The ways to this kind of clearance that the regime leaves open.</summary>
    public IEnumerable<ClearanceRoute> Routes(EmbargoTable table) =>
        table.Of(Fact.Regime).SelectMany(it => it.Fact.Routes).Where(it => it.Kind == Fact.Kind);

    /// <summary>
    /// The position of the departure or consent that a draw was decided with: the last one before it, because a draw is
    /// recorded right after. Null when it is not among the facts, or nothing was drawn.
    /// </summary>
    private static long? CauseOf(Recorded draw, ImmutableArray<Recorded> causes) => causes.LastOrDefault(it =>
        it.Position < draw.Position && (draw.Fact, it.Fact) switch
        {
            (ClearanceDrawn drawn, ShipmentDeparted) => it.Home == drawn.Shipment,
            (ClearanceDrawnByConsent drawn, RetransferApproved consent) => it.IsAbout(drawn.Certificate)
                && Subject.Normalise(consent.Reference) == Subject.Normalise(drawn.Reference),
            _ => false,
        })?.Position;

    private static long Sum(IEnumerable<LineQuantity> lines, int line) =>
        lines.Where(it => it.Line == line).Sum(it => it.Quantity);

    private Entry<ClearanceNotified>? Notice => Notices.Count == 0 ? null : Notices[^1];

    /// <summary>The committees sit in New York: Saturday and Sunday, and the days the table names.</summary>
    private static bool IsWorkingDay(EmbargoTable table, LocalDate day) =>
        !Weekends.Rests("US", day) && !table.IsClosed(day);

    private static ValueList<Entry<T>> Entries<T>(IEnumerable<Recorded> facts)
        where T : ClearanceEvent =>
        facts.Where(it => it.Fact is T).Select(it => new Entry<T>(it.Position, (T)it.Fact)).ToValueList();
}
