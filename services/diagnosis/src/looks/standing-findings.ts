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

/** What closing the gap of a finding is worth, in one unit for all of a team. */
export type GainOf = (finding: StandingFinding) => number;

/** What people are shown: at most three findings a team and one a rep, those first whose closing is worth most. */
export function chooseShown(standing: readonly StandingFinding[], gainOf: GainOf): StandingFinding[] {
  const ranked = standing.map((finding) => ({ ...finding, expectedGain: gainOf(finding) }));
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

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
