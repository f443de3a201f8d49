import type { StepDraws } from './evaluate-rep.ts';
import type { Estimate, Gain, RateChange } from './lever.ts';

/** Puts the draws of a lifted step into numbers; `all` are the rep's steps, for what the later ones have to take in. */
export function describeChange(
  all: readonly StepDraws[],
  step: StepDraws,
  given: { readonly knowsValue: boolean; readonly dilution: number },
): RateChange {
  const { gain, wins } = step;
  const perMonth = summariseGain(gain.monthDeals, given.knowsValue ? gain.monthValue : null);
  return {
    rate: estimateDraws(step.rate),
    target: estimateDraws(step.lifted),
    perMonth,
    thisQuarter: summariseGain(gain.quarterDeals, given.knowsValue ? gain.quarterValue : null),
    winsThroughStep: { perMonth: wins.month, thisQuarter: wins.quarter },
    extraEntriesPerMonth: countExtraEntries(all, step, perMonth.wonDeals.mean / given.dilution),
  };
}

/** A win more asks for 1 / Π rates entries more at each later step, before anything is lost to dilution. */
function countExtraEntries(
  all: readonly StepDraws[],
  step: StepDraws,
  extraWins: number,
): { step: string; deals: number }[] {
  const later = all.filter(({ chain, position }) => chain === step.chain && position > step.position);
  let rateToWin = 1;
  return later
    .toReversed()
    .map(({ step: name, rate }) => {
      rateToWin *= estimateDraws(rate).mean;
      return { step: name, deals: rateToWin > 0 ? extraWins / rateToWin : 0 };
    })
    .toReversed();
}

/** Mean with the 10 % and 90 % quantile of the draws. */
function estimateDraws(draws: Float64Array): Estimate {
  const sorted = Float64Array.from(draws).sort();
  const at = (probability: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(probability * sorted.length))] ?? 0;
  return {
    mean: sorted.length === 0 ? 0 : sorted.reduce((sum, value) => sum + value, 0) / sorted.length,
    lower: at(0.1),
    upper: at(0.9),
  };
}

function summariseGain(deals: Float64Array, value: Float64Array | null): Gain {
  return { wonDeals: estimateDraws(deals), wonValue: value === null ? null : estimateDraws(value) };
}
