import { compareBytewise } from './bytewise.ts';
import type { OracleStep } from './deal-steps.ts';
import type { DealWalk } from './deal-walk.ts';
import { closeOf, dealOf } from './deals.ts';
import { type GroupBy, groupByKey, groupKeyOf } from './group-key.ts';
import { knownToday } from './indicators/observations.ts';
import type { IndicatorSources } from './indicators/reading.ts';
import type { Instant } from './instant.ts';

export interface PresetQuestion {
  readonly from: Instant;
  readonly to: Instant;
  readonly asOf: Instant;
  readonly by: GroupBy;
  readonly pipeline: string;
}

/** How a tool counts a deal at a step: not at all, as one that moved on, or as one that did not. */
type Counting = (
  step: OracleStep,
  of: { walk: DealWalk; steps: readonly OracleStep[]; beganAt: Instant; within: (at: Instant) => boolean },
) => 'moved' | 'stayed' | null;

const moved = (isMoved: boolean): 'moved' | 'stayed' => (isMoved ? 'moved' : 'stayed');

/** The ways of counting, told of one deal at one step after the other. */
const countings: Readonly<Record<string, Counting>> = {
  stage_exits: (step, { within }) => {
    if (step.state === 'open' || !within(step.endedAt)) return null;
    return moved(step.state === 'advanced');
  },
  stages_in_order: (step, { walk, steps, within }) => {
    const order = walk.walks.find(({ pipelineId }) => pipelineId === step.pipelineId)?.definition.steps ?? [];
    const stoodAt = (stageId: string): boolean => {
      const there = steps.find((one) => one.pipelineId === step.pipelineId && one.stageId === stageId);
      return there !== undefined && !there.skipped && within(there.enteredAt);
    };
    const nth = order.findIndex(({ stageId }) => stageId === step.stageId);
    if (!order.slice(0, nth + 1).every(({ stageId }) => stoodAt(stageId))) return null;
    const next = order[nth + 1];
    return moved(
      next === undefined ? step.state === 'advanced' && within(step.endedAt) : stoodAt(next.stageId),
    );
  },
  closed_only: (step, { walk, within }) => {
    const close = closeOf(walk);
    return close !== null && within(close.at) ? moved(step.state === 'advanced') : null;
  },
  created_not_lost: (step, { walk, beganAt, within }) =>
    within(beganAt) && dealOf(walk).state !== 'lost' ? moved(step.state === 'advanced') : null,
};

interface Counted {
  readonly step: OracleStep;
  readonly rep: string;
  readonly isMoved: boolean;
}

function count(
  id: string,
  sources: IndicatorSources,
  { from, to, asOf, pipeline }: PresetQuestion,
): Counted[] {
  const counting = countings[id];
  if (counting === undefined) throw new Error(`the oracle does not know ${id}`);
  const walks = new Map(sources.walks(asOf).map((walk) => [walk.dealId, walk]));
  const all = sources.steps(asOf);
  return all.flatMap((step): Counted[] => {
    const walk = walks.get(step.dealId);
    if (walk === undefined || step.pipelineId !== pipeline) return [];
    const how = counting(step, {
      walk,
      steps: all.filter(({ dealId }) => dealId === step.dealId),
      beganAt: knownToday(sources, step.dealId).beganAt,
      within: (at) => at >= from && at < to,
    });
    if (how === null) return [];
    const owner = dealOf(walk).ownerId ?? 'unassigned';
    return [{ step, rep: id === 'stage_exits' ? step.creditedRep : owner, isMoved: how === 'moved' }];
  });
}

/** What a tool counts at each step: rows by key and stage, those with nothing left out; team and manager are those of the entry. */
export function countPreset(id: string, sources: IndicatorSources, question: PresetQuestion) {
  const keyOf = ({ step, rep }: Counted): string =>
    groupKeyOf({ ...step, rep, at: step.enteredAt }, question.by, sources.people, sources.settings);
  return groupByKey(count(id, sources, question), question.by, keyOf).flatMap(([key, counted]) =>
    [...new Set(counted.map(({ step }) => step.stageId))].sort(compareBytewise).map((stageId) => {
      const there = counted.filter(({ step }) => step.stageId === stageId);
      return { key, stageId, of: there.length, moved: there.filter(({ isMoved }) => isMoved).length };
    }),
  );
}

/** The deals of a step that this way of counting takes, those of them that moved, and those that it and ours share or do not. */
export function listPreset(id: string, sources: IndicatorSources, question: PresetQuestion, stage: string) {
  const { from, to, asOf, pipeline } = question;
  const counted = count(id, sources, question).filter(({ step }) => step.stageId === stage);
  const theirs = new Set(counted.map(({ step }) => step.dealId));
  const ours = new Set(
    sources
      .steps(asOf)
      .filter(
        (step) =>
          step.pipelineId === pipeline &&
          step.stageId === stage &&
          step.enteredAt >= from &&
          step.enteredAt < to,
      )
      .map(({ dealId }) => dealId),
  );
  const sorted = (ids: Iterable<string>): string[] => [...ids].sort(compareBytewise);
  return {
    theirs: sorted(theirs),
    theirs_moved: sorted(counted.filter(({ isMoved }) => isMoved).map(({ step }) => step.dealId)),
    both: sorted([...theirs].filter((dealId) => ours.has(dealId))),
    only_theirs: sorted([...theirs].filter((dealId) => !ours.has(dealId))),
    only_ours: sorted([...ours].filter((dealId) => !theirs.has(dealId))),
  };
}
