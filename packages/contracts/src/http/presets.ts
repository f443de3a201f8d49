import * as z from 'zod';
import { count, fraction, fractionInterval, instantText } from './answer-fields.ts';
import { freshness } from './freshness.ts';
import { listOf, nextCursor } from './list.ts';
import { orderedPeriod } from './ordered-period.ts';
import { asOf, grouping, paging, peopleFilters, period, processFilters } from './query-fields.ts';

/** Ways in which other tools count how deals move from stage to stage. */
export const presetIds = ['stage_exits', 'stages_in_order', 'closed_only', 'created_not_lost'] as const;

/** Which deals of a step to open: those of the other way of counting, those of them that moved on, those of both ways, or of one alone. */
export const presetParts = ['theirs', 'theirs_moved', 'both', 'only_theirs', 'only_ours'] as const;

const preset = z.object({
  id: z.enum(presetIds),
  title: z.string(),
  counts: z.string().meta({ description: 'What the way of counting does, in words' }),
  owner_rule: z.string(),
  differs: z.string().meta({ description: 'Why its figures differ from ours' }),
});

/** `GET /v1/presets`: which ways of counting can be set beside ours. */
export const presetsAnswer = listOf(preset);

const presetStep = z.object({
  stage_id: z.string(),
  theirs: z.object({ moved: count, of: count, rate: fraction.nullable() }),
  ours: z.object({
    advanced: count,
    entered: count,
    rate: fraction.nullable().meta({ description: 'Aalen–Johansen at the horizon of the step' }),
    interval: fractionInterval.nullable(),
  }),
  bridge: z.object({ both: count, only_theirs: count, only_ours: count }).nullable().meta({
    description:
      'Deals that both ways count at this step, and one alone (`GET /v1/deals` with `preset` and `counted` lists them); null where rows are grouped',
  }),
});

/** `GET /v1/presets/{id}`: the steps of a pipeline counted another way, beside ours. */
export const presetAnswer = z.object({
  preset,
  rows: z.array(z.object({ key: z.string(), steps: z.array(presetStep) })),
  next_cursor: nextCursor,
  pipeline_id: z.string(),
  from: instantText,
  to: instantText,
  as_of: instantText,
  freshness,
  interval_level: z.literal(0.9),
});

/** Query of `GET /v1/presets/{id}`. */
export const presetQuery = orderedPeriod(
  z.strictObject({
    ...period,
    ...asOf,
    ...peopleFilters,
    pipeline: processFilters.pipeline,
    ...paging,
    by: z.exactOptional(grouping.extract(['rep', 'team', 'manager', 'segment', 'product'])),
  }),
);

export type PresetPart = (typeof presetParts)[number];
export type PresetId = (typeof presetIds)[number];
export type Preset = z.output<typeof preset>;
export type PresetAnswer = z.output<typeof presetAnswer>;
