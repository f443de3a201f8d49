import { expit } from '@stepup/statistics';
import { computeSegmentMix } from '../model/rep-posterior.ts';
import type { ChainModel, ChainStep, LeverModel } from './lever-model.ts';
import { computeExpectedWins } from './expected-wins.ts';

/** Where a skill is lifted to, per draw; logits. Return the skill itself to leave the step as it is. */
export type LiftSkill = (step: ChainStep, repId: string) => (draw: number, skill: number) => number;

/** One step of one rep, draw by draw. */
export type StepDraws = {
  readonly step: string;
  readonly chain: ChainModel;
  readonly position: number;
  /** Rate and lifted rate with the rep's own leads. */
  readonly rate: Float64Array;
  readonly lifted: Float64Array;
  readonly gain: {
    readonly monthDeals: Float64Array;
    readonly monthValue: Float64Array;
    readonly quarterDeals: Float64Array;
    readonly quarterValue: Float64Array;
  };
  /** Won deals through the step, posterior means. */
  readonly wins: { readonly month: number; readonly quarter: number };
};

/**
 * gain_j = dilution × Σ_kinds (lifted rate_j / rate_j − 1) × W_j × value, draw by draw; the same draws stand behind the
 * rate and the lifted rate, and the steps are independent.
 */
export function evaluateRep(
  model: LeverModel,
  repId: string,
  lift: LiftSkill,
  dilution: number,
): readonly StepDraws[] {
  return model.chains.flatMap((chain) => evaluateChain(model, chain, repId, lift, dilution));
}

function evaluateChain(
  model: LeverModel,
  chain: ChainModel,
  repId: string,
  lift: LiftSkill,
  dilution: number,
): StepDraws[] {
  const { draws } = model;
  const skills = chain.steps.map((step) => skillsOf(step, repId, draws));
  const lifted = chain.steps.map((step, s) => {
    const liftSkill = lift(step, repId);
    return Float64Array.from(skills[s] ?? [], (skill, d) => liftSkill(d, skill));
  });
  const gains = chain.steps.map(() => ({
    monthDeals: new Float64Array(draws),
    monthValue: new Float64Array(draws),
    quarterDeals: new Float64Array(draws),
    quarterValue: new Float64Array(draws),
  }));
  const wins = chain.steps.map(() => ({ month: 0, quarter: 0 }));
  const rates = new Float64Array(chain.steps.length);
  const quarter = new Float64Array(chain.steps.length);
  const month = new Float64Array(chain.steps.length);
  for (const { lead, segmentEffects, flow } of chain.flowsOf.get(repId) ?? []) {
    const value = model.valueOf(repId, lead.segmentKey) ?? 0;
    for (let d = 0; d < draws; d++) {
      for (let s = 0; s < rates.length; s++) {
        const eta = (chain.steps[s]?.skills.intercept[d] ?? 0) + (segmentEffects[s] ?? 0);
        rates[s] = expit(eta + (skills[s]?.[d] ?? 0));
      }
      computeExpectedWins(flow, rates, quarter, month);
      for (const [s, gain] of gains.entries()) {
        const inMonth = month[s] ?? 0;
        const inQuarter = quarter[s] ?? 0;
        const through = wins[s];
        if (through !== undefined) {
          through.month += inMonth / draws;
          through.quarter += inQuarter / draws;
        }
        const target = lifted[s]?.[d] ?? 0;
        if (target === skills[s]?.[d]) continue;
        const eta = (chain.steps[s]?.skills.intercept[d] ?? 0) + (segmentEffects[s] ?? 0);
        const more = dilution * (expit(eta + target) / (rates[s] ?? 1) - 1);
        gain.monthDeals[d] = (gain.monthDeals[d] ?? 0) + more * inMonth;
        gain.monthValue[d] = (gain.monthValue[d] ?? 0) + more * inMonth * value;
        gain.quarterDeals[d] = (gain.quarterDeals[d] ?? 0) + more * inQuarter;
        gain.quarterValue[d] = (gain.quarterValue[d] ?? 0) + more * inQuarter * value;
      }
    }
  }
  return chain.steps.map((step, s): StepDraws => {
    const rateAt = ownRate(step, repId);
    return {
      step: step.fit.step.step,
      chain,
      position: s,
      rate: Float64Array.from(skills[s] ?? [], (skill, d) => rateAt((step.skills.intercept[d] ?? 0) + skill)),
      lifted: Float64Array.from(lifted[s] ?? [], (skill, d) =>
        rateAt((step.skills.intercept[d] ?? 0) + skill),
      ),
      gain: gains[s] ?? missing(),
      wins: wins[s] ?? missing(),
    };
  });
}

function missing(): never {
  throw new Error('every step of a chain has its draws');
}

function skillsOf({ skills, rowOf }: ChainStep, repId: string, draws: number): Float64Array {
  const row = rowOf.get(repId);
  if (row === undefined) return skills.drawStranger(repId);
  return skills.skill.subarray(row * draws, (row + 1) * draws);
}

/** The rate with the rep's own mix of leads (the team's, where there is none) at a linear predictor without segment. */
export function ownRate({ fit, rowOf }: ChainStep, repId: string): (eta: number) => number {
  const mix = computeSegmentMix(fit.likelihood.counts, rowOf.get(repId) ?? -1);
  const effects = fit.likelihood.caseMix.segmentEffects;
  return (eta) => {
    let rate = 0;
    for (const [k, share] of mix.entries()) if (share > 0) rate += share * expit(eta + (effects[k] ?? 0));
    return rate;
  };
}
