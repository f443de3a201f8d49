import { stepCountIndicator } from './step-count-indicator.ts';

export const entered = stepCountIndicator({
  id: 'entered',
  title: 'Entered',
  question: 'How much work comes into this step?',
  goodDirection: 'neither',
  definition:
    'Deals that in the period first stood at an open stage of this position or beyond, or passed it by being won.',
  formula: 'entered = advanced + lost + open',
  condition: '1',
});
