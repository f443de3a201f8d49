import { randomUUID } from 'node:crypto';
import type { FrozenGrounds, Instant } from '@stepup/contracts';
import { MODEL_VERSION } from '@stepup/diagnosis';
import {
  type FindingNumbers,
  listFindings,
  recordFinding,
  replaceLookFindings,
  type RunToken,
  type RunWrite,
  type TenantTransaction,
} from '@stepup/store';
import { keyOfPlace, placeOf } from './finding-place.ts';
import type { StandingFinding } from './standing-findings.ts';
import type { MeasuredCell } from './track-looks.ts';

/** What a look leaves behind. */
export interface LookResult {
  readonly lookAsOf: Instant;
  readonly standing: readonly StandingFinding[];
  /** Those of `standing` that people are shown, in that order. */
  readonly shown: readonly StandingFinding[];
  /** What stands behind those that are shown for the first time, by the key of their place. */
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
    const place = placeOf(finding);
    const recorded = await recordFinding(tx, {
      // One that is known keeps its own.
      id: randomUUID(),
      ...place,
      tier: finding.tier,
      lookAsOf,
      at,
      statisticalState: 'raised',
      modelVersion: MODEL_VERSION,
      evidence: toEvidence(finding, grounds.get(keyOfPlace(place))),
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
  const stands = new Set(standing.map((finding) => keyOfPlace(placeOf(finding))));
  let cursor: string | null = null;
  do {
    const page = await listFindings(tx, { statisticalState: 'raised', limit: 1000, cursor });
    if (page.kind === 'invalid_cursor') throw new Error('a cursor of the store is not understood by it');
    for (const finding of page.items) {
      if (finding.lookAsOf > lookAsOf || stands.has(keyOfPlace(finding))) continue;
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
