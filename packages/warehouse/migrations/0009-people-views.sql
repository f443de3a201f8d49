-- People in what BI tools read stand under a pseudonym: random, so that nothing but this table leads back to them, and gone with the
-- person. Of two that instances gave at once the smaller one counts. They are kept through a rebuild, which derives facts alone.
CREATE TABLE IF NOT EXISTS person_pseudonyms
(
    tenant LowCardinality(String),
    person_id String,
    pseudonym String
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, person_id, pseudonym);

-- Whoever was erased; their pseudonym is no longer shown, and they get no other one.
CREATE OR REPLACE VIEW stepup_v1.people DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT named.tenant AS tenant, named.pseudonym AS person, people.role AS role, people.is_active AS is_active,
  if(teams.team != '', people.team, 'withheld') AS team
FROM (
  SELECT tenant, person_id, min(pseudonym) AS pseudonym FROM person_pseudonyms
  WHERE (tenant, person_id) NOT IN (SELECT tenant, entity_id FROM raw_events WHERE entity_kind = 'erasure') GROUP BY tenant, person_id) AS named
INNER JOIN (SELECT tenant, person_id, versions.role[-1] AS role, versions.active[-1] = 1 AS is_active, versions.team[-1] AS team FROM person_facts FINAL) AS people
  ON people.tenant = named.tenant AND people.person_id = named.person_id
LEFT JOIN stepup_v1.teams AS teams ON teams.tenant = people.tenant AND teams.team = people.team;

-- One row a deal as it stands at as_of, without its name; person: its owner's pseudonym, 'unassigned' where nobody owns it,
-- 'unknown' where the owner is no person of the tenant or was erased.
CREATE OR REPLACE VIEW stepup_v1.deals DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT d.tenant AS tenant, d.deal_id AS deal_id, d.pipeline_id AS pipeline_id, d.stage_id AS stage_id, d.state AS state,
  multiIf(d.owner_id = '', 'unassigned', named.pseudonym != '', named.pseudonym, 'unknown') AS person,
  d.segment AS segment, d.product AS product, d.lead_source AS lead_source, d.lost_reason AS lost_reason, d.amount AS amount, d.currency AS currency,
  d.created_at AS created_at, d.first_event_at AS first_event_at, d.as_of AS as_of
FROM (
  SELECT f.tenant AS tenant, f.deal_id AS deal_id, f.segment AS segment, f.product AS product, f.lead_source AS lead_source, f.lost_reason AS lost_reason,
    if(f.created_at > toDateTime64(0, 6, 'UTC'), f.created_at, f.first_event_at) AS created_at, f.first_event_at AS first_event_at, clock.as_of AS as_of,
    arrayLastIndex(at -> at < clock.as_of, f.stands_at) AS stand,
    if(stand = 0, f.pipeline_id, f.stands_pipeline[stand]) AS pipeline_id, if(stand = 0, f.stage_id, f.stands_stage[stand]) AS stage_id,
    if(stand = 0, 'open', toString(f.stands_outcome[stand])) AS state,
    arrayLastIndex(at -> at < clock.as_of, f.owners_at) AS ownership, if(ownership = 0, '', toString(f.owners_id[ownership])) AS owner_id,
    arrayLastIndex(at -> at < clock.as_of, f.amounts_at) AS money, if(money = 0, NULL, f.amounts_amount[money]) AS amount, if(money = 0, '', f.amounts_currency[money]) AS currency
  FROM (
    SELECT tenant, deal_id, pipeline_id, stage_id, segment, product, lead_source, lost_reason, created_at, first_event_at,
      stands.at AS stands_at, stands.pipeline_id AS stands_pipeline, stands.stage_id AS stands_stage, stands.outcome AS stands_outcome,
      owners.at AS owners_at, owners.owner_id AS owners_id, amounts.at AS amounts_at, amounts.amount AS amounts_amount, amounts.currency AS amounts_currency
    FROM deal_facts FINAL WHERE hidden = 'no') AS f
  INNER JOIN stepup_v1.freshness AS clock ON clock.tenant = f.tenant
  WHERE f.first_event_at < clock.as_of) AS d
LEFT JOIN (
  SELECT tenant, person_id, min(pseudonym) AS pseudonym FROM person_pseudonyms
  WHERE (tenant, person_id) NOT IN (SELECT tenant, entity_id FROM raw_events WHERE entity_kind = 'erasure') GROUP BY tenant, person_id) AS named
  ON named.tenant = d.tenant AND named.person_id = d.owner_id;

-- Counts of steps by the day they were entered, for tools that cannot count: one row a tenant, day, step, team, segment and product.
CREATE OR REPLACE VIEW stepup_v1.daily_steps DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT tenant, entered_on, pipeline_id, stage_id, next_stage_id, step_rank, team, segment, product,
  count() AS entered, countIf(state = 'advanced') AS advanced, countIf(state = 'lost') AS lost, countIf(state = 'open') AS open, countIf(skipped) AS skipped
FROM stepup_v1.steps
GROUP BY tenant, entered_on, pipeline_id, stage_id, next_stage_id, step_rank, team, segment, product;

-- The same for activities: one row a tenant, day, kind, direction and team.
CREATE OR REPLACE VIEW stepup_v1.daily_activities DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT tenant, starts_on, kind, direction, team, count() AS activities FROM stepup_v1.activities GROUP BY tenant, starts_on, kind, direction, team;

INSERT INTO person_pseudonyms
SELECT tenant, person_id, concat('p-', lower(hex(randomString(8)))) FROM (SELECT DISTINCT tenant, person_id FROM person_facts);
