import type { DealHistory, DealState } from './deal-history.ts';
import type { Instant } from './instant.ts';
import type { PipelineDefinition, Pipelines, Standing } from './pipelines.ts';

/** A stretch of time in which the deal's own state did not change. */
interface Stretch {
  /** Place in the contract's order, which also tells apart what happened within one instant. */
  readonly order: number;
  readonly from: Instant;
  /** The next change, or `as_of`. May equal `from`. */
  readonly until: Instant;
  readonly state: DealState;
  readonly standing: Standing;
  /** It came to stand here with this change; else it stood here before, or stands nowhere known. */
  readonly moved: boolean;
}

/** Something that happened to a deal; `order` is as in `Stretch`. */
export interface Occurrence {
  readonly order: number;
  readonly at: Instant;
}

/** The deal, or one merged into it after it began, at an open stage. */
interface OpenStand extends Occurrence {
  readonly position: number;
  /** The deal itself came here; else it stood here already, or another deal merged into it did. */
  readonly moved: boolean;
}

interface Close extends Occurrence {
  readonly outcome: 'won' | 'lost';
  readonly pipelineId: string;
}

/** What a deal did in one pipeline up to `as_of`. */
export interface PipelineWalk {
  readonly pipelineId: string;
  readonly definition: PipelineDefinition;
  /** In the contract's order; the first is the deal's own. */
  readonly stands: readonly OpenStand[];
  /** Since when the deal is no longer in this pipeline; null while it is. */
  readonly leftAt: Instant | null;
}

export interface DealWalk {
  readonly dealId: string;
  /** Never empty. */
  readonly stretches: readonly Stretch[];
  /** Pipelines in which the deal itself stood at an open stage. */
  readonly walks: readonly PipelineWalk[];
  /** Closes that count, in order: no open stage followed them. */
  readonly closes: readonly Close[];
  readonly firstSeenInOutcome: boolean;
}

/** Null where nothing is known of the deal before `asOf`. */
export function walkDeal(history: DealHistory, pipelines: Pipelines, asOf: Instant): DealWalk | null {
  const moments = history.moments.filter(({ at }) => at < asOf);
  const definitions = new Map<string, PipelineDefinition>();
  const stands = new Map<string, OpenStand[]>();
  const stretches: Stretch[] = [];
  let closes: Close[] = [];
  let place: { pipelineId: string | null; stageId: string | null } = { pipelineId: null, stageId: null };
  for (const [order, { kind, at, state }] of moments.entries()) {
    const pipelineId = state.pipeline_id;
    const previous = stretches.at(-1);
    if (kind === 'merged') {
      // Counts for the highest stage only, and only in the pipeline in which the deal itself is on its way.
      if (pipelineId === null || previous?.state.pipeline_id !== pipelineId) continue;
      const standing = definitions.get(pipelineId)?.standingAt(state.stage_id);
      const reached = stands.get(pipelineId);
      if (standing?.kind === 'open') reached?.push({ order, at, position: standing.position, moved: false });
      continue;
    }
    const standing = standAt(state, at, pipelines, definitions);
    const isElsewhere = pipelineId !== place.pipelineId;
    const moved = standing.kind !== 'nowhere' && (isElsewhere || standing.stageId !== place.stageId);
    if (isElsewhere || standing.kind !== 'nowhere') {
      place = { pipelineId, stageId: standing.kind === 'nowhere' ? null : standing.stageId };
    }
    stretches.push({ order, from: at, until: asOf, state, standing, moved });
    if (pipelineId === null || standing.kind === 'nowhere') continue;
    if (standing.kind === 'open') {
      closes = [];
      const stand = { order, at, position: standing.position, moved };
      stands.set(pipelineId, [...(stands.get(pipelineId) ?? []), stand]);
    } else if (!standsThere(previous, pipelineId, standing.stageId)) {
      closes.push({ order, at, outcome: standing.kind, pipelineId });
    }
  }
  if (stretches.length === 0) return null;
  const walks = [...stands].flatMap(([pipelineId, inPipeline]): PipelineWalk[] => {
    const definition = definitions.get(pipelineId);
    const leftAt = whenLeft(stretches, pipelineId);
    return definition === undefined ? [] : [{ pipelineId, definition, stands: inPipeline, leftAt }];
  });
  const firstSeen = stretches.find(({ standing }) => standing.kind !== 'nowhere')?.standing.kind;
  return {
    dealId: history.dealId,
    stretches: stretches.map((stretch, index) => ({ ...stretch, until: stretches[index + 1]?.from ?? asOf })),
    walks,
    closes,
    firstSeenInOutcome: firstSeen === 'won' || firstSeen === 'lost',
  };
}

/** The deal's values at a moment: all that was said with this time or before. */
export function stateAt(walk: DealWalk, at: Instant): DealState | undefined {
  return walk.stretches.findLast(({ from }) => from <= at)?.state;
}

function standAt(
  state: DealState,
  at: Instant,
  pipelines: Pipelines,
  definitions: Map<string, PipelineDefinition>,
): Standing {
  const pipelineId = state.pipeline_id;
  if (pipelineId === null) return { kind: 'nowhere' };
  // The definition in force when the deal first came into the pipeline, also when it comes back later.
  const definition = definitions.get(pipelineId) ?? pipelines.definitionAt(pipelineId, at);
  if (definition === null) return { kind: 'nowhere' };
  definitions.set(pipelineId, definition);
  return definition.standingAt(state.stage_id);
}

function standsThere(stretch: Stretch | undefined, pipelineId: string, stageId: string): boolean {
  if (stretch === undefined || stretch.standing.kind === 'nowhere') return false;
  return stretch.state.pipeline_id === pipelineId && stretch.standing.stageId === stageId;
}

function whenLeft(stretches: readonly Stretch[], pipelineId: string): Instant | null {
  const last = stretches.findLastIndex(({ state }) => state.pipeline_id === pipelineId);
  return stretches[last + 1]?.from ?? null;
}
