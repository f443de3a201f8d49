import { expit, seededRandom } from '@stepup/statistics';
import type { Indicator, IndicatorDeal } from '../hypotheses/indicator-deals.ts';

export type SimulatedIndicatorsOptions = {
  readonly seed: number;
  readonly reps: number;
  readonly dealsPerRep: number;
  /** Skill gap of `rep-1`, logits (negative), and the share of it that runs through the habit. */
  readonly gap: number;
  readonly mediated: number;
  /** Noise of a measured value, in standard deviations of the habit from deal to deal. */
  readonly measurementNoise: number;
};

/** The first indicator is the cause, the second acts but does not differ, the others are decoys that `rep-1` stands out by. */
const INDICATORS: readonly Indicator[] = [
  { id: 'cause', favourable: 'more' },
  { id: 'other_cause', favourable: 'less' },
  { id: 'decoy_1', favourable: 'more' },
  { id: 'decoy_2', favourable: 'more' },
  { id: 'decoy_3', favourable: 'less' },
];
const EFFECT = 0.5;
const NATURAL_HABITS = 0.3;
const NATURAL_SKILL = 0.25;
const DECOY_SHIFT = 1;

/** One step of a team: deals whose odds depend on how they were worked, and what was measured of the work. */
export function simulateIndicators(options: SimulatedIndicatorsOptions): {
  readonly indicators: readonly Indicator[];
  readonly deals: readonly IndicatorDeal[];
} {
  const random = seededRandom(options.seed, 'indicators');
  const deals = Array.from({ length: options.reps }, (_, r) => {
    const isWeak = r === 0;
    const habits = INDICATORS.map(({ favourable }, j) => {
      const natural = NATURAL_HABITS * random.normal();
      if (!isWeak || j === 1) return natural;
      if (j === 0) return (options.mediated * options.gap) / EFFECT;
      return favourable === 'more' ? -DECOY_SHIFT : DECOY_SHIFT;
    });
    const skill = isWeak ? (1 - options.mediated) * options.gap : NATURAL_SKILL * random.normal();
    return Array.from({ length: options.dealsPerRep }, (__, i): IndicatorDeal => {
      const work = habits.map((habit) => habit + random.normal());
      const eta = skill + EFFECT * ((work[0] ?? 0) - (work[1] ?? 0));
      return {
        dealId: `${r}-${i}`,
        repId: `rep-${r + 1}`,
        segmentKey: random.uniform() < 0.5 ? 'small' : 'large',
        advanced: random.uniform() < expit(eta),
        values: work.map((value) => value + options.measurementNoise * random.normal()),
      };
    });
  }).flat();
  return { indicators: INDICATORS, deals };
}
