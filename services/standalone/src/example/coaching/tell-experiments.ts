import { activitiesAnswer, type Activity, type Instant, instantOfDate } from '@stepup/contracts';
import type { ToldRecord } from './past-teller.ts';
import type { PlanTold } from './tell-plan.ts';

const hourMs = 3_600_000;

export interface ExperimentsTold extends PlanTold {
  readonly now: Instant;
  readonly plan: ToldRecord;
  readonly obstacles: readonly ToldRecord[];
  /** How many of the skill's experiments took place; in order, from the first. */
  readonly count: number;
  /** Days ago of the last call that counts. */
  readonly untilDaysAgo: number;
  /** Whether one more was prepared and took place, and still waits for its debrief. */
  readonly leavesOne: boolean;
}

/** Experiments in meetings that the CRM knows: prepared some hours before, debriefed some hours after. */
export async function tellExperiments(told: ExperimentsTold): Promise<void> {
  const { story, teller, learner, plan, obstacles, count } = told;
  const meetings = await readMeetings(told);
  const every = Math.max(1, Math.floor(meetings.length / (count + 1)));
  for (const [index, experiment] of story.experiments.slice(0, count).entries()) {
    const meeting = meetings[index * every];
    if (meeting === undefined) return;
    const startsAt = Date.parse(meeting.starts_at);
    const call = await openCall(told, meeting, obstacles[index < 2 ? 0 : 1], startsAt - (2 + index) * hourMs);
    await teller.move(learner, later(startsAt, -2 - index), call, {
      kind: 'plan_call',
      step: experiment.step,
      expected: experiment.expected,
      ...(experiment.otherwise === undefined ? {} : { otherwise: experiment.otherwise }),
      ...(experiment.probability === undefined ? {} : { probability: experiment.probability }),
    });
    if (index === 1) {
      await teller.move(told.coach, later(startsAt, -2), call, { kind: 'agree_role', role: 'observe' });
      await teller.move(learner, later(startsAt, 2), call, { kind: 'mark_takeover', took_over: false });
    }
    await teller.move(learner, later(startsAt, 2 + index), call, {
      kind: 'debrief',
      happened: experiment.happened,
      learned: experiment.learned,
      as_expected: experiment.asExpected,
    });
    await teller.move(learner, later(startsAt, 2 + index), call, {
      kind: 'plan_next_step',
      next_step: experiment.next,
    });
    const [first, second] = obstacles;
    if (index === 1 && first !== undefined && second !== undefined) {
      const at = later(startsAt, 4);
      await teller.move(learner, at, first, { kind: 'remove', learned: story.obstacleLearned });
      await teller.move(learner, at, second, { kind: 'work_on' });
    }
  }
  const last = meetings.at(-1);
  const next = story.experiments[count - 1];
  if (!told.leavesOne || last === undefined || next === undefined) return;
  const startsAt = Date.parse(last.starts_at);
  const call = await openCall({ ...told, plan }, last, undefined, startsAt - 3 * hourMs);
  await teller.move(learner, later(startsAt, -3), call, {
    kind: 'plan_call',
    step: next.next,
    expected: 'They answer with a question.',
    probability: 'even',
  });
}

async function openCall(
  { teller, learner, plan }: ExperimentsTold,
  { activity_id }: Activity,
  obstacle: ToldRecord | undefined,
  atMs: number,
): Promise<ToldRecord> {
  return teller.open(learner, instantOfDate(new Date(atMs)), '/v1/calls', {
    learner_id: learner,
    plan_id: plan.id,
    activity_id,
    ...(obstacle === undefined ? {} : { obstacle_id: obstacle.id }),
  });
}

/** Meetings that took place while the plan ran, and could be debriefed by now, in their order. */
async function readMeetings({ teller, days, learner, now, openedDaysAgo, untilDaysAgo }: ExperimentsTold) {
  const query = new URLSearchParams({
    rep: learner,
    kind: 'meeting',
    from: days(openedDaysAgo - 4, 18),
    to: days(untilDaysAgo, 18),
    limit: '1000',
  });
  const { items } = await teller.read(learner, now, `/v1/activities?${query.toString()}`, activitiesAnswer);
  return items
    .filter(({ state, outcome }) => state === 'logged' && outcome === 'held')
    .toSorted((one, other) => Date.parse(one.starts_at) - Date.parse(other.starts_at));
}

function later(startsAtMs: number, hours: number): Instant {
  return instantOfDate(new Date(startsAtMs + hours * hourMs));
}
