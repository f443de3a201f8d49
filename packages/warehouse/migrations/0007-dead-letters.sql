-- Messages of the bus that cannot be stored, one row a letter. version = twice the attempts, and one more once that attempt was sent
-- again: a letter that comes twice, or late, never hides what is known to have happened since, in whatever order rows are written.
-- A letter expires 30 days after it last failed, one that a later release may understand only once it was sent again.
CREATE TABLE IF NOT EXISTS dead_letters
(
    tenant LowCardinality(String) COMMENT 'empty: it cannot be told whose the message is',
    id String,
    version UInt64,
    state Enum8('waiting' = 0, 'replayed' = 1),
    step LowCardinality(String),
    reason LowCardinality(String),
    detail String CODEC(ZSTD(3)),
    problems String COMMENT 'JSON: code, path and message of each' CODEC(ZSTD(3)),
    event_type LowCardinality(String) COMMENT 'empty: not readable',
    key String,
    headers Map(String, String),
    value String COMMENT 'base64' CODEC(ZSTD(3)),
    value_bytes UInt64,
    value_sha256 String,
    value_is_whole UInt8 COMMENT '0: only its beginning was kept',
    topic LowCardinality(String),
    partition UInt32,
    offset String,
    received_at DateTime64(6, 'UTC'),
    attempts UInt32,
    kept_at DateTime64(6, 'UTC') COMMENT 'when it last failed',
    expires_at DateTime('UTC') COMMENT '2106-01-01: not yet',
    replayed_at DateTime64(6, 'UTC') COMMENT '2299-12-31: never',
    replayed_by String
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (tenant, id)
TTL expires_at
SETTINGS index_granularity = 256;
