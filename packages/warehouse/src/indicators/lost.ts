import { stepCountIndicator } from './step-count-indicator.ts';

export const lost = stepCountIndicator({
  id: 'lost',
  title: 'Lost',
  question: 'How many of these deals ended here?',
  goodDirection: 'down',
  definition:
    'Of the deals that entered in the period, those that did not advance and whose latest close is a loss.',
  formula: 'lost = |{entered: not advanced, latest close lost, before as_of}|',
  condition: 'is_lost',
});
