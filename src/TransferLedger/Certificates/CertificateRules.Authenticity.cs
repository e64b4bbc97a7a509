using NodaTime;
using TransferLedger.Authorities;
using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Certificates;

/// <summary>Authenticity: what takes the register, the specimen, and the issuer's own word.</summary>
public static partial class CertificateRules
{
    private static IEnumerable<RuleFinding> IssuerCompetent(CertificateCase it)
    {
        if (Blank(it.Paper.Authority))
        {
            yield return Found(Verdict.Hold, "authority-missing", "authority");
        }
        else if (it.Paper.IssuedOn is not { } issued)
        {
            yield return Found(Verdict.Hold, "issue-date-missing", "issuedOn");
        }
        else if (it.Register.RegistrationOn(issued) is not { } registered)
        {
            yield return Found(
                Verdict.Hold, "authority-unregistered", "authority", it.Paper.Authority!, it.Paper.IssuingCountry, issued.Text);
        }
        else
        {
            foreach (var outside in Outside(registered.Fact.Scope, it))
            {
                yield return Found(
                    Verdict.Reject, "outside-competence", "authority", registered.Fact.Name, outside.ToString())
                    .Resting(registered.Position);
            }
        }
    }

    private static IEnumerable<GoodsClass> Outside(ValueList<GoodsClass> scope, CertificateCase it) =>
        it.Paper.Lines.Select(line => line.Class).OfType<GoodsClass>().Distinct()
            .Where(goods => scope.Count > 0 && !scope.Contains(goods));

    /// <summary>Rests on the end of the term too: whoever doubts it has to find who said so.</summary>
    private static RuleFinding SignedOutsideTerm(
        Entry<SignatoryAppointed> term, Entry<SignatoryTermEnded>? end, string name, Happened signed)
    {
        long[] facts = end is null ? [term.Position] : [term.Position, end.Position];
        return Found(
            Verdict.Reject, "signed-outside-term", "signatory.signedOn", name, signed.Text, term.Fact.Happened.Text,
            end?.Fact.Happened.Text ?? "").Resting(facts);
    }

    private static IEnumerable<RuleFinding> SignerAuthorised(CertificateCase it)
    {
        if (it.Paper.Signatory is not { SignedOn: { } signed } signer || Blank(signer.Name))
        {
            yield return Found(Verdict.Hold, "signer-or-date-missing", "signatory");
            yield break;
        }

        if (it.Register.SignatoryOn(signer.Name, signed) is not { } term)
        {
            yield return it.Register.SignatoryEver(signer.Name) is { } other
                ? SignedOutsideTerm(other, it.Register.TermEnd(signer.Name), signer.Name, signed)
                : Found(Verdict.Hold, "signer-unregistered", "signatory.name", signer.Name);
            yield break;
        }

        foreach (var outside in Outside(term.Fact.Scope, it))
        {
            yield return Found(Verdict.Hold, "outside-signers-scope", "signatory", signer.Name, outside.ToString())
                .Resting(term.Position);
        }

        foreach (var (index, line) in it.Paper.Lines.Index().Where(line => line.Item.Quantity > term.Fact.MaxQuantity))
        {
            yield return Found(
                Verdict.Hold,
                "above-signers-limit",
                Line(index, "quantity"),
                signer.Name,
                Text(line.Quantity!.Value),
                Text(term.Fact.MaxQuantity!.Value)).Resting(term.Position);
        }
    }

    private static IEnumerable<RuleFinding> Specimen(CertificateCase it)
    {
        if (it.OnFile.Comparisons is not [.., var last])
        {
            yield return Found(Verdict.Hold, "not-compared", "signatory.signatureImage");
            yield break;
        }

        var against = it.OnFile.Comparisons.LastOrDefault(one => one.Fact.Outcome == SpecimenOutcome.NoMatch) ?? last;
        if (against.Fact.Outcome != SpecimenOutcome.Match)
        {
            yield return Found(
                against.Fact.Outcome == SpecimenOutcome.NoMatch ? Verdict.Reject : Verdict.Hold,
                against.Fact.Outcome == SpecimenOutcome.NoMatch ? "signature-differs" : "signature-doubtful",
                "signatory.signatureImage",
                against.Fact.Officer,
                against.Fact.Happened.Text).Resting(against.Position);
        }

        if (AuthorityRegister.SameName(against.Fact.Officer, it.Capture.Fact.Officer))
        {
            yield return Found(Verdict.Warn, "compared-by-capturer", null, against.Fact.Officer)
                .Resting(against.Position);
        }
    }

    private static IEnumerable<RuleFinding> Pattern(CertificateCase it)
    {
        if (it.Paper.IssuedOn is not { } issued || it.Register.PatternOn(issued) is not { } pattern)
        {
            yield return Found(Verdict.Info, "pattern-unknown", "number");
        }
        else if (!NumberPattern.Matches(pattern.Fact.Pattern, it.Paper.Number, FirstDay(issued).Year))
        {
            yield return Found(Verdict.Hold, "pattern-differs", "number", it.Paper.Number, pattern.Fact.Pattern)
                .Resting(pattern.Position);
        }
        else if (OutOfOrder(it, pattern, issued) is { } found)
        {
            yield return found;
        }
    }

    private static IEnumerable<RuleFinding> Confirmed(CertificateCase it)
    {
        if (it.OnFile.Requests is not [var asked, ..])
        {
            yield return Found(Verdict.Hold, "not-asked", null);
        }
        else if (Answer(it) is not { } reply)
        {
            var due = FirstDay(asked.Fact.Happened).LaterByDays(it.Parameters.ConfirmationDays);
            yield return Found(
                Verdict.Hold,
                due < FirstDay(it.On) ? "answer-overdue" : "answer-open",
                null,
                asked.Fact.Happened.Text,
                Text(due)).Resting(asked.Position);
        }
        else if (reply.Fact.Kind != ReplyKind.Genuine)
        {
            var denied = reply.Fact.Kind == ReplyKind.NotIssued;
            yield return Found(
                denied ? Verdict.Reject : Verdict.Hold,
                denied ? "not-issued" : "answer-unclear",
                null,
                reply.Fact.Sender,
                reply.Fact.Happened.Text).Resting(reply.Position);
        }
        else if (ReplyRepeats(it).Concat(ReplyIndependent(it)).Any())
        {
            yield return Found(Verdict.Hold, "answer-not-enough", null, reply.Fact.Sender, reply.Fact.Happened.Text)
                .Resting(reply.Position);
        }
    }

    /// <summary>The answer that counts: one that denies, else the latest.</summary>
    private static Entry<ConfirmationReceived>? Answer(CertificateCase it) =>
        it.OnFile.Replies.LastOrDefault(one => one.Fact.Kind == ReplyKind.NotIssued)
            ?? (it.OnFile.Replies is [.., var last] ? last : null);

    private static IEnumerable<RuleFinding> ReplyRepeats(CertificateCase it)
    {
        if (Answer(it) is not { } reply)
        {
            yield return Found(Verdict.Hold, "answer-missing", null);
            yield break;
        }

        foreach (var (field, paper, repeated) in Repeated(it.Paper, reply.Fact.Repeats))
        {
            // Whoever says that it did not issue the certificate has nothing to repeat.
            if (repeated is null && reply.Fact.Kind == ReplyKind.NotIssued)
            {
                continue;
            }

            if (repeated is null)
            {
                yield return Found(Verdict.Hold, "not-repeated", field, paper).Resting(reply.Position);
            }
            else if (!SameSaid(field, paper, repeated))
            {
                yield return Found(Verdict.Reject, "repeated-differently", field, paper, repeated)
                    .Resting(reply.Position);
            }
        }
    }

    /// <summary>What the paper says and what the reply says, field by field; null where the reply is silent.</summary>
    private static IEnumerable<(string Field, string Paper, string? Repeated)> Repeated(
        EndUserCertificate paper, RepeatedFacts reply)
    {
        yield return ("number", paper.Number, Said(reply.Number));
        yield return ("issuedOn", paper.IssuedOn?.Text ?? "", reply.IssuedOn?.Text);
        yield return ("endUser.party.name", paper.EndUser?.Party.Name ?? "", Said(reply.EndUser));
        for (var index = 0; index < Math.Max(paper.Lines.Count, reply.Lines.Count); index++)
        {
            var line = index < paper.Lines.Count ? paper.Lines[index] : null;
            var said = index < reply.Lines.Count ? reply.Lines[index] : null;
            yield return (Line(index, "description"), line?.Description ?? "", Said(said?.Description));
            yield return (
                Line(index, "quantity"),
                line?.Quantity is { } quantity ? Text(quantity) : "",
                said?.Quantity is { } repeated ? Text(repeated) : null);
        }
    }

    private static string? Said(string? text) => Blank(text) ? null : text;

    private static IEnumerable<RuleFinding> ReplyIndependent(CertificateCase it)
    {
        foreach (var asked in it.OnFile.Requests.Where(
            asked => it.Register.ContactOn(asked.Fact.Address, asked.Fact.Happened) is null))
        {
            var printed = it.Paper.Signatory?.Contact is { } contact
                && Subject.Normalise(contact) == Subject.Normalise(asked.Fact.Address);
            yield return Found(
                Verdict.Hold, printed ? "contact-from-certificate" : "contact-unregistered", null, asked.Fact.Address)
                .Resting(asked.Position);
        }

        if (Answer(it) is not { } reply)
        {
            yield return Found(Verdict.Hold, "answer-missing", null);
            yield break;
        }

        if (it.Paper.Signatory is { } signer && AuthorityRegister.SameName(signer.Name, reply.Fact.Sender))
        {
            yield return Found(Verdict.Hold, "answered-by-signer", null, reply.Fact.Sender).Resting(reply.Position);
        }

        if (it.Register.ContactOn(reply.Fact.Address, reply.Fact.Happened) is null)
        {
            yield return Found(Verdict.Hold, "sender-unregistered", null, reply.Fact.Sender, reply.Fact.Address)
                .Resting(reply.Position);
        }
    }

    private static IEnumerable<RuleFinding> Unaltered(CertificateCase it)
    {
        foreach (var other in it.OtherCaptures)
        {
            foreach (var (field, here, there) in Unexplained(it, other.Fact.Certificate))
            {
                yield return Found(
                    Verdict.Reject, "captured-differently", field, here, there, other.Fact.Office, other.Fact.Happened.Text)
                    .Resting(other.Position);
            }
        }
    }

    /// <summary>What another reading says otherwise, but for quantities that an amendment in force has set.</summary>
    private static IEnumerable<(string Field, string Here, string There)> Unexplained(
        CertificateCase it, EndUserCertificate other)
    {
        var wrong = Amending.Problems(it.Paper, it.OnFile, it.Register)
            .Select(found => found.Amendment.Position).ToHashSet();
        var amended = it.OnFile.Amendments.Where(one => !wrong.Contains(one.Position))
            .SelectMany(one => one.Fact.Lines)
            .Select(line => (Line(line.Line - 1, "quantity"), Text(line.Quantity))).ToHashSet();
        return Differences(it.Paper, other).Where(found =>
            !amended.Contains((found.Field, found.Here)) && !amended.Contains((found.Field, found.There)));
    }

    private static IEnumerable<(string Field, string Here, string There)> Differences(
        EndUserCertificate here, EndUserCertificate there)
    {
        var pairs = new List<(string Field, string Here, string There)>
        {
            ("issuedOn", here.IssuedOn?.Text ?? "", there.IssuedOn?.Text ?? ""),
            ("endUser.party.name", here.EndUser?.Party.Name ?? "", there.EndUser?.Party.Name ?? ""),
        };
        for (var index = 0; index < Math.Max(here.Lines.Count, there.Lines.Count); index++)
        {
            var (left, right) = (here.Lines.ElementAtOrDefault(index), there.Lines.ElementAtOrDefault(index));
            pairs.Add((Line(index, "description"), left?.Description ?? "", right?.Description ?? ""));
            pairs.Add((
                Line(index, "quantity"),
                left?.Quantity is { } one ? Text(one) : "",
                right?.Quantity is { } two ? Text(two) : ""));
        }

        return pairs.Where(pair => !SameSaid(pair.Field, pair.Here, pair.There));
    }

    /// <summary>
    /// Do two papers say the same in a field? A date does where one day can be meant by both: <c>2026-03</c> and
    /// <c>2026-03-02</c>.
    /// </summary>
    private static bool SameSaid(string field, string here, string there) =>
        field == "issuedOn" && Happened.TryParse(here, out var one, out _) && Happened.TryParse(there, out var two, out _)
            ? one!.Earliest <= two!.Latest && two.Earliest <= one.Latest
            : AuthorityRegister.SameName(here, there);
}
