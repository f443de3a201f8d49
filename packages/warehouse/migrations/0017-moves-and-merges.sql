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
