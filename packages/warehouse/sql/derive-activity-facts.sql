-- One row a touched activity. Several logged events are versions: the last by (recorded time, id) counts.
-- A plan that was fulfilled is the logged activity; a deletion holds whatever its time.
INSERT INTO activity_facts (tenant, activity_id, version, state, kind, direction, rep_id, deal_id, account_id, event_at, starts_at, duration_s, outcome, customers, content_version, planned_at)
WITH
  superseded AS (SELECT source, id, body_version FROM superseded_bodies WHERE tenant = {tenant:String}),
  events AS (
    SELECT entity_id, type, time, recorded_time, id, source, (source, id, body_version) IN superseded AS is_superseded,
      JSONExtract(body, 'Tuple(kind String, direction String, rep_id String, deal_id String, account_id String, starts_at String, duration_s Nullable(Float64), outcome String, cancelled Bool, participants Array(Tuple(person_id Nullable(String), side String)))') AS v,
      if(JSONType(body, 'content') = 'Object' OR arrayExists(p -> isNotNull(p), JSONExtract(body, 'participants', 'Array(Tuple(talk_s Nullable(Float64)))').talk_s), body_version, 0) AS content_version
    FROM raw_events FINAL
    WHERE tenant = {tenant:String} AND entity_kind = 'activity' AND entity_id IN (
      SELECT entity_id FROM touched_entities WHERE batch_id IN {batches:Array(String)} AND tenant = {tenant:String} AND entity_kind = 'activity')
  ),
  chosen AS (
    SELECT entity_id AS activity_id, count() + countIf(is_superseded) AS version,
      countIf(type = 'sales.activity.deleted.v1' AND NOT is_superseded) > 0 AS is_deleted,
      countIf(type = 'sales.activity.logged.v1' AND NOT is_superseded) > 0 AS is_logged,
      argMaxIf((v, time, content_version), (recorded_time, id, source), type = 'sales.activity.logged.v1' AND NOT is_superseded) AS logged,
      argMaxIf((v, time), (time, recorded_time, id, source), type = 'sales.activity.planned.v1' AND NOT is_superseded) AS planned,
      minIf(time, type = 'sales.activity.planned.v1' AND NOT is_superseded) AS planned_at
    FROM events GROUP BY entity_id
  ),
  settled AS (
    SELECT activity_id, version, is_deleted, is_logged, if(is_logged, logged.1, planned.1) AS v, if(is_logged, logged.2, planned.2) AS event_at,
      if(is_logged, logged.3, 0) AS content_version, planned_at
    FROM chosen
  )
SELECT {tenant:String} AS tenant, activity_id, version,
  multiIf(is_deleted OR v.kind = '', 'deleted', is_logged, 'logged', v.cancelled, 'cancelled', 'planned') AS state,
  v.kind, v.direction, v.rep_id, v.deal_id, v.account_id, event_at,
  if(is_logged OR v.starts_at = '', event_at, parseDateTime64BestEffort(v.starts_at, 6, 'UTC')) AS starts_at,
  v.duration_s, v.outcome,
  arrayDistinct(arrayMap(p -> assumeNotNull(p.person_id), arrayFilter(p -> p.side = 'customer' AND p.person_id != '', v.participants))) AS customers,
  content_version, planned_at
FROM settled
