-- Both ends of every merge, so that all that hangs together is found from any of its deals.
CREATE TABLE IF NOT EXISTS deal_merge_ends
(
    tenant LowCardinality(String),
    deal_id String,
    other_id String
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, deal_id, other_id);

CREATE MATERIALIZED VIEW IF NOT EXISTS deal_merge_ends_from_raw TO deal_merge_ends AS
SELECT tenant, ends.1 AS deal_id, ends.2 AS other_id
FROM (
    SELECT tenant, arrayJoin(arrayFlatten(arrayMap(merged -> [(entity_id, merged), (merged, entity_id)], JSONExtract(body, 'merged_ids', 'Array(String)')))) AS ends
    FROM raw_events WHERE entity_kind = 'merge'
);

-- Deals that hang together by merges: the root is the survivor of all.
CREATE TABLE IF NOT EXISTS deal_aliases
(
    tenant LowCardinality(String),
    deal_id String,
    root_id String,
    version UInt64 COMMENT 'merges read; they only ever grow'
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (tenant, deal_id);

-- One row a deal, derived from its raw events. version = raw events read (bodies that lost and pipeline definitions included):
-- it only grows, so the larger set wins whichever writer was faster. 2299-12-31 = has not happened.
CREATE TABLE IF NOT EXISTS deal_facts
(
    tenant LowCardinality(String),
    deal_id String,
    version UInt64,
    hidden Enum8('no' = 0, 'deleted' = 1, 'merged' = 2),
    pipeline_id LowCardinality(String),
    stage_id LowCardinality(String),
    owner_id String,
    segment LowCardinality(String),
    product LowCardinality(String),
    account_id String,
    lead_source LowCardinality(String),
    lost_reason LowCardinality(String),
    expected_close_on String,
    created_at DateTime64(6, 'UTC'),
    first_event_at DateTime64(6, 'UTC'),
    last_event_at DateTime64(6, 'UTC'),
    owners Nested(at DateTime64(6, 'UTC'), owner_id LowCardinality(String)),
    amounts Nested(at DateTime64(6, 'UTC'), amount Nullable(Decimal(38, 4)), currency String),
    stands Nested(
        at DateTime64(6, 'UTC'), until DateTime64(6, 'UTC'), pipeline_id LowCardinality(String), stage_id LowCardinality(String),
        outcome Enum8('open' = 0, 'won' = 1, 'lost' = 2), owner_id LowCardinality(String), segment LowCardinality(String), product LowCardinality(String)),
    steps Nested(
        pipeline_id LowCardinality(String), stage_id LowCardinality(String), next_stage_id LowCardinality(String), rank UInt16, defined_horizon_days UInt16,
        entered_at DateTime64(6, 'UTC'), advanced_at DateTime64(6, 'UTC'), lost_at DateTime64(6, 'UTC'), paused_at DateTime64(6, 'UTC'),
        skipped UInt8, valid_from DateTime64(6, 'UTC'), valid_until DateTime64(6, 'UTC'),
        entry_owner_id LowCardinality(String), segment LowCardinality(String), product LowCardinality(String), amount Nullable(Decimal(38, 4)),
        held_by Array(LowCardinality(String)), held_from Array(DateTime64(6, 'UTC')), held_until Array(DateTime64(6, 'UTC')))
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (tenant, deal_id);
