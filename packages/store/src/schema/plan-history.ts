import { boolean, integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { planStates, sides } from '@stepup/coaching';
import { instant } from './instant-column.ts';
import { stepupSchema } from './stepup-schema.ts';

export const planHistory = stepupSchema.table(
  'plan_history',
  {
    tenant: text('tenant').notNull(),
    planId: uuid('plan_id').notNull(),
    version: integer('version').notNull(),
    move: text('move').notNull(),
    by: text('by').notNull(),
    side: text('side', { enum: [...sides, 'product'] }).notNull(),
    at: instant('at').notNull(),
    late: boolean('late').notNull(),
    fromState: text('from_state', { enum: planStates }),
    toState: text('to_state', { enum: planStates }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.planId, table.version] })],
);
