using System.Globalization;
using System.Security.Cryptography;
using Newtonsoft.Json.Linq;
using TransferLedger.Certificates;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Sealing;
using TransferLedger.Store.Json;

namespace TransferLedger.Cli.Certificates;

/// <summary>Rule packs as JSON: the one that ships with this version, or a file.</summary>
internal static class RulePackFile
{
    private const string Folder = "packs/";
    private const string Standard = Folder + "standard.json";

    /// <summary>A pack for people: <c>standard 1 (29d2f1a40b7c)</c>.</summary>
    public static string Name(PackReference pack) =>
        $"{Plain.Of(pack.Id)} {Plain.Of(pack.Version)} ({pack.Hash[..Math.Min(12, pack.Hash.Length)]})";

    /// <summary>The pack in a file, or the one that ships; it must be in force on the day.</summary>
    /// <param name="path">The file; null for the one that ships.</param>
    /// <param name="day">The day.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <param name="known">As in <see cref="Parse"/>.</param>
    /// <exception cref="CommandFailedException">It cannot be read, or is not in force.</exception>
    public static async Task<PackInUse> Load(
        string? path, Happened day, CancellationToken cancel, string? known = null)
    {
        var loaded = path is null
            ? await Shipped(cancel)
            : (await DocumentFile.Read(path, text => Parse(text, known), cancel)).Value;
        var (from, to) = (loaded.Pack.EffectiveFrom.Text, loaded.Pack.EffectiveTo?.Text ?? "further notice");
        return loaded.Pack.IsInForce(day)
            ? loaded
            : throw new CommandFailedException(
                Exit.BadInput, $"The rule pack {Name(loaded.Reference)} is in force from {from} to {to}, not on {day.Text}.");
    }

    /// <summary>The pack that ships with this version.</summary>
    public static async Task<PackInUse> Shipped(CancellationToken cancel) => Parse(await Text(Standard, cancel));

    /// <summary>
    /// The pack of a hash, if it ships with this version or shipped with an earlier one; else null.
    /// </summary>
    public static async Task<PackInUse?> EverShipped(string hash, CancellationToken cancel)
    {
        foreach (var name in typeof(RulePackFile).Assembly.GetManifestResourceNames()
            .Where(it => it.StartsWith(Folder, StringComparison.Ordinal)))
        {
            if (await Text(name, cancel) is var text && Hash(text) == hash)
            {
                return Parse(text, known: hash);
            }
        }

        return null;
    }

    /// <summary>A pack from its text: every threshold must be there, every rule known and named once.</summary>
    /// <param name="text">JSON.</param>
    /// <param name="known">
    /// The hash of a pack that has been used: where it lacks a younger threshold, this version's own is taken.
    /// </param>
    /// <exception cref="FactJsonException">It is no rule pack; the path says where.</exception>
    public static PackInUse Parse(string text, string? known = null)
    {
        var pack = FactJson.ReadRecord<RulePack>(text);
        var hash = Hash(text);
        Check(pack, JObject.Parse(text), complete: hash != known);
        return new(pack, new(pack.Id, pack.Version, hash));
    }

    private static string Hash(string text)
    {
        try
        {
            return Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Of(text)));
        }
        catch (FormatException wrong)
        {
            // A number with a fraction, a member named twice: the message begins with the place.
            throw new FactJsonException("", wrong.Message, wrong);
        }
    }

    private static async Task<string> Text(string resource, CancellationToken cancel)
    {
        await using var stream = typeof(RulePackFile).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancel);
    }

    private static void Check(RulePack pack, JObject json, bool complete)
    {
        foreach (var (member, value) in new[] { ("id", pack.Id), ("version", pack.Version), ("source", pack.Source) })
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                throw new FactJsonException(member, "a text is expected here, not an empty one");
            }
        }

        // A threshold left out would come from this version's code, and another version might take another.
        foreach (var name in typeof(CertificateParameters).GetConstructors().MaxBy(it => it.GetParameters().Length)!
            .GetParameters().Select(it => char.ToLowerInvariant(it.Name![0]) + it.Name[1..]))
        {
            var value = json["parameters"]![name];
            if (value is null && complete)
            {
                throw new FactJsonException("parameters", $"'{name}' is missing; a pack names every threshold");
            }

            if (value?.Type == JTokenType.Integer && (long)value < 0)
            {
                throw new FactJsonException($"parameters.{name}", "0 or more is expected here");
            }
        }

        foreach (var (index, _) in pack.Parameters.RoundsPerWeapon.Index().Where(it => it.Item.PerYear < 1))
        {
            throw new FactJsonException(
                string.Create(CultureInfo.InvariantCulture, $"parameters.roundsPerWeapon[{index}].perYear"),
                "1 or more is expected here");
        }

        var known = CertificateRules.All.Select(it => it.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (index, rule) in pack.Rules.Index())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"rules[{index}]");
            if (!known.Contains(rule))
            {
                throw new FactJsonException(path, $"'{rule}' is no rule of this version (docs/rules.md)");
            }

            if (pack.Rules.Take(index).Contains(rule, StringComparer.Ordinal))
            {
                throw new FactJsonException(path, $"{rule} is named twice");
            }
        }
    }
}
