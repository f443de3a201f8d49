import { integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './instant-column.ts';
import { stepupSchema } from './stepup-schema.ts';

export const runKinds = ['look', 'on_demand'] as const;
export const runStates = ['queued', 'running', 'done', 'failed'] as const;

export const diagnosisRuns = stepupSchema.table(
  'diagnosis_runs',
  {
    tenant: text('tenant').notNull(),
    id: uuid('id').notNull(),
    kind: text('kind', { enum: runKinds }).notNull(),
    asOf: instant('as_of').notNull(),
    windowDays: integer('window_days'),
    modelVersion: text('model_version').notNull(),
    inputWatermark: text('input_watermark').notNull(),
    state: text('state', { enum: runStates }).notNull().default('queued'),
    attempt: integer('attempt').notNull().default(0),
    leaseUntil: instant('lease_until'),
    progressDone: integer('progress_done').notNull().default(0),
    progressTotal: integer('progress_total'),
    error: jsonb('error'),
    failedTeams: integer('failed_teams').notNull().default(0),
    requestedBy: text('requested_by'),
    createdAt: instant('created_at').notNull(),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.id] })],
);
