import * as z from 'zod';
import { statedDelimiters } from '../csv/detect-delimiter.ts';
import { statedEncodings } from '../source-text/decode-text.ts';
import { conditions } from './condition.ts';
import { fieldSource } from './field-source.ts';

// Every scalar of the file reaches these schemas as the text that was written: "007" and "no" stay what they are.
const text = z.string().min(1, 'must not be empty').max(500, 'must be at most 500 characters');
const texts = z.preprocess(
  (written) => (typeof written === 'string' ? [written] : written),
  z.array(text).min(1),
);

function wholeNumber(least: number, most: number) {
  const message = `must be a whole number from ${String(least)} to ${String(most)}`;
  return z
    .string(message)
    .regex(/^\d{1,7}$/, message)
    .transform(Number)
    .refine((value) => value >= least && value <= most, message);
}

const stage = z.strictObject({
  stage_id: text,
  name: text.optional(),
  position: wholeNumber(0, 1_000_000).optional(),
  outcome: z.enum(['won', 'lost']).optional(),
  horizon_days: wholeNumber(1, 3650).optional(),
  exit_criteria: text.optional(),
  /** What the source calls this stage; the stage's id if nothing else is said. */
  values: texts.optional(),
});

const pipeline = z.strictObject({
  pipeline_id: text,
  name: text.optional(),
  /** What the source calls this pipeline, where a mapping has several. */
  values: texts.optional(),
  stages: z.array(stage).min(1).max(200),
});

const dealFields = z.strictObject({
  owner_id: fieldSource.optional(),
  amount: fieldSource.optional(),
  currency: fieldSource.optional(),
  segment: fieldSource.optional(),
  product: fieldSource.optional(),
  lead_source: fieldSource.optional(),
  account_id: fieldSource.optional(),
  name: fieldSource.optional(),
  created_at: fieldSource.optional(),
  expected_close_on: fieldSource.optional(),
  lost_reason: fieldSource.optional(),
});

const personFields = {
  role: fieldSource,
  team: fieldSource.optional(),
  active: fieldSource.optional(),
};

const people = z.strictObject({
  /** A second table, one row a person. */
  table: z
    .strictObject({
      /** A file beside the first imported one, or the base name of one of the imported ones. */
      file: text,
      person_id: text,
      name: fieldSource.optional(),
      ...personFields,
      manager_id: fieldSource.optional(),
      email: fieldSource.optional(),
      login: fieldSource.optional(),
      started_on: fieldSource.optional(),
      /** Makes a person of every manager who has no row of his own. */
      managers: z
        .strictObject({ role: z.enum(['manager', 'director', 'board', 'sales_ops']), team: text.optional() })
        .optional(),
    })
    .optional(),
  /** Makes a person of every owner and rep in the rows who is not in the table. */
  from_rows: z
    .strictObject({
      role: z.enum(['rep', 'manager', 'director', 'board', 'sales_ops']),
      team: text.optional(),
    })
    .optional(),
});

const historyEntry = z
  .strictObject({
    /** The column of the time. */
    at: text,
    /** The stage (by its id) that a row with this time entered, … */
    stage: text.optional(),
    /** … or the stages (by their ids): a row that now stands at one of them entered it at this time. */
    current_stage: texts.optional(),
    fields: dealFields.optional(),
  })
  .refine(
    (entry) => (entry.stage === undefined) !== (entry.current_stage === undefined),
    'needs either "stage" or "current_stage"',
  );

const activityRule = z.strictObject({
  kind: z.enum(['call', 'email', 'meeting', 'message', 'task']),
  direction: fieldSource,
  where: conditions,
  /** With `start` and `end`, two rows make one activity; without, each row makes one. */
  start: conditions.optional(),
  end: conditions.optional(),
  pair_by: texts.optional(),
  activity_id: text.optional(),
  outcome: fieldSource.optional(),
  duration: z.strictObject({ column: text, unit: z.enum(['ms', 's', 'min']) }).optional(),
});

const everyFormat = {
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be 1 to 63 lower-case letters, digits or hyphens'),
  /** Raise it after correcting the mapping: of two imports of one row, the higher revision counts. */
  revision: wholeNumber(1, 9999).default(1),
  encoding: z.enum(statedEncodings).optional(),
  delimiter: z.enum(statedDelimiters, 'must be one of , ; | or "\\t"').optional(),
  /** Cell texts that mean "empty", beside the empty text. */
  empty_values: texts.default([]),
  numbers: z
    .strictObject({ decimal: z.enum(['.', ',']), group: z.enum([',', '.', ' ', "'"]).optional() })
    .refine((numbers) => numbers.decimal !== numbers.group, 'the decimal sign and the group sign must differ')
    .default({ decimal: '.' }),
  times: z.strictObject({ formats: texts, zone: text.optional() }),
  /** From when the pipelines and people of this mapping hold; the first of each also holds before. */
  definitions_from: text,
  tenant: z
    .strictObject({
      time_zone: text.optional(),
      currency: text.optional(),
      fiscal_year_start_month: wholeNumber(1, 12).optional(),
    })
    .optional(),
  /** Put before the ids of deals, accounts and activities, which are unique within a tenant. */
  id_prefix: text.optional(),
  person_id_prefix: text.optional(),
  unmappable_rows: z.enum(['refuse', 'skip']).default('refuse'),
  /** Only rows that fit are imported. */
  row_filter: conditions.optional(),
  /** Values of owner columns that are no persons. */
  machines: texts.default([]),
  pipelines: z.array(pipeline).min(1).max(100),
  people: people.optional(),
  /** Our column name → XES attribute key (`case:` before those of the trace). */
  xes: z.strictObject({ columns: z.record(text, text) }).optional(),
};

const dealRows = z.strictObject({
  format: z.literal('deal_rows'),
  ...everyFormat,
  /** The day the table was exported: rows whose stage has no date stand there from then on. */
  snapshot: text.optional(),
  deals: z.strictObject({
    deal_id: text,
    pipeline: text.optional(),
    stage: text,
    history: z.array(historyEntry).min(1),
    fields: dealFields.default({}),
  }),
});

const eventRows = z.strictObject({
  format: z.literal('event_rows'),
  ...everyFormat,
  deals: z.strictObject({
    deal_id: text,
    time: text,
    pipeline: text.optional(),
    stage: z
      .strictObject({
        column: text,
        /** Only these rows state a stage. */
        where: conditions.optional(),
        /** Values that are no stages; one that is neither here nor a stage's cannot be mapped. */
        no_stage: texts.default([]),
      })
      .optional(),
    /** Set with every row that states a stage. */
    fields: dealFields.default({}),
  }),
  /** The column of who did it. That person owns the deal from then on. */
  person: z.strictObject({ column: text, owns_deal: z.enum(['yes', 'no']).default('yes') }).optional(),
  activities: z.array(activityRule).default([]),
  /** Whether the rows of a deal stand together, so that its activities need not be held to the end of the input. */
  rows_of_a_deal: z.enum(['anywhere', 'together']).default('anywhere'),
});

/** The mapping file, checked for shape. What its parts must be to each other is checked when it is compiled. */
export const mappingFile = z.discriminatedUnion('format', [dealRows, eventRows]);

export type MappingFile = z.output<typeof mappingFile>;
export type DealRowsFile = z.output<typeof dealRows>;
export type EventRowsFile = z.output<typeof eventRows>;
export type PipelineEntry = z.output<typeof pipeline>;
export type DealFieldSources = z.output<typeof dealFields>;
export type ActivityRuleEntry = z.output<typeof activityRule>;
