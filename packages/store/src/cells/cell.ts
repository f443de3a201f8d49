import { z } from 'zod';
import type { cellStates, cellTiers, diagnosisCells } from '../schema/diagnosis-cells.ts';
import type { TenantTransaction } from '../transactions/transaction.ts';

const amounts = {
  value: z.string().nullable(),
  interval: z.tuple([z.string(), z.string()]).nullable(),
  deals: z.number(),
  deals_interval: z.tuple([z.number(), z.number()]),
};
const gain = z.object({
  ...amounts,
  currency: z.string().nullable(),
  per: z.literal('month'),
  quarter: z.object(amounts),
});

const lack = z.object({ have: z.number(), need: z.number(), expectedOn: z.string().nullable() });

/** Money as decimal text, per month and within the quarter. */
export type CellGain = z.infer<typeof gain>;

/** One rep at one step in one look: every field of the answer of `GET /v1/diagnosis-runs/{id}/cells`. */
export interface DiagnosisCell {
  readonly pipelineId: string;
  readonly stageId: string;
  readonly repId: string;
  readonly state: (typeof cellStates)[number];
  /** Exposure before division by phi. */
  readonly n: number;
  readonly mature: { readonly entered: number; readonly advanced: number };
  readonly rawRate: number | null;
  /** Posterior mean. */
  readonly rate: number | null;
  /** 90 %. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly typical: number | null;
  readonly pGap: number | null;
  readonly lfsr: number | null;
  readonly tier: (typeof cellTiers)[number];
  readonly detectableGap: number | null;
  readonly gain: CellGain | null;
  /** Deals at hand and needed, and the day on which that is expected; null where a statement was made. */
  readonly lack: z.infer<typeof lack> | null;
  readonly horizonDays: number;
  readonly horizonSource: string;
  /** Days of entries that are counted. */
  readonly windowDays: number;
  readonly notes: readonly string[];
}

export function fromCellRow(row: typeof diagnosisCells.$inferSelect): DiagnosisCell {
  const { intervalLow: low, intervalHigh: high } = row;
  return {
    pipelineId: row.pipelineId,
    stageId: row.stageId,
    repId: row.repId,
    state: row.state,
    n: row.n,
    mature: { entered: row.matureEntered, advanced: row.matureAdvanced },
    rawRate: row.rawRate,
    rate: row.rate,
    interval: low === null || high === null ? null : { low, high },
    typical: row.typical,
    pGap: row.pGap,
    lfsr: row.lfsr,
    tier: row.tier,
    detectableGap: row.detectableGap,
    gain: gain.nullable().parse(row.gain),
    lack: lack.nullable().parse(row.lack),
    horizonDays: row.horizonDays,
    horizonSource: row.horizonSource,
    windowDays: row.windowDays,
    notes: z.array(z.string()).parse(row.notes),
  };
}

export function toCellRow(
  tx: TenantTransaction,
  runId: string,
  cell: DiagnosisCell,
): typeof diagnosisCells.$inferInsert {
  const { mature, interval, ...columns } = cell;
  return {
    tenant: tx.tenant,
    runId,
    ...columns,
    matureEntered: mature.entered,
    matureAdvanced: mature.advanced,
    intervalLow: interval?.low ?? null,
    intervalHigh: interval?.high ?? null,
  };
}
