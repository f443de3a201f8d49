import type { Grouping } from '@stepup/contracts';
import { closePolicy } from './policies.ts';

const openDealGroupings: Grouping[] = ['rep', 'team', 'manager', 'segment', 'product', 'pipeline'];

/** What holds for indicators of the deals open at a moment. */
export const openDealPolicy = {
  ...closePolicy,
  basis_kind: 'as_of',
  owner_rule: 'The owner at that moment, with the team and manager of then.',
  reopen_policy: 'A deal that was closed and stands at an open stage again is open.',
  exclusions:
    'Deleted deals; merged deals count once, as their survivor; deals that never stood at a known open stage.',
  groupings: openDealGroupings,
} as const;
