import { integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './instant-column.ts';
import { stepupSchema } from './stepup-schema.ts';

export const outbox = stepupSchema.table(
  'outbox',
  {
    tenant: text('tenant').notNull(),
    entity: text('entity').notNull(),
    version: integer('version').notNull(),
    eventId: uuid('event_id').notNull().defaultRandom(),
    type: text('type').notNull(),
    payload: jsonb('payload').notNull(),
    appendedAt: instant('appended_at').notNull(),
    sentAt: instant('sent_at'),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.entity, table.version] })],
);
