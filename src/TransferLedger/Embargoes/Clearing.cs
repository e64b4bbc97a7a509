using TransferLedger.Authorities;
using TransferLedger.Authorizations;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Shipments;

namespace TransferLedger.Embargoes;

/// <summary>
/// What may be recorded about a clearance? Pure decisions over the facts about it, about its certificate and about
/// embargoes.
/// </summary>
public static class Clearing
{
    /// <summary>Refused: there is no such clearance. Details: it.</summary>
    public const string Unknown = "clearance.unknown";

    /// <summary>Refused: the reference was used for another clearance. Details: the position.</summary>
    public const string ReferenceUsed = "clearance.reference-used";

    /// <summary>Refused: nobody has captured the certificate. Details: it.</summary>
    public const string CertificateUnknown = "clearance.certificate-unknown";

    /// <summary>
    /// Refused: the certificate has another end user, who has not asked to pass goods on to the one named. Details:
    /// its end user, the one named.
    /// </summary>
    public const string EndUserDiffers = "clearance.end-user-differs";

    /// <summary>Refused: the table has no such regime. Details: it.</summary>
    public const string RegimeUnknown = "clearance.regime-unknown";

    /// <summary>Refused: the regime leaves no such way open. Details: regime, kind, the kinds it has.</summary>
    public const string NoSuchRoute = "clearance.no-such-route";

    /// <summary>Refused: the committee asks for more. Details: the elements missing.</summary>
    public const string ContentsMissing = "clearance.contents-missing";

    /// <summary>
    /// Refused: a line the certificate has not, or named twice, or a quantity of nothing, or more than it certifies.
    /// Details: the line, the quantity.
    /// </summary>
    public const string LineImpossible = "clearance.line-impossible";

    /// <summary>Refused: no line is named, and the kind asks for them.</summary>
    public const string NoLines = "clearance.no-lines";

    /// <summary>Refused: who did it, or on what grounds, is not said.</summary>
    public const string NothingSaid = "clearance.nothing-said";

    /// <summary>Refused: who reviews a standing exemption is who prepared it. Details: the officer.</summary>
    public const string FourEyes = "clearance.four-eyes";

    /// <summary>Refused: a clearance of this kind is not decided so. Details: the kind, the outcome.</summary>
    public const string WrongOutcome = "clearance.wrong-outcome";

    /// <summary>Refused: it cannot have happened before what it follows. Details: the day, the earlier day.</summary>
    public const string TooEarly = "clearance.too-early";

    /// <summary>May it be asked for?</summary>
    /// <param name="state">The facts about the clearance, the certificate and embargoes.</param>
    /// <param name="asked">The request.</param>
    public static Decision Request(AuthorizationState state, ClearanceRequested asked)
    {
        if (state.Facts.Find(it => it.Home == asked.Subject && it.Fact is ClearanceRequested) is { } earlier)
        {
            return earlier.Fact == (LedgerEvent)asked ? Decision.Nothing : new Refusal(ReferenceUsed, earlier.Position);
        }

        var no = CheckPaper(state, asked) ?? CheckRoute(EmbargoTable.Of(state.Facts), asked);
        return no is null ? new NewFact(asked.Subject, asked) : no;
    }

    /// <summary>May its notice be recorded?</summary>
    /// <param name="state">The facts about the clearance.</param>
    /// <param name="clearance">The clearance.</param>
    /// <param name="on">The day it was received.</param>
    /// <param name="to">Who received it.</param>
    /// <param name="officer">Who sent it.</param>
    /// <param name="receipt">The receiver's own reference; null when it gave none.</param>
    public static Decision Notify(
        AuthorizationState state, Subject clearance, Happened on, string to, string officer, string? receipt)
    {
        if (AccountOf(state, clearance) is not { } account)
        {
            return new Refusal(Unknown, clearance.Rest);
        }

        var fact = new ClearanceNotified(on, account.Fact.Certificate, to, officer, receipt);
        return !Said(to) || !Said(officer) ? new Refusal(NothingSaid)
            : account.Notices.Any(it => it.Fact == fact) ? Decision.Nothing
            : on.Latest < account.Fact.Happened.Earliest
                ? new Refusal(TooEarly, on.Text, account.Fact.Happened.Text)
            : new NewFact(clearance, fact);
    }

    /// <summary>May it be decided so?</summary>
    /// <param name="state">The facts about the clearance.</param>
    /// <param name="clearance">The clearance.</param>
    /// <param name="on">The day of the decision.</param>
    /// <param name="outcome">What was decided.</param>
    /// <param name="by">Who decided: the committee, or the reviewing officer.</param>
    /// <param name="officer">Who records it.</param>
    /// <param name="grounds">The paper or reason it rests on.</param>
    public static Decision Decide(
        AuthorizationState state,
        Subject clearance,
        Happened on,
        ClearanceOutcome outcome,
        string by,
        string officer,
        string grounds)
    {
        if (AccountOf(state, clearance) is not { } account)
        {
            return new Refusal(Unknown, clearance.Rest);
        }

        var kind = account.Fact.Kind;
        var fact = new ClearanceDecided(on, account.Fact.Certificate, outcome, by, officer, grounds);
        return !Said(by) || !Said(officer) || !Said(grounds) ? new Refusal(NothingSaid)
            : account.Decisions.Count > 0 && account.Decisions[^1].Fact == fact ? Decision.Nothing
            : !Fits(kind, outcome) ? new Refusal(WrongOutcome, kind, outcome)
            : outcome == ClearanceOutcome.Reviewed && AuthorityRegister.SameName(by, account.Fact.Officer)
                ? new Refusal(FourEyes, by)
            : on.Latest < account.Fact.Happened.Earliest
                ? new Refusal(TooEarly, on.Text, account.Fact.Happened.Text)
            : new NewFact(clearance, fact);
    }

    private static bool Fits(ClearanceKind kind, ClearanceOutcome outcome) => outcome switch
    {
        ClearanceOutcome.Approved => kind == ClearanceKind.Approval,
        ClearanceOutcome.Reviewed => kind == ClearanceKind.Standing,
        ClearanceOutcome.Denied => kind is ClearanceKind.Approval or ClearanceKind.NoNegativeDecision,
        _ => true,
    };

    private static Refusal? CheckPaper(AuthorizationState state, ClearanceRequested asked)
    {
        if (state.BalanceOf(asked.Certificate).Captured is not { } paper)
        {
            return new Refusal(CertificateUnknown, asked.Certificate.Key);
        }

        var endUser = paper.EndUser?.Party.Name ?? "";
        var register = PartyRegister.Of(state.Facts);
        if (!register.AreSame(endUser, asked.EndUser) && !MayReceive(state, register, asked))
        {
            return new Refusal(EndUserDiffers, endUser, asked.EndUser);
        }

        if (!Said(asked.Officer))
        {
            return new Refusal(NothingSaid);
        }

        return asked.Lines.FirstOrDefault(it => it.Line < 1 || it.Line > paper.Lines.Count || it.Quantity <= 0
            || it.Quantity > (paper.Lines[it.Line - 1].Quantity ?? 0)
            || asked.Lines.Count(one => one.Line == it.Line) > 1) is { } wrong
                ? new Refusal(LineImpossible, wrong.Line, wrong.Quantity)
            : asked.Lines.Count == 0 && asked.Kind != ClearanceKind.Standing ? new Refusal(NoLines)
            : null;
    }

    /// <summary>Has the end user asked to pass goods on to whom the clearance is for?</summary>
    private static bool MayReceive(AuthorizationState state, PartyRegister register, ClearanceRequested asked) =>
        StandingFacts.Of(state.About(asked.Certificate)).Any(it => it.Home == asked.Certificate
            && it.Fact is RetransferRequested request && register.AreSame(request.To.Name, asked.EndUser));

    private static Refusal? CheckRoute(EmbargoTable table, ClearanceRequested asked)
    {
        var measures = table.Of(asked.Regime).Where(it =>
            it.On(asked.Happened) is not (EmbargoStanding.NotYet or EmbargoStanding.Lifted)).ToList();
        if (measures.Count == 0)
        {
            return new Refusal(RegimeUnknown, asked.Regime);
        }

        var routes = measures.SelectMany(it => it.Fact.Routes).ToList();
        var fitting = routes.Where(it => it.Kind == asked.Kind).ToList();
        if (fitting.Count == 0)
        {
            var open = routes.Select(it => it.Kind).Distinct().Order();
            return new Refusal(NoSuchRoute, asked.Regime, asked.Kind, string.Join(' ', open));
        }

        // Routes of one kind may ask for different things; whoever has all of one has a complete request.
        var missing = fitting.Select(it => it.Contents.Where(name => !asked.Contents.Any(one =>
                AuthorityRegister.SameName(one.Name, name) && Said(one.Text))).ToList())
            .MinBy(it => it.Count)!;
        return missing.Count == 0 ? null : new Refusal(ContentsMissing, [.. missing]);
    }

    private static ClearanceAccount? AccountOf(AuthorizationState state, Subject clearance) =>
        ClearanceAccount.All(state.Facts.Where(it => it.Home == clearance || it.Fact is CorrectionEvent))
            .FirstOrDefault(it => it.Subject == clearance);

    private static bool Said(string text) => text.Any(char.IsLetterOrDigit);
}
