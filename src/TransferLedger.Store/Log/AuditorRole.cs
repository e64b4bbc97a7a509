using System.Globalization;
using Npgsql;

namespace TransferLedger.Store.Log;

/// <summary>
/// The auditor's role in a database: it reads the views and nothing else. No migration makes it, because a role belongs
/// to the whole server, and whoever migrates a ledger later need not be allowed to create one.
/// </summary>
public static class AuditorRole
{
    /// <summary>Its name. It does not log in; logins become members of it.</summary>
    public const string Name = "ledger_auditor";

    private const string Make = $"""
        DO $$
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{Name}') THEN
                CREATE ROLE {Name} NOLOGIN;
            END IF;
        END
        $$
        """;

    /// <summary>Whatever else the role may do: what it was given by hand, for somebody who thought of less.</summary>
    private const string TooMuch = $"""
        SELECT CASE WHEN r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication
                    THEN 'it has rights over the whole server'
                    WHEN r.rolcanlogin THEN 'it can log in itself'
                    WHEN EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid)
                    THEN 'it is a member of another role'
                    WHEN has_schema_privilege(r.oid, 'ledger', 'USAGE') THEN 'it can reach the log'
               END
          FROM pg_roles r WHERE r.rolname = '{Name}'
        """;

    /// <summary>
    /// A rebuild puts new tables in the place of the old: the last grant is for these, whichever schema they are made
    /// in.
    /// </summary>
    private const string Give = $"""
        GRANT USAGE ON SCHEMA views TO {Name};
        GRANT SELECT ON ALL TABLES IN SCHEMA views TO {Name};
        ALTER DEFAULT PRIVILEGES FOR ROLE ledger_app GRANT SELECT ON TABLES TO {Name};
        """;

    private const string Readable = $"""
        SELECT count(*) FILTER (WHERE has_table_privilege('{Name}', c.oid, 'SELECT')),
               count(*) FILTER (WHERE NOT has_table_privilege('{Name}', c.oid, 'SELECT'))
          FROM pg_class c WHERE c.relnamespace = 'views'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
        """;

    /// <summary>
    /// Makes the role where it is not there, and gives it the right to read every view of this ledger, those that
    /// rebuilds will put in their place too. Again, it changes nothing.
    /// </summary>
    /// <param name="connectionString">With the rights of whoever owns the schema.</param>
    /// <param name="login">A login that becomes a member of it; null for none.</param>
    /// <param name="cancel">Stops it before it is done; then nothing is changed.</param>
    /// <returns>How many views it can read.</returns>
    /// <exception cref="AuditorRoleException">
    /// Whoever owns the schema may not create roles or give these rights, the role has more rights than it should, or
    /// there is no such login.
    /// </exception>
    public static async Task<int> Grant(string connectionString, string? login, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        try
        {
            await Run(connection, transaction, Make, cancel);
            if (await Scalar(connection, transaction, TooMuch, cancel) is string much)
            {
                throw new AuditorRoleException(AuditorRoleTrouble.TooManyRights, much);
            }

            await Run(connection, transaction, Give, cancel);
            if (login is not null)
            {
                await Admit(connection, transaction, login, cancel);
            }
        }
        catch (PostgresException no) when (no.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new AuditorRoleException(AuditorRoleTrouble.NotAllowed, no.MessageText, no);
        }

        await using var command = new NpgsqlCommand(Readable, connection, transaction);
        long can, cannot;
        await using (var reader = await command.ExecuteReaderAsync(cancel))
        {
            await reader.ReadAsync(cancel);
            (can, cannot) = (reader.GetInt64(0), reader.GetInt64(1));
        }

        if (cannot > 0)
        {
            throw new AuditorRoleException(
                AuditorRoleTrouble.NotAllowed, string.Create(CultureInfo.InvariantCulture, $"{cannot} views stay closed"));
        }

        await transaction.CommitAsync(cancel);
        return (int)can;
    }

    private static async Task Admit(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string login, CancellationToken cancel)
    {
        await using var quoted = new NpgsqlCommand(
            $"SELECT format('GRANT {Name} TO %I', rolname) FROM pg_roles WHERE rolname = $1", connection, transaction)
        {
            Parameters = { new() { Value = login } },
        };
        var sql = await quoted.ExecuteScalarAsync(cancel) as string
            ?? throw new AuditorRoleException(AuditorRoleTrouble.LoginUnknown, login);
        await Run(connection, transaction, sql, cancel);
    }

    private static async Task Run(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static async Task<object?> Scalar(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        return await command.ExecuteScalarAsync(cancel);
    }
}

/// <summary>Why the auditor's role could not be given its rights.</summary>
public enum AuditorRoleTrouble
{
    /// <summary>Whoever owns the schema may not create roles, or may not give these rights.</summary>
    NotAllowed,

    /// <summary>There is a role of that name, and it may do more than read views.</summary>
    TooManyRights,

    /// <summary>There is no login of that name.</summary>
    LoginUnknown,
}

/// <summary>The auditor's role could not be given its rights; nothing was changed.</summary>
/// <param name="trouble">Why.</param>
/// <param name="detail">What the server says, or the name.</param>
/// <param name="inner">The refusal of the server.</param>
public sealed class AuditorRoleException(AuditorRoleTrouble trouble, string detail, Exception? inner = null)
    : Exception($"{trouble}: {detail}", inner)
{
    /// <summary>Why.</summary>
    public AuditorRoleTrouble Trouble { get; } = trouble;

    /// <summary>What the server says, or the name.</summary>
    public string Detail { get; } = detail;
}
