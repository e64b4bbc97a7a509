using TransferLedger.Authorities;
using TransferLedger.Certificates;
using TransferLedger.Ledger;

namespace TransferLedger.Authorizations;

/// <summary>From the application to the end of an authorization.</summary>
public static partial class Authorizing
{
    /// <summary>Refused: it is not suspended.</summary>
    public const string NotSuspended = "authorization.not-suspended";

    /// <summary>Refused: less than has left already. Details: the line, what has left, asked for.</summary>
    public const string BelowShipped = "authorization.below-shipped";

    /// <summary>Refused: its last day is not over, and not everything has left. Details: the last day.</summary>
    public const string StillOpen = "authorization.still-open";

    /// <summary>Refused: it has no such condition, or the condition is met. Details: the condition.</summary>
    public const string ConditionUnknown = "authorization.condition-unknown";

    /// <summary>Refused: who decides, or why, or what proves it, is not said.</summary>
    public const string NothingSaid = "authorization.nothing-said";

    /// <summary>Refused: it was denied under this number. Details: when, why.</summary>
    public const string DeniedBefore = "authorization.denied-before";

    /// <summary>Refused: it was granted, so it can only be revoked. Details: the position.</summary>
    public const string GrantedBefore = "authorization.granted-before";

    /// <summary>Refused: nobody applied for it, and no certificate is named.</summary>
    public const string NothingToDeny = "authorization.nothing-to-deny";

    /// <summary>May the application be taken in?</summary>
    /// <param name="state">The facts about the authorization it is to become.</param>
    /// <param name="asked">The application.</param>
    public static Decision Apply(AuthorizationState state, TransferApplied asked)
    {
        var earlier = state.Facts.FirstOrDefault(it => it.Home == asked.Subject && it.Fact is AuthorizationEvent);
        return earlier is null ? new NewFact(asked.Subject, asked)
            : earlier.Fact == (LedgerEvent)asked ? Decision.Nothing
            : new Refusal(NumberUsed, earlier.Position);
    }

    /// <summary>May the assessment be recorded?</summary>
    /// <param name="state">The facts about the authorization.</param>
    /// <param name="authorization">The authorization it is for, applied for or not.</param>
    /// <param name="asked">The assessment.</param>
    public static Decision Assess(AuthorizationState state, Subject authorization, TransferAssessed asked) =>
        !Said(asked.Officer) || asked.Criteria.Count == 0 ? new Refusal(NothingSaid)
        : Last<TransferAssessed>(state, authorization) == asked ? Decision.Nothing
        : new NewFact(authorization, asked);

    /// <summary>
    /// The denial of a transfer, by one person, because it holds nothing back that another could not grant later. From
    /// then on what is essentially the same holds (EUC-061).
    /// </summary>
    /// <param name="state">The facts about the authorization applied for, and the certificate.</param>
    /// <param name="authorization">The authorization.</param>
    /// <param name="certificate">The certificate, where nobody applied; otherwise the application says which.</param>
    /// <param name="on">The date of the decision.</param>
    /// <param name="reason">The reason or criterion.</param>
    public static Decision Deny(
        AuthorizationState state, Subject authorization, Subject? certificate, Happened on, string reason)
    {
        if (!Said(reason))
        {
            return new Refusal(NothingSaid);
        }

        if (state.Facts.Find(it => it.Home == authorization && it.Fact is AuthorizationGranted) is { } granted)
        {
            return new Refusal(GrantedBefore, granted.Position);
        }

        if (Last<TransferDenied>(state, authorization) is { } denied)
        {
            return denied.Happened == on && denied.Reason == reason
                ? Decision.Nothing
                : new Refusal(DeniedBefore, denied.Happened.Text, denied.Reason ?? "");
        }

        var application = Last<TransferApplied>(state, authorization);
        if ((application?.Certificate ?? certificate) is not { } cited)
        {
            return new Refusal(NothingToDeny);
        }

        if (state.BalanceOf(cited).Captured is not { } paper)
        {
            return new Refusal(CertificateUnknown, cited.Key);
        }

        var lines = paper.Lines
            .Where((_, at) => application is null || application.Lines.Any(it => it.Line == at + 1)).ToList();
        return new NewFact(authorization, new TransferDenied(
            on,
            authorization.Rest.Split('/')[0].ToUpperInvariant(),
            Own: true,
            paper.EndUser?.Party.Name ?? "",
            paper.Destination,
            lines.Select(it => it.Class).OfType<GoodsClass>().Distinct().ToValueList(),
            lines.Select(it => it.Model).OfType<string>().Distinct(StringComparer.Ordinal).ToValueList(),
            reason,
            cited));
    }

    /// <summary>May it be changed?</summary>
    /// <param name="state">The facts about authorization, certificate and what it is related to.</param>
    /// <param name="authorization">The authorization.</param>
    /// <param name="asked">What is to be granted from now on.</param>
    /// <param name="rules">The rule pack by which the certificate is judged.</param>
    public static Decision Amend(
        AuthorizationState state, Subject authorization, AuthorizationAmended asked, PackInUse rules)
    {
        var balance = state.BalanceOf(asked.Certificate);
        if (OpenDraw(balance, authorization, out var draw) is { } no)
        {
            return no;
        }

        if (draw!.Since.LastOrDefault() is AuthorizationAmended last
            && last with { Pack = null } == asked with { Pack = null })
        {
            return Decision.Nothing;
        }

        if (AuthorityRegister.SameName(asked.Officer, asked.Approver) || !Said(asked.Approver) || !Said(asked.Reason))
        {
            return new Refusal(FourEyes, asked.Officer, asked.Approver);
        }

        var lines = draw.Lines.Select(it => it.Line).Concat(asked.Lines.Select(it => it.Line)).Distinct();
        foreach (var line in lines)
        {
            var quantity = asked.Lines.Where(it => it.Line == line).Sum(it => it.Quantity);
            if (quantity < draw.Net(line))
            {
                return new Refusal(BelowShipped, line, draw.Net(line), quantity);
            }
        }

        var isMore = IsMore(draw, asked);
        var wrong = CheckLines(asked.Lines, balance, draw)
            ?? (isMore
                ? CheckCertificate(state, asked.Certificate, asked.Happened, balance.Captured, rules.Pack)
                : null);
        return wrong is null
            ? new NewFact(authorization, asked with { Pack = isMore ? rules.Reference : null })
            : wrong;
    }

    /// <summary>May it be suspended? By one person, because it must be quick.</summary>
    /// <param name="state">The facts about authorization and certificate.</param>
    /// <param name="authorization">The authorization.</param>
    /// <param name="asked">What is to be recorded.</param>
    public static Decision Suspend(AuthorizationState state, Subject authorization, AuthorizationSuspended asked) =>
        OpenDraw(state.BalanceOf(asked.Certificate), authorization, out var draw) is { } no ? no
        : !Said(asked.Officer) || !Said(asked.Reason) ? new Refusal(NothingSaid)
        : draw!.Suspended is not null ? Decision.Nothing
        : new NewFact(authorization, asked);

    /// <summary>May goods leave again?</summary>
    /// <param name="state">The facts about authorization and certificate.</param>
    /// <param name="authorization">The authorization.</param>
    /// <param name="asked">What is to be recorded.</param>
    public static Decision Resume(AuthorizationState state, Subject authorization, AuthorizationResumed asked)
    {
        if (OpenDraw(state.BalanceOf(asked.Certificate), authorization, out var draw) is { } no)
        {
            return no;
        }

        return draw!.Since.LastOrDefault() == (AuthorizationEvent)asked ? Decision.Nothing
            : draw.Suspended is null ? new Refusal(NotSuspended)
            : AuthorityRegister.SameName(asked.Officer, asked.Approver) || !Said(asked.Approver) || !Said(asked.Reason)
                ? new Refusal(FourEyes, asked.Officer, asked.Approver)
            : new NewFact(authorization, asked);
    }

    /// <summary>May it be closed? When its last day is over, or when everything has left.</summary>
    /// <param name="state">The facts about authorization and certificate.</param>
    /// <param name="authorization">The authorization.</param>
    /// <param name="asked">
    /// What is to be recorded. What has left is reckoned from departures on record, where there are any.
    /// </param>
    public static Decision Close(AuthorizationState state, Subject authorization, AuthorizationClosed asked)
    {
        if (OpenDraw(state.BalanceOf(asked.Certificate), authorization, out var draw) is { } no)
        {
            return draw?.Closed is { } before && before == asked with { Shipped = before.Shipped }
                ? Decision.Nothing
                : no;
        }

        var exhausted = draw!.Lines.All(it => draw.Net(it.Line) >= it.Quantity);
        var over = draw.ValidTo is { } last && asked.Happened.Earliest > last.Latest;
        if (!exhausted && !over)
        {
            return new Refusal(StillOpen, draw.ValidTo?.Text ?? "");
        }

        var shipped = draw.Shipments.Any(it => it.Departures.Count > 0) ? LeftUnder(draw) : asked.Shipped;
        return shipped.FirstOrDefault(it => it.Quantity < 0 || it.Quantity > draw.GrantedOf(it.Line)) is { } wrong
            ? new Refusal(ShippedTooMuch, wrong.Line, draw.GrantedOf(wrong.Line), wrong.Quantity)
            : new NewFact(authorization, asked with { Shipped = shipped });
    }

    /// <summary>Is one of its conditions met?</summary>
    /// <param name="state">The facts about authorization and certificate.</param>
    /// <param name="authorization">The authorization.</param>
    /// <param name="asked">What is to be recorded.</param>
    public static Decision Meet(AuthorizationState state, Subject authorization, AuthorizationConditionMet asked)
    {
        var draw = state.BalanceOf(asked.Certificate).Draws
            .LastOrDefault(it => it.Authorization == authorization);
        return draw is null ? new Refusal(Unknown, authorization.Key)
            : asked.Condition < 1 || asked.Condition > draw.Granted.Conditions.Count
                ? new Refusal(ConditionUnknown, asked.Condition)
            : !Said(asked.Evidence) || !Said(asked.Officer) ? new Refusal(NothingSaid)
            : draw.Since.OfType<AuthorizationConditionMet>().Any(it => it.Condition == asked.Condition)
                ? Decision.Nothing
            : new NewFact(authorization, asked);
    }

    private static Refusal? CheckAssessed(
        AuthorizationState state, AuthorizationGranted asked, CertificateParameters parameters) =>
        parameters.AssessmentRequired
            ? Assessment.Check(Last<TransferAssessed>(state, asked.Subject), asked.Approver)
            : null;

    private static T? Last<T>(AuthorizationState state, Subject authorization)
        where T : AuthorizationEvent =>
        StandingFacts.Of(state.About(authorization)).Where(it => it.Home == authorization).Select(it => it.Fact)
            .OfType<T>().LastOrDefault();

    private static Refusal? OpenDraw(CertificateBalance balance, Subject authorization, out Draw? draw)
    {
        draw = balance.Draws.LastOrDefault(it => it.Authorization == authorization);
        return draw is null ? new Refusal(Unknown, authorization.Key)
            : draw.Ended is { } ended ? new Refusal(RevokedBefore, ended.Text)
            : null;
    }

    private static bool IsMore(Draw draw, AuthorizationAmended asked) =>
        asked.Lines.Any(it => it.Quantity > draw.GrantedOf(it.Line))
        || (asked.ValidTo is { } later && later.Latest > (draw.ValidTo ?? later).Latest);

    private static bool Said(string text) => text.Any(char.IsLetterOrDigit);
}
