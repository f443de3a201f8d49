import { describeChange } from './describe-change.ts';
import { evaluateRep } from './evaluate-rep.ts';
import type { Lever, LeverTarget, RepLevers } from './lever.ts';
import type { LeverModel } from './lever-model.ts';
import { liftTo } from './lift-skill.ts';

export type LeverOptions = {
  readonly target?: LeverTarget;
  /** Share of the plain gain that is left because rescued marginal deals convert worse later on; .8 unless told otherwise. */
  readonly dilution?: number;
};

/** Assumed until verified coaching teaches it. */
export const DEFAULT_DILUTION = 0.8;

const CLEARLY_BEST = 0.5;

/**
 * Ranks the steps of one rep by what lifting each to its target would be worth. The step with the lowest rate is not the
 * best lever as such: base rates differ by step, and what counts is the relative gap to what is reachable times what is
 * still upstream.
 */
export function rankLevers(model: LeverModel, repId: string, options: LeverOptions = {}): RepLevers {
  const { target = 'team_upper_quartile', dilution = DEFAULT_DILUTION } = options;
  const need = model.thresholds.evidence.exposure;
  const exposures = model.chains.flatMap(({ steps }) =>
    steps.map(({ fit, rowOf }): [string, number] => [
      fit.step.step,
      fit.step.exposure.reps[rowOf.get(repId) ?? -1]?.exposure ?? 0,
    ]),
  );
  const measured = new Set(exposures.filter(([, exposure]) => exposure >= need).map(([step]) => step));
  if (measured.size === 0) {
    return {
      repId,
      kind: 'not_enough_data',
      have: Math.max(0, ...exposures.map(([, exposure]) => exposure)),
      need,
    };
  }
  const all = evaluateRep(model, repId, liftTo(target, model.phi), dilution);
  if (all.every(({ wins }) => wins.month === 0 && wins.quarter === 0)) {
    return { repId, kind: 'nothing_under_way' };
  }
  const steps = all.filter(({ step }) => measured.has(step));
  const knowsValue = model.valueOf(repId, '') !== null;
  const bestOfMonth = sharesOfBest(
    steps.map(({ gain }) => (knowsValue ? gain.monthValue : gain.monthDeals)),
    model.draws,
  );
  const bestOfQuarter = sharesOfBest(
    steps.map(({ gain }) => (knowsValue ? gain.quarterValue : gain.quarterDeals)),
    model.draws,
  );
  if (bestOfMonth === null && bestOfQuarter === null) return { repId, kind: 'nothing_to_gain' };
  const levers = steps
    .map((step, i): Lever => ({
      step: step.step,
      ...describeChange(all, step, { knowsValue, dilution }),
      probabilityBest: bestOfMonth?.[i] ?? 0,
      probabilityBestThisQuarter: bestOfQuarter?.[i] ?? 0,
    }))
    .toSorted(byGain);
  const first = levers[0];
  const best = bestOfMonth === null ? first?.probabilityBestThisQuarter : first?.probabilityBest;
  const verdict = (best ?? 0) >= CLEARLY_BEST || levers.length < 2 ? 'clear' : 'about_equal';
  return { repId, kind: 'ranked', verdict, levers, targetKind: target, dilution };
}

function byGain(a: Lever, b: Lever): number {
  return (
    sizeOf(b.perMonth) - sizeOf(a.perMonth) ||
    sizeOf(b.thisQuarter) - sizeOf(a.thisQuarter) ||
    (a.step < b.step ? -1 : 1)
  );
}

function sizeOf(gain: Lever['perMonth']): number {
  return (gain.wonValue ?? gain.wonDeals).mean;
}

/** Per step the share of draws in which it gains most, among the draws in which anything is gained; null without any. */
function sharesOfBest(gains: readonly Float64Array[], draws: number): number[] | null {
  const wins = gains.map(() => 0);
  let decided = 0;
  for (let d = 0; d < draws; d++) {
    let best = -1;
    let most = 0;
    for (const [i, gain] of gains.entries()) {
      if ((gain[d] ?? 0) > most) {
        most = gain[d] ?? 0;
        best = i;
      }
    }
    if (best < 0) continue;
    wins[best] = (wins[best] ?? 0) + 1;
    decided += 1;
  }
  return decided === 0 ? null : wins.map((count) => count / draws);
}
