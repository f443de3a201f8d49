import { integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { runStates } from './diagnosis-runs.ts';
import { instant } from './instant-column.ts';
import { stepupSchema } from './stepup-schema.ts';

export const rebuilds = stepupSchema.table(
  'rebuilds',
  {
    tenant: text('tenant').notNull(),
    id: uuid('id').notNull(),
    state: text('state', { enum: runStates }).notNull().default('queued'),
    attempt: integer('attempt').notNull().default(0),
    leaseUntil: instant('lease_until'),
    derived: integer('derived').notNull().default(0),
    total: integer('total'),
    placeKind: text('place_kind'),
    placeAfter: text('place_after'),
    error: text('error'),
    requestedAt: instant('requested_at').notNull(),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.id] })],
);
