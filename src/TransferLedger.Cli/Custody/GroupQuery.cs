using System.CommandLine;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Lots;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Store.Custody;

namespace TransferLedger.Cli.Custody;

/// <summary>The options by which <c>ledger custody</c> is asked about many weapons at once.</summary>
internal sealed class GroupOptions
{
    public Option<string?> Package { get; } =
        LotOptions.Text("--package", "Only what is in this package of the shipment.", "NUMBER");

    public Option<string?> Site { get; } = LotOptions.Site("--site", "All weapons at this site, with --custodian.");

    public Option<string?> Custodian { get; } =
        LotOptions.Text("--custodian", "Whose site it is. A country may follow: Army@XR.", "NAME");

    /// <summary>The question, or null when it is about one weapon.</summary>
    /// <exception cref="CommandFailedException">It asks for two things, or for nothing.</exception>
    public GroupQuery? Query(ParseResult line, string? named) => GroupQuery.Of(
        named, line.GetValue(Package), line.GetValue(Site), line.GetValue(Custodian));
}

/// <summary>What <c>ledger custody</c> is asked about a shipment, a package of it, or a site.</summary>
/// <param name="Shipment">The shipment as written, with <c>shipment/</c> before it; null when it is a site.</param>
/// <param name="Package">One package of the shipment; null for all.</param>
/// <param name="Site">The site; null when it is a shipment.</param>
/// <param name="Custodian">Whose site it is.</param>
internal sealed record GroupQuery(string? Shipment, string? Package, string? Site, string? Custodian)
{
    private const string Prefix = "shipment/";

    /// <summary>The question, or null when it is about one weapon.</summary>
    /// <exception cref="CommandFailedException">It asks for two things, or for nothing.</exception>
    public static GroupQuery? Of(string? named, string? package, string? site, string? custodian)
    {
        var shipment = named?.StartsWith(Prefix, StringComparison.Ordinal) == true ? named : null;
        return (named, site) switch
        {
            (null, null) => throw new CommandFailedException(
                Exit.BadInput, "Name a weapon, a shipment (shipment/DE/S-2026-31), a lot (lot/ABC/7-19), or --site with --custodian."),
            (not null, not null) => throw new CommandFailedException(
                Exit.BadInput, "Ask about a weapon or shipment, or about a site, not both."),
            _ when package is not null && shipment is null => throw new CommandFailedException(
                Exit.BadInput, "--package needs its shipment: ledger custody shipment/DE/S-2026-31 --package PK-3."),
            _ when (site is null) != (custodian is null) => throw new CommandFailedException(
                Exit.BadInput, "--site and --custodian go together: whose site is it?"),
            _ when shipment is null && site is null => null,
            _ => new(shipment, package, site, custodian),
        };
    }

    /// <summary>Answers it.</summary>
    /// <exception cref="CommandFailedException">Nothing was known then.</exception>
    /// <param name="ledger">The ledger.</param>
    /// <param name="asOf">The point on the two clocks.</param>
    /// <param name="since">An earlier point, for what came and went since; null to tell what is there.</param>
    /// <param name="json">As one JSON document.</param>
    /// <param name="terminal">Where to tell it.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<int> Answer(
        OpenLedger ledger, AsOf asOf, AsOf? since, bool json, Terminal terminal, CancellationToken cancel)
    {
        var (what, at) = Site is null ? await OfShipment(ledger, cancel) : await OfSite(ledger, cancel);
        var group = at(asOf)
            ?? throw new CommandFailedException(Exit.Refused, $"Nothing is on record about {what}, or was at that point.");
        if (since is { } first)
        {
            GroupDiffScreen.Tell(terminal, json, what, first, asOf, GroupDiff.Between(at(first), group));
        }
        else if (json)
        {
            terminal.Json(GroupScreen.Json(what, group));
        }
        else
        {
            GroupScreen.Show(terminal.Result, what, group);
        }

        return Exit.Done;
    }

    /// <summary>What it is called, and what was there at a point; null when nothing was known then.</summary>
    private async Task<(string What, Func<AsOf, GroupCustody?> At)> OfShipment(
        OpenLedger ledger, CancellationToken cancel)
    {
        var home = DocumentFile.Named("shipment", Shipment![Prefix.Length..]);
        var facts = await GroupHistory.OfShipment(ledger.Store, home, cancel);
        var now = CommonOptions.Now();
        return (
            home.Key + (Package is null ? "" : $", package {Package}"),
            at => GroupCustody.OfShipment(
                home, Package, facts, at, NodaTime.Instant.Min(at.HappenedBy ?? now, at.KnownBy ?? now)));
    }

    private async Task<(string What, Func<AsOf, GroupCustody?> At)> OfSite(
        OpenLedger ledger, CancellationToken cancel)
    {
        var (party, place) = (LotOptions.Party("--custodian", Custodian!), LotOptions.Place(Site)!);
        if (!place.Name.Any(char.IsLetterOrDigit))
        {
            throw new CommandFailedException(Exit.BadInput, $"'{Plain.Of(Site!)}' names no site.");
        }

        var facts = await GroupHistory.OfSite(ledger.Store, party, place, cancel);
        return facts.IsEmpty
            ? throw new CommandFailedException(Exit.Refused, $"Nothing is on record about {Plain.Of(party.Name)}.")
            : ($"{place.Name} of {party.Name}", at => GroupCustody.OfSite(party, place, facts, at));
    }
}
