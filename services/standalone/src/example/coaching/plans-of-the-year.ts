import { skillStories } from './skill-stories.ts';
import type { SkillStory } from './skill-story.ts';

/** What a plan needs to begin: why, what the learner thinks, what is tried, what would be seen. */
type ShortStory = Pick<
  SkillStory,
  'skill' | 'pipeline' | 'stage' | 'reason' | 'selfAnalysis' | 'measures' | 'target'
>;

/** A plan of earlier this year: who worked on what with whom, and when it began. */
export interface PlanOfTheYear {
  readonly learner: string;
  readonly story: ShortStory;
  readonly openedDaysAgo: number;
}

/** How somebody coached through the year, and with whom. */
export interface YearOfCoach {
  readonly coach: string;
  /** Whose ideas the measures of the plans are: one of them is always the learner's, or the plan could not begin. */
  readonly measuresBy: 'learner' | 'mostly_the_coach';
  readonly plans: readonly PlanOfTheYear[];
}

const { cadence, access } = skillStories;

const closing: ShortStory = {
  skill: 'close_plan',
  pipeline: 'new-business',
  stage: 'negotiation',
  reason: 'Expected close dates move from one month into the next, and nobody knows what is still missing.',
  selfAnalysis: 'I name a date to have one. What has to happen before it I keep in my head.',
  measures: [
    'I write the steps to the signature down together with the customer.',
    'Each step gets a name and a day before I set the date in the CRM.',
    'I ring whoever signs a week before.',
  ],
  target: { behaviour: 'Has the steps to the signature agreed in writing', baseline: 1, value: 6 },
};

/** The simulated coaching that works began then, and the one that changes nothing. */
const [workingDaysAgo, uselessDaysAgo] = [167, 149];

/**
 * Eleven plans of one manager, since on fewer than eight nothing is said, and a few of the others, so that most of a team stays to compare with. Nobody works
 * on the skill of their flagged gap. Of those here only the cadence that began together truly moved a rate: what verification says of the rest should be luck.
 */
export const plansOfTheYear: readonly YearOfCoach[] = [
  {
    coach: 'mgr-1',
    measuresBy: 'learner',
    plans: [
      { learner: 'rep-02', story: cadence, openedDaysAgo: workingDaysAgo },
      { learner: 'rep-05', story: cadence, openedDaysAgo: workingDaysAgo },
    ],
  },
  {
    coach: 'mgr-2',
    measuresBy: 'learner',
    plans: [
      { learner: 'rep-07', story: cadence, openedDaysAgo: workingDaysAgo },
      { learner: 'rep-07', story: closing, openedDaysAgo: 215 },
      { learner: 'rep-08', story: access, openedDaysAgo: 215 },
      { learner: 'rep-08', story: closing, openedDaysAgo: 120 },
      { learner: 'rep-09', story: access, openedDaysAgo: 245 },
      { learner: 'rep-09', story: closing, openedDaysAgo: 130 },
      { learner: 'rep-10', story: access, openedDaysAgo: uselessDaysAgo },
      { learner: 'rep-10', story: cadence, openedDaysAgo: 250 },
      { learner: 'rep-11', story: closing, openedDaysAgo: 140 },
      { learner: 'rep-12', story: closing, openedDaysAgo: 215 },
      { learner: 'rep-12', story: cadence, openedDaysAgo: 140 },
    ],
  },
  {
    coach: 'mgr-3',
    measuresBy: 'mostly_the_coach',
    plans: [
      { learner: 'rep-13', story: closing, openedDaysAgo: 170 },
      { learner: 'rep-16', story: cadence, openedDaysAgo: 220 },
      { learner: 'rep-17', story: closing, openedDaysAgo: 150 },
    ],
  },
  {
    coach: 'mgr-4',
    measuresBy: 'learner',
    plans: [
      { learner: 'rep-23', story: cadence, openedDaysAgo: workingDaysAgo },
      { learner: 'rep-20', story: cadence, openedDaysAgo: 130 },
      { learner: 'rep-22', story: access, openedDaysAgo: 190 },
    ],
  },
];
