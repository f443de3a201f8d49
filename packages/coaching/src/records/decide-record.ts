import type { Instant, RecordSide } from '@stepup/contracts';
import { breakRule } from '../rule.ts';
import type { BrokenRule } from '../rule.ts';
import { judgeLate } from './judge-late.ts';
import type { CoachingRecord, Parties, RecordEntry, RecordFacts, RecordKind, Stamp } from './record-kind.ts';

/** Who acts, when, and what the record cannot know. */
export interface RecordContext {
  readonly by: string;
  readonly side: RecordSide;
  readonly at: Instant;
  readonly today: string;
  readonly facts: RecordFacts;
}

export type RecordDecision<Content> =
  | { readonly kind: 'decided'; readonly record: CoachingRecord<Content>; readonly entry: RecordEntry }
  | { readonly kind: 'refused'; readonly broken: readonly BrokenRule[] };

/** Opens a record: its first state with the first entry of its history, or every rule that forbids it. */
export function decideOpening<
  Opening extends object,
  Move extends { kind: string },
  Content extends { state: string },
>(
  kind: RecordKind<Opening, Move, Content>,
  identity: Parties & { readonly id: string },
  opening: Opening,
  context: RecordContext,
): RecordDecision<Content> {
  const { id, ...parties } = identity;
  if (!kind.openedBy.includes(context.side)) return refuse(wrongSide(kind.openedBy));
  const on = { by: context.by, side: context.side, at: context.at, today: context.today, version: 1 };
  const broken = kind.checkOpening(opening, { ...on, late: false }, parties, context.facts);
  if (broken.length > 0) return { kind: 'refused', broken };
  // What it is opened with says whether it comes late, so it is read once to find out and once to keep the mark.
  const read = kind.open(opening, { ...on, late: false }, parties, context.facts);
  const late = judgeLate(kind.project(read), context);
  const content = late ? kind.open(opening, { ...on, late }, parties, context.facts) : read;
  const record: CoachingRecord<Content> = {
    id,
    ...parties,
    name: kind.name,
    version: 1,
    openedBy: context.by,
    openedAt: context.at,
    updatedAt: context.at,
    content,
  };
  return {
    kind: 'decided',
    record,
    entry: toEntry(record, { kind: 'open', with: opening }, { ...on, late }, context.facts, null),
  };
}

/** Decides one move: the record afterwards with the entry of its history, or every rule the move breaks. */
export function decideRecordMove<Opening, Move extends { kind: string }, Content extends { state: string }>(
  kind: RecordKind<Opening, Move, Content>,
  record: CoachingRecord<Content>,
  move: Move,
  context: RecordContext,
): RecordDecision<Content> {
  const { content } = record;
  const allowed = ruleOf(kind, move);
  if (!allowed.states.includes(content.state)) return refuse(wrongState(kind, content.state, allowed.states));
  if (!allowed.sides.includes(context.side)) return refuse(wrongSide(allowed.sides));
  const { by, side, at, today, facts } = context;
  const late = judgeLate(kind.project(content), context);
  const stamp: Stamp = { by, side, at, today, version: record.version + 1, late };
  const broken = kind.check(content, move, stamp, facts, record);
  if (broken.length > 0) return { kind: 'refused', broken };
  const moved = moveRecord(kind, record, move, stamp, facts);
  return { kind: 'decided', record: moved, entry: toEntry(moved, { ...move }, stamp, facts, content.state) };
}

/** The record after a legal move. Also replays history: the same entries always give the same record. */
export function moveRecord<Opening, Move extends { kind: string }, Content extends { state: string }>(
  kind: RecordKind<Opening, Move, Content>,
  record: CoachingRecord<Content>,
  move: Move,
  stamp: Stamp,
  facts: RecordFacts,
): CoachingRecord<Content> {
  const content = kind.apply(record.content, move, stamp, facts, record);
  const { coachId } = kind.project(content);
  return {
    ...record,
    ...(coachId === undefined ? {} : { coachId }),
    version: stamp.version,
    updatedAt: stamp.at,
    content,
  };
}

function toEntry(
  record: CoachingRecord<{ state: string }>,
  move: RecordEntry['move'],
  stamp: Stamp,
  facts: RecordFacts,
  fromState: string | null,
): RecordEntry {
  return {
    recordId: record.id,
    version: record.version,
    move,
    facts,
    by: stamp.by,
    side: stamp.side,
    at: stamp.at,
    today: stamp.today,
    late: stamp.late,
    fromState,
    toState: record.content.state,
  };
}

function ruleOf<Move extends { kind: string }, Content extends { state: string }>(
  kind: RecordKind<never, Move, Content>,
  move: Move,
): { readonly states: readonly string[]; readonly sides: readonly RecordSide[] } {
  const kindOfMove: Move['kind'] = move.kind;
  return kind.moves[kindOfMove];
}

function wrongState<Move extends { kind: string }, Content extends { state: string }>(
  kind: RecordKind<never, Move, Content>,
  state: string,
  states: readonly string[],
): BrokenRule {
  const rules: readonly { readonly states: readonly string[] }[] = Object.values(kind.moves);
  const hasEnded = !rules.some((rule) => rule.states.includes(state));
  return hasEnded
    ? breakRule('record_ended')
    : breakRule('not_in_this_state', `It is ${state}; this is done while it is ${states.join(' or ')}.`);
}

function wrongSide(sides: readonly RecordSide[]): BrokenRule {
  if (sides.length === 1 && sides[0] === 'learner') return breakRule('only_the_learner');
  if (sides.length === 1 && sides[0] === 'product') return breakRule('only_the_product');
  if (sides.length === 1 && sides[0] === 'operations') return breakRule('only_operations');
  return sides.includes('coach') && !sides.includes('learner')
    ? breakRule('only_the_coach')
    : breakRule('not_a_party');
}

function refuse(broken: BrokenRule): { readonly kind: 'refused'; readonly broken: readonly BrokenRule[] } {
  return { kind: 'refused', broken: [broken] };
}
