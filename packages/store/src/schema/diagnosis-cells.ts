import { doublePrecision, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { stepupSchema } from './stepup-schema.ts';

export const cellStates = ['ok', 'not_enough_data', 'team_too_small'] as const;
export const cellTiers = ['strong', 'probable', 'watch', 'none'] as const;

export const diagnosisCells = stepupSchema.table(
  'diagnosis_cells',
  {
    tenant: text('tenant').notNull(),
    runId: uuid('run_id').notNull(),
    pipelineId: text('pipeline_id').notNull(),
    stageId: text('stage_id').notNull(),
    repId: text('rep_id').notNull(),
    state: text('state', { enum: cellStates }).notNull(),
    n: doublePrecision('n').notNull(),
    matureEntered: integer('mature_entered').notNull(),
    matureAdvanced: integer('mature_advanced').notNull(),
    rawRate: doublePrecision('raw_rate'),
    rate: doublePrecision('rate'),
    intervalLow: doublePrecision('interval_low'),
    intervalHigh: doublePrecision('interval_high'),
    typical: doublePrecision('typical'),
    pGap: doublePrecision('p_gap'),
    lfsr: doublePrecision('lfsr'),
    tier: text('tier', { enum: cellTiers }).notNull(),
    detectableGap: doublePrecision('detectable_gap'),
    gain: jsonb('gain'),
    lack: jsonb('lack'),
    horizonDays: integer('horizon_days').notNull(),
    horizonSource: text('horizon_source').notNull(),
    windowDays: integer('window_days').notNull(),
    notes: jsonb('notes').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.runId, table.pipelineId, table.stageId, table.repId] }),
  ],
);
