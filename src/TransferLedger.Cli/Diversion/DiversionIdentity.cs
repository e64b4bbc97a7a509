using System.Globalization;
using TransferLedger.Cli.Hosting;
using TransferLedger.Custody;
using TransferLedger.Diversion;
using TransferLedger.Ledger;
using TransferLedger.Store.Custody;

namespace TransferLedger.Cli.Diversion;

/// <summary>Diversion findings held against the identities their weapons have now.</summary>
internal static class DiversionIdentity
{
    /// <summary>A finding, held against what the ledger knew of its weapon's identities at a point.</summary>
    public static async Task<DiversionCase> Held(
        OpenLedger ledger, DiversionCase found, AsOf asOf, CancellationToken cancel)
    {
        if (!WeaponId.TryParse(found.Asserted.Item.Key, out var weapon))
        {
            return found;
        }

        var known = asOf with { HappenedBy = null };
        var (own, _) = await WeaponHistory.ReadOwn(ledger.Store, weapon, cancel);
        return found.HeldAgainst(own.Facts.Where(known.Includes));
    }

    /// <summary>The findings about a weapon that a split of its identities leaves in doubt, by its facts now.</summary>
    public static IEnumerable<DiversionCase> InDoubt(IReadOnlyCollection<Recorded> facts) => facts
        .Where(it => it.Fact is DiversionAsserted).Select(it => it.Home).Distinct()
        .Select(home => DiversionCase.Of(facts.Where(it => it.IsAbout(home)))?.HeldAgainst(facts))
        .Where(it => it?.IdentityLost is not null).Select(it => it!);

    /// <summary>That a finding may be about the wrong weapon, in a line; null when it may not.</summary>
    public static string? InShort(DiversionCase found) => found.IdentityLost is not { } lost ? null
        : $"WARNING: {found.Reference} may be about the wrong weapon: {Facts(lost)} split it from "
            + $"{string.Join(", ", lost.Identities)}. See: ledger diversion show {found.Reference}";

    /// <summary>The same in full, with what to do.</summary>
    public static IEnumerable<string> Sentences(DiversionCase found)
    {
        if (found.IdentityLost is not { } lost)
        {
            yield break;
        }

        var (item, others) = (found.Asserted.Item.Rest, string.Join(", ", lost.Identities));
        var confirmed = found.Steps.LastOrDefault(it => it.Status == DiversionStatus.Confirmed);
        yield return $"WARNING: this may be about the wrong weapon. When it was {(confirmed is null ? "asserted" : "confirmed")}, "
            + $"{item} and {others} were one weapon; they are not any longer.";
        foreach (var by in lost.Facts)
        {
            yield return FormattableString.Invariant(
                $"split {by.Happened.Text} by {by.Officer} and {by.Approver}: {by.Grounds} (fact {by.Position})");
        }

        if (lost.Sighted.Count > 0)
        {
            yield return FormattableString.Invariant(
                $"its sighting (fact {found.Asserted.Sighting}) is about {string.Join(", ", lost.Sighted)} now");
        }
        else if (found.Asserted.Sighting is { } sighting)
        {
            yield return FormattableString.Invariant(
                $"its sighting (fact {sighting}) is about {item} still; from whose custody, and after which proof, was read off both");
        }

        yield return $"Look at both: ledger custody {item}; ledger custody {lost.Identities[0]}.";
        yield return FormattableString.Invariant(
            $"If it is about the other: ledger record record-retracted {found.Position}, then ledger diversion assert {lost.Identities[0]} under another reference.");
        yield return confirmed is null
            ? "If it holds all the same: two persons confirm it, or dismiss it."
            : FormattableString.Invariant(
                $"If it holds all the same: ledger record record-retracted {confirmed.Position}, then ledger diversion confirm again.");
    }

    private static string Facts(IdentityLost lost) => (lost.Facts.Count == 1 ? "fact " : "facts ")
        + string.Join(", ", lost.Facts.Select(it => it.Position.ToString(CultureInfo.InvariantCulture)));
}
