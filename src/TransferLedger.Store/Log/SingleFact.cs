using NodaTime;
using Npgsql;
using NpgsqlTypes;
using TransferLedger.Ledger;

namespace TransferLedger.Store.Log;

/// <summary>
/// A group of one request of one fact, which the server writes with less ado (<c>ledger.append_one</c>) as long as
/// nothing stands in its way.
/// </summary>
internal sealed class SingleFact
{
    /// <summary>The most conditions: each is looked up by itself.</summary>
    private const int MaxSeen = 4;

    private readonly PreparedAppend _request;

    private SingleFact(PreparedAppend request) => _request = request;

    /// <summary>The group, if it is one.</summary>
    public static SingleFact? Of(AppendGroup group) =>
        group.Requests is [{ Facts.Length: 1, Seen.Length: <= MaxSeen } only] && group.Writes(0)
            ? new SingleFact(only)
            : null;

    /// <summary>Binds what <c>ledger.append_one</c> takes.</summary>
    public void Bind(NpgsqlCommand command)
    {
        command.CommandText =
            "SELECT position, at FROM ledger.append_one($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)";
        var (request, fact) = (_request.Request, _request.Facts[0]);
        var upTo = new long[_request.Seen.Length];
        for (var at = 0; at < upTo.Length; at++)
        {
            upTo[at] = request.Condition.Seen[at].UpTo;
        }

        Add(NpgsqlDbType.TimestampTz, AppendGroup.ReplayedAt(request));
        Add(NpgsqlDbType.Uuid, request.Id.Value);
        Add(NpgsqlDbType.Bytea, _request.Content);
        Add(NpgsqlDbType.Array | NpgsqlDbType.Uuid, _request.Seen);
        Add(NpgsqlDbType.Array | NpgsqlDbType.Bigint, upTo);
        Add(NpgsqlDbType.Varchar, fact.Stream);
        Add(NpgsqlDbType.Varchar, fact.Type);
        Add(NpgsqlDbType.Varchar, AppendGroup.DotNetName(fact.Class));
        Add(NpgsqlDbType.Uuid, fact.Id);
        Add(NpgsqlDbType.Jsonb, fact.Data);
        Add(NpgsqlDbType.Jsonb, fact.Headers);
        Add(NpgsqlDbType.Varchar, request.Provenance.Actor);
        Add(NpgsqlDbType.Array | NpgsqlDbType.Uuid, fact.Subjects);

        void Add(NpgsqlDbType type, object value) =>
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value });
    }

    /// <summary>What the server answered; null when something stands in the way.</summary>
    public static GroupAnswer? Read(NpgsqlDataReader row) =>
        row.IsDBNull(0)
            ? null
            : new GroupAnswer(
                row.GetInt64(0) - 1, Instant.FromDateTimeUtc(row.GetFieldValue<DateTime>(1)), Written: true, [], []);
}
