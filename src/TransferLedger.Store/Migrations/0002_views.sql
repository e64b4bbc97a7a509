-- How far each view has come, and what it holds. Views live in schema `views`, which the application owns; they can
-- be thrown away and rebuilt from the log at any time.

CREATE TABLE ledger.view_progress (
    name       text        NOT NULL PRIMARY KEY,
    version    int         NOT NULL,
    generation int         NOT NULL DEFAULT 1,
    position   bigint      NOT NULL DEFAULT 0,
    facts      bigint      NOT NULL DEFAULT 0,
    rows       bigint      NOT NULL DEFAULT 0,
    rows_hash  bytea       NOT NULL DEFAULT decode(repeat('00', 32), 'hex'),
    fill_until bigint,
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE SCHEMA views_rebuild AUTHORIZATION ledger_app;
COMMENT ON SCHEMA views IS 'What the facts come to. Read it with any SQL tool; it can be rebuilt from the log at any time.';
COMMENT ON SCHEMA views_rebuild IS 'Views being rebuilt, until they are switched in.';

ALTER TABLE ledger.view_progress OWNER TO ledger_owner;
GRANT SELECT, INSERT, UPDATE, DELETE ON ledger.view_progress TO ledger_app;

COMMENT ON TABLE ledger.view_progress IS 'One row per view (and per rebuild under way, named <view>/rebuild).';
COMMENT ON COLUMN ledger.view_progress.position IS 'The last fact the view has seen; every fact up to it is applied.';
COMMENT ON COLUMN ledger.view_progress.generation IS 'Goes up when a rebuild is switched in.';
COMMENT ON COLUMN ledger.view_progress.facts IS 'How many facts concerned the view.';
COMMENT ON COLUMN ledger.view_progress.rows_hash IS 'XOR of the row_hash of every row.';
COMMENT ON COLUMN ledger.view_progress.fill_until IS 'While a rebuild fills empty tables: the last fact it fills them from.';
