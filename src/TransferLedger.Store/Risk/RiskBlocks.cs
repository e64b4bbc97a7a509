using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using NodaTime;
using TransferLedger.Risk;

namespace TransferLedger.Store.Risk;

/// <summary>
/// What the ledger learned about countries, packed in the order of learning: so many entries to a block, those of one
/// country, series and day added up, and so many blocks once more to a volume, where more of them fall on one day. What
/// was known at an instant never changes, so neither does what is closed, and any question is answered by one pass over
/// some megabytes and the entries learned since the last block it may use.
/// </summary>
internal static class RiskBlocks
{
    private const int Wide = 16;
    private const int Narrow = 2;
    private const int MostAtOnce = 512;

    /// <summary>A block is closed once so many entries were learned since it began: what is read beside blocks is about
    /// as much at most, and takes some thousandths of a second.</summary>
    public const int Entries = 8_192;

    /// <summary>So many blocks make a volume.</summary>
    public const int Volume = 32;

    /// <summary>
    /// What was learned from $since to $upto, both included. An entry that ends counts again, the other way, from that
    /// day on; one that was taken back from that knowledge on.
    /// </summary>
    /// <remarks>
    /// <c>packed = {int2 length, series, int2 flags, int4 length, run*}*</c>. Flag 1: contested; flag 2: <c>run =
    /// country, int2 0, int4 n, n entries</c> of <c>int4 day, int4 dated, int8 weight</c>; else <c>run = country, int2
    /// weight / 1000, int4 n, n times int2 day</c>, ascending. Days count from 2000-01-01. No per cent sign: the text
    /// goes through <c>format</c>.
    /// </remarks>
    private const string Pack = """
        SELECT string_agg(int2send(octet_length(series)::int2) || convert_to(series, 'UTF8') || int2send(flags)
                          || int4send(octet_length(runs)) || runs, '' ORDER BY series, flags)
          FROM (SELECT series, flags,
                       string_agg(convert_to(country, 'UTF8') || int2send(much) || int4send(n) || days, ''
                                  ORDER BY country, much) AS runs
                  FROM (SELECT series, flags, country, much, count(*)::int AS n,
                               string_agg(CASE WHEN flags < 2 THEN int2send(day::int2)
                                               ELSE int4send(day) || int4send(dated) || int8send(weight) END, ''
                                          ORDER BY day, dated) AS days
                          FROM (SELECT *, CASE WHEN flags < 2 THEN weight / 1000 ELSE 0 END::int2 AS much
                                  FROM (SELECT series, country, day, dated, weight,
                                               (contested::int
                                                + CASE WHEN day = dated AND abs(day) <= 32767 AND mod(weight, 1000) = 0
                                                            AND abs(weight) <= 32767000 THEN 0 ELSE 2 END)::int2
                                               AS flags
                                          FROM (SELECT series, country, contested, e.day - DATE '2000-01-01' AS day,
                                                       dated - DATE '2000-01-01' AS dated,
                                                       sum(weight * learned * counts)::bigint AS weight
                                                  FROM (SELECT *, 1 AS learned FROM $schema.country_risk_fact
                                                         WHERE known_from >= $since AND known_from <= $upto
                                                           AND country <> ''
                                                         UNION ALL
                                                        SELECT *, -1 FROM $schema.country_risk_fact
                                                         WHERE known_until >= $since AND known_until <= $upto
                                                           AND country <> '') f
                                                 CROSS JOIN LATERAL (VALUES (on_day, 1), (until_day, -1)) e (day, counts)
                                                 WHERE e.day IS NOT NULL
                                                 GROUP BY 1, 2, 3, 4, 5
                                                HAVING sum(weight * learned * counts) <> 0) s) w) m
                         GROUP BY 1, 2, 3, 4) r
                 GROUP BY 1, 2) b
        """;

    /// <summary>
    /// All volumes that were whole at an instant ($1), the blocks since, and one made of what was learned from then up
    /// to it.
    /// </summary>
    public static string Read { get; } = $"""
        WITH volumes AS MATERIALIZED (
                 SELECT coalesce(max(known_to), '-infinity') AS known_to FROM views.country_risk_block
                  WHERE is_volume AND known_to <= $1)
        SELECT learned FROM views.country_risk_block WHERE is_volume AND known_to <= $1
        UNION ALL
        SELECT learned FROM views.country_risk_block b, volumes v
         WHERE NOT is_volume AND b.known_from >= v.known_to AND b.known_to <= $1
        UNION ALL
        ({PackOf("views", "coalesce((SELECT max(known_to) FROM views.country_risk_block "
            + "WHERE NOT is_volume AND known_to <= $1), '-infinity')", "$1")})
        """;

    /// <summary>
    /// Makes the function that closes blocks, and the trigger that calls it. No block is closed over the last instant
    /// on record, because other facts of that instant may follow.
    /// </summary>
    /// <param name="schema">The schema of the table that gets the trigger.</param>
    /// <param name="entries">Once how many entries were learned a block is closed.</param>
    /// <param name="volume">How many blocks make a volume.</param>
    public static string Keep(string schema, int entries, int volume) => $"""
        INSERT INTO {schema}.country_risk_block (known_from) VALUES ('-infinity');
        DROP FUNCTION IF EXISTS views.country_risk_keep();
        CREATE OR REPLACE FUNCTION views.country_risk_close(target text) RETURNS void LANGUAGE plpgsql AS $body$
        DECLARE
            since timestamptz;
            bound timestamptz;
            volume timestamptz;
            so_many bigint;
        BEGIN
            LOOP
                EXECUTE format('SELECT known_from FROM %I.country_risk_block WHERE learned IS NULL', target) INTO since;
                EXECUTE format($bound$
                    SELECT at FROM ((SELECT known_from AS at FROM %1$I.country_risk_fact
                                      WHERE known_from > $1 ORDER BY 1 LIMIT {entries})
                                    UNION ALL
                                    (SELECT known_until FROM %1$I.country_risk_fact
                                      WHERE known_until > $1 ORDER BY 1 LIMIT {entries})) a
                     ORDER BY 1 OFFSET {entries - 1} LIMIT 1$bound$, target) INTO bound USING since;
                EXIT WHEN bound IS NULL;
                EXECUTE format($pack$
                    UPDATE %1$I.country_risk_block
                       SET known_to = $2, learned = coalesce((
                           {PackOf("%1$I", "$1", "$2 - interval '1 microsecond'")}), '')
                     WHERE learned IS NULL$pack$, target) USING since, bound;
                EXECUTE format($volume$
                    SELECT min(known_from), count(*) FROM %1$I.country_risk_block
                     WHERE NOT is_volume AND known_from >= coalesce(
                           (SELECT max(known_to) FROM %1$I.country_risk_block WHERE is_volume), '-infinity')$volume$,
                    target) INTO volume, so_many;
                IF so_many >= {volume} THEN
                    EXECUTE format($pack$
                        INSERT INTO %1$I.country_risk_block (known_from, known_to, is_volume, learned)
                        SELECT $1, $2, true, coalesce((
                               {PackOf("%1$I", "$1", "$2 - interval '1 microsecond'")}), '')$pack$, target)
                      USING volume, bound;
                END IF;
                EXECUTE format('INSERT INTO %I.country_risk_block (known_from) VALUES ($1)', target) USING bound;
            END LOOP;
            EXECUTE format('UPDATE %1$I.country_risk_block SET waiting = (SELECT count(*) FROM %1$I.country_risk_fact '
                'WHERE known_from >= $1) + (SELECT count(*) FROM %1$I.country_risk_fact WHERE known_until >= $1) '
                'WHERE learned IS NULL', target) USING since;
        END $body$;
        CREATE OR REPLACE FUNCTION views.country_risk_learn() RETURNS trigger LANGUAGE plpgsql AS $body$
        DECLARE
            so_many bigint;
        BEGIN
            EXECUTE format('UPDATE %I.country_risk_block SET waiting = waiting + (SELECT count(*) FROM learned_now) '
                'WHERE learned IS NULL RETURNING waiting', TG_TABLE_SCHEMA) INTO so_many;
            IF so_many > {entries} THEN
                PERFORM views.country_risk_close(TG_TABLE_SCHEMA);
            END IF;
            RETURN NULL;
        END $body$;
        SELECT views.country_risk_close('{schema}');
        CREATE TRIGGER country_risk_learn AFTER INSERT ON {schema}.country_risk_fact
            REFERENCING NEW TABLE AS learned_now FOR EACH STATEMENT EXECUTE FUNCTION views.country_risk_learn();
        """;

    /// <summary>Adds up what a block or volume says that counts on a day.</summary>
    /// <param name="packed">The block or volume.</param>
    /// <param name="on">The day.</param>
    /// <param name="tallies">The tallies of the countries.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Take(ReadOnlySpan<byte> packed, LocalDate on, RiskTallies tallies)
    {
        var until = RiskTally.DayOf(on);
        while (!packed.IsEmpty)
        {
            // What is the same for many runs is looked up once.
            var series = RiskSeries.Of(Encoding.UTF8.GetString(Cut(ref packed, Int16(ref packed))));
            var flags = Int16(ref packed);
            var (slot, wide) = (tallies.SlotOf(series, (flags & 1) != 0), (flags & 2) != 0);
            for (var runs = Cut(ref packed, Int32(ref packed)); !runs.IsEmpty;)
            {
                var (tally, weight, entries) = (tallies.Of(Int16(ref runs)), Int16(ref runs), Int32(ref runs));
                var run = Cut(ref runs, entries * (wide ? Wide : Narrow));
                if (wide)
                {
                    TakeWide(run, until, slot, tally);
                }
                else
                {
                    TakeDays(run, until, slot, tally, weight * 1000L);
                }
            }
        }
    }

    private static void TakeWide(ReadOnlySpan<byte> entries, int until, int slot, RiskTally tally)
    {
        for (; !entries.IsEmpty; entries = entries[Wide..])
        {
            if (BinaryPrimitives.ReadInt32BigEndian(entries) <= until)
            {
                tally.Add(
                    slot, BinaryPrimitives.ReadInt32BigEndian(entries[4..]),
                    BinaryPrimitives.ReadInt64BigEndian(entries[8..]));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TakeDays(ReadOnlySpan<byte> run, int until, int slot, RiskTally tally, long weight)
    {
        Span<short> days = stackalloc short[MostAtOnce];
        for (var rest = run; !rest.IsEmpty;)
        {
            var many = Math.Min(rest.Length / Narrow, MostAtOnce);
            ToDays(Cut(ref rest, many * Narrow), days);
            while (many > 0 && days[many - 1] > until)
            {
                many--;
                rest = default;
            }

            tally.Add(slot, days[..many], weight);
        }
    }

    private static void ToDays(ReadOnlySpan<byte> run, Span<short> days)
    {
        if (BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, short>(run), days);
        }
        else
        {
            MemoryMarshal.Cast<byte, short>(run).CopyTo(days);
        }
    }

    private static ReadOnlySpan<byte> Cut(ref ReadOnlySpan<byte> from, int length)
    {
        var part = from[..length];
        from = from[length..];
        return part;
    }

    private static short Int16(ref ReadOnlySpan<byte> from) => BinaryPrimitives.ReadInt16BigEndian(Cut(ref from, 2));

    private static int Int32(ref ReadOnlySpan<byte> from) => BinaryPrimitives.ReadInt32BigEndian(Cut(ref from, 4));

    private static string PackOf(string schema, string since, string upto) => Pack
        .Replace("$schema", schema, StringComparison.Ordinal).Replace("$since", since, StringComparison.Ordinal)
        .Replace("$upto", upto, StringComparison.Ordinal);
}
