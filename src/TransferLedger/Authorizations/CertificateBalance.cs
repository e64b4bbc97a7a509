using System.Collections.Immutable;
using TransferLedger.Certificates;
using TransferLedger.Ledger;

namespace TransferLedger.Authorizations;

/// <summary>What one authorization takes of a certificate.</summary>
/// <param name="Position">The fact that grants it.</param>
/// <param name="Authorization">Its subject.</param>
/// <param name="Granted">What was granted.</param>
/// <param name="Revoked">What was decided when it was revoked; null while it is open.</param>
public sealed record Draw(
    long Position, Subject Authorization, AuthorizationGranted Granted, AuthorizationRevoked? Revoked)
{
    /// <summary>What it takes of a line: everything granted while it is open, then what had left under it.</summary>
    public long Of(int line) => Sum(Revoked is { } ended ? ended.Shipped : Granted.Lines, line);

    private static long Sum(ValueList<LineQuantity> lines, int line) =>
        lines.Where(it => it.Line == line).Sum(it => it.Quantity);
}

/// <summary>One line of a certificate, in exact units.</summary>
/// <param name="Line">1 is the first.</param>
/// <param name="Description">The goods.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Certified">What the certificate says (C).</param>
/// <param name="Committed">What authorizations take of it (A).</param>
public sealed record LineBalance(int Line, string Description, string? Unit, long Certified, long Committed)
{
    /// <summary>What may still be authorized: <c>C − A</c>, never below zero by our own decisions.</summary>
    public long Remaining => Certified - Committed;
}

/// <summary>The balance of a certificate (EUC-040, EUC-048): a function of the facts about it.</summary>
/// <param name="Captured">The reading that counts; null when it was never captured.</param>
/// <param name="Lines">The lines.</param>
/// <param name="Draws">The authorizations, in the order of recording.</param>
public sealed record CertificateBalance(
    EndUserCertificate? Captured, ImmutableArray<LineBalance> Lines, ImmutableArray<Draw> Draws)
{
    /// <summary>The balance after some facts about the certificate; retracted ones do not count.</summary>
    public static CertificateBalance Of(IEnumerable<Recorded> facts)
    {
        var standing = StandingFacts.Of(facts).OrderBy(it => it.Position).ToImmutableArray();
        var paper = standing.Select(it => it.Fact).OfType<CertificateCaptured>().LastOrDefault()?.Certificate;
        var revoked = standing.Where(it => it.Fact is AuthorizationRevoked)
            .ToLookup(it => it.Home, it => (AuthorizationRevoked)it.Fact);
        var draws = standing.Where(it => it.Fact is AuthorizationGranted)
            .Select(it => new Draw(
                it.Position, it.Home, (AuthorizationGranted)it.Fact, revoked[it.Home].LastOrDefault()))
            .ToImmutableArray();
        return new(paper, Balance(paper, draws), draws);
    }

    private static ImmutableArray<LineBalance> Balance(EndUserCertificate? paper, ImmutableArray<Draw> draws) =>
        paper is null
            ? []
            :
            [
                .. paper.Lines.Index().Select(it => new LineBalance(
                    it.Index + 1,
                    it.Item.Description,
                    it.Item.Unit,
                    it.Item.Quantity ?? 0,
                    draws.Sum(draw => draw.Of(it.Index + 1)))),
            ];
}
