import type { CallContent, Probability } from '@stepup/contracts';
import type { BarrierRecord, ReviewRecord, SessionRecord } from '../api/console-answers.ts';

/** A value of the API and its word on the screens. */
interface Word<Value extends string> {
  value: Value;
  label: string;
}

type Words<Value extends string> = readonly Word<Value>[];

export const asExpectedChoices: Words<NonNullable<CallContent['as_expected']>> = [
  { value: 'yes', label: 'As expected' },
  { value: 'partly', label: 'Partly' },
  { value: 'no', label: 'Otherwise' },
];

export const probabilityChoices: Words<Probability> = [
  { value: 'unlikely', label: 'Unlikely' },
  { value: 'even', label: 'Even' },
  { value: 'likely', label: 'Likely' },
  { value: 'sure', label: 'Sure' },
];

export const jointRoleChoices: Words<NonNullable<CallContent['role']>['role']> = [
  { value: 'observe', label: 'Observes' },
  { value: 'support_on_my_sign', label: 'Supports on a sign' },
  { value: 'lead', label: 'Leads' },
];

export const sessionKinds: Words<SessionRecord['kind']> = [
  { value: 'developmental', label: 'Developmental' },
  { value: 'tactical', label: 'Tactical' },
  { value: 'strategic', label: 'Strategic' },
  { value: 'opportunistic', label: 'Opportunistic' },
];

/** What each kind of coaching is for. */
export const sessionKindMeanings: Readonly<Record<SessionRecord['kind'], string>> = {
  developmental: 'A skill, over time: helps in many deals.',
  tactical: 'How to go on with one deal or call.',
  strategic: 'Territory, accounts, goals, resources: about an account or a list.',
  opportunistic: 'Something just seen, good or to be improved. One line is enough.',
};

export const sessionForms: Words<SessionRecord['form']> = [
  { value: 'talk', label: 'Talk' },
  { value: 'role_play', label: 'Role-play' },
  { value: 'call_review', label: 'Call review' },
  { value: 'joint_call', label: 'Joint call' },
  { value: 'document_review', label: 'Document review' },
];

export const sessionContexts: Words<NonNullable<SessionRecord['context']>> = [
  { value: 'making_calls', label: 'Making calls' },
  { value: 'pursuing_opportunities', label: 'Pursuing opportunities' },
  { value: 'prioritising_customers', label: 'Prioritising customers' },
  { value: 'managing_accounts', label: 'Managing major accounts' },
];

export const sessionStates: Readonly<Record<SessionRecord['state'], { label: string; colour: string }>> = {
  planned: { label: 'Planned', colour: 'blue' },
  held: { label: 'Held', colour: 'teal' },
  settled: { label: 'Settled', colour: 'indigo' },
  dropped: { label: 'Dropped', colour: 'gray' },
};

export const aboutChoices: Words<NonNullable<SessionRecord['about']>> = [
  { value: 'tactical', label: 'The how-to of a deal or call' },
  { value: 'strategic', label: 'An account or a list' },
];

export const signChoices: Words<NonNullable<SessionRecord['sign']>> = [
  { value: 'reinforce', label: 'Well done: keep it' },
  { value: 'improve', label: 'Could be better' },
];

export const patternChoices: Words<NonNullable<SessionRecord['pattern']>> = [
  { value: 'pattern', label: 'It is the pattern' },
  { value: 'one_off', label: 'A one-off' },
];

export const outcomeChoices: Words<NonNullable<SessionRecord['outcome']>> = [
  { value: 'action_items', label: 'Action items' },
  { value: 'plan', label: 'A plan' },
  { value: 'settled', label: 'It is settled' },
];

export const modelChoices: Words<NonNullable<SessionRecord['model']>> = [
  { value: 'sales_coaching', label: 'Sales coaching' },
  { value: 'field_training', label: 'Field training' },
];

export const switchReasons: Words<SessionRecord['model_switches'][number]['because']> = [
  { value: 'knowledge_gap', label: 'Knowledge is missing' },
  { value: 'knows_already', label: 'It is known already' },
  { value: 'other', label: 'Another reason' },
];

type Stage = SessionRecord['conversation'][number]['stage'];

export const stageWords: Readonly<Record<Stage, { label: string; hint: string }>> = {
  tell: { label: 'Tell', hint: 'what and why, in a few sentences' },
  show: { label: 'Show', hint: 'how it is done, once, on a real case' },
  engage: { label: 'Engage', hint: 'a two-way talk: how do they see it?' },
  practise: { label: 'Practise', hint: 'try it here, where nothing is at stake' },
  do: { label: 'Do', hint: 'the learner does it, on a real deal' },
  review: { label: 'Review', hint: 'what went how, what next? The learner first' },
};

export const targetSeenChoices: Words<NonNullable<ReviewRecord['target_seen']>> = [
  { value: 'yes', label: 'Seen' },
  { value: 'partly', label: 'Partly' },
  { value: 'no', label: 'Not seen' },
];

export const reviewDecisions: Words<NonNullable<ReviewRecord['decision']>> = [
  { value: 'go_on', label: 'Go on' },
  { value: 'skill_holds', label: 'The skill holds' },
  { value: 'change_approach', label: 'Change the approach' },
];

export const barrierKinds: Words<BarrierRecord['what']> = [
  { value: 'time', label: 'Time' },
  { value: 'tool', label: 'A tool' },
  { value: 'territory', label: 'The territory' },
  { value: 'pay', label: 'Pay' },
  { value: 'approvals', label: 'Approvals' },
  { value: 'other', label: 'Something else' },
];

export const barrierAnswers: Words<NonNullable<BarrierRecord['answer']>['answer']> = [
  { value: 'removed', label: 'It is removed' },
  { value: 'will_be_removed', label: 'It will be removed' },
  { value: 'cannot_be_removed', label: 'It cannot be removed' },
];
