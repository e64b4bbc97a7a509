using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Authorities;
using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Certificates;

/// <summary>The parties: need, mandate, brokers, resellers, denials, and who receives the goods.</summary>
public static partial class CertificateRules
{
    private static readonly string[] Handguns = ["pistol", "pistols", "revolver", "revolvers", "handgun", "handguns"];

    /// <summary>
    /// Long arms are small arms that are not called pistol, revolver or handgun: the paper has no better mark. The end
    /// user's certificates of the months before this one count with what was read from them.
    /// </summary>
    private static IEnumerable<RuleFinding> PlausibleNeed(CertificateCase it)
    {
        var here = LongArms(it.InForce);
        if (here == 0)
        {
            yield break;
        }

        var date = it.Paper.IssuedOn ?? it.Received;
        if (it.Paper.EndUser is not { } user || it.Parties.PartyOn(user.Party.Name, date) is not
            { Fact.Strength: { } strength } party)
        {
            yield return Found(Verdict.Info, "strength-unknown", "endUser", it.Paper.EndUser?.Party.Name ?? "");
            yield break;
        }

        var first = FirstDay(date).PlusMonths(-it.Parameters.NeedMonths);
        var earlier = it.Others.Where(other => FirstDay(other.Dated) is var day
            && day >= first && day <= FirstDay(date)
            && it.IsEndUser(other.Paper.EndUser)
            && !it.OnFile.Replaces.Contains(other.Certificate)
            && LongArms(other.Paper) > 0).ToImmutableArray();
        var total = here + earlier.Sum(other => LongArms(other.Paper));
        var limit = (decimal)strength * it.Parameters.ForceRatioPercent / 100;
        if (total > limit)
        {
            yield return Found(
                total > 2 * limit ? Verdict.Hold : Verdict.Warn,
                "more-than-needed",
                "lines",
                total.ToString("0", System.Globalization.CultureInfo.InvariantCulture),
                Text(it.Parameters.NeedMonths),
                Text(strength),
                Text(it.Parameters.ForceRatioPercent))
                .Resting([party.Position, .. earlier.Select(other => other.Position)]);
        }
    }

    /// <summary>How many long arms a certificate is for.</summary>
    internal static decimal LongArms(EndUserCertificate paper) =>
        paper.Lines.Sum(line => LongArms(line.Class, line.Quantity, line.Description));

    private static decimal LongArms(OtherPaper paper) =>
        paper.Lines.Sum(line => LongArms(line.Class, line.Quantity, line.Description));

    private static decimal LongArms(GoodsClass? goods, long? quantity, string description) =>
        goods == GoodsClass.SmallArms && quantity > 0
            && !Subject.Normalise(description).Split('-').Intersect(Handguns, StringComparer.Ordinal).Any()
                ? quantity.Value
                : 0;

    private static IEnumerable<RuleFinding> SameConsignee(CertificateCase it)
    {
        var paper = it.InForce;
        var last = paper.FinalConsignee?.Name ?? paper.EndUser?.Party.Name ?? "";
        var known = paper.OtherParties.Select(party => party.Party.Name)
            .Append(last).Append(paper.EndUser?.Party.Name ?? "").ToImmutableArray();
        foreach (var seen in it.PartiesSeen)
        {
            if (seen.Role == SeenRole.FinalConsignee && !AuthorityRegister.SameName(seen.Name, last))
            {
                yield return Found(Verdict.Hold, "consignee-differs", "finalConsignee", last, seen.Name)
                    .Resting(seen.Position);
            }

            if (seen.Role == SeenRole.NotifyParty && !known.Any(name => AuthorityRegister.SameName(seen.Name, name)))
            {
                yield return Found(Verdict.Warn, "notify-party-unknown", "otherParties", seen.Name)
                    .Resting(seen.Position);
            }
        }
    }

    private static IEnumerable<RuleFinding> BrokersRegistered(CertificateCase it)
    {
        var date = it.Paper.IssuedOn ?? it.Received;
        foreach (var broker in it.InForce.Brokers)
        {
            var country = Blank(broker.Country) ? null : broker.Country;
            if (it.Parties.BrokerOn(broker.Name, country, date) is { } entry)
            {
                if (entry.Fact.LawAsks && Blank(entry.Fact.Number))
                {
                    yield return Found(
                        Verdict.Hold, "broker-without-number", "otherParties", broker.Name, entry.Fact.Jurisdiction)
                        .Resting(entry.Position);
                }
            }
            else
            {
                var ever = it.Parties.BrokerEver(broker.Name, country);
                yield return Found(
                    Verdict.Hold,
                    ever is null ? "broker-unregistered" : "broker-not-registered-then",
                    "otherParties",
                    broker.Name,
                    country ?? "",
                    date.Text).Resting(ever is null ? [] : [ever.Position]);
            }
        }
    }

    /// <summary>A dealer who sells on must be bound to whom, and to tell. Unknown risk is high risk.</summary>
    private static IEnumerable<RuleFinding> ResellerBound(CertificateCase it)
    {
        if (it.Paper.EndUser is not { Kind: EndUserKind.Reseller } reseller)
        {
            yield break;
        }

        var verdict = RiskIsHigh(it) ? Verdict.Hold : Verdict.Warn;
        if (reseller.PermittedBuyers.Count == 0)
        {
            yield return Found(verdict, "buyers-not-named", "endUser.permittedBuyers", reseller.Party.Name);
        }

        if (reseller.SalesReporting != true)
        {
            yield return Found(verdict, "sales-not-reported", "endUser.salesReporting", reseller.Party.Name);
        }
    }

    private static IEnumerable<RuleFinding> GoodsFit(CertificateCase it) =>
        WithinMandate(it).Concat(AlienCalibres(it, goods => goods != GoodsClass.Ammunition, []));

    /// <summary>
    /// Lines of some goods in a calibre that the end user has no weapon of, as far as the register has its calibres.
    /// </summary>
    /// <param name="it">The case.</param>
    /// <param name="concerned">Which lines.</param>
    /// <param name="more">Calibres it will have besides.</param>
    private static IEnumerable<RuleFinding> AlienCalibres(
        CertificateCase it, Func<GoodsClass?, bool> concerned, IEnumerable<string?> more)
    {
        if (it.Paper.EndUser is not { } user
            || it.Parties.PartyOn(user.Party.Name, it.Paper.IssuedOn ?? it.Received) is not
                { Fact.Calibres: { Count: > 0 } calibres } party)
        {
            return [];
        }

        var held = calibres.Concat(more).OfType<string>().Select(CalibreKey).ToHashSet(StringComparer.Ordinal);
        return it.InForce.Lines.Index()
            .Where(line => concerned(line.Item.Class) && !Blank(line.Item.Calibre)
                && !held.Contains(CalibreKey(line.Item.Calibre!)))
            .Select(line => Found(
                Verdict.Warn, "calibre-not-held", Line(line.Index, "calibre"), line.Item.Calibre!, user.Party.Name,
                string.Join(", ", calibres)).Resting(party.Position));
    }

    /// <summary>7,62 x 39 mm and 7.62x39 are one calibre.</summary>
    private static string CalibreKey(string calibre) => Subject.Normalise(calibre)
        .Replace("-", "", StringComparison.Ordinal).Replace("mm", "", StringComparison.Ordinal);

    private static IEnumerable<RuleFinding> WithinMandate(CertificateCase it)
    {
        if (it.Paper.EndUser is not { } user
            || it.Parties.PartyOn(user.Party.Name, it.Paper.IssuedOn ?? it.Received) is not { } party
            || party.Fact.Mandate.Count == 0)
        {
            yield return Found(Verdict.Info, "mandate-unknown", "endUser", it.Paper.EndUser?.Party.Name ?? "");
            yield break;
        }

        foreach (var outside in Outside(party.Fact.Mandate, it))
        {
            yield return Found(Verdict.Hold, "outside-mandate", "lines", user.Party.Name, outside.ToString())
                .Resting(party.Position);
        }
    }

    private static IEnumerable<RuleFinding> NotDenied(CertificateCase it) =>
        it.Denials.Where(denial => it.IsEndUser(denial.Fact.EndUser)
                && LastDay(denial.Fact.Happened).LaterByMonths(it.Parameters.DenialMonths) >= FirstDay(it.On)
                && IsSameGoods(denial.Fact, it.InForce))
            .Select(denial => Found(
                Verdict.Hold,
                "denied-before",
                "endUser",
                denial.Fact.EndUser,
                denial.Fact.By,
                denial.Fact.Happened.Text,
                denial.Fact.Reason ?? "").Resting(denial.Position));

    /// <summary>A common class or model; a denial that names neither was of anything.</summary>
    private static bool IsSameGoods(Authorizations.TransferDenied denial, EndUserCertificate paper) =>
        (denial.Classes.Count == 0 && denial.Models.Count == 0)
        || paper.Lines.Any(line => (line.Class is { } goods && denial.Classes.Contains(goods))
            || (line.Model is { } model && denial.Models.Any(one => AuthorityRegister.SameName(one, model))));

    private static LocalDate LastDay(Happened date) => date.Latest.InUtc().Date;
}
