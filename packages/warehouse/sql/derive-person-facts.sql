-- One row a touched person: role, team and manager as they held from each change on; a field absent is unchanged.
INSERT INTO person_facts
WITH
  superseded AS (SELECT source, id, body_version FROM superseded_bodies WHERE tenant = {tenant:String}),
  changes AS (
    SELECT entity_id, time, recorded_time, id, source, (source, id, body_version) IN superseded AS is_superseded,
      JSONExtractKeys(body) AS fields,
      JSONExtract(body, 'Tuple(role String, active Bool, team String, manager_id String, started_on String)') AS v
    FROM raw_events FINAL
    WHERE tenant = {tenant:String} AND entity_kind = 'person' AND entity_id IN (
      SELECT entity_id FROM touched_entities WHERE batch_id IN {batches:Array(String)} AND tenant = {tenant:String} AND entity_kind = 'person')
  ),
  ordered AS (
    SELECT entity_id AS person_id, count() + countIf(is_superseded) AS version,
      arraySort(x -> (x.1, x.2, x.3, x.4), groupArrayIf((time, recorded_time, id, source, fields, v), NOT is_superseded)) AS events
    FROM changes GROUP BY entity_id
  )
SELECT {tenant:String} AS tenant, person_id, version,
  arrayMap((x, i) -> if(i = 1, toDateTime64(0, 6, 'UTC'), x.1), events, arrayEnumerate(events)),
  arrayFill((value, x) -> has(x.5, 'role'), arrayMap(x -> x.6.role, events), events),
  arrayFill((value, x) -> has(x.5, 'active'), arrayMap(x -> toUInt8(x.6.active), events), events),
  arrayFill((value, x) -> has(x.5, 'team'), arrayMap(x -> x.6.team, events), events),
  arrayFill((value, x) -> has(x.5, 'manager_id'), arrayMap(x -> x.6.manager_id, events), events),
  arrayFill((value, x) -> has(x.5, 'started_on'), arrayMap(x -> x.6.started_on, events), events)
FROM ordered
