using System.Globalization;
using System.Security.Cryptography;
using Newtonsoft.Json;
using TransferLedger.Cli.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Quality.Risk;
using TransferLedger.Risk;
using TransferLedger.Sealing;
using TransferLedger.Store.Json;

namespace TransferLedger.Cli.Risk;

/// <summary>Weights, priors and curves of the risk model as JSON: those that ship, or a file.</summary>
internal static class RiskParameterFile
{
    private const string Standard = "risk/standard.json";
    private const string Measured = "risk/verdict.json";

    /// <summary>Parameters for people: <c>standard 1 (29d2f1a40b7c)</c>.</summary>
    public static string Name(RiskParametersInUse it) =>
        $"{Plain.Of(it.Parameters.Id)} {Plain.Of(it.Parameters.Version)} ({it.Hash[..12]})";

    /// <summary>The parameters in a file, or those that ship.</summary>
    /// <param name="path">The file; null for those that ship.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="CommandFailedException">They cannot be read, or cannot be used.</exception>
    public static async Task<RiskParametersInUse> Load(string? path, CancellationToken cancel)
    {
        if (path is not null)
        {
            return (await DocumentFile.Read(path, Parse, cancel)).Value;
        }

        return Parse(Text(Standard));
    }

    /// <summary>What was measured of the model with some parameters; null when nothing was.</summary>
    public static RiskVerdict? Verdict(RiskParametersInUse used) =>
        JsonConvert.DeserializeObject<RiskVerdict>(Text(Measured)) is { } measured
            && measured.Model == RiskIndicators.ModelVersion && measured.Parameters == used.Hash
            ? measured
            : null;

    /// <summary>What a card says of how far it can be relied on.</summary>
    public static string Reliance(RiskParametersInUse used) => Verdict(used) switch
    {
        null => "With these parameters nothing was measured: ledger quality risk --parameters FILE",
        { BeatsBaselines: false } => "On invented histories this model does not beat simple baselines: not to be used (docs/quality-risk.md)",
        _ => "Back-tested on invented histories alone, on no real finding: docs/quality-risk.md",
    };

    private static string Text(string resource)
    {
        using var stream = typeof(RiskParameterFile).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Parameters from their text.</summary>
    /// <exception cref="FactJsonException">They are none, or cannot be used; the path says where.</exception>
    public static RiskParametersInUse Parse(string text)
    {
        var read = FactJson.ReadRecord<RiskParameters>(text);
        foreach (var (path, code) in read.Problems())
        {
            throw new FactJsonException(path, Says(code));
        }

        try
        {
            return new(read, Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Of(text))));
        }
        catch (FormatException wrong)
        {
            throw new FactJsonException("", wrong.Message, wrong);
        }
    }

    private static string Says(string code) => code switch
    {
        "curve-too-short" => "a curve has two anchors or more",
        "curve-falls" => "values rise from anchor to anchor, scores never fall and lie from 0 to 100",
        "nothing-weighed" => "one weight at least is above 0",
        "years-impossible" => $"years are whole and lie from 1 to {RiskParameters.MostYears}",
        "decay-disordered" => "years rise from step to step, weights are thousandths from 0 to 1000",
        "bands-disordered" => "moderateScore, elevatedScore and highScore rise in this order",
        "indicator-unknown" => string.Create(
            CultureInfo.InvariantCulture,
            $"no such indicator; there are {string.Join(", ", RiskIndicators.All.Select(it => it.Id))}"),
        "indicator-twice" => "the indicator is named twice",
        "curve-unknown" => "its curve is not among the curves, or stands there twice",
        "weight-negative" => "a weight is 0 or more",
        _ => "prior mean and strength are above 0, and the mean of a share below 1000 thousandths",
    };
}
