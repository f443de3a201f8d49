import { createHash } from 'node:crypto';
import type { FrozenGrounds, Instant } from '@stepup/contracts';
import { MODEL_VERSION } from '@stepup/diagnosis';
import {
  type Finding,
  type FindingNumbers,
  listFindings,
  recordFinding,
  replaceLookFindings,
  type RunToken,
  type RunWrite,
  type TenantTransaction,
} from '@stepup/store';
import { fromStepKey } from '@stepup/tenant-diagnosis';
import type { StandingFinding } from './standing-findings.ts';
import type { MeasuredCell } from './track-looks.ts';

/** What a look leaves behind. */
export interface LookResult {
  readonly lookAsOf: Instant;
  readonly standing: readonly StandingFinding[];
  /** Those of `standing` that people are shown, in that order. */
  readonly shown: readonly StandingFinding[];
  /** What stands behind those that are shown for the first time, by id. */
  readonly grounds: ReadonlyMap<string, FrozenGrounds>;
}

/**
 * Writes what a look found: findings that are shown for the first time with their evidence, which then stays; those that
 * were shown before and stand no more as cleared; and the list as it is shown after this look.
 */
export async function recordFindings(
  tx: TenantTransaction,
  token: RunToken,
  result: LookResult,
  at: Instant,
): Promise<RunWrite> {
  const { lookAsOf, standing, shown, grounds } = result;
  const listed: (FindingNumbers & { diagnosisId: string })[] = [];
  for (const finding of shown) {
    const { pipelineId, stageId } = fromStepKey(finding.step);
    const { repId, since, tier } = finding;
    const id = idOfFinding(tx.tenant, finding);
    const recorded = await recordFinding(tx, {
      id,
      repId,
      pipelineId,
      stageId,
      since,
      tier,
      lookAsOf,
      at,
      statisticalState: 'raised',
      modelVersion: MODEL_VERSION,
      evidence: toEvidence(finding, grounds.get(id)),
    });
    listed.push({ diagnosisId: recorded.id, ...toNumbers(finding.latest) });
  }
  await clearFallen(tx, standing, lookAsOf, at);
  return replaceLookFindings(tx, token, listed);
}

async function clearFallen(
  tx: TenantTransaction,
  standing: readonly StandingFinding[],
  lookAsOf: Instant,
  at: Instant,
): Promise<void> {
  const stands = new Set(standing.map((finding) => idOfFinding(tx.tenant, finding)));
  let cursor: string | null = null;
  do {
    const page = await listFindings(tx, { statisticalState: 'raised', limit: 1000, cursor });
    if (page.kind === 'invalid_cursor') throw new Error('a cursor of the store is not understood by it');
    for (const finding of page.items) {
      if (finding.lookAsOf > lookAsOf || stands.has(idOfStored(tx.tenant, finding))) continue;
      await recordFinding(tx, {
        ...finding,
        statisticalState: 'cleared',
        lookAsOf,
        modelVersion: MODEL_VERSION,
        at,
      });
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
}

/** The same finding has the same id wherever and whenever it is found. */
export function idOfFinding(tenant: string, { repId, step, since }: StandingFinding): string {
  const { pipelineId, stageId } = fromStepKey(step);
  return nameBasedId([tenant, repId, pipelineId, stageId, since]);
}

function idOfStored(tenant: string, { repId, pipelineId, stageId, since }: Finding): string {
  return nameBasedId([tenant, repId, pipelineId, stageId, since]);
}

/** RFC 9562, version 8. */
function nameBasedId(parts: readonly string[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** As the contract writes evidence. */
function toEvidence({ evidence, looks }: StandingFinding, grounds: FrozenGrounds | undefined): unknown {
  const { cell } = evidence;
  return {
    look_as_of: evidence.at,
    window_days: cell.windowDays,
    horizon_days: cell.horizonDays,
    horizon_source: cell.horizonSource,
    mature: cell.mature,
    raw_rate: cell.rawRate,
    lfsr: cell.lfsr,
    looks,
    notes: cell.notes,
    n: cell.n,
    rate: evidence.rate,
    interval: evidence.interval,
    typical: evidence.typical,
    p_gap: evidence.pGap,
    detectable_gap: cell.detectableGap,
    ...(grounds === undefined ? {} : { grounds }),
  };
}

function toNumbers({ cell, rate, interval, typical, pGap }: MeasuredCell): FindingNumbers {
  const [low, high] = interval;
  return { rate, interval: { low, high }, typical, pGap, n: cell.n, detectableGap: cell.detectableGap };
}
