import type { Grouping } from '@stepup/contracts';
import { dealGroupings, workPolicy } from './policies.ts';

const activityGroupings: Grouping[] = ['rep', 'team', 'manager', 'week', 'month'];

/** What holds for indicators that count activities by the time they took place. */
export const activityPolicy = {
  ...workPolicy,
  counts: 'activities',
  basis_kind: 'window',
  owner_rule:
    'The person logged with the activity, with the team and manager of that day; nobody known counts as unassigned.',
  skip_policy: 'Does not matter here: activities are counted wherever the deal stood.',
  reopen_policy: 'Does not matter here: activities are counted whatever became of the deal.',
  exclusions: 'Deleted activities; planned ones that were not logged.',
  groupings: activityGroupings,
  drill_down: 'activities',
  needs_switch: null,
} as const;

/** What holds for indicators that count deals by the day they arrived. */
export const arrivalPolicy = {
  ...workPolicy,
  counts: 'deals',
  group: 'first_contact',
  basis_kind: 'cohort_by_entry',
  owner_rule: 'The first owner of the deal, with the team and manager of that day.',
  skip_policy: 'Does not matter here: the steps that a deal took are not asked for.',
  reopen_policy: 'Does not matter here: only the beginning of a deal is asked for.',
  exclusions:
    'Deleted deals; merged deals count once, as their survivor; contacts before the deal arrived; deleted activities.',
  groupings: dealGroupings,
  drill_down: 'deals',
  needs_switch: null,
} as const;

/** What holds for indicators that rest on contents. */
export const contentPolicy = {
  ...activityPolicy,
  why_collected:
    'To practise how one listens, asks and answers, with examples of one’s own. Only where the agreement with the people concerned says so. Not for pay, discipline, dismissal or ranking.',
  kept: 'Counts, times and hashes as long as the activity; what was written and said goes thirty days after its receipt, all of it when the person is erased.',
} as const;
