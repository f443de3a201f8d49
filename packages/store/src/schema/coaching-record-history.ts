import { boolean, date, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { recordSides } from '@stepup/contracts';
import { instant } from './instant-column.ts';
import { stepupSchema } from './stepup-schema.ts';

export const coachingRecordHistory = stepupSchema.table(
  'coaching_record_history',
  {
    tenant: text('tenant').notNull(),
    recordId: uuid('record_id').notNull(),
    version: integer('version').notNull(),
    move: jsonb('move').notNull(),
    facts: jsonb('facts').notNull(),
    by: text('by').notNull(),
    side: text('side', { enum: recordSides }).notNull(),
    at: instant('at').notNull(),
    today: date('today', { mode: 'string' }).notNull(),
    late: boolean('late').notNull(),
    fromState: text('from_state'),
    toState: text('to_state').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.recordId, table.version] })],
);
