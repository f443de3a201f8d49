import { firstClosesSql } from '../reads/first-closes.ts';
import { closePolicy, workPolicy } from './policies.ts';
import { shareIndicator } from './share-indicator.ts';

export const reopenRate = shareIndicator({
  definition: {
    ...closePolicy,
    ...workPolicy,
    id: 'reopen_rate',
    version: 1,
    group: 'process',
    title: 'Reopen rate',
    question: 'How often does a closed deal come back?',
    good_direction: 'neither',
    definition:
      'Of the deals closed in the period, won or lost, the share that stood at an open stage again afterwards.',
    formula: 'open again after the close, before as_of / deals closed in the period',
    basis: 'By the day of the deal’s first close in the period. The interval is Wilson’s.',
    owner_rule: 'The owner at that close, with the team and manager of that day.',
    reopen_policy: 'What is counted here: every close in the period counts, also one that was undone.',
  },
  observe: () => ({ rows: firstClosesSql, dated: 'closed_at' }),
  condition: 'is_reopened',
});
