import * as z from 'zod';
import { id } from '../fields/text.ts';
import { localDate } from '../fields/time.ts';
import { count, dayText, instantText } from '../http/answer-fields.ts';
import { indicatorIds } from '../http/indicator-ids.ts';
import { line, written } from './record-fields.ts';

const behaviourTarget = z.strictObject({
  behaviour: line,
  indicator: z.enum(indicatorIds).meta({ description: 'By which it is counted' }),
  value: z.number(),
  by: localDate,
});

const people = z.array(id).min(2).max(200);
const laterOn = localDate.meta({
  description: 'First day of those on the wait-list. Left out: one follow-up window after starts_on',
});

const opening = z.strictObject({
  title: line,
  skill_id: id,
  pipeline_id: id,
  stage_id: id,
  people,
  starts_on: localDate,
  later_on: z.exactOptional(laterOn),
  behaviour_target: z.exactOptional(behaviourTarget),
});

const move = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('set_people'), people }),
    z.strictObject({
      kind: z.literal('set_days'),
      starts_on: localDate,
      later_on: z.exactOptional(laterOn),
    }),
    z.strictObject({ kind: z.literal('set_target'), behaviour_target: behaviourTarget }),
    z.strictObject({ kind: z.literal('draw') }),
    z.strictObject({ kind: z.literal('start_together') }),
    z.strictObject({ kind: z.literal('end'), because: line }),
  ],
  'must be the kind of a transition of a campaign, like draw or start_together',
);

/** Who starts when: `now` and `later` by lot, `together` where nobody waits. */
const arm = z.enum(['now', 'later', 'together']);

const content = z.object({
  state: z.enum(['planned', 'running', 'ended']),
  title: z.string(),
  skill_id: z.string(),
  pipeline_id: z.string(),
  stage_id: z.string(),
  people: z.array(
    z.object({
      person_id: z.string(),
      arm: arm.nullable().meta({ description: 'Null until the campaign starts' }),
      starts_on: dayText.nullable(),
    }),
  ),
  people_count: count,
  starts_on: dayText,
  later_on: dayText,
  behaviour_target: z
    .object({ behaviour: z.string(), indicator: z.string(), value: z.number(), by: dayText })
    .nullable(),
  wait_list: z
    .object({
      possible: z.boolean(),
      now: count,
      later: count,
      reason_if_not: z.exactOptional(z.enum(['fewer_than_six'])),
    })
    .meta({ description: 'The offer: how many would start now, and how many wait' }),
  draw: z
    .object({
      method: z.string().meta({ description: 'Name and version of the way of drawing' }),
      seed: z.int(),
      blocks: z.array(z.object({ listed: z.array(z.string()), now: count })).meta({
        description: 'Whoever is drawn among each other, as listed before the lot, and how many start now',
      }),
      by: z.string(),
      at: instantText,
    })
    .nullable(),
  started: z.object({ at: instantText, by: z.string() }).nullable(),
  ended: written.nullable(),
});

export const campaign = { opening, move, content };

export type CampaignOpening = z.output<typeof opening>;
export type CampaignMove = z.output<typeof move>;
export type CampaignContent = z.output<typeof content>;
