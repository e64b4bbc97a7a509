using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Npgsql;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Store.Log;

namespace TransferLedger.Store.Custody;

/// <summary>The facts about every weapon, some weapons at a time: never more of them in memory than these.</summary>
public static class WeaponSweep
{
    private const int WeaponsAtOnce = 500;

    private const string Page = "SELECT w.key FROM views.weapon w WHERE w.key > $1 ORDER BY w.key LIMIT $2";

    /// <summary>How many weapons the view knows.</summary>
    /// <param name="store">The log.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="LedgerUnavailableException">The server cannot be reached, or says no.</exception>
    public static Task<long> Count(PostgresEventStore store, CancellationToken cancel) =>
        store.Source.Reading(
            async connection =>
            {
                await using var command = new NpgsqlCommand("SELECT count(*) FROM views.weapon", connection);
                return (long)(await command.ExecuteScalarAsync(cancel))!;
            },
            cancel);

    /// <summary>
    /// Each weapon the view knows, by its id, with the facts about it alone; the next page is read meanwhile.
    /// </summary>
    /// <param name="store">The log; weapons that its views do not know yet are left out.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="LedgerUnavailableException">The server cannot be reached, or says no.</exception>
    public static async IAsyncEnumerable<IReadOnlyList<(WeaponId Weapon, ImmutableArray<Recorded> Facts)>> Pages(
        PostgresEventStore store, [EnumeratorCancellation] CancellationToken cancel)
    {
        var next = Read(store, "", cancel);
        for (var page = await next; page.Count > 0; page = await next)
        {
            next = Read(store, page[^1].Weapon.Value, cancel);
            yield return page;
        }
    }

    private static async Task<IReadOnlyList<(WeaponId Weapon, ImmutableArray<Recorded> Facts)>> Read(
        PostgresEventStore store, string after, CancellationToken cancel)
    {
        var keys = await store.Source.Reading(connection => Keys(connection, after, cancel), cancel);
        var weapons = keys.ConvertAll(WeaponId.Parse);
        var facts = (await store.Read([.. weapons.Select(it => it.Subject)], cancel)).Facts
            .SelectMany(it => GroupCustody.WeaponsOf([it]).Select(about => (About: about, Fact: it)))
            .ToLookup(it => it.About, it => it.Fact);
        return weapons.ConvertAll(it => (it, facts[it.Subject].ToImmutableArray()));
    }

    private static async Task<List<string>> Keys(NpgsqlConnection connection, string after, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(Page, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = WeaponsAtOnce });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var keys = new List<string>();
        while (await reader.ReadAsync(cancel))
        {
            keys.Add(reader.GetString(0));
        }

        return keys;
    }
}
