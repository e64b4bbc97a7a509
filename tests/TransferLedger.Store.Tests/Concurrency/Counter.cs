using System.Globalization;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using static TransferLedger.Store.Tests.Contract.Requests;

namespace TransferLedger.Store.Tests.Concurrency;

/// <summary>The smallest decision that goes wrong when two are taken on the same state: the next number.</summary>
internal sealed record Counter(int Last) : IFold<Counter>
{
    public static Subject Subject { get; } = Subject.Of("check", "counter");

    public static Counter Initial { get; } = new(0);

    public static Counter Evolve(Counter before, Recorded entry) => new(before.Last + 1);

    public static LedgerEvent Fact(int number) => new BallisticExhibitLinked(
        Happened.Parse("2024-04-01"), number.ToString(CultureInfo.InvariantCulture));

    /// <summary>One caller counts once.</summary>
    public static Task<TransactionOutcome> Count(IEventStore store) => store.Transact(
        NewId(),
        Clerk,
        [Subject],
        (Counter state) => new NewFact(Subject, Fact(state.Last + 1)),
        CancellationToken.None);

    /// <summary>One caller counts once, and asks again when it is told that too much is going on.</summary>
    public static async Task<TransactionOutcome> CountUntilDone(IEventStore store)
    {
        while (true)
        {
            var outcome = await Count(store);
            if (outcome is not TransactionOutcome.Unavailable { Outcome: AppendOutcome.Conflict })
            {
                return outcome;
            }
        }
    }
}
