import { doublePrecision, integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { stepupSchema } from './stepup-schema.ts';

export const lookFindings = stepupSchema.table(
  'look_findings',
  {
    tenant: text('tenant').notNull(),
    runId: uuid('run_id').notNull(),
    place: integer('place').notNull(),
    diagnosisId: uuid('diagnosis_id').notNull(),
    rate: doublePrecision('rate').notNull(),
    intervalLow: doublePrecision('interval_low').notNull(),
    intervalHigh: doublePrecision('interval_high').notNull(),
    typical: doublePrecision('typical').notNull(),
    pGap: doublePrecision('p_gap').notNull(),
    n: doublePrecision('n').notNull(),
    detectableGap: doublePrecision('detectable_gap'),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.runId, table.place] })],
);
