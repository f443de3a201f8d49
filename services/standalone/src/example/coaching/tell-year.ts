import { type Instant, plansAnswer } from '@stepup/contracts';
import { createDays, type PastTeller } from './past-teller.ts';
import type { PlanOfTheYear, YearOfCoach } from './plans-of-the-year.ts';

const targetDays = 35;
const runsDays = 28;
const dayMs = 86_400_000;

/**
 * The plans that somebody coached earlier this year, each from the draft to its end, with what the product needs to verify them and no more: nobody
 * opens them but to see what came of them. A learner who has a plan of that month was told of before.
 */
export async function tellYear(teller: PastTeller, now: Instant, { coach, measuresBy, plans }: YearOfCoach) {
  const days = createDays(now);
  const known = await teller.read(coach, now, `/v1/plans?limit=100`, plansAnswer);
  for (const plan of plans.toSorted((one, other) => other.openedDaysAgo - one.openedDaysAgo)) {
    const month = days(plan.openedDaysAgo, 9).slice(0, 7);
    if (known.items.some((one) => one.rep_id === plan.learner && one.month === month)) continue;
    await tellPlanOfTheYear(teller, days, { ...plan, coach, measuresBy, month });
  }
}

async function tellPlanOfTheYear(
  teller: PastTeller,
  days: ReturnType<typeof createDays>,
  told: PlanOfTheYear & Pick<YearOfCoach, 'coach' | 'measuresBy'> & { readonly month: string },
): Promise<void> {
  const { learner, coach, story, openedDaysAgo: ago, measuresBy, month } = told;
  const opened = days(ago, 9);
  const plan = await teller.open(coach, opened, '/v1/plans', {
    rep_id: learner,
    month,
    basis: 'observation',
  });
  const by = (who: string, daysAgo: number, move: object) => teller.move(who, days(daysAgo, 11), plan, move);
  await by(coach, ago, { kind: 'choose_skill', skill_id: story.skill });
  await by(coach, ago, { kind: 'state_reason', text: story.reason, numbers: [] });
  await by(learner, ago - 1, { kind: 'write_self_analysis', text: story.selfAnalysis });
  await by(learner, ago - 2, { kind: 'confirm_by_discussion', verdict: 'confirmed' });
  for (const [index, text] of story.measures.entries())
    await by(index === 0 || measuresBy === 'learner' ? learner : coach, ago - 2, {
      kind: 'add_measure',
      text,
    });
  const target = new Date(Date.parse(opened) + targetDays * dayMs).toISOString().slice(0, 10);
  await by(learner, ago - 2, {
    kind: 'set_behaviour_target',
    target: { ...story.target, indicator: 'of the next 10 deals at this step', by: target },
  });
  await by(coach, ago - 2, {
    kind: 'set_outcome',
    outcome: { pipeline_id: story.pipeline, stage_id: story.stage, baseline: null, proven_for: 'group' },
  });
  await by(learner, ago - 2, { kind: 'propose' });
  await by(learner, ago - 3, { kind: 'accept' });
  await by(coach, ago - 3, { kind: 'accept' });
  await by(coach, ago - 3, { kind: 'activate' });
  const verdict = ago % 3 === 0 ? 'not_yet' : 'changed';
  await by(coach, ago - runsDays, { kind: 'record_behaviour_verdict', verdict });
  await by(coach, ago - runsDays, { kind: 'complete' });
}
