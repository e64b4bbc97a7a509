using System.Collections.Frozen;
using NodaTime;
using TransferLedger.Authorities;
using TransferLedger.Diversion;
using TransferLedger.Ledger;
using TransferLedger.Parties;
using TransferLedger.Rules;

namespace TransferLedger.Certificates;

/// <summary>What rules lack while the ledger does not hold what others know; and the rule on carriers.</summary>
public static partial class CertificateRules
{
    /// <summary>What each of them lacks while it is not on record.</summary>
    private static readonly FrozenDictionary<string, string> Lacking = new Dictionary<string, string>(
        StringComparer.Ordinal)
    {
        ["EUC-050"] = "embargoes",
        ["EUC-051"] = "sanctions lists",
        ["EUC-052"] = "areas under control of groups",
        ["EUC-053"] = "clearances",
        ["EUC-062"] = "country risk",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A rule whose input is not on record holds.</summary>
    private static RuleFinding Unanswered(string rule) => Found(Verdict.Hold, NotAvailable, null, Lacking[rule]);

    /// <summary>The conveyances that goods left with or were put on: their flags, and diversions from them.</summary>
    private static IEnumerable<RuleFinding> CarrierRisk(CertificateCase it)
    {
        var used = it.Balance.Shipments.SelectMany(one => one.Departures)
            .Select(one => (one.Position, one.Fact.Conveyance, one.Fact.Happened))
            .Concat(it.Balance.Shipments.SelectMany(one => one.Transshipments)
                .Select(one => (one.Position, (string?)one.Fact.ToConveyance, one.Fact.Happened)));
        foreach (var (position, named, left) in used)
        {
            if (OfConveyance(it, named, left) is { } found)
            {
                yield return found with { Facts = [position, .. found.Facts] };
            }

            foreach (var diverted in DivertedFrom(it, named))
            {
                yield return diverted with { Facts = [position, .. diverted.Facts] };
            }
        }
    }

    /// <summary>Confirmed diversions from a conveyance, whenever they were.</summary>
    private static IEnumerable<RuleFinding> DivertedFrom(CertificateCase it, string? named) =>
        named is not null && ConveyanceId.SubjectOf(named) is { } conveyance
            ? it.DiversionsOnTheWay
                .Where(one => one.Status == DiversionStatus.Confirmed
                    && ConveyanceId.SubjectOf(one.Asserted.Conveyance!) == conveyance)
                .Select(one => Found(
                    Verdict.Hold, "conveyance-diverted", null, named, one.Reference, one.Asserted.From.Text,
                    one.Asserted.To.Text, one.Decided!.Text).Resting(one.Position, one.LastPosition))
            : [];

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
        return begin > 0 && since.Latest.LaterBy(Duration.FromDays(it.Parameters.FlagChangeDays)) >= left.Earliest
                ? Found(
                    Verdict.Warn, "flag-changed", null, named, flags[begin - 1].Fact.State, flag.Fact.State,
                    since.Text, left.Text)
                    .Resting(flags[begin - 1].Entry.Position, flags[begin].Entry.Position)
                : null;
    }

    private static bool SameState(Term<ConveyanceRegistered> one, Term<ConveyanceRegistered> other) =>
        string.Equals(one.Fact.State.Trim(), other.Fact.State.Trim(), StringComparison.OrdinalIgnoreCase);
}
