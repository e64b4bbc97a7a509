using System.Security.Cryptography;
using Newtonsoft.Json.Linq;
using TransferLedger.Cli.Certificates;
using TransferLedger.Embargoes;
using TransferLedger.Sealing;
using TransferLedger.Store.Json;

namespace TransferLedger.Cli.Embargoes;

/// <summary>Editions of the table of embargoes as JSON: the one that ships with this version, or a file.</summary>
internal static class EmbargoEditionFile
{
    private const string Shipped = "embargoes/embargoes.json";

    /// <summary>The edition in a file, or the one that ships; its hash, and its text.</summary>
    /// <param name="path">The file; null for the one that ships.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="Hosting.CommandFailedException">It cannot be read, or is no such edition.</exception>
    public static async Task<(EmbargoEdition Edition, string Hash)> Read(string? path, CancellationToken cancel)
    {
        if (path is not null)
        {
            return (await DocumentFile.Read(path, Parse, cancel)).Value;
        }

        await using var stream = typeof(EmbargoEditionFile).Assembly.GetManifestResourceStream(Shipped)!;
        using var reader = new StreamReader(stream);
        return Parse(await reader.ReadToEndAsync(cancel));
    }

    private static (EmbargoEdition Edition, string Hash) Parse(string text)
    {
        var edition = FactJson.ReadRecord<EmbargoEdition>(text);
        var canonical = CanonicalJson.Of(JObject.Parse(text).ToString());
        return (edition, Convert.ToHexStringLower(SHA256.HashData(canonical)));
    }
}
