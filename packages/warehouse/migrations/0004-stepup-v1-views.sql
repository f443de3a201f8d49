-- What BI tools may read: stable names and columns, one row an everyday thing, no people. Columns are only ever added here;
-- a column that must change its meaning goes into stepup_v2. Every view runs with the rights of its definer, so that a BI
-- user needs SELECT on stepup_v1.* and on nothing else. Ask with tenant = '…': the engine takes that condition down to every primary key.
-- Nested columns are joined one by one, because a whole Nested is read with all its columns.
CREATE DATABASE IF NOT EXISTS stepup_v1;

-- One row a tenant: its zone, its newest event, and the moment that every other view is as of: now, or the local midnight
-- after the newest event if that is earlier. A zone that the engine does not know counts as UTC.
-- Local midnight = wall time less the offset there; the offset is looked up twice because it may change in between.
CREATE OR REPLACE VIEW stepup_v1.freshness DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT tenant, time_zone, newest_event_at, last_received_at,
  least(now64(6, 'UTC'), toDateTime64(wall - dateDiff('second', guess, parseDateTimeBestEffort(formatDateTime(guess, '%F %T', time_zone), 'UTC')), 6, 'UTC')) AS as_of
FROM (
  SELECT *, wall - dateDiff('second', wall, parseDateTimeBestEffort(formatDateTime(wall, '%F %T', time_zone), 'UTC')) AS guess
  FROM (
    SELECT tenant, newest_event_at, last_received_at,
      if(said_zone IN (SELECT time_zone FROM system.time_zones), said_zone, 'UTC') AS time_zone,
      toDateTime(toDate(formatDateTime(newest_event_at, '%F', time_zone)) + 1, 'UTC') AS wall
    FROM (
      SELECT newest.tenant AS tenant, toDateTime64(newest.newest_event_at, 6, 'UTC') AS newest_event_at, toDateTime64(newest.last_received_at, 3, 'UTC') AS last_received_at, settings.time_zone AS said_zone
      FROM (SELECT tenant, max(time) AS newest_event_at, max(received_at) AS last_received_at FROM newest_events GROUP BY tenant) AS newest
      LEFT JOIN (
        SELECT tenant, argMaxIf(JSONExtractString(body, 'time_zone'), (time, recorded_time, id, source), JSONHas(body, 'time_zone')) AS time_zone
        FROM (SELECT tenant, source, id, body_version, body, time, recorded_time FROM raw_events FINAL WHERE entity_kind = 'tenant') AS said
        LEFT ANTI JOIN superseded_bodies AS lost USING (tenant, source, id, body_version)
        GROUP BY tenant) AS settings ON settings.tenant = newest.tenant)));

-- One row a step of each pipeline as last defined; step_rank counts from 1. defined_horizon_days 0: the definition gives none.
CREATE OR REPLACE VIEW stepup_v1.pipeline_steps DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT tenant, pipeline_id, pipeline_name, step.1 AS stage_id, step.2 AS stage_name, toUInt16(step_rank) AS step_rank, ifNull(step.5, 0) AS defined_horizon_days
FROM (
  SELECT tenant, entity_id AS pipeline_id, argMax(JSONExtractString(body, 'name'), (time, recorded_time, id, source)) AS pipeline_name,
    argMax(JSONExtract(body, 'stages', 'Array(Tuple(stage_id String, name String, position Int64, outcome Nullable(String), horizon_days Nullable(UInt16)))'), (time, recorded_time, id, source)) AS stages,
    arraySort(s -> s.3, arrayFilter(s -> isNull(s.4), stages)) AS steps
  FROM (SELECT tenant, entity_id, source, id, body_version, body, time, recorded_time FROM raw_events FINAL WHERE entity_kind = 'pipeline') AS said
  LEFT ANTI JOIN superseded_bodies AS lost USING (tenant, source, id, body_version)
  GROUP BY tenant, entity_id)
ARRAY JOIN steps AS step, arrayEnumerate(steps) AS step_rank;

-- Teams that may be named: five or more active salespeople. Those left over must be five or more together as well (or
-- nobody), else the smallest named team joins them, so that no small group follows by subtraction. Everybody else's rows
-- stand under 'withheld'; rows of nobody under 'unassigned'.
CREATE OR REPLACE VIEW stepup_v1.teams DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT tenant, team, people
FROM (
  SELECT tenant, team, people,
    sum(people) OVER (PARTITION BY tenant ORDER BY team != '', people, team ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - people AS people_before
  FROM (
    SELECT tenant, versions.team[-1] AS team, count() AS people
    FROM person_facts FINAL WHERE versions.role[-1] = 'rep' AND versions.active[-1] = 1 GROUP BY tenant, team))
WHERE team != '' AND people >= 5 AND people_before NOT BETWEEN 1 AND 4;

-- One row a deal and step as it stands at as_of: whoever owned the deal longest while it stood there decides the team, as it
-- was when the step was entered. ended_at: when it advanced, was lost, or left the pipeline open (is_paused), else as_of.
-- watched_us: how long it could have advanced so far. Times of a state that has not come are as_of.
CREATE OR REPLACE VIEW stepup_v1.steps DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT tenant, deal_id, pipeline_id, stage_id, next_stage_id, step_rank,
  multiIf(rep = 'unassigned', 'unassigned', named.team != '', named.team, 'withheld') AS team,
  segment, product, entered_at, toDate(formatDateTime(entered_at, '%F', time_zone)) AS entered_on, ended_at, state, is_paused, skipped,
  toUnixTimestamp64Micro(ended_at) - toUnixTimestamp64Micro(entered_at) AS lasted_us,
  toUnixTimestamp64Micro(if(is_paused, ended_at, as_of)) - toUnixTimestamp64Micro(entered_at) AS watched_us, as_of
FROM (
  SELECT *, people.teams[arrayLastIndex(valid_from -> valid_from <= entered_at, people.known_from)] AS team_at_entry
  FROM (
    SELECT *,
      multiIf(
        skipped, entry_owner_id,
        empty(held_by) OR held_from[1] >= as_of, 'unassigned',
        length(held_by) = 1, held_by[1],
        arrayReverseSort(arrayMap(holder -> (
            arraySum(arrayMap((h, f, u) -> if(h = holder AND f < least(ended_at, as_of), toUnixTimestamp64Micro(least(u, ended_at, as_of)) - toUnixTimestamp64Micro(f), 0), held_by, held_from, held_until)),
            arrayMax(arrayMap((h, f, i) -> if(h = holder AND f <= ended_at AND f < as_of, i, 0), held_by, held_from, arrayEnumerate(held_by))),
            holder),
          arrayDistinct(held_by)))[1].3) AS rep
    FROM (
      SELECT f.tenant AS tenant, f.deal_id AS deal_id, f.pipeline_id AS pipeline_id, f.stage_id AS stage_id, f.next_stage_id AS next_stage_id, f.step_rank AS step_rank,
        f.segment AS segment, f.product AS product, f.entered_at AS entered_at, f.skipped AS skipped, f.entry_owner_id AS entry_owner_id,
        f.held_by AS held_by, f.held_from AS held_from, f.held_until AS held_until, clock.as_of AS as_of, clock.time_zone AS time_zone,
        multiIf(f.advanced_at < clock.as_of, 'advanced', f.lost_at < clock.as_of, 'lost', 'open') AS state,
        state = 'open' AND f.paused_at < clock.as_of AS is_paused,
        multiIf(state = 'advanced', f.advanced_at, state = 'lost', f.lost_at, is_paused, f.paused_at, clock.as_of) AS ended_at
      FROM (
        SELECT tenant, deal_id, s_pipeline_id AS pipeline_id, s_stage_id AS stage_id, s_next_stage_id AS next_stage_id, s_rank AS step_rank, s_segment AS segment, s_product AS product, s_entered_at AS entered_at, s_skipped AS skipped, s_entry_owner_id AS entry_owner_id, s_held_by AS held_by, s_held_from AS held_from, s_held_until AS held_until, s_advanced_at AS advanced_at, s_lost_at AS lost_at, s_paused_at AS paused_at, s_valid_from AS valid_from, s_valid_until AS valid_until
        FROM deal_facts FINAL ARRAY JOIN steps.pipeline_id AS s_pipeline_id, steps.stage_id AS s_stage_id, steps.next_stage_id AS s_next_stage_id, steps.rank AS s_rank, steps.segment AS s_segment, steps.product AS s_product, steps.entered_at AS s_entered_at, steps.skipped AS s_skipped, steps.entry_owner_id AS s_entry_owner_id, steps.held_by AS s_held_by, steps.held_from AS s_held_from, steps.held_until AS s_held_until, steps.advanced_at AS s_advanced_at, steps.lost_at AS s_lost_at, steps.paused_at AS s_paused_at, steps.valid_from AS s_valid_from, steps.valid_until AS s_valid_until WHERE hidden = 'no') AS f
      INNER JOIN stepup_v1.freshness AS clock ON clock.tenant = f.tenant
      WHERE f.entered_at < clock.as_of AND f.valid_from < clock.as_of AND f.valid_until >= clock.as_of)) AS credited
  LEFT JOIN (SELECT tenant, person_id, versions.valid_from AS known_from, versions.team AS teams FROM person_facts FINAL) AS people
    ON people.tenant = credited.tenant AND people.person_id = credited.rep) AS placed
LEFT JOIN stepup_v1.teams AS named ON named.tenant = placed.tenant AND named.team = placed.team_at_entry;

-- The latest close of each deal as of as_of; a close that was reopened does not count. The team is the owner's at that
-- close; amount (in currency, as the deal has it) as it stands at as_of.
CREATE OR REPLACE VIEW stepup_v1.closes DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT tenant, deal_id, pipeline_id, closed_at, toDate(formatDateTime(closed_at, '%F', time_zone)) AS closed_on, outcome,
  multiIf(owner_id = 'unassigned', 'unassigned', named.team != '', named.team, 'withheld') AS team, segment, product, amount, currency, as_of
FROM (
  SELECT *, people.teams[arrayLastIndex(valid_from -> valid_from <= closed_at, people.known_from)] AS team_at_close
  FROM (
    SELECT f.tenant AS tenant, f.deal_id AS deal_id, f.pipeline_id AS pipeline_id, f.closed_at AS closed_at, f.outcome AS outcome, f.owner_id AS owner_id,
      f.segment AS segment, f.product AS product, clock.as_of AS as_of, clock.time_zone AS time_zone,
      arrayLastIndex(at -> at < clock.as_of, f.amounts_at) AS amount_index,
      if(amount_index = 0, NULL, f.amounts[amount_index]) AS amount,
      if(amount_index = 0, '', f.currencies[amount_index]) AS currency
    FROM (
      SELECT tenant, deal_id, s_pipeline_id AS pipeline_id, s_at AS closed_at, s_until AS until, toString(s_outcome) AS outcome, s_owner_id AS owner_id, s_segment AS segment, s_product AS product,
        amounts.at AS amounts_at, amounts.amount AS amounts, amounts.currency AS currencies
      FROM deal_facts FINAL ARRAY JOIN stands.pipeline_id AS s_pipeline_id, stands.at AS s_at, stands.until AS s_until, stands.outcome AS s_outcome, stands.owner_id AS s_owner_id,
        stands.segment AS s_segment, stands.product AS s_product
      WHERE hidden = 'no' AND s_outcome != 'open') AS f
    INNER JOIN stepup_v1.freshness AS clock ON clock.tenant = f.tenant
    WHERE f.closed_at < clock.as_of AND f.until >= clock.as_of) AS closed
  LEFT JOIN (SELECT tenant, person_id, versions.valid_from AS known_from, versions.team AS teams FROM person_facts FINAL) AS people
    ON people.tenant = closed.tenant AND people.person_id = closed.owner_id) AS placed
LEFT JOIN stepup_v1.teams AS named ON named.tenant = placed.tenant AND named.team = placed.team_at_close;

-- Logged activities known at as_of; the team is that of the person logged with it, as it was then.
CREATE OR REPLACE VIEW stepup_v1.activities DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT tenant, activity_id, kind, direction, outcome, starts_at, toDate(formatDateTime(starts_at, '%F', time_zone)) AS starts_on,
  multiIf(rep_id = '', 'unassigned', named.team != '', named.team, 'withheld') AS team, as_of
FROM (
  SELECT *, people.teams[arrayLastIndex(valid_from -> valid_from <= starts_at, people.known_from)] AS team_then
  FROM (
    SELECT f.tenant AS tenant, f.activity_id AS activity_id, f.kind AS kind, f.direction AS direction, f.outcome AS outcome, f.starts_at AS starts_at, f.rep_id AS rep_id,
      clock.as_of AS as_of, clock.time_zone AS time_zone
    FROM (SELECT tenant, activity_id, kind, direction, outcome, starts_at, event_at, rep_id FROM activity_facts FINAL WHERE state = 'logged') AS f
    INNER JOIN stepup_v1.freshness AS clock ON clock.tenant = f.tenant
    WHERE f.event_at < clock.as_of) AS logged
  LEFT JOIN (SELECT tenant, person_id, versions.valid_from AS known_from, versions.team AS teams FROM person_facts FINAL) AS people
    ON people.tenant = logged.tenant AND people.person_id = logged.rep_id) AS placed
LEFT JOIN stepup_v1.teams AS named ON named.tenant = placed.tenant AND named.team = placed.team_then;

-- How long a deal may take at a step until it counts as not advanced: what the definition says ('stage'), else the smallest
-- whole week that covers 95 % of the advances entered between 12 and 3 months before the quarter of as_of
-- ('recent_advances'), else of all advances before that quarter ('all_advances'), each from 30 advances on and within 7 to
-- 180 days; else 60 days ('fallback').
CREATE OR REPLACE VIEW stepup_v1.horizons DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT tenant, pipeline_id, stage_id,
  multiIf(max(defined_days) > 0, 'stage', max(recent_advances) >= 30, 'recent_advances', max(all_advances) >= 30, 'all_advances', 'fallback') AS horizon_source,
  toUInt16(multiIf(horizon_source = 'stage', max(defined_days), horizon_source = 'fallback', 60,
    least(180, greatest(7, 7 * ceil(if(horizon_source = 'recent_advances', max(recent_days), max(all_days)) / 7))))) AS horizon_days
FROM (
  SELECT tenant, pipeline_id, stage_id, defined_horizon_days AS defined_days, toUInt64(0) AS recent_advances, toUInt64(0) AS all_advances, toFloat64(0) AS recent_days, toFloat64(0) AS all_days
  FROM stepup_v1.pipeline_steps
  UNION ALL
  SELECT tenant, pipeline_id, stage_id, toUInt16(0) AS defined_days, countIf(is_recent) AS recent_advances, count() AS all_advances,
    arraySort(groupArrayIf(days, is_recent))[toUInt64(ceil(0.95 * recent_advances))] AS recent_days,
    arraySort(groupArray(days))[toUInt64(ceil(0.95 * all_advances))] AS all_days
  FROM (
    SELECT f.tenant AS tenant, f.pipeline_id AS pipeline_id, f.stage_id AS stage_id,
      (toUnixTimestamp64Micro(f.advanced_at) - toUnixTimestamp64Micro(f.entered_at)) / 86400000000 AS days,
      f.entered_at >= quarters.starts[3] AND f.entered_at < quarters.starts[2] AS is_recent
    FROM (
      SELECT tenant, s_pipeline_id AS pipeline_id, s_stage_id AS stage_id, s_entered_at AS entered_at, s_advanced_at AS advanced_at, s_valid_from AS valid_from, s_valid_until AS valid_until
      FROM deal_facts FINAL ARRAY JOIN steps.pipeline_id AS s_pipeline_id, steps.stage_id AS s_stage_id, steps.entered_at AS s_entered_at, steps.advanced_at AS s_advanced_at,
        steps.valid_from AS s_valid_from, steps.valid_until AS s_valid_until, steps.skipped AS s_skipped
      WHERE hidden = 'no' AND s_skipped = 0) AS f
    INNER JOIN (
      -- Local midnights that begin the quarter, the one before, and the same quarter a year before.
      SELECT tenant, arrayMap((wall, guess) -> wall - dateDiff('second', guess, parseDateTimeBestEffort(formatDateTime(guess, '%F %T', time_zone), 'UTC')), walls, guesses) AS starts
      FROM (
        SELECT tenant, time_zone, walls, arrayMap(wall -> wall - dateDiff('second', wall, parseDateTimeBestEffort(formatDateTime(wall, '%F %T', time_zone), 'UTC')), walls) AS guesses
        FROM (
          SELECT tenant, time_zone, arrayMap(months -> toDateTime(toStartOfQuarter(toDate(formatDateTime(as_of, '%F', time_zone))) - toIntervalMonth(months), 'UTC'), [0, 3, 12]) AS walls
          FROM stepup_v1.freshness))) AS quarters ON quarters.tenant = f.tenant
    WHERE f.entered_at < quarters.starts[1] AND f.advanced_at < quarters.starts[1] AND f.valid_from < quarters.starts[1] AND f.valid_until >= quarters.starts[1])
  GROUP BY tenant, pipeline_id, stage_id)
GROUP BY tenant, pipeline_id, stage_id;
