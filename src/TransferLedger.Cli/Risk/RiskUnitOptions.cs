using System.CommandLine;
using System.CommandLine.Parsing;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Risk;

namespace TransferLedger.Cli.Risk;

/// <summary>The options by which <c>ledger risk</c> is asked about anything but a country.</summary>
internal sealed class RiskUnitOptions
{
    public Option<string?> Party { get; } =
        Name("--party", "The card of an end user or holder of arms instead, by its name as on record.");

    public Option<string?> Site { get; } = Name("--site", "The card of a store instead, with --custodian.");

    public Option<string?> Custodian { get; } = Name("--custodian", "Whose store it is.");

    public Option<string?> Broker { get; } =
        Name("--broker", "The card of a broker instead, by its name on certificates.");

    public Option<string?> Carrier { get; } =
        Name("--carrier", "The card of a carrier instead, by its name on certificates and departures.");

    /// <summary>Whose card is asked for; null for the ranking.</summary>
    /// <exception cref="CommandFailedException">It asks for two, or names nobody.</exception>
    public RiskUnit? Unit(ParseResult line, string? country)
    {
        var (site, custodian) = (line.GetValue(Site), line.GetValue(Custodian));
        if ((site is null) != (custodian is null))
        {
            throw new CommandFailedException(
                Exit.BadInput, "--site and --custodian go together: whose store is it?");
        }

        RiskUnit?[] asked =
        [
            country is null ? null : RiskUnit.Country(country),
            Key(line, Party, RiskUnitKind.Party, Plain),
            Key(line, Site, RiskUnitKind.Site, it => RiskUnit.SiteKey(Plain(custodian!), it)),
            Key(line, Broker, RiskUnitKind.Broker, it => RiskUnit.NamedKey(RiskUnitKind.Broker, it)),
            Key(line, Carrier, RiskUnitKind.Carrier, it => RiskUnit.NamedKey(RiskUnitKind.Carrier, it)),
        ];
        var units = asked.OfType<RiskUnit>().ToList();
        return units.Count < 2
            ? units.SingleOrDefault()
            : throw new CommandFailedException(
                Exit.BadInput, "Give a country, --party, --site, --broker or --carrier, not both of two.");
    }

    private static RiskUnit? Key(
        ParseResult line, Option<string?> option, RiskUnitKind kind, Func<string, string?> keyOf) =>
        line.GetValue(option) is not { } name ? null
        : keyOf(name) is { } key ? new RiskUnit(kind, key)
        : throw new CommandFailedException(
            Exit.BadInput, $"{option.Name}: give it letters or digits.");

    private static string? Plain(string name) => Subject.Normalise(name) is { Length: > 0 } key ? key : null;

    private static Option<string?> Name(string name, string description) =>
        new(name) { Description = description, HelpName = "NAME" };
}
