import { date, primaryKey, text } from 'drizzle-orm/pg-core';
import { digestRhythms } from '@stepup/contracts';
import { stepupSchema } from './stepup-schema.ts';

export const reminders = stepupSchema.table(
  'reminders',
  {
    tenant: text('tenant').notNull(),
    personId: text('person_id').notNull(),
    digest: text('digest', { enum: digestRhythms }).notNull(),
    lastSentOn: date('last_sent_on', { mode: 'string' }),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.personId] })],
);
