import type { FollowUpModel } from './follow-up-model.ts';

/**
 * One start of coaching: the baseline of everybody as it was known on that day, and what entered the step since. People who
 * start on one day stand in one start; the shift of the period is theirs in common.
 */
export interface ComparedStart {
  readonly model: FollowUpModel;
  /** Rows of those who were coached. */
  readonly coached: readonly number[];
  /** Rows of those who were not coached on this step from before the start to the end of the follow-up. */
  readonly controls: readonly number[];
}
