using System.Collections.Immutable;
using TransferLedger.Authorities;
using TransferLedger.Authorizations;
using TransferLedger.Certificates;
using TransferLedger.Custody;
using TransferLedger.Embargoes;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Rules;

namespace TransferLedger.Shipments;

/// <summary>How consent to passing goods on is given.</summary>
/// <param name="FourEyes">A consent takes two persons.</param>
public sealed record RetransferParameters(bool FourEyes = true)
{
    /// <summary>Two persons.</summary>
    public static RetransferParameters Default { get; } = new();
}

/// <summary>
/// May delivered goods be passed on? Pure decisions over the histories of the certificate they came under and of the
/// weapons delivered; recorded on condition that none of them has moved, so that the same goods are not promised twice.
/// That goods were passed on is a report: it is recorded with consent or without, and EUC-073 judges it.
/// </summary>
public static class Retransferring
{
    /// <summary>Refused: nobody has captured the certificate.</summary>
    public const string CertificateUnknown = "retransfer.certificate-unknown";

    /// <summary>Refused: who asks is not the certificate's end user. Details: who asks, the end user.</summary>
    public const string NotTheEndUser = "retransfer.not-the-end-user";

    /// <summary>Refused: the number holds no letter or digit.</summary>
    public const string ReferenceMissing = "retransfer.reference-missing";

    /// <summary>Refused: the number was used for another request. Details: it, the position.</summary>
    public const string ReferenceUsed = "retransfer.reference-used";

    /// <summary>Refused: nobody has asked for it under this number. Details: the number.</summary>
    public const string NotRequested = "retransfer.not-requested";

    /// <summary>Refused: the request was decided before. Details: the number, when.</summary>
    public const string DecidedBefore = "retransfer.decided-before";

    /// <summary>Refused: who agreed is who decided, or nobody agreed. Details: both.</summary>
    public const string FourEyes = "retransfer.four-eyes";

    /// <summary>Refused: a decision before the request. Details: the day, the day of the request.</summary>
    public const string TooEarly = "retransfer.too-early";

    /// <summary>Refused: nobody says why it is denied.</summary>
    public const string ReasonMissing = "retransfer.reason-missing";

    /// <summary>
    /// Refused: more than was asked for. Details: the line, asked for, consented to so far and now.
    /// </summary>
    public const string BeyondRequest = "retransfer.beyond-request";

    /// <summary>
    /// Refused: more than is there. Details: the line, what was delivered and is neither gone nor promised, asked for.
    /// </summary>
    public const string NotThere = "retransfer.not-there";

    /// <summary>
    /// Refused: a serial was not delivered, or is passed on, promised, returned or lost. Details: the line, it.
    /// </summary>
    public const string SerialNotThere = "retransfer.serial-not-there";

    /// <summary>
    /// Refused: a rule on receivers, embargoes or countries holds or rejects whoever is to have the goods. Details: the
    /// number of the request, the verdict, then the rules.
    /// </summary>
    public const string ReceiverHeld = "retransfer.receiver-held";

    /// <summary>The weapons whose histories say what is still there of the lines a paper names.</summary>
    /// <param name="balance">The balance of the certificate.</param>
    /// <param name="contents">The paper.</param>
    public static IReadOnlyList<WeaponId> WeaponsOf(CertificateBalance balance, ValueList<LineContents> contents)
    {
        var left = WeaponsThatLeft.Of(balance.Shipments);
        return
        [
            .. contents.Select(it => it.Line).Distinct().SelectMany(line => balance.Shipments
                .SelectMany(it => it.Handed(line)).Select(serial => left.Of(line, serial)))
                .OfType<WeaponId>().Distinct(),
        ];
    }

    /// <summary>May it be asked for?</summary>
    /// <param name="state">
    /// The facts about the certificate, and about who asks where it asks under another name.
    /// </param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="asked">The request; weapons are taken from what left.</param>
    public static Decision Request(AuthorizationState state, Subject certificate, RetransferRequested asked)
    {
        var balance = state.BalanceOf(certificate);
        if (balance.Captured is not { } paper)
        {
            return new Refusal(CertificateUnknown, certificate.Key);
        }

        if (Subject.Normalise(asked.Reference).Length == 0)
        {
            return new Refusal(ReferenceMissing);
        }

        if (!PartyRegister.Of(state.Facts).NamesOf(paper.EndUserSubject).Contains(asked.From.Party))
        {
            return new Refusal(NotTheEndUser, asked.From.Name, paper.EndUser?.Party.Name ?? "");
        }

        var fact = asked with { Contents = WeaponsThatLeft.Of(balance.Shipments).In(asked.Contents) };
        return Retransfers.Of(certificate, state.Facts, balance).Named(asked.Reference)?.Requested switch
        {
            { } before when before.Fact == fact => Decision.Nothing,
            { } before => new Refusal(ReferenceUsed, asked.Reference, before.Position),
            _ when Shipping.CheckContents(fact.Contents, Lines(balance)) is { } no => no,
            _ => new NewFact(certificate, fact),
        };
    }

    /// <summary>May consent be given, to all that was asked for or to a part?</summary>
    /// <param name="state">
    /// The facts about what a judgement of the request <see cref="PassingOn.Needs"/> and about <see cref="WeaponsOf"/>
    /// the consent.
    /// </param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="asked">The consent; who has the goods is taken from the request, weapons from what left.</param>
    /// <param name="parameters">How consent is given.</param>
    /// <param name="rules">The rule pack by which whoever is to have the goods is judged.</param>
    public static Decision Approve(
        AuthorizationState state,
        Subject certificate,
        RetransferApproved asked,
        RetransferParameters parameters,
        PackInUse rules)
    {
        var balance = state.BalanceOf(certificate);
        var all = Retransfers.Of(certificate, state.Facts, balance);
        if (all.Named(asked.Reference) is not { Requested.Fact: var request } known)
        {
            return new Refusal(NotRequested, asked.Reference);
        }

        var fact = asked with
        {
            From = request.From, Contents = WeaponsThatLeft.Of(balance.Shipments).In(asked.Contents), Pack = null,
        };
        if (known.Approved.Any(it => it.Fact with { Pack = null } == fact))
        {
            return Decision.Nothing;
        }

        var no = known.Denied is { } denied ? new Refusal(DecidedBefore, known.Reference, denied.Fact.Happened.Text)
            : parameters.FourEyes && !TwoPersons(asked.Officer, asked.Approver)
                ? new Refusal(FourEyes, asked.Officer, asked.Approver ?? "")
            : CheckDay(asked.Happened, request)
                ?? Shipping.CheckContents(fact.Contents, Lines(balance))
                ?? CheckAsked(fact.Contents, known)
                ?? new StillThere(state, balance, all, request.From).Check(fact.Contents);
        var (draws, held) = no is null ? CheckReceiver(state, certificate, fact, rules.Pack) : ([], no);
        return held is null
            ? Decision.Record([new NewFact(certificate, fact with { Pack = rules.Reference }), .. draws])
            : held;
    }

    /// <summary>May it be refused? Not once a part is consented to.</summary>
    /// <param name="state">The facts about the certificate.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="asked">The refusal; who has the goods is taken from the request.</param>
    public static Decision Deny(AuthorizationState state, Subject certificate, RetransferDenied asked)
    {
        var all = Retransfers.Of(certificate, state.Facts, state.BalanceOf(certificate));
        if (all.Named(asked.Reference) is not { Requested.Fact: var request } known)
        {
            return new Refusal(NotRequested, asked.Reference);
        }

        var fact = asked with { From = request.From };
        return known switch
        {
            { Denied: { } before } => before.Fact == fact
                ? Decision.Nothing
                : new Refusal(DecidedBefore, known.Reference, before.Fact.Happened.Text),
            { Approved: [var first, ..] } => new Refusal(DecidedBefore, known.Reference, first.Fact.Happened.Text),
            _ when !asked.Reason.Any(char.IsLetterOrDigit) => new Refusal(ReasonMissing),
            _ when CheckDay(asked.Happened, request) is { } no => no,
            _ => new NewFact(certificate, fact),
        };
    }

    /// <summary>
    /// Records that goods were passed on, with consent or without, and for all weapons that left under the serials it
    /// names. Only what is no list of goods is refused.
    /// </summary>
    /// <param name="state">The facts about the certificate.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="asked">The report; weapons are taken from what left.</param>
    public static Decision Execute(AuthorizationState state, Subject certificate, RetransferExecuted asked)
    {
        var balance = state.BalanceOf(certificate);
        if (balance.Captured is null)
        {
            return new Refusal(CertificateUnknown, certificate.Key);
        }

        if (Subject.Normalise(asked.Reference).Length == 0)
        {
            return new Refusal(ReferenceMissing);
        }

        if (Shipping.CheckContents(asked.Contents, Lines(balance)) is { } no)
        {
            return no;
        }

        var fact = asked with { Contents = WeaponsThatLeft.Of(balance.Shipments).In(asked.Contents) };
        var known = Retransfers.Of(certificate, state.Facts, balance).Named(asked.Reference);
        if (known?.Executed.Any(it => it.Fact == fact) == true)
        {
            return Decision.Nothing;
        }

        var weapons = fact.Contents.SelectMany(it => it.Weapons).Distinct().ToValueList();
        NewFact report = new(certificate, fact);
        return weapons.Count == 0
            ? report
            : Decision.Record([report, new NewFact(certificate, new WeaponsPassedOn(
                fact.Happened, fact.From, fact.To, weapons, fact.Reference))]);
    }

    private static IEnumerable<int> Lines(CertificateBalance balance) => balance.Lines.Select(it => it.Line);

    private static bool TwoPersons(string officer, string? approver) =>
        approver is not null && approver.Any(char.IsLetterOrDigit) && !AuthorityRegister.SameName(officer, approver);

    private static Refusal? CheckDay(Happened on, RetransferRequested request) =>
        on.Latest < request.Happened.Earliest
            ? new Refusal(TooEarly, on.Text, request.Happened.Text)
            : null;

    /// <summary>
    /// A consent is a transfer to somebody else: the same rules ask who that is, and where, and what it may have is
    /// drawn from clearances.
    /// </summary>
    private static (ImmutableArray<NewFact> Draws, Refusal? No) CheckReceiver(
        AuthorizationState state, Subject certificate, RetransferApproved fact, RulePack pack)
    {
        var report = PassingOn.Of(certificate, state.Facts, fact.Reference, fact.Happened, null, pack.Parameters)
            ?.Under(pack);
        if (report is null)
        {
            return ([], new Refusal(NotRequested, fact.Reference));
        }

        if (report.OfWeighed >= Verdict.Hold)
        {
            var held = report.Weighed.Where(it => it.Verdict >= Verdict.Hold).Select(it => it.Rule)
                .Distinct(StringComparer.Ordinal);
            return ([], new Refusal(ReceiverHeld, [fact.Reference, report.OfWeighed.ToString(), .. held]));
        }

        return EmbargoDecisions.DrawConsent(
            state, certificate, report.Capture.Certificate, fact.Happened, fact.Reference,
            Retransfers.Quantities(fact.Contents));
    }

    /// <summary>Not more than was asked for; where serials were named, only those.</summary>
    private static Refusal? CheckAsked(ValueList<LineContents> contents, Retransfer known)
    {
        foreach (var line in contents.GroupBy(it => it.Line))
        {
            var (asked, before) = (known.RequestedOf(line.Key), known.ApprovedOf(line.Key));
            var now = line.Sum(it => it.Quantity);
            if (before + now > asked)
            {
                return new Refusal(BeyondRequest, line.Key, asked, before, now);
            }

            var named = known.Requested!.Fact.Contents.Where(it => it.Line == line.Key).SelectMany(it => it.Serials)
                .Select(SerialComparison.KeyOf).ToHashSet(StringComparer.Ordinal);
            if (named.Count > 0 && line.SelectMany(it => it.Serials)
                .FirstOrDefault(it => !named.Contains(SerialComparison.KeyOf(it))) is { } stranger)
            {
                return new Refusal(SerialNotThere, line.Key, stranger);
            }
        }

        return null;
    }
}
