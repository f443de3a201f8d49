import { binomialCdf } from '@stepup/statistics';
import { assessAgainstKnownTypical } from '../model/known-typical.ts';
import type { ShortfallAssessment } from '../model/known-typical.ts';
import type { Thresholds } from './thresholds.ts';

export type DetectableGap =
  | { readonly kind: 'shortfall'; readonly share: number }
  /** Even a rep who moves nothing on would not reach the tier with this exposure. */
  | { readonly kind: 'undetectable' };

export type PowerQuestion = {
  /** Exposure after division by phi. */
  readonly effectiveExposure: number;
  readonly typical: number;
  readonly skillPrior: Float64Array;
  readonly tier: 'strong' | 'probable';
};

const POWER = 0.8;
const HALVINGS = 20;

/**
 * Smallest relative shortfall that would reach the tier with a chance of 80 %: x_c = most successes with which the tier
 * is still reached, then the smallest d with P(Bin(n, typical (1 − d)) ≤ x_c) ≥ .80. Cut-offs alone count; the list rule
 * depends on the other cells.
 */
export function computeDetectableGap(question: PowerQuestion, thresholds: Thresholds): DetectableGap {
  const { effectiveExposure, typical } = question;
  const assess = assessAgainstKnownTypical(typical, question.skillPrior, thresholds.margin);
  const reaches = (successes: number): boolean =>
    reachesTier(assess(effectiveExposure, successes), question.tier, thresholds);
  if (!reaches(0)) return { kind: 'undetectable' };
  // P(gap) falls in the successes, so the last one that reaches the tier is found by halving.
  let critical = 0;
  let beyond = Math.floor(effectiveExposure) + 1;
  while (beyond - critical > 1) {
    const middle = Math.floor((critical + beyond) / 2);
    if (reaches(middle)) critical = middle;
    else beyond = middle;
  }
  let missed = 0;
  let noticed = 1;
  for (let i = 0; i < HALVINGS; i++) {
    const share = (missed + noticed) / 2;
    if (binomialCdf(critical, effectiveExposure, typical * (1 - share)) >= POWER) noticed = share;
    else missed = share;
  }
  return { kind: 'shortfall', share: noticed };
}

function reachesTier(
  assessment: ShortfallAssessment,
  tier: 'strong' | 'probable',
  thresholds: Thresholds,
): boolean {
  if (tier === 'probable') return assessment.pGap >= thresholds.probable.pGap;
  return assessment.pGap >= thresholds.strong.pGap && assessment.lfsr <= thresholds.strong.lfsr;
}
