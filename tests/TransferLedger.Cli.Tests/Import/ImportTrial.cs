using System.Text;
using NodaTime;
using TransferLedger.Cli.Import;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Tests.Import;

/// <summary>A folder, a ledger in memory and a profile, for one test.</summary>
public abstract class ImportTrial : IDisposable
{
    internal const string Profile = """
        {
          "profile": "trial/stock", "source": "trial",
          "provenance": { "actor": "tester", "grade": "B2" },
          "columns": ["serial", "make", "owner", "day"],
          "optionalColumns": ["quantity", "case", "kind"],
          "dates": { "patterns": ["d.M.uuuu", "d.M.yy", "MM/uuuu"], "twoDigitYearMax": 30 },
          "fields": {
            "serialRead": { "text": "{serial}", "none": ["none", "n/a"] },
            "on": { "date": "{day}", "notAfter": "2025-12-31" }
          },
          "skip": [{ "when": { "equals": { "kind": "part" } }, "reason": "a part" }],
          "weapon": { "serial": "serialRead", "identity": ["serial", "make"] },
          "facts": [
            {
              "type": "item_registered",
              "fact": {
                "happened": "{on}", "item": { "maker": "{make}" },
                "marks": [{ "$when": { "present": "serialRead" }, "kind": "serial", "text": "{serialRead}" }]
              }
            },
            { "type": "stock_entered", "fact": { "happened": "{on}", "custodian": { "name": "{owner}" } } }
          ]
        }
        """;

    protected ImportTrial() => Directory.CreateDirectory(Folder);

    internal string Folder { get; } = Path.Combine(Path.GetTempPath(), "import-trial-" + Path.GetRandomFileName());

    internal MemoryEventStore Store { get; } = new(new Fixed());

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    internal string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    internal string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    internal Task<ImportReport> Import(string csv, string profile = Profile, string name = "in.csv") =>
        ImportFile(Write(name, csv), profile);

    internal Task<ImportReport> ImportFile(string path, string? profile = Profile, bool dryRun = false) =>
        Run(Store, path, profile, dryRun, CancellationToken.None);

    internal Task<ImportReport> Run(
        IEventStore store, string path, string? profile, bool dryRun, CancellationToken cancel)
    {
        var profilePath = profile is null ? null : Write("profile.json", profile);
        return Importer.Run(
            new ImportRequest(path, profilePath, dryRun), store, null, cancel, (_, _) => Task.CompletedTask);
    }

    internal async Task<List<Recorded>> Log()
    {
        var log = new List<Recorded>();
        await foreach (var entry in Store.ReadAll(0, CancellationToken.None))
        {
            log.Add(entry);
        }

        return log;
    }

    /// <summary>The log as it would be stored, without when and where each fact stands.</summary>
    internal async Task<List<string>> Facts() =>
        [.. (await Log()).Select(it => $"{it.Home} {it.Fact}").Order(StringComparer.Ordinal)];

    private sealed class Fixed : IClock
    {
        public Instant GetCurrentInstant() => Instant.FromUtc(2026, 3, 1, 12, 0);
    }
}
