import type { Skill } from '../skill.ts';

/** Lead → contacted. */
export const leadSkills: readonly Skill[] = [
  {
    id: 'speed_to_lead',
    name: 'Choosing and answering new leads fast',
    steps: ['lead'],
    behaviours: [
      'Answers a new lead within one working hour',
      'Takes the leads most likely to buy first and can say why',
      'Leaves no new lead unanswered at the end of the day',
    ],
  },
  {
    id: 'persistence',
    name: 'Staying on it, in several ways',
    steps: ['lead'],
    behaviours: [
      'Tries at least six times before letting a lead go',
      'Uses at least two ways: call, e-mail, message',
      'Tries at different times of the day',
    ],
  },
  {
    id: 'first_message',
    name: 'An opening made for this person',
    steps: ['lead'],
    behaviours: [
      'Names something true of this customer in the first message',
      'Says in one sentence why an answer is worth their time',
      'Ends with one question that is easy to answer',
    ],
  },
  {
    id: 'call_opening',
    name: 'Turning a pick-up into a conversation',
    steps: ['lead'],
    behaviours: [
      'Says within half a minute why the call may be useful to them',
      'Asks a question within the first half minute',
      'Asks whether it is a good moment, and agrees another where it is not',
    ],
  },
];
