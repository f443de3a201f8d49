import { primaryKey, text } from 'drizzle-orm/pg-core';
import { planBases } from '@stepup/contracts';
import { instant } from './instant-column.ts';
import { stepupSchema } from './stepup-schema.ts';

export const planProposals = stepupSchema.table(
  'plan_proposals',
  {
    tenant: text('tenant').notNull(),
    repId: text('rep_id').notNull(),
    month: text('month').notNull(),
    basis: text('basis', { enum: planBases }).notNull(),
    skillId: text('skill_id'),
    pipelineId: text('pipeline_id'),
    stageId: text('stage_id'),
    madeAt: instant('made_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.repId, table.month] })],
);
