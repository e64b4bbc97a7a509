using System.Diagnostics;

namespace TransferLedger.Cli.Tests.Commands;

/// <summary>The command as a process of its own, with a connection string of its own.</summary>
public sealed class ConnectionTests
{
    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=nobody;Timeout=2", 3)]
    [InlineData("this is no connection string", 2)]
    public async Task A_database_that_cannot_be_used_is_told_in_words(string connection, int exitCode)
    {
        var ledger = Path.Combine(AppContext.BaseDirectory, "ledger.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [ledger, "status", "--json"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["LEDGER_CONNECTION"] = connection },
        })!;
        var (output, remarks) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();

        process.ExitCode.ShouldBe(exitCode, await remarks);
        (await output).ShouldBeEmpty();
        (await remarks).ShouldNotBeEmpty();
        (await remarks).ShouldNotContain("   at ", Case.Sensitive, "a stack trace is not an explanation");
    }
}
