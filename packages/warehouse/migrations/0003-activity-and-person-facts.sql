-- One row an activity: the version that counts, or that it was deleted.
CREATE TABLE IF NOT EXISTS activity_facts
(
    tenant LowCardinality(String),
    activity_id String,
    version UInt64 COMMENT 'raw events read, bodies that lost included',
    state Enum8('planned' = 0, 'logged' = 1, 'cancelled' = 2, 'deleted' = 3),
    kind LowCardinality(String),
    direction LowCardinality(String) COMMENT 'empty for planned ones',
    rep_id String,
    deal_id String,
    account_id String,
    event_at DateTime64(6, 'UTC') COMMENT 'time of the event that counts; decides what as_of sees',
    starts_at DateTime64(6, 'UTC') COMMENT 'when it took place or is to',
    duration_s Nullable(Float64),
    outcome LowCardinality(String)
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (tenant, activity_id);

-- One row a person: what held from when. The first version holds since ever.
CREATE TABLE IF NOT EXISTS person_facts
(
    tenant LowCardinality(String),
    person_id String,
    version UInt64 COMMENT 'raw events read, bodies that lost included',
    versions Nested(
        valid_from DateTime64(6, 'UTC'), role LowCardinality(String), active UInt8,
        team String, manager_id String, started_on String)
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (tenant, person_id);
