import { integer, primaryKey, text } from 'drizzle-orm/pg-core';
import { retainedKinds } from '@stepup/coaching';
import { instant } from './instant-column.ts';
import { stepupSchema } from './stepup-schema.ts';

export const retention = stepupSchema.table(
  'retention',
  {
    tenant: text('tenant').notNull(),
    kind: text('kind', { enum: retainedKinds }).notNull(),
    keptDays: integer('kept_days').notNull(),
    setBy: text('set_by').notNull(),
    setAt: instant('set_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.kind] })],
);
