import type { Instant } from '@stepup/contracts';
import { funnelAnswer } from '@stepup/contracts';
import type { PastTeller, ToldRecord } from './past-teller.ts';
import type { SkillStory } from './skill-story.ts';

type Days = (daysAgo: number, hour: number) => Instant;

export interface PlanTold {
  readonly teller: PastTeller;
  readonly days: Days;
  readonly learner: string;
  readonly coach: string;
  readonly story: SkillStory;
  readonly basis: 'lever' | 'observation' | 'own_wish';
  readonly openedDaysAgo: number;
  /** The plan of the month before; it ends when this one opens. */
  readonly continues?: string;
}

const lookBackDays = 180;
const targetWeeks = 5;
const dayMs = 86_400_000;

/** From the draft to a plan that both have accepted: the three answers, the numbers as they stood that day, both targets. */
export async function tellPlan(told: PlanTold): Promise<ToldRecord> {
  const { teller, days, learner, coach, story, basis, openedDaysAgo: ago } = told;
  const opened = days(ago, 9);
  const month = opened.slice(0, 7);
  const plan = await teller.open(told.basis === 'own_wish' ? learner : coach, opened, '/v1/plans', {
    rep_id: learner,
    month,
    basis,
    ...(told.continues === undefined ? {} : { continues: told.continues }),
  });
  const by = (who: string, daysAgo: number, hour: number, move: object) =>
    teller.move(who, days(daysAgo, hour), plan, move);
  const numbers = await readNumbers(told, opened);
  await by(coach, ago, 9, { kind: 'choose_skill', skill_id: story.skill });
  await by(coach, ago, 9, { kind: 'state_reason', text: story.reason, numbers: numbers.numbers });
  await by(learner, ago - 1, 10, { kind: 'write_self_analysis', text: story.selfAnalysis });
  await by(coach, ago - 1, 14, { kind: 'write_coach_view', text: story.coachView });
  await by(learner, ago - 2, 10, { kind: 'confirm_by_discussion', verdict: 'confirmed' });
  for (const text of story.measures) await by(learner, ago - 2, 10, { kind: 'add_measure', text });
  await by(coach, ago - 2, 10, { kind: 'add_coach_action', text: story.coachAction });
  const target = new Date(Date.parse(opened) + targetWeeks * 7 * dayMs).toISOString().slice(0, 10);
  await by(learner, ago - 2, 10, {
    kind: 'set_behaviour_target',
    target: { ...story.target, indicator: 'of the next 10 deals at this step', by: target },
  });
  await by(coach, ago - 2, 10, {
    kind: 'set_outcome',
    outcome: {
      pipeline_id: story.pipeline,
      stage_id: story.stage,
      baseline: numbers.rate,
      proven_for: 'group',
    },
  });
  await by(learner, ago - 2, 11, { kind: 'propose' });
  return plan;
}

/** Both accept, the plan starts, and within two weeks it is seen on a real deal. */
export async function startPlan(told: PlanTold, plan: ToldRecord): Promise<void> {
  const { teller, days, learner, coach, openedDaysAgo: ago } = told;
  await teller.move(learner, days(ago - 2, 11), plan, { kind: 'accept' });
  await teller.move(coach, days(ago - 3, 9), plan, { kind: 'accept' });
  await teller.move(coach, days(ago - 3, 9), plan, { kind: 'activate' });
}

/** The learner's storyboard with what stands in the way; one obstacle is worked on, the others are parked. */
export async function tellStoryboard(told: PlanTold, plan: ToldRecord): Promise<{ obstacles: ToldRecord[] }> {
  const { teller, days, learner, story, openedDaysAgo: ago } = told;
  const at = days(ago - 3, 15);
  const under = `/v1/plans/${plan.id}`;
  const storyboard = await teller.open(learner, at, `${under}/storyboard`, { focus: story.reason });
  const target = new Date(Date.parse(days(ago, 9)) + targetWeeks * 7 * dayMs).toISOString().slice(0, 10);
  await teller.move(learner, at, storyboard, {
    kind: 'set_target_condition',
    text: `${story.target.behaviour}, in ${story.target.value} of ten deals.`,
    by: target,
  });
  await teller.move(learner, at, storyboard, { kind: 'note_actual_condition', text: story.actual });
  const obstacles = [];
  for (const text of story.obstacles)
    obstacles.push(await teller.open(learner, at, `${under}/obstacles`, { text }));
  const [first] = obstacles;
  if (first !== undefined) await teller.move(learner, at, first, { kind: 'work_on' });
  return { obstacles };
}

/** The rate of the step and its counts as the funnel had them then; no rate where nothing had entered. */
async function readNumbers({ teller, learner, story }: PlanTold, at: Instant) {
  const from = new Date(Date.parse(at) - lookBackDays * dayMs).toISOString();
  const query = new URLSearchParams({ from, to: at, as_of: at, by: 'rep', pipeline: story.pipeline });
  const { rows } = await teller.read(learner, at, `/v1/funnel?${query.toString()}`, funnelAnswer);
  const step = rows.flatMap(({ steps }) => steps).find(({ stage_id }) => stage_id === story.stage);
  if (step === undefined || step.rate === null || step.entered === 0) return { rate: null, numbers: [] };
  return {
    rate: step.rate,
    numbers: [
      {
        indicator: 'Moved on',
        value: `${step.advanced} of ${step.entered}, ${step.open} still open`,
        basis: `deals of the ${lookBackDays} days before`,
      },
    ],
  };
}
