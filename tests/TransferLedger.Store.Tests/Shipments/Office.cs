using TransferLedger.Authorizations;
using TransferLedger.Ledger;
using TransferLedger.Store.Log;
using TransferLedger.Tests.Shared;

namespace TransferLedger.Store.Tests.Shipments;

/// <summary>What an office does with a ledger that others write to as well.</summary>
internal static class Office
{
    /// <summary>Records what led to a consignment, in one request.</summary>
    public static async Task Record(this PostgresEventStore store, Consignment consignment)
    {
        var outcome = await store.Append(
            new AppendRequest(
                new CommandId(Guid.NewGuid()),
                [.. consignment.Facts.Select(it => new NewFact(it.Home, it.Fact))],
                Condition.None,
                new Provenance("clerk-07")),
            CancellationToken.None);
        outcome.ShouldBeOfType<AppendOutcome.Appended>();
    }

    /// <summary>As a user would: who is not served after some attempts asks again.</summary>
    public static async Task<TransactionOutcome> Decide(
        this PostgresEventStore store, IReadOnlyList<Subject> about, Func<AuthorizationState, Decision> decide)
    {
        while (true)
        {
            var outcome = await store.Transact(
                new CommandId(Guid.NewGuid()), new Provenance("clerk-07"), about, decide, CancellationToken.None);
            if (outcome is not TransactionOutcome.Unavailable { Outcome: AppendOutcome.Conflict })
            {
                return outcome;
            }
        }
    }
}
