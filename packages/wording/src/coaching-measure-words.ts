import type { CoachingFlags, CoachingMeasureId } from '@stepup/contracts';

type Trap = CoachingFlags['rows'][number]['measures'][number]['trap'];

/** What can stand in the way of coaching, in words. */
export const trapWords: Readonly<Record<Trap, string>> = {
  doing: 'Doing it oneself',
  telling: 'Telling rather than asking',
  time: 'Time',
  proximity: 'Close to the call',
  cadence: 'Rhythm',
};

/** What each measure counts, said so that more of it is better, and where to look when there is little of it. */
export const coachingMeasureWords: Readonly<
  Record<CoachingMeasureId, { readonly title: string; readonly lookAt: string }>
> = {
  takeover_share: {
    title: 'Joint calls left to the salesperson',
    lookAt: 'The last three joint calls: was it agreed before who leads, and what made the coach step in?',
  },
  rep_measures: {
    title: 'Measures that the salesperson wrote',
    lookAt: 'The last three plans: who spoke first, and was there time for the other one’s own ideas?',
  },
  plan_self_analysis: {
    title: 'Plans that began with the salesperson’s own view',
    lookAt: 'The last three plans: did their own view stand there before the coach’s?',
  },
  learner_pulse: {
    title: 'Talks in which the learner did the thinking',
    lookAt: 'The next talk: ask for two options before you give one.',
  },
  sessions_kept: {
    title: 'Sessions held as planned',
    lookAt: 'The sessions that were moved: what came instead, and could somebody else take it?',
  },
  near_call_share: {
    title: 'Calls prepared within a day before',
    lookAt: 'The calls of next week: where are ten minutes on the day before?',
  },
  near_debrief_share: {
    title: 'Calls debriefed within a day after',
    lookAt: 'The debriefs that came late: would five minutes by phone on the way back do?',
  },
  reviews_kept: {
    title: 'Reviews held by their day',
    lookAt: 'The reviews that came late: is it the right day of the week?',
  },
  intentional_share: { title: 'Sessions planned ahead', lookAt: 'The sessions of the last month.' },
  coach_actions: { title: 'Plans with a promise of the coach', lookAt: 'The last three plans.' },
  behaviour_target: { title: 'Plans with a behaviour that can be seen', lookAt: 'The last three plans.' },
  observed_in_action: {
    title: 'Plans seen on a real deal within two weeks',
    lookAt: 'The first two weeks of the last three plans.',
  },
  training_before_reps: {
    title: 'Trainings that the coach had before the team',
    lookAt: 'The next training of the team.',
  },
  barriers_answered: { title: 'Barriers answered within a month', lookAt: 'The barriers that are open.' },
};
