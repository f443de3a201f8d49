import { date, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { recordNames } from '@stepup/contracts';
import { instant } from './instant-column.ts';
import { stepupSchema } from './stepup-schema.ts';

export const coachingRecords = stepupSchema.table(
  'coaching_records',
  {
    tenant: text('tenant').notNull(),
    id: uuid('id').notNull(),
    name: text('name', { enum: recordNames }).notNull(),
    learnerId: text('learner_id').notNull(),
    coachId: text('coach_id'),
    planId: uuid('plan_id'),
    state: text('state').notNull(),
    version: integer('version').notNull(),
    dueOn: date('due_on', { mode: 'string' }),
    happensAt: instant('happens_at'),
    activityId: text('activity_id'),
    openedBy: text('opened_by').notNull(),
    openedAt: instant('opened_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    content: jsonb('content').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.id] })],
);
