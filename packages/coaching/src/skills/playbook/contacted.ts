import type { Skill } from '../skill.ts';

/** Contacted → qualified case. */
export const contactedSkills: readonly Skill[] = [
  {
    id: 'discovery',
    name: 'Finding the need by asking',
    steps: ['contacted'],
    behaviours: [
      'Asks what has changed at the customer before offering anything',
      'Lets the customer speak for more than half of the talk',
      'Sums up the need and asks whether it is right',
    ],
  },
  {
    id: 'next_step',
    name: 'Ending with a firm next step',
    steps: ['contacted'],
    behaviours: [
      'Ends the talk with a date in both calendars',
      'Says what the customer gains from the next talk',
      'Sends a short summary on the same day',
    ],
  },
  {
    id: 'trust',
    name: 'Trust since the first contact',
    steps: ['contacted', 'qualified'],
    behaviours: [
      'Keeps what was promised, by the day it was promised for',
      'Leaves the customer with something useful after the first talk',
      'Says openly where the product does not fit',
    ],
  },
  {
    id: 'cadence',
    name: 'Enough work on each lead',
    steps: ['contacted'],
    behaviours: [
      'Makes four contacts in the first ten days',
      'Spreads contacts over different days and ways',
      'Plans the next contact before closing the last',
    ],
  },
  {
    id: 'qualifying',
    name: 'Qualifying out early and honestly',
    steps: ['contacted'],
    behaviours: [
      'Says within two weeks whether it is a case',
      'Asks about need, money, time and who decides before calling it a case',
      'Closes what will not buy, with the reason',
    ],
  },
];
