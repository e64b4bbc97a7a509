-- The log: Marten's own event tables (schema `ledger`, string stream identity, all metadata columns), and ours beside
-- them. A Marten application reads these tables; only ledger.append_group writes them.

CREATE SCHEMA ledger;
CREATE SCHEMA views;

-- Marten's tables ------------------------------------------------------------------------------------------------

CREATE TABLE ledger.mt_streams (
    id          varchar                  NOT NULL,
    type        varchar                  NULL,
    version     bigint                   NULL,
    timestamp   timestamp with time zone NOT NULL DEFAULT now(),
    created     timestamp with time zone NOT NULL DEFAULT now(),
    tenant_id   varchar                  NULL DEFAULT '*DEFAULT*',
    is_archived boolean                  NULL DEFAULT FALSE,
    CONSTRAINT pkey_mt_streams_id PRIMARY KEY (id)
);

CREATE TABLE ledger.mt_events (
    seq_id         bigint                   NOT NULL,
    id             uuid                     NOT NULL,
    stream_id      varchar                  NULL,
    version        bigint                   NOT NULL,
    data           jsonb                    NOT NULL,
    bdata          bytea                    NULL,
    type           varchar(500)             NOT NULL,
    timestamp      timestamp with time zone NOT NULL DEFAULT now(),
    tenant_id      varchar                  NULL DEFAULT '*DEFAULT*',
    mt_dotnet_type varchar                  NULL,
    correlation_id varchar                  NULL,
    causation_id   varchar                  NULL,
    headers        jsonb                    NULL,
    user_name      varchar                  NULL,
    is_archived    boolean                  NULL DEFAULT FALSE,
    CONSTRAINT pkey_mt_events_seq_id PRIMARY KEY (seq_id),
    CONSTRAINT fkey_mt_events_stream_id FOREIGN KEY (stream_id) REFERENCES ledger.mt_streams (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX pk_mt_events_stream_and_version ON ledger.mt_events (stream_id, version);

CREATE SEQUENCE ledger.mt_events_sequence;
ALTER SEQUENCE ledger.mt_events_sequence OWNED BY ledger.mt_events.seq_id;

CREATE TABLE ledger.mt_event_progression (
    name         varchar                  NOT NULL,
    last_seq_id  bigint                   NULL,
    last_updated timestamp with time zone NULL DEFAULT transaction_timestamp(),
    CONSTRAINT pk_mt_event_progression PRIMARY KEY (name)
);

CREATE TABLE ledger.mt_high_water_skips (
    ending_sequence   bigint                   NOT NULL,
    starting_sequence bigint                   NOT NULL,
    timestamp         timestamp with time zone NULL DEFAULT transaction_timestamp(),
    CONSTRAINT pkey_mt_high_water_skips_ending_sequence PRIMARY KEY (ending_sequence)
);

CREATE FUNCTION ledger.mt_mark_event_progression(name varchar, last_encountered bigint) RETURNS void
    LANGUAGE sql
AS $$
    INSERT INTO ledger.mt_event_progression AS p (name, last_seq_id, last_updated)
    VALUES ($1, $2, transaction_timestamp())
    ON CONFLICT ON CONSTRAINT pk_mt_event_progression
    DO UPDATE SET last_seq_id = excluded.last_seq_id, last_updated = excluded.last_updated
$$;

CREATE FUNCTION ledger.mt_mark_progression_with_skip(shard_name varchar, ending_sequence bigint, starting_sequence bigint)
    RETURNS bigint
    LANGUAGE plpgsql
AS $$
BEGIN
    -- Positions of this log have no gaps, so a reader that wants to skip one is looking at a damaged copy.
    RAISE EXCEPTION 'This ledger has no gaps: positions % to % cannot be skipped.', starting_sequence, ending_sequence
        USING ERRCODE = 'MT004', HINT = 'Run: ledger status. A missing position means that the log was tampered with.';
END
$$;

CREATE FUNCTION ledger.mt_archive_stream(streamid varchar) RETURNS void
    LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION 'Nothing in this ledger is archived or hidden: stream % stays as it is.', streamid
        USING ERRCODE = '42501';
END
$$;

CREATE FUNCTION ledger.mt_quick_append_events(
    stream varchar, stream_type varchar, tenantid varchar, event_ids uuid[], event_types varchar[],
    dotnet_types varchar[], bodies jsonb[], bdatas bytea[], causation_ids varchar[], correlation_ids varchar[],
    headers jsonb[], user_names varchar[], timestamps timestamptz[], expected_version bigint DEFAULT NULL)
    RETURNS bigint[]
    LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION 'This ledger is written by its own engine, which keeps positions contiguous and subjects indexed.'
        USING ERRCODE = '42501', HINT = 'Append through TransferLedger''s port (IEventStore).';
END
$$;

-- Ours -----------------------------------------------------------------------------------------------------------

CREATE TABLE ledger.head (
    one         boolean                  NOT NULL DEFAULT TRUE PRIMARY KEY CHECK (one),
    position    bigint                   NOT NULL DEFAULT 0,
    recorded_at timestamp with time zone NOT NULL DEFAULT 'epoch',
    clock       text                     NOT NULL DEFAULT 'server' CHECK (clock IN ('server', 'replay')),
    ledger_id   uuid                     NOT NULL DEFAULT gen_random_uuid()
);
INSERT INTO ledger.head DEFAULT VALUES;
COMMENT ON TABLE ledger.head IS 'The end of the log. Locked by a writer for the length of its commit.';
COMMENT ON COLUMN ledger.head.clock IS 'server: recorded instants are witnessed by this server. replay: they were supplied, to run history again.';

CREATE TABLE ledger.event_subjects (
    subject uuid   NOT NULL,
    seq_id  bigint NOT NULL,
    CONSTRAINT event_subjects_pkey PRIMARY KEY (subject, seq_id)
);
COMMENT ON TABLE ledger.event_subjects IS 'What each fact is about. subject: first 16 bytes of SHA-256 of the subject key.';

CREATE TABLE ledger.commands (
    id       uuid   NOT NULL PRIMARY KEY,
    first_id bigint NOT NULL,
    last_id  bigint NOT NULL,
    content  bytea  NOT NULL
);
COMMENT ON TABLE ledger.commands IS 'Every request ever recorded, so that asking again records nothing twice.';
COMMENT ON COLUMN ledger.commands.content IS 'SHA-256 of what the request said: streams, types and data of its facts.';

-- One group of requests, in one transaction: either every request flagged to be written is written, or none is and
-- the obstacles are returned. Requests that are not flagged are only checked. Plans are made once and by index: a plan
-- made for one group's sizes would be made anew for every group, and one made for an empty table would scan a full one.
CREATE FUNCTION ledger.append_group(
    IN  p_replayed_at   timestamptz,
    IN  p_request       uuid[],        -- one per request
    IN  p_content       bytea[],
    IN  p_facts         int[],         -- facts per request; 0 = only check this request
    IN  p_seen_request  int[],         -- conditions: 1-based request, subject, last position seen
    IN  p_seen_subject  uuid[],
    IN  p_seen_up_to    bigint[],
    IN  p_stream        varchar[],     -- distinct streams written, and how many facts each gets
    IN  p_stream_facts  bigint[],
    IN  p_type          varchar[],     -- distinct kinds of fact
    IN  p_dotnet_type   varchar[],
    IN  p_fact_id       uuid[],        -- one per fact, in the order of positions
    IN  p_fact_stream   varchar[],
    IN  p_fact_slot     int[],         -- 1-based into p_stream
    IN  p_fact_offset   int[],         -- 1-based within its stream in this group
    IN  p_fact_type     int[],         -- 1-based into p_type
    IN  p_fact_request  int[],         -- 1-based into p_request
    IN  p_fact_data     jsonb[],
    IN  p_fact_headers  jsonb[],
    IN  p_fact_user     varchar[],
    IN  p_subject       uuid[],        -- one per subject row
    IN  p_subject_fact  int[],         -- 1-based into the facts
    OUT base            bigint,        -- position before the first fact written
    OUT at              timestamptz,   -- when they were recorded
    OUT written         boolean,
    OUT known_request   int[],         -- requests recorded before, with their first and last position and content
    OUT known_first     bigint[],
    OUT known_last      bigint[],
    OUT known_at        timestamptz[],
    OUT known_content   bytea[],
    OUT lost_request    int[],         -- conditions broken: request, subject, the position that won
    OUT lost_subject    uuid[],
    OUT lost_to         bigint[])
    LANGUAGE plpgsql
    SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET ledger.appending = 'yes'
    SET plan_cache_mode = force_generic_plan
    SET enable_seqscan = off
AS $$
DECLARE
    v_clock text;
    v_total int := coalesce(array_length(p_fact_id, 1), 0);
    v_last  bigint;
BEGIN
    SELECT h.position, greatest(h.recorded_at, CASE WHEN h.clock = 'replay' THEN coalesce(p_replayed_at, clock_timestamp())
                                               ELSE clock_timestamp() END), h.clock
      INTO base, at, v_clock
      FROM ledger.head h
       FOR UPDATE;

    IF p_replayed_at IS NOT NULL AND v_clock <> 'replay' THEN
        RAISE EXCEPTION 'This ledger witnesses its own instants; it was not made to replay.' USING ERRCODE = 'TL001';
    END IF;

    written := v_total > 0;
    IF EXISTS (SELECT FROM ledger.commands c WHERE c.id = ANY (p_request))
        OR EXISTS (SELECT FROM unnest(p_seen_subject, p_seen_up_to) AS s (subject, up_to)
                    CROSS JOIN LATERAL (SELECT FROM ledger.event_subjects x
                                         WHERE x.subject = s.subject AND x.seq_id > s.up_to LIMIT 1) AS won) THEN
        SELECT k.request, k.first, k.last, k.at, k.content, l.request, l.subject, l.won
          INTO known_request, known_first, known_last, known_at, known_content, lost_request, lost_subject, lost_to
          FROM (SELECT array_agg(q.ord), array_agg(c.first_id), array_agg(c.last_id), array_agg(e.timestamp),
                       array_agg(c.content)
                  FROM unnest(p_request) WITH ORDINALITY AS q (id, ord)
                  JOIN ledger.commands c ON c.id = q.id
                  JOIN ledger.mt_events e ON e.seq_id = c.first_id) AS k (request, first, last, at, content),
               (SELECT array_agg(s.request), array_agg(s.subject), array_agg(w.won)
                  FROM unnest(p_seen_request, p_seen_subject, p_seen_up_to) AS s (request, subject, up_to)
                 CROSS JOIN LATERAL (SELECT x.seq_id FROM ledger.event_subjects x
                                      WHERE x.subject = s.subject AND x.seq_id > s.up_to
                                      ORDER BY x.seq_id LIMIT 1) AS w (won)) AS l (request, subject, won);
        written := written
            AND NOT EXISTS (SELECT FROM unnest(known_request) k WHERE p_facts[k] > 0)
            AND NOT EXISTS (SELECT FROM unnest(lost_request) l WHERE p_facts[l] > 0);
    END IF;
    IF NOT written THEN
        RETURN;
    END IF;

    -- One fact alone: the same rows by plain statements, whose executors start several times faster.
    IF v_total = 1 AND p_facts = '{1}' THEN
        INSERT INTO ledger.mt_streams AS s (id, type, version, timestamp, created, tenant_id, is_archived)
        VALUES (p_stream[1], NULL, 1, at, at, '*DEFAULT*', FALSE)
            ON CONFLICT (id) DO UPDATE SET version = s.version + 1, timestamp = excluded.timestamp
        RETURNING s.version INTO v_last;
        INSERT INTO ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type,
                                      correlation_id, headers, user_name, is_archived)
        VALUES (base + 1, p_fact_id[1], p_fact_stream[1], v_last, p_fact_data[1], p_type[1], at, '*DEFAULT*',
                p_dotnet_type[1], p_request[1], p_fact_headers[1], p_fact_user[1], FALSE);
        INSERT INTO ledger.event_subjects (subject, seq_id) SELECT unnest(p_subject), base + 1;
        INSERT INTO ledger.commands (id, first_id, last_id, content)
        VALUES (p_request[1], base + 1, base + 1, p_content[1]);
        UPDATE ledger.head h SET position = base + 1, recorded_at = append_group.at;
        v_last := setval('ledger.mt_events_sequence', base + 1);
        NOTIFY mt_events_appended;
        RETURN;
    END IF;

    -- One statement, because each costs the start of an executor, which a group of one fact feels.
    WITH moved AS (
        INSERT INTO ledger.mt_streams AS s (id, type, version, timestamp, created, tenant_id, is_archived)
        SELECT n.id, NULL, n.facts, append_group.at, append_group.at, '*DEFAULT*', FALSE
          FROM unnest(p_stream, p_stream_facts) AS n (id, facts)
            ON CONFLICT (id) DO UPDATE SET version = s.version + excluded.version, timestamp = excluded.timestamp
        RETURNING s.id, s.version),
    before AS MATERIALIZED (
        SELECT array_agg(m.version - n.facts ORDER BY n.ord) AS version
          FROM unnest(p_stream, p_stream_facts) WITH ORDINALITY AS n (id, facts, ord)
          JOIN moved m ON m.id = n.id),
    events AS (
        INSERT INTO ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type,
                                      correlation_id, headers, user_name, is_archived)
        SELECT base + f.ord, f.id, f.stream, before.version[f.slot] + f.off, f.data, p_type[f.type],
               append_group.at, '*DEFAULT*', p_dotnet_type[f.type], p_request[f.request]::varchar, f.headers,
               f.actor, FALSE
          FROM before, unnest(p_fact_id, p_fact_stream, p_fact_slot, p_fact_offset, p_fact_type, p_fact_request,
                              p_fact_data, p_fact_headers, p_fact_user)
               WITH ORDINALITY AS f (id, stream, slot, off, type, request, data, headers, actor, ord)),
    subjects AS (
        INSERT INTO ledger.event_subjects (subject, seq_id)
        SELECT s.subject, base + s.fact
          FROM unnest(p_subject, p_subject_fact) AS s (subject, fact)),
    commands AS (
        INSERT INTO ledger.commands (id, first_id, last_id, content)
        SELECT q.id, base + q.upto - q.facts + 1, base + q.upto, q.content
          FROM (SELECT r.id, r.facts, r.content, sum(r.facts) OVER (ORDER BY r.ord) AS upto
                  FROM unnest(p_request, p_facts, p_content) WITH ORDINALITY AS r (id, facts, content, ord)) q
         WHERE q.facts > 0)
    UPDATE ledger.head h SET position = base + v_total, recorded_at = append_group.at
    RETURNING setval('ledger.mt_events_sequence', h.position) INTO v_last;
    NOTIFY mt_events_appended;
END
$$;

-- Nobody changes the log -----------------------------------------------------------------------------------------

CREATE FUNCTION ledger.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION '% of %.% is refused: what the ledger has recorded stays as it is.', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'TL002', HINT = 'Record a correction instead.';
END
$$;

-- Rows are added, and the head and the streams moved on, by ledger.append_group alone, which sets ledger.appending for
-- its own length: a row written by hand would have no position of its own, no subjects and no command. The owner and a
-- superuser can get around this on purpose, not around what the seals show.
CREATE FUNCTION ledger.refuse_by_hand() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION '% of %.% by hand is refused.', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'TL002', HINT = 'Append through TransferLedger''s port (IEventStore).';
END
$$;

DO $$
DECLARE
    guarded text;
BEGIN
    FOREACH guarded IN ARRAY ARRAY ['mt_events', 'event_subjects', 'commands'] LOOP
        EXECUTE format('CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.%I
                        FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change()', guarded);
        EXECUTE format('CREATE TRIGGER refuse_by_hand BEFORE INSERT ON ledger.%I FOR EACH STATEMENT
                        WHEN (current_setting(''ledger.appending'', TRUE) IS DISTINCT FROM ''yes'')
                        EXECUTE FUNCTION ledger.refuse_by_hand()', guarded);
    END LOOP;
    -- A stream row moves its version forward, and nothing else.
    CREATE TRIGGER refuse_change BEFORE DELETE OR TRUNCATE OR UPDATE OF id, type, created, tenant_id, is_archived
        ON ledger.mt_streams FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
    CREATE TRIGGER refuse_by_hand BEFORE INSERT OR UPDATE OF version, timestamp
        ON ledger.mt_streams FOR EACH STATEMENT
        WHEN (current_setting('ledger.appending', TRUE) IS DISTINCT FROM 'yes')
        EXECUTE FUNCTION ledger.refuse_by_hand();
    -- A ledger is made to replay before its first fact or never.
    CREATE TRIGGER refuse_change BEFORE INSERT OR DELETE OR TRUNCATE OR UPDATE OF one, ledger_id
        ON ledger.head FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
    CREATE TRIGGER refuse_by_hand BEFORE UPDATE OF position, recorded_at
        ON ledger.head FOR EACH STATEMENT
        WHEN (current_setting('ledger.appending', TRUE) IS DISTINCT FROM 'yes')
        EXECUTE FUNCTION ledger.refuse_by_hand();
    CREATE TRIGGER refuse_other_clock BEFORE UPDATE OF clock
        ON ledger.head FOR EACH ROW WHEN (OLD.position > 0 AND OLD.clock <> NEW.clock)
        EXECUTE FUNCTION ledger.refuse_change();
    FOREACH guarded IN ARRAY ARRAY ['mt_events', 'event_subjects', 'commands', 'mt_streams', 'head'] LOOP
        EXECUTE format('ALTER TABLE ledger.%I ENABLE ALWAYS TRIGGER refuse_change', guarded);
        EXECUTE format('ALTER TABLE ledger.%I ENABLE ALWAYS TRIGGER refuse_by_hand', guarded);
    END LOOP;
    ALTER TABLE ledger.head ENABLE ALWAYS TRIGGER refuse_other_clock;
END
$$;

-- Roles: the owner owns and never logs in; the application reads the log, appends through the function, keeps views.

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ledger_owner') THEN
        CREATE ROLE ledger_owner NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ledger_app') THEN
        CREATE ROLE ledger_app NOLOGIN;
    END IF;
END
$$;

DO $$
DECLARE
    owned record;
BEGIN
    EXECUTE format('GRANT ledger_owner, ledger_app TO %I', current_user);
    GRANT USAGE, CREATE ON SCHEMA ledger TO ledger_owner;
    FOR owned IN SELECT c.oid::regclass AS name FROM pg_class c
                  WHERE c.relnamespace = 'ledger'::regnamespace AND c.relkind = 'r' LOOP
        EXECUTE format('ALTER TABLE %s OWNER TO ledger_owner', owned.name);
    END LOOP;
    FOR owned IN SELECT p.oid::regprocedure AS name FROM pg_proc p WHERE p.pronamespace = 'ledger'::regnamespace LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO ledger_owner', owned.name);
    END LOOP;
    ALTER SCHEMA ledger OWNER TO ledger_owner;
    ALTER SCHEMA views OWNER TO ledger_app;
END
$$;

GRANT USAGE ON SCHEMA ledger TO ledger_app;
GRANT SELECT ON ALL TABLES IN SCHEMA ledger TO ledger_app;
GRANT SELECT ON public.ledger_migrations TO ledger_app;
GRANT SELECT ON SEQUENCE ledger.mt_events_sequence TO ledger_app;
GRANT INSERT, UPDATE, DELETE ON ledger.mt_event_progression TO ledger_app;
REVOKE ALL ON FUNCTION ledger.append_group FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.append_group TO ledger_app;
