import { integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './instant-column.ts';
import { reviewStates } from './diagnoses.ts';
import { stepupSchema } from './stepup-schema.ts';

export const diagnosisReviews = stepupSchema.table(
  'diagnosis_reviews',
  {
    tenant: text('tenant').notNull(),
    diagnosisId: uuid('diagnosis_id').notNull(),
    version: integer('version').notNull(),
    reviewState: text('review_state', { enum: reviewStates }).notNull(),
    reviewedBy: text('reviewed_by').notNull(),
    reviewedAt: instant('reviewed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.diagnosisId, table.version] })],
);
