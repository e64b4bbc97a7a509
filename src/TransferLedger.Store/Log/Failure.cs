using System.Net.Sockets;
using Npgsql;
using TransferLedger.Ledger;

namespace TransferLedger.Store.Log;

/// <summary>The server could not be reached at all, so nothing was sent.</summary>
internal sealed class NotReachedException(Exception inner) : Exception(inner.Message, inner);

/// <summary>
/// What a failed call means, told by SQLSTATE and severity, never by text. An ERROR answer means that the transaction
/// was rolled back; a FATAL or PANIC one, or a broken wire, means that nobody knows.
/// </summary>
/// <param name="Code">A stable code.</param>
/// <param name="SqlState">The SQLSTATE, when the server gave one.</param>
/// <param name="OutcomeUnknown">The commit may have happened.</param>
/// <param name="WorthRetrying">The same group may succeed in a moment.</param>
/// <param name="FaultOfOne">One request of the group is to blame.</param>
internal sealed record Failure(string Code, string? SqlState, bool OutcomeUnknown, bool WorthRetrying, bool FaultOfOne)
{
    /// <summary>What the exception means, or null when it is a bug.</summary>
    public static Failure? Of(Exception failed) => failed switch
    {
        NotReachedException { InnerException: PostgresException refused } => OfConnect(refused),
        NotReachedException => new Failure("store.unreachable", null, false, WorthRetrying: true, FaultOfOne: false),
        PostgresException { InvariantSeverity: "ERROR" } answered => OfError(answered),
        PostgresException fatal => Lost(fatal.SqlState),
        NpgsqlException or IOException or SocketException or TimeoutException => Lost(null),
        _ => null,
    };

    /// <summary>What one caller is told.</summary>
    public AppendOutcome For(PreparedAppend request)
    {
        if (OutcomeUnknown || request.MayBeRecorded)
        {
            return new AppendOutcome.Unknown(Code);
        }

        return FaultOfOne
            ? new AppendOutcome.Refused(new Refusal("ledger.fact-rejected", SqlState ?? ""))
            : new AppendOutcome.NotRecorded(Code, SqlState);
    }

    private static Failure Lost(string? sqlState) =>
        new("store.connection-lost", sqlState, OutcomeUnknown: true, WorthRetrying: true, FaultOfOne: false);

    private static Failure OfConnect(PostgresException refused) => refused.SqlState switch
    {
        // starting up, shutting down, too many connections: wait for it
        "57P03" or "57P01" or "57P02" or "53300" => Not("store.unreachable", refused, retry: true),
        _ => Not("store.access-refused", refused, retry: false),
    };

    private static Failure OfError(PostgresException answered) => answered.SqlState switch
    {
        "40001" or "40P01" or "55P03" => Not("store.serialization", answered, retry: true),
        "53100" => Not("store.disk-full", answered, retry: false),
        ['5', '3', ..] => Not("store.out-of-resources", answered, retry: false),
        "57014" => Not("store.cancelled", answered, retry: false),
        "25006" => Not("store.read-only", answered, retry: false),
        "42501" => Not("store.access-refused", answered, retry: false),
        "TL001" => Not("ledger.not-a-replay-ledger", answered, retry: false),
        ['2', '2', ..] or ['2', '3', ..] or "54000" =>
            new Failure("ledger.fact-rejected", answered.SqlState, false, false, FaultOfOne: true),
        _ => Not("store.failed", answered, retry: false),
    };

    private static Failure Not(string code, PostgresException answered, bool retry) =>
        new(code, answered.SqlState, OutcomeUnknown: false, WorthRetrying: retry, FaultOfOne: false);
}
