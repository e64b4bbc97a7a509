using System.Diagnostics;
using System.Globalization;
using TransferLedger.Ledger;
using TransferLedger.Store.Log;
using TransferLedger.TestHost;

// Appends numbered facts with a few clients until somebody kills it, and says on stdout what was acknowledged:
//   TestHost <run> <clients> <step> <count>     connection string in LEDGER_CONNECTION
// At the named step, passed for the given time, it kills itself. A step "none" never comes.
var (run, clients) = (Number(args[0]), Number(args[1]));
var (step, count) = (args[2], Number(args[3]));
var passed = 0;
await using var store = PostgresEventStore.Open(
    Environment.GetEnvironmentVariable("LEDGER_CONNECTION")!,
    new StoreOptions
    {
        Patience = TimeSpan.FromSeconds(60),
        Step = name =>
        {
            if (name == step && Interlocked.Increment(ref passed) == count)
            {
                Process.GetCurrentProcess().Kill();
            }
        },
    });
await using var output = Console.OpenStandardOutput();
var gate = new Lock();
Say("started");
await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(() => Client(client))));

async Task Client(int client)
{
    for (var number = 1; ; number++)
    {
        var outcome = await store.Append(Numbered.Request(run, client, number), CancellationToken.None);
        Say(outcome is AppendOutcome.Appended { Receipt: var at }
            ? string.Create(CultureInfo.InvariantCulture, $"done {client} {number} {at.First} {at.Last}")
            : $"failed {client} {number} {outcome}");
    }
}

void Say(string line)
{
    lock (gate)
    {
        output.Write(System.Text.Encoding.UTF8.GetBytes(line + "\n"));
        output.Flush();
    }
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
