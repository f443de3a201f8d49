import type { Skill } from '../skill.ts';

/** Proposal → negotiation. */
export const proposalSkills: readonly Skill[] = [
  {
    id: 'proposal_fit',
    name: 'A proposal that answers their need',
    steps: ['proposal'],
    behaviours: [
      'Opens the proposal with the need as the customer put it',
      'Has the draft read by the customer before it is final',
      'Shows the value beside the price',
    ],
  },
  {
    id: 'presenting',
    name: 'Presenting in a conversation',
    steps: ['proposal'],
    behaviours: [
      'Goes through the proposal with the customer within three days',
      'Has those who decide in that conversation',
      'Stops for questions after every part',
    ],
  },
  {
    id: 'follow_up',
    name: 'Following up with a purpose',
    steps: ['proposal'],
    behaviours: [
      'Brings something new with every follow-up',
      'Agrees when to speak next before the talk ends',
      'Asks what stands in the way',
    ],
  },
  {
    id: 'decision_map',
    name: 'Knowing their way to a decision',
    steps: ['proposal'],
    behaviours: [
      'Writes down who decides, how and by when',
      'Has the way to a decision confirmed by the customer',
      'Notices a moved date at once and asks why',
    ],
  },
  {
    id: 'timing',
    name: 'Not proposing too early',
    steps: ['proposal'],
    behaviours: [
      'Writes no proposal before the need and the people are known',
      'Asks what the customer will do with the proposal before writing it',
    ],
  },
];
