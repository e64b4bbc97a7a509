using System.Globalization;

namespace TransferLedger.Store.Tests.Crash;

/// <summary>How much crashing is done: <c>LEDGER_CRASH_FACTOR</c> times the number that fits a build.</summary>
internal static class Rounds
{
    public static int Of(int usual) => usual * Factor;

    private static int Factor { get; } =
        int.Parse(Environment.GetEnvironmentVariable("LEDGER_CRASH_FACTOR") ?? "1", CultureInfo.InvariantCulture);
}
