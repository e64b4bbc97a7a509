using System.Collections.Immutable;
using NodaTime;
using TransferLedger.Authorities;
using TransferLedger.Ledger;
using TransferLedger.Rules;

namespace TransferLedger.Certificates;

/// <summary>The parties: mandate, brokers, resellers, denials, and who receives the goods.</summary>
public static partial class CertificateRules
{
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
        WithinMandate(it).Concat(AlienCalibres(it, ammunition: false));

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
