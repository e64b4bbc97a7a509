using System.CommandLine;
using TransferLedger.Checks;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Parties;

namespace TransferLedger.Cli.Export;

/// <summary>What can be exported: the kind of subject the facts are kept with.</summary>
internal enum ExportKind
{
    /// <summary>End-user certificates and what was done about them.</summary>
    Certificate,

    /// <summary>Transfer authorizations, from the application to the end.</summary>
    Authorization,

    /// <summary>Shipments and the weapons packed for them.</summary>
    Shipment,

    /// <summary>Post-shipment verifications.</summary>
    Check,

    /// <summary>The register of authorities: who may issue and sign, numbers, forms, keys, contact points.</summary>
    Authority,

    /// <summary>The register of parties: end users, brokers, operators.</summary>
    Party,

    /// <summary>Vessels, aircraft and vehicles with their flags.</summary>
    Conveyance,
}

/// <summary><c>ledger export</c>: facts as commands that another ledger imports.</summary>
internal static class ExportCommand
{
    public static Command Make(Terminal terminal)
    {
        var id = new Argument<string?>("id")
        {
            Description = "Which one: DE/S-2026-31, IS/moj, a name of a party.", Arity = ArgumentArity.ZeroOrOne,
        };
        var kind = new Option<ExportKind>("--kind")
        {
            Description = "What to export.", Required = true,
            HelpName = "certificate|authorization|shipment|check|authority|party|conveyance",
        };
        var all = new Option<bool>("--all") { Description = "All of that kind." };
        var (happened, known) = (CommonOptions.HappenedBy(), CommonOptions.KnownBy());
        var data = CommonOptions.Data();
        var command = new ExampledCommand(
            "export",
            "Write what is on record as commands, one JSON object a line, with corrections and retractions. Another "
                + "ledger takes them with ledger import --exported, and exports the same bytes again.",
            "ledger export --kind shipment DE/S-2026-31 > shipment.ndjson",
            "ledger export --kind authorization --all --known-by 2026-06-30 > authorizations.ndjson",
            "ledger export --kind authority IS/moj > authority.ndjson")
        {
            id, kind, all, happened, known, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            if ((line.GetValue(id) is null) != line.GetValue(all))
            {
                throw new CommandFailedException(Exit.BadInput, "Name one, or say --all, not both.");
            }

            var asOf = CommonOptions.AsOf(line.GetValue(happened), line.GetValue(known));
            var name = line.GetValue(kind).ToString().ToLowerInvariant();
            var home = line.GetValue(id) is { } text ? Named(name, text) : (Subject?)null;
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            var export = new Exporting(ledger.Store, name, asOf);
            var lines = home is { } one ? export.One(one, cancel) : export.All(cancel);
            var count = 0;
            await foreach (var it in lines)
            {
                terminal.RawResult.WriteLine(it);
                count++;
            }

            return count > 0 || home is null
                ? Exit.Done
                : throw new CommandFailedException(
                    Exit.Refused, $"Nothing is on record about {home.Value.Key}, or was at that point.");
        });
        return command;
    }

    private static Subject Named(string kind, string text)
    {
        try
        {
            return kind switch
            {
                _ when text.StartsWith(kind + "/", StringComparison.Ordinal) => Subject.Parse(text),
                "check" when !text.Contains('/', StringComparison.Ordinal) => Checking.SubjectOf(text),
                "party" => PartyRegister.SubjectOf(text) ?? throw new FormatException(),
                "conveyance" => ConveyanceId.SubjectOf(text) ?? throw new FormatException(),
                _ => DocumentFile.Named(kind, text),
            };
        }
        catch (FormatException)
        {
            throw new CommandFailedException(Exit.BadInput, $"'{Plain.Of(text)}' names no {kind}.");
        }
    }
}
