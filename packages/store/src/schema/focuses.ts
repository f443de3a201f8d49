import { primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './instant-column.ts';
import { stepupSchema } from './stepup-schema.ts';

export const focusEndings = ['skill_holds', 'changed_approach', 'not_a_skill_matter', 'paused'] as const;

export const focuses = stepupSchema.table(
  'focuses',
  {
    tenant: text('tenant').notNull(),
    id: uuid('id').notNull(),
    repId: text('rep_id').notNull(),
    skillId: text('skill_id'),
    startedAt: instant('started_at').notNull(),
    endedAt: instant('ended_at'),
    endedAs: text('ended_as', { enum: focusEndings }),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.id] })],
);
