import { type EffectEstimate, RELEVANT_EFFECT } from '../effect/estimate-effect.ts';

/** What one look says of an effect. */
export type EffectReading = 'worked' | 'fell' | 'unclear';

const SURE_OF_A_RISE = 0.95;
/** Surer than of a rise: with .95 both ways one in thirteen fake starts would report something. */
const SURE_OF_A_FALL = 0.985;

/** `worked`: P(effect > 0) ≥ .95 and at least .2 logits; `fell`: P(effect < 0) ≥ .985. */
export function judgeEffect({ pRise, mean }: Pick<EffectEstimate, 'pRise' | 'mean'>): EffectReading {
  if (pRise >= SURE_OF_A_RISE && mean >= RELEVANT_EFFECT) return 'worked';
  return 1 - pRise >= SURE_OF_A_FALL ? 'fell' : 'unclear';
}
