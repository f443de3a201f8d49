import { primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './instant-column.ts';
import { stepupSchema } from './stepup-schema.ts';

export const diagnosisPauses = stepupSchema.table(
  'diagnosis_pauses',
  {
    tenant: text('tenant').notNull(),
    repId: text('rep_id').notNull(),
    since: instant('since').notNull(),
    until: instant('until'),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.repId, table.since] })],
);
