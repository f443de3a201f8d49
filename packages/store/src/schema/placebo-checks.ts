import { integer, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './instant-column.ts';
import { stepupSchema } from './stepup-schema.ts';

export const placeboChecks = stepupSchema.table(
  'placebo_checks',
  {
    tenant: text('tenant').notNull(),
    version: integer('version').notNull(),
    asOf: instant('as_of').notNull(),
    fakeStarts: integer('fake_starts').notNull(),
    reported: integer('reported').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.version] })],
);
