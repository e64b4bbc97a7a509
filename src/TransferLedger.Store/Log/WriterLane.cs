using System.Diagnostics;
using NodaTime;
using Npgsql;
using TransferLedger.Ledger;

namespace TransferLedger.Store.Log;

/// <summary>
/// One connection of the writer. It sends groups one after the other and repeats what is worth repeating; a group sent
/// while another lane's is under way waits for the ledger's lock in the server, as a group of another process would.
/// </summary>
internal sealed class WriterLane(
    NpgsqlDataSource source,
    TimeSpan patience,
    Action<string>? step,
    CancellationToken leaving
) : IAsyncDisposable
{
    private NpgsqlConnection? _connection;

    /// <summary>
    /// Brings every request to its outcome. Never throws: a bug is handed to the callers it concerns.
    /// </summary>
    public async Task Settle(List<PreparedAppend> waiting)
    {
        while (waiting.Count > 0)
        {
            var group = new AppendGroup();
            var later = new List<PreparedAppend>();
            Fill(group, waiting, later);
            waiting = [.. await Send(group), .. later];
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => new(Drop());

    /// <summary>One id once per group, and in a replay ledger one instant; the rest waits for the next.</summary>
    private static void Fill(AppendGroup group, List<PreparedAppend> waiting, List<PreparedAppend> later)
    {
        var ids = new HashSet<CommandId>();
        var at = waiting[0].Request.ReplayedAt;
        foreach (var request in waiting)
        {
            if (request.Request.ReplayedAt == at && ids.Add(request.Request.Id))
            {
                group.Add(request);
            }
            else
            {
                later.Add(request);
            }
        }
    }

    private async Task<List<PreparedAppend>> Send(AppendGroup group)
    {
        var since = Stopwatch.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return group.Settle(await Call(group));
            }
            catch (Exception failed) when (Failure.Of(failed) is { } failure)
            {
                await Drop();
                foreach (var request in group.Requests.Where(_ => failure.OutcomeUnknown))
                {
                    request.MayBeRecorded = true;
                }

                var spent = Stopwatch.GetElapsedTime(since);
                if (!failure.WorthRetrying || spent > patience || leaving.IsCancellationRequested)
                {
                    return await GiveUp(group, failure);
                }

                await Pause(attempt);
            }
            catch (Exception bug)
            {
                await Drop();
                foreach (var request in group.Requests)
                {
                    request.Fail(bug);
                }

                return [];
            }
        }
    }

    /// <summary>A short pause that grows to a quarter of a second; cut short when the process is leaving.</summary>
    private async Task Pause(int attempt)
    {
        try
        {
            await Task.Delay(Math.Min(250, 5 << Math.Min(attempt, 6)), leaving);
        }
        catch (OperationCanceledException)
        {
            Debug.Assert(leaving.IsCancellationRequested, "Only leaving cuts a pause short.");
        }
    }

    /// <summary>A group that cannot be written is tried request by request, so that one bad one fails alone.</summary>
    private async Task<List<PreparedAppend>> GiveUp(AppendGroup group, Failure failure)
    {
        if (failure.FaultOfOne && group.Requests.Count > 1)
        {
            var open = new List<PreparedAppend>();
            foreach (var request in group.Requests)
            {
                var alone = new AppendGroup();
                alone.Add(request);
                open.AddRange(await Send(alone));
            }

            return open;
        }

        foreach (var request in group.Requests)
        {
            request.Complete(failure.For(request));
        }

        return [];
    }

    private async Task<GroupAnswer> Call(AppendGroup group)
    {
        _connection ??= await Connect();
        step?.Invoke("before-send");
        if (SingleFact.Of(group) is { } single)
        {
            await using var alone = _connection.CreateCommand();
            single.Bind(alone);
            await using var row = await alone.ExecuteReaderAsync();
            await row.ReadAsync();
            var written = SingleFact.Read(row);
            await row.CloseAsync();
            if (written is not null)
            {
                step?.Invoke("after-commit");
                return written;
            }
        }

        await using var command = _connection.CreateCommand();
        group.Bind(command);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        var answer = GroupAnswers.Read(reader);
        while (await reader.NextResultAsync()) { }

        await reader.CloseAsync();
        step?.Invoke("after-commit");
        return answer;
    }

    private async Task<NpgsqlConnection> Connect()
    {
        var connection = source.CreateConnection();
        try
        {
            await connection.OpenAsync();
            return connection;
        }
        catch (Exception failed)
        {
            await connection.DisposeAsync();
            throw new NotReachedException(failed);
        }
    }

    private async Task Drop()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
            _connection = null;
        }
    }
}

internal static class GroupAnswers
{
    /// <summary>The one row of <c>ledger.append_group</c>.</summary>
    public static GroupAnswer Read(NpgsqlDataReader row)
    {
        var known = new List<KnownRequest>();
        if (!row.IsDBNull(3))
        {
            var requests = row.GetFieldValue<int[]>(3);
            var (first, last) = (row.GetFieldValue<long[]>(4), row.GetFieldValue<long[]>(5));
            var (at, content) = (row.GetFieldValue<DateTime[]>(6), row.GetFieldValue<byte[][]>(7));
            for (var index = 0; index < requests.Length; index++)
            {
                known.Add(
                    new KnownRequest(
                        requests[index] - 1,
                        first[index],
                        last[index],
                        Instant.FromDateTimeUtc(at[index]),
                        content[index]
                    )
                );
            }
        }

        var lost = new List<LostCondition>();
        if (!row.IsDBNull(8))
        {
            var requests = row.GetFieldValue<int[]>(8);
            var (subjects, winners) = (row.GetFieldValue<Guid[]>(9), row.GetFieldValue<long[]>(10));
            for (var index = 0; index < requests.Length; index++)
            {
                lost.Add(new LostCondition(requests[index] - 1, subjects[index], winners[index]));
            }
        }

        return new GroupAnswer(
            row.GetInt64(0),
            Instant.FromDateTimeUtc(row.GetFieldValue<DateTime>(1)),
            row.GetBoolean(2),
            known,
            lost
        );
    }
}
