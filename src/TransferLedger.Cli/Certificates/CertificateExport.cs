using System.CommandLine;
using Newtonsoft.Json.Linq;
using TransferLedger.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Store.Json;

namespace TransferLedger.Cli.Certificates;

/// <summary><c>ledger certificate export</c>: certificates as documents that another ledger can read.</summary>
internal static class CertificateExport
{
    public static ExampledCommand Make(Terminal terminal)
    {
        var id = new Argument<string?>("id")
        {
            Description = "Country and number: IS/EUC/0017/2026.", Arity = ArgumentArity.ZeroOrOne,
        };
        var all = new Option<bool>("--all")
        {
            Description = "Every reading of every certificate, as lines that ledger import reads.",
        };
        var (known, data) = (CommonOptions.KnownBy(), CommonOptions.Data());
        var command = new ExampledCommand(
            "export",
            "Write a certificate as it was captured last, in the JSON that capture and verify --file read "
                + "(docs/schemas/v1/end-user-certificate.schema.json).",
            "ledger certificate export IS/EUC/0017/2026 > certificate.json",
            "ledger certificate export --all > certificates.ndjson")
        {
            id, all, known, data,
        };
        command.SetAction(async (line, cancel) =>
        {
            if ((line.GetValue(id) is null) != line.GetValue(all))
            {
                throw new CommandFailedException(Exit.BadInput, "Name a certificate, or say --all, not both.");
            }

            var asOf = new AsOf(null, CommonOptions.Known("--known-by", line.GetValue(known)));
            await using var ledger = await OpenLedger.Open(line.GetValue(data), terminal, cancel);
            if (line.GetValue(id) is { } named)
            {
                await One(ledger, DocumentFile.Named("certificate", named), asOf, terminal, cancel);
            }
            else
            {
                await All(ledger, asOf, terminal, cancel);
            }

            return Exit.Done;
        });
        return command;
    }

    private static async Task One(
        OpenLedger ledger, Subject certificate, AsOf asOf, Terminal terminal, CancellationToken cancel)
    {
        var facts = (await ledger.Store.Read([certificate], cancel)).Facts;
        var file = CertificateFile.Of(certificate, facts.Where(asOf.Includes));
        var last = file.Captures is [.., var found]
            ? found.Fact
            : throw new CommandFailedException(
                Exit.Refused, $"{certificate.Key} had not been captured at that point.");
        terminal.RawResult.WriteLine(JToken.Parse(FactJson.Write(last)).ToString());
    }

    /// <summary>One line a reading, in the order of recording; what was retracted since stays out.</summary>
    private static async Task All(OpenLedger ledger, AsOf asOf, Terminal terminal, CancellationToken cancel)
    {
        await foreach (var entry in ledger.Store.ReadAll(0, cancel))
        {
            if (entry.Fact is not CertificateCaptured || !asOf.Includes(entry))
            {
                continue;
            }

            var history = (await ledger.Store.Read([entry.Home], cancel)).Facts.Where(asOf.Includes);
            if (CertificateFile.Of(entry.Home, history).Captures.Any(it => it.Position == entry.Position))
            {
                terminal.RawResult.WriteLine(new JObject
                {
                    ["id"] = $"export/{entry.Id}",
                    ["home"] = entry.Home.Key,
                    ["type"] = EventCatalogue.NameOf(typeof(CertificateCaptured)),
                    ["fact"] = JToken.Parse(FactJson.Write(entry.Fact)),
                    ["provenance"] = JToken.Parse(FactJson.WriteProvenance(entry.Provenance)),
                }.ToString(Newtonsoft.Json.Formatting.None));
            }
        }
    }
}
