-- One row a touched activity. Several logged events are versions: the last by (recorded time, id) counts.
-- A plan that was fulfilled is the logged activity; a deletion holds whatever its time. Whatever was derived from fewer events lies where
-- one of them would have put the activity, so the rows of all those places but the last one are removed, written or not.
INSERT INTO activity_facts (tenant, activity_id, version, is_removed, start_quarter, state, kind, direction, rep_id, deal_id, account_id, event_at, starts_at, duration_s, outcome, customers, content_version, planned_at)
WITH
  superseded AS (SELECT source, id, body_version FROM superseded_bodies WHERE tenant = {tenant:String}),
  events AS (
    SELECT entity_id, type, time, recorded_time, id, source, (source, id, body_version) IN superseded AS is_superseded,
      if(type = 'sales.activity.logged.v1' OR v.starts_at = '', time, parseDateTime64BestEffort(v.starts_at, 6, 'UTC')) AS starts_at,
      (toStartOfQuarter(least(greatest(starts_at, toDateTime64(0, 6, 'UTC')), toDateTime64('2100-01-01 00:00:00', 6, 'UTC'))), v.rep_id, v.deal_id) AS place,
      JSONExtract(body, 'Tuple(kind String, direction String, rep_id String, deal_id String, account_id String, starts_at String, duration_s Nullable(Float64), outcome String, cancelled Bool, participants Array(Tuple(person_id Nullable(String), side String)))') AS v,
      if(JSONType(body, 'content') = 'Object' OR arrayExists(p -> isNotNull(p), JSONExtract(body, 'participants', 'Array(Tuple(talk_s Nullable(Float64)))').talk_s), body_version, 0) AS content_version
    FROM raw_events FINAL
    WHERE tenant = {tenant:String} AND entity_kind = 'activity' AND entity_id IN (
      SELECT entity_id FROM touched_entities WHERE batch_id IN {batches:Array(String)} AND tenant = {tenant:String} AND entity_kind = 'activity' AND cityHash64(entity_id) % {buckets:UInt32} = {bucket:UInt32})
  ),
  chosen AS (
    SELECT entity_id AS activity_id, count() + countIf(is_superseded) AS version,
      countIf(type = 'sales.activity.deleted.v1' AND NOT is_superseded) > 0 AS is_deleted,
      countIf(type = 'sales.activity.logged.v1' AND NOT is_superseded) > 0 AS is_logged,
      argMaxIf((v, time, starts_at, place, content_version), (recorded_time, id, source), type = 'sales.activity.logged.v1' AND NOT is_superseded) AS logged,
      argMaxIf((v, time, starts_at, place, content_version), (time, recorded_time, id, source), type = 'sales.activity.planned.v1' AND NOT is_superseded) AS planned,
      groupUniqArrayIf(place, type != 'sales.activity.deleted.v1') AS places,
      minIf(time, type = 'sales.activity.planned.v1' AND NOT is_superseded) AS planned_at
    FROM events GROUP BY entity_id
  ),
  settled AS (
    SELECT activity_id, version, is_logged, if(is_logged, logged, planned) AS counted, counted.1 AS v, counted.2 AS event_at, counted.3 AS starts_at, counted.4 AS kept,
      if(is_logged, counted.5, 0) AS content_version, planned_at, is_deleted OR v.kind = '' AS is_gone, places
    FROM chosen
  )
SELECT {tenant:String} AS tenant, activity_id, version, row.4 AS is_removed, row.1 AS start_quarter,
  multiIf(is_logged, 'logged', v.cancelled, 'cancelled', 'planned') AS state,
  v.kind, v.direction, row.2 AS rep_id, row.3 AS deal_id, v.account_id, event_at, starts_at, v.duration_s, v.outcome,
  arrayDistinct(arrayMap(p -> assumeNotNull(p.person_id), arrayFilter(p -> p.side = 'customer' AND p.person_id != '', v.participants))) AS customers,
  content_version, planned_at
FROM settled
ARRAY JOIN arrayConcat(
  if(is_gone, [], [(kept.1, kept.2, kept.3, toUInt8(0))]),
  arrayMap(p -> (p.1, p.2, p.3, toUInt8(1)), arrayFilter(p -> is_gone OR p != kept, places))) AS row
