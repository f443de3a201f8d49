import type { EffectReading } from './judge-effect.ts';

/** Did the coaching move the rate? */
export type OutcomeVerdict = 'worked' | 'no_evidence' | 'fell' | 'too_early';

/** A monthly look at the effect. */
export interface EffectLook {
  readonly asOfDays: number;
  readonly reading: EffectReading;
}

export interface OutcomeDecision {
  readonly verdict: OutcomeVerdict;
  /** The look that decided it; null while it is too early. */
  readonly decidedDays: number | null;
}

/**
 * The verdict of the first of: `worked` or `fell` at two looks in a row, or the look of the planned date. Looks after it change
 * nothing.
 *
 * @param looks oldest first; the one of the planned date is among them once that date is reached
 */
export function decideOutcome(looks: readonly EffectLook[], plannedDays: number): OutcomeDecision {
  for (const [i, { asOfDays, reading }] of looks.entries()) {
    const again = i > 0 && looks[i - 1]?.reading === reading;
    if (reading !== 'unclear' && again) return { verdict: reading, decidedDays: asOfDays };
    if (asOfDays >= plannedDays) {
      return { verdict: reading === 'unclear' ? 'no_evidence' : reading, decidedDays: asOfDays };
    }
  }
  return { verdict: 'too_early', decidedDays: null };
}
