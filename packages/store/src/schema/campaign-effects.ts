import { integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './instant-column.ts';
import { stepupSchema } from './stepup-schema.ts';

export const campaignEffects = stepupSchema.table(
  'campaign_effects',
  {
    tenant: text('tenant').notNull(),
    campaignId: uuid('campaign_id').notNull(),
    version: integer('version').notNull(),
    madeAt: instant('made_at').notNull(),
    asOf: instant('as_of').notNull(),
    content: jsonb('content').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.campaignId, table.version] })],
);
