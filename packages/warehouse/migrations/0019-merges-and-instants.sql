-- Every deal is derived again, and every merge followed again, an open batch a tenant, which the next start finishes. Of merges, what came
-- later was ignored where an earlier batch held many; a deal that never said anything itself stayed when it was merged into another
-- one. Of several things told within one instant each event says who held the deal, and of a merged one whether its survivor had begun; what
-- a merged deal reached once the survivor was closed counts from then on, and the close until then; back in a pipeline at a stage that nobody
-- defined a deal ages again; and a deal is first seen with the first thing said of it, not with its deletion.
INSERT INTO touched_entities (batch_id, tenant, entity_kind, entity_id)
SELECT DISTINCT concat('merges-and-instants/', tenant), tenant, entity_kind, entity_id FROM raw_events WHERE entity_kind IN ('deal', 'merge');
