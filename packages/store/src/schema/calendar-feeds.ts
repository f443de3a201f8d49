import { primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './instant-column.ts';
import { stepupSchema } from './stepup-schema.ts';

export const calendarFeeds = stepupSchema.table(
  'calendar_feeds',
  {
    tenant: text('tenant').notNull(),
    secretHash: text('secret_hash').notNull(),
    personId: text('person_id').notNull(),
    madeAt: instant('made_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.secretHash] })],
);
