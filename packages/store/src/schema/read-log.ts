import { bigint, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './instant-column.ts';
import { stepupSchema } from './stepup-schema.ts';

export const readLog = stepupSchema.table(
  'read_log',
  {
    tenant: text('tenant').notNull(),
    id: bigint('id', { mode: 'bigint' }).notNull().generatedAlwaysAsIdentity(),
    readerId: text('reader_id').notNull(),
    subjectId: text('subject_id').notNull(),
    resource: text('resource').notNull(),
    resourceId: text('resource_id'),
    reason: text('reason'),
    readAt: instant('read_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.id] })],
);
