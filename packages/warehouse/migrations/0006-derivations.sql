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

-- A batch is derived tenant by tenant, so that one whose facts cannot be derived holds up no other. What was derived by then is
-- forgotten with what it touched.
DELETE FROM touched_entities WHERE batch_id IN (SELECT batch_id FROM derived_batches);

TRUNCATE TABLE derived_batches;

ALTER TABLE derived_batches ADD COLUMN IF NOT EXISTS tenant String, MODIFY ORDER BY (batch_id, tenant);

-- How many batches a tenant's facts were derived from: what is computed from facts holds as long as this number does. It grows
-- after the facts of a batch are in place, so whoever read the number first and the facts then has read no older facts.
CREATE TABLE IF NOT EXISTS derivations
(
    tenant String,
    batches UInt64
)
ENGINE = SummingMergeTree
ORDER BY tenant;

CREATE MATERIALIZED VIEW IF NOT EXISTS derivations_from_batches TO derivations AS
SELECT tenant, count() AS batches FROM derived_batches GROUP BY tenant;
