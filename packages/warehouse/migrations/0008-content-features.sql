-- What is kept of contents: counts, times and hashes, never words. One row an event with content that was looked at; a row is
-- read through the activity whose version that event is, and only where what it needs was switched on at the time of the activity.
CREATE TABLE IF NOT EXISTS content_features
(
    tenant LowCardinality(String),
    activity_id String,
    content_version UInt64 COMMENT 'body_version of the event',
    version UInt64 COMMENT 'of the computation, then switches read: both only grow',
    at DateTime64(6, 'UTC') COMMENT 'time of the event',
    talk_rep_s Nullable(Float64),
    talk_all_s Nullable(Float64),
    questions Nullable(UInt32),
    monologue_s Nullable(Float64),
    interruptions Nullable(UInt32),
    next_step Nullable(UInt8),
    words Nullable(UInt32),
    fingerprints Array(UInt64),
    word_marks Array(UInt16)
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (tenant, activity_id, content_version);

-- Contents wait thirty days for what they are needed for, counted from their receipt; names of people and deals do not expire.
ALTER TABLE event_texts ADD COLUMN IF NOT EXISTS received_at DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC');

ALTER TABLE event_texts MODIFY TTL toDateTime(received_at) + INTERVAL 30 DAY DELETE WHERE entity_kind = 'activity';

ALTER TABLE activity_facts
  ADD COLUMN IF NOT EXISTS content_version UInt64 COMMENT 'body_version of the event that counts, where it has content or times of speech; else 0',
  ADD COLUMN IF NOT EXISTS planned_at DateTime64(6, 'UTC') COMMENT 'when it was first planned; 1970: never';

-- Activities derived before these columns were are derived again: an open batch a tenant, which the next start finishes.
INSERT INTO touched_entities (batch_id, tenant, entity_kind, entity_id)
SELECT DISTINCT concat('content-features/', tenant), tenant, 'activity', entity_id FROM raw_events WHERE entity_kind = 'activity';
