import { assessmentPairs } from '@stepup/contracts';
import { jsonb, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './instant-column.ts';
import { stepupSchema } from './stepup-schema.ts';

export const assessmentSummaries = stepupSchema.table(
  'assessment_summaries',
  {
    tenant: text('tenant').notNull(),
    month: text('month').notNull(),
    pair: text('pair', { enum: assessmentPairs }).notNull(),
    content: jsonb('content').notNull(),
    countedAt: instant('counted_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.month, table.pair] })],
);
