-- Certificates of one authority in the order of their days of issue: EUC-023 compares a number with those of the papers
-- issued before and after. On the log itself, not in a view: a verdict looks at what was recorded by an instant, and must
-- not miss what was recorded just now.
CREATE INDEX mt_events_series ON ledger.mt_events (
    split_part(stream_id, '/', 2),
    lower((data #>> '{certificate,authority}') COLLATE "C"),
    ((data #>> '{certificate,issuedOn}') COLLATE "C"),
    seq_id)
 WHERE type = 'certificate_captured';
COMMENT ON INDEX ledger.mt_events_series IS 'Captures of certificates by State, authority and day of issue.';
