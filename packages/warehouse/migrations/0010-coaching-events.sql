-- One row a version of a coaching record: ids, states, counts and times, people under pseudonyms. The same event again is
-- the same row, whatever the order of arrival; the newest version of a record is how it stands.
CREATE TABLE IF NOT EXISTS coaching_events
(
    tenant LowCardinality(String),
    name LowCardinality(String) COMMENT 'kind of record, or plan',
    record_id UUID,
    version UInt32,
    event_id UUID,
    at DateTime64(6, 'UTC'),
    state LowCardinality(String),
    move LowCardinality(String),
    late Bool,
    learner Nullable(UUID) COMMENT 'pseudonym',
    coach Nullable(UUID) COMMENT 'pseudonym',
    plan_id Nullable(UUID),
    opened_at DateTime64(6, 'UTC'),
    measures String COMMENT 'JSON object of states, counts, marks and times'
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, name, record_id, version);
