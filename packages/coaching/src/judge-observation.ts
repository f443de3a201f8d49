import { daysBetween } from './days-between.ts';
import type { ConfirmationVerdict, Plan } from './plan.ts';

const observationDays = 14;

export type ObservationStatus =
  | { readonly kind: 'seen'; readonly verdict: ConfirmationVerdict }
  | { readonly kind: 'waiting'; readonly daysLeft: number }
  | { readonly kind: 'not_yet_seen_in_action' };

/**
 * Whether the hypothesis has been confirmed by observation: expected within 14 days of activation, and shown as
 * not yet seen in action after that. `activatedOn` and `today` are local dates, `YYYY-MM-DD`.
 */
export function judgeObservation(plan: Plan, activatedOn: string, today: string): ObservationStatus {
  const seen = plan.observation.at(-1);
  if (seen !== undefined) return { kind: 'seen', verdict: seen.value };
  const daysLeft = observationDays - daysBetween(activatedOn, today);
  return daysLeft >= 0 ? { kind: 'waiting', daysLeft } : { kind: 'not_yet_seen_in_action' };
}
