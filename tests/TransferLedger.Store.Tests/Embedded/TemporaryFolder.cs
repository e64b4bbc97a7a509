using System.Runtime.Versioning;
using TransferLedger.Store.Embedded;

namespace TransferLedger.Store.Tests.Embedded;

/// <summary>An empty folder for one test, open to the user whom PostgreSQL runs as.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() =>
        File.SetUnixFileMode(
            Path, Folders.Passable | UnixFileMode.OtherRead | UnixFileMode.GroupRead);

    public string Path { get; } = Directory.CreateTempSubdirectory("ledger-test-").FullName;

    public string At(params string[] names) => System.IO.Path.Combine([Path, .. names]);

    /// <summary>Programs that only print and end: what a broken installation looks like.</summary>
    public string FakePrograms(string version, string initdbScript)
    {
        var folder = At("fake");
        Directory.CreateDirectory(folder);
        Script("postgres", $"echo 'postgres (PostgreSQL) {version}'");
        Script("initdb", initdbScript);
        Script("pg_ctl", "exit 1");
        return folder;

        void Script(string name, string body)
        {
            var path = System.IO.Path.Combine(folder, name);
            File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
            File.SetUnixFileMode(path, Folders.Passable | UnixFileMode.OtherRead | UnixFileMode.GroupRead);
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
