-- As in 0016, but of a plan that has ended no review is overdue: it waits for nobody any more.
CREATE OR REPLACE VIEW stepup_v1.coaching_records DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT r.tenant AS tenant, r.record AS record, r.record_id AS record_id, r.state AS state,
  multiIf(known.is_named, known.person, r.coached_as = 'unknown', 'unknown', concat('c-', lower(substring(hex(SHA256(concat('record/', r.coached_as))), 1, 16)))) AS person,
  multiIf(coaching.person != '', coaching.person, r.coached_by = 'unknown', 'unknown', concat('c-', lower(substring(hex(SHA256(concat('coach/', r.coached_by))), 1, 16)))) AS coach,
  if(known.person = '', 'withheld', known.team) AS team, if(known.person = '', 'withheld', known.manager) AS manager,
  r.plan_id AS plan_id, if(known.is_named, r.opened_at, toDateTime64(toStartOfMonth(r.opened_at), 6, 'UTC')) AS opened_at,
  if(known.is_named, r.changed_at, toDateTime64(toStartOfMonth(r.changed_at), 6, 'UTC')) AS changed_at,
  if(known.is_named, r.happened_at, toDateTime64(toStartOfMonth(r.happened_at), 6, 'UTC')) AS happened_at,
  if(known.is_named, r.due_on, toStartOfMonth(r.due_on)) AS due_on, r.is_overdue AND (r.tenant, ifNull(r.plan_id, toUUID('00000000-0000-0000-0000-000000000000'))) NOT IN (
    SELECT tenant, record_id FROM coaching_events WHERE name = 'plan' AND state IN ('completed', 'abandoned')) AS is_overdue,
  JSONExtractString(r.told, 'basis') AS basis, JSONExtractString(r.told, 'behaviour') AS behaviour,
  JSONExtractBool(r.told, 'has_behaviour_target') AS has_behaviour_target,
  JSONExtractBool(r.told, 'has_prediction') AS has_prediction, JSONExtractBool(r.told, 'debriefed_near') AS debriefed_near
FROM (
  SELECT tenant, toString(name) AS record, record_id, toString(argMax(coaching_events.state, version)) AS state, ifNull(toString(argMax(learner, version)), 'unknown') AS coached_as,
    ifNull(toString(argMax(coaching_events.coach, version)), 'unknown') AS coached_by, argMax(coaching_events.plan_id, version) AS plan_id,
    any(coaching_events.opened_at) AS opened_at, max(at) AS changed_at, argMax(measures, version) AS told,
    coalesce(multiIf(record IN ('session', 'review'), parseDateTime64BestEffortOrNull(JSONExtractString(told, 'held_at'), 6, 'UTC'),
      record = 'call', parseDateTime64BestEffortOrNull(JSONExtractString(told, 'starts_at'), 6, 'UTC'), NULL), opened_at) AS happened_at,
    toDateOrNull(JSONExtractString(told, 'due_on')) AS due_on,
    record = 'review' AND state = 'due' AND due_on < toDate(now('UTC')) AS is_overdue
  FROM coaching_events FINAL WHERE name NOT IN ('finding', 'verification') GROUP BY tenant, name, record_id) AS r
LEFT JOIN coached_people AS known ON known.tenant = r.tenant AND known.coached_as = r.coached_as
LEFT JOIN (
  SELECT k.tenant AS tenant, toString(k.pseudonym) AS coached_as, min(given.pseudonym) AS person
  FROM coaching_pseudonyms AS k
  INNER JOIN tenants_with_people_on_boards AS agreed ON agreed.tenant = k.tenant
  INNER JOIN person_pseudonyms AS given ON given.tenant = k.tenant AND given.person_id = k.person_id
  WHERE (k.tenant, k.person_id) NOT IN (SELECT tenant, entity_id FROM raw_events WHERE entity_kind = 'erasure')
  GROUP BY tenant, coached_as) AS coaching ON coaching.tenant = r.tenant AND coaching.coached_as = r.coached_by;
