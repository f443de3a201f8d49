import { integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { planStates } from '@stepup/coaching';
import { planBases } from '@stepup/contracts';
import { instant } from './instant-column.ts';
import { stepupSchema } from './stepup-schema.ts';

export const plans = stepupSchema.table(
  'plans',
  {
    tenant: text('tenant').notNull(),
    id: uuid('id').notNull(),
    focusId: uuid('focus_id').notNull(),
    diagnosisId: uuid('diagnosis_id'),
    kind: text('kind').notNull().default('developmental'),
    repId: text('rep_id').notNull(),
    coachId: text('coach_id').notNull(),
    month: text('month').notNull(),
    basis: text('basis', { enum: planBases }).notNull(),
    state: text('state', { enum: planStates }).notNull(),
    version: integer('version').notNull(),
    contentVersion: integer('content_version').notNull(),
    hypothesisVersion: integer('hypothesis_version').notNull(),
    openedAt: instant('opened_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    skill: jsonb('skill').notNull(),
    reason: jsonb('reason').notNull(),
    selfAnalysis: jsonb('self_analysis').notNull(),
    coachView: jsonb('coach_view').notNull(),
    discussion: jsonb('discussion').notNull(),
    observation: jsonb('observation').notNull(),
    measures: jsonb('measures').notNull(),
    coachActions: jsonb('coach_actions').notNull(),
    acceptance: jsonb('acceptance').notNull(),
    behaviourTarget: jsonb('behaviour_target').notNull(),
    outcome: jsonb('outcome').notNull(),
    behaviourVerdict: jsonb('behaviour_verdict').notNull(),
    abandoned: jsonb('abandoned'),
    handovers: jsonb('handovers').notNull().default([]),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.id] })],
);
