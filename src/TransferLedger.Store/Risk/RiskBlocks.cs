using System.Buffers.Binary;
using System.Text;
using NodaTime;
using TransferLedger.Risk;

namespace TransferLedger.Store.Risk;

/// <summary>
/// What the ledger learned about countries, packed in the order of learning: so many entries to a block, those of one
/// country, series and day added up. What was known at an instant never changes, so a closed block never does, and any
/// question is answered by one pass over some megabytes and the entries learned since the last block it may use.
/// </summary>
internal static class RiskBlocks
{
    private const int Wide = 16;
    private const int Narrow = 4;

    /// <summary>A block is closed once so many entries were learned since it began: what is read beside blocks is about
    /// as much at most, and takes some hundredths of a second.</summary>
    public const int Entries = 16_384;

    /// <summary>
    /// One block from the entries learned from $since to $upto, both included. An entry that ends counts again, the
    /// other way, from that day on; one that was taken back from that knowledge on.
    /// </summary>
    /// <remarks>
    /// <c>block = {int2 length, series, int4 length, run*}*</c>, <c>run = country, int2 flags, int4 n, n entries</c>.
    /// Flag 1: contested; flag 2: an entry is <c>int4 day, int4 dated, int8 weight</c>, else <c>int2 day, int2
    /// weight / 1000</c>. Days count from 2000-01-01. No per cent sign: the text goes through <c>format</c>.
    /// </remarks>
    private const string Pack = """
        SELECT string_agg(int2send(octet_length(series)::int2) || convert_to(series, 'UTF8')
                          || int4send(octet_length(runs)) || runs, '' ORDER BY series)
          FROM (SELECT series, string_agg(convert_to(country, 'UTF8') || int2send(flags) || int4send(n) || days, ''
                                          ORDER BY country, flags) AS runs
                  FROM (SELECT series, country, flags, count(*)::int AS n,
                               string_agg(CASE WHEN flags < 2 THEN int2send(day::int2) || int2send((weight / 1000)::int2)
                                               ELSE int4send(day) || int4send(dated) || int8send(weight) END, '')
                               AS days
                          FROM (SELECT series, country, day, dated, weight,
                                       (contested::int
                                        + CASE WHEN day = dated AND abs(day) <= 32767 AND mod(weight, 1000) = 0
                                                    AND abs(weight) <= 32767000 THEN 0 ELSE 2 END)::int2 AS flags
                                  FROM (SELECT series, country, contested, e.day - DATE '2000-01-01' AS day,
                                               dated - DATE '2000-01-01' AS dated,
                                               sum(weight * learned * counts)::bigint AS weight
                                          FROM (SELECT *, 1 AS learned FROM $schema.country_risk_fact
                                                 WHERE known_from >= $since AND known_from <= $upto AND country <> ''
                                                 UNION ALL
                                                SELECT *, -1 FROM $schema.country_risk_fact
                                                 WHERE known_until >= $since AND known_until <= $upto AND country <> '') f
                                         CROSS JOIN LATERAL (VALUES (on_day, 1), (until_day, -1)) e (day, counts)
                                         WHERE e.day IS NOT NULL
                                         GROUP BY 1, 2, 3, 4, 5 HAVING sum(weight * learned * counts) <> 0) s) w
                         GROUP BY 1, 2, 3) r
                 GROUP BY 1) b
        """;

    /// <summary>
    /// All blocks that were whole at an instant ($1), and one made of what was learned from then up to it.
    /// </summary>
    public static string Read { get; } = $"""
        SELECT learned FROM views.country_risk_block WHERE known_to <= $1 AND learned IS NOT NULL
        UNION ALL
        ({PackOf("views", "coalesce((SELECT max(known_to) FROM views.country_risk_block "
            + "WHERE known_to <= $1 AND learned IS NOT NULL), '-infinity')", "$1")})
        """;

    /// <summary>
    /// Makes the function that closes blocks, and the trigger that calls it. No block is closed over the last instant
    /// on record, because other facts of that instant may follow.
    /// </summary>
    /// <param name="schema">The schema of the table that gets the trigger.</param>
    /// <param name="entries">Once how many entries were learned a block is closed.</param>
    public static string Keep(string schema, int entries) => $"""
        INSERT INTO {schema}.country_risk_block (known_from) VALUES ('-infinity');
        DROP FUNCTION IF EXISTS views.country_risk_keep();
        CREATE OR REPLACE FUNCTION views.country_risk_close(target text) RETURNS void LANGUAGE plpgsql AS $body$
        DECLARE
            since timestamptz;
            bound timestamptz;
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

    /// <summary>Adds up what a block says that counts on a day.</summary>
    /// <param name="block">The block.</param>
    /// <param name="on">The day.</param>
    /// <param name="tallies">The tallies of the countries.</param>
    public static void Take(ReadOnlySpan<byte> block, LocalDate on, RiskTallies tallies)
    {
        var until = RiskTally.DayOf(on);
        while (!block.IsEmpty)
        {
            // Millions of runs of a few entries each: what is the same for all is looked up once.
            var series = RiskSeries.Of(Encoding.UTF8.GetString(Cut(ref block, Int16(ref block))));
            var (plain, contested) = (tallies.SlotOf(series, false), tallies.SlotOf(series, true));
            for (var runs = Cut(ref block, Int32(ref block)); !runs.IsEmpty;)
            {
                var tally = tallies.Of(Int16(ref runs));
                var (flags, entries) = (Int16(ref runs), Int32(ref runs));
                var (slot, wide) = ((flags & 1) == 0 ? plain : contested, (flags & 2) != 0);
                Take(Cut(ref runs, entries * (wide ? Wide : Narrow)), wide, until, slot, tally);
            }
        }
    }

    private static void Take(ReadOnlySpan<byte> entries, bool wide, int until, int slot, RiskTally tally)
    {
        for (; wide && !entries.IsEmpty; entries = entries[Wide..])
        {
            if (BinaryPrimitives.ReadInt32BigEndian(entries) <= until)
            {
                tally.Add(
                    slot, BinaryPrimitives.ReadInt32BigEndian(entries[4..]),
                    BinaryPrimitives.ReadInt64BigEndian(entries[8..]));
            }
        }

        for (; !entries.IsEmpty; entries = entries[Narrow..])
        {
            if (BinaryPrimitives.ReadInt16BigEndian(entries) is var day && day <= until)
            {
                tally.Add(slot, day, BinaryPrimitives.ReadInt16BigEndian(entries[2..]) * 1000L);
            }
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
