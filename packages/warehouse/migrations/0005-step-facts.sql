-- Steps as rows of their own, so that a funnel reads plain columns: 1.0 s for the steps of a million deals as arrays, 0.3 s this way.
-- One row a deal, step and stretch of history, as derived with the deal; ordinal counts them within the deal.
-- By quarter of entry: the parts of past quarters come to rest as one each, and over one part FINAL costs nothing. Contested steps,
-- which are few, apart: whom the others are credited to is told without reading who held them when, half the cost of a question by rep.
-- The engine leaves out parts by what the partition is made of before FINAL compares rows, so that must be part of the key and
-- nothing finer: by entered_at itself it would leave out the row that removes or replaces another one of the quarter.
-- A row that a later derivation no longer has is overwritten as removed, in its own partition, with the version of that derivation.
CREATE TABLE IF NOT EXISTS step_facts
(
    tenant LowCardinality(String),
    deal_id String,
    ordinal UInt32,
    version UInt64 COMMENT 'that of the deal',
    is_removed UInt8,
    pipeline_id LowCardinality(String),
    stage_id LowCardinality(String),
    next_stage_id LowCardinality(String),
    rank UInt16,
    defined_horizon_days UInt16,
    entered_at DateTime64(6, 'UTC'),
    entry_quarter Date MATERIALIZED toStartOfQuarter(entered_at) COMMENT 'a column, so that parts are told apart by it and not by entered_at',
    ending Enum8('none' = 0, 'advanced' = 1, 'lost' = 2, 'paused' = 3) COMMENT 'paused: the deal left the pipeline open',
    ended_at DateTime64(6, 'UTC') COMMENT '2299-12-31: has not ended',
    skipped UInt8,
    valid_from DateTime64(6, 'UTC') COMMENT '1970: since the entry',
    valid_until DateTime64(6, 'UTC'),
    is_contested UInt8 COMMENT 'whom it is credited to depends on the moment',
    sole_holder LowCardinality(String) COMMENT 'whom it is credited to at every moment, unless contested',
    held_by Array(LowCardinality(String)),
    held_from Array(DateTime64(6, 'UTC')),
    held_until Array(DateTime64(6, 'UTC')),
    segment LowCardinality(String),
    product LowCardinality(String),
    amount Nullable(Decimal(38, 4)) COMMENT 'known at the entry; what a win brings with it was not',
    currency LowCardinality(String),
    account_id String
)
ENGINE = ReplacingMergeTree(version, is_removed)
PARTITION BY (entry_quarter, is_contested)
PRIMARY KEY (tenant, deal_id)
ORDER BY (tenant, deal_id, ordinal, entry_quarter, is_contested)
SETTINGS min_age_to_force_merge_seconds = 120, min_age_to_force_merge_on_partition_only = 1;

-- What a derivation writes; nothing is kept here. The views below hand it on to deal_facts and step_facts in the same insert.
-- written: the rows that step_facts has of the deal.
CREATE TABLE IF NOT EXISTS derived_deals
(
    tenant LowCardinality(String),
    deal_id String,
    version UInt64,
    hidden Enum8('no' = 0, 'deleted' = 1, 'merged' = 2),
    pipeline_id LowCardinality(String),
    stage_id LowCardinality(String),
    owner_id String,
    segment LowCardinality(String),
    product LowCardinality(String),
    account_id String,
    lead_source LowCardinality(String),
    lost_reason LowCardinality(String),
    expected_close_on String,
    created_at DateTime64(6, 'UTC'),
    first_event_at DateTime64(6, 'UTC'),
    last_event_at DateTime64(6, 'UTC'),
    owners Nested(at DateTime64(6, 'UTC'), owner_id LowCardinality(String)),
    amounts Nested(at DateTime64(6, 'UTC'), amount Nullable(Decimal(38, 4)), currency String),
    stands Nested(
        at DateTime64(6, 'UTC'), until DateTime64(6, 'UTC'), pipeline_id LowCardinality(String), stage_id LowCardinality(String),
        outcome Enum8('open' = 0, 'won' = 1, 'lost' = 2), owner_id LowCardinality(String), segment LowCardinality(String), product LowCardinality(String)),
    steps Nested(
        pipeline_id LowCardinality(String), rank UInt16, stage_id LowCardinality(String), next_stage_id LowCardinality(String), defined_horizon_days UInt16,
        entered_at DateTime64(6, 'UTC'), ending Enum8('none' = 0, 'advanced' = 1, 'lost' = 2, 'paused' = 3), ended_at DateTime64(6, 'UTC'),
        skipped UInt8, valid_from DateTime64(6, 'UTC'), valid_until DateTime64(6, 'UTC'), sole_holder LowCardinality(String),
        held_by Array(LowCardinality(String)), held_from Array(DateTime64(6, 'UTC')), held_until Array(DateTime64(6, 'UTC')),
        segment LowCardinality(String), product LowCardinality(String)),
    written Nested(quarter Date, is_contested UInt8, ordinal UInt32)
)
ENGINE = Null;

CREATE MATERIALIZED VIEW IF NOT EXISTS deal_facts_from_derived TO deal_facts AS
SELECT tenant, deal_id, version, hidden, pipeline_id, stage_id, owner_id, segment, product, account_id, lead_source, lost_reason, expected_close_on,
  created_at, first_event_at, last_event_at, owners.at, owners.owner_id, amounts.at, amounts.amount, amounts.currency,
  stands.at, stands.until, stands.pipeline_id, stands.stage_id, stands.outcome, stands.owner_id, stands.segment, stands.product
FROM derived_deals;

CREATE MATERIALIZED VIEW IF NOT EXISTS step_facts_from_derived TO step_facts AS
SELECT tenant, deal_id, ordinal, version, toUInt8(0) AS is_removed, s_pipeline_id AS pipeline_id, s_stage_id AS stage_id, s_next_stage_id AS next_stage_id,
  s_rank AS rank, s_defined_horizon_days AS defined_horizon_days, s_entered_at AS entered_at, s_ending AS ending, s_ended_at AS ended_at, s_skipped AS skipped,
  s_valid_from AS valid_from, s_valid_until AS valid_until, s_sole_holder = '' AS is_contested, s_sole_holder AS sole_holder, s_held_by AS held_by, s_held_from AS held_from, s_held_until AS held_until,
  s_segment AS segment, s_product AS product,
  if(money = 0, NULL, amounts_amount[money]) AS amount, if(money = 0, '', amounts_currency[money]) AS currency, account_id
FROM (
  SELECT tenant, deal_id, version, account_id, ordinal, s_pipeline_id, s_stage_id, s_next_stage_id, s_rank, s_defined_horizon_days, s_entered_at, s_ending, s_ended_at,
    s_skipped, s_valid_from, s_valid_until, s_sole_holder, s_held_by, s_held_from, s_held_until, s_segment, s_product,
    amounts.amount AS amounts_amount, amounts.currency AS amounts_currency,
    arrayLastIndex(at -> at < s_entered_at OR (at = s_entered_at AND NOT s_skipped), amounts.at) AS money
  FROM derived_deals
  ARRAY JOIN arrayEnumerate(steps.entered_at) AS ordinal, steps.pipeline_id AS s_pipeline_id, steps.stage_id AS s_stage_id, steps.next_stage_id AS s_next_stage_id,
    steps.rank AS s_rank, steps.defined_horizon_days AS s_defined_horizon_days, steps.entered_at AS s_entered_at, steps.ending AS s_ending, steps.ended_at AS s_ended_at,
    steps.skipped AS s_skipped, steps.valid_from AS s_valid_from, steps.valid_until AS s_valid_until, steps.sole_holder AS s_sole_holder,
    steps.held_by AS s_held_by, steps.held_from AS s_held_from, steps.held_until AS s_held_until, steps.segment AS s_segment, steps.product AS s_product
  WHERE hidden = 'no');

CREATE MATERIALIZED VIEW IF NOT EXISTS removed_steps_from_derived TO step_facts AS
SELECT tenant, deal_id, gone.3 AS ordinal, version, toUInt8(1) AS is_removed, toDateTime64(gone.1, 6, 'UTC') AS entered_at, gone.2 AS is_contested
FROM (
  SELECT tenant, deal_id, version,
    if(hidden = 'no', arrayMap((at, holder, ordinal) -> (toStartOfQuarter(at), holder = '', ordinal), steps.entered_at, steps.sole_holder, arrayEnumerate(steps.entered_at)), []) AS kept,
    arrayFilter(place -> NOT has(kept, place), arrayZip(written.quarter, written.is_contested, written.ordinal)) AS all_gone
  FROM derived_deals WHERE notEmpty(written.quarter))
ARRAY JOIN all_gone AS gone;

-- Every currency that a deal of the tenant was ever derived with: more than its deals have now, perhaps, never fewer.
CREATE TABLE IF NOT EXISTS named_currencies
(
    tenant LowCardinality(String),
    currency LowCardinality(String)
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, currency);

CREATE MATERIALIZED VIEW IF NOT EXISTS named_currencies_from_derived TO named_currencies AS
SELECT DISTINCT tenant, arrayJoin(amounts.currency) AS currency FROM derived_deals WHERE notEmpty(amounts.currency);

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
        NOT is_contested, toString(sole_holder),
        held_from[1] >= as_of OR held_from[1] > ended_at, 'unassigned',
        arrayReverseSort(arrayMap(holder -> (
            arraySum(arrayMap((h, f, u) -> if(h = holder AND f < least(ended_at, as_of), toUnixTimestamp64Micro(least(u, ended_at, as_of)) - toUnixTimestamp64Micro(f), 0), held_by, held_from, held_until)),
            arrayMax(arrayMap((h, f, i) -> if(h = holder AND f <= ended_at AND f < as_of, i, 0), held_by, held_from, arrayEnumerate(held_by))),
            holder),
          arrayDistinct(held_by)))[1].3) AS rep
    FROM (
      SELECT f.tenant AS tenant, f.deal_id AS deal_id, f.pipeline_id AS pipeline_id, f.stage_id AS stage_id, f.next_stage_id AS next_stage_id, f.rank AS step_rank,
        f.segment AS segment, f.product AS product, f.entered_at AS entered_at, f.skipped AS skipped, f.is_contested AS is_contested, f.sole_holder AS sole_holder,
        f.held_by AS held_by, f.held_from AS held_from, f.held_until AS held_until, clock.as_of AS as_of, clock.time_zone AS time_zone,
        multiIf(f.ended_at >= clock.as_of, 'open', f.ending = 'paused', 'open', toString(f.ending)) AS state,
        f.ended_at < clock.as_of AND f.ending = 'paused' AS is_paused,
        least(f.ended_at, clock.as_of) AS ended_at
      FROM (
        SELECT tenant, deal_id, pipeline_id, stage_id, next_stage_id, rank, segment, product, entered_at, ending, ended_at, skipped, valid_from, valid_until, is_contested, sole_holder, held_by, held_from, held_until
        FROM step_facts FINAL) AS f
      INNER JOIN stepup_v1.freshness AS clock ON clock.tenant = f.tenant
      WHERE f.entered_at < clock.as_of AND f.valid_from < clock.as_of AND f.valid_until >= clock.as_of)) AS credited
  LEFT JOIN (SELECT tenant, person_id, versions.valid_from AS known_from, versions.team AS teams FROM person_facts FINAL) AS people
    ON people.tenant = credited.tenant AND people.person_id = credited.rep) AS placed
LEFT JOIN stepup_v1.teams AS named ON named.tenant = placed.tenant AND named.team = placed.team_at_entry;


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
      (toUnixTimestamp64Micro(f.ended_at) - toUnixTimestamp64Micro(f.entered_at)) / 86400000000 AS days,
      f.entered_at >= quarters.starts[3] AND f.entered_at < quarters.starts[2] AS is_recent
    FROM (
      SELECT tenant, pipeline_id, stage_id, entered_at, ended_at, valid_from, valid_until
      FROM step_facts FINAL WHERE ending = 'advanced' AND skipped = 0) AS f
    INNER JOIN (
      -- Local midnights that begin the quarter, the one before, and the same quarter a year before.
      SELECT tenant, arrayMap((wall, guess) -> wall - dateDiff('second', guess, parseDateTimeBestEffort(formatDateTime(guess, '%F %T', time_zone), 'UTC')), walls, guesses) AS starts
      FROM (
        SELECT tenant, time_zone, walls, arrayMap(wall -> wall - dateDiff('second', wall, parseDateTimeBestEffort(formatDateTime(wall, '%F %T', time_zone), 'UTC')), walls) AS guesses
        FROM (
          SELECT tenant, time_zone, arrayMap(months -> toDateTime(toStartOfQuarter(toDate(formatDateTime(as_of, '%F', time_zone))) - toIntervalMonth(months), 'UTC'), [0, 3, 12]) AS walls
          FROM stepup_v1.freshness))) AS quarters ON quarters.tenant = f.tenant
    WHERE f.entered_at < quarters.starts[1] AND f.ended_at < quarters.starts[1] AND f.valid_from < quarters.starts[1] AND f.valid_until >= quarters.starts[1])
  GROUP BY tenant, pipeline_id, stage_id)
GROUP BY tenant, pipeline_id, stage_id;

-- Deals derived before this table was are derived again: an open batch a tenant, which the next start finishes.
INSERT INTO touched_entities (batch_id, tenant, entity_kind, entity_id)
SELECT DISTINCT concat('0005-step-facts/', tenant), tenant, 'deal', entity_id FROM raw_events WHERE entity_kind = 'deal';

ALTER TABLE deal_facts
  DROP COLUMN IF EXISTS `steps.pipeline_id`,
  DROP COLUMN IF EXISTS `steps.stage_id`,
  DROP COLUMN IF EXISTS `steps.next_stage_id`,
  DROP COLUMN IF EXISTS `steps.rank`,
  DROP COLUMN IF EXISTS `steps.defined_horizon_days`,
  DROP COLUMN IF EXISTS `steps.entered_at`,
  DROP COLUMN IF EXISTS `steps.advanced_at`,
  DROP COLUMN IF EXISTS `steps.lost_at`,
  DROP COLUMN IF EXISTS `steps.paused_at`,
  DROP COLUMN IF EXISTS `steps.skipped`,
  DROP COLUMN IF EXISTS `steps.valid_from`,
  DROP COLUMN IF EXISTS `steps.valid_until`,
  DROP COLUMN IF EXISTS `steps.entry_owner_id`,
  DROP COLUMN IF EXISTS `steps.segment`,
  DROP COLUMN IF EXISTS `steps.product`,
  DROP COLUMN IF EXISTS `steps.amount`,
  DROP COLUMN IF EXISTS `steps.held_by`,
  DROP COLUMN IF EXISTS `steps.held_from`,
  DROP COLUMN IF EXISTS `steps.held_until`;
