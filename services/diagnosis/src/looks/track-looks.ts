import type { Instant } from '@stepup/contracts';
import {
  type DiagnosisCell,
  type FindingState,
  type FindingTier,
  INITIAL_FINDING_STATE,
  type Look,
  reduceLook,
} from '@stepup/diagnosis';

/** The cells of one team at one moment. */
export interface TeamCells {
  readonly teamKey: string;
  readonly cells: readonly DiagnosisCell[];
}

/** A cell as one look measured it. */
export interface MeasuredCell {
  readonly at: Instant;
  readonly cell: DiagnosisCell;
  readonly rate: number;
  readonly interval: readonly [number, number];
  readonly typical: number;
  readonly pGap: number;
}

/** What the looks so far say of one rep at one step. */
export interface TrackedCell {
  readonly repId: string;
  readonly step: string;
  /** Team at the last look; null where that look did not know the rep as one of its people. */
  readonly teamKey: string | null;
  readonly state: FindingState;
  readonly looks: number;
  readonly lastMeasured: MeasuredCell | null;
  /** The look that made the tier what it is; null while there is none. */
  readonly evidence: MeasuredCell | null;
}

/** By rep and step. */
export type Tracked = ReadonlyMap<string, TrackedCell>;

export interface TenantLook {
  readonly at: Instant;
  readonly modelVersion: string;
  readonly teams: readonly TeamCells[];
}

/**
 * Carries every cell over one look. A cell that the look does not have any more (its rep left, its stage is gone) passes
 * in silence, and so does one whose gap may only be deals left open.
 */
export function trackLook(before: Tracked, look: TenantLook): Tracked {
  const after = new Map<string, TrackedCell>();
  for (const { teamKey, cells } of look.teams) {
    for (const cell of cells) {
      const key = JSON.stringify([cell.repId, cell.step]);
      const tracked = before.get(key) ?? untracked(cell);
      after.set(key, { ...advance(tracked, look, cell), teamKey });
    }
  }
  for (const [key, tracked] of before) {
    if (!after.has(key)) after.set(key, { ...advance(tracked, look, null), teamKey: null });
  }
  return after;
}

function untracked({ repId, step }: DiagnosisCell): TrackedCell {
  return {
    repId,
    step,
    teamKey: null,
    state: INITIAL_FINDING_STATE,
    looks: 0,
    lastMeasured: null,
    evidence: null,
  };
}

function advance(tracked: TrackedCell, look: TenantLook, cell: DiagnosisCell | null): TrackedCell {
  const measured = cell === null ? null : toMeasured(look.at, cell);
  const isSilent = measured === null || measured.cell.notes.includes('open_not_decided');
  const { at, modelVersion } = look;
  const horizonDays = cell?.horizonDays ?? tracked.state.horizonDays ?? 0;
  const finding: Look['finding'] = isSilent
    ? { kind: 'silent' }
    : { kind: 'measured', tier: measured.cell.tier, pGap: measured.pGap };
  const { state } = reduceLook(tracked.state, { at, modelVersion, horizonDays, finding });
  const lastMeasured = measured ?? tracked.lastMeasured;
  return {
    ...tracked,
    state,
    looks: tracked.looks + 1,
    lastMeasured,
    evidence: evidenceOf(tracked, state.tier, lastMeasured),
  };
}

function evidenceOf(
  before: TrackedCell,
  tier: FindingTier,
  lastMeasured: MeasuredCell | null,
): MeasuredCell | null {
  if (tier === 'none') return null;
  return tier === before.state.tier ? before.evidence : lastMeasured;
}

function toMeasured(at: Instant, cell: DiagnosisCell): MeasuredCell | null {
  const { state, rate, interval, typical, pGap } = cell;
  if (state !== 'ok' || rate === null || interval === null || typical === null || pGap === null) return null;
  return { at, cell, rate, interval: [interval.lower, interval.upper], typical, pGap };
}
