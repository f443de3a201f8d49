import type { Instant } from '@stepup/contracts';
import type { DiagnosisCell } from '@stepup/diagnosis';
import type { DiagnosisCell as StoredCell } from '@stepup/store';
import { fromStepKey, toGain } from '@stepup/tenant-diagnosis';
import type { LeversOfRep } from '../looks/replay-looks.ts';

/** A cell as the store keeps it, with what a better rate at its step would be worth where that can be told. */
export function toStoredCell(cell: DiagnosisCell, ofRep: LeversOfRep | undefined, asOf: Instant): StoredCell {
  const { interval } = cell;
  return {
    ...fromStepKey(cell.step),
    repId: cell.repId,
    state: cell.state,
    n: cell.n,
    mature: cell.mature,
    rawRate: cell.rawRate,
    rate: cell.rate,
    interval: interval === null ? null : { low: interval.lower, high: interval.upper },
    typical: cell.typical,
    pGap: cell.pGap,
    lfsr: cell.lfsr,
    tier: cell.tier,
    detectableGap: cell.detectableGap,
    gain: gainOf(cell.step, ofRep),
    lack: toLack(cell, asOf),
    horizonDays: cell.horizonDays,
    horizonSource: cell.horizonSource,
    windowDays: cell.windowDays,
    notes: cell.notes,
  };
}

function gainOf(step: string, ofRep: LeversOfRep | undefined): StoredCell['gain'] {
  if (ofRep?.levers.kind !== 'ranked') return null;
  const lever = ofRep.levers.levers.find((other) => other.step === step);
  return lever === undefined ? null : toGain(lever, ofRep.currency);
}

const dayMs = 86_400_000;

function toLack({ lack }: DiagnosisCell, asOf: Instant): StoredCell['lack'] {
  if (lack === null) return null;
  const { have, need, expectedInDays } = lack;
  const expectedMs = expectedInDays === null ? null : Date.parse(asOf) + Math.ceil(expectedInDays) * dayMs;
  return {
    have,
    need,
    expectedOn: expectedMs === null ? null : new Date(expectedMs).toISOString().slice(0, 10),
  };
}
