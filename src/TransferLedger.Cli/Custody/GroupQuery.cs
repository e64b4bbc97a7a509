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
                Exit.BadInput, "Name a weapon, a shipment (shipment/DE/S-2026-31), or --site with --custodian."),
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
    public async Task<int> Answer(
        OpenLedger ledger, AsOf asOf, bool json, Terminal terminal, CancellationToken cancel)
    {
        var (what, group) = Site is null
            ? await OfShipment(ledger, asOf, cancel)
            : await OfSite(ledger, asOf, cancel);
        if (json)
        {
            terminal.Json(GroupScreen.Json(what, group));
        }
        else
        {
            GroupScreen.Show(terminal.Result, what, group);
        }

        return Exit.Done;
    }

    private async Task<(string What, GroupCustody Group)> OfShipment(
        OpenLedger ledger, AsOf asOf, CancellationToken cancel)
    {
        var home = DocumentFile.Named("shipment", Shipment![Prefix.Length..]);
        var facts = await GroupHistory.OfShipment(ledger.Store, home, cancel);
        var now = CommonOptions.Now();
        var today = NodaTime.Instant.Min(asOf.HappenedBy ?? now, asOf.KnownBy ?? now);
        var what = home.Key + (Package is null ? "" : $", package {Package}");
        return GroupCustody.OfShipment(home, Package, facts, asOf, today) is { } group
            ? (what, group)
            : throw new CommandFailedException(Exit.Refused, $"Nothing is on record about {what}, or was at that point.");
    }

    private async Task<(string What, GroupCustody Group)> OfSite(
        OpenLedger ledger, AsOf asOf, CancellationToken cancel)
    {
        var (party, place) = (LotOptions.Party("--custodian", Custodian!), LotOptions.Place(Site)!);
        if (!place.Name.Any(char.IsLetterOrDigit))
        {
            throw new CommandFailedException(Exit.BadInput, $"'{Plain.Of(Site!)}' names no site.");
        }

        var facts = await GroupHistory.OfSite(ledger.Store, party, place, cancel);
        return facts.IsEmpty
            ? throw new CommandFailedException(Exit.Refused, $"Nothing is on record about {Plain.Of(party.Name)}.")
            : ($"{place.Name} of {party.Name}", GroupCustody.OfSite(party, place, facts, asOf));
    }
}
