-- Every accepted event, as it was accepted, texts of people left out (they are in event_texts).
-- Identity is (tenant, source, id). The same identity with another body: the greatest SHA-256 of the canonical JSON counts;
-- body_version is its first 64 bits, which decides alike except for one pair in 1.8e19.
-- Not partitioned by time: the place of an event must never depend on anything but its identity and its entity.
CREATE TABLE IF NOT EXISTS raw_events
(
    tenant LowCardinality(String),
    entity_kind LowCardinality(String),
    entity_id String,
    source LowCardinality(String),
    id String,
    type LowCardinality(String),
    time DateTime64(6, 'UTC'),
    recorded_time DateTime64(6, 'UTC') COMMENT 'when the source recorded it; 1970 = not said, sorts first',
    body_version UInt64,
    body String COMMENT 'canonical JSON of data, without texts' CODEC(ZSTD(3)),
    received_at DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, entity_kind, entity_id, source, id, body_version);

-- Every body that an identity ever came with, and where it lives: answers "seen before?" for a batch by key, and finds
-- one identity used for two bodies or two entities.
CREATE TABLE IF NOT EXISTS event_identities
(
    tenant LowCardinality(String),
    source LowCardinality(String),
    id String,
    body_version UInt64,
    entity_kind LowCardinality(String),
    entity_id String
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, source, id, body_version, entity_kind, entity_id)
SETTINGS index_granularity = 1024;

CREATE MATERIALIZED VIEW IF NOT EXISTS event_identities_from_raw TO event_identities AS
SELECT tenant, source, id, body_version, entity_kind, entity_id FROM raw_events;

-- Bodies that lost to another body of the same identity. They stay in raw_events, so that the number of rows an entity was derived
-- from only ever grows, and every reader leaves out those named here.
CREATE TABLE IF NOT EXISTS superseded_bodies
(
    tenant LowCardinality(String),
    source LowCardinality(String),
    id String,
    body_version UInt64
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, source, id, body_version);

-- Names, addresses and texts of events, apart from everything else, so that they can expire or be erased alone.
CREATE TABLE IF NOT EXISTS event_texts
(
    tenant LowCardinality(String),
    entity_kind LowCardinality(String),
    entity_id String,
    source LowCardinality(String),
    id String,
    person_id String,
    time DateTime64(6, 'UTC'),
    recorded_time DateTime64(6, 'UTC'),
    body_version UInt64,
    texts String COMMENT 'JSON of the fields that contracts call private' CODEC(ZSTD(3))
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, entity_kind, entity_id, source, id, body_version);

-- The durable list of what a batch touched, written before its events; facts are derived from it and then the batch is marked.
-- Rows of marked batches are deleted when a process starts; an unmarked one stays until it was finished, however long that takes.
CREATE TABLE IF NOT EXISTS touched_entities
(
    batch_id String,
    tenant LowCardinality(String),
    entity_kind LowCardinality(String),
    entity_id String,
    touched_at DateTime DEFAULT now()
)
ENGINE = MergeTree
ORDER BY (batch_id, tenant, entity_kind, entity_id);

CREATE TABLE IF NOT EXISTS derived_batches
(
    batch_id String,
    derived_at DateTime DEFAULT now()
)
ENGINE = ReplacingMergeTree
ORDER BY batch_id;

-- The newest event of each tenant, for the default as_of and for freshness.
CREATE TABLE IF NOT EXISTS newest_events
(
    tenant LowCardinality(String),
    time SimpleAggregateFunction(max, DateTime64(6, 'UTC')),
    received_at SimpleAggregateFunction(max, DateTime64(3, 'UTC'))
)
ENGINE = AggregatingMergeTree
ORDER BY tenant;

CREATE MATERIALIZED VIEW IF NOT EXISTS newest_events_from_raw TO newest_events AS
SELECT tenant, max(time) AS time, max(received_at) AS received_at FROM raw_events GROUP BY tenant;
