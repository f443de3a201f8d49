-- Coaching records for boards: one row a record as its newest event tells it, people under the pseudonyms of coaching events. happened_at:
-- when a session or review was held or a call took place, else when the record was opened. behaviour, basis: of plans.
CREATE OR REPLACE VIEW stepup_v1.coaching_records DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT tenant, toString(name) AS record, record_id, toString(state) AS state, person, coach, plan_id, opened_at, changed_at,
  coalesce(multiIf(record IN ('session', 'review'), parseDateTime64BestEffortOrNull(JSONExtractString(told, 'held_at'), 6, 'UTC'),
    record = 'call', parseDateTime64BestEffortOrNull(JSONExtractString(told, 'starts_at'), 6, 'UTC'), NULL), opened_at) AS happened_at,
  toDateOrNull(JSONExtractString(told, 'due_on')) AS due_on,
  record = 'review' AND state = 'due' AND due_on < toDate(now('UTC')) AS is_overdue,
  JSONExtractString(told, 'basis') AS basis, JSONExtractString(told, 'behaviour') AS behaviour,
  JSONExtractBool(told, 'has_behaviour_target') AS has_behaviour_target,
  JSONExtractBool(told, 'has_prediction') AS has_prediction, JSONExtractBool(told, 'debriefed_near') AS debriefed_near
FROM (
  SELECT tenant, name, record_id, argMax(coaching_events.state, version) AS state, ifNull(toString(argMax(learner, version)), 'unknown') AS person,
    ifNull(toString(argMax(coaching_events.coach, version)), 'unknown') AS coach, argMax(coaching_events.plan_id, version) AS plan_id,
    any(coaching_events.opened_at) AS opened_at, max(at) AS changed_at, argMax(measures, version) AS told
  FROM coaching_events FINAL WHERE name != 'finding' GROUP BY tenant, name, record_id);
