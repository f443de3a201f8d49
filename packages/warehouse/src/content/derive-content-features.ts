import {
  type ActivityContent,
  computeContentFeatures,
  contentFeaturesVersion,
} from '@stepup/content-features';
import { joinTexts } from '@stepup/contracts';
import * as z from 'zod';
import { instantColumn } from '../engine/instant-column.ts';
import type { Warehouse } from '../engine/open-warehouse.ts';
import { type TouchScope, touchScope } from '../facts/touch-scope.ts';
import { readContentSwitches, type SwitchedOn, timesSwitchedOn } from './content-switches.ts';

/** A page is held in memory; an event is at most half a megabyte, mostly a few kilobytes. */
const contentsAtATime = 200;

/** 2^63: more than any computation and number of switches. */
const heaviestVersion = '9223372036854775808';

const erased = `SELECT entity_id FROM raw_events WHERE tenant = {tenant:String} AND entity_kind = 'erasure'`;

const touchedActivities = `SELECT entity_id FROM touched_entities
          WHERE batch_id IN {batches:Array(String)} AND tenant = {tenant:String} AND entity_kind = 'activity'`;

// Where the words are gone, what was computed of them stays as it is: such an event is left out.
const contents = {
  name: 'touched_contents',
  sql: `SELECT entity_id AS activityId, toString(body_version) AS contentVersion, time AS at, body, texts
    FROM (
      SELECT entity_id, source, id, body_version, time, body FROM raw_events FINAL
      WHERE tenant = {tenant:String} AND entity_kind = 'activity' AND type = 'sales.activity.logged.v1'
        AND (entity_id, body_version) > ({after_id:String}, {after_version:UInt64})
        AND ({all:UInt8} = 1 OR entity_id IN (${touchedActivities}))
        AND (JSONType(body, 'content') = 'Object' OR arrayExists(p -> isNotNull(p), JSONExtract(body, 'participants', 'Array(Tuple(talk_s Nullable(Float64)))').talk_s))
        AND JSONExtractString(body, 'rep_id') NOT IN (${erased})) AS e
    LEFT JOIN (
      SELECT entity_id, source, id, body_version, texts FROM event_texts FINAL
      WHERE tenant = {tenant:String} AND entity_kind = 'activity' AND entity_id >= {after_id:String}
        AND ({all:UInt8} = 1 OR entity_id IN (${touchedActivities}))) AS t USING (entity_id, source, id, body_version)
    WHERE texts != '' OR JSONType(body, 'content') != 'Object'
    ORDER BY entity_id, body_version LIMIT {page:UInt32}`,
  parameters: touchScope.extend({
    all: z.int(),
    after_id: z.string(),
    after_version: z.string(),
    page: z.int(),
  }),
  row: z.object({
    activityId: z.string(),
    contentVersion: z.string(),
    at: instantColumn,
    body: z.string(),
    texts: z.string(),
  }),
};

// A row of nothing that no other one outweighs: what it replaces goes with the next merge.
const forgetErased = {
  name: 'forget_content_of_erased',
  sql: `INSERT INTO content_features (tenant, activity_id, content_version, version)
    SELECT tenant, activity_id, content_version, toUInt64(${heaviestVersion}) FROM content_features FINAL
    WHERE tenant = {tenant:String} AND version < ${heaviestVersion} AND activity_id IN (
      SELECT entity_id FROM raw_events WHERE tenant = {tenant:String} AND entity_kind = 'activity' AND JSONExtractString(body, 'rep_id') IN (${erased}))`,
  parameters: z.object({ tenant: z.string() }),
};

const side = z.enum(['rep', 'manager', 'customer']);
const loggedData = z.object({
  data: z.object({
    participants: z.array(z.object({ side, talk_s: z.number().nullish() })).nullish(),
    content: z
      .object({
        text: z.string().nullish(),
        transcript: z
          .array(z.object({ side, start_s: z.number(), end_s: z.number(), text: z.string().nullish() }))
          .nullish(),
      })
      .nullish(),
  }),
});

/**
 * Computes what may be known of the contents that a tenant's batches touched, or of all that are still there when a switch was
 * turned. The same content gives the same row whichever instance computes it; of two that read different switches the row of
 * more switches wins.
 */
export async function deriveContentFeatures(
  warehouse: Warehouse,
  where: TouchScope,
  touched: ReadonlyMap<string, number>,
): Promise<void> {
  const { tenant } = where;
  const { turns, read } = await readContentSwitches(warehouse, tenant);
  if (turns.length === 0) return;
  if (touched.has('erasure')) await warehouse.run(forgetErased, { tenant });
  const times = timesSwitchedOn(turns);
  const version = contentFeaturesVersion * 2 ** 32 + read;
  const all = touched.has('content_switch') ? 1 : 0;
  let after = { after_id: '', after_version: '0' };
  for (;;) {
    const rows = await warehouse.read(contents, { ...where, ...after, all, page: contentsAtATime });
    await warehouse.insert(
      'content_features',
      rows.map((row) => ({ tenant, ...toFeaturesRow(row, times, tenant), version })),
    );
    const last = rows.at(-1);
    if (last === undefined || rows.length < contentsAtATime) return;
    after = { after_id: last.activityId, after_version: last.contentVersion };
  }
}

function toFeaturesRow(row: z.output<typeof contents.row>, times: readonly SwitchedOn[], tenant: string) {
  const isOn = ({ from, until }: SwitchedOn) => from <= row.at && (until === null || row.at < until);
  // Names on boards are agreed to with the same switches and have nothing to do with contents.
  const permissions = new Set(
    times.filter(isOn).flatMap(({ kind }) => (kind === 'persons_in_boards' ? [] : [kind])),
  );
  const features = computeContentFeatures(toContent(row), permissions, tenant);
  return {
    activity_id: row.activityId,
    content_version: row.contentVersion,
    at: row.at,
    talk_rep_s: features.talkRepS,
    talk_all_s: features.talkAllS,
    questions: features.questions,
    monologue_s: features.monologueS,
    interruptions: features.interruptions,
    next_step: features.nextStep === null ? null : Number(features.nextStep),
    words: features.words,
    fingerprints: features.fingerprints,
    word_marks: features.wordMarks,
  };
}

function toContent({ body, texts }: { body: string; texts: string }): ActivityContent {
  const whole = { data: z.looseObject({}).parse(JSON.parse(body)) };
  const words = texts === '' ? null : z.record(z.string(), z.unknown()).parse(JSON.parse(texts));
  const { content, participants } = loggedData.parse(joinTexts(whole, words)).data;
  return {
    text: content?.text ?? null,
    transcript: (content?.transcript ?? []).map((segment) => ({
      side: segment.side,
      startS: segment.start_s,
      endS: segment.end_s,
      text: segment.text ?? null,
    })),
    talkTimes: (participants ?? []).flatMap(({ side: speaker, talk_s: talkS }) =>
      typeof talkS === 'number' ? [{ side: speaker, talkS }] : [],
    ),
  };
}
