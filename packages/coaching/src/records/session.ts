import type { SessionContent, SessionMove, SessionOpening } from '@stepup/contracts';
import { breakRule } from '../rule.ts';
import type { BrokenRule } from '../rule.ts';
import { measureSession } from './measure-record.ts';
import { conversationModels } from './conversation-models.ts';
import type { Projection, RecordKind, Stamp } from './record-kind.ts';
import { readChart } from './solution-chart.ts';
import { requireTexts, write } from './stamp-text.ts';

const intentMs = 2 * 3_600_000;
const everybody = ['learner', 'coach', 'guest'] as const;
const alive = ['planned', 'held'] as const;

/** A coaching session: SLED as a guide. Required are learner, kind and, at the end, an outcome. */
export const sessionKind: RecordKind<SessionOpening, SessionMove, SessionContent> = {
  name: 'session',
  openedBy: everybody,
  moves: {
    reschedule: { states: ['planned'], sides: everybody },
    drop: { states: ['planned'], sides: everybody },
    hold: { states: ['planned'], sides: everybody },
    write_stage: { states: alive, sides: everybody },
    write_roam: { states: alive, sides: everybody },
    answer_chart: { states: alive, sides: everybody },
    name_chart_owner: { states: alive, sides: everybody },
    add_option: { states: alive, sides: everybody },
    agree_option: { states: alive, sides: everybody },
    disagree: { states: alive, sides: everybody },
    choose_model: { states: alive, sides: everybody },
    switch_model: { states: alive, sides: everybody },
    enter_stage: { states: alive, sides: everybody },
    judge_pattern: { states: alive, sides: everybody },
    add_action: { states: alive, sides: everybody },
    settle_action: { states: ['planned', 'held', 'settled'], sides: everybody },
    settle: { states: ['held'], sides: everybody },
  },
  checkOpening: checkOpening,
  open: openSession,
  check: checkMove,
  apply: applyMove,
  measure: measureSession,
  project: projectSession,
};

function checkOpening(opening: SessionOpening, stamp: Stamp): readonly BrokenRule[] {
  const isOpportunistic = opening.kind === 'opportunistic';
  const saysBoth = opening.about !== undefined && opening.sign !== undefined;
  const saysEither = opening.about !== undefined || opening.sign !== undefined;
  const hangsOnList = opening.context === 'prioritising_customers' || opening.context === 'managing_accounts';
  const hasList = opening.account_id !== undefined || opening.list !== undefined;
  return [
    ...requireTexts(opening.note, opening.list),
    ...(isOpportunistic && !saysBoth ? [breakRule('about_and_sign_missing')] : []),
    ...(!isOpportunistic && saysEither ? [breakRule('about_and_sign_not_here')] : []),
    ...((hangsOnList || opening.kind === 'strategic') && !hasList
      ? [breakRule('list_or_account_missing')]
      : []),
    ...(opening.held_at !== undefined && opening.held_at > stamp.at ? [breakRule('held_in_future')] : []),
  ];
}

function openSession(opening: SessionOpening, stamp: Stamp): SessionContent {
  // What was just seen is talked about at once: nobody types when an opportunistic session took place.
  const heldAt =
    opening.held_at ??
    (opening.kind === 'opportunistic' && opening.planned_for === undefined ? stamp.at : null);
  return {
    kind: opening.kind,
    form: opening.form,
    context: opening.context ?? null,
    deal_id: opening.deal_id ?? null,
    account_id: opening.account_id ?? null,
    activity_id: opening.activity_id ?? null,
    list: opening.list ?? null,
    about: opening.about ?? null,
    sign: opening.sign ?? null,
    state: heldAt === null ? 'planned' : 'held',
    planned_for: opening.planned_for ?? null,
    times_moved: 0,
    held_at: heldAt,
    minutes: opening.minutes ?? null,
    intentional: judgeIntent(opening.kind, opening.planned_for ?? null, stamp.at, heldAt !== null),
    note: opening.note === undefined ? null : write(opening.note, stamp),
    stages: [],
    roam: [],
    chart: null,
    options: [],
    disagreements: [],
    model: opening.kind === 'opportunistic' ? 'sales_coaching' : null,
    model_switches: [],
    conversation:
      opening.kind === 'opportunistic' ? [{ stage: 'engage', model: 'sales_coaching', at: stamp.at }] : [],
    pattern: null,
    actions: [],
    outcome: null,
  };
}

/** Planned at least two hours ahead. Not measured for opportunistic sessions, nor before there is an appointment. */
function judgeIntent(
  kind: SessionContent['kind'],
  plannedFor: string | null,
  plannedAt: string,
  isHeld: boolean,
): boolean | null {
  if (kind === 'opportunistic') return null;
  if (plannedFor === null) return isHeld ? false : null;
  return Date.parse(plannedFor) - Date.parse(plannedAt) >= intentMs;
}

function checkMove(content: SessionContent, move: SessionMove, stamp: Stamp): readonly BrokenRule[] {
  switch (move.kind) {
    case 'hold':
      return move.held_at > stamp.at ? [breakRule('held_in_future')] : [];
    case 'write_stage':
    case 'write_roam':
    case 'disagree':
    case 'add_option':
      return requireTexts(move.text);
    case 'answer_chart': {
      const read = readChart(move.answers);
      return read.kind === 'read'
        ? []
        : [breakRule('chart_out_of_order', `Answer ${read.unanswered} first.`)];
    }
    case 'name_chart_owner':
      return [
        ...requireTexts(move.text),
        ...(content.chart?.hits.some(({ solution }) => solution === 'other') === true
          ? []
          : [breakRule('owner_not_needed')]),
      ];
    case 'agree_option':
      return checkAgreement(content, move.option_id, stamp);
    case 'choose_model':
      return [
        ...(content.model === null ? [] : [breakRule('model_already_chosen')]),
        ...requireLearning(content),
      ];
    case 'switch_model':
      if (content.model === null) return [breakRule('model_not_chosen')];
      return content.model === move.model ? [breakRule('same_model')] : [];
    case 'enter_stage':
      if (content.model === null) return [breakRule('model_not_chosen')];
      return conversationModels[content.model].includes(move.stage)
        ? []
        : [
            breakRule(
              'stage_not_of_model',
              `The stages of ${content.model} are ${conversationModels[content.model].join(', ')}.`,
            ),
          ];
    case 'judge_pattern':
      if (content.kind !== 'opportunistic') return [breakRule('only_opportunistic')];
      return content.stages.some(({ stage }) => stage === 'set_stage') ? [] : [breakRule('set_stage_first')];
    case 'add_action':
      return requireTexts(move.text, move.seen_by);
    case 'settle_action': {
      const action = content.actions.find(({ id }) => id === move.action_id);
      if (action === undefined) return [breakRule('action_unknown')];
      return action.result === 'open' ? [] : [breakRule('action_settled')];
    }
    case 'settle':
      if (move.outcome === 'action_items' && content.actions.length === 0)
        return [breakRule('action_missing')];
      return move.outcome === 'plan' && move.plan_id === undefined ? [breakRule('plan_not_named')] : [];
    case 'reschedule':
    case 'drop':
      return [];
  }
}

/** Only where the answer is training or coaching does the talk run on a model. */
function requireLearning({ chart }: SessionContent): readonly BrokenRule[] {
  const solution = chart?.acts?.solution;
  if (solution === undefined) return [breakRule('chart_unanswered')];
  return solution === 'training' || solution === 'coaching' ? [] : [breakRule('model_without_learning')];
}

function checkAgreement(
  { options }: SessionContent,
  optionId: string,
  { side }: Stamp,
): readonly BrokenRule[] {
  const option = options.find(({ id }) => id === optionId);
  if (option === undefined) return [breakRule('option_unknown')];
  if (options.length < 2) return [breakRule('second_option_missing')];
  return option.agreed_by.includes(side) ? [breakRule('agreed_already')] : [];
}

function applyMove(content: SessionContent, move: SessionMove, stamp: Stamp): SessionContent {
  const { by, at } = stamp;
  switch (move.kind) {
    case 'reschedule':
      return {
        ...content,
        planned_for: move.planned_for,
        // The first appointment is none that was moved.
        times_moved: content.times_moved + (content.planned_for === null ? 0 : 1),
        intentional: judgeIntent(content.kind, move.planned_for, at, false),
      };
    case 'drop':
      return { ...content, state: 'dropped' };
    case 'hold':
      return {
        ...content,
        state: 'held',
        held_at: move.held_at,
        intentional: content.intentional ?? judgeIntent(content.kind, content.planned_for, at, true),
      };
    case 'write_stage':
      return { ...content, stages: [...content.stages, { stage: move.stage, ...write(move.text, stamp) }] };
    case 'write_roam':
      return {
        ...content,
        roam: [
          ...content.roam,
          {
            part: move.part,
            objective: move.objective ?? null,
            worth_fixing: move.worth_fixing ?? null,
            ...write(move.text, stamp),
          },
        ],
      };
    case 'answer_chart': {
      const read = readChart(move.answers);
      if (read.kind !== 'read') return content;
      const { acts, hits } = read;
      const chart = {
        answers: move.answers,
        acts,
        hits: [...hits],
        owner_id: null,
        owner_task: null,
        by,
        at,
      };
      return { ...content, chart };
    }
    case 'name_chart_owner':
      return content.chart === null
        ? content
        : { ...content, chart: { ...content.chart, owner_id: move.owner_id, owner_task: move.text } };
    case 'add_option':
      return {
        ...content,
        options: [
          ...content.options,
          { id: String(stamp.version), ...write(move.text, stamp), agreed_by: [] },
        ],
      };
    case 'agree_option':
      return {
        ...content,
        options: content.options.map((option) =>
          option.id === move.option_id ? { ...option, agreed_by: [...option.agreed_by, stamp.side] } : option,
        ),
      };
    case 'disagree':
      return { ...content, disagreements: [...content.disagreements, write(move.text, stamp)] };
    case 'choose_model':
      return { ...content, model: move.model };
    case 'switch_model':
      return content.model === null
        ? content
        : {
            ...content,
            model: move.model,
            model_switches: [
              ...content.model_switches,
              { from: content.model, to: move.model, because: move.because, by, at },
            ],
          };
    case 'enter_stage':
      return content.model === null
        ? content
        : {
            ...content,
            conversation: [...content.conversation, { stage: move.stage, model: content.model, at }],
          };
    case 'judge_pattern':
      return { ...content, pattern: move.verdict };
    case 'add_action':
      return {
        ...content,
        actions: [
          ...content.actions,
          {
            id: String(stamp.version),
            ...write(move.text, stamp),
            owner_id: move.owner_id,
            due_on: move.due_on,
            seen_by: move.seen_by,
            result: 'open',
            settled_at: null,
          },
        ],
      };
    case 'settle_action':
      return {
        ...content,
        actions: content.actions.map((action) =>
          action.id === move.action_id ? { ...action, result: move.result, settled_at: at } : action,
        ),
      };
    case 'settle':
      return {
        ...content,
        state: 'settled',
        outcome: move.outcome,
        minutes: move.minutes ?? content.minutes,
      };
  }
}

function projectSession(content: SessionContent): Projection {
  const due = content.actions.filter(({ result }) => result === 'open').map(({ due_on }) => due_on);
  return {
    dueOn: due.toSorted()[0] ?? null,
    happensAt: content.held_at ?? content.planned_for,
    activityId: content.activity_id,
  };
}
