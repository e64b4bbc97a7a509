using System.Diagnostics;
using TransferLedger.Store.Embedded;

namespace TransferLedger.Store.Tests.Embedded;

/// <summary>
/// This test assembly run again as a process of its own: it starts or joins the server of a folder, says so with the
/// version, the programs and the number of rows it found, and waits for a line to leave by.
/// </summary>
internal sealed class SecondProcess : IDisposable
{
    private const string LeaveProperly = "leave";
    private readonly Process _process;

    private SecondProcess(Process process, string greeting)
    {
        _process = process;
        Greeting = greeting;
    }

    public string Greeting { get; }

    public static async Task<int> Main(string[] arguments)
    {
        try
        {
            var server = await EmbeddedPostgres.Start(
                new EmbeddedOptions(arguments[0]) { Durable = false, CacheFolder = arguments.ElementAtOrDefault(1) },
                CancellationToken.None);
            await Sql.Run(server, "create table if not exists seen (n int)", "insert into seen values (1)");
            var rows = await Sql.Ask(server, "select count(*) from seen");
            Console.WriteLine($"{server.ServerVersion} from {server.Binaries} rows {rows}");
            if (await Console.In.ReadLineAsync() == LeaveProperly)
            {
                await server.DisposeAsync();
            }

            return 0;
        }
        catch (EmbeddedPostgresException error)
        {
            Console.WriteLine(error.Message.ReplaceLineEndings(" "));
            return 1;
        }
    }

    public static Task<SecondProcess> Start(string folder) => Start([folder], [], _ => { });

    /// <param name="arguments">The data folder, and the cache folder if it is not the usual one.</param>
    /// <param name="through">A command that runs the rest of its line, e.g. as another user.</param>
    /// <param name="change">Changes the environment of the process.</param>
    public static async Task<SecondProcess> Start(
        string[] arguments, string[] through, Action<IDictionary<string, string?>> change)
    {
        string[] line = [.. through, Environment.ProcessPath!, typeof(SecondProcess).Assembly.Location, .. arguments];
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        change(start.Environment);
        var process = Process.Start(start)!;
        return new SecondProcess(process, await process.StandardOutput.ReadLineAsync() ?? "");
    }

    public Task<int> Leave() => End(LeaveProperly);

    public Task<int> EndWithoutLeaving() => End("");

    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose() => _process.Dispose();

    private async Task<int> End(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }
}
