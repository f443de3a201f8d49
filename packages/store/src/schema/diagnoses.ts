import { integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './instant-column.ts';
import { stepupSchema } from './stepup-schema.ts';

export const findingTiers = ['strong', 'probable', 'watch'] as const;
export const statisticalStates = ['raised', 'cleared'] as const;
export const reviewStates = ['open', 'confirmed', 'aberration', 'other_cause', 'planned', 'cleared'] as const;

export const diagnoses = stepupSchema.table(
  'diagnoses',
  {
    tenant: text('tenant').notNull(),
    id: uuid('id').notNull(),
    repId: text('rep_id').notNull(),
    pipelineId: text('pipeline_id').notNull(),
    stageId: text('stage_id').notNull(),
    since: instant('since').notNull(),
    tier: text('tier', { enum: findingTiers }).notNull(),
    statisticalState: text('statistical_state', { enum: statisticalStates }).notNull(),
    lookAsOf: instant('look_as_of').notNull(),
    modelVersion: text('model_version').notNull(),
    evidence: jsonb('evidence').notNull(),
    reviewState: text('review_state', { enum: reviewStates }).notNull().default('open'),
    reviewVersion: integer('review_version').notNull().default(0),
    reviewedBy: text('reviewed_by'),
    reviewedAt: instant('reviewed_at'),
    createdAt: instant('created_at').notNull(),
    eventVersion: integer('event_version').notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.id] })],
);
