import type { CallContent } from '@stepup/contracts';

/** The prediction: what was expected when the call started. Null where nothing had been written by then. */
export function predictionOf({ plans }: CallContent): CallContent['plans'][number] | null {
  return plans.findLast(({ retrospective }) => !retrospective) ?? null;
}
