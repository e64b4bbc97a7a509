using Npgsql;
using NpgsqlTypes;
using TransferLedger.Custody;

namespace TransferLedger.Store.Custody;

/// <summary>
/// Why a weapon was found by a number, the strongest reason first. Only the first may prove identity.
/// </summary>
public enum SerialMatch
{
    /// <summary>The same letters and digits.</summary>
    Same,

    /// <summary>It looks the same: look-alike letters of other scripts, O and 0, I, L and 1.</summary>
    LooksTheSame,

    /// <summary>It sounds the same, spelled out from Cyrillic.</summary>
    SoundsTheSame,

    /// <summary>The same but for letters between the digits.</summary>
    SameCore,

    /// <summary>The same but for leading zeros.</summary>
    SameUnpadded,
}

/// <summary>A weapon found by a number.</summary>
/// <param name="Weapon">Its id.</param>
/// <param name="Raw">The number as read.</param>
/// <param name="Match">Why it was found.</param>
/// <param name="Position">The fact that says it was read.</param>
/// <param name="Kind">The class of weapon; null when unknown.</param>
/// <param name="Maker">The maker; null when unknown.</param>
/// <param name="Model">The model; null when unknown.</param>
/// <param name="Calibre">The calibre; null when unknown.</param>
/// <param name="State">Where it stands now.</param>
/// <param name="Custodian">Who answers for it now; null when nobody is known to.</param>
/// <param name="Contradictions">How many things about it do not fit together.</param>
public sealed record SerialHit(
    WeaponId Weapon,
    string Raw,
    SerialMatch Match,
    long Position,
    string? Kind,
    string? Maker,
    string? Model,
    string? Calibre,
    string State,
    string? Custodian,
    int Contradictions);

/// <summary>Finds weapons by a number as somebody wrote it.</summary>
public static class SerialSearch
{
    private const string Sql = """
        SELECT m.key, m.raw, m.match, m.position, w.kind, w.maker, w.model, w.calibre, w.state, w.custodian, w.contradictions
          FROM (SELECT DISTINCT ON (s.key) s.key, s.raw, s.position,
                       CASE WHEN s.canonical = $1 THEN 0 WHEN s.visual = $2 THEN 1 WHEN s.phonetic = $3 THEN 2
                            WHEN s.core = $4 THEN 3 ELSE 4 END AS match
                  FROM views.serial s
                 WHERE s.canonical = $1 OR s.visual = $2 OR s.phonetic = $3 OR s.core = $4 OR s.unpadded = $5
                 ORDER BY s.key, match, s.ordinal) m
          JOIN views.weapon w ON w.key = m.key
         ORDER BY m.match, w.maker NULLS LAST, m.key
         LIMIT $6
        """;

    /// <summary>The weapons whose number is, looks like or sounds like this one; the strongest first.</summary>
    /// <param name="source">Connections that may read the views.</param>
    /// <param name="serial">The number as written. Without a letter or digit it finds nothing.</param>
    /// <param name="limit">The most hits to return.</param>
    /// <param name="cancel">Stops the search.</param>
    public static async Task<IReadOnlyList<SerialHit>> Find(
        NpgsqlDataSource source, string serial, int limit, CancellationToken cancel)
    {
        var keys = SerialKeys.Of(serial);
        var hits = new List<SerialHit>();
        if (keys.Canonical.Length == 0)
        {
            return hits;
        }

        await using var command = source.CreateCommand(Sql);
        foreach (var key in new[] { keys.Canonical, keys.Visual, keys.Phonetic, keys.Core, keys.Unpadded })
        {
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = key });
        }

        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            hits.Add(new SerialHit(
                WeaponId.Parse(reader.GetString(0)),
                reader.GetString(1),
                (SerialMatch)reader.GetInt32(2),
                reader.GetInt64(3),
                Text(reader, 4),
                Text(reader, 5),
                Text(reader, 6),
                Text(reader, 7),
                reader.GetString(8),
                Text(reader, 9),
                reader.GetInt32(10)));
        }

        return hits;
    }

    private static string? Text(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);
}
