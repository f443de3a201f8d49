import { stepCountIndicator } from './step-count-indicator.ts';

export const open = stepCountIndicator({
  id: 'open',
  title: 'Open',
  question: 'How many of these deals are not decided yet?',
  goodDirection: 'neither',
  definition: 'Of the deals that entered in the period, those that have neither advanced nor been lost.',
  formula: 'open = entered − advanced − lost',
  condition: 'NOT is_advanced AND NOT is_lost',
});
