using Npgsql;
using TransferLedger.Ledger;

namespace TransferLedger.Cli.Hosting;

/// <summary>Why the store could not record, and what to do about it.</summary>
internal static class StoreTrouble
{
    private const string DiskFull = "53100";

    /// <summary>An outcome that is neither recorded nor refused, as sentences.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="nothing">That it was not recorded, where other things asked for may have been.</param>
    public static string Said(AppendOutcome outcome, string nothing = "Nothing was recorded") => outcome switch
    {
        AppendOutcome.Unknown unknown =>
            $"It is not known whether it was recorded: {Cause(unknown.Reason, null)}. "
            + "Look what is on record, then ask again if need be.",
        AppendOutcome.NotRecorded no =>
            $"{nothing}: {Cause(no.Reason, no.SqlState)}. {Remedy(no.Reason)}",
        _ => $"{nothing}: {Cause("store.contention", null)}. {Remedy("store.contention")}",
    };

    /// <summary>What a code of the store means, in words, and the code for those who look it up.</summary>
    public static string Cause(string code, string? sqlState) => $"{Words(code)} ({code}{At(sqlState)})";

    /// <summary>What the server said, with the remedy.</summary>
    public static string Said(NpgsqlException failed) => failed is PostgresException { SqlState: DiskFull }
        ? $"{Capital(Words("store.disk-full"))}: {failed.Message}. {Remedy("store.disk-full")}"
        : $"The ledger's database cannot be used: {failed.Message}. Check LEDGER_CONNECTION and the server.";

    private static string Words(string code) => code switch
    {
        "store.disk-full" => "the disk of the ledger's database is full",
        "store.out-of-resources" => "the server of the ledger's database is short of memory or connections",
        "store.serialization" or "store.contention" => "others wrote about the same at the same time, again and again",
        "store.cancelled" => "the server broke it off",
        "store.read-only" => "the ledger's database can only be read at the moment",
        "store.access-refused" => "the ledger's database refuses this user",
        "store.unreachable" => "the ledger's database cannot be reached",
        "store.connection-lost" => "the connection to the ledger's database was lost",
        _ => "the ledger's database reports an error",
    };

    private static string Remedy(string code) => code switch
    {
        "store.disk-full" => "Make room there, then run the same command again.",
        "store.access-refused" => "Check user and password in LEDGER_CONNECTION, and what the user may do.",
        "store.unreachable" => "Check LEDGER_CONNECTION and the server, then run the same command again.",
        "store.failed" => "Look into the server's log.",
        _ => "Run the same command again.",
    };

    private static string At(string? sqlState) => sqlState is null ? "" : $", SQLSTATE {sqlState}";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
