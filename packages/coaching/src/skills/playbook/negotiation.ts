import type { Skill } from '../skill.ts';

/** Negotiation → won. */
export const negotiationSkills: readonly Skill[] = [
  {
    id: 'trading',
    name: 'Holding value, trading instead of giving',
    steps: ['negotiation'],
    behaviours: [
      'Asks for something in return for every concession',
      'Knows before the talk what can be given and for what',
      'Speaks about value before speaking about price',
    ],
  },
  {
    id: 'close_plan',
    name: 'A shared plan to signature',
    steps: ['negotiation'],
    behaviours: [
      'Agrees the steps to signature with dates and names',
      'Goes through that plan with the customer every week',
      'Ties the date to something the customer gains from it',
    ],
  },
  {
    id: 'stakeholders',
    name: 'Reaching who can stop it',
    steps: ['negotiation'],
    behaviours: [
      'Talks to buying, legal and users before the last offer',
      'Asks who could still say no',
      'Knows what each of them needs to see',
    ],
  },
  {
    id: 'objections',
    name: 'Hearing out objections',
    steps: ['negotiation'],
    behaviours: [
      'Asks what is behind an objection before answering it',
      'Lets the customer finish',
      'Checks whether the answer has settled it',
    ],
  },
  {
    id: 'no_decision',
    name: 'Moving or ending “no decision”',
    steps: ['negotiation'],
    behaviours: [
      'Asks what doing nothing would cost',
      'Agrees a day by which it is decided or dropped',
      'Ends what will not be decided, with the reason',
    ],
  },
];
