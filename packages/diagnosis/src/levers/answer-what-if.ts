import { describeChange } from './describe-change.ts';
import { evaluateRep } from './evaluate-rep.ts';
import type { LeverTarget, RateChange } from './lever.ts';
import type { LeverModel } from './lever-model.ts';
import { liftOnly, liftTo, setRate } from './lift-skill.ts';
import { DEFAULT_DILUTION } from './rank-levers.ts';

export type WhatIfQuestion = {
  readonly repId: string;
  readonly step: string;
  /** The rate the step would have with the rep's own leads, or the target it would be lifted to. */
  readonly change:
    | { readonly kind: 'rate'; readonly rate: number }
    | { readonly kind: 'target'; readonly target: LeverTarget };
  readonly dilution?: number;
};

export type WhatIf =
  | ({ readonly kind: 'estimated'; readonly step: string; readonly dilution: number } & RateChange)
  /** Nobody of the team has deals at the step, or there is no such step. */
  | { readonly kind: 'step_not_measured' }
  /** A rate lies between 0 and 1, both left out; the dilution above 0, at most 1. */
  | { readonly kind: 'out_of_range'; readonly field: 'rate' | 'dilution' }
  | { readonly kind: 'nothing_under_way' };

/** What another rate at one step would bring; a lower rate than today's gives a loss. */
export function answerWhatIf(model: LeverModel, question: WhatIfQuestion): WhatIf {
  const { repId, step, change, dilution = DEFAULT_DILUTION } = question;
  if (!(dilution > 0 && dilution <= 1)) return { kind: 'out_of_range', field: 'dilution' };
  if (change.kind === 'rate' && !(change.rate > 0 && change.rate < 1)) {
    return { kind: 'out_of_range', field: 'rate' };
  }
  const lift =
    change.kind === 'rate' ? setRate(step, change.rate) : liftOnly(step, liftTo(change.target, model.phi));
  const all = evaluateRep(model, repId, lift, dilution);
  const asked = all.find((draws) => draws.step === step);
  if (asked === undefined) return { kind: 'step_not_measured' };
  if (asked.wins.month === 0 && asked.wins.quarter === 0) return { kind: 'nothing_under_way' };
  const knowsValue = model.valueOf(repId, '') !== null;
  return { kind: 'estimated', step, dilution, ...describeChange(all, asked, { knowsValue, dilution }) };
}
