using System.Globalization;
using Newtonsoft.Json.Linq;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Screening;
using TransferLedger.Store.Json;

namespace TransferLedger.Cli.Screening;

/// <summary>Thresholds of screening as JSON, to try or to record.</summary>
internal static class ScreeningParameterFile
{
    private const int MostHours = 24 * 366;
    private const int MostBits = 60;

    /// <summary>The thresholds in a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="CommandFailedException">They cannot be read, or cannot be used.</exception>
    public static async Task<ScreeningParameters> Read(string path, CancellationToken cancel) =>
        (await DocumentFile.Read(path, Parse, cancel)).Value;

    /// <summary>Thresholds from their text: every one must be there, and within its bounds.</summary>
    /// <exception cref="FactJsonException">They are none, or cannot be used; the path says where.</exception>
    public static ScreeningParameters Parse(string text)
    {
        var read = FactJson.ReadRecord<ScreeningParameters>(text);
        var json = JObject.Parse(text);
        foreach (var name in typeof(ScreeningParameters).GetConstructors().MaxBy(it => it.GetParameters().Length)!
            .GetParameters().Select(it => char.ToLowerInvariant(it.Name![0]) + it.Name[1..]))
        {
            if (json[name] is null)
            {
                throw new FactJsonException(name, "is missing; a threshold left out would come from the code");
            }
        }

        Within("warnFrom", read.WarnFrom, 1, NameComparison.Same);
        Within("holdFrom", read.HoldFrom, read.WarnFrom, NameComparison.Same);
        Within("staleHours", read.StaleHours, 1, MostHours);
        Within("enoughBits", read.EnoughBits, 0, MostBits);
        if (!read.Version.Any(char.IsLetterOrDigit))
        {
            throw new FactJsonException("version", "a text is expected here, not an empty one");
        }

        return read.Lists.Contains(SanctionsLists.UnitedNations, StringComparer.Ordinal)
            && read.Lists.All(it => SanctionsLists.All.Contains(it, StringComparer.Ordinal))
                ? read
                : throw new FactJsonException("lists", "un, and besides it none but ofac");
    }

    private static void Within(string name, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            throw new FactJsonException(
                name, string.Create(CultureInfo.InvariantCulture, $"{least} to {most} is expected here"));
        }
    }
}
