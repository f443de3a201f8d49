import { stepCountIndicator } from './step-count-indicator.ts';

export const advanced = stepCountIndicator({
  id: 'advanced',
  title: 'Advanced',
  question: 'How many of these deals have stepped up?',
  goodDirection: 'up',
  definition: 'Of the deals that entered in the period, those that since stood at a later step or are won.',
  formula: 'advanced = |{entered: first stand beyond the step, or latest close won, before as_of}|',
  condition: 'is_advanced',
});
