-- Every body that an identity ever came with, the identity as the first 64 bits of a hash: with source and id written out a second time, and
-- the entity beside them, an event took 31 bytes here. Whose body lost to another one is looked up in raw_events, which is rare.
CREATE TABLE IF NOT EXISTS event_bodies
(
    tenant LowCardinality(String),
    identity UInt64 COMMENT 'sipHash64(source, id)' CODEC(Delta, ZSTD(1)),
    body_version UInt64 CODEC(NONE)
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, identity, body_version)
SETTINGS index_granularity = 1024;

CREATE MATERIALIZED VIEW IF NOT EXISTS event_bodies_from_raw TO event_bodies AS
SELECT tenant, sipHash64(toString(source), id) AS identity, body_version FROM raw_events;

INSERT INTO event_bodies SELECT tenant, sipHash64(toString(source), id) AS identity, body_version FROM raw_events;

DROP VIEW IF EXISTS event_identities_from_raw;

DROP TABLE IF EXISTS event_identities;

-- Derived again, an open batch a tenant, which the next start finishes: deals that were in several pipelines (a close in one no longer
-- counts once the deal stands at an open stage of another), merged deals (what a merged one reached counts once its survivor stood in that
-- pipeline), and deals that were told of one stage twice (won again after an unknown stage is a later close).
INSERT INTO touched_entities (batch_id, tenant, entity_kind, entity_id)
SELECT concat('moves-and-merges/', tenant), tenant, 'deal', entity_id
FROM (
  SELECT tenant, entity_id, JSONExtractString(body, 'pipeline_id') AS pipeline_id, JSONExtractString(body, 'stage_id') AS stage_id
  FROM raw_events WHERE entity_kind = 'deal')
GROUP BY tenant, entity_id
HAVING uniqExactIf(pipeline_id, pipeline_id != '') > 1 OR countIf(stage_id != '') > uniqExactIf(stage_id, stage_id != '')
UNION ALL
SELECT DISTINCT concat('moves-and-merges/', tenant), tenant, 'deal', deal_id FROM deal_aliases;
