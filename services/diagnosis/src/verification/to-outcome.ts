import { type Instant, instantOfDate, type OutcomeVerification } from '@stepup/contracts';
import type { Verification } from '@stepup/verification';

/** A verification of so many people as the contract shows it. */
export function toOutcome(verified: Verification, people: number): OutcomeVerification {
  const { comparison } = verified;
  return {
    verdict: verified.verdict,
    decided_at: verified.decidedDays === null ? null : instantOfDays(verified.decidedDays),
    planned_at: instantOfDays(verified.plannedDays),
    provable: verified.planned.kind,
    people,
    effect: comparison === null ? null : toEffect(comparison),
    relevant_effect_excluded: verified.relevantEffectExcluded,
    lacks: [...verified.lacks],
    looks: verified.looks.map(({ asOfDays, reading }) => ({ at: instantOfDays(asOfDays), reading })),
  };
}

function toEffect({
  effect,
  baselineStanding,
  observed,
  controlIds,
}: NonNullable<Verification['comparison']>) {
  const { points, mean, interval, sd, pRise, expectedRate, periodShift } = effect;
  return {
    points: {
      mean: points.mean,
      interval: [points.interval.lower, points.interval.upper] as [number, number],
    },
    log_odds: { mean, interval: [interval.lower, interval.upper] as [number, number], sd },
    baseline_standing: baselineStanding,
    p_rise: Math.min(1, pRise),
    expected_rate: expectedRate,
    observed: {
      ...observed,
      rate: observed.exposure > 0 ? Math.min(1, observed.advanced / observed.exposure) : null,
    },
    period_shift: periodShift.mean,
    comparison_group: { people: controlIds.length },
  };
}

const msPerDay = 86_400_000;

function instantOfDays(days: number): Instant {
  return instantOfDate(new Date(Math.round(days * msPerDay)));
}
