using System.Collections.Immutable;
using TransferLedger.Authorities;
using TransferLedger.Authorizations;
using TransferLedger.Ledger;
using TransferLedger.Parties;

namespace TransferLedger.Shipments;

/// <summary>One request to pass goods on, and what became of it, as it stands, in the order of recording.</summary>
/// <param name="Reference">The number of the request, as first written.</param>
/// <param name="Requested">The request; null when goods were passed on and nobody had asked.</param>
/// <param name="Approved">The consents; there may be several, each to a part.</param>
/// <param name="Denied">The refusal; null when there is none.</param>
/// <param name="Executed">What was passed on, as reported.</param>
public sealed record Retransfer(
    string Reference,
    Entry<RetransferRequested>? Requested,
    ValueList<Entry<RetransferApproved>> Approved,
    Entry<RetransferDenied>? Denied,
    ValueList<Entry<RetransferExecuted>> Executed)
{
    /// <summary>How many of a line the end user asks to pass on.</summary>
    public long RequestedOf(int line) => Sum(Requested is null ? [] : [Requested.Fact.Contents], line);

    /// <summary>How many of a line may be passed on.</summary>
    public long ApprovedOf(int line) => Sum(Approved.Select(it => it.Fact.Contents), line);

    /// <summary>How many of a line were passed on.</summary>
    public long ExecutedOf(int line) => Sum(Executed.Select(it => it.Fact.Contents), line);

    /// <summary>What is consented to and not yet passed on: nobody else may be given consent for it.</summary>
    public long OpenOf(int line) => Math.Max(0, ApprovedOf(line) - ExecutedOf(line));

    /// <summary>The exact keys of the serials of a line that it takes: consented to, or passed on.</summary>
    internal IEnumerable<string> Taken(int line) => Approved.SelectMany(it => it.Fact.Contents)
        .Concat(Executed.SelectMany(it => it.Fact.Contents)).Where(it => it.Line == line)
        .SelectMany(it => it.Serials).Select(SerialComparison.KeyOf);

    private static long Sum(IEnumerable<ValueList<LineContents>> contents, int line) =>
        contents.SelectMany(it => it).Where(it => it.Line == line).Sum(it => it.Quantity);
}

/// <summary>One line of a certificate after delivery, in its own unit.</summary>
/// <param name="Line">The line: 1 is the first.</param>
/// <param name="Delivered">What receiver or importing state confirm.</param>
/// <param name="Approved">What may be passed on.</param>
/// <param name="PassedOn">What was passed on, with consent or without.</param>
/// <param name="Open">What is consented to and not yet passed on.</param>
public sealed record RetransferLine(int Line, long Delivered, long Approved, long PassedOn, long Open)
{
    /// <summary>What is with the end user and not promised to anybody; below zero when reports say too much.</summary>
    public long Left => Delivered - PassedOn - Open;
}

/// <summary>The passing on of what was delivered under one certificate: a function of the facts about it.</summary>
/// <param name="Requests">By reference, in the order of the first fact of each.</param>
/// <param name="Lines">The lines of the certificate.</param>
public sealed record Retransfers(ImmutableArray<Retransfer> Requests, ImmutableArray<RetransferLine> Lines)
{
    /// <summary>What some facts about a certificate come to; retracted ones do not count.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="facts">The facts about it.</param>
    /// <param name="balance">Its balance, from the same facts.</param>
    public static Retransfers Of(Subject certificate, IEnumerable<Recorded> facts, CertificateBalance balance)
    {
        var requests = StandingFacts.Of(facts.Where(it => it.Home == certificate
                && it.Fact is RetransferEvent or CorrectionEvent))
            .OrderBy(it => it.Position)
            .GroupBy(it => Subject.Normalise(((RetransferEvent)it.Fact).Reference), StringComparer.Ordinal)
            .Select(it => new Retransfer(
                ((RetransferEvent)it.First().Fact).Reference,
                Entries<RetransferRequested>(it).LastOrDefault(),
                Entries<RetransferApproved>(it).ToValueList(),
                Entries<RetransferDenied>(it).LastOrDefault(),
                Entries<RetransferExecuted>(it).ToValueList()))
            .ToImmutableArray();
        return new(
            requests,
            [
                .. balance.Lines.Select(it => new RetransferLine(
                    it.Line,
                    it.Delivered,
                    requests.Sum(one => one.ApprovedOf(it.Line)),
                    requests.Sum(one => one.ExecutedOf(it.Line)),
                    requests.Sum(one => one.OpenOf(it.Line)))),
            ]);
    }

    /// <summary>
    /// What may be passed on to somebody under a certificate, by its lines, however many consents say so.
    /// </summary>
    /// <param name="receiver">Who is to have it, by one of its names.</param>
    /// <param name="certificate">The certificate.</param>
    /// <param name="facts">The facts about it, and the register's entries of the receiver.</param>
    public static ValueList<LineQuantity> PromisedTo(
        string receiver, Subject certificate, IReadOnlyCollection<Recorded> facts)
    {
        var register = PartyRegister.Of(facts);
        return Quantities(Of(certificate, facts, CertificateBalance.Of([])).Requests
            .Where(it => it.Requested is { } asked && register.AreSame(asked.Fact.To.Name, receiver))
            .SelectMany(it => it.Approved).SelectMany(it => it.Fact.Contents));
    }

    /// <summary>What some contents come to, by line.</summary>
    internal static ValueList<LineQuantity> Quantities(IEnumerable<LineContents> contents) => contents
        .GroupBy(it => it.Line).OrderBy(it => it.Key)
        .Select(it => new LineQuantity(it.Key, it.Sum(one => one.Quantity))).ToValueList();

    /// <summary>The request of a number; null when no fact has it.</summary>
    public Retransfer? Named(string reference)
    {
        var key = Subject.Normalise(reference);
        return Requests.FirstOrDefault(it => Subject.Normalise(it.Reference) == key);
    }

    private static IEnumerable<Entry<T>> Entries<T>(IEnumerable<Recorded> facts)
        where T : LedgerEvent =>
        facts.Where(it => it.Fact is T).Select(it => new Entry<T>(it.Position, (T)it.Fact));
}
