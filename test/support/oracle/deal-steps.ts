import { creditRep } from './credited-rep.ts';
import { type DealWalk, type Occurrence, type PipelineWalk, stateAt } from './deal-walk.ts';
import type { DealState } from './deal-history.ts';
import { type Instant, laterOf } from './instant.ts';
import type { Step } from './pipelines.ts';

/** One deal on one step of one pipeline, entered before `as_of`. */
export interface OracleStep {
  readonly dealId: string;
  readonly pipelineId: string;
  readonly stageId: string;
  readonly nextStageId: string | null;
  readonly enteredAt: Instant;
  readonly state: 'advanced' | 'lost' | 'open';
  readonly advancedAt: Instant | null;
  readonly lostAt: Instant | null;
  /** Open, but the deal has moved to another pipeline (or none): its age stands still since then. */
  readonly pausedAt: Instant | null;
  readonly skipped: boolean;
  /** A person, or `unassigned`. */
  readonly creditedRep: string;
  /** As they stood at entry, or `unknown`. */
  readonly segment: string;
  readonly product: string;
  /** The first step that the deal stood at in this pipeline. */
  readonly isFirst: boolean;
  readonly position: number;
  /** When the deal itself first came to an earlier stage after the entry. */
  readonly regressedAt: Instant | null;
  /** Moves of the expected close to a later day while the deal was at the step. */
  readonly pushes: number;
  /** Amount now / amount at the entry − 1; null where it says nothing. */
  readonly amountChange: number | null;
  /** When it ended so far: advanced, lost, left the pipeline, or `as_of`. */
  readonly endedAt: Instant;
}

export function stepsOfDeal(walk: DealWalk): OracleStep[] {
  if (walk.firstSeenInOutcome) return [];
  return walk.walks.flatMap((inPipeline) =>
    inPipeline.definition.steps.flatMap((step) => stepOfDeal(walk, inPipeline, step) ?? []),
  );
}

function stepOfDeal(walk: DealWalk, inPipeline: PipelineWalk, step: Step): OracleStep | null {
  const { pipelineId, stands } = inPipeline;
  const [first] = stands;
  if (first === undefined || first.position > step.position) return null;
  const close = walk.closes.findLast((one) => one.pipelineId === pipelineId);
  const win = close?.outcome === 'won' ? close : undefined;

  const stand = stands.find(({ position }) => position >= step.position);
  const entry = earlierOf(stand, win);
  if (entry === undefined) return null;
  // Carried over the step by a higher stage or by a win.
  const skipped = entry !== stand || stand.position !== step.position;
  const advance = earlierOf(
    stands.find(({ position }) => position > step.position),
    win,
  );
  const loss = advance === undefined && close?.outcome === 'lost' ? close : undefined;
  const state = advance !== undefined ? 'advanced' : loss !== undefined ? 'lost' : 'open';

  const atEntry = stateAt(walk, entry.at);
  const lostAt = loss === undefined ? null : laterOf(loss.at, entry.at);
  const pausedAt = state === 'open' ? inPipeline.leftAt : null;
  const endedAt = advance?.at ?? lostAt ?? pausedAt ?? walk.stretches.at(-1)?.until ?? entry.at;
  const relapse = stands.find((one) => one.moved && one.order > entry.order && one.position < step.position);
  const ownerAtEntry = atEntry?.owner_id ?? 'unassigned';
  const stay = { pipelineId, position: step.position, entry, end: advance ?? loss };
  return {
    dealId: walk.dealId,
    pipelineId,
    stageId: step.stageId,
    nextStageId: step.nextStageId,
    enteredAt: entry.at,
    state,
    advancedAt: advance?.at ?? null,
    lostAt,
    pausedAt,
    skipped,
    creditedRep: skipped ? ownerAtEntry : (creditRep(walk, stay) ?? ownerAtEntry),
    segment: atEntry?.segment ?? 'unknown',
    product: atEntry?.product ?? 'unknown',
    isFirst: !skipped && first.position === step.position,
    position: inPipeline.definition.steps.indexOf(step) + 1,
    regressedAt: relapse?.at ?? null,
    pushes: pushesOf(walk).filter((at) => at >= entry.at && at < endedAt).length,
    amountChange: changeOfAmount(atEntry, walk.stretches.at(-1)?.state),
    endedAt,
  };
}

function earlierOf(stand: Occurrence | undefined, win: Occurrence | undefined): Occurrence | undefined {
  if (stand === undefined || win === undefined) return stand ?? win;
  return stand.order < win.order ? stand : win;
}

/** When the expected close was moved from one day to a later one. */
function pushesOf(walk: DealWalk): Instant[] {
  return walk.stretches.flatMap((stretch, index) => {
    const before = walk.stretches[index - 1]?.state.expected_close_on ?? null;
    const now = stretch.state.expected_close_on;
    return before !== null && now !== null && now > before ? [stretch.from] : [];
  });
}

function changeOfAmount(then: DealState | undefined, now: DealState | undefined): number | null {
  const [before, after] = [then?.amount ?? null, now?.amount ?? null];
  if (before === null || after === null || Number(before) <= 0) return null;
  return (then?.currency ?? null) === (now?.currency ?? null) ? Number(after) / Number(before) - 1 : null;
}
