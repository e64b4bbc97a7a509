using NodaTime;
using TransferLedger.Authorizations;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Shipments;
using TransferLedger.Tracing;

namespace TransferLedger.Certificates;

/// <summary>What is waited for.</summary>
public enum OpenItemKind
{
    /// <summary>A delivery verification certificate.</summary>
    DeliveryVerification,

    /// <summary>Something the end user has undertaken to do.</summary>
    Obligation,

    /// <summary>An answer of the issuing authority.</summary>
    Confirmation,

    /// <summary>Confirmation that a trace request arrived, by another State or by us.</summary>
    TraceReceipt,

    /// <summary>The reply to a trace request, by another State or by us.</summary>
    TraceReply,

    /// <summary>
    /// That an authorization is closed whose last day is over: until then it takes what has not left from the balance.
    /// </summary>
    Closing,

    /// <summary>The arrival of a shipment that left (COC-054).</summary>
    Arrival,
}

/// <summary>Something that is due.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Certificate">The end-user certificate: country and number; of a trace, its reference.</param>
/// <param name="Subject">The shipment, the undertaking, the certificate's number, or the State of a trace.</param>
/// <param name="EndUser">The end user; null when unknown.</param>
/// <param name="Due">The last day for it.</param>
/// <param name="DaysOverdue">How many days ago that was; negative when it is still to come.</param>
/// <param name="Units">How many units it is about; null when it is not about units.</param>
/// <param name="Value">Their value; null when it is not known in one currency.</param>
/// <param name="Currency">Its currency, ISO 4217.</param>
public sealed record OpenItem(
    OpenItemKind Kind,
    string Certificate,
    string Subject,
    string? EndUser,
    LocalDate Due,
    int DaysOverdue,
    long? Units,
    decimal? Value,
    string? Currency)
{
    /// <summary>
    /// What is open under one certificate, due or not, in no order: from the same facts and functions as the rows of
    /// the view <c>certificate</c>.
    /// </summary>
    /// <param name="account">The facts about the certificate.</param>
    /// <param name="parameters">The thresholds.</param>
    /// <param name="on">The day for which it is asked.</param>
    public static IEnumerable<OpenItem> Of(CertificateAccount account, CertificateParameters parameters, LocalDate on)
    {
        ArgumentNullException.ThrowIfNull(account);
        var (key, balance) = (account.Certificate, account.Balance);
        var subject = CertificateAccount.SubjectOf(key);
        var endUser = balance.Captured?.EndUser?.Party.Name;
        OpenItem Item(OpenItemKind kind, string what, LocalDate due, long? units = null) =>
            new(kind, key, what, endUser, due, Period.DaysBetween(due, on), units, null, null);
        OpenItem Goods(OpenItemKind kind, Shipment shipment, LocalDate due) =>
            Item(kind, shipment.Subject.Rest, due, shipment.Lines.Sum(it => it.Outstanding)) with
            {
                Value = shipment.ValueBy(balance.Captured)?.Amount,
                Currency = shipment.ValueBy(balance.Captured)?.Currency,
            };

        foreach (var proof in CertificateAccount.Proofs(balance, parameters).Where(it => !it.Verified))
        {
            yield return Goods(OpenItemKind.DeliveryVerification, proof.Shipment, proof.Due);
        }

        foreach (var underway in CertificateAccount.Underway(balance))
        {
            yield return Goods(OpenItemKind.Arrival, underway.Shipment, underway.Due);
        }

        foreach (var owed in Obligations.Of(subject, account.Facts, balance, parameters, null)
            .Where(it => it is { State: ObligationState.Due, IsProofOfDelivery: false }))
        {
            yield return Item(OpenItemKind.Obligation, owed.Undertaking.ToString(), owed.Due!.Value);
        }

        foreach (var it in DatedCondition.Of(balance).Where(it => !it.Met))
        {
            yield return Item(OpenItemKind.Obligation, it.What, it.Due);
        }

        if (CertificateFile.Of(subject, account.Facts).AnswerDue(parameters) is { } answer)
        {
            yield return Item(OpenItemKind.Confirmation, balance.Captured?.Number ?? key, answer);
        }

        foreach (var draw in balance.Draws.Where(it => it.Ended is null && it.NotLeft > 0 && it.ValidTo is not null))
        {
            yield return Item(
                OpenItemKind.Closing, draw.Authorization.Rest, draw.ValidTo!.Latest.InUtc().Date, draw.NotLeft);
        }
    }

    /// <summary>What is awaited of one trace, due or not.</summary>
    /// <param name="key">Its reference.</param>
    /// <param name="found">The trace; null when its request was retracted.</param>
    /// <param name="periods">The periods.</param>
    /// <param name="on">The day for which it is asked.</param>
    public static IEnumerable<OpenItem> Of(string key, TraceCase? found, CustodyParameters periods, LocalDate on)
    {
        if (found?.Request?.Fact is not { } request)
        {
            yield break;
        }

        foreach (var (kind, due) in new[]
        {
            (OpenItemKind.TraceReceipt, found.AcknowledgementDue(periods)),
            (OpenItemKind.TraceReply, found.ReplyDue(periods)),
        })
        {
            if (due is { } day)
            {
                yield return new(
                    kind, key, $"{request.Direction} {request.State}", null, day, Period.DaysBetween(day, on), null,
                    null, null);
            }
        }
    }

    /// <summary>
    /// Does it belong to the list of what is due on the day? An authorization that may still be used on its last day is
    /// due the day after.
    /// </summary>
    public bool IsDue => Kind == OpenItemKind.Closing ? DaysOverdue > 0 : DaysOverdue >= 0;
}

/// <summary>A condition of an open authorization that has a last day.</summary>
/// <param name="Draw">The authorization.</param>
/// <param name="Condition">The condition.</param>
/// <param name="Due">The last day for it.</param>
/// <param name="Met">It is met.</param>
public sealed record DatedCondition(Draw Draw, AuthorizationCondition Condition, LocalDate Due, bool Met)
{
    /// <summary>The authorization and the condition in words.</summary>
    public string What => $"{Draw.Authorization.Rest}: {Condition.Text}";

    /// <summary>All of the authorizations under a certificate that are open, in the order of granting.</summary>
    public static IEnumerable<DatedCondition> Of(CertificateBalance balance) =>
        balance.Draws.Where(it => it.Ended is null).SelectMany(draw => draw.Granted.Conditions.Index()
            .Where(it => it.Item.Due is not null)
            .Select(it => new DatedCondition(
                draw,
                it.Item,
                it.Item.Due!.Latest.InUtc().Date,
                draw.Since.OfType<AuthorizationConditionMet>().Any(met => met.Condition == it.Index + 1))));
}
