import { integer, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './instant-column.ts';
import { stepupSchema } from './stepup-schema.ts';

export const playbookVersions = stepupSchema.table(
  'playbook_versions',
  {
    tenant: text('tenant').notNull(),
    version: integer('version').notNull(),
    text: text('text').notNull(),
    writtenBy: text('written_by').notNull(),
    writtenAt: instant('written_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.version] })],
);
