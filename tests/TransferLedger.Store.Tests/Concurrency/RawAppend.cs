using Npgsql;
using TransferLedger.Ledger;
using TransferLedger.Store.Log;

namespace TransferLedger.Store.Tests.Concurrency;

/// <summary>The engine's own call, for a test that wants the transaction in its own hands.</summary>
internal static class RawAppend
{
    public static void Bind(NpgsqlCommand command, AppendRequest request)
    {
        var group = new AppendGroup();
        group.Add(PreparedAppend.Of(request, out _).ShouldNotBeNull());
        group.Bind(command);
    }
}
