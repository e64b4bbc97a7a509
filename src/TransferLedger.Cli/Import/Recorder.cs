using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using TransferLedger.Cli.Hosting;
using TransferLedger.Cli.Import.Mapping;
using TransferLedger.Ledger;
using TransferLedger.Store.Json;

namespace TransferLedger.Cli.Import;

/// <summary>What became of the facts of one row.</summary>
internal abstract record RecordOutcome
{
    /// <summary>These are new on record.</summary>
    public sealed record New(ImmutableArray<NewFact> Facts) : RecordOutcome;

    /// <summary>Everything was on record.</summary>
    public sealed record AlreadyThere : RecordOutcome;

    /// <summary>A rule says no.</summary>
    public sealed record Refused(Refusal Refusal) : RecordOutcome;

    /// <summary>The ledger cannot be reached, or its subjects keep moving.</summary>
    public sealed record Unavailable(string Reason) : RecordOutcome;
}

/// <summary>Records the facts of rows, each once, whatever was recorded before and however often it is asked.</summary>
/// <param name="store">The ledger.</param>
/// <param name="pause">Waits before an attempt of a number, from 1.</param>
/// <param name="recordedAt">In a ledger that replays, when the rows are said to be recorded; else null.</param>
internal sealed class Recorder(
    IEventStore store, Func<int, CancellationToken, Task> pause, Instant? recordedAt = null)
{
    /// <summary>How often an append is tried again when the store is not there or a subject has moved on.</summary>
    public const int MaxAttempts = 6;

    private static readonly RecordOutcome.AlreadyThere Nothing = new();

    /// <summary>Records a row's facts on condition that its subjects are new, or else only what they lack.</summary>
    public async Task<RecordOutcome> Record(PlannedAppend plan, CancellationToken cancel)
    {
        var request = new AppendRequest(
            plan.Id, plan.Facts, Condition.Nothing(0, plan.Homes.AsSpan()), plan.Provenance);
        return await Repeat(
            async () =>
            {
                var outcome = await Append(request, cancel);
                if (outcome is not (AppendOutcome.Conflict
                    or AppendOutcome.Refused { Refusal.Code: AppendRules.CommandReused }))
                {
                    return (outcome, request.Facts);
                }

                var history = await store.Read(plan.Homes, cancel);
                var lacking = Reconciliation.WhatIsNew(plan.Facts, history.Facts);
                if (lacking.IsEmpty)
                {
                    return (null, lacking);
                }

                // A command keeps its content: what is left of a row, or what a changed profile makes of it, is a
                // command of its own.
                request = new AppendRequest(
                    outcome is AppendOutcome.Conflict && lacking.SequenceEqual(plan.Facts)
                        ? plan.Id
                        : RestOf(plan.Id, lacking),
                    lacking,
                    Condition.Nothing(history.UpTo, plan.Homes.AsSpan()),
                    plan.Provenance);
                return (await Append(request, cancel), lacking);
            },
            cancel);
    }

    /// <summary>Records a request as it stands.</summary>
    public Task<RecordOutcome> Record(AppendRequest request, CancellationToken cancel) =>
        Repeat(async () => (await Append(request, cancel), request.Facts), cancel, conflictIsFinal: true);

    /// <summary>Decides about the history of a subject and records the decision.</summary>
    public Task<RecordOutcome> Record(
        CommandId id, Subject home, Provenance provenance, Func<History, Decision> decide, CancellationToken cancel) =>
        Record(home, provenance, history => (id, decide(history)), cancel);

    /// <summary>The same, where the id depends on what is on record.</summary>
    public Task<RecordOutcome> Record(
        Subject home,
        Provenance provenance,
        Func<History, (CommandId Id, Decision Decision)> decide,
        CancellationToken cancel) =>
        Repeat(
            async () =>
            {
                var history = await store.Read([home], cancel);
                var (id, decision) = decide(history);
                if (decision.Refusal is { } no)
                {
                    return (new AppendOutcome.Refused(no), []);
                }

                return decision.Facts.IsEmpty
                    ? (null, [])
                    : (await Append(
                        new AppendRequest(id, decision.Facts, Condition.Nothing(history.UpTo, home), provenance),
                        cancel), decision.Facts);
            },
            cancel);

    private Task<AppendOutcome> Append(AppendRequest request, CancellationToken cancel) =>
        store.Append(request with { ReplayedAt = recordedAt }, cancel);

    private async Task<RecordOutcome> Repeat(
        Func<Task<(AppendOutcome? Outcome, ImmutableArray<NewFact> Facts)>> attempt,
        CancellationToken cancel,
        bool conflictIsFinal = false)
    {
        var reason = "";
        for (var number = 1; number <= MaxAttempts; number++)
        {
            if (number > 1)
            {
                await pause(number - 1, cancel);
            }

            try
            {
                var (outcome, facts) = await attempt();
                switch (outcome)
                {
                    case null or AppendOutcome.Appended { Repeated: true }:
                        return Nothing;
                    case AppendOutcome.Appended:
                        return new RecordOutcome.New(facts);
                    case AppendOutcome.Refused refused:
                        return new RecordOutcome.Refused(refused.Refusal);
                    case AppendOutcome.Conflict conflict when conflictIsFinal:
                        return new RecordOutcome.Refused(
                            new Refusal("ledger.moved-on", conflict.Subject, conflict.Winner));
                    case AppendOutcome.NotRecorded no:
                        reason = StoreTrouble.Cause(no.Reason, no.SqlState);
                        break;
                    case AppendOutcome.Unknown unknown:
                        reason = StoreTrouble.Cause(unknown.Reason, null);
                        break;
                    default:
                        reason = StoreTrouble.Cause("store.contention", null);
                        break;
                }
            }
            catch (LedgerUnavailableException wrong)
            {
                reason = wrong.Message;
            }
        }

        return new RecordOutcome.Unavailable(reason);
    }

    private static CommandId RestOf(CommandId row, ImmutableArray<NewFact> facts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var fact in facts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{fact.Home.Key}\n{fact.Fact.GetType().Name}\n"));
            hash.AppendData(Encoding.UTF8.GetBytes(FactJson.Write(fact.Fact) + "\n"));
        }

        return RowIdentity.Command(
            "ledger import rest", row.ToString(), Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
