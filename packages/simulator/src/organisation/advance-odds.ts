import { habits } from './habits.ts';
import { leadSources, logit, openStages, products, seasonLogitByMonth, segments } from './sales-process.ts';
import type { RepSkill } from './rep-skill.ts';

/** Indexes into segments, lead sources and products. */
export interface CaseMix {
  readonly segment: number;
  readonly source: number;
  readonly product: number;
}

/**
 * Log-odds that a typical rep advances a case that enters the step in this calendar month (1–12), at a typical
 * habit. The deals and the truth both come from here.
 */
export function typicalLogit(step: number, mix: CaseMix, month: number): number {
  return (
    logit(openStages[step]?.baseRate ?? 0.5) +
    (segments[mix.segment]?.logitByStep[step] ?? 0) +
    (leadSources[mix.source]?.logitByStep[step] ?? 0) +
    (products[mix.product]?.logitByStep[step] ?? 0) +
    (seasonLogitByMonth[month - 1] ?? 0)
  );
}

/** What the rep adds to it: lasting skill, the habit on this deal (in standard deviations) and the quarter. */
export function repLogit(
  skill: Pick<RepSkill, 'directLogit' | 'quarterLogit'>,
  step: number,
  habitSd: number,
  quarter: number,
): number {
  return (
    (skill.directLogit[step] ?? 0) +
    (habits[step]?.slopeLogit ?? 0) * habitSd +
    (skill.quarterLogit[step]?.[quarter] ?? 0)
  );
}
