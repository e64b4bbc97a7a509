using System.Collections.Immutable;
using TransferLedger.Authorities;
using TransferLedger.Ledger;

namespace TransferLedger.Certificates;

/// <summary>What keeps an amendment from being in order.</summary>
/// <param name="Code">Stable, as the code of a finding.</param>
/// <param name="Values">What a sentence about it needs besides the reference.</param>
/// <param name="Facts">The facts it rests on besides the amendment.</param>
public sealed record AmendmentProblem(string Code, ValueList<string> Values = default, ValueList<long> Facts = default);

/// <summary>Amendments of a certificate (EUC-031): which are in order, and what they make of the paper.</summary>
public static class Amending
{
    /// <summary>By their dates, then by what they say: the order of recording does not count.</summary>
    public static ValueList<Entry<CertificateAmended>> InOrderOfDate(IEnumerable<Entry<CertificateAmended>> all) =>
        all.OrderBy(it => it.Fact.Happened, Happened.Chronological)
            .ThenBy(it => Subject.Normalise(it.Fact.Reference), StringComparer.Ordinal)
            .ThenBy(it => it.Fact.ToString(), StringComparer.Ordinal).ToValueList();

    /// <summary>
    /// The paper with its amendments. One in order counts whole. Of one that is not, only what lessens counts: a lower
    /// quantity and an earlier end, so that a doubtful paper never lets more through.
    /// </summary>
    /// <param name="paper">The paper as it was read.</param>
    /// <param name="file">What is on record about the certificate.</param>
    /// <param name="register">What is on record about its authority.</param>
    public static EndUserCertificate InForce(
        EndUserCertificate paper, CertificateFile file, AuthorityRegister register)
    {
        var made = paper;
        foreach (var amendment in file.Amendments)
        {
            made = Problems(made, amendment, file, register).Any()
                ? Lessened(made, amendment.Fact)
                : Amended(made, amendment.Fact);
        }

        return made;
    }

    /// <summary>The paper as it would be if every amendment were in order.</summary>
    /// <param name="paper">The paper as it was read.</param>
    /// <param name="file">What is on record about the certificate.</param>
    public static EndUserCertificate AsClaimed(EndUserCertificate paper, CertificateFile file) =>
        file.Amendments.Aggregate(paper, (made, it) => Amended(made, it.Fact));

    /// <summary>Each amendment with what keeps it from being in order; nothing for one in order.</summary>
    /// <param name="paper">The paper as it was read.</param>
    /// <param name="file">What is on record about the certificate.</param>
    /// <param name="register">What is on record about its authority.</param>
    public static IEnumerable<(Entry<CertificateAmended> Amendment, AmendmentProblem Problem)> Problems(
        EndUserCertificate paper, CertificateFile file, AuthorityRegister register)
    {
        var made = paper;
        foreach (var amendment in file.Amendments)
        {
            var problems = Problems(made, amendment, file, register).ToImmutableArray();
            foreach (var problem in problems)
            {
                yield return (amendment, problem);
            }

            made = problems.IsEmpty ? Amended(made, amendment.Fact) : Lessened(made, amendment.Fact);
        }
    }

    private static IEnumerable<AmendmentProblem> Problems(
        EndUserCertificate before,
        Entry<CertificateAmended> amendment,
        CertificateFile file,
        AuthorityRegister register)
    {
        var it = amendment.Fact;
        foreach (var other in file.Amendments.Where(other => other.Position != amendment.Position
            && SameReference(other.Fact.Reference, it.Reference) && other.Fact != it))
        {
            yield return new("amendment-differs", [], [other.Position]);
        }

        foreach (var line in it.Lines.Where(line => line.Line < 1 || line.Line > before.Lines.Count || line.Quantity < 0
            || it.Lines.Count(again => again.Line == line.Line) > 1))
        {
            yield return new("amendment-line-unknown", [Text(line.Line)]);
        }

        foreach (var problem in OfSigner(before, it, register).Concat(OfIncrease(before, amendment, file, register)))
        {
            yield return problem;
        }
    }

    private static IEnumerable<AmendmentProblem> OfSigner(
        EndUserCertificate before, CertificateAmended it, AuthorityRegister register)
    {
        if (register.SignatoryOn(it.SignedBy, it.Happened) is not { } term)
        {
            yield return new("amendment-signer", [it.SignedBy, it.Happened.Text]);
            yield break;
        }

        foreach (var line in it.Lines.Where(line => LineOf(before, line.Line) is not null))
        {
            if (LineOf(before, line.Line)!.Class is { } goods
                && term.Fact.Scope.Count > 0 && !term.Fact.Scope.Contains(goods))
            {
                yield return new("amendment-outside-scope", [it.SignedBy, goods.ToString()], [term.Position]);
            }

            if (line.Quantity > term.Fact.MaxQuantity)
            {
                yield return new(
                    "amendment-above-limit",
                    [it.SignedBy, Text(line.Quantity), Text(term.Fact.MaxQuantity!.Value)],
                    [term.Position]);
            }
        }
    }

    /// <summary>A quantity that goes up takes the authority's own word, as the certificate itself does.</summary>
    private static IEnumerable<AmendmentProblem> OfIncrease(
        EndUserCertificate before,
        Entry<CertificateAmended> amendment,
        CertificateFile file,
        AuthorityRegister register)
    {
        var raised = amendment.Fact.Lines
            .Where(line => LineOf(before, line.Line) is { } was && line.Quantity > (was.Quantity ?? 0))
            .ToImmutableArray();
        if (raised.IsEmpty || Confirmed(before.Number, amendment.Fact, raised, file, register))
        {
            yield break;
        }

        foreach (var line in raised)
        {
            yield return new(
                "amendment-unconfirmed",
                [Text(line.Line), Text(LineOf(before, line.Line)!.Quantity ?? 0), Text(line.Quantity)],
                file.AmendmentReplies.Where(it => SameReference(it.Fact.Amendment!, amendment.Fact.Reference))
                    .Select(it => it.Position).ToValueList());
        }
    }

    /// <summary>
    /// Asked by contacts of the register alone, and answered from one by somebody who did not sign it, who repeats the
    /// number and the new quantities; and nobody denies it.
    /// </summary>
    private static bool Confirmed(
        string number,
        CertificateAmended amendment,
        ImmutableArray<Authorizations.LineQuantity> raised,
        CertificateFile file,
        AuthorityRegister register)
    {
        var asked = file.AmendmentRequests.Select(it => it.Fact)
            .Where(it => SameReference(it.Amendment!, amendment.Reference)).ToImmutableArray();
        var answers = file.AmendmentReplies.Select(it => it.Fact)
            .Where(it => SameReference(it.Amendment!, amendment.Reference)).ToImmutableArray();
        return asked.Length > 0
            && asked.All(it => register.ContactOn(it.Address, it.Happened) is not null)
            && answers.All(it => it.Kind != ReplyKind.NotIssued)
            && answers.Any(it => it.Kind == ReplyKind.Genuine
                && register.ContactOn(it.Address, it.Happened) is not null
                && !AuthorityRegister.SameName(it.Sender, amendment.SignedBy)
                && it.Repeats.Number is { } said && AuthorityRegister.SameName(said, number)
                && raised.All(line => it.Repeats.Lines.ElementAtOrDefault(line.Line - 1)?.Quantity == line.Quantity));
    }

    private static EndUserCertificate Amended(EndUserCertificate paper, CertificateAmended it) =>
        WithLines(paper, it, (_, to) => to) with
        {
            ValidTo = it.ValidTo ?? paper.ValidTo,
            FinalConsignee = it.FinalConsignee ?? paper.FinalConsignee,
            OtherParties = paper.OtherParties.Concat(it.OtherParties).Distinct().ToValueList(),
            Contract = it.Contract ?? paper.Contract,
            EndUse = it.EndUse ?? paper.EndUse,
        };

    private static EndUserCertificate Lessened(EndUserCertificate paper, CertificateAmended it) =>
        WithLines(paper, it, Math.Min) with
        {
            ValidTo = it.ValidTo is { } to && (paper.ValidTo is not { } end || to.Latest < end.Latest)
                ? to
                : paper.ValidTo,
        };

    private static EndUserCertificate WithLines(
        EndUserCertificate paper, CertificateAmended it, Func<long, long, long> quantity) => paper with
        {
            Lines = paper.Lines.Index().Select(line => it.Lines.Where(to => to.Line == line.Index + 1)
                .Aggregate(line.Item, (made, to) => made with
                {
                    Quantity = quantity(made.Quantity ?? 0, Math.Max(0, to.Quantity)),
                    QuantityInWords = null,
                })).ToValueList(),
        };

    private static CertificateLine? LineOf(EndUserCertificate paper, int line) =>
        line < 1 ? null : paper.Lines.ElementAtOrDefault(line - 1);

    private static bool SameReference(string left, string right) =>
        Subject.Normalise(left) == Subject.Normalise(right);

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
