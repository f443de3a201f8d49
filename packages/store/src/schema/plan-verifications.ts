import { integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './instant-column.ts';
import { stepupSchema } from './stepup-schema.ts';

export const planVerifications = stepupSchema.table(
  'plan_verifications',
  {
    tenant: text('tenant').notNull(),
    planId: uuid('plan_id').notNull(),
    version: integer('version').notNull(),
    madeAt: instant('made_at').notNull(),
    asOf: instant('as_of').notNull(),
    content: jsonb('content').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.planId, table.version] })],
);
