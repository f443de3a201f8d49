-- Findings for boards: one row a finding as its newest event tells it, people under the pseudonyms of coaching events, which go with
-- the person. raised: as the first event that told of it.
CREATE OR REPLACE VIEW stepup_v1.findings DEFINER = CURRENT_USER SQL SECURITY DEFINER AS
SELECT tenant, record_id AS finding_id, ifNull(toString(argMax(learner, version)), 'unknown') AS person,
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
GROUP BY tenant, record_id;

-- Episodes of one pipeline as of one moment, laid out by team while a look goes through its teams: the steps are ordered by deal, so that
-- asking for one team reads them all. One part a look, dropped at its end; what a crash leaves is dropped a day later.
CREATE TABLE IF NOT EXISTS episode_extracts
(
    extract_id String,
    tenant LowCardinality(String),
    team_key String COMMENT 'the team of the credited rep at the entry',
    stage_id LowCardinality(String),
    rep LowCardinality(String),
    segment LowCardinality(String),
    product LowCardinality(String),
    entered_us Int64,
    lasted_us Int64 COMMENT 'until it advanced or was lost; 0 where neither happened',
    marks UInt8 COMMENT '1 advanced, 2 lost, 4 owner changed, 8 starts here, 16 skipped',
    amount Nullable(Float64),
    account_id String,
    written_at DateTime DEFAULT now()
)
ENGINE = MergeTree
PARTITION BY extract_id
ORDER BY (tenant, team_key, stage_id, rep)
TTL written_at + INTERVAL 1 DAY;
