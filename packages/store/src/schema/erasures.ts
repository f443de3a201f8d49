import { jsonb, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './instant-column.ts';
import { stepupSchema } from './stepup-schema.ts';

export const erasures = stepupSchema.table(
  'erasures',
  {
    tenant: text('tenant').notNull(),
    personHash: text('person_hash').notNull(),
    standIn: text('stand_in').notNull(),
    erasedAt: instant('erased_at').notNull(),
    deleted: jsonb('deleted').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.personHash] })],
);
