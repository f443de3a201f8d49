-- From when boards may show a finding, told by the api, which knows the head start of its person and whether they have paused: without a row,
-- and with null, they do not.
CREATE TABLE IF NOT EXISTS shown_findings
(
    tenant LowCardinality(String),
    finding_id UUID,
    shown_from Nullable(DateTime64(6, 'UTC')) COMMENT 'null: to nobody but the person',
    told_at DateTime64(6, 'UTC')
)
ENGINE = ReplacingMergeTree(told_at)
ORDER BY (tenant, finding_id);

-- Tenants that have switched people on for boards, each once.
CREATE OR REPLACE VIEW tenants_with_people_on_boards DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT tenant FROM (
  SELECT tenant, argMax(JSONExtractBool(body, 'is_on'), (time, recorded_time, id, source)) AS is_on
  FROM (SELECT tenant, source, id, body_version, body, time, recorded_time FROM raw_events FINAL WHERE entity_kind = 'content_switch' AND entity_id = 'persons_in_boards') AS said
  LEFT ANTI JOIN superseded_bodies AS lost USING (tenant, source, id, body_version)
  GROUP BY tenant) WHERE is_on;

-- As in 0015, but for roles that fewer than five active people hold. Those left over must be five or more together as well, or nobody.
CREATE OR REPLACE VIEW stepup_v1.people DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT p.tenant AS tenant, p.person AS person, if(held.role != '', toString(p.role), 'withheld') AS role, p.is_active AS is_active, p.team AS team, p.manager AS manager
FROM people_on_boards AS p
LEFT JOIN (
  SELECT tenant, role FROM (
    SELECT tenant, role, people,
      sum(people) OVER (PARTITION BY tenant ORDER BY people, role ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - people AS people_before
    FROM (
      SELECT tenant, toString(versions.role[-1]) AS role, count() AS people FROM person_facts FINAL WHERE versions.active[-1] = 1 GROUP BY tenant, role))
  WHERE people >= 5 AND people_before NOT BETWEEN 1 AND 4) AS held
  ON held.tenant = p.tenant AND held.role = p.role;

-- People by the pseudonyms of coaching events. is_named: the tenant has agreed to people on boards, and what is coached stands beside their
-- deals; else it must not be joined to them. Then team and manager stand together where five or more active salespeople have both, and so has every
-- manager of that team; where not, the team alone; and whoever is in a group of fewer by themselves, like the manager in the midst of the team, has neither.
CREATE OR REPLACE VIEW coached_people DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT known.tenant AS tenant, known.coached_as AS coached_as, p.person AS person, CAST(agreed.tenant AS String) != '' AS is_named,
  if(is_named OR p.fewest < 5 OR p.together >= 5, p.team, 'withheld') AS team,
  if(is_named OR (p.fewest >= 5 AND p.together >= 5), p.manager, 'withheld') AS manager
FROM (SELECT tenant, toString(pseudonym) AS coached_as, min(person_id) AS person_id FROM coaching_pseudonyms GROUP BY tenant, pseudonym) AS known
INNER JOIN (
  SELECT tenant, person_id, person, team, manager, together, min(if(is_counted, together, 5)) OVER (PARTITION BY tenant, team) AS fewest
  FROM (
    SELECT tenant, person_id, person, team, manager, role = 'rep' AND is_active AS is_counted, sum(is_counted) OVER (PARTITION BY tenant, team, manager) AS together
    FROM people_on_boards)) AS p ON p.tenant = known.tenant AND p.person_id = known.person_id
LEFT JOIN tenants_with_people_on_boards AS agreed ON agreed.tenant = known.tenant;

-- As in 0015, of findings that others than their person may see. Where people are not agreed to on boards, person is a pseudonym of findings alone, and
-- whatever could be looked up in the CRM is left out or told to the month: the numbers of a person, and when something happened.
CREATE OR REPLACE VIEW stepup_v1.findings DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT f.tenant AS tenant, f.finding_id AS finding_id,
  multiIf(known.is_named, known.person, f.coached_as = 'unknown', 'unknown', concat('c-', lower(substring(hex(SHA256(concat('finding/', f.coached_as))), 1, 16)))) AS person,
  if(known.person = '', 'withheld', known.team) AS team, if(known.person = '', 'withheld', known.manager) AS manager,
  f.pipeline_id AS pipeline_id, f.stage_id AS stage_id, f.tier AS tier, f.statistical_state AS statistical_state, f.review_state AS review_state, f.is_disputed AS is_disputed,
  f.since AS since, if(known.is_named, f.raised_at, toDateTime64(toStartOfMonth(f.raised_at), 6, 'UTC')) AS raised_at,
  if(known.is_named, f.changed_at, toDateTime64(toStartOfMonth(f.changed_at), 6, 'UTC')) AS changed_at,
  if(known.is_named, f.cleared_at, toDateTime64(toStartOfMonth(f.cleared_at), 6, 'UTC')) AS cleared_at,
  if(known.is_named, f.rate, NULL) AS rate, if(known.is_named, f.typical, NULL) AS typical, if(known.is_named, f.p_gap, NULL) AS p_gap, if(known.is_named, f.n, NULL) AS n
FROM (
  SELECT tenant, record_id AS finding_id, ifNull(toString(argMax(learner, version)), 'unknown') AS coached_as,
    argMax(JSONExtractString(measures, 'pipeline_id'), version) AS pipeline_id,
    argMax(JSONExtractString(measures, 'stage_id'), version) AS stage_id,
    argMax(JSONExtractString(measures, 'tier'), version) AS tier,
    argMax(state, version) AS statistical_state,
    argMax(JSONExtractString(measures, 'review_state'), version) AS review_state,
    countIf(move = 'disputed') > countIf(move IN ('dispute_answered', 'dispute_withdrawn')) AS is_disputed,
    any(opened_at) AS since, min(at) AS raised_at, max(at) AS changed_at,
    if(statistical_state = 'cleared', maxIf(at, move = 'cleared'), NULL) AS cleared_at,
    argMin(JSONExtract(measures, 'rate', 'Nullable(Float64)'), version) AS rate,
    argMin(JSONExtract(measures, 'typical', 'Nullable(Float64)'), version) AS typical,
    argMin(JSONExtract(measures, 'p_gap', 'Nullable(Float64)'), version) AS p_gap,
    argMin(JSONExtract(measures, 'n', 'Nullable(Float64)'), version) AS n
  FROM (SELECT * FROM coaching_events FINAL WHERE name = 'finding')
  GROUP BY tenant, record_id) AS f
INNER JOIN (SELECT tenant, finding_id FROM shown_findings FINAL WHERE shown_from <= now64(6, 'UTC')) AS shown ON shown.tenant = f.tenant AND shown.finding_id = f.finding_id
LEFT JOIN coached_people AS known ON known.tenant = f.tenant AND known.coached_as = f.coached_as;

-- As in 0015, with people and times as in findings: a call that was an experiment is one of the CRM, and known there by its hour.
CREATE OR REPLACE VIEW stepup_v1.coaching_records DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT r.tenant AS tenant, r.record AS record, r.record_id AS record_id, r.state AS state,
  multiIf(known.is_named, known.person, r.coached_as = 'unknown', 'unknown', concat('c-', lower(substring(hex(SHA256(concat('record/', r.coached_as))), 1, 16)))) AS person,
  multiIf(coaching.person != '', coaching.person, r.coached_by = 'unknown', 'unknown', concat('c-', lower(substring(hex(SHA256(concat('coach/', r.coached_by))), 1, 16)))) AS coach,
  if(known.person = '', 'withheld', known.team) AS team, if(known.person = '', 'withheld', known.manager) AS manager,
  r.plan_id AS plan_id, if(known.is_named, r.opened_at, toDateTime64(toStartOfMonth(r.opened_at), 6, 'UTC')) AS opened_at,
  if(known.is_named, r.changed_at, toDateTime64(toStartOfMonth(r.changed_at), 6, 'UTC')) AS changed_at,
  if(known.is_named, r.happened_at, toDateTime64(toStartOfMonth(r.happened_at), 6, 'UTC')) AS happened_at,
  if(known.is_named, r.due_on, toStartOfMonth(r.due_on)) AS due_on, r.is_overdue AS is_overdue,
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

-- As in 0015, with people and times as in findings. plan_id: zeros where it would lead on to the records of a plan. effect, effect_sd: to a tenth there, since
-- both follow from the deals of one person; pooled over plans that changes next to nothing.
CREATE OR REPLACE VIEW stepup_v1.plan_effects DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT e.tenant AS tenant, if(known.is_named, e.plan_id, toUUID('00000000-0000-0000-0000-000000000000')) AS plan_id,
  multiIf(known.is_named, known.person, e.coached_as = 'unknown', 'unknown', concat('c-', lower(substring(hex(SHA256(concat('effect/', e.coached_as))), 1, 16)))) AS person,
  if(known.person = '', 'withheld', known.team) AS team, if(known.person = '', 'withheld', known.manager) AS manager,
  e.pipeline_id AS pipeline_id, e.stage_id AS stage_id,
  if(known.is_named, e.started_at, toDateTime64(toStartOfMonth(e.started_at), 6, 'UTC')) AS started_at,
  if(known.is_named, e.said_at, toDateTime64(toStartOfMonth(e.said_at), 6, 'UTC')) AS said_at, e.verdict AS verdict, e.behaviour AS behaviour,
  if(known.is_named, e.effect, round(e.effect, 1)) AS effect, if(known.is_named, e.effect_sd, greatest(0.1, round(e.effect_sd, 1))) AS effect_sd,
  if(known.is_named, e.points, NULL) AS points,
  hex(sipHash64(e.tenant, e.coached_by, e.pipeline_id, e.stage_id, toStartOfMonth(e.started_at))) AS campaign
FROM (
  SELECT tenant, record_id AS plan_id, ifNull(toString(argMax(learner, version)), 'unknown') AS coached_as, ifNull(toString(argMax(coach, version)), 'unknown') AS coached_by,
    any(opened_at) AS started_at, max(at) AS said_at, argMax(state, version) AS verdict, argMax(measures, version) AS told,
    JSONExtractString(told, 'pipeline_id') AS pipeline_id, JSONExtractString(told, 'stage_id') AS stage_id, JSONExtractString(told, 'behaviour') AS behaviour,
    JSONExtract(told, 'effect', 'Nullable(Float64)') AS effect, JSONExtract(told, 'effect_sd', 'Nullable(Float64)') AS effect_sd, JSONExtract(told, 'points', 'Nullable(Float64)') AS points
  FROM coaching_events FINAL WHERE name = 'verification' GROUP BY tenant, record_id) AS e
LEFT JOIN coached_people AS known ON known.tenant = e.tenant AND known.coached_as = e.coached_as;
