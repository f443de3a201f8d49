import { primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { stepupSchema } from './stepup-schema.ts';

export const pseudonyms = stepupSchema.table(
  'pseudonyms',
  {
    tenant: text('tenant').notNull(),
    personId: text('person_id').notNull(),
    pseudonym: uuid('pseudonym').notNull().defaultRandom(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.personId] })],
);
