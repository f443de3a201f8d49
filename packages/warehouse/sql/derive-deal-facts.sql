-- One row a deal: its history of stands, its steps and who held them, from the raw events of every deal that the batches touched.
-- derived_deals hands it on to deal_facts, step_facts, spell_facts and arrival_facts.
--
-- The meaning is the contract's (derived history). How it reads:
--   touched      the deals of this bucket of the batches
--   aliases      everything merged with them; a merged id is an alias of its root
--   definitions  every version of every pipeline, the first one in force since ever: as the tuple (stages, codes, horizons);
--                the code of an open stage is its rank, won ones begin at 1,000,000, lost ones at 2,000,000
--   events       the deal events, identities settled (superseded bodies count for the version only), and one of no type for a deal that
--                merges name and nothing is said of: what was derived of it while it had events, from others perhaps, has to go when it has none any more
--   histories    one row a deal from here on: its events in order, each with the fields it says, `unsaid` for the others
--   applied      which events set state: the root's own, and an alias's before the root's first own event
--   told         what those say, after a beginning at which nothing is known; what the others say, for the stages they reach
--   filled       the state after each event (a field absent is unchanged, null is cleared); owner, segment, product and amount at
--                an instant are those after all events of that instant, but who held the deal meanwhile is who each event says
--   visits       one row a pipeline that the deal was in
--   placed       each state as a code of that pipeline, -1 in another one, 0 at no known stage; standing skips the unknown ones
--   known        each state as a code of whatever pipeline it was in then, for an open stage anywhere undoes a close
--   arrived      which events are stands, moves from one code to another; won or lost again after an unknown stage is one too. By what
--                the last close was that nothing undid (closed_by), since when the deal is away (left_at), and which arrival, by stand or,
--                once there was one, by an alias that sets nothing any more, was the first at each step or beyond
--   stood        the moments at which it, or a merged deal that sets nothing any more, came to a stage of the pipeline
--   stretched    stretches of history: one begins with what undoes or replaces the end of the one before (a close, or leaving the
--                pipeline), and where a merged deal reaches a step anew while this one is closed. Within one, time < as_of decides the rest
--   stepped      one row a step: first arrival at it or beyond (entry), first arrival beyond (passage), first stand at an earlier
--                stage after the entry (relapse), who owned the deal there
--   passed       one row a step and stretch
--   entered      how that step went in that stretch
--   gathered     one row a deal again
--   written      where those tables have rows of it, so that those it loses can be removed
--
-- The engine spends most of a small batch on analysing this text, level by level and column by column. So what belongs together
-- travels as one tuple, and a name that stands for a long expression is used once in the level that defines it.
-- Lambdas capture no array as long as the history, except the one over the ranks, which are few.
INSERT INTO derived_deals
WITH
  toDateTime64('2299-12-31 23:59:59', 6, 'UTC') AS forever,
  '\xFF' AS unsaid, -- no text: JSON is UTF-8
  -- after the last event a moment beyond every step, so that a first moment of any kind is always found
  CAST((4000000001, 999999, forever, '', '', '', '', ''),
    'Tuple(seq UInt32, code Int32, at DateTime64(6, \'UTC\'), pipeline_id String, stage_id String, owner_id String, segment String, product String)') AS beyond,
  touched AS (
    SELECT entity_id FROM touched_entities
    WHERE batch_id IN {batches:Array(String)} AND tenant = {tenant:String} AND entity_kind = 'deal' AND cityHash64(entity_id) % {buckets:UInt32} = {bucket:UInt32}
  ),
  aliases AS (
    SELECT deal_id, root_id, version FROM deal_aliases FINAL
    WHERE tenant = {tenant:String} AND root_id IN (
      SELECT root_id FROM deal_aliases FINAL WHERE tenant = {tenant:String} AND deal_id IN touched)
  ),
  superseded AS (SELECT source, id, body_version FROM superseded_bodies WHERE tenant = {tenant:String}),
  definition_versions AS (
    SELECT entity_id AS pipeline_id, time, recorded_time, id, source,
      if(row_number() OVER (PARTITION BY entity_id ORDER BY time, recorded_time, id, source) = 1, toDateTime64(0, 6, 'UTC'), time) AS in_force_from,
      JSONExtract(body, 'stages', 'Array(Tuple(stage_id String, position Int64, outcome Nullable(String), horizon_days Nullable(UInt16)))') AS stages
    FROM raw_events FINAL
    WHERE tenant = {tenant:String} AND entity_kind = 'pipeline' AND (source, id, body_version) NOT IN superseded AND notEmpty(stages)
  ),
  definitions AS (
    SELECT pipeline_id, in_force_from,
      arraySort(arrayMap(s -> (multiIf(isNull(s.outcome), 0, s.outcome = 'won', 1, 2), s.position, s.stage_id, ifNull(s.horizon_days, 0)),
        argMax(stages, (time, recorded_time, id, source)))) AS sorted,
      (sorted.3, arrayMap((class, i) -> toInt32(class * 1000000 + i), sorted.1, arrayEnumerate(sorted.1)), sorted.4) AS pipeline
    FROM definition_versions GROUP BY pipeline_id, in_force_from
  ),
  events AS (
    SELECT if(a.root_id = '', e.entity_id, a.root_id) AS root_id, if(a.root_id = '', e.entity_id, a.deal_id) AS own_id, time, recorded_time, id, source, a.version AS merges_read,
      type = '' AS is_silent, is_silent OR (source, id, body_version) IN superseded AS is_superseded,
      type = 'sales.deal.deleted.v1' AS is_deletion,
      JSONExtractKeys(body) AS fields,
      JSONExtract(body, 'Tuple(pipeline_id Nullable(String), stage_id Nullable(String), owner_id Nullable(String), segment Nullable(String), product Nullable(String), amount Nullable(String), currency Nullable(String), account_id Nullable(String), created_at Nullable(String), lead_source Nullable(String), lost_reason Nullable(String), expected_close_on Nullable(String))') AS v
    FROM (
      SELECT entity_id, time, recorded_time, id, source, type, body_version, body FROM raw_events FINAL
      WHERE tenant = {tenant:String} AND entity_kind = 'deal' AND entity_id IN (SELECT entity_id FROM touched UNION ALL SELECT deal_id FROM aliases)) AS e
    FULL JOIN aliases AS a ON a.deal_id = e.entity_id
  ),
  histories AS (
    SELECT root_id, groupUniqArray(own_id) AS member_ids,
      -- another merge may take events away from a root, so merges weigh more than any number of events
      bitShiftLeft(any(merges_read), 40) + countIf(NOT is_silent) + countIf(is_superseded AND NOT is_silent)
        + (SELECT count() FROM raw_events FINAL WHERE tenant = {tenant:String} AND entity_kind = 'pipeline') AS version,
      arraySort(groupArrayIf((time, recorded_time, id, source, own_id, is_deletion, (
        if(has(fields, 'pipeline_id'), ifNull(v.pipeline_id, ''), unsaid),
        if(has(fields, 'stage_id'), ifNull(v.stage_id, ''), unsaid),
        if(has(fields, 'owner_id'), ifNull(v.owner_id, ''), unsaid),
        if(has(fields, 'segment'), ifNull(v.segment, 'unknown'), unsaid),
        if(has(fields, 'product'), ifNull(v.product, 'unknown'), unsaid),
        if(has(fields, 'amount'), ifNull(v.amount, ''), unsaid),
        if(has(fields, 'currency'), ifNull(v.currency, ''), unsaid),
        if(has(fields, 'account_id'), ifNull(v.account_id, ''), unsaid),
        if(has(fields, 'lead_source'), ifNull(v.lead_source, ''), unsaid),
        if(has(fields, 'lost_reason'), ifNull(v.lost_reason, ''), unsaid),
        if(has(fields, 'expected_close_on'), ifNull(v.expected_close_on, ''), unsaid),
        if(has(fields, 'created_at'), ifNull(v.created_at, ''), unsaid)
      )), NOT is_superseded)) AS ordered
    FROM events GROUP BY root_id
  ),
  applied AS (
    SELECT root_id, member_ids, version, seq, at, own_ids, deletions, said,
      arrayMap((i, own, d) -> NOT d AND (own = root_id OR i < first_own), seq, own_ids, deletions) AS sets
    FROM (
      SELECT root_id, member_ids, version, arrayEnumerate(ordered) AS seq, ordered.1 AS at, ordered.5 AS own_ids, ordered.6 AS deletions, ordered.7 AS said,
        if(has(own_ids, root_id), indexOf(own_ids, root_id), 4000000000) AS first_own
      FROM histories)
  ),
  told AS (
    SELECT root_id, member_ids, version, seq, at,
      arrayFirst((t, s) -> s, at, sets) AS first_at,
      arrayLast((d, own) -> own = root_id, deletions, own_ids) OR NOT has(sets, 1) AS is_deleted,
      arrayPushFront(
        arrayMap((x, s) -> if(s, x, (unsaid, unsaid, unsaid, unsaid, unsaid, unsaid, unsaid, unsaid, unsaid, unsaid, unsaid, unsaid)), said, sets),
        ('', '', '', 'unknown', 'unknown', '', '', '', '', '', '', '')) AS told,
      arrayMap((a, next) -> a != next, at, arrayShiftLeft(at, 1, forever)) AS ends_instant,
      -- An alias after the survivor's first event sets nothing; where it says stage or pipeline, the stage it then was at itself counts as reached.
      arrayMap((p, x, s, d) -> NOT s AND NOT d AND (p != unsaid OR x != unsaid), said.1, said.2, sets, deletions) AS reaches,
      arraySort(arrayZip(own_ids, seq,
        arrayMap((x, nth) -> if(nth = 1 AND x = unsaid, '', x), said.1, arrayEnumerateUniq(own_ids)),
        arrayMap((x, nth) -> if(nth = 1 AND x = unsaid, '', x), said.2, arrayEnumerateUniq(own_ids)))) AS own_places
    FROM applied
  ),
  filled AS (
    SELECT root_id, member_ids, version, first_at, is_deleted, seq, at,
      arrayPopFront(arrayFill(x -> x != unsaid, told.1)) AS pipelines,
      arrayPopFront(arrayFill(x -> x != unsaid, told.2)) AS stages,
      arrayPopFront(arrayFill(x -> x != unsaid, told.3)) AS holders,
      arrayReverseFill((x, ends) -> ends, holders, ends_instant) AS owners,
      arrayReverseFill((x, ends) -> ends, arrayPopFront(arrayFill(x -> x != unsaid, told.4)), ends_instant) AS segments,
      arrayReverseFill((x, ends) -> ends, arrayPopFront(arrayFill(x -> x != unsaid, told.5)), ends_instant) AS products,
      arrayReverseFill((x, ends) -> ends, arrayPopFront(arrayFill(x -> x != unsaid, told.6)), ends_instant) AS amounts,
      arrayPopFront(arrayFill(x -> x != unsaid, told.7)) AS currencies,
      arrayPopFront(arrayFill(x -> x != unsaid, told.11)) AS expected,
      arrayPopFront(arrayMap((a, c) -> a != unsaid OR c != unsaid, told.6, told.7)) AS sets_money,
      arrayLast(x -> x != unsaid, told.8) AS account_id,
      arrayLast(x -> x != unsaid, told.9) AS lead_source,
      arrayLast(x -> x != unsaid, told.10) AS lost_reason,
      arrayLast(x -> x != unsaid, told.11) AS expected_close_on,
      parseDateTime64BestEffortOrZero(arrayLast(x -> x != unsaid, told.12), 6, 'UTC') AS created_at,
      arrayMap((s, r) -> if(r, s, ''), arraySort((s, i) -> i, arrayFill(s -> s != unsaid, own_places.4), own_places.2), reaches) AS reached_stages,
      arraySort((p, i) -> i, arrayFill(p -> p != unsaid, own_places.3), own_places.2) AS reached_pipelines
    FROM told
  ),
  visits AS (
    SELECT root_id, seq, at, pipelines, stages, holders, owners, segments, products, reached_stages, reached_pipelines, pipeline_id,
      -- a definition is that of the deal's own arrival
      arrayFirst((t, p) -> p = pipeline_id, at, pipelines) AS arrived_at,
      -- what the row says of the deal itself, in the order of the table's columns; members, version and deletion before it
      (member_ids, version, is_deleted, (
        pipelines[-1], stages[-1], owners[-1], segments[-1], products[-1], account_id, lead_source, lost_reason, expected_close_on, created_at,
        first_at, at[-1],
        arrayFilter((t, o, before) -> o != before, at, owners, arrayShiftRight(owners, 1, '')),
        arrayFilter((o, before) -> o != before, owners, arrayShiftRight(owners, 1, '')),
        arrayFilter((t, s) -> s, at, sets_money),
        arrayMap(a -> toDecimal128OrNull(a, 4), arrayFilter((a, s) -> s, amounts, sets_money)),
        arrayFilter((c, s) -> s, currencies, sets_money),
        arrayFilter((t, x, before) -> before != '' AND x > before, at, expected, arrayShiftRight(expected, 1, '')))) AS deal
    FROM filled
    LEFT ARRAY JOIN arrayDistinct(arrayFilter(p -> p != '', pipelines)) AS pipeline_id
  ),
  placed AS (
    SELECT v.root_id AS root_id, v.deal AS deal, v.pipeline_id AS pipeline_id, d.pipeline AS pipeline,
      seq, at, pipelines, stages, holders, owners, segments, products,
      arrayMap((p, s) -> if(p = pipeline_id, pipeline.2[indexOf(pipeline.1, s)], -1), pipelines, stages) AS codes,
      arrayFill(c -> c != 0, codes) AS standing,
      -- it counts while the deal itself is in that pipeline
      arrayMap((q, p, s) -> if(q = pipeline_id AND p = q, pipeline.2[indexOf(pipeline.1, s)], 0), reached_pipelines, pipelines, reached_stages) AS reached_codes
    FROM visits AS v ASOF LEFT JOIN definitions AS d ON v.pipeline_id = d.pipeline_id AND v.arrived_at >= d.in_force_from
  ),
  known AS (SELECT *, sumForEach(arrayMap(c -> greatest(c, 0), codes)) OVER (PARTITION BY root_id) AS known_codes FROM placed),
  arrived AS (
    SELECT *,
      arrayMap((c, before, x, x_before) -> (c != before AND c > 0) OR (x > 1000000 AND x_before = 0), standing, arrayShiftRight(standing, 1, 0), codes, arrayShiftRight(codes, 1, 0)) AS is_stand,
      arrayCumSum((c, s) -> s AND c < 1000000, standing, is_stand) AS open_stands,
      arrayMap((s, c, r, n) -> multiIf(s, c, n > 0 AND r < 1000000, r, 0), is_stand, standing, reached_codes, open_stands) AS reached,
      arrayFilter(c -> c < 1000000, pipeline.2) AS ranks,
      arrayMap(rank -> arrayFirstIndex(r -> r >= rank AND r < 1000000, reached), ranks) AS first_arrivals,
      arrayFill((i, k) -> i > 0 OR (k > 0 AND k < 1000000), arrayMap((i, c, s) -> if(s AND c > 1000000, i, 0), seq, codes, is_stand), known_codes) AS closed_by,
      arrayFill((t, c, before) -> c != -1 OR before != -1, arrayMap((t, c) -> if(c = -1, t, forever), at, codes), codes, arrayShiftRight(codes, 1, 0)) AS left_at
    FROM known
  ),
  stood AS (
    SELECT root_id, deal, pipeline_id, pipeline,
      arrayFilter(x -> x.owner_id != '', CAST(arrayZip(seq, codes, holders, at, arrayShiftLeft(at, 1, forever)),
        'Array(Tuple(seq UInt32, code Int32, owner_id String, since DateTime64(6, \'UTC\'), until DateTime64(6, \'UTC\')))')) AS tenures,
      CAST(arrayZip(seq, reached, at, pipelines, stages, owners, segments, products),
        'Array(Tuple(seq UInt32, code Int32, at DateTime64(6, \'UTC\'), pipeline_id String, stage_id String, owner_id String, segment String, product String))') AS moments,
      arrayFilter((x, s) -> s, moments, is_stand) AS stands,
      arrayPushBack(arrayFilter(x -> x.code > 0 AND x.code < 1000000, moments), beyond) AS opened,
      -- what ends it so far: a close, else that the deal is away
      arrayMap((by, left) -> if(by > 0, (by, forever), (0, left)), closed_by, left_at) AS ends,
      arrayMap((n, n_before, end, before, by, i) -> n > 0 AND (n_before = 0 OR (before != (0, forever) AND before != end) OR (by > 0 AND has(first_arrivals, i))),
        open_stands, arrayShiftRight(open_stands, 1, 0), ends, arrayShiftRight(ends, 1, (0, forever)), closed_by, seq) AS begins,
      arrayFilter((x, b) -> b, arrayZip(seq, at), begins) AS begun,
      arrayFilter((x, b, n) -> b AND n > 0, ends, arrayShiftLeft(begins, 1, 1), open_stands) AS ended,
      if(arrayFirst(k -> k > 0, known_codes) > 1000000 OR empty(begun), [], ranks) AS ranks_stood
    FROM arrived
  ),
  stretched AS (
    SELECT root_id, deal, pipeline_id, pipeline, tenures, stands, opened, ranks_stood,
      arraySlice(begun.1, -64) AS begin_seq, arraySlice(ended, -64) AS ended_by,
      -- the oldest stretch that is kept stands for all before it
      arrayPushFront(arrayPopFront(arraySlice(begun.2, -64)), begun[1].2) AS begin_at,
      arraySlice(arrayFilter(x -> x.code > 1000000, s.stands), -64) AS closings
    FROM stood AS s
  ),
  stepped AS (
    SELECT root_id, if(rank <= 1, [deal], []) AS deals, pipeline_id, pipeline, rank, if(rank <= 1, s.stands, []) AS own_stands,
      opened[1].code AS first_rank,
      arrayFirst(x -> x.code >= rank, opened) AS entry,
      arrayFirst(x -> x.code > rank, opened) AS passage,
      -- none counts that began after the deal had passed; where a merged deal stood at the step first, whoever owned this one then counts until it
      -- stands there itself
      arrayConcat(
        if(entry.code = rank AND stood_seq > entry.seq, [(entry.seq, rank, entry.owner_id, entry.at, entry.at), (stood_seq, rank, 'unassigned', stood.at, stood.at)], []),
        arrayFilter(x -> x.code = rank AND x.seq < passage.seq, tenures)) AS tenures_and_stand_ins,
      CAST(arrayFilter(x -> x.3 != '', tenures_and_stand_ins), 'Array(Tuple(seq UInt32, code Int32, owner_id String, since DateTime64(6, \'UTC\'), until DateTime64(6, \'UTC\')))') AS held,
      arrayMap((x, owner, until) -> (x.owner_id, x.since) != (owner, until), held, arrayShiftRight(held.owner_id, 1, ''), arrayShiftRight(held.until, 1, forever)) AS passes_on,
      arrayFirst(x -> x.code > 0 AND x.code < rank AND x.seq > entry.seq, s.stands) AS relapse,
      arrayFirst(x -> x.code = rank, s.stands) AS stood, stood.seq AS stood_seq,
      begin_seq, begin_at, ended_by, closings
    FROM stretched AS s LEFT ARRAY JOIN ranks_stood AS rank
  ),
  passed AS (
    SELECT root_id, if(nth <= 1, deals, []) AS deals, pipeline_id, pipeline, rank, first_rank, entry, passage, relapse, stood_seq, since, until,
      if(nth <= 1, own_stands, []) AS own_stands, end.2 AS left_at,
      arrayFirst(x -> x.seq = end.1, closings) AS closing, intDiv(closing.code, 1000000) AS outcome, -- 0 where nothing closed it, 1 won, 2 lost
      entry.seq < least(until_seq, if(outcome = 1, closing.seq, until_seq)) AS is_reached,
      passage.seq < least(until_seq, if(outcome = 1, closing.seq, until_seq)) AS is_passed,
      multiIf(is_passed, passage.seq, outcome > 0, closing.seq, until_seq) AS end_seq,
      -- who held the deal at the step before that ended
      arrayFilter(x -> x.1.seq < end_seq, all_holds) AS holds
    FROM (
      SELECT * EXCEPT (held, passes_on),
        arraySlice(arrayZip(arrayFilter((x, p) -> p, held, passes_on), arrayFilter((x, p) -> p, held.until, arrayShiftLeft(passes_on, 1, 1))), -100) AS all_holds
      FROM stepped)
    LEFT ARRAY JOIN arrayEnumerate(begin_at) AS nth, ended_by AS end, begin_at AS since, arrayShiftLeft(begin_at, 1, forever) AS until, arrayShiftLeft(begin_seq, 1, 4000000000) AS until_seq
  ),
  -- Entered by standing at this step or beyond, else by the win; advanced likewise, whichever was first.
  entered AS (
    SELECT *,
      if(is_reached, entry, closing) AS entering,
      first_rank <= rank AND (is_reached OR outcome = 1) AND greatest(since, entering.at) < until AS is_entered,
      NOT is_reached OR entry.code != rank AS is_skipped,
      multiIf(is_passed, passage.at, outcome = 1, closing.at, forever) AS advanced_at,
      -- known for every moment: a step that is skipped, or that only a merged deal stood at, goes to the owner at that instant, one held
      -- by one person since the entry to that one
      multiIf(
        is_skipped OR stood_seq = 0 OR stood_seq >= end_seq, if(entering.owner_id = '', 'unassigned', entering.owner_id),
        empty(holds), 'unassigned',
        length(holds) = 1 AND holds[1].1.since <= entering.at, holds[1].1.owner_id,
        '') AS sole_holder
    FROM passed
  ),
  gathered AS (
    SELECT root_id, groupArrayArray(deals)[1] AS deal, arraySort(groupArrayArray(own_stands)) AS stands,
      arraySort(groupArrayIf((
        pipeline_id, rank, since, pipeline.1[rank], pipeline.1[indexOf(pipeline.2, rank + 1)], pipeline.3[rank], entering.at,
        multiIf(advanced_at < forever, 'advanced', outcome = 2, 'lost', left_at < forever, 'paused', 'none'),
        multiIf(advanced_at < forever, advanced_at, outcome = 2, greatest(closing.at, entering.at), left_at),
        is_skipped, if(since <= entering.at, toDateTime64(0, 6, 'UTC'), since), until, sole_holder,
        if(sole_holder = '', holds.1.owner_id, []), if(sole_holder = '', holds.1.since, []), if(sole_holder = '', holds.2, []), entering.segment, entering.product,
        first_rank = rank AND NOT is_skipped, if(relapse.code > 0, relapse.at, forever)
      ), is_entered)) AS steps
    FROM entered GROUP BY root_id
  ),
  members AS (SELECT entity_id AS deal_id FROM touched UNION ALL SELECT deal_id FROM aliases),
  written AS (
    SELECT deal_id, groupUniqArray(place) AS places
    FROM (
      SELECT deal_id, ('step', entry_quarter, toString(sole_holder), ordinal) AS place FROM step_facts
      WHERE tenant = {tenant:String} AND deal_key IN (SELECT cityHash64(deal_id) FROM members) AND is_removed = 0
      UNION ALL
      SELECT deal_id, ('spell', end_quarter, toString(owner_id), ordinal) AS place FROM spell_facts
      WHERE tenant = {tenant:String} AND deal_key IN (SELECT cityHash64(deal_id) FROM members) AND is_removed = 0
      UNION ALL
      SELECT deal_id, ('arrival', arrival_quarter, toString(rep), toUInt32(1)) AS place FROM arrival_facts
      WHERE tenant = {tenant:String} AND deal_key IN (SELECT cityHash64(deal_id) FROM members) AND is_removed = 0)
    GROUP BY deal_id
  )
SELECT {tenant:String} AS tenant, g.deal_id AS deal_id, deal.2 AS version,
  multiIf(g.deal_id != root_id, 'merged', deal.3, 'deleted', 'no') AS hidden,
  untuple(deal.4),
  stands.at, arrayShiftLeft(stands.at, 1, forever), stands.pipeline_id, stands.stage_id,
  arrayMap(c -> ['open', 'won', 'lost'][intDiv(c, 1000000) + 1], stands.code),
  arrayMap(o -> if(o = '', 'unassigned', o), stands.owner_id), stands.segment, stands.product,
  steps.1, steps.2, steps.4, steps.5, steps.6, steps.7, steps.8, steps.9, steps.10, steps.11, steps.12,
  steps.13, steps.14, steps.15, steps.16, steps.17, steps.18, steps.19, steps.20,
  written.places
FROM (SELECT root_id, deal, stands, steps, arrayJoin(arrayDistinct(arrayPushFront(deal.1, root_id))) AS deal_id FROM gathered) AS g
LEFT JOIN written ON written.deal_id = g.deal_id
-- Merging the steps of so many levels into one costs 20 ms and saves nothing.
SETTINGS query_plan_merge_expressions = 0
