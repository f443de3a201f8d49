-- Facts lie together by whom they are credited to, quarter by quarter, so that what a team did in a quarter is read and nothing else:
-- the quarter is a partition, the person the first column of the key after the tenant, then deal_key, a hash of the deal: numbers are
-- compared faster than texts where many deals are asked for. Bloom filters tell a derivation where it wrote before. Where a row lies (its place: quarter, person) may change with each event, so a
-- derivation removes the rows of every place that its deal or activity has left. See 0005 for why the partition is a column of its own.
DROP VIEW IF EXISTS step_facts_from_derived;

DROP VIEW IF EXISTS removed_steps_from_derived;

DROP TABLE IF EXISTS step_facts;

CREATE TABLE step_facts
(
    tenant LowCardinality(String),
    deal_id String CODEC(ZSTD(1)),
    deal_key UInt64 MATERIALIZED cityHash64(deal_id),
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
    sole_holder LowCardinality(String) COMMENT 'whom it is credited to at every moment; empty: contested, that depends on the moment',
    held_by Array(LowCardinality(String)),
    held_from Array(DateTime64(6, 'UTC')),
    held_until Array(DateTime64(6, 'UTC')),
    segment LowCardinality(String),
    product LowCardinality(String),
    amount Nullable(Decimal(38, 4)) COMMENT 'known at the entry; what a win brings with it was not',
    currency LowCardinality(String),
    account_id String,
    is_first UInt8 COMMENT 'the first step that the deal stood at in this pipeline',
    regressed_at DateTime64(6, 'UTC') DEFAULT '2299-12-31 23:59:59' COMMENT 'first came to an earlier stage again; 2299-12-31: never',
    pushed_at Array(DateTime64(6, 'UTC')) COMMENT 'expected close moved to a later day, since the entry',
    repriced_at Array(DateTime64(6, 'UTC')) COMMENT 'amount or currency said anew after the entry, the last hundred',
    repriced_to Array(Nullable(Decimal(38, 4))),
    repriced_in Array(LowCardinality(String)),
    INDEX of_deal deal_key TYPE bloom_filter(0.01) GRANULARITY 4
)
ENGINE = ReplacingMergeTree(version, is_removed)
PARTITION BY entry_quarter
PRIMARY KEY (tenant, sole_holder, deal_key)
ORDER BY (tenant, sole_holder, deal_key, deal_id, ordinal, entry_quarter)
SETTINGS index_granularity = 2048, min_age_to_force_merge_seconds = 120, min_age_to_force_merge_on_partition_only = 1;

-- One row a spell: what a deal went through until a close, or since the last one. By quarter of the close, those not closed in one of
-- their own, so that the deals open at a moment are found among what was closed since and what is open. owner_id: at the close.
CREATE TABLE IF NOT EXISTS spell_facts
(
    tenant LowCardinality(String),
    deal_id String CODEC(ZSTD(1)),
    deal_key UInt64 MATERIALIZED cityHash64(deal_id),
    ordinal UInt32,
    version UInt64 COMMENT 'that of the deal',
    is_removed UInt8,
    end_quarter Date COMMENT '2100-01-01: not closed',
    owner_id LowCardinality(String),
    pipeline_id LowCardinality(String) COMMENT 'at the close',
    outcome Enum8('open' = 0, 'won' = 1, 'lost' = 2),
    closed_at DateTime64(6, 'UTC') COMMENT '2299-12-31: not closed',
    valid_until DateTime64(6, 'UTC') COMMENT 'when the close stopped being the last one',
    reopened_at DateTime64(6, 'UTC') COMMENT 'first stood at an open stage again; 2299-12-31: never',
    segment LowCardinality(String),
    product LowCardinality(String),
    lost_reason LowCardinality(String),
    created_at DateTime64(6, 'UTC'),
    first_event_at DateTime64(6, 'UTC'),
    owners Nested(at DateTime64(6, 'UTC'), owner_id LowCardinality(String)),
    amounts Nested(at DateTime64(6, 'UTC'), amount Nullable(Decimal(38, 4)), currency LowCardinality(String)),
    stood Nested(
        at DateTime64(6, 'UTC'), pipeline_id LowCardinality(String), stage_id LowCardinality(String), segment LowCardinality(String), product LowCardinality(String)),
    INDEX of_deal deal_key TYPE bloom_filter(0.01) GRANULARITY 4
)
ENGINE = ReplacingMergeTree(version, is_removed)
PARTITION BY end_quarter
PRIMARY KEY (tenant, owner_id, deal_key)
ORDER BY (tenant, owner_id, deal_key, deal_id, ordinal, end_quarter)
SETTINGS index_granularity = 2048, min_age_to_force_merge_seconds = 120, min_age_to_force_merge_on_partition_only = 1;

-- One row a deal: when it arrived (created, as known today, else first told of) and whose it was first.
CREATE TABLE IF NOT EXISTS arrival_facts
(
    tenant LowCardinality(String),
    deal_id String CODEC(ZSTD(1)),
    deal_key UInt64 MATERIALIZED cityHash64(deal_id),
    version UInt64 COMMENT 'that of the deal',
    is_removed UInt8,
    arrival_quarter Date,
    rep LowCardinality(String) COMMENT 'the first owner, or unassigned',
    arrived_at DateTime64(6, 'UTC'),
    first_event_at DateTime64(6, 'UTC'),
    pipeline_id LowCardinality(String) COMMENT 'the first one, or unassigned',
    pipeline_ids Array(LowCardinality(String)),
    segment LowCardinality(String),
    product LowCardinality(String),
    INDEX of_deal deal_key TYPE bloom_filter(0.01) GRANULARITY 4
)
ENGINE = ReplacingMergeTree(version, is_removed)
PARTITION BY arrival_quarter
PRIMARY KEY (tenant, rep, deal_key)
ORDER BY (tenant, rep, deal_key, deal_id, arrival_quarter)
SETTINGS index_granularity = 2048, min_age_to_force_merge_seconds = 120, min_age_to_force_merge_on_partition_only = 1;

-- written: the rows that these tables have of the deal, each as table, quarter, person and ordinal.
ALTER TABLE derived_deals
  DROP COLUMN IF EXISTS `written.quarter`,
  DROP COLUMN IF EXISTS `written.is_contested`,
  DROP COLUMN IF EXISTS `written.ordinal`;

ALTER TABLE derived_deals ADD COLUMN IF NOT EXISTS written Array(Tuple(kind String, quarter Date, person String, ordinal UInt32));

CREATE MATERIALIZED VIEW step_facts_from_derived TO step_facts AS
SELECT tenant, deal_id, ordinal, version, toUInt8(0) AS is_removed, s_pipeline_id AS pipeline_id, s_stage_id AS stage_id, s_next_stage_id AS next_stage_id,
  s_rank AS rank, s_defined_horizon_days AS defined_horizon_days, s_entered_at AS entered_at, s_ending AS ending, s_ended_at AS ended_at, s_skipped AS skipped,
  s_valid_from AS valid_from, s_valid_until AS valid_until, s_sole_holder AS sole_holder, s_held_by AS held_by, s_held_from AS held_from, s_held_until AS held_until,
  s_segment AS segment, s_product AS product,
  if(money = 0, NULL, amounts_amount[money]) AS amount, if(money = 0, '', amounts_currency[money]) AS currency, account_id,
  s_is_first AS is_first, s_regressed_at AS regressed_at, arrayFilter(at -> at >= s_entered_at, deal_pushed_at) AS pushed_at,
  arraySlice(arraySlice(amounts_at, money + 1), -100) AS repriced_at, arraySlice(arraySlice(amounts_amount, money + 1), -100) AS repriced_to,
  arraySlice(arraySlice(amounts_currency, money + 1), -100) AS repriced_in
FROM (
  SELECT tenant, deal_id, version, account_id, ordinal, s_pipeline_id, s_stage_id, s_next_stage_id, s_rank, s_defined_horizon_days, s_entered_at, s_ending, s_ended_at,
    s_skipped, s_valid_from, s_valid_until, s_sole_holder, s_held_by, s_held_from, s_held_until, s_segment, s_product, s_is_first, s_regressed_at, pushed_at AS deal_pushed_at,
    amounts.at AS amounts_at, amounts.amount AS amounts_amount, amounts.currency AS amounts_currency,
    arrayLastIndex(at -> at < s_entered_at OR (at = s_entered_at AND NOT s_skipped), amounts.at) AS money
  FROM derived_deals
  ARRAY JOIN arrayEnumerate(steps.entered_at) AS ordinal, steps.pipeline_id AS s_pipeline_id, steps.stage_id AS s_stage_id, steps.next_stage_id AS s_next_stage_id,
    steps.rank AS s_rank, steps.defined_horizon_days AS s_defined_horizon_days, steps.entered_at AS s_entered_at, steps.ending AS s_ending, steps.ended_at AS s_ended_at,
    steps.skipped AS s_skipped, steps.valid_from AS s_valid_from, steps.valid_until AS s_valid_until, steps.sole_holder AS s_sole_holder,
    steps.held_by AS s_held_by, steps.held_from AS s_held_from, steps.held_until AS s_held_until, steps.segment AS s_segment, steps.product AS s_product,
    steps.is_first AS s_is_first, steps.regressed_at AS s_regressed_at
  WHERE hidden = 'no');

CREATE MATERIALIZED VIEW removed_steps_from_derived TO step_facts AS
SELECT tenant, deal_id, gone.ordinal AS ordinal, version, toUInt8(1) AS is_removed, toDateTime64(gone.quarter, 6, 'UTC') AS entered_at, gone.person AS sole_holder
FROM (
  SELECT tenant, deal_id, version,
    if(hidden = 'no', arrayMap((at, holder, ordinal) -> (toStartOfQuarter(at), toString(holder), ordinal), steps.entered_at, steps.sole_holder, arrayEnumerate(steps.entered_at)), []) AS kept,
    arrayFilter(place -> place.kind = 'step' AND NOT has(kept, (place.quarter, place.person, place.ordinal)), written) AS all_gone
  FROM derived_deals WHERE notEmpty(written))
ARRAY JOIN all_gone AS gone;

-- spell_of: which spell each stand belongs to, counted from 1. The last 64 spells of a deal are kept, as many as stretches of its steps.
CREATE MATERIALIZED VIEW IF NOT EXISTS spell_facts_from_derived TO spell_facts AS
SELECT tenant, deal_id, place.3 AS ordinal, version, place.4 AS is_removed, place.1 AS end_quarter, place.2 AS owner_id,
  tupleElement(end, 'pipeline_id') AS pipeline_id, tupleElement(end, 'outcome') AS outcome,
  if(outcome = 'open', forever, tupleElement(end, 'at')) AS closed_at, tupleElement(end, 'until') AS valid_until,
  ifNull(arrayFirstOrNull((at, s, o) -> s > ordinal AND o = 'open', all_at, spell_of, outcomes), forever) AS reopened_at,
  tupleElement(end, 'segment') AS segment, tupleElement(end, 'product') AS product, lost_reason, created_at, first_event_at,
  owners_at AS `owners.at`, owners_id AS `owners.owner_id`, amounts_at AS `amounts.at`, amounts_amount AS `amounts.amount`, amounts_currency AS `amounts.currency`,
  own.at AS `stood.at`, own.pipeline_id AS `stood.pipeline_id`, own.stage_id AS `stood.stage_id`, own.segment AS `stood.segment`, own.product AS `stood.product`
FROM (
  SELECT *, place, arrayFirst((x, s) -> s = place.3 AND place.4 = 0, arrayReverse(told), arrayReverse(spell_of)) AS end,
    arrayFilter((x, s) -> s = place.3 AND place.4 = 0 AND x.outcome = 'open', told, spell_of) AS own
  FROM (
    SELECT *, arrayMap((x, s) -> (if(x.outcome = 'open', toDate('2100-01-01'), toStartOfQuarter(least(x.at, toDateTime64('2100-01-01 00:00:00', 6, 'UTC')))), toString(x.owner_id), toUInt32(s)),
        arrayFilter((x, s, next) -> s != next, told, spell_of, arrayShiftLeft(spell_of, 1, 0)), arrayDistinct(spell_of)) AS kept,
      arrayMap(x -> (x.quarter, x.person, x.ordinal), arrayFilter(x -> x.kind = 'spell', written)) AS before
    FROM (
      SELECT * EXCEPT (every_told, every_spell_of, every_at, every_outcome),
        arrayFilter((x, s) -> s > latest - 64, every_told, every_spell_of) AS told, arrayFilter(s -> s > latest - 64, every_spell_of) AS spell_of,
        arrayFilter((x, s) -> s > latest - 64, every_at, every_spell_of) AS all_at, arrayFilter((x, s) -> s > latest - 64, every_outcome, every_spell_of) AS outcomes
      FROM (
        SELECT tenant, deal_id, version, lost_reason, created_at, first_event_at, written,
          toDateTime64('2299-12-31 23:59:59', 6, 'UTC') AS forever,
          owners.at AS owners_at, owners.owner_id AS owners_id, amounts.at AS amounts_at, amounts.amount AS amounts_amount, amounts.currency AS amounts_currency,
          if(hidden = 'no', stands.at, []) AS every_at, if(hidden = 'no', stands.outcome, []) AS every_outcome,
          arrayMap((closes, o) -> toInt64(closes) - (o != 'open') + 1, arrayCumSum(o -> o != 'open', every_outcome), every_outcome) AS every_spell_of,
          every_spell_of[-1] AS latest,
          CAST(if(hidden = 'no', arrayZip(stands.at, stands.until, stands.pipeline_id, stands.stage_id, stands.outcome, stands.owner_id, stands.segment, stands.product), []),
            'Array(Tuple(at DateTime64(6, \'UTC\'), until DateTime64(6, \'UTC\'), pipeline_id String, stage_id String, outcome Enum8(\'open\' = 0, \'won\' = 1, \'lost\' = 2), owner_id String, segment String, product String))') AS every_told
        FROM derived_deals)))
  ARRAY JOIN arrayConcat(arrayMap(p -> (p.1, p.2, p.3, toUInt8(0)), kept), arrayMap(p -> (p.1, p.2, p.3, toUInt8(1)), arrayFilter(p -> NOT has(kept, p), before))) AS place);

CREATE MATERIALIZED VIEW IF NOT EXISTS arrival_facts_from_derived TO arrival_facts AS
SELECT tenant, deal_id, version, place.3 AS is_removed, place.1 AS arrival_quarter, place.2 AS rep, arrived_at, first_event_at, pipeline_id, pipeline_ids, segment, product
FROM (
  SELECT tenant, deal_id, version, first_event_at,
    if(created_at > toDateTime64(0, 6, 'UTC'), created_at, first_event_at) AS arrived_at,
    arrayFirst(o -> o != '', owners.owner_id) AS first_owner,
    if(empty(stands.pipeline_id), 'unassigned', stands.pipeline_id[1]) AS pipeline_id, arrayDistinct(stands.pipeline_id) AS pipeline_ids,
    if(empty(stands.segment), 'unknown', stands.segment[1]) AS segment, if(empty(stands.product), 'unknown', stands.product[1]) AS product,
    if(hidden = 'no', [(toStartOfQuarter(least(arrived_at, toDateTime64('2100-01-01 00:00:00', 6, 'UTC'))), if(first_owner = '', 'unassigned', toString(first_owner)))], []) AS kept,
    arrayMap(x -> (x.quarter, x.person), arrayFilter(x -> x.kind = 'arrival', written)) AS before
  FROM derived_deals)
ARRAY JOIN arrayConcat(arrayMap(p -> (p.1, p.2, toUInt8(0)), kept), arrayMap(p -> (p.1, p.2, toUInt8(1)), arrayFilter(p -> NOT has(kept, p), before))) AS place;

-- One row an activity: the version that counts. Deleted ones are removed.
DROP TABLE IF EXISTS activity_facts;

CREATE TABLE activity_facts
(
    tenant LowCardinality(String),
    activity_id String CODEC(ZSTD(1)),
    version UInt64 COMMENT 'raw events read, bodies that lost included',
    is_removed UInt8,
    start_quarter Date,
    state Enum8('planned' = 0, 'logged' = 1, 'cancelled' = 2),
    kind LowCardinality(String),
    direction LowCardinality(String) COMMENT 'empty for planned ones',
    rep_id LowCardinality(String),
    deal_id String CODEC(ZSTD(1)),
    deal_key UInt64 MATERIALIZED cityHash64(deal_id),
    account_id String,
    event_at DateTime64(6, 'UTC') COMMENT 'time of the event that counts; decides what as_of sees' CODEC(GCD, ZSTD(1)),
    starts_at DateTime64(6, 'UTC') COMMENT 'when it took place or is to' CODEC(GCD, ZSTD(1)),
    duration_s Nullable(Float64),
    outcome LowCardinality(String),
    customers Array(String) COMMENT 'ids of the people of the customer who took part',
    content_version UInt64 COMMENT 'body_version of the event that counts, where it has content or times of speech; else 0',
    planned_at DateTime64(6, 'UTC') COMMENT 'when it was first planned; 1970: never',
    INDEX of_activity activity_id TYPE bloom_filter(0.01) GRANULARITY 4,
    INDEX of_deal deal_key TYPE bloom_filter(0.01) GRANULARITY 4
)
ENGINE = ReplacingMergeTree(version, is_removed)
PARTITION BY start_quarter
PRIMARY KEY (tenant, rep_id, deal_key)
ORDER BY (tenant, rep_id, deal_key, deal_id, activity_id, start_quarter)
SETTINGS index_granularity = 2048, min_age_to_force_merge_seconds = 120, min_age_to_force_merge_on_partition_only = 1;

-- person: the pseudonym of whom a row is credited to, as in stepup_v1.deals. For the rest these views are as before.
CREATE OR REPLACE VIEW stepup_v1.steps DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT tenant, deal_id, pipeline_id, stage_id, next_stage_id, step_rank,
  multiIf(rep = 'unassigned', 'unassigned', named.team != '', named.team, 'withheld') AS team,
  multiIf(rep = 'unassigned', 'unassigned', pseudonym != '', pseudonym, 'unknown') AS person,
  segment, product, entered_at, toDate(formatDateTime(entered_at, '%F', time_zone)) AS entered_on, ended_at, state, is_paused, skipped,
  toUnixTimestamp64Micro(ended_at) - toUnixTimestamp64Micro(entered_at) AS lasted_us,
  toUnixTimestamp64Micro(if(is_paused, ended_at, as_of)) - toUnixTimestamp64Micro(entered_at) AS watched_us, as_of
FROM (
  SELECT *, people.teams[arrayLastIndex(valid_from -> valid_from <= entered_at, people.known_from)] AS team_at_entry
  FROM (
    SELECT *,
      multiIf(
        sole_holder != '', toString(sole_holder),
        held_from[1] >= as_of OR held_from[1] > ended_at, 'unassigned',
        arrayReverseSort(arrayMap(holder -> (
            arraySum(arrayMap((h, f, u) -> if(h = holder AND f < least(ended_at, as_of), toUnixTimestamp64Micro(least(u, ended_at, as_of)) - toUnixTimestamp64Micro(f), 0), held_by, held_from, held_until)),
            arrayMax(arrayMap((h, f, i) -> if(h = holder AND f <= ended_at AND f < as_of, i, 0), held_by, held_from, arrayEnumerate(held_by))),
            holder),
          arrayDistinct(held_by)))[1].3) AS rep
    FROM (
      SELECT f.tenant AS tenant, f.deal_id AS deal_id, f.pipeline_id AS pipeline_id, f.stage_id AS stage_id, f.next_stage_id AS next_stage_id, f.rank AS step_rank,
        f.segment AS segment, f.product AS product, f.entered_at AS entered_at, f.skipped AS skipped, f.sole_holder AS sole_holder,
        f.held_by AS held_by, f.held_from AS held_from, f.held_until AS held_until, clock.as_of AS as_of, clock.time_zone AS time_zone,
        multiIf(f.ended_at >= clock.as_of, 'open', f.ending = 'paused', 'open', toString(f.ending)) AS state,
        f.ended_at < clock.as_of AND f.ending = 'paused' AS is_paused,
        least(f.ended_at, clock.as_of) AS ended_at
      FROM (
        SELECT tenant, deal_id, pipeline_id, stage_id, next_stage_id, rank, segment, product, entered_at, ending, ended_at, skipped, valid_from, valid_until, sole_holder, held_by, held_from, held_until
        FROM step_facts FINAL) AS f
      INNER JOIN stepup_v1.freshness AS clock ON clock.tenant = f.tenant
      WHERE f.entered_at < clock.as_of AND f.valid_from < clock.as_of AND f.valid_until >= clock.as_of)) AS credited
  LEFT JOIN (
    SELECT p.tenant AS tenant, p.person_id AS person_id, p.known_from AS known_from, p.teams AS teams, n.pseudonym AS pseudonym
    FROM (SELECT tenant, person_id, versions.valid_from AS known_from, versions.team AS teams FROM person_facts FINAL) AS p
    LEFT JOIN (
      SELECT tenant, person_id, min(pseudonym) AS pseudonym FROM person_pseudonyms
      WHERE (tenant, person_id) NOT IN (SELECT tenant, entity_id FROM raw_events WHERE entity_kind = 'erasure') GROUP BY tenant, person_id) AS n
      ON n.tenant = p.tenant AND n.person_id = p.person_id) AS people
    ON people.tenant = credited.tenant AND people.person_id = credited.rep) AS placed
LEFT JOIN stepup_v1.teams AS named ON named.tenant = placed.tenant AND named.team = placed.team_at_entry;

CREATE OR REPLACE VIEW stepup_v1.closes DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT tenant, deal_id, pipeline_id, closed_at, toDate(formatDateTime(closed_at, '%F', time_zone)) AS closed_on, outcome,
  multiIf(owner_id = 'unassigned', 'unassigned', named.team != '', named.team, 'withheld') AS team,
  multiIf(owner_id = 'unassigned', 'unassigned', pseudonym != '', pseudonym, 'unknown') AS person, segment, product, amount, currency, as_of
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
  LEFT JOIN (
    SELECT p.tenant AS tenant, p.person_id AS person_id, p.known_from AS known_from, p.teams AS teams, n.pseudonym AS pseudonym
    FROM (SELECT tenant, person_id, versions.valid_from AS known_from, versions.team AS teams FROM person_facts FINAL) AS p
    LEFT JOIN (
      SELECT tenant, person_id, min(pseudonym) AS pseudonym FROM person_pseudonyms
      WHERE (tenant, person_id) NOT IN (SELECT tenant, entity_id FROM raw_events WHERE entity_kind = 'erasure') GROUP BY tenant, person_id) AS n
      ON n.tenant = p.tenant AND n.person_id = p.person_id) AS people
    ON people.tenant = closed.tenant AND people.person_id = closed.owner_id) AS placed
LEFT JOIN stepup_v1.teams AS named ON named.tenant = placed.tenant AND named.team = placed.team_at_close;

CREATE OR REPLACE VIEW stepup_v1.activities DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT tenant, activity_id, kind, direction, outcome, starts_at, toDate(formatDateTime(starts_at, '%F', time_zone)) AS starts_on,
  multiIf(rep_id = '', 'unassigned', named.team != '', named.team, 'withheld') AS team,
  multiIf(rep_id = '', 'unassigned', pseudonym != '', pseudonym, 'unknown') AS person, as_of
FROM (
  SELECT *, people.teams[arrayLastIndex(valid_from -> valid_from <= starts_at, people.known_from)] AS team_then
  FROM (
    SELECT f.tenant AS tenant, f.activity_id AS activity_id, f.kind AS kind, f.direction AS direction, f.outcome AS outcome, f.starts_at AS starts_at, f.rep_id AS rep_id,
      clock.as_of AS as_of, clock.time_zone AS time_zone
    FROM (SELECT tenant, activity_id, kind, direction, outcome, starts_at, event_at, rep_id FROM activity_facts FINAL WHERE state = 'logged') AS f
    INNER JOIN stepup_v1.freshness AS clock ON clock.tenant = f.tenant
    WHERE f.event_at < clock.as_of) AS logged
  LEFT JOIN (
    SELECT p.tenant AS tenant, p.person_id AS person_id, p.known_from AS known_from, p.teams AS teams, n.pseudonym AS pseudonym
    FROM (SELECT tenant, person_id, versions.valid_from AS known_from, versions.team AS teams FROM person_facts FINAL) AS p
    LEFT JOIN (
      SELECT tenant, person_id, min(pseudonym) AS pseudonym FROM person_pseudonyms
      WHERE (tenant, person_id) NOT IN (SELECT tenant, entity_id FROM raw_events WHERE entity_kind = 'erasure') GROUP BY tenant, person_id) AS n
      ON n.tenant = p.tenant AND n.person_id = p.person_id) AS people
    ON people.tenant = logged.tenant AND people.person_id = logged.rep_id) AS placed
LEFT JOIN stepup_v1.teams AS named ON named.tenant = placed.tenant AND named.team = placed.team_then;

-- Ids at random are half as long with an entropy coder.
-- Times are mostly whole seconds.
ALTER TABLE raw_events MODIFY COLUMN id String CODEC(ZSTD(1)), MODIFY COLUMN entity_id String CODEC(ZSTD(1)), MODIFY COLUMN time DateTime64(6, 'UTC') CODEC(GCD, ZSTD(1));

ALTER TABLE event_identities MODIFY COLUMN id String CODEC(ZSTD(1)), MODIFY COLUMN entity_id String CODEC(ZSTD(1));

-- Derived again into these tables: an open batch a tenant, which the next start finishes.
INSERT INTO touched_entities (batch_id, tenant, entity_kind, entity_id)
SELECT DISTINCT concat('narrow-reads/', tenant), tenant, entity_kind, entity_id FROM raw_events WHERE entity_kind IN ('deal', 'activity');
