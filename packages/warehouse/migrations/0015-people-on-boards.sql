-- Whom the pseudonyms of coaching events stand for, told by the api, which gives them. Gone with the person, like person_pseudonyms.
CREATE TABLE IF NOT EXISTS coaching_pseudonyms
(
    tenant LowCardinality(String),
    pseudonym UUID,
    person_id String
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, pseudonym, person_id);

-- Everybody who has a pseudonym and was not erased, with what boards may show. Not for BI tools: it holds ids; they read stepup_v1.people. team and
-- manager as they are now, named where five or more active salespeople are in the team or report to that manager; those left over must be
-- five or more together as well, or nobody.
CREATE OR REPLACE VIEW people_on_boards DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT known.tenant AS tenant, known.person_id AS person_id, given.pseudonym AS person, known.role AS role, known.is_active AS is_active,
  if(teams.team != '', known.own_team, 'withheld') AS team,
  multiIf(known.manager_id = '', 'unassigned', leading.pseudonym != '', leading.pseudonym, 'withheld') AS manager
FROM (
  SELECT tenant, person_id, versions.role[-1] AS role, versions.active[-1] = 1 AS is_active, versions.team[-1] AS own_team, versions.manager_id[-1] AS manager_id
  FROM person_facts FINAL) AS known
INNER JOIN (
  SELECT tenant, person_id, min(pseudonym) AS pseudonym FROM person_pseudonyms
  WHERE (tenant, person_id) NOT IN (SELECT tenant, entity_id FROM raw_events WHERE entity_kind = 'erasure') GROUP BY tenant, person_id) AS given
  ON given.tenant = known.tenant AND given.person_id = known.person_id
LEFT JOIN stepup_v1.teams AS teams ON teams.tenant = known.tenant AND teams.team = known.own_team
LEFT JOIN (
  SELECT led.tenant AS tenant, led.manager_id AS manager_id, leader.pseudonym AS pseudonym
  FROM (
    SELECT tenant, manager_id, people,
      sum(people) OVER (PARTITION BY tenant ORDER BY manager_id != '', people, manager_id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - people AS people_before
    FROM (
      SELECT tenant, versions.manager_id[-1] AS manager_id, count() AS people
      FROM person_facts FINAL WHERE versions.role[-1] = 'rep' AND versions.active[-1] = 1 GROUP BY tenant, manager_id)) AS led
  INNER JOIN (
    SELECT tenant, person_id, min(pseudonym) AS pseudonym FROM person_pseudonyms
    WHERE (tenant, person_id) NOT IN (SELECT tenant, entity_id FROM raw_events WHERE entity_kind = 'erasure') GROUP BY tenant, person_id) AS leader
    ON leader.tenant = led.tenant AND leader.person_id = led.manager_id
  WHERE led.manager_id != '' AND led.people >= 5 AND led.people_before NOT BETWEEN 1 AND 4) AS leading
  ON leading.tenant = known.tenant AND leading.manager_id = known.manager_id;

-- Whoever was erased is not here; their pseudonym is no longer shown, and they get no other one. manager: a pseudonym.
CREATE OR REPLACE VIEW stepup_v1.people DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT tenant, person, role, is_active, team, manager FROM people_on_boards;

-- Names, while the tenant has them switched on for boards in team folders; else no rows. Apart from people, which exports and BI tools have.
CREATE OR REPLACE VIEW stepup_v1.person_names DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT p.tenant AS tenant, p.person AS person, names.name AS name
FROM people_on_boards AS p
INNER JOIN (
  SELECT tenant, argMax(JSONExtractBool(body, 'is_on'), (time, recorded_time, id, source)) AS is_on
  FROM (SELECT tenant, source, id, body_version, body, time, recorded_time FROM raw_events FINAL WHERE entity_kind = 'content_switch' AND entity_id = 'persons_in_boards') AS said
  LEFT ANTI JOIN superseded_bodies AS lost USING (tenant, source, id, body_version)
  GROUP BY tenant HAVING is_on) AS switches ON switches.tenant = p.tenant
INNER JOIN (
  SELECT tenant, entity_id AS person_id, argMaxIf(JSONExtractString(texts, '/data/name'), (time, recorded_time, id, source), JSONHas(texts, '/data/name')) AS name
  FROM (SELECT tenant, entity_id, source, id, body_version, texts, time, recorded_time FROM event_texts FINAL WHERE entity_kind = 'person') AS said
  LEFT ANTI JOIN superseded_bodies AS lost USING (tenant, source, id, body_version)
  GROUP BY tenant, entity_id) AS names ON names.tenant = p.tenant AND names.person_id = p.person_id
WHERE names.name != '';

-- People by the pseudonyms of coaching events.
CREATE OR REPLACE VIEW coached_people DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT known.tenant AS tenant, known.coached_as AS coached_as, p.person AS person, p.team AS team, p.manager AS manager
FROM (SELECT tenant, toString(pseudonym) AS coached_as, min(person_id) AS person_id FROM coaching_pseudonyms GROUP BY tenant, pseudonym) AS known
INNER JOIN people_on_boards AS p ON p.tenant = known.tenant AND p.person_id = known.person_id;

-- As in 0012; person: the pseudonym of steps and deals where the api has said whose it is, with the team and manager of today.
CREATE OR REPLACE VIEW stepup_v1.findings DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT f.tenant AS tenant, f.finding_id AS finding_id, if(known.person = '', f.coached_as, known.person) AS person,
  if(known.person = '', 'withheld', known.team) AS team, if(known.person = '', 'withheld', known.manager) AS manager,
  f.pipeline_id AS pipeline_id, f.stage_id AS stage_id, f.tier AS tier, f.statistical_state AS statistical_state, f.review_state AS review_state, f.is_disputed AS is_disputed,
  f.since AS since, f.raised_at AS raised_at, f.changed_at AS changed_at, f.cleared_at AS cleared_at, f.rate AS rate, f.typical AS typical, f.p_gap AS p_gap, f.n AS n
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
LEFT JOIN coached_people AS known ON known.tenant = f.tenant AND known.coached_as = f.coached_as;

-- As in 0014, with people as in findings.
CREATE OR REPLACE VIEW stepup_v1.coaching_records DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT r.tenant AS tenant, toString(r.name) AS record, r.record_id AS record_id, toString(r.state) AS state,
  if(known.person = '', r.coached_as, known.person) AS person, if(coaching.person = '', r.coached_by, coaching.person) AS coach,
  if(known.person = '', 'withheld', known.team) AS team, if(known.person = '', 'withheld', known.manager) AS manager,
  r.plan_id AS plan_id, r.opened_at AS opened_at, r.changed_at AS changed_at,
  coalesce(multiIf(record IN ('session', 'review'), parseDateTime64BestEffortOrNull(JSONExtractString(r.told, 'held_at'), 6, 'UTC'),
    record = 'call', parseDateTime64BestEffortOrNull(JSONExtractString(r.told, 'starts_at'), 6, 'UTC'), NULL), r.opened_at) AS happened_at,
  toDateOrNull(JSONExtractString(r.told, 'due_on')) AS due_on,
  record = 'review' AND state = 'due' AND due_on < toDate(now('UTC')) AS is_overdue,
  JSONExtractString(r.told, 'basis') AS basis, JSONExtractString(r.told, 'behaviour') AS behaviour,
  JSONExtractBool(r.told, 'has_behaviour_target') AS has_behaviour_target,
  JSONExtractBool(r.told, 'has_prediction') AS has_prediction, JSONExtractBool(r.told, 'debriefed_near') AS debriefed_near
FROM (
  SELECT tenant, name, record_id, argMax(coaching_events.state, version) AS state, ifNull(toString(argMax(learner, version)), 'unknown') AS coached_as,
    ifNull(toString(argMax(coaching_events.coach, version)), 'unknown') AS coached_by, argMax(coaching_events.plan_id, version) AS plan_id,
    any(coaching_events.opened_at) AS opened_at, max(at) AS changed_at, argMax(measures, version) AS told
  FROM coaching_events FINAL WHERE name NOT IN ('finding', 'verification') GROUP BY tenant, name, record_id) AS r
LEFT JOIN coached_people AS known ON known.tenant = r.tenant AND known.coached_as = r.coached_as
LEFT JOIN coached_people AS coaching ON coaching.tenant = r.tenant AND coaching.coached_as = r.coached_by;

-- One row a plan that was looked at, as it was last said: what became of the rate at its step, and of the behaviour. effect: log-odds, mean and
-- standard deviation with the prior of a plan alone. campaign: plans of one coach, step and month, which err together.
CREATE OR REPLACE VIEW stepup_v1.plan_effects DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT e.tenant AS tenant, e.plan_id AS plan_id, if(known.person = '', e.coached_as, known.person) AS person,
  if(known.person = '', 'withheld', known.team) AS team, if(known.person = '', 'withheld', known.manager) AS manager,
  e.pipeline_id AS pipeline_id, e.stage_id AS stage_id, e.started_at AS started_at, e.said_at AS said_at, e.verdict AS verdict, e.behaviour AS behaviour,
  e.effect AS effect, e.effect_sd AS effect_sd, e.points AS points,
  hex(sipHash64(e.tenant, e.coached_by, e.pipeline_id, e.stage_id, toStartOfMonth(e.started_at))) AS campaign
FROM (
  SELECT tenant, record_id AS plan_id, ifNull(toString(argMax(learner, version)), 'unknown') AS coached_as, ifNull(toString(argMax(coach, version)), 'unknown') AS coached_by,
    any(opened_at) AS started_at, max(at) AS said_at, argMax(state, version) AS verdict, argMax(measures, version) AS told,
    JSONExtractString(told, 'pipeline_id') AS pipeline_id, JSONExtractString(told, 'stage_id') AS stage_id, JSONExtractString(told, 'behaviour') AS behaviour,
    JSONExtract(told, 'effect', 'Nullable(Float64)') AS effect, JSONExtract(told, 'effect_sd', 'Nullable(Float64)') AS effect_sd, JSONExtract(told, 'points', 'Nullable(Float64)') AS points
  FROM coaching_events FINAL WHERE name = 'verification' GROUP BY tenant, record_id) AS e
LEFT JOIN coached_people AS known ON known.tenant = e.tenant AND known.coached_as = e.coached_as;

-- One row a person and month with a quota of their own: the month's own, else a third of its fiscal quarter's, as last set before as_of. Fiscal
-- years are named after the year they begin in.
CREATE OR REPLACE VIEW stepup_v1.quotas DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT s.tenant AS tenant, s.month AS month, p.person AS person, p.team AS team, p.manager AS manager,
  argMax(s.amount, s.is_of_month) AS amount, argMax(s.currency, s.is_of_month) AS currency
FROM (
  SELECT q.tenant AS tenant, q.person_id AS person_id, q.currency AS currency, position(q.period, 'Q') = 0 AS is_of_month,
    if(is_of_month, q.amount, q.amount / 3) AS amount,
    arrayJoin(if(is_of_month, [toDate(concat(q.period, '-01'))],
      arrayMap(n -> addMonths(makeDate(toUInt16(substring(q.period, 1, 4)), if(settings.first_month = 0, 1, settings.first_month), 1), 3 * (toUInt8(substring(q.period, 7)) - 1) + n), [0, 1, 2]))) AS month
  FROM (
    SELECT tenant, person_id, period, toFloat64OrZero(told.1) AS amount, told.2 AS currency
    FROM (
      SELECT valid.tenant AS tenant, valid.entity_id AS person_id, JSONExtractString(valid.body, 'period') AS period,
        argMax((JSONExtractString(valid.body, 'amount'), JSONExtractString(valid.body, 'currency')), (valid.time, valid.recorded_time, valid.id, valid.source)) AS told
      FROM (
        SELECT tenant, entity_id, source, id, body, time, recorded_time
        FROM (SELECT tenant, entity_id, source, id, body_version, body, time, recorded_time FROM raw_events FINAL WHERE entity_kind = 'quota') AS said
        LEFT ANTI JOIN superseded_bodies AS lost USING (tenant, source, id, body_version)
        WHERE JSONExtractString(body, 'scope') = 'own') AS valid
      INNER JOIN stepup_v1.freshness AS clock ON clock.tenant = valid.tenant
      WHERE valid.time < clock.as_of
      GROUP BY tenant, person_id, period)) AS q
  LEFT JOIN (
    SELECT tenant, argMaxIf(JSONExtractUInt(body, 'fiscal_year_start_month'), (time, recorded_time, id, source), JSONHas(body, 'fiscal_year_start_month')) AS first_month
    FROM (SELECT tenant, source, id, body_version, body, time, recorded_time FROM raw_events FINAL WHERE entity_kind = 'tenant') AS said
    LEFT ANTI JOIN superseded_bodies AS lost USING (tenant, source, id, body_version)
    GROUP BY tenant) AS settings ON settings.tenant = q.tenant) AS s
INNER JOIN people_on_boards AS p ON p.tenant = s.tenant AND p.person_id = s.person_id
GROUP BY tenant, month, person, team, manager;

-- One row a definition of a pipeline that has other steps, or other names or horizons of steps, than the one before.
CREATE OR REPLACE VIEW stepup_v1.process_changes DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT tenant, pipeline_id, pipeline_name, changed_at,
  arrayMap(s -> s.2, arrayFilter(s -> NOT has(arrayMap(b -> b.1, before), s.1), steps)) AS added,
  arrayMap(s -> s.2, arrayFilter(s -> NOT has(arrayMap(b -> b.1, steps), s.1), before)) AS removed,
  arrayMap(s -> s.2, arrayFilter(s -> has(arrayMap(b -> b.1, before), s.1) AND NOT has(before, s), steps)) AS changed
FROM (
  SELECT tenant, pipeline_id, pipeline_name, changed_at, steps,
    lagInFrame(steps) OVER (PARTITION BY tenant, pipeline_id ORDER BY changed_at, recorded_time, id, source ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS before
  FROM (
    SELECT tenant, entity_id AS pipeline_id, JSONExtractString(body, 'name') AS pipeline_name, time AS changed_at, recorded_time, id, source,
      arrayMap(s -> (s.1, s.2, ifNull(s.5, 0)), arraySort(s -> s.3, arrayFilter(s -> isNull(s.4),
        JSONExtract(body, 'stages', 'Array(Tuple(stage_id String, name String, position Int64, outcome Nullable(String), horizon_days Nullable(UInt16)))')))) AS steps
    FROM (SELECT tenant, entity_id, source, id, body_version, body, time, recorded_time FROM raw_events FINAL WHERE entity_kind = 'pipeline') AS said
    LEFT ANTI JOIN superseded_bodies AS lost USING (tenant, source, id, body_version)))
WHERE notEmpty(before) AND (notEmpty(added) OR notEmpty(removed) OR notEmpty(changed));
