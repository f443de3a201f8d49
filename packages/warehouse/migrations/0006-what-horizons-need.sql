-- Every stage that a deal of the tenant was ever derived to have entered: more than its deals have now, perhaps, never fewer.
CREATE TABLE IF NOT EXISTS entered_stages
(
    tenant LowCardinality(String),
    pipeline_id String,
    stage_id String
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, pipeline_id, stage_id);

CREATE MATERIALIZED VIEW IF NOT EXISTS entered_stages_from_derived TO entered_stages AS
SELECT DISTINCT tenant, step.1 AS pipeline_id, step.2 AS stage_id
FROM derived_deals ARRAY JOIN arrayDistinct(arrayZip(steps.pipeline_id, steps.stage_id)) AS step;

INSERT INTO entered_stages SELECT DISTINCT tenant, pipeline_id, stage_id FROM step_facts WHERE is_removed = 0;

-- How many batches a tenant's facts were derived from: what is computed from facts holds as long as this number does. It grows
-- after the facts of a batch are in place, so whoever read the number first and the facts then has read no older facts.
ALTER TABLE derived_batches ADD COLUMN IF NOT EXISTS tenant LowCardinality(String);

CREATE TABLE IF NOT EXISTS derivations
(
    tenant LowCardinality(String),
    batches UInt64
)
ENGINE = SummingMergeTree
ORDER BY tenant;

CREATE MATERIALIZED VIEW IF NOT EXISTS derivations_from_batches TO derivations AS
SELECT tenant, count() AS batches FROM derived_batches GROUP BY tenant;
