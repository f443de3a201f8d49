import type { Skill } from '../skill.ts';

/** Qualified case → proposal. */
export const qualifiedSkills: readonly Skill[] = [
  {
    id: 'case_work',
    name: 'Enough work on each case',
    steps: ['qualified'],
    behaviours: [
      'Leaves no case without contact for more than seven days',
      'Keeps a next action with a date on every case',
      'Gives the most time to the cases most likely to be won',
    ],
  },
  {
    id: 'individual_response',
    name: 'A response made for this customer',
    steps: ['qualified'],
    behaviours: [
      'Uses the customer’s own words in the answer',
      'Answers every question the customer has asked',
      'Leaves out what does not concern this customer',
    ],
  },
  {
    id: 'access',
    name: 'Reaching the people who decide',
    steps: ['qualified'],
    behaviours: [
      'Meets a second person at the customer before the proposal',
      'Asks who else has the problem and who pays for it',
      'Gets introduced instead of going around the contact',
    ],
  },
  {
    id: 'value_case',
    name: 'From need to scope and value',
    steps: ['qualified'],
    behaviours: [
      'Agrees the value in figures with the customer',
      'Writes scope and value on one page before the proposal',
      'Asks what doing nothing would cost',
    ],
  },
];
