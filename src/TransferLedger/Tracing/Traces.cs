using System.Collections.Immutable;
using TransferLedger.Rules;
using TransferLedger.Custody;
using TransferLedger.Ledger;

namespace TransferLedger.Tracing;

/// <summary>Decisions about traces.</summary>
public static class Traces
{
    /// <summary>There is no trace of that reference. Details: the reference.</summary>
    public const string Unknown = "trace.unknown";

    /// <summary>The reference is used. Details: the fact that used it.</summary>
    public const string ReferenceUsed = "trace.reference-used";

    /// <summary>Nothing is on record about the weapon. Details: the weapon.</summary>
    public const string WeaponUnknown = "trace.weapon-unknown";

    /// <summary>A request to be sent lacks what the instrument asks for. Details: what.</summary>
    public const string Incomplete = "trace.incomplete";

    /// <summary>No such State, or none then. Details: the code, the day.</summary>
    public const string NoState = "trace.no-state";

    /// <summary>It names no officer, or no grounds.</summary>
    public const string NotSigned = "trace.not-signed";

    /// <summary>It is closed, or no request was sent. Details: the reference.</summary>
    public const string Closed = "trace.closed";

    /// <summary>A reply that is refused or late names no reason.</summary>
    public const string NoReason = "trace.no-reason";

    /// <summary>A reply that identifies the weapon names no holder.</summary>
    public const string NoHolder = "trace.no-holder";

    /// <summary>It happened before the request. Details: the date, the request's.</summary>
    public const string BeforeRequest = "trace.before-request";

    /// <summary>Ask another State about a weapon on record, or record that we were asked about one.</summary>
    /// <param name="facts">All facts about the reference and about the weapon.</param>
    /// <param name="home">The trace.</param>
    /// <param name="fact">The request. One that came in is recorded as it is, however little it says.</param>
    public static Decision Request(ImmutableArray<Recorded> facts, Subject home, TraceRequested fact)
    {
        if (Used(facts, home) is { } used)
        {
            return used;
        }

        if (UnknownOf(facts, fact) is { } unknown)
        {
            return unknown;
        }

        if (!IsState(fact.State, fact.Happened))
        {
            return new Refusal(NoState, fact.State, fact.Happened.Text);
        }

        var lacks = fact.Direction == TraceDirection.Sent ? fact.Lacks().ToArray() : [];
        return lacks.Length > 0 ? new Refusal(Incomplete, [.. lacks])
            : Blank(fact.Officer) ? new Refusal(NotSigned)
            : new NewFact(home, fact);
    }

    /// <summary>Decide to send no request about a weapon.</summary>
    /// <param name="facts">All facts about the reference and about the weapon.</param>
    /// <param name="home">The trace.</param>
    /// <param name="fact">The decision.</param>
    public static Decision Forgo(ImmutableArray<Recorded> facts, Subject home, TraceForgone fact) =>
        Used(facts, home) is { } used ? used
        : UnknownOf(facts, fact) is { } unknown ? unknown
        : Blank(fact.Reason) || Blank(fact.Officer) ? new Refusal(NotSigned)
        : new NewFact(home, fact);

    /// <summary>Confirm receipt.</summary>
    public static Decision Acknowledge(ImmutableArray<Recorded> facts, Subject home, TraceAcknowledged fact) =>
        Open(facts, home, fact, out var refusal) is { } found
            ? Blank(fact.Officer) ? new Refusal(NotSigned) : new NewFact(home, fact with { About = found.About })
            : refusal!;

    /// <summary>Remind the State asked.</summary>
    public static Decision Remind(ImmutableArray<Recorded> facts, Subject home, TraceReminded fact) =>
        Open(facts, home, fact, out var refusal) is { } found
            ? Blank(fact.Officer) ? new Refusal(NotSigned) : new NewFact(home, fact with { About = found.About })
            : refusal!;

    /// <summary>
    /// Reply, or record the reply that came. The holders another State names are facts about the weapon from then on;
    /// those we name are on record already.
    /// </summary>
    /// <param name="facts">All facts about the trace.</param>
    /// <param name="home">The trace.</param>
    /// <param name="fact">The reply; it may name the weapon where the request did not.</param>
    public static Decision Respond(ImmutableArray<Recorded> facts, Subject home, TraceResponded fact)
    {
        if (Open(facts, home, fact, out var refusal) is not { } found)
        {
            return refusal!;
        }

        if (Objection(fact) is { } no)
        {
            return no;
        }

        var request = found.Request!.Fact;
        var about = found.About.Concat(fact.About).Distinct().ToValueList();
        var reply = new NewFact(home, fact with { About = about });
        var reported = request.Direction == TraceDirection.Sent
            ? fact.Holders.SelectMany(it => about.Where(one => one.Kind == "weapon").Select(weapon => new NewFact(
                weapon,
                new HolderReported(it.From, it.Holder, request.State, found.Reference, it.How, it.Document))))
            : [];
        return Decision.Record([reply, .. reported]);
    }

    /// <summary>A request that came in together with our reply to it.</summary>
    /// <param name="asked">The request as <see cref="Request"/> decided it.</param>
    /// <param name="request">The request.</param>
    /// <param name="reply">Our reply.</param>
    public static Decision Answered(NewFact asked, TraceRequested request, TraceResponded reply) =>
        Objection(reply) is { } no ? no
        : reply.Happened.CertainlyBefore(request.Happened)
            ? new Refusal(BeforeRequest, reply.Happened.Text, request.Happened.Text)
        : Decision.Record([asked, new NewFact(asked.Home, reply)]);

    /// <summary>Close a trace.</summary>
    public static Decision Close(ImmutableArray<Recorded> facts, Subject home, TraceClosed fact) =>
        Open(facts, home, fact, out var refusal) is not { } found ? refusal!
        : Blank(fact.Officer) || Blank(fact.Grounds) ? new Refusal(NotSigned)
        : fact.Result == TraceResult.LastLawfulHolder && Blank(fact.LastHolder?.Name) ? new Refusal(NoHolder)
        : new NewFact(home, fact with { About = found.About });

    private static Refusal? Objection(TraceResponded fact) =>
        Blank(fact.Officer) ? new Refusal(NotSigned)
        : fact.Outcome is TraceOutcome.Refused or TraceOutcome.Delayed && fact.Reason is null && Blank(fact.Text)
            ? new Refusal(NoReason)
        : fact.Outcome == TraceOutcome.Identified && fact.Holders.Count == 0 ? new Refusal(NoHolder)
        : fact.NextState is { } next && !IsState(next, fact.Happened)
            ? new Refusal(NoState, next, fact.Happened.Text)
        : null;

    private static Refusal? Used(ImmutableArray<Recorded> facts, Subject home) =>
        facts.FirstOrDefault(it => it.Home == home) is { } used ? new Refusal(ReferenceUsed, used.Position) : null;

    private static Refusal? UnknownOf(ImmutableArray<Recorded> facts, TraceEvent fact) =>
        fact.About.Where(it => !facts.Any(one => one.IsAbout(it))).Select(it => new Refusal(WeaponUnknown, it.Rest))
            .FirstOrDefault();

    private static TraceCase? Open(
        ImmutableArray<Recorded> facts, Subject home, TraceEvent fact, out Refusal? refusal)
    {
        var found = TraceCase.Of(facts.Where(it => it.Home == home || it.Fact is CorrectionEvent));
        refusal = found is null ? new Refusal(Unknown, home.Rest)
            : !found.IsOpen ? new Refusal(Closed, found.Reference)
            : fact.Happened.CertainlyBefore(found.Request!.Fact.Happened)
                ? new Refusal(BeforeRequest, fact.Happened.Text, found.Request.Fact.Happened.Text)
            : null;
        return refusal is null ? found : null;
    }

    private static bool IsState(string code, Happened on) =>
        CountryCodes.InForce(code, on) || CountryCodes.IsUserAssigned(code);

    private static bool Blank(string? text) => string.IsNullOrWhiteSpace(text);
}
