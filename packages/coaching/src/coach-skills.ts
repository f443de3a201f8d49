/** Something a coach can learn, and what good looks like. */
export interface CoachSkill {
  readonly id: string;
  readonly name: string;
  /** Two to five, to be seen. */
  readonly behaviours: readonly string[];
}

/** The skills of coaching itself: what a manager’s own plan can be about, and what managers are taught. */
export const coachSkills: readonly CoachSkill[] = [
  {
    id: 'coach.diagnosis',
    name: 'Reading numbers and finding the skill behind them',
    behaviours: [
      'Opens a number down to its deals before talking about it',
      'Names two possible reasons and the question that tells them apart',
      'Says what the numbers cannot show',
    ],
  },
  {
    id: 'coach.planning',
    name: 'Making one plan together',
    behaviours: [
      'Lets the rep write their analysis first',
      'Settles one skill and a behaviour that can be seen',
      'Writes down what the coach will do, and when',
    ],
  },
  {
    id: 'coach.method',
    name: 'Leading the conversation and the experiments',
    behaviours: [
      'Asks for at least two options before giving one',
      'Agrees on a role before a joint call and keeps to it',
      'Goes through the five questions in order',
      'Says what was done well',
    ],
  },
];
