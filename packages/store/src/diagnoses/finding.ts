import type { Instant } from '@stepup/contracts';
import type { diagnoses, findingTiers, reviewStates, statisticalStates } from '../schema/diagnoses.ts';

export type FindingTier = (typeof findingTiers)[number];
export type StatisticalState = (typeof statisticalStates)[number];
export type ReviewState = (typeof reviewStates)[number];

/** A finding about one rep at one step since one look. */
export interface Finding {
  readonly id: string;
  readonly repId: string;
  readonly pipelineId: string;
  readonly stageId: string;
  readonly since: Instant;
  readonly tier: FindingTier;
  /** Written by jobs. */
  readonly statisticalState: StatisticalState;
  /** The look that last spoke about this finding. */
  readonly lookAsOf: Instant;
  readonly modelVersion: string;
  /** What was shown when it was raised: a JSON value, kept as it was. */
  readonly evidence: unknown;
  /** Written by people. */
  readonly reviewState: ReviewState;
  /** 0 until somebody reviewed it; what `If-Match` compares. */
  readonly reviewVersion: number;
  readonly reviewedBy: string | null;
  readonly reviewedAt: Instant | null;
  readonly createdAt: Instant;
}

/** What a finding is known by; its id says nothing, so that nobody who knows these finds it by them. */
export type FindingPlace = Pick<Finding, 'repId' | 'pipelineId' | 'stageId' | 'since'>;

export function fromFindingRow(row: typeof diagnoses.$inferSelect): Finding {
  const { tenant: _tenant, eventVersion: _told, ...finding } = row;
  return finding;
}
