using System.Globalization;
using System.Text;
using Newtonsoft.Json;
using TransferLedger.Cli.Hosting;
using TransferLedger.Ledger;
using TransferLedger.Store.Json;

namespace TransferLedger.Cli.Generate;

/// <summary>
/// A set written as files that <c>ledger import</c> and <c>ledger certificate verify --file</c> read. Everything is
/// written to a folder of another name first, which takes its own name when all is there.
/// </summary>
internal static class SetFiles
{
    public const string Register = "register.ndjson";
    public const string Certificates = "certificates.ndjson";
    public const string Checks = "checks.ndjson";
    public const string Labels = "labels.csv";
    public const string Source = "SOURCE.md";
    private const string LabelHeader = "document,certificate,label,what_was_done,rules,judge_on,oddity";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a set.</summary>
    /// <param name="set">The set.</param>
    /// <param name="folder">Does not exist, or is empty.</param>
    /// <param name="single">Each certificate in a file of its own too.</param>
    /// <param name="about">What SOURCE.md says.</param>
    /// <param name="report">Told how far it is.</param>
    /// <param name="cancel">Stops it; nothing is left then.</param>
    /// <returns>How many facts.</returns>
    /// <exception cref="CommandFailedException">The folder is not empty, or cannot be written.</exception>
    public static async Task<long> Write(
        CertificateSet set, string folder, bool single, string about, Action<long> report, CancellationToken cancel)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()))
        {
            throw new CommandFailedException(Exit.BadInput, $"{folder} is there and not empty; name another folder.");
        }

        var part = $"{target}.part-{Environment.ProcessId}";
        try
        {
            Directory.CreateDirectory(part);
            var facts = await WriteAll(set, part, single, report, cancel);
            await File.WriteAllTextAsync(Path.Combine(part, Source), about, Utf8, cancel);
            cancel.ThrowIfCancellationRequested();
            if (Directory.Exists(target))
            {
                Directory.Delete(target);
            }

            Directory.Move(part, target);
            return facts;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(Exit.BadInput, $"{folder} cannot be written: {wrong.Message}");
        }
        finally
        {
            if (Directory.Exists(part))
            {
                Directory.Delete(part, recursive: true);
            }
        }
    }

    /// <summary>The command that records a fact, on one line.</summary>
    public static string Line(GeneratedFact fact) =>
        $"{{\"id\":{Text(fact.Id)},\"home\":{Text(fact.Home.Key)},\"type\":{Text(EventCatalogue.NameOf(fact.Fact.GetType()))},"
        + $"\"fact\":{FactJson.Write(fact.Fact)},\"provenance\":{ProvenanceText(fact.Provenance)}}}";

    /// <summary>What was done to a certificate, as a line of the labels.</summary>
    public static string Label(GeneratedCertificate it) => string.Join(',',
        it.Number.ToString(CultureInfo.InvariantCulture),
        Cell(it.Certificate.Key),
        it.Forgery?.Name ?? "genuine",
        Cell(it.Forgery?.What ?? it.Oddity?.What ?? ""),
        string.Join(' ', it.Forgery?.Rules ?? []),
        Happened.On(it.JudgedOn).Text,
        it.Oddity?.Name ?? "");

    private static async Task<long> WriteAll(
        CertificateSet set, string folder, bool single, Action<long> report, CancellationToken cancel)
    {
        StreamWriter Open(string name) => new(Path.Combine(folder, name), false, Utf8, 1 << 16) { NewLine = "\n" };
        var papers = Path.Combine(folder, "certificates");
        var width = Math.Max(4, set.Count.ToString(CultureInfo.InvariantCulture).Length);
        var facts = 0L;
        await using (var register = Open(Register))
        {
            foreach (var fact in set.Register())
            {
                await register.WriteLineAsync(Line(fact));
                facts++;
            }
        }

        if (single)
        {
            Directory.CreateDirectory(papers);
        }

        await using var certificates = Open(Certificates);
        await using var checks = Open(Checks);
        await using var labels = Open(Labels);
        await labels.WriteLineAsync(LabelHeader);
        foreach (var certificate in set.Certificates())
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var (file, fact) in certificate.Captures.Select(it => (certificates, it))
                .Concat(certificate.Checks.Select(it => (checks, it))))
            {
                await file.WriteLineAsync(Line(fact));
                facts++;
            }

            await labels.WriteLineAsync(Label(certificate));
            if (single)
            {
                var name = certificate.Number.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0') + ".json";
                await File.WriteAllTextAsync(
                    Path.Combine(papers, name), FactJson.Write(certificate.Reading) + "\n", Utf8, cancel);
            }

            report(certificate.Number);
        }

        return facts;
    }

    private static string ProvenanceText(Provenance it)
    {
        var source = it.Source is { } from
            ? $",\"source\":{{\"kind\":\"document\",\"reference\":{Text(from.Reference)}}}"
            : "";
        var organisation = it.Organisation is { } name ? $",\"organisation\":{Text(name)}" : "";
        return $"{{\"actor\":{Text(it.Actor)}{organisation}{source}}}";
    }

    private static string Text(string text) => JsonConvert.ToString(text);

    private static string Cell(string text) => text.AsSpan().IndexOfAny(",\"\n") < 0
        ? text
        : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
