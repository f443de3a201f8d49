import type { CallContent, RecordName, ReviewContent, SessionContent } from '@stepup/contracts';
import { predictionOf } from './prediction-of.ts';

/** What may leave the system of record about a record: states, counts, marks and times. No word that anybody wrote. */
export type Measures = Readonly<Record<string, string | number | boolean | null>>;

const nearMs = 24 * 3_600_000;

export function measureSession(session: SessionContent): Measures {
  return {
    kind: session.kind,
    form: session.form,
    context: session.context,
    about: session.about,
    sign: session.sign,
    held_at: session.held_at,
    minutes: session.minutes,
    planned_for: session.planned_for,
    times_moved: session.times_moved,
    intentional: session.intentional,
    solution: session.chart?.acts?.solution ?? null,
    model: session.model,
    switched_to_training: session.model_switches.some(({ to }) => to === 'field_training'),
    options: session.options.length,
    actions: session.actions.length,
    actions_done: session.actions.filter(({ result }) => result === 'done').length,
    outcome: session.outcome,
    on_activity: session.activity_id !== null,
  };
}

export function measureCall(call: CallContent): Measures {
  const prediction = predictionOf(call);
  const startsAt = call.starts_at === null ? null : Date.parse(call.starts_at);
  return {
    starts_at: call.starts_at,
    has_prediction: prediction !== null,
    prepared_near: startsAt !== null && prediction !== null && startsAt - Date.parse(prediction.at) <= nearMs,
    debriefed: call.debriefed_at !== null,
    debriefed_near:
      startsAt !== null && call.debriefed_at !== null && Date.parse(call.debriefed_at) - startsAt <= nearMs,
    learned: call.learned !== null,
    role: call.role?.role ?? null,
    role_agreed_before: call.role !== null && !call.role.late,
    took_over: call.takeover.at(-1)?.took_over ?? null,
    is_joint: call.role !== null,
    has_next_step: call.next_step !== null,
    on_activity: call.activity_id !== null,
  };
}

export function measureReview(review: ReviewContent): Measures {
  return {
    due_on: review.due_on,
    first_due_on: review.first_due_on,
    times_moved: review.times_moved,
    held_at: review.held_at,
    decision: review.decision,
  };
}

/** Fields of the other kinds that say a state, a choice from a closed list, a count or a time. */
const plainFields: Partial<Record<RecordName, readonly string[]>> = {
  barrier: ['what', 'due_on'],
  handover: ['due_on', 'first_due_on', 'ended_at'],
  dispute: ['due_on'],
  training: ['on', 'coach_learned_before'],
  time_agreement: ['month', 'hours', 'own_selling_share'],
  pulse: ['i_did_the_thinking', 'it_helps_in_a_deal'],
  recognition: ['what'],
  obstacle: ['since'],
  invitation: ['as'],
  wish: ['month'],
};

export function measurePlainFields(name: RecordName, content: object): Measures {
  const named = new Map(Object.entries(content));
  return Object.fromEntries(
    (plainFields[name] ?? []).flatMap((field) => {
      const value: unknown = named.get(field);
      const isPlain =
        value === null ||
        typeof value === 'string' ||
        typeof value === 'number' ||
        typeof value === 'boolean';
      return isPlain ? [[field, value]] : [];
    }),
  );
}
