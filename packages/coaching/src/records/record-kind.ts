import type { Instant, RecordName, RecordSide } from '@stepup/contracts';
import type { BrokenRule } from '../rule.ts';
import type { Measures } from './measure-record.ts';

/** Who does something to a record, on which side, when, and as which version. */
export interface Stamp {
  readonly by: string;
  readonly side: RecordSide;
  readonly at: Instant;
  /** The tenant's local date at `at`, `YYYY-MM-DD`. */
  readonly today: string;
  readonly version: number;
  readonly late: boolean;
}

/** What a record cannot know about itself. Kept with the move that used it, so that the history replays to the same state. */
export interface RecordFacts {
  /** The obstacle of the same plan that is being worked on now. */
  readonly workedOnObstacleId?: string | null;
  /** Whom a barrier goes to next. */
  readonly nextLevelId?: string | null;
  /** Those of the people in a training who have been learners of its skill before. */
  readonly learnedBefore?: readonly string[];
  /** Local days of the next weeks on which the tenant does not work, beside weekends. */
  readonly holidays?: readonly string[];
  /** Those named for a campaign whom its opener does not lead, or no longer does. */
  readonly outsiders?: readonly string[];
  /** How long deals of the step take. */
  readonly horizonDays?: number;
  /** Of a lot: thrown on the day it is asked for, so that nobody could have known it before. */
  readonly drawSeed?: number;
  /** The team of everybody in the lot on that day. */
  readonly teams?: Readonly<Record<string, string>>;
}

/** Whom a record is about and what it hangs on; fixed when it is opened. */
export interface Parties {
  readonly learnerId: string;
  readonly coachId: string | null;
  readonly planId: string | null;
}

/** What lists, feeds and the agenda read of a record without opening it. */
export interface Projection {
  /** The day by which somebody has something to do, or null. */
  readonly dueOn: string | null;
  /** When what it is about takes place, or null. */
  readonly happensAt: Instant | null;
  readonly activityId: string | null;
  /** Where the other of the two changed after the opening. */
  readonly coachId?: string;
}

/** In which states, and by which sides, a move is legal. */
interface MoveRule<State> {
  readonly states: readonly State[];
  readonly sides: readonly RecordSide[];
}

/**
 * One kind of coaching record. `check` names every rule that a move breaks; `apply` gives the content afterwards and
 * is called for legal moves alone. Contents have the contract's shape, in the contract's spelling.
 */
export interface RecordKind<Opening, Move extends { kind: string }, Content extends { state: string }> {
  readonly name: RecordName;
  readonly openedBy: readonly RecordSide[];
  readonly moves: Readonly<Record<Move['kind'], MoveRule<Content['state']>>>;
  checkOpening(opening: Opening, stamp: Stamp, parties: Parties, facts: RecordFacts): readonly BrokenRule[];
  open(opening: Opening, stamp: Stamp, parties: Parties, facts: RecordFacts): Content;
  check(
    content: Content,
    move: Move,
    stamp: Stamp,
    facts: RecordFacts,
    parties: Parties,
  ): readonly BrokenRule[];
  apply(content: Content, move: Move, stamp: Stamp, facts: RecordFacts, parties: Parties): Content;
  project(content: Content): Projection;
  /** What its events tell. */
  measure(content: Content): Measures;
}

/** A coaching record as it reads now. */
export interface CoachingRecord<Content> extends Parties {
  readonly id: string;
  readonly name: RecordName;
  readonly version: number;
  readonly openedBy: string;
  readonly openedAt: Instant;
  readonly updatedAt: Instant;
  readonly content: Content;
}

/** One entry of a record's history. The first has the move `open`, `with` what it was opened with. */
export interface RecordEntry {
  readonly recordId: string;
  readonly version: number;
  readonly move: Readonly<Record<string, unknown>> & { readonly kind: string };
  readonly facts: RecordFacts;
  readonly by: string;
  readonly side: RecordSide;
  readonly at: Instant;
  readonly today: string;
  readonly late: boolean;
  readonly fromState: string | null;
  readonly toState: string;
}
