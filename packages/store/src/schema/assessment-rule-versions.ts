import { assessmentPairs } from '@stepup/contracts';
import { integer, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './instant-column.ts';
import { stepupSchema } from './stepup-schema.ts';

export const assessmentRuleVersions = stepupSchema.table(
  'assessment_rule_versions',
  {
    tenant: text('tenant').notNull(),
    pair: text('pair', { enum: assessmentPairs }).notNull(),
    version: integer('version').notNull(),
    text: text('text').notNull(),
    writtenBy: text('written_by').notNull(),
    writtenAt: instant('written_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.pair, table.version] })],
);
