import { text } from 'drizzle-orm/pg-core';
import { instant } from './instant-column.ts';
import { stepupSchema } from './stepup-schema.ts';

export const tenants = stepupSchema.table('tenants', {
  id: text('id').primaryKey(),
  createdAt: instant('created_at').notNull(),
  tombstonedAt: instant('tombstoned_at'),
});
