-- The same protection for less. PostgreSQL reads the condition of a trigger, and a check of a table, from text anew for
-- every statement (docs/performance.md). The conditions move into the functions of the triggers, which are kept compiled.
CREATE FUNCTION ledger.refuse_unless_appending() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    IF pg_catalog.current_setting('ledger.appending', TRUE) IS DISTINCT FROM 'yes' THEN
        RAISE EXCEPTION '% of %.% by hand is refused.', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
            USING ERRCODE = 'TL002', HINT = 'Append through TransferLedger''s port (IEventStore).';
    END IF;
    RETURN NULL;
END
$$;
ALTER FUNCTION ledger.refuse_unless_appending OWNER TO ledger_owner;

DO $$
DECLARE
    guarded text;
BEGIN
    FOREACH guarded IN ARRAY ARRAY ['mt_events', 'event_subjects', 'commands', 'mt_streams', 'head'] LOOP
        EXECUTE format('DROP TRIGGER refuse_by_hand ON ledger.%I', guarded);
        EXECUTE format(
            'CREATE TRIGGER refuse_by_hand BEFORE %s ON ledger.%I FOR EACH STATEMENT
             EXECUTE FUNCTION ledger.refuse_unless_appending()',
            CASE guarded WHEN 'head' THEN 'UPDATE OF position, recorded_at'
                         WHEN 'mt_streams' THEN 'INSERT OR UPDATE OF version, timestamp'
                         ELSE 'INSERT' END,
            guarded);
        EXECUTE format('ALTER TABLE ledger.%I ENABLE ALWAYS TRIGGER refuse_by_hand', guarded);
    END LOOP;
END
$$;

-- There is one row already, and no other can come or this one go (refuse_change); the values of clock are those of its type.
CREATE DOMAIN ledger.clock AS text CHECK (VALUE IN ('server', 'replay'));
ALTER DOMAIN ledger.clock OWNER TO ledger_owner;
DROP TRIGGER refuse_other_clock ON ledger.head;
ALTER TABLE ledger.head DROP CONSTRAINT head_clock_check, DROP CONSTRAINT head_one_check,
    ALTER COLUMN clock DROP DEFAULT, ALTER COLUMN clock TYPE ledger.clock, ALTER COLUMN clock SET DEFAULT 'server';
CREATE TRIGGER refuse_other_clock BEFORE UPDATE OF clock
    ON ledger.head FOR EACH ROW WHEN (OLD.position > 0 AND OLD.clock <> NEW.clock)
    EXECUTE FUNCTION ledger.refuse_change();
ALTER TABLE ledger.head ENABLE ALWAYS TRIGGER refuse_other_clock;
