-- The files behind the hashes that facts carry: scans, specimens, pictures, forms. Kept beside the log and protected
-- like it: rows are added by ledger.add_file alone, and nobody changes or removes one.

CREATE TABLE ledger.files (
    hash       bytea       NOT NULL PRIMARY KEY,
    bytes      bytea       NOT NULL,
    length     int         NOT NULL,
    media_type text        NOT NULL,
    stored_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    stored_by  text        NOT NULL,
    CONSTRAINT files_hash_is_of_bytes CHECK (hash = sha256(bytes)),
    CONSTRAINT files_length_is_of_bytes CHECK (length = octet_length(bytes) AND length > 0)
);
-- Scans are compressed already.
ALTER TABLE ledger.files ALTER COLUMN bytes SET STORAGE EXTERNAL;
COMMENT ON TABLE ledger.files IS 'The files whose SHA-256 facts name. Added once, never changed.';
COMMENT ON COLUMN ledger.files.hash IS 'SHA-256 of the bytes.';
COMMENT ON COLUMN ledger.files.media_type IS 'Guessed from the leading bytes.';
COMMENT ON COLUMN ledger.files.stored_at IS 'When this server stored it.';
COMMENT ON COLUMN ledger.files.stored_by IS 'The officer who gave it.';

-- Stores a file; FALSE when it was there.
CREATE FUNCTION ledger.add_file(p_hash bytea, p_bytes bytea, p_media_type text, p_stored_by text) RETURNS boolean
    LANGUAGE plpgsql
    SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET ledger.appending = 'yes'
AS $$
BEGIN
    INSERT INTO ledger.files (hash, bytes, length, media_type, stored_by)
    VALUES (p_hash, p_bytes, octet_length(p_bytes), p_media_type, p_stored_by)
        ON CONFLICT (hash) DO NOTHING;
    RETURN FOUND;
END
$$;

CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.files
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER refuse_by_hand BEFORE INSERT ON ledger.files FOR EACH STATEMENT
    WHEN (current_setting('ledger.appending', TRUE) IS DISTINCT FROM 'yes')
    EXECUTE FUNCTION ledger.refuse_by_hand();
ALTER TABLE ledger.files ENABLE ALWAYS TRIGGER refuse_change;
ALTER TABLE ledger.files ENABLE ALWAYS TRIGGER refuse_by_hand;

ALTER TABLE ledger.files OWNER TO ledger_owner;
ALTER FUNCTION ledger.add_file OWNER TO ledger_owner;
GRANT SELECT ON ledger.files TO ledger_app;
REVOKE ALL ON FUNCTION ledger.add_file FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.add_file TO ledger_app;
