using System.Collections.Frozen;
using NodaTime;
using TransferLedger.Authorities;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Rules;

namespace TransferLedger.Certificates;

/// <summary>Rules that take an answer from outside the ledger (<see cref="OutsideAnswers"/>).</summary>
public static partial class CertificateRules
{
    /// <summary>What each of them lacks while nobody has answered.</summary>
    private static readonly FrozenDictionary<string, string> Lacking = new Dictionary<string, string>(
        StringComparer.Ordinal)
    {
        ["EUC-050"] = "embargoes",
        ["EUC-051"] = "sanctions lists",
        ["EUC-052"] = "areas under control of groups",
        ["EUC-053"] = "clearances",
        ["EUC-055"] = "route",
        ["EUC-056"] = "conveyance",
        ["EUC-062"] = "country risk",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static Func<CertificateCase, IEnumerable<RuleFinding>> Asked(string rule) => it => Answer(it, rule);

    /// <summary>What was answered; holds when nobody has answered.</summary>
    private static ValueList<RuleFinding> Answer(CertificateCase it, string rule) =>
        it.Outside.ByRule.TryGetValue(rule, out var found)
            ? found
            : [Found(Verdict.Hold, NotAvailable, null, Lacking[rule])];

    /// <summary>What the paper itself tells, and the route.</summary>
    private static IEnumerable<RuleFinding> Geography(CertificateCase it)
    {
        if (it.Paper.EndUser?.Party.Country is { } country && it.Paper.Destination is { } destination
            && !Blank(country) && !Blank(destination)
            && !string.Equals(country.Trim(), destination.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            yield return Found(Verdict.Hold, "end-user-elsewhere", "destination", destination, country);
        }

        foreach (var stop in StopsNearEmbargo(it))
        {
            yield return stop;
        }

        foreach (var answer in Answer(it, "EUC-055"))
        {
            yield return answer;
        }
    }

    /// <summary>What the register tells of the conveyances that left, and what others know of them.</summary>
    private static IEnumerable<RuleFinding> CarrierRisk(CertificateCase it)
    {
        foreach (var left in it.Balance.Shipments.SelectMany(one => one.Departures))
        {
            if (OfConveyance(it, left.Fact.Conveyance, left.Fact.Happened) is { } found)
            {
                yield return found with { Facts = [left.Position, .. found.Facts] };
            }
        }

        foreach (var answer in Answer(it, "EUC-056"))
        {
            yield return answer;
        }
    }

    private static RuleFinding? OfConveyance(CertificateCase it, string? named, Happened left)
    {
        if (named is null || Blank(named))
        {
            return Found(Verdict.Info, "conveyance-not-named", null, left.Text);
        }

        if (ConveyanceId.SubjectOf(named) is not { } conveyance)
        {
            return Found(Verdict.Warn, "conveyance-unreadable", null, named);
        }

        var flags = it.Parties.Flags(conveyance);
        if (flags.LastOrDefault(one => one.On(left) == TermStanding.InForce) is not { } flag)
        {
            var looked = it.Parties.NotFound(conveyance).LastOrDefault(one =>
                one.Fact.Happened.Earliest <= left.Latest);
            return Found(Verdict.Warn, "conveyance-unregistered", null, named, left.Text, looked?.Fact.Register ?? "")
                .Resting(looked is null ? [] : [looked.Position]);
        }

        // The flag may have been flown before under another name or operator: only another state is a change.
        var begin = flags.IndexOf(flag);
        while (begin > 0 && SameState(flags[begin - 1], flag))
        {
            begin--;
        }

        var since = flags[begin].Fact.Happened;
        return begin > 0 && since.Latest + Duration.FromDays(it.Parameters.FlagChangeDays) >= left.Earliest
                ? Found(
                    Verdict.Warn, "flag-changed", null, named, flags[begin - 1].Fact.State, flag.Fact.State,
                    since.Text, left.Text)
                    .Resting(flags[begin - 1].Entry.Position, flags[begin].Entry.Position)
                : null;
    }

    private static bool SameState(Term<ConveyanceRegistered> one, Term<ConveyanceRegistered> other) =>
        string.Equals(one.Fact.State.Trim(), other.Fact.State.Trim(), StringComparison.OrdinalIgnoreCase);
}
