import { type Instant, instantOfDate, plansAnswer } from '@stepup/contracts';
import type { PastTeller } from './past-teller.ts';
import { createDays } from './past-teller.ts';
import { skillStories } from './skill-stories.ts';
import type { SkillStory } from './skill-story.ts';
import { tellExperiments } from './tell-experiments.ts';
import { type PlanTold, startPlan, tellPlan, tellStoryboard } from './tell-plan.ts';
import { tellReviews, tellSeen, tellSession } from './tell-talks.ts';

/** Who worked on what with whom. People with a flagged gap are left without a plan: those are for whoever looks around. */
interface Pair {
  readonly learner: string;
  readonly coach: string;
  readonly story: SkillStory;
  readonly told: 'two_months' | 'under_way' | 'slipping' | 'proposed';
  readonly seen: { readonly sign: 'reinforce' | 'improve'; readonly note: string };
}

const { cadence, access, presenting } = skillStories;

const pairs: readonly Pair[] = [
  {
    learner: 'rep-07',
    coach: 'mgr-2',
    story: cadence,
    told: 'two_months',
    seen: { sign: 'reinforce', note: 'Asked for the day and for the colleague in one breath, and got both.' },
  },
  {
    learner: 'rep-10',
    coach: 'mgr-2',
    story: access,
    told: 'two_months',
    seen: {
      sign: 'improve',
      note: 'The customer named a second person and we did not ask for the introduction.',
    },
  },
  {
    learner: 'rep-09',
    coach: 'mgr-2',
    story: presenting,
    told: 'slipping',
    seen: {
      sign: 'reinforce',
      note: 'Stopped after the first part and asked, and the scope changed in time.',
    },
  },
  {
    learner: 'rep-05',
    coach: 'mgr-1',
    story: cadence,
    told: 'under_way',
    seen: { sign: 'reinforce', note: 'Every talk of the day ended with a date.' },
  },
  {
    learner: 'rep-02',
    coach: 'mgr-1',
    story: cadence,
    told: 'proposed',
    seen: { sign: 'improve', note: 'A friendly talk ended without a date.' },
  },
  {
    learner: 'rep-14',
    coach: 'mgr-3',
    story: access,
    told: 'under_way',
    seen: { sign: 'reinforce', note: 'Finance was in the room, and our contact opened the talk.' },
  },
  {
    learner: 'rep-20',
    coach: 'mgr-4',
    story: presenting,
    told: 'under_way',
    seen: { sign: 'improve', note: 'A proposal went out in the evening without a word.' },
  },
];

/**
 * Tells two months of coaching in the simulated organisation, up to `now`. Somebody who has a plan already is left out: their
 * story was told before, or they are somebody's own by now.
 */
export async function tellCoaching(teller: PastTeller, now: Instant): Promise<void> {
  for (const pair of pairs) {
    const query = new URLSearchParams({ rep: pair.learner, limit: '1' });
    const known = await teller.read(pair.learner, now, `/v1/plans?${query.toString()}`, plansAnswer);
    if (known.items.length === 0) await tellPair(teller, now, pair);
  }
  await tellAroundThem(teller, now);
}

async function tellPair(teller: PastTeller, now: Instant, pair: Pair): Promise<void> {
  const { learner, coach, story } = pair;
  const days = createDays(now);
  const about = { teller, days, learner, coach, story };
  if (pair.told === 'proposed') {
    await tellPlan({ ...about, basis: 'lever', openedDaysAgo: 6 });
    await tellSeen(about, 8, pair.seen);
    return;
  }
  const before = pair.told === 'two_months' ? await tellMonthBefore(about, now) : undefined;
  const told: PlanTold = {
    ...about,
    basis: pair.told === 'slipping' ? 'own_wish' : 'lever',
    openedDaysAgo: 24,
    ...(before === undefined ? {} : { continues: before }),
  };
  const plan = await tellPlan(told);
  await startPlan(told, plan);
  const { obstacles } = await tellStoryboard(told, plan);
  const slips = pair.told === 'slipping';
  await tellSession(told, plan, 18);
  await teller.move(coach, days(14, 16), plan, { kind: 'confirm_by_observation', verdict: 'confirmed' });
  await tellExperiments({
    ...told,
    now,
    plan,
    obstacles,
    count: slips ? 1 : story.experiments.length,
    untilDaysAgo: 3,
    leavesOne: pair.told !== 'under_way',
  });
  await tellReviews(told, plan, slips ? [] : [15, 8]);
  await tellSeen(about, slips ? 20 : 9, pair.seen);
}

/** The plan of the month before, with its experiments and its end: the behaviour has begun to change. */
async function tellMonthBefore(
  about: Pick<PlanTold, 'teller' | 'days' | 'learner' | 'coach' | 'story'>,
  now: Instant,
): Promise<string> {
  const { teller, days, coach } = about;
  const told: PlanTold = { ...about, basis: 'observation', openedDaysAgo: 55 };
  const plan = await tellPlan(told);
  await startPlan(told, plan);
  await tellSession(told, plan, 48);
  await teller.move(coach, days(44, 16), plan, { kind: 'confirm_by_observation', verdict: 'confirmed' });
  await tellExperiments({ ...told, now, plan, obstacles: [], count: 2, untilDaysAgo: 30, leavesOne: false });
  await tellReviews(told, plan, [44, 37]);
  await teller.move(coach, days(26, 10), plan, { kind: 'record_behaviour_verdict', verdict: 'not_yet' });
  await teller.move(coach, days(26, 10), plan, { kind: 'complete' });
  return plan.id;
}

/** What is not about one plan: barriers, an agreement on time, an account to hand over, a session that is coming. */
async function tellAroundThem(teller: PastTeller, now: Instant): Promise<void> {
  const days = createDays(now);
  const inDays = (count: number) => instantOfDate(new Date(Date.parse(now) + count * 86_400_000));
  const tool = await teller.open('rep-07', days(33, 11), '/v1/barriers', {
    what: 'tool',
    text: 'The CRM shows no list of leads without a next contact, so I keep one on paper.',
  });
  await teller.move('mgr-2', days(29, 9), tool, {
    kind: 'answer',
    answer: 'removed',
    text: 'Operations have set up a view for it; it is in your menu.',
  });
  await teller.open('rep-10', days(11, 11), '/v1/barriers', {
    what: 'approvals',
    text: 'A discount of five per cent waits four days for a signature, and the second person loses interest.',
  });
  await teller.open('mgr-2', days(20, 8), '/v1/barriers', {
    what: 'time',
    text: 'Two report meetings a week lie on the mornings in which the team meets customers.',
  });
  const hours = await teller.open('dir-1', days(27, 8), '/v1/time-agreements', {
    learner_id: 'mgr-2',
    month: days(24, 9).slice(0, 7),
    hours: 16,
    stops_doing: ['Writing the weekly forecast by hand'],
    own_selling_share: 0.2,
  });
  await teller.move('mgr-2', days(26, 8), hours, { kind: 'accept' });
  await teller.open('mgr-2', days(26, 9), '/v1/handovers', {
    learner_id: 'mgr-2',
    account_id: 'account-0042',
    to_id: 'rep-09',
    by: inDays(16).slice(0, 10),
  });
  await teller.open('mgr-2', days(1, 16), '/v1/sessions', {
    learner_id: 'rep-10',
    kind: 'developmental',
    context: 'pursuing_opportunities',
    planned_for: `${inDays(2).slice(0, 10)}T09:00:00.000000Z`,
  });
}
