-- Derived again, an open batch a tenant, which the next start finishes: deals of which several things were told within one instant (each
-- event says who held the deal, and of a merged one whether its survivor had begun), merged deals (what arrived further on once the
-- survivor was closed counts from then on, and the close until then), deals that left a pipeline (back at a stage that nobody defined
-- they age again), and deals that were deleted (one is first seen with the first thing said of it).
INSERT INTO touched_entities (batch_id, tenant, entity_kind, entity_id)
SELECT concat('instants-and-closed-survivors/', tenant), tenant, 'deal', entity_id
FROM raw_events WHERE entity_kind = 'deal'
GROUP BY tenant, entity_id
HAVING uniqExact(time) < uniqExact(source, id) OR uniqExactIf(JSONExtractString(body, 'pipeline_id'), JSONHas(body, 'pipeline_id')) > 1
  OR countIf(type = 'sales.deal.deleted.v1') > 0
UNION ALL
SELECT DISTINCT concat('instants-and-closed-survivors/', tenant), tenant, 'deal', deal_id FROM deal_aliases;
