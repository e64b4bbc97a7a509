using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using TransferLedger.Custody;
using TransferLedger.Ledger;
using TransferLedger.Store.Log;

namespace TransferLedger.Store.Custody;

/// <summary>A weapon found by a number.</summary>
/// <param name="Weapon">Its id.</param>
/// <param name="Raw">The number as read.</param>
/// <param name="Match">Why it was found.</param>
/// <param name="Errors">The wrong characters, by place; empty where none is.</param>
/// <param name="Open">What stands for each wildcard asked with, by what it looks like; else empty.</param>
/// <param name="Tier">How strongly it is the weapon sought; null when the maker was not given, or no tier says.</param>
/// <param name="Score">From 100 for the same number down to 1 (<see cref="SerialLikeness.Score"/>).</param>
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
    ImmutableArray<Misread> Errors,
    ImmutableArray<string> Open,
    MatchingTier? Tier,
    int Score,
    long Position,
    string? Kind,
    string? Maker,
    string? Model,
    string? Calibre,
    string State,
    string? Custodian,
    int Contradictions);

/// <summary>What was found by a number.</summary>
/// <param name="Hits">The weapons, the likeliest first.</param>
/// <param name="Like">How many weapons carry a number like it, whatever else is known of them.</param>
/// <param name="Compared">
/// How many numbers were compared, the shortest, where more fit a <c>*</c>; null where all were.
/// </param>
public sealed record SerialFound(IReadOnlyList<SerialHit> Hits, int Like, int? Compared = null);

/// <summary>
/// Finds weapons by a number as somebody wrote it: the same, one that looks or sounds the same, one with other zeros or
/// letters in the middle, one with up to two wrong characters, or one that fits <c>?</c> and <c>*</c>.
/// </summary>
public static class SerialSearch
{
    /// <summary>The most numbers compared with one that has a <c>*</c>; the shortest that fit.</summary>
    public const int MostCompared = 20_000;

    private const int DetailsAtOnce = 64;

    /// <summary>
    /// Thousands of keys are looked up one by one: whatever the statistics of a table just filled say, never by reading
    /// the whole of it, and without estimating each.
    /// </summary>
    private const string ByIndex = "SET LOCAL enable_seqscan = off; SET LOCAL plan_cache_mode = force_generic_plan";

    private const string Compared = "SELECT s.key, s.ordinal, s.canonical, s.visual, "
        + "s.phonetic = $2, s.core = $3, s.unpadded = $4 FROM views.serial s WHERE ";

    private const string Alike =
        $"""
        {Compared} s.near = ANY ($1)
        UNION ALL {Compared} s.phonetic = $2
        UNION ALL {Compared} s.core = $3
        UNION ALL {Compared} s.unpadded = $4
        """;

    private const string Fitting = "SELECT s.key, s.ordinal, s.canonical, s.visual FROM views.serial s WHERE ";

    private const string Details =
        """
        SELECT w.key, s.ordinal, s.raw, s.position, w.kind, w.maker, w.model, w.calibre, w.state, w.custodian,
               w.contradictions
          FROM unnest($1::text[], $2::int[]) AS asked (key, ordinal)
          JOIN views.serial s ON s.key = asked.key AND s.ordinal = asked.ordinal
          JOIN views.weapon w ON w.key = asked.key
        """;

    /// <summary>The weapons whose number may be the one meant; the likeliest first.</summary>
    /// <param name="source">Connections that may read the views.</param>
    /// <param name="serial">The number as written, with or without wildcards.</param>
    /// <param name="sought">What else is known of the weapon; null for nothing.</param>
    /// <param name="limit">The most hits to return.</param>
    /// <param name="cancel">Stops the search.</param>
    /// <param name="wrongCharacters">
    /// Also numbers with wrong characters; without them a search is several times quicker.
    /// </param>
    /// <param name="mostCompared">The most numbers compared with one that has a <c>*</c>, the shortest first.</param>
    /// <exception cref="FormatException"><see cref="SerialPattern.ProblemOf"/> says why it cannot be searched for.
    /// </exception>
    /// <exception cref="LedgerUnavailableException">The server cannot be reached, or says no.</exception>
    public static Task<SerialFound> Find(
        NpgsqlDataSource source,
        string serial,
        WeaponSought? sought,
        int limit,
        CancellationToken cancel,
        bool wrongCharacters = true,
        int mostCompared = MostCompared)
    {
        if (SerialPattern.ProblemOf(serial) is { } problem)
        {
            throw new FormatException($"'{serial}' cannot be searched for: {problem}.");
        }

        var search = new Search(serial, sought ?? new WeaponSought(), limit, wrongCharacters, mostCompared);
        return source.Reading(connection => search.Run(connection, cancel), cancel);
    }

    /// <summary>A number on record and how it is like the one asked for.</summary>
    private readonly record struct Candidate(string Key, int Ordinal, SerialLetters Letters, SerialLikeness Likeness);

    /// <summary>One search.</summary>
    private sealed class Search(
        string serial, WeaponSought sought, int limit, bool wrongCharacters, int mostCompared)
    {
        private readonly SerialKeys _keys = SerialKeys.Of(serial);
        private readonly SerialPattern? _pattern =
            SerialPattern.HasWildcard(serial) ? SerialPattern.Of(serial) : null;

        public async Task<SerialFound> Run(NpgsqlConnection connection, CancellationToken cancel)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            var best = new Dictionary<string, Candidate>(StringComparer.Ordinal);
            var candidates = await Candidates(connection, cancel);
            var cut = _pattern is { Keys: null } && candidates.Count > mostCompared;
            foreach (var it in cut ? candidates[..mostCompared] : candidates)
            {
                if (!best.TryGetValue(it.Key, out var other) || it.Likeness.Weight < other.Likeness.Weight)
                {
                    best[it.Key] = it;
                }
            }

            var order = best.Values.OrderBy(it => it.Likeness.Weight).ThenBy(it => it.Key, StringComparer.Ordinal);
            var hits = await Hits(connection, [.. order], cancel);
            await transaction.CommitAsync(cancel);
            return new SerialFound(hits, best.Count, cut ? mostCompared : null);
        }

        private async Task<List<Candidate>> Candidates(NpgsqlConnection connection, CancellationToken cancel)
        {
            await using var command = _pattern is null ? LikeNumber() : LikePattern(_pattern);
            command.Connection = connection;
            if (_pattern?.IsOpenAtBothEnds != true)
            {
                await using var settings = new NpgsqlCommand(ByIndex, connection);
                await settings.ExecuteNonQueryAsync(cancel);
            }

            var found = new List<Candidate>();
            var asked = new SerialLetters(_keys.Canonical, _keys.Visual);
            await using var reader = await command.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel))
            {
                var letters = new SerialLetters(reader.GetString(2), reader.GetString(3));
                var likeness = _pattern is not null
                    ? SerialLikeness.Of(_pattern, letters.Visual)
                    : SerialLikeness.Of(asked, new SerialOnRecord(
                        letters, reader.GetBoolean(4), reader.GetBoolean(5), reader.GetBoolean(6)));
                if (likeness is { } like
                    && (wrongCharacters || like.Match is not (SerialMatch.OneWrong or SerialMatch.TwoWrong)))
                {
                    found.Add(new Candidate(reader.GetString(0), reader.GetInt32(1), letters, like));
                }
            }

            return found;
        }

        private NpgsqlCommand LikeNumber()
        {
            var command = new NpgsqlCommand(Alike);
            Add(command, NpgsqlDbType.Array | NpgsqlDbType.Bigint,
                SerialNear.Around(_keys.Visual, wrongCharacters ? SerialLikeness.ErrorsIn(_keys.Visual) : 0));
            Add(command, NpgsqlDbType.Text, _keys.Phonetic);
            Add(command, NpgsqlDbType.Text, _keys.Core);
            Add(command, NpgsqlDbType.Text, _keys.Unpadded);
            return command;
        }

        private NpgsqlCommand LikePattern(SerialPattern pattern)
        {
            var command = new NpgsqlCommand();
            if (pattern.Keys is { } keys)
            {
                command.CommandText = Fitting + "s.near = ANY ($1)";
                Add(command, NpgsqlDbType.Array | NpgsqlDbType.Bigint, keys);
                return command;
            }

            // A visual key holds letters and digits alone, so nothing needs to be escaped.
            Add(command, NpgsqlDbType.Text,
                pattern.Text.Replace(SerialPattern.One, '_').Replace(SerialPattern.Any, '%'));
            var range = "";
            if (!pattern.IsOpenAtBothEnds)
            {
                // A range of the index by what is known at the beginning or at the end, whichever is more.
                var (column, known) = pattern.Beginning.Length >= pattern.End.Length
                    ? ("s.visual", pattern.Beginning)
                    : ("reverse(s.visual)", new string([.. pattern.End.Reverse()]));
                range = $" AND {column} ~>=~ $2 AND {column} ~<~ $3";
                Add(command, NpgsqlDbType.Text, known);
                Add(command, NpgsqlDbType.Text, known + "\U0010FFFF");
            }

            command.CommandText = Fitting + "s.visual LIKE $1" + range
                + $" ORDER BY length(s.visual), s.visual COLLATE \"C\" LIMIT {mostCompared + 1L}";
            return command;
        }

        /// <summary>
        /// What else is on record of the likeliest, until no other can come before the last wanted.
        /// </summary>
        private async Task<List<SerialHit>> Hits(
            NpgsqlConnection connection, List<Candidate> candidates, CancellationToken cancel)
        {
            var hits = new List<(int Weight, SerialHit Hit)>();
            for (var from = 0; from < candidates.Count; from += DetailsAtOnce)
            {
                if (hits.Count >= limit && candidates[from].Likeness.Weight >= hits[limit - 1].Weight)
                {
                    break;
                }

                var some = candidates.GetRange(from, Math.Min(DetailsAtOnce, candidates.Count - from));
                hits.AddRange(await Detailed(connection, some, cancel));
                hits.Sort((left, right) => (left.Weight, left.Hit.Weapon.Value)
                    .CompareTo((right.Weight, right.Hit.Weapon.Value)));
            }

            return hits.Take(limit).Select(it => it.Hit).ToList();
        }

        private async Task<List<(int Weight, SerialHit Hit)>> Detailed(
            NpgsqlConnection connection, List<Candidate> candidates, CancellationToken cancel)
        {
            await using var command = new NpgsqlCommand(Details, connection);
            Add(command, NpgsqlDbType.Array | NpgsqlDbType.Text, candidates.Select(it => it.Key).ToArray());
            Add(command, NpgsqlDbType.Array | NpgsqlDbType.Integer, candidates.Select(it => it.Ordinal).ToArray());
            await using var reader = await command.ExecuteReaderAsync(cancel);
            var found = new List<(int, SerialHit)>();
            var byKey = candidates.ToDictionary(it => it.Key, StringComparer.Ordinal);
            while (await reader.ReadAsync(cancel))
            {
                var candidate = byKey[reader.GetString(0)];
                var item = new ItemDescription(
                    Text(reader, 4), Text(reader, 5), Model: Text(reader, 6), Calibre: Text(reader, 7));
                if (sought.Keeps(candidate.Likeness.Match, item))
                {
                    var weight = candidate.Likeness.Weight + sought.Weight(item);
                    found.Add((weight, Hit(candidate, item, weight, reader)));
                }
            }

            return found;
        }

        private SerialHit Hit(Candidate candidate, ItemDescription item, int weight, NpgsqlDataReader reader)
        {
            var errors = candidate.Likeness.Errors(
                new SerialLetters(_keys.Canonical, _keys.Visual), candidate.Letters);
            return new SerialHit(
                WeaponId.Parse(candidate.Key),
                reader.GetString(2),
                candidate.Likeness.Match,
                errors,
                _pattern?.Fit(candidate.Letters.Visual) ?? [],
                sought.Tier(candidate.Likeness.Match, errors, item),
                SerialLikeness.ScoreOf(weight),
                reader.GetInt64(3),
                item.Kind,
                item.Maker,
                item.Model,
                item.Calibre,
                reader.GetString(8),
                Text(reader, 9),
                reader.GetInt32(10));
        }

        private static void Add(NpgsqlCommand command, NpgsqlDbType type, object value) =>
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value });

        private static string? Text(NpgsqlDataReader reader, int column) =>
            reader.IsDBNull(column) ? null : reader.GetString(column);
    }
}
