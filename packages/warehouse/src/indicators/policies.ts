import type { Grouping } from '@stepup/contracts';

/** Every grouping that a step, a close or a deal, credited and dated, can be put under. */
export const dealGroupings: Grouping[] = [
  'rep',
  'team',
  'manager',
  'segment',
  'product',
  'pipeline',
  'week',
  'month',
  'quarter',
];

/** What holds for every indicator that counts the steps of deals by the day they were entered. */
export const stepPolicy = {
  counts: 'steps',
  owner_rule:
    'Credited to whoever owned the deal longest while it stood at the step; team and manager are that person’s at the entry.',
  skip_policy:
    'A step that the deal passed without standing there counts as entered and advanced at that instant.',
  reopen_policy:
    'A deal that stands at an open stage again after a close has that close undone; a stage once reached stays reached.',
  exclusions:
    'Deleted deals; merged deals count once, as their survivor; deals first seen as won or lost have no steps.',
  groupings: dealGroupings,
  drill_down: 'deals',
  needs_switch: null,
} as const;

/** The same where skipped steps are left out, because no time was spent at them. */
export const stoodStepPolicy = {
  ...stepPolicy,
  skip_policy: 'Steps that the deal passed without standing there are left out.',
} as const;

/** What holds for every indicator that counts deals by the day of their latest close. */
export const closePolicy = {
  counts: 'deals',
  basis_kind: 'window',
  owner_rule: 'The owner at that close, with the team and manager of that day.',
  skip_policy: 'Does not matter here: the steps that a deal took are not asked for.',
  reopen_policy: 'A close that was reopened does not count; only the latest close of a deal does.',
  exclusions: 'Deleted deals; merged deals count once, as their survivor.',
  groupings: dealGroupings,
  drill_down: 'deals',
  needs_switch: null,
} as const;

/** Why figures of the work with deals are collected, who sees them and how long they are kept. */
export const workPolicy = {
  why_collected:
    'To find, with the salesperson, the step of the sales process at which coaching helps most. Not for pay, discipline, dismissal or ranking.',
  seen_by:
    'The salesperson themself, their manager and those above, sales operations; the board sees the whole organisation only, from five people on.',
  kept: 'Computed anew from the tenant’s events at every question; it ends with the events, when the deal or the tenant is deleted.',
} as const;

/** The same for figures of results. */
export const resultPolicy = {
  ...workPolicy,
  why_collected:
    'To see whether what is practised shows in results, and how far away a quota is. Not for pay, discipline, dismissal or ranking.',
} as const;
