using System.Text.RegularExpressions;
using Npgsql;
using TransferLedger.Cli.Hosting;
using TransferLedger.Store.Embedded;

namespace TransferLedger.Cli.Tests.Commands;

/// <summary>What one command line printed, and its exit code.</summary>
internal sealed record CommandLineResult(int ExitCode, string Output, string Remarks);

/// <summary>
/// The <c>ledger</c> command in this process, on an embedded database in a folder of the tests' own, removed at the
/// end. The server is started once and kept, so that each command joins it instead of starting and stopping its own.
/// </summary>
public sealed class Ledger : IDisposable
{
    private readonly Lazy<Task<EmbeddedPostgres>> _server;

    public Ledger() => _server = new(
        () => EmbeddedPostgres.Start(new EmbeddedOptions(Folder) { Durable = Durable }, CancellationToken.None));

    /// <summary>Must what was recorded survive the death of the server? Slower.</summary>
    public bool Durable { get; init; }

    /// <summary>The data folder.</summary>
    public string Folder { get; } = Path.Combine(
        "/tmp", $"transferledger-cli-{Environment.ProcessId}-{Guid.NewGuid():N}"[..40]);

    /// <summary>The database in the data folder, for those who read it by SQL.</summary>
    internal async Task<string> ConnectionString() => (await _server.Value).ConnectionString;

    /// <summary>Runs a command line in the data folder.</summary>
    internal async Task<CommandLineResult> Run(params string[] arguments)
    {
        await _server.Value;
        return await RunAnywhere([.. arguments, "--data", Folder]);
    }

    /// <summary>
    /// Two officers let a certificate pass although nothing is on record of embargoes, lists and risk, from a day on.
    /// </summary>
    internal async Task Override(string certificate, string on, params string[] more)
    {
        foreach (var rule in new[] { "EUC-050", "EUC-051", "EUC-052", "EUC-053", "EUC-062" })
        {
            var done = await Run(
            [
                "certificate", "override", certificate, "--rule", rule, "--officer", "clerk-07", "--approver", "chief-01",
                "--reason", "looked up on paper", "--basis", "section 7", "--on", on, .. more,
            ]);
            done.ExitCode.ShouldBe(0, done.Remarks);
        }
    }

    /// <summary>The kinds of facts on record that do not say by what door they came in.</summary>
    internal async Task<IReadOnlyList<string>> Unchannelled()
    {
        await using var source = NpgsqlDataSource.Create(await ConnectionString());
        await using var command = source.CreateCommand(
            "SELECT DISTINCT type FROM ledger.mt_events WHERE headers ->> 'channel' IS NULL ORDER BY type");
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await reader.ReadAsync())
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }

    /// <summary>Runs a command line as it stands.</summary>
    internal static async Task<CommandLineResult> RunAnywhere(params string[] arguments)
    {
        var (output, remarks) = (new StringWriter(), new StringWriter());
        var code = await LedgerCommand.Run(
            arguments, new Terminal(output, remarks, interactive: false), CancellationToken.None);
        return new CommandLineResult(code, output.ToString(), remarks.ToString());
    }

    /// <summary>Text without what differs from run to run: durations, rates, paths, ids of ledgers.</summary>
    internal string Steady(string text)
    {
        text = text.Replace(Folder, "DATA", StringComparison.Ordinal)
            .Replace(AppContext.BaseDirectory, "APP/", StringComparison.Ordinal);
        text = Regex.Replace(text, @"in \d+\.\d s( \([\d,]+/s\))?", "in N s", RegexOptions.None, TimeSpan.FromSeconds(5));
        return Regex.Replace(text, @"[ \t]+$", "", RegexOptions.Multiline, TimeSpan.FromSeconds(5));
    }

    public void Dispose()
    {
        if (_server is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            _server.Value.Result.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
