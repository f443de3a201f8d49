import { z } from 'zod';
import type { Instant } from '@stepup/contracts';
import type { diagnosisRuns, runKinds, runStates } from '../schema/diagnosis-runs.ts';

export type RunKind = (typeof runKinds)[number];
export type RunState = (typeof runStates)[number];

const runError = z.object({ code: z.string(), message: z.string() });
export type RunError = z.infer<typeof runError>;

export interface DiagnosisRun {
  readonly id: string;
  readonly kind: RunKind;
  readonly asOf: Instant;
  /** Days of entries looked at for every step; null where each step has its own window. */
  readonly windowDays: number | null;
  readonly modelVersion: string;
  /** What the run read: the same watermark means the same accepted events. */
  readonly inputWatermark: string;
  readonly state: RunState;
  /** How often the run was claimed; also the token by which its worker proves that the claim is still its own. */
  readonly attempt: number;
  readonly progress: { readonly done: number; readonly total: number | null };
  readonly error: RunError | null;
  /** How many teams could not be computed; the others are there. */
  readonly failedTeams: number;
  readonly requestedBy: string | null;
  readonly createdAt: Instant;
  readonly startedAt: Instant | null;
  readonly finishedAt: Instant | null;
}

export function fromRunRow(row: typeof diagnosisRuns.$inferSelect): DiagnosisRun {
  return {
    id: row.id,
    kind: row.kind,
    asOf: row.asOf,
    windowDays: row.windowDays,
    modelVersion: row.modelVersion,
    inputWatermark: row.inputWatermark,
    state: row.state,
    attempt: row.attempt,
    progress: { done: row.progressDone, total: row.progressTotal },
    error: runError.nullable().parse(row.error),
    failedTeams: row.failedTeams,
    requestedBy: row.requestedBy,
    createdAt: row.createdAt,
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
  };
}
