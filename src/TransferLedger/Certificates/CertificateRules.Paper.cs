using NodaTime;
using TransferLedger.Authorities;
using TransferLedger.Ledger;
using TransferLedger.Rules;
using TransferLedger.Shipments;

namespace TransferLedger.Certificates;

/// <summary>Completeness and form: what can be told from the paper alone.</summary>
public static partial class CertificateRules
{
    private static readonly string[] GenericNames =
    [
        "ministry", "army", "navy", "air-force", "police", "armed-forces", "military", "government",
        "ministry-of-defence", "ministry-of-defense", "ministry-of-interior", "ministry-of-the-interior",
        "defence-forces",
    ];

    private static readonly string[] PostBoxes =
    [
        "po-box", "p-o-box", "post-box", "post-office-box", "postfach", "bp", "b-p", "boîte-postale", "boite-postale",
        "casilla", "apartado",
    ];

    private static readonly string[] VagueGoods = ["various", "assorted", "and-accessories", "miscellaneous", "sundry"];

    private static readonly string[] VagueUses =
    [
        "military-use", "official-use", "defence", "defense", "security", "military", "use", "end-use", "own-use",
        "military-purposes", "defence-purposes", "security-purposes",
    ];

    private static IEnumerable<RuleFinding> Number(CertificateCase it)
    {
        if (Blank(it.Paper.Number) || !it.Paper.Number.Any(char.IsLetterOrDigit))
        {
            yield return Found(Verdict.Hold, "number-missing", "number");
        }

        foreach (var other in it.OtherCaptures.Where(
            other => other.Position < it.Capture.Position || it.Basis.Count == 0))
        {
            var same = SameContent(other.Fact.Certificate, it.Paper)
                || IsAmendedReading(it, other.Fact.Certificate);
            yield return Found(
                same ? Verdict.Info : Verdict.Reject,
                same ? "same-document-again" : "number-on-file",
                "number",
                it.Paper.Number,
                other.Fact.Office,
                other.Fact.Happened.Text).Resting(other.Position);
        }
    }

    /// <summary>Does another reading differ only by what an amendment changed, whichever is the older?</summary>
    private static bool IsAmendedReading(CertificateCase it, EndUserCertificate other) =>
        !Unexplained(it, other).Any()
        && SameContent(Amending.InForce(other, it.OnFile, it.Register), it.InForce);

    /// <summary>
    /// Do two readings give the same paper? Names may be written otherwise, addresses in more or less detail, and the
    /// scan of the same paper is another each time.
    /// </summary>
    private static bool SameContent(EndUserCertificate left, EndUserCertificate right) =>
        left.Use == right.Use
        && !Differences(left, right).Any()
        && left.OtherParties.Count == right.OtherParties.Count
        && left.Undertakings.ToHashSet().SetEquals(right.Undertakings)
        && left.Lines.Zip(right.Lines, SameGoods).All(it => it)
        && Said(left).Zip(Said(right), (one, other) => AuthorityRegister.SameName(one ?? "", other ?? "")).All(it => it);

    private static bool SameGoods(CertificateLine left, CertificateLine right) =>
        left.Class == right.Class
        && AuthorityRegister.SameName(left.Model ?? "", right.Model ?? "")
        && AuthorityRegister.SameName(left.Calibre ?? "", right.Calibre ?? "")
        && AuthorityRegister.SameName(left.Unit ?? "", right.Unit ?? "");

    private static string?[] Said(EndUserCertificate it) =>
    [
        it.Authority, it.ValidFrom?.Text, it.ValidTo?.Text, it.Exporter?.Name, it.Exporter?.Country,
        it.EndUser?.Party.Country, it.FinalConsignee?.Name, it.Destination, it.Contract, it.EndUse, it.Signatory?.Name,
        it.Signatory?.SignedOn?.Text, it.GovernmentCertification, .. it.OtherParties.Select(one => one.Party.Name),
    ];

    private static IEnumerable<RuleFinding> IssueDate(CertificateCase it)
    {
        if (it.Paper.IssuedOn is not { } issued)
        {
            yield return Found(Verdict.Hold, "issue-date-missing", "issuedOn");
        }
        else if (issued.Earliest > it.Received.Latest)
        {
            yield return Found(Verdict.Reject, "issued-after-receipt", "issuedOn", issued.Text, it.Received.Text);
        }
        else if (FirstDay(issued).LaterByYears(it.Parameters.OldestYears) < FirstDay(it.Received))
        {
            yield return Found(
                Verdict.Warn, "issued-long-ago", "issuedOn", issued.Text, Text(it.Parameters.OldestYears));
        }
    }

    private static IEnumerable<RuleFinding> Validity(CertificateCase it)
    {
        var from = it.Paper.ValidFrom ?? it.Paper.IssuedOn;
        if (from is null)
        {
            yield return Found(Verdict.Hold, "validity-unknown", "validFrom");
        }
        else if (it.InForce.ValidTo is not { } to)
        {
            var months = it.Parameters.DefaultValidityMonths;
            yield return Found(
                Verdict.Info, "validity-assumed", "validTo", Text(FirstDay(from).LaterByMonths(months)), Text(months));
        }
        else if (to.Latest <= from.Latest)
        {
            yield return Found(Verdict.Reject, "validity-empty", "validTo", from.Text, to.Text);
        }
        else if (FirstDay(from).LaterByMonths(it.Parameters.LongestValidityMonths) < FirstDay(to))
        {
            yield return Found(
                Verdict.Warn,
                "validity-long",
                "validTo",
                from.Text,
                to.Text,
                Text(it.Parameters.LongestValidityMonths));
        }
    }

    private static IEnumerable<RuleFinding> Exporter(CertificateCase it) =>
        it.Paper.Exporter is { } exporter
            ? MissingOf(exporter, "exporter")
            : [Found(Verdict.Hold, "party-missing", "exporter", "exporter")];

    private static IEnumerable<RuleFinding> EndUserComplete(CertificateCase it)
    {
        if (it.Paper.EndUser is not { } user)
        {
            yield return Found(Verdict.Hold, "party-missing", "endUser", "end user");
            yield break;
        }

        foreach (var missing in MissingOf(user.Party, "endUser.party"))
        {
            yield return missing;
        }

        if (user.Kind is null)
        {
            yield return Found(Verdict.Hold, "detail-missing", "endUser.kind", "kind");
        }

        if (Blank(user.SignerPosition))
        {
            yield return Found(Verdict.Hold, "detail-missing", "endUser.signerPosition", "signerPosition");
        }

        if (user.Party.Street is { } street && IsPostBox(street))
        {
            yield return Found(Verdict.Warn, "post-box-only", "endUser.party.street", street);
        }

        if (GenericNames.Contains(Subject.Normalise(user.Party.Name)))
        {
            yield return Found(Verdict.Warn, "name-generic", "endUser.party.name", user.Party.Name);
        }
    }

    /// <summary>A post box and its number, and nothing else.</summary>
    private static bool IsPostBox(string street)
    {
        var words = Subject.Normalise(street);
        return PostBoxes.Any(box => words.StartsWith(box, StringComparison.Ordinal)
            && words[box.Length..].All(c => c == '-' || char.IsDigit(c)));
    }

    private static IEnumerable<RuleFinding> MissingOf(PartyOnPaper party, string path) =>
        new[] { ("name", party.Name), ("street", party.Street), ("city", party.City), ("country", party.Country) }
            .Where(member => Blank(member.Item2))
            .Select(member => Found(Verdict.Hold, "detail-missing", $"{path}.{member.Item1}", member.Item1));

    private static IEnumerable<RuleFinding> Consignees(CertificateCase it) =>
        it.Paper.FinalConsignee is null
            && it.Paper.OtherParties.FirstOrDefault(
                party => party.Role == PartyRole.IntermediateConsignee) is { } between
                ? [Found(Verdict.Hold, "final-consignee-missing", "finalConsignee", between.Party.Name)]
                : [];

    private static IEnumerable<RuleFinding> Destination(CertificateCase it) => it.Paper.Destination switch
    {
        null or "" => [Found(Verdict.Hold, "destination-missing", "destination")],
        var code when !CountryCodes.InForce(code, it.Paper.IssuedOn ?? it.Received) =>
            [Found(Verdict.Hold, "destination-unknown", "destination", code)],
        _ => [],
    };

    private static IEnumerable<RuleFinding> Goods(CertificateCase it)
    {
        if (it.Paper.Lines.Count == 0)
        {
            yield return Found(Verdict.Reject, "no-goods", "lines");
        }

        foreach (var (index, line) in it.Paper.Lines.Index())
        {
            var missing = new[]
            {
                ("description", Blank(line.Description)), ("class", line.Class is null), ("unit", Blank(line.Unit)),
                ("quantity", line.Quantity is null),
            };
            foreach (var (member, _) in missing.Where(member => member.Item2))
            {
                yield return Found(Verdict.Hold, "detail-missing", Line(index, member), member);
            }

            if (line.Quantity is <= 0 or > UncountedQuantity.Most)
            {
                yield return Found(
                    Verdict.Hold, "quantity-impossible", Line(index, "quantity"), Text(line.Quantity.Value));
            }

            var words = Subject.Normalise(line.Description);
            if (VagueGoods.Any(vague => $"-{words}-".Contains($"-{vague}-", StringComparison.Ordinal)))
            {
                yield return Found(Verdict.Warn, "goods-vague", Line(index, "description"), line.Description);
            }
        }
    }

    private static IEnumerable<RuleFinding> Words(CertificateCase it)
    {
        foreach (var (index, line) in it.Paper.Lines.Index())
        {
            var path = Line(index, "quantityInWords");
            if (Blank(line.QuantityInWords))
            {
                yield return Found(Verdict.Info, "words-missing", path);
            }
            else if (NumberWords.Read(line.QuantityInWords!, it.Paper.Paper.Language) is not { } read)
            {
                yield return Found(Verdict.Info, "words-not-read", path, line.QuantityInWords!);
            }
            else if (read != line.Quantity)
            {
                yield return Found(
                    Verdict.Hold,
                    "words-differ",
                    path,
                    line.QuantityInWords!,
                    Text(read),
                    line.Quantity is { } figures ? Text(figures) : "");
            }
        }
    }

    private static IEnumerable<RuleFinding> Contract(CertificateCase it)
    {
        if (Blank(it.Paper.Contract))
        {
            yield return Found(Verdict.Warn, "contract-missing", "contract");
        }

        if (it.Paper.ContractDate is { } contract
            && it.Paper.IssuedOn is { } issued
            && issued.CertainlyBefore(contract))
        {
            yield return Found(Verdict.Hold, "contract-later", "contractDate", contract.Text, issued.Text);
        }
    }

    private static IEnumerable<RuleFinding> EndUse(CertificateCase it)
    {
        if (Blank(it.Paper.EndUse))
        {
            yield return Found(Verdict.Hold, "end-use-missing", "endUse");
        }
        else if (VagueUses.Contains(Subject.Normalise(it.Paper.EndUse!)))
        {
            yield return Found(Verdict.Warn, "end-use-vague", "endUse", it.Paper.EndUse!);
        }
    }

    /// <summary>As long as nobody knows the risk of the destination, it is taken to be high (EUC-062).</summary>
    private static IEnumerable<RuleFinding> Undertakings(CertificateCase it) =>
        new[]
        {
            Undertaking.NoOtherUse, Undertaking.NoReexport, Undertaking.OnSiteVerification,
            Undertaking.DeliveryVerification,
        }
            .Where(asked => !it.Paper.Undertakings.Contains(asked))
            .Where(asked => RiskIsHigh(it) || asked != Undertaking.OnSiteVerification)
            .Select(asked => Found(
                RiskIsHigh(it) ? Verdict.Hold : Verdict.Warn,
                "undertaking-missing",
                "undertakings",
                asked.ToString()));

    private static IEnumerable<RuleFinding> Signed(CertificateCase it)
    {
        if (it.Paper.Signatory is not { } signer)
        {
            yield return Found(Verdict.Hold, "unsigned", "signatory");
            yield break;
        }

        var missing = new[]
        {
            ("name", Blank(signer.Name)), ("title", Blank(signer.Title)), ("signedOn", signer.SignedOn is null),
            ("signatureImage", Blank(signer.SignatureImage)),
        };
        foreach (var (member, _) in missing.Where(member => member.Item2))
        {
            yield return Found(Verdict.Hold, "detail-missing", $"signatory.{member}", member);
        }

        if (signer.SignedOn is not { } signed)
        {
            yield break;
        }

        if (signed.Earliest > it.Received.Latest)
        {
            yield return Found(Verdict.Reject, "signed-after-receipt", "signatory.signedOn", signed.Text, it.Received.Text);
        }
        else if (it.Paper.IssuedOn is { } issued
            && Math.Abs(Period.DaysBetween(FirstDay(issued), FirstDay(signed))) > it.Parameters.SignatureDays)
        {
            yield return Found(
                Verdict.Warn,
                "signed-far-from-issue",
                "signatory.signedOn",
                signed.Text,
                issued.Text,
                Text(it.Parameters.SignatureDays));
        }
    }

    private static IEnumerable<RuleFinding> Certified(CertificateCase it) => it.Paper.EndUser?.Kind switch
    {
        EndUserKind.ArmedForces or EndUserKind.LawEnforcement or EndUserKind.Government => [],
        _ when !Blank(it.Paper.GovernmentCertification) => [],
        null => [Found(Verdict.Hold, "end-user-kind-unknown", "endUser.kind")],
        var kind => [Found(Verdict.Hold, "not-certified", "governmentCertification", kind.Value.ToString())],
    };

    private static IEnumerable<RuleFinding> Original(CertificateCase it)
    {
        if (it.Paper.Paper.Kind is PaperKind.Fax or PaperKind.Photograph)
        {
            yield return Found(Verdict.Hold, "no-original", "paper.kind", it.Paper.Paper.Kind.ToString());
        }

        if (it.Paper.Paper.Translation == Translation.NotCertified)
        {
            yield return Found(Verdict.Warn, "translation-not-certified", "paper.translation");
        }
    }

    private static IEnumerable<RuleFinding> Ammunition(CertificateCase it) =>
        it.Paper.Lines.Index()
            .Where(line => line.Item.Class == GoodsClass.Ammunition)
            .SelectMany(line => new[]
            {
                ("calibre", Blank(line.Item.Calibre)), ("quantity", line.Item.Quantity is null),
            }.Where(member => member.Item2)
                .Select(member => Found(Verdict.Hold, "detail-missing", Line(line.Index, member.Item1), member.Item1)))
            .Concat(AlienCalibres(it, ammunition: true));
}
