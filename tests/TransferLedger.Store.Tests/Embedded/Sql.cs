using Npgsql;
using TransferLedger.Store.Embedded;

namespace TransferLedger.Store.Tests.Embedded;

internal static class Sql
{
    public static async Task Run(EmbeddedPostgres server, params string[] statements)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    public static async Task<string> Ask(EmbeddedPostgres server, string question)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(question, connection);
        return (await command.ExecuteScalarAsync())?.ToString() ?? "";
    }
}
