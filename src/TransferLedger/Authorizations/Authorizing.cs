using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Authorities;
using TransferLedger.Certificates;
using TransferLedger.Ledger;
using TransferLedger.Rules;
using TransferLedger.Screening;

namespace TransferLedger.Authorizations;

/// <summary>The facts that a decision about an authorization looks at.</summary>
/// <param name="Facts">In the order of recording.</param>
public sealed record AuthorizationState(ImmutableList<Recorded> Facts) : IFold<AuthorizationState>
{
    /// <inheritdoc/>
    public static AuthorizationState Initial { get; } = new(ImmutableList<Recorded>.Empty);

    /// <inheritdoc/>
    public static AuthorizationState Evolve(AuthorizationState before, Recorded entry) => new(before.Facts.Add(entry));

    /// <summary>
    /// With a fact that is not on record yet, at the end: the rules look at what it brings with it, such as another
    /// exporter, a route, a name nobody has screened.
    /// </summary>
    public AuthorizationState With(Subject home, LedgerEvent asked) => new(Facts.Add(new Recorded(
        Holding.NotOnRecord, Guid.Empty, home, 1, Instant.MaxValue, asked, new Provenance(""), default)));

    /// <summary>Those about a subject.</summary>
    public IEnumerable<Recorded> About(Subject subject) => Facts.Where(it => it.IsAbout(subject));

    /// <summary>The balance of a certificate, with the amendments that its authority's register bears out.</summary>
    public CertificateBalance BalanceOf(Subject certificate) =>
        CertificateBalance.Of(Facts.Where(it => it.Fact is AuthorityEvent || it.IsAbout(certificate)));
}

/// <summary>
/// May a transfer be authorized so? Pure decisions over the histories of the certificate, of what it is related to
/// (<see cref="CertificateReport.Needs"/>) and of the authorization; recorded on condition that none of them has moved,
/// which is what makes over-draw impossible.
/// </summary>
public static partial class Authorizing
{
    /// <summary>Refused: nobody has captured the certificate.</summary>
    public const string CertificateUnknown = "authorization.certificate-unknown";

    /// <summary>
    /// Refused: an evaluated rule holds or rejects the certificate. Details: <see cref="Holding.Details"/>.
    /// </summary>
    public const string CertificateHeld = "authorization.certificate-held";

    /// <summary>
    /// Refused (EUC-043): the decision lies outside the certificate's validity. Details: decision, from, to.
    /// </summary>
    public const string CertificateNotInForce = "authorization.certificate-not-in-force";

    /// <summary>
    /// Refused: no acceptance of the certificate stands, or the rules have come to worse since. Details: the
    /// certificate.
    /// </summary>
    public const string NotAccepted = "authorization.certificate-not-accepted";

    /// <summary>Refused: no line is authorized.</summary>
    public const string NoLines = "authorization.no-lines";

    /// <summary>Refused: the certificate has no such line, or it is named twice. Details: the line.</summary>
    public const string LineUnknown = "authorization.line-unknown";

    /// <summary>Refused: a quantity of nothing or less. Details: the line, the quantity.</summary>
    public const string QuantityImpossible = "authorization.quantity-impossible";

    /// <summary>
    /// Refused (EUC-040): more than the certificate has left. Details: the line, certified, committed, asked for.
    /// </summary>
    public const string OverDraw = "authorization.over-draw";

    /// <summary>Refused: the number was used for another authorization. Details: the position.</summary>
    public const string NumberUsed = "authorization.number-used";

    /// <summary>Refused: who agreed is who decided, or nobody agreed.</summary>
    public const string FourEyes = "authorization.four-eyes";

    /// <summary>
    /// Refused: the pack lets the approver's word take the place of answers that are not on record, and the approver
    /// does not say what was found by hand. Details: the rules without an answer.
    /// </summary>
    public const string ClearanceMissing = "authorization.clearance-missing";

    /// <summary>Refused: its last day is over when it is granted. Details: the last day, the decision.</summary>
    public const string OverBefore = "authorization.over-before-granted";

    /// <summary>Refused: a condition does not say what is to be done, or by whom. Details: the condition.</summary>
    public const string ConditionUnclear = "authorization.condition-unclear";

    /// <summary>Refused: there is no such authorization.</summary>
    public const string Unknown = "authorization.unknown";

    /// <summary>Refused: it was revoked or closed before. Details: when.</summary>
    public const string RevokedBefore = "authorization.revoked-before";

    /// <summary>
    /// Refused: more is said to have left than was granted. Details: the line, granted, said to have left.
    /// </summary>
    public const string ShippedTooMuch = "authorization.shipped-too-much";

    /// <summary>Everything whose facts the decision about a grant looks at, itself apart.</summary>
    /// <param name="asked">What is to be granted.</param>
    /// <param name="facts">As for <see cref="CertificateReport.Needs"/>.</param>
    public static IEnumerable<Subject> Needs(AuthorizationGranted asked, IEnumerable<Recorded> facts) =>
        CertificateReport.Needs(asked.Certificate, facts).Union(ScreeningFile.Needs(PartyNamed.In(asked)));

    /// <summary>May it be granted?</summary>
    /// <param name="state">The facts about certificate, what it is related to, and authorization.</param>
    /// <param name="asked">What is to be granted.</param>
    /// <param name="rules">The rule pack by which the certificate is judged.</param>
    public static Decision Grant(AuthorizationState state, AuthorizationGranted asked, PackInUse rules)
    {
        var balance = state.BalanceOf(asked.Certificate);
        if (balance.Draws.FirstOrDefault(it => it.Authorization == asked.Subject) is { } earlier)
        {
            return earlier switch
            {
                _ when earlier.Granted with { Pack = null } != asked with { Pack = null } =>
                    new Refusal(NumberUsed, earlier.Position),
                { Ended: { } ended } => new Refusal(RevokedBefore, ended.Text),
                _ => Decision.Nothing,
            };
        }

        // What is wrong with the request comes first: whoever asks can mend it.
        var no = CheckFrame(state, asked)
            ?? (balance.Captured is null ? null : CheckLines(asked.Lines, balance, null))
            ?? CheckCertificate(
                state, asked.Certificate, asked.Happened, balance.Captured, rules.Pack, asked)
            ?? CheckAssessed(state, asked, rules.Pack.Parameters)
            ?? Embargoes.EmbargoDecisions.CheckGrant(state, asked);
        return no is null ? new NewFact(asked.Subject, asked with { Pack = rules.Reference }) : no;
    }

    /// <summary>
    /// Refused: what is said to have left is not what departures on record come to. Details: the line, on record, said.
    /// </summary>
    public const string ShippedDiffers = "authorization.shipped-differs";

    /// <summary>May it be revoked?</summary>
    /// <param name="state">The facts about certificate and authorization.</param>
    /// <param name="authorization">The authorization.</param>
    /// <param name="asked">
    /// What is to be recorded. Where departures are on record, what has left is reckoned from them, and need not be
    /// said.
    /// </param>
    public static Decision Revoke(AuthorizationState state, Subject authorization, AuthorizationRevoked asked)
    {
        var balance = state.BalanceOf(asked.Certificate);
        if (balance.Draws.FirstOrDefault(it => it.Authorization == authorization) is not { } draw)
        {
            return new Refusal(Unknown, authorization.Key);
        }

        if (draw.Ended is { } ended)
        {
            return draw.Revoked is { } before
                && (before == asked || (asked.Shipped.Count == 0 && before == asked with { Shipped = before.Shipped }))
                    ? Decision.Nothing
                    : new Refusal(RevokedBefore, ended.Text);
        }

        if (draw.Shipments.Any(it => it.Departures.Count > 0))
        {
            return RevokeShipped(draw, authorization, asked);
        }

        foreach (var line in asked.Shipped)
        {
            var granted = draw.Of(line.Line);
            if (line.Quantity < 0 || line.Quantity > granted || asked.Shipped.Count(it => it.Line == line.Line) > 1)
            {
                return new Refusal(ShippedTooMuch, line.Line, granted, line.Quantity);
            }
        }

        return new NewFact(authorization, asked);
    }

    private static Decision RevokeShipped(Draw draw, Subject authorization, AuthorizationRevoked asked)
    {
        var left = LeftUnder(draw);
        foreach (var said in asked.Shipped)
        {
            var known = left.FirstOrDefault(it => it.Line == said.Line)?.Quantity ?? 0;
            if (known != said.Quantity)
            {
                return new Refusal(ShippedDiffers, said.Line, known, said.Quantity);
            }
        }

        return new NewFact(authorization, asked with { Shipped = left });
    }

    private static ValueList<LineQuantity> LeftUnder(Draw draw) => draw.Lines
        .Select(it => new LineQuantity(it.Line, draw.Net(it.Line))).Where(it => it.Quantity > 0).ToValueList();

    private static Refusal? CheckFrame(AuthorizationState state, AuthorizationGranted asked)
    {
        if (AuthorityRegister.SameName(asked.Officer, asked.Approver) || !asked.Approver.Any(char.IsLetterOrDigit))
        {
            return new Refusal(FourEyes, asked.Officer, asked.Approver);
        }

        if (Last<TransferDenied>(state, asked.Subject) is { } denied)
        {
            return new Refusal(DeniedBefore, denied.Happened.Text, denied.Reason ?? "");
        }

        if (asked.ValidTo is { } end && end.CertainlyBefore(asked.Happened))
        {
            return new Refusal(OverBefore, end.Text, asked.Happened.Text);
        }

        if (asked.Conditions.Index().FirstOrDefault(it => !Said(it.Item.Text) || !Said(it.Item.Owner)) is
            { Item: not null } odd)
        {
            return new Refusal(ConditionUnclear, odd.Index + 1);
        }

        // The same number for another certificate.
        return state.Facts.Find(it => it.Home == asked.Subject && it.Fact is AuthorizationGranted) is { } other
            ? new Refusal(NumberUsed, other.Position)
            : null;
    }

    private static Refusal? CheckCertificate(
        AuthorizationState state,
        Subject certificate,
        Happened on,
        EndUserCertificate? paper,
        RulePack pack,
        AuthorizationGranted? asked = null)
    {
        CertificateReport? Judge(AuthorizationState it) =>
            CertificateReport.Of(certificate, it.Facts, on, null, pack.Parameters)?.Under(pack);
        if (paper is null || Judge(asked is null ? state : state.With(asked.Subject, asked)) is not { } report)
        {
            return new Refusal(CertificateUnknown, certificate.Key);
        }

        // Every day of an uncertain date of decision must lie within the certificate's validity.
        var (from, to) = CertificateRules.ValidityOf(paper, pack.Parameters);
        if (on.Earliest < from?.Earliest || on.Latest > to?.Latest)
        {
            return new Refusal(CertificateNotInForce, on.Text, from?.Text ?? "", to?.Text ?? "");
        }

        if (report.OfWeighed < Verdict.Hold)
        {
            if (asked is not null && string.IsNullOrWhiteSpace(asked.Clearance)
                && report.LeftToApprover.ToList() is { Count: > 0 } open)
            {
                return new Refusal(ClearanceMissing, string.Join(", ", open));
            }

            return pack.Parameters.AcceptanceRequired && !(report.OfWeighed <= report.Accepted?.Fact.Verdict)
                ? new Refusal(NotAccepted, certificate.Key)
                : null;
        }

        return new Refusal(CertificateHeld, Holding.Details(report, () => Judge(state)));
    }

    /// <summary>Are the lines of the certificate, and has it so much left, apart from what one draw takes?</summary>
    private static Refusal? CheckLines(ValueList<LineQuantity> asked, CertificateBalance balance, Draw? apart)
    {
        if (asked.Count == 0)
        {
            return new Refusal(NoLines);
        }

        foreach (var line in asked)
        {
            if (line.Line < 1 || line.Line > balance.Lines.Length || asked.Count(it => it.Line == line.Line) > 1)
            {
                return new Refusal(LineUnknown, line.Line, balance.Lines.Length);
            }

            var left = balance.Lines[line.Line - 1];
            if (line.Quantity <= 0)
            {
                return new Refusal(QuantityImpossible, line.Line, line.Quantity);
            }

            var committed = left.Committed - (apart?.Of(line.Line) ?? 0);
            if (line.Quantity > left.Certified - committed)
            {
                return new Refusal(OverDraw, line.Line, left.Certified, committed, line.Quantity);
            }
        }

        return null;
    }
}
