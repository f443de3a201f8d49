import { createRandomStream } from '../random-stream.ts';

export interface IndicatorOptions {
  readonly seed: number;
  readonly reps: number;
  readonly dealsPerRep: number;
  /** The first so many reps have a skill gap of this size, log-odds (negative). */
  readonly gapReps: number;
  readonly gap: number;
  /** Share of the gap that runs through a habit. */
  readonly mediated: number;
  /** Noise of a measured value, in standard deviations of the habit from deal to deal. */
  readonly measurementNoise: number;
}

export interface SimulatedIndicator {
  readonly id: string;
  readonly favourable: 'more' | 'less';
}

export interface SimulatedDeal {
  readonly dealId: string;
  readonly repId: string;
  readonly segmentKey: string;
  readonly advanced: boolean;
  readonly values: readonly number[];
}

const indicators: readonly SimulatedIndicator[] = [
  { id: 'cause_1', favourable: 'more' },
  { id: 'cause_2', favourable: 'less' },
  { id: 'decoy_1', favourable: 'more' },
  { id: 'decoy_2', favourable: 'more' },
  { id: 'decoy_3', favourable: 'less' },
];
const causes = 2;
const effectLogit = 0.5;
const naturalHabits = 0.3;
const naturalSkill = 0.25;
const decoyShift = 1;

/**
 * One step of a team: deals whose odds depend on how they were worked, and what was measured of the work. Both causes
 * act on everybody's deals; a rep with a gap falls short in one of them, in turn, and stands out by the three decoys,
 * which change nothing.
 */
export function simulateIndicators(options: IndicatorOptions): {
  readonly indicators: readonly SimulatedIndicator[];
  readonly deals: readonly SimulatedDeal[];
  /** Cause by rep with a gap. */
  readonly causeOf: ReadonlyMap<string, string>;
} {
  const random = createRandomStream(options.seed, 'indicators');
  const causeOf = new Map<string, string>();
  const deals = Array.from({ length: options.reps }, (_, r) => {
    const repId = `rep-${String(r + 1).padStart(3, '0')}`;
    const isWeak = r < options.gapReps;
    const cause = r % causes;
    if (isWeak) causeOf.set(repId, indicators[cause]?.id ?? '');
    const habits = indicators.map(({ favourable }, j) => {
      const natural = naturalHabits * random.normal();
      const down = favourable === 'more' ? 1 : -1;
      if (!isWeak || (j < causes && j !== cause)) return natural;
      return natural + down * (j === cause ? (options.mediated * options.gap) / effectLogit : -decoyShift);
    });
    const skill = naturalSkill * random.normal() + (isWeak ? (1 - options.mediated) * options.gap : 0);
    return Array.from({ length: options.dealsPerRep }, (__, i): SimulatedDeal => {
      const work = habits.map((habit) => habit + random.normal());
      const isSmall = random.chance(0.5);
      const eta = skill + (isSmall ? 0.2 : -0.2) + effectLogit * ((work[0] ?? 0) - (work[1] ?? 0));
      return {
        dealId: `${repId} ${String(i).padStart(4, '0')}`,
        repId,
        segmentKey: isSmall ? 'small' : 'large',
        advanced: random.chance(1 / (1 + Math.exp(-eta))),
        values: work.map((value) => value + options.measurementNoise * random.normal()),
      };
    });
  }).flat();
  return { indicators, deals, causeOf };
}
