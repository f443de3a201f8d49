import { integer, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './instant-column.ts';
import { stepupSchema } from './stepup-schema.ts';

export const diagnosisSettings = stepupSchema.table(
  'diagnosis_settings',
  {
    tenant: text('tenant').notNull(),
    version: integer('version').notNull(),
    headStartWorkingDays: integer('head_start_working_days').notNull(),
    changedBy: text('changed_by').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.version] })],
);
