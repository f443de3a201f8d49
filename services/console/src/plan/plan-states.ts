import type { Plan } from '@stepup/contracts';

/** The states of a plan as the screens show them. */
export const planStates: Readonly<Record<Plan['state'], { label: string; colour: string }>> = {
  draft: { label: 'Draft', colour: 'gray' },
  proposed: { label: 'Proposed', colour: 'blue' },
  active: { label: 'Under way', colour: 'teal' },
  completed: { label: 'Completed', colour: 'indigo' },
  abandoned: { label: 'Ended early', colour: 'gray' },
};
