-- One row a deal: its history of stands, its steps and who held them, from the raw events of every deal that the batch touched.
--
-- The meaning is the contract's (derived history). How it reads:
--   members      the touched deals and whatever is merged with them; a merged id is an alias of its root
--   definitions  every version of every pipeline, the first one in force since ever
--   changes      the deal events, identities settled (superseded bodies count for the version only)
--   applied      which events set state: the root's own, and an alias's before the root's first own event
--   filled       the state after each event (a field absent is unchanged, null is cleared)
--   placed       each state as a code seen from one pipeline: rank of the open step, won from 1,000,000, lost from 2,000,000,
--                -1 in another pipeline, 0 at no known stage
--   stood        the moves between them; leaving the pipeline after a close is none
--   stretched    stretches of history: a stand after a close (or after coming back) begins a new one, and undoes that close.
--                A row of steps is valid in one stretch; within it only the end can be a close, so time < as_of decides the rest
--   stepped      for each step: first stand at it or beyond (entry), first stand beyond (passage), who held it when
-- Only arrays of plain values: tuples and repeated aliases in one level cost the engine's analyser half a second a query.
-- Lambdas never capture an array as long as the history, but by stretch (at most 64 are kept) and by step.
INSERT INTO deal_facts
WITH
  toDateTime64('2299-12-31 23:59:59', 6, 'UTC') AS forever,
  members AS (
    SELECT deal_id, deal_id AS root_id, toUInt64(0) AS merges_read
    FROM (SELECT DISTINCT entity_id AS deal_id FROM touched_entities WHERE batch_id = {batch:String} AND tenant = {tenant:String} AND entity_kind = 'deal' AND cityHash64(entity_id) % {buckets:UInt32} = {bucket:UInt32})
    WHERE deal_id NOT IN (SELECT deal_id FROM deal_aliases WHERE tenant = {tenant:String})
    UNION ALL
    SELECT deal_id, root_id, version AS merges_read FROM deal_aliases FINAL
    WHERE tenant = {tenant:String} AND root_id IN (
      SELECT root_id FROM deal_aliases FINAL
      WHERE tenant = {tenant:String} AND deal_id IN (
        SELECT entity_id FROM touched_entities WHERE batch_id = {batch:String} AND tenant = {tenant:String} AND entity_kind = 'deal' AND cityHash64(entity_id) % {buckets:UInt32} = {bucket:UInt32}))
  ),
  superseded AS (SELECT source, id, body_version FROM superseded_bodies WHERE tenant = {tenant:String}),
  definition_events AS (
    SELECT entity_id AS pipeline_id, time, recorded_time, id, source,
      JSONExtract(body, 'stages', 'Array(Tuple(stage_id String, position Int64, outcome Nullable(String), horizon_days Nullable(UInt16)))') AS stages
    FROM raw_events FINAL
    WHERE tenant = {tenant:String} AND entity_kind = 'pipeline' AND (source, id, body_version) NOT IN superseded
  ),
  definition_versions AS (
    SELECT pipeline_id, stages, time, recorded_time, id, source,
      if(row_number() OVER (PARTITION BY pipeline_id ORDER BY time, recorded_time, id, source) = 1, toDateTime64(0, 6, 'UTC'), time) AS in_force_from
    FROM definition_events WHERE notEmpty(stages)
  ),
  definitions AS (
    SELECT pipeline_id, in_force_from,
      arrayMap(x -> x.1, arraySort(x -> x.2, arrayFilter(x -> isNull(x.3), stages))) AS open_ids,
      arrayMap(x -> x.4, arraySort(x -> x.2, arrayFilter(x -> isNull(x.3), stages))) AS open_horizons,
      arrayMap(x -> x.1, arrayFilter(x -> x.3 = 'won', stages)) AS won_ids,
      arrayMap(x -> x.1, arrayFilter(x -> x.3 = 'lost', stages)) AS lost_ids
    FROM (
      SELECT pipeline_id, in_force_from, argMax(stages, (time, recorded_time, id, source)) AS stages
      FROM definition_versions GROUP BY pipeline_id, in_force_from)
  ),
  changes AS (
    SELECT root_id, e.entity_id AS own_id, time, recorded_time, id, source, merges_read,
      (source, id, body_version) IN superseded AS is_superseded,
      type = 'sales.deal.deleted.v1' AS is_deletion,
      JSONExtractKeys(body) AS fields,
      JSONExtract(body, 'Tuple(pipeline_id Nullable(String), stage_id Nullable(String), owner_id Nullable(String), segment Nullable(String), product Nullable(String), amount Nullable(String), currency Nullable(String), account_id Nullable(String), created_at Nullable(String), lead_source Nullable(String), lost_reason Nullable(String), expected_close_on Nullable(String))') AS v
    FROM raw_events AS e FINAL INNER JOIN members ON e.entity_id = members.deal_id
    WHERE e.tenant = {tenant:String} AND e.entity_kind = 'deal' AND e.entity_id IN (SELECT deal_id FROM members)
  ),
  grouped AS (
    SELECT root_id, groupUniqArray(own_id) AS member_ids,
      -- another merge may take events away from a root, so merges weigh more than any number of events
      bitShiftLeft(any(merges_read), 40) + count() + countIf(is_superseded)
        + (SELECT count() FROM raw_events FINAL WHERE tenant = {tenant:String} AND entity_kind = 'pipeline') AS version,
      arraySort(x -> (x.1, x.2, x.3, x.4), groupArrayIf((time, recorded_time, id, source, own_id, is_deletion, fields, v), NOT is_superseded)) AS events
    FROM changes GROUP BY root_id
  ),
  ordered AS (
    SELECT root_id, member_ids, version,
      arrayEnumerate(events) AS seq, arrayMap(x -> x.1, events) AS at, arrayMap(x -> x.5, events) AS own_ids,
      arrayMap(x -> x.6, events) AS deletions, arrayMap(x -> x.7, events) AS fields, arrayMap(x -> x.8, events) AS v,
      arrayFirstIndex(x -> x.5 = root_id, events) AS first_own_index
    FROM grouped
  ),
  applied AS (
    SELECT root_id, member_ids, version, seq, at, own_ids, deletions, v, fields,
      arrayLast((d, own) -> own = root_id, deletions, own_ids) AS is_deleted,
      if(first_own_index = 0, forever, at[first_own_index]) AS first_own_at,
      arrayMap((t, own, d) -> NOT d AND (own = root_id OR t < first_own_at), at, own_ids, deletions) AS sets
    FROM ordered
  ),
  present AS (
    SELECT root_id, member_ids, version, seq, at, own_ids, v, is_deleted, sets,
      arrayMap((f, s) -> s AND has(f, 'pipeline_id'), fields, sets) AS sets_pipeline,
      arrayMap((f, s) -> s AND has(f, 'stage_id'), fields, sets) AS sets_stage,
      arrayMap((f, s) -> s AND has(f, 'owner_id'), fields, sets) AS sets_owner,
      arrayMap((f, s) -> s AND has(f, 'segment'), fields, sets) AS sets_segment,
      arrayMap((f, s) -> s AND has(f, 'product'), fields, sets) AS sets_product,
      arrayMap((f, s) -> s AND has(f, 'amount'), fields, sets) AS sets_amount,
      arrayMap((f, s) -> s AND has(f, 'currency'), fields, sets) AS sets_currency,
      arrayMap((f, s) -> s AND has(f, 'account_id'), fields, sets) AS sets_account,
      arrayMap((f, s) -> s AND has(f, 'created_at'), fields, sets) AS sets_created,
      ifNull(arrayLast((x, f, s) -> s AND has(f, 'lead_source'), v, fields, sets).lead_source, '') AS lead_source,
      ifNull(arrayLast((x, f, s) -> s AND has(f, 'lost_reason'), v, fields, sets).lost_reason, '') AS lost_reason,
      ifNull(arrayLast((x, f, s) -> s AND has(f, 'expected_close_on'), v, fields, sets).expected_close_on, '') AS expected_close_on,
      arrayMap((x, f, s, d) -> if(NOT s AND NOT d AND has(f, 'stage_id'), ifNull(x.stage_id, ''), ''), v, fields, sets, deletions) AS reached_stages,
      arrayMap(f -> has(f, 'pipeline_id'), fields) AS names_pipeline
    FROM applied
  ),
  filled AS (
    SELECT root_id, member_ids, version, seq, at, own_ids, v, is_deleted, reached_stages, names_pipeline, lead_source, lost_reason, expected_close_on,
      arrayFill((x, s) -> s, arrayMap((x, s) -> if(s, ifNull(x.pipeline_id, ''), ''), v, sets_pipeline), sets_pipeline) AS pipelines,
      arrayFill((x, s) -> s, arrayMap((x, s) -> if(s, ifNull(x.stage_id, ''), ''), v, sets_stage), sets_stage) AS stages,
      arrayFill((x, s) -> s, arrayMap((x, s) -> if(s, ifNull(x.owner_id, ''), ''), v, sets_owner), sets_owner) AS owners,
      arrayFill((x, s) -> s, arrayMap((x, s) -> if(s, ifNull(x.segment, 'unknown'), 'unknown'), v, sets_segment), sets_segment) AS segments,
      arrayFill((x, s) -> s, arrayMap((x, s) -> if(s, ifNull(x.product, 'unknown'), 'unknown'), v, sets_product), sets_product) AS products,
      arrayFill((x, s) -> s, arrayMap((x, s) -> if(s, toDecimal128OrNull(x.amount, 4), NULL), v, sets_amount), sets_amount) AS amounts,
      arrayFill((x, s) -> s, arrayMap((x, s) -> if(s, ifNull(x.currency, ''), ''), v, sets_currency), sets_currency) AS currencies,
      ifNull(arrayLast((x, s) -> s, v, sets_account).account_id, '') AS account_id,
      parseDateTime64BestEffortOrZero(ifNull(arrayLast((x, s) -> s, v, sets_created).created_at, ''), 6, 'UTC') AS created_at,
      arrayMap((s, c) -> s OR c, sets_amount, sets_currency) AS sets_money
    FROM present
  ),
  -- Owner, segment, product and amount at an instant are those after all events of that instant.
  -- An alias after the survivor's first event sets nothing; its stage counts as reached, in the pipeline it then was in itself
  -- as long as the survivor is in that pipeline too.
  aliased AS (
    SELECT * EXCEPT (own_ids, v, names_pipeline, owners, segments, products, amounts),
      arrayMap((a, b) -> a != b, at, arrayPopFront(arrayPushBack(at, forever))) AS is_last_of_instant,
      arrayReverseFill((x, last) -> last, owners, is_last_of_instant) AS owners,
      arrayReverseFill((x, last) -> last, segments, is_last_of_instant) AS segments,
      arrayReverseFill((x, last) -> last, products, is_last_of_instant) AS products,
      arrayReverseFill((x, last) -> last, amounts, is_last_of_instant) AS amounts,
      arraySort((p, i) -> i,
        arrayFill((p, own, before, named) -> named OR own != before,
          arraySort((p, o, i) -> (o, i), arrayMap(x -> ifNull(x.pipeline_id, ''), v), own_ids, seq),
          arraySort((o, i) -> (o, i), own_ids, seq),
          arrayPopBack(arrayPushFront(arraySort((o, i) -> (o, i), own_ids, seq), '')),
          arraySort((p, o, i) -> (o, i), names_pipeline, own_ids, seq)),
        arraySort((i, o) -> (o, i), seq, own_ids)) AS own_pipelines
    FROM filled
  ),
  visits AS (
    SELECT *, visited AS pipeline_id, arrayFirst((a, p, q, r) -> p = visited OR (q = visited AND r != ''), at, pipelines, own_pipelines, reached_stages) AS arrived_at
    FROM aliased LEFT ARRAY JOIN arrayDistinct(arrayFilter(p -> p != '', arrayConcat(pipelines, arrayMap((p, r) -> if(r != '', p, ''), own_pipelines, reached_stages)))) AS visited
  ),
  placed AS (
    SELECT visits.* EXCEPT (visited), d.open_ids AS open_ids, d.open_horizons AS open_horizons,
      arrayMap((p, s) -> toInt32(multiIf(p != pipeline_id OR p = '', -1, has(d.open_ids, s), indexOf(d.open_ids, s), has(d.won_ids, s), 1000000 + indexOf(d.won_ids, s), has(d.lost_ids, s), 2000000 + indexOf(d.lost_ids, s), 0)), pipelines, visits.stages) AS codes,
      arrayMap((p, s, survivor) -> toInt32(if(p = pipeline_id AND s != '' AND survivor = pipeline_id, indexOf(d.open_ids, s), 0)), own_pipelines, reached_stages, pipelines) AS reached_codes
    FROM visits ASOF LEFT JOIN definitions AS d ON visits.pipeline_id = d.pipeline_id AND visits.arrived_at >= d.in_force_from
  ),
  known AS (
    SELECT * EXCEPT (own_pipelines, reached_stages), arrayFilter((i, c) -> c != 0, seq, codes) AS known_seq, arrayFilter(c -> c != 0, codes) AS known_codes
    FROM placed
  ),
  moved AS (
    SELECT * EXCEPT (known_seq, known_codes),
      arrayFilter((i, c, b) -> c != b, known_seq, known_codes, arrayPopBack(arrayPushFront(known_codes, toInt32(0)))) AS move_seq,
      arrayFilter((c, b) -> c != b, known_codes, arrayPopBack(arrayPushFront(known_codes, toInt32(0)))) AS move_codes
    FROM known
  ),
  stood AS (
    SELECT * EXCEPT (move_seq, move_codes),
      arrayFilter((i, c, b) -> NOT (c = -1 AND (b = 0 OR b > 1000000)), move_seq, move_codes, arrayPopBack(arrayPushFront(move_codes, toInt32(0)))) AS stand_seq,
      arrayFilter((c, b) -> NOT (c = -1 AND (b = 0 OR b > 1000000)), move_codes, arrayPopBack(arrayPushFront(move_codes, toInt32(0)))) AS stand_codes
    FROM moved
  ),
  begun AS (
    SELECT *, arrayMap(b -> b <= 0 OR b > 1000000, arrayPopBack(arrayPushFront(stand_codes, toInt32(0)))) AS begins,
      arraySort(arrayConcat(arrayFilter((i, c) -> c > 0 AND c < 1000000, stand_seq, stand_codes), arrayFilter((i, c) -> c > 0, seq, reached_codes))) AS open_seq,
      arraySort((c, i) -> i,
        arrayConcat(arrayFilter(c -> c > 0 AND c < 1000000, stand_codes), arrayFilter(c -> c > 0, reached_codes)),
        arrayConcat(arrayFilter((i, c) -> c > 0 AND c < 1000000, stand_seq, stand_codes), arrayFilter((i, c) -> c > 0, seq, reached_codes))) AS open_codes
    FROM stood
  ),
  stretched AS (
    SELECT * EXCEPT (begins, reached_codes),
      arraySlice(arrayFilter((x, b) -> b, stand_seq, begins), -64) AS begin_seq,
      arraySlice(arrayFilter((x, b) -> b, stand_seq, arrayPopFront(arrayPushBack(begins, 1))), -64) AS end_seq,
      arraySlice(arrayFilter((x, b) -> b, stand_codes, arrayPopFront(arrayPushBack(begins, 1))), -64) AS end_codes
    FROM begun
  ),
  timed AS (
    SELECT *, arrayMap(i -> at[i], begin_seq) AS begin_at, arrayMap(i -> at[i], end_seq) AS end_at,
      arrayPopFront(arrayPushBack(begin_seq, toUInt32(4000000000))) AS until_seq,
      if(stand_codes[1] > 0 AND stand_codes[1] < 1000000, arrayEnumerate(open_ids), []) AS ranks,
      arrayPopFront(arrayPushBack(at, forever)) AS next_at
    FROM stretched
  ),
  stepped AS (
    SELECT * EXCEPT (ranks, next_at), rank,
      arrayFirstIndex(c -> c >= rank, open_codes) AS entry_index,
      arrayFirstIndex(c -> c > rank, open_codes) AS passage_index,
      arrayFilter((o, c) -> c = rank AND o != '', owners, codes) AS held_by,
      arrayFilter((a, o, c) -> c = rank AND o != '', at, owners, codes) AS held_from,
      arrayFilter((a, o, c) -> c = rank AND o != '', next_at, owners, codes) AS held_until
    FROM timed LEFT ARRAY JOIN ranks AS rank
  ),
  entered AS (
    SELECT * EXCEPT (entry_index, passage_index),
      arrayMap((o, f, bo, bu) -> NOT (o = bo AND f = bu), held_by, held_from, arrayPopBack(arrayPushFront(held_by, '')), arrayPopBack(arrayPushFront(held_until, forever))) AS hold_begins,
      if(entry_index > 0, open_seq[entry_index], 4000000001) AS entry_seq,
      if(entry_index > 0, open_codes[entry_index], 0) AS entry_code,
      if(passage_index > 0, open_seq[passage_index], 4000000001) AS passage_seq,
      if(rank = 0 OR open_codes[1] > rank, 4000000001, open_seq[1]) AS history_seq
    FROM stepped
  ),
  -- Entered by standing at this step or beyond, else by the win that ends the stretch; advanced likewise. 0: not in this stretch.
  passed AS (
    SELECT * EXCEPT (entry_seq, passage_seq, history_seq, open_seq, open_codes),
      arrayMap((u, e, c) -> multiIf(history_seq >= u, 0, entry_seq < u, entry_seq, c > 1000000 AND c < 2000000, e, 0), until_seq, end_seq, end_codes) AS entered_seq,
      arrayMap((u, e, c) -> multiIf(passage_seq < u, passage_seq, c > 1000000 AND c < 2000000, e, 0), until_seq, end_seq, end_codes) AS advanced_seq,
      arrayMap((u) -> entry_seq < u AND entry_code = rank, until_seq) AS stood_there
    FROM entered
  ),
  closed AS (
    SELECT * EXCEPT (hold_begins, held_by, held_from, held_until, end_codes, end_at, begin_at, until_seq, advanced_seq, stood_there, end_seq),
      arrayFilter(i -> i > 0, entered_seq) AS row_seq,
      arrayFilter((t, i) -> i > 0, arrayMap(a -> if(a > 0, at[a], forever), advanced_seq), entered_seq) AS advanced_at,
      arrayFilter((t, i) -> i > 0, arrayMap((t, i, a, c) -> if(a = 0 AND c > 2000000, greatest(t, at[i]), forever), end_at, entered_seq, advanced_seq, end_codes), entered_seq) AS lost_at,
      arrayFilter((t, i) -> i > 0, arrayMap((t, a, c) -> if(a = 0 AND c = -1, t, forever), end_at, advanced_seq, end_codes), entered_seq) AS paused_at,
      arrayFilter((t, i) -> i > 0, begin_at, entered_seq) AS valid_from,
      arrayFilter((t, i) -> i > 0, arrayPopFront(arrayPushBack(begin_at, forever)), entered_seq) AS valid_until,
      arrayFilter((s, i) -> i > 0, arrayMap(s -> toUInt8(NOT s), stood_there), entered_seq) AS skipped,
      arraySlice(arrayFilter((x, b) -> b, held_by, hold_begins), -1000) AS holders,
      arraySlice(arrayFilter((x, b) -> b, held_from, hold_begins), -1000) AS holds_from,
      arraySlice(arrayFilter((x, b) -> b, held_until, arrayPopFront(arrayPushBack(hold_begins, 1))), -1000) AS holds_until
    FROM passed
  ),
  step_rows AS (
    SELECT root_id, member_ids, version, is_deleted, pipeline_id, rank, at, pipelines, stages, owners, segments, products, amounts, currencies, sets_money, account_id, created_at, lead_source, lost_reason, expected_close_on,
      advanced_at, lost_at, paused_at, valid_from, valid_until, skipped,
      arrayMap(i -> pipeline_id, row_seq) AS row_pipeline,
      arrayMap(i -> open_ids[rank], row_seq) AS row_stage,
      arrayMap(i -> if(rank < length(open_ids), open_ids[rank + 1], ''), row_seq) AS row_next,
      arrayMap(i -> toUInt16(rank), row_seq) AS row_rank,
      arrayMap(i -> ifNull(open_horizons[rank], 0), row_seq) AS row_horizon,
      arrayMap(i -> at[i], row_seq) AS entered_at,
      arrayMap(i -> if(owners[i] = '', 'unassigned', owners[i]), row_seq) AS entry_owner,
      arrayMap(i -> segments[i], row_seq) AS row_segment,
      arrayMap(i -> products[i], row_seq) AS row_product,
      arrayMap(i -> ifNull(toString(amounts[i]), ''), row_seq) AS row_amount,
      arrayMap(s -> if(s, [], holders), skipped) AS row_holders,
      arrayMap(s -> if(s, [], holds_from), skipped) AS row_holds_from,
      arrayMap(s -> if(s, [], holds_until), skipped) AS row_holds_until,
      if(rank <= 1, arrayFilter((i, c) -> c > 0, stand_seq, stand_codes), []) AS real_stand_seq,
      if(rank <= 1, arrayFilter(c -> c > 0, stand_codes), []) AS real_stand_codes
    FROM closed
  ),
  gathered AS (
    SELECT root_id, any(member_ids) AS member_ids, any(version) AS version, any(is_deleted) AS is_deleted,
      any(at) AS at, any(pipelines) AS pipelines, any(stages) AS stages, any(owners) AS owners, any(segments) AS segments, any(products) AS products,
      any(amounts) AS amounts, any(currencies) AS currencies, any(sets_money) AS sets_money, any(account_id) AS account_id, any(created_at) AS created_at,
      any(lead_source) AS lead_source, any(lost_reason) AS lost_reason, any(expected_close_on) AS expected_close_on,
      groupArrayArray(row_pipeline) AS s_pipeline, groupArrayArray(row_stage) AS s_stage, groupArrayArray(row_next) AS s_next, groupArrayArray(row_rank) AS s_rank,
      groupArrayArray(row_horizon) AS s_horizon, groupArrayArray(entered_at) AS s_entered, groupArrayArray(advanced_at) AS s_advanced, groupArrayArray(lost_at) AS s_lost,
      groupArrayArray(paused_at) AS s_paused, groupArrayArray(skipped) AS s_skipped, groupArrayArray(valid_from) AS s_from, groupArrayArray(valid_until) AS s_until,
      groupArrayArray(entry_owner) AS s_owner, groupArrayArray(row_segment) AS s_segment, groupArrayArray(row_product) AS s_product, groupArrayArray(row_amount) AS s_amount,
      groupArrayArray(row_holders) AS s_holders, groupArrayArray(row_holds_from) AS s_holds_from, groupArrayArray(row_holds_until) AS s_holds_until,
      arraySort(groupArrayArray(real_stand_seq)) AS d_seq,
      arrayMap(x -> x.2, arraySort(x -> x.1, arrayZip(groupArrayArray(real_stand_seq), groupArrayArray(real_stand_codes)))) AS d_codes
    FROM step_rows GROUP BY root_id
  )
SELECT {tenant:String} AS tenant, deal_id, version,
  multiIf(deal_id != root_id, 'merged', is_deleted OR empty(at), 'deleted', 'no') AS hidden,
  pipelines[-1] AS pipeline_id, stages[-1] AS stage_id, owners[-1] AS owner_id, segments[-1] AS segment, products[-1] AS product, account_id, lead_source, lost_reason, expected_close_on, created_at,
  at[1] AS first_event_at, at[-1] AS last_event_at,
  arrayFilter((a, o, before) -> o != before, at, owners, arrayPopBack(arrayPushFront(owners, ''))) AS `owners.at`,
  arrayFilter((o, before) -> o != before, owners, arrayPopBack(arrayPushFront(owners, ''))) AS `owners.owner_id`,
  arrayFilter((x, s) -> s, at, sets_money) AS `amounts.at`,
  arrayFilter((x, s) -> s, amounts, sets_money) AS `amounts.amount`,
  arrayFilter((x, s) -> s, currencies, sets_money) AS `amounts.currency`,
  arrayMap(i -> at[i], d_seq) AS `stands.at`,
  arrayPopFront(arrayPushBack(arrayMap(i -> at[i], d_seq), forever)) AS `stands.until`,
  arrayMap(i -> pipelines[i], d_seq) AS `stands.pipeline_id`,
  arrayMap(i -> stages[i], d_seq) AS `stands.stage_id`,
  arrayMap(c -> multiIf(c > 2000000, 'lost', c > 1000000, 'won', 'open'), d_codes) AS `stands.outcome`,
  arrayMap(i -> if(owners[i] = '', 'unassigned', owners[i]), d_seq) AS `stands.owner_id`,
  arrayMap(i -> segments[i], d_seq) AS `stands.segment`,
  arrayMap(i -> products[i], d_seq) AS `stands.product`,
  s_pipeline, s_stage, s_next, s_rank, s_horizon, s_entered, s_advanced, s_lost, s_paused, s_skipped, s_from, s_until,
  s_owner, s_segment, s_product, arrayMap(a -> toDecimal128OrNull(a, 4), s_amount), s_holders, s_holds_from, s_holds_until
FROM gathered ARRAY JOIN arrayDistinct(arrayPushFront(member_ids, root_id)) AS deal_id
-- This rewrite hashes every operand of a comparison together with the whole query below it: 350 of 480 ms of analysis.
SETTINGS optimize_and_compare_chain = 0
