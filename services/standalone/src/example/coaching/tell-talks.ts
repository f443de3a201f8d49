import { type ChartQuestion, instantOfDate, listOf, recordSchemas } from '@stepup/contracts';
import type { ToldRecord } from './past-teller.ts';
import type { PlanTold } from './tell-plan.ts';

const chart: readonly ChartQuestion[] = [
  'worth_fixing',
  'expectation_known',
  'nothing_in_the_way',
  'aware_of_the_gap',
  'knows_how',
  'no_better_way_believed',
  'done_steadily',
];

const dueReviews = listOf(recordSchemas.review.answer);

/** A developmental session of the plan: the learner's view, the chart, two options, the talk on its model, an action. */
export async function tellSession(told: PlanTold, plan: ToldRecord, daysAgo: number): Promise<void> {
  const { teller, days, learner, coach, story } = told;
  const { talk } = story;
  const planned = days(daysAgo, 10);
  const session = await teller.open(coach, days(daysAgo + 3, 16), '/v1/sessions', {
    learner_id: learner,
    plan_id: plan.id,
    kind: 'developmental',
    context: 'pursuing_opportunities',
    planned_for: planned,
  });
  const by = (who: string, move: object) => teller.move(who, days(daysAgo, 11), session, move);
  await by(coach, { kind: 'hold', held_at: planned });
  await by(coach, { kind: 'write_stage', stage: 'set_stage', text: talk.purpose });
  await by(learner, { kind: 'write_roam', part: 'methodology', text: talk.learner });
  await by(coach, { kind: 'write_roam', part: 'methodology', text: talk.coach });
  const answers = chart.slice(0, chart.indexOf(talk.missing) + 1).map((question) => ({
    question,
    answer: question === talk.missing ? 'no' : 'yes',
  }));
  await by(coach, { kind: 'answer_chart', answers });
  const model = talk.missing === 'knows_how' ? 'field_training' : 'sales_coaching';
  await by(learner, { kind: 'add_option', text: talk.options[0] });
  const first = String(session.version);
  await by(coach, { kind: 'add_option', text: talk.options[1] });
  await by(learner, { kind: 'agree_option', option_id: first });
  await by(coach, { kind: 'agree_option', option_id: first });
  await by(coach, { kind: 'choose_model', model });
  for (const stage of model === 'field_training' ? ['tell', 'show', 'do'] : ['engage', 'practise', 'do'])
    await by(coach, { kind: 'enter_stage', stage });
  await by(learner, {
    kind: 'add_action',
    text: talk.action,
    owner_id: learner,
    due_on: instantOfDate(new Date(Date.parse(planned) + 9 * 86_400_000)).slice(0, 10),
    seen_by: talk.seenBy,
  });
  const action = String(session.version);
  await by(coach, { kind: 'settle', outcome: 'action_items', minutes: 45 });
  await teller.move(learner, days(Math.max(1, daysAgo - 7), 15), session, {
    kind: 'settle_action',
    action_id: action,
    result: 'done',
  });
  await teller.open(learner, days(daysAgo, 12), '/v1/pulses', {
    session_id: session.id,
    i_did_the_thinking: 'yes',
    it_helps_in_a_deal: 'yes',
  });
}

/** Something just seen: one line, praised or to be improved. */
export async function tellSeen(
  { teller, days, learner, coach }: Pick<PlanTold, 'teller' | 'days' | 'learner' | 'coach'>,
  daysAgo: number,
  seen: { readonly sign: 'reinforce' | 'improve'; readonly note: string },
): Promise<void> {
  const at = days(daysAgo, 15);
  const session = await teller.open(coach, at, '/v1/sessions', {
    learner_id: learner,
    kind: 'opportunistic',
    about: 'tactical',
    context: 'making_calls',
    form: 'talk',
    ...seen,
  });
  await teller.move(coach, at, session, { kind: 'settle', outcome: 'settled', minutes: 5 });
}

/** Rolling reviews: the first is due when the plan starts, each that was held makes the next one due. */
export async function tellReviews(
  told: PlanTold,
  plan: ToldRecord,
  heldDaysAgo: readonly number[],
): Promise<void> {
  const { teller, days, learner, story } = told;
  for (const [index, daysAgo] of heldDaysAgo.entries()) {
    const review = story.reviews[index % story.reviews.length];
    if (review === undefined) return;
    await teller.move(learner, days(daysAgo, 10), await findDue(told, plan), {
      kind: 'hold',
      last_step_learned: review.learned,
      next_step: review.next,
      expected: review.expected,
      target_seen: index === 0 ? 'no' : 'partly',
      decision: 'go_on',
    });
  }
}

/** The review that the product has made due. */
async function findDue({ teller, days, learner }: PlanTold, plan: ToldRecord): Promise<ToldRecord> {
  const path = `/v1/plans/${plan.id}/reviews?state=due`;
  const { items } = await teller.read(learner, days(0, 0), path, dueReviews);
  const [review] = items;
  if (review === undefined) throw new Error(`no review of plan ${plan.id} is due`);
  return { plural: 'reviews', id: review.id, version: review.version };
}
