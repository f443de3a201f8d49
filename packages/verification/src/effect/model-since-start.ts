import { countFollowUp, deflateCounts, type Episode, type FollowUp, type StepFit } from '@stepup/diagnosis';
import { type FollowUpModel, prepareFollowUp } from './follow-up-model.ts';

/** Deals of the first two weeks show what was learnt only in part. */
export const DEFAULT_RAMP_DAYS = 14;
const QUARTER_DAYS = 91;

/** Everybody's baseline at a step on the day somebody's coaching started. */
export interface Baseline {
  readonly startDays: number;
  readonly fit: StepFit;
  /** Variance inflation of the counts as of the start. */
  readonly phi: number;
}

export interface SinceStart {
  readonly baseline: Baseline;
  /** Everything known of the step at `asOfDays`. */
  readonly episodes: Iterable<Episode>;
  readonly asOfDays: number;
  readonly rampDays?: number;
  /** Noise of a rep from quarter to quarter, logits. */
  readonly quarterNoise?: number;
}

/** Sets what entered since the ramp beside the baseline; rows are those of the baseline, people without one have none. */
export function modelSinceStart(question: SinceStart): {
  readonly model: FollowUpModel;
  readonly followUp: FollowUp;
} {
  const { baseline, episodes, asOfDays, rampDays = DEFAULT_RAMP_DAYS, quarterNoise } = question;
  const { step, likelihood, posterior } = baseline.fit;
  const sinceDays = baseline.startDays + rampDays;
  const followUp = countFollowUp({
    episodes,
    asOfDays,
    sinceDays,
    horizonDays: step.horizon.days,
    repIds: step.repIds,
    baseline: step.exposure,
  });
  const model = prepareFollowUp({ likelihood, posterior }, deflateCounts(followUp.counts, baseline.phi), {
    ...(quarterNoise === undefined ? {} : { quarterNoise }),
    baselineQuarters: step.window.days / QUARTER_DAYS,
    followUpQuarters: (asOfDays - sinceDays) / QUARTER_DAYS,
  });
  return { model, followUp };
}
