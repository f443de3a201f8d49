import { creditRep } from './credited-rep.ts';
import { type DealWalk, type Occurrence, type PipelineWalk, stateAt } from './deal-walk.ts';
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
    lostAt: loss === undefined ? null : laterOf(loss.at, entry.at),
    pausedAt: state === 'open' ? inPipeline.leftAt : null,
    skipped,
    creditedRep: skipped ? ownerAtEntry : (creditRep(walk, stay) ?? ownerAtEntry),
    segment: atEntry?.segment ?? 'unknown',
    product: atEntry?.product ?? 'unknown',
  };
}

function earlierOf(stand: Occurrence | undefined, win: Occurrence | undefined): Occurrence | undefined {
  if (stand === undefined || win === undefined) return stand ?? win;
  return stand.order < win.order ? stand : win;
}
