import type { Instant } from '@stepup/contracts';
import { capFindings } from '@stepup/diagnosis';
import type { MeasuredCell, Tracked, TrackedCell } from './track-looks.ts';

/** A finding that stands after a look. */
export interface StandingFinding {
  readonly repId: string;
  readonly step: string;
  readonly teamKey: string;
  readonly tier: 'strong' | 'probable';
  readonly since: Instant;
  readonly evidence: MeasuredCell;
  readonly latest: MeasuredCell;
  readonly looks: number;
}

/** Everything that stands, capped or not; of people whom the last look did not have, nothing does. */
export function listStanding(tracked: Tracked): StandingFinding[] {
  return [...tracked.values()].flatMap((cell) => toStanding(cell) ?? []);
}

function toStanding(tracked: TrackedCell): StandingFinding | null {
  const { repId, step, teamKey, state, looks, evidence, lastMeasured } = tracked;
  const { tier, since } = state;
  if (tier === 'none' || since === null || teamKey === null) return null;
  if (evidence === null || lastMeasured === null) throw new Error('a finding stands that no look measured');
  return { repId, step, teamKey, tier, since, evidence, latest: lastMeasured, looks };
}

/**
 * What people are shown: at most three findings a team and one a rep, those first whose closing would move most deals on
 * in a month. As long as levers are not computed that count stands for the gain.
 */
export function chooseShown(standing: readonly StandingFinding[]): StandingFinding[] {
  const ranked = standing.map((finding) => ({
    ...finding,
    expectedGain: dealsMissingAMonth(finding.latest),
  }));
  const shown = [...Map.groupBy(ranked, ({ teamKey }) => teamKey).values()].flatMap(capFindings);
  return shown
    .toSorted(
      (a, b) =>
        Number(b.tier === 'strong') - Number(a.tier === 'strong') ||
        b.expectedGain - a.expectedGain ||
        compareText(a.repId, b.repId) ||
        compareText(a.step, b.step),
    )
    .map(({ expectedGain: _ranking, ...finding }) => finding);
}

const daysAMonth = 30;

function dealsMissingAMonth({ cell, rate, typical }: MeasuredCell): number {
  return (cell.n * Math.max(0, typical - rate) * daysAMonth) / cell.windowDays;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
