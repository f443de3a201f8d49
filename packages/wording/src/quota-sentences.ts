import { formatShare } from './numbers.ts';

/** Months of reps in which the quota was reached, of those that had one. */
interface Reached {
  readonly reached: number;
  readonly of: number;
}

/** Which share reached quota with and without coaching, and why that alone proves nothing. */
export function sayQuotaShares(withCoaching: Reached, without: Reached): readonly string[] {
  const shares = `Quota was reached in ${formatShare(withCoaching.reached, withCoaching.of)} months with coaching and in ${formatShare(without.reached, without.of)} without.`;
  return [
    shares,
    'This alone proves nothing: who is coached is not drawn by lot. Often those are chosen who had a low month, which tends to be followed by a usual one, or those who do well anyway; and quotas differ.',
    'Only the difference against reps with the same attainment before, in the same months, says something, within its range.',
  ];
}
