-- What the signs of a process that is read differently are counted from, with each step: whether it was the first that the deal
-- stood at, when the deal stood at an earlier stage again, when its expected close moved out, and what its amount was changed to.
-- Mostly empty, so they cost next to nothing.
ALTER TABLE derived_deals
  ADD COLUMN IF NOT EXISTS `pushed_at` Array(DateTime64(6, 'UTC')) AFTER `amounts.currency`,
  ADD COLUMN IF NOT EXISTS `steps.is_first` Array(UInt8) AFTER `steps.product`,
  ADD COLUMN IF NOT EXISTS `steps.regressed_at` Array(DateTime64(6, 'UTC')) AFTER `steps.is_first`;

ALTER TABLE step_facts
  ADD COLUMN IF NOT EXISTS is_first UInt8 COMMENT 'the first step that the deal stood at in this pipeline',
  ADD COLUMN IF NOT EXISTS regressed_at DateTime64(6, 'UTC') DEFAULT '2299-12-31 23:59:59' COMMENT 'first came to an earlier stage again; 2299-12-31: never',
  ADD COLUMN IF NOT EXISTS pushed_at Array(DateTime64(6, 'UTC')) COMMENT 'expected close moved to a later day, since the entry',
  ADD COLUMN IF NOT EXISTS repriced_at Array(DateTime64(6, 'UTC')) COMMENT 'amount or currency said anew after the entry, the last hundred',
  ADD COLUMN IF NOT EXISTS repriced_to Array(Nullable(Decimal(38, 4))),
  ADD COLUMN IF NOT EXISTS repriced_in Array(LowCardinality(String));

ALTER TABLE activity_facts
  ADD COLUMN IF NOT EXISTS customers Array(String) COMMENT 'ids of the people of the customer who took part' AFTER outcome;

DROP VIEW IF EXISTS step_facts_from_derived;

CREATE MATERIALIZED VIEW IF NOT EXISTS step_facts_from_derived TO step_facts AS
SELECT tenant, deal_id, ordinal, version, toUInt8(0) AS is_removed, s_pipeline_id AS pipeline_id, s_stage_id AS stage_id, s_next_stage_id AS next_stage_id,
  s_rank AS rank, s_defined_horizon_days AS defined_horizon_days, s_entered_at AS entered_at, s_ending AS ending, s_ended_at AS ended_at, s_skipped AS skipped,
  s_valid_from AS valid_from, s_valid_until AS valid_until, s_sole_holder = '' AS is_contested, s_sole_holder AS sole_holder, s_held_by AS held_by, s_held_from AS held_from, s_held_until AS held_until,
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

-- Derived again with these columns: an open batch a tenant, which the next start finishes.
INSERT INTO touched_entities (batch_id, tenant, entity_kind, entity_id)
SELECT DISTINCT concat('signs/', tenant), tenant, entity_kind, entity_id FROM raw_events WHERE entity_kind IN ('deal', 'activity');
