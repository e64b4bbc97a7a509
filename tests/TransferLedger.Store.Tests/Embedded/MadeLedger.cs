using System.Runtime.Versioning;
using TransferLedger.Store.Embedded;

namespace TransferLedger.Store.Tests.Embedded;

/// <summary>A ledger made and stopped once, to be copied: making one takes seconds, copying does not.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class MadeLedger : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public async Task InitializeAsync()
    {
        await using var server = await EmbeddedPostgres.Start(
            new EmbeddedOptions(_folder.At("ledger")) { Durable = false }, default);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    public async Task CopyTo(string path)
    {
        var copied = await Command.Run(
            Command.Find("cp").ShouldNotBeNull(), ["-a", _folder.At("ledger"), path], CancellationToken.None);
        copied.ExitCode.ShouldBe(0, copied.Text);
    }
}
