using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using TransferLedger.Store.Tests.Server;

namespace TransferLedger.Store.Tests.Crash;

/// <summary>An append that was acknowledged, as its client heard it.</summary>
internal readonly record struct Acknowledged(int Client, int Number, long First, long Last);

/// <summary>A child process that appends as fast as it can, to be killed.</summary>
internal sealed class WriterProcess : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<Acknowledged> _acknowledged = new();
    private readonly ConcurrentQueue<string> _other = new();
    private readonly TaskCompletionSource _output = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="database">Where it appends.</param>
    /// <param name="run">The number of this process.</param>
    /// <param name="clients">How many callers it has.</param>
    /// <param name="step">The step at which it kills itself, or <c>none</c>.</param>
    /// <param name="count">The how-manieth time.</param>
    public WriterProcess(LedgerDatabase database, int run, int clients, string step, int count)
    {
        var host = typeof(TestHost.Numbered).Assembly.Location;
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [host, Text(run), Text(clients), step, Text(count)])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["LEDGER_CONNECTION"] = database.ConnectionString;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
    }

    /// <summary>What it was told, so far; all of it once the process is gone.</summary>
    public IReadOnlyCollection<Acknowledged> Acknowledged => _acknowledged;

    /// <summary>What it said besides.</summary>
    public IReadOnlyCollection<string> Other => _other;

    /// <summary>Returns when so many appends were acknowledged.</summary>
    public async Task UntilAcknowledged(int appends)
    {
        for (var waited = Stopwatch.StartNew(); _acknowledged.Count < appends; await Task.Delay(1))
        {
            (waited.Elapsed < TimeSpan.FromSeconds(60) && !_process.HasExited)
                .ShouldBeTrue($"{_acknowledged.Count} of {appends} came; {string.Join('\n', _other)}");
        }
    }

    /// <summary>kill -9.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Returns when it was killed and all it had said was heard.</summary>
    public async Task Gone()
    {
        const int killed = 128 + 9;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await _process.WaitForExitAsync(limit.Token);
        await _output.Task.WaitAsync(limit.Token);
        _process.ExitCode.ShouldBe(killed, string.Join('\n', _other));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            _output.TrySetResult();
        }
        else if (line.Split(' ') is ["done", var client, var number, var first, var last])
        {
            _acknowledged.Enqueue(new Acknowledged(
                Number(client), Number(number), Number(first), Number(last)));
        }
        else
        {
            _other.Enqueue(line);
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
