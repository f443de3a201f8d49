import type { OracleStep } from '../deal-steps.ts';
import { stateAt } from '../deal-walk.ts';
import { dealOf, type OracleClose } from '../deals.ts';
import type { Instant } from '../instant.ts';
import type { IndicatorQuery, IndicatorSources, Observation } from './reading.ts';

export type StepItem = OracleStep & Observation;
export type CloseItem = OracleClose & Observation;

export function cohort(
  { steps }: IndicatorSources,
  { from, to, asOf, pipeline, stage }: IndicatorQuery,
): StepItem[] {
  return steps(asOf)
    .filter(
      (step) =>
        (pipeline ?? step.pipelineId) === step.pipelineId &&
        (stage ?? step.stageId) === step.stageId &&
        step.enteredAt >= from &&
        step.enteredAt < to,
    )
    .map((step) => ({ ...step, at: step.enteredAt, rep: step.creditedRep }));
}

export function stoodSteps(sources: IndicatorSources, query: IndicatorQuery): StepItem[] {
  return cohort(sources, query).filter(({ skipped }) => !skipped);
}

export function latestCloses(
  sources: IndicatorSources,
  { from, to, asOf, pipeline }: IndicatorQuery,
): CloseItem[] {
  return sources
    .closes(asOf)
    .filter(({ at, pipelineId }) => at >= from && at < to && (pipeline ?? pipelineId) === pipelineId)
    .map((close) => ({
      ...close,
      rep: close.owner,
      lostReason: knownToday(sources, close.dealId).lostReason,
    }));
}

const endOfTime = '2290-01-01T00:00:00.000000Z';

export function knownToday(
  sources: IndicatorSources,
  dealId: string,
): { beganAt: Instant; lostReason: string | null } {
  const walk = sources.walks(endOfTime).find((one) => one.dealId === dealId);
  if (walk === undefined) throw new Error(`${dealId} was known and no longer is`);
  const { createdAt, firstSeenAt, lostReason } = dealOf(walk);
  return { beganAt: createdAt ?? firstSeenAt, lostReason };
}

export interface OpenDeal extends Observation {
  readonly beganAt: Instant;
  readonly stageId: string;
  readonly amount: string | null;
  readonly currency: string | null;
}

export function openDeals(sources: IndicatorSources, query: IndicatorQuery, stage = query.stage): OpenDeal[] {
  const moment = query.to < query.asOf ? query.to : query.asOf;
  return sources.walks(moment).flatMap((walk): OpenDeal[] => {
    const stand = walk.stretches.findLast(({ moved }) => moved);
    const state = walk.stretches.at(-1)?.state;
    if (stand === undefined || stand.standing.kind !== 'open') return [];
    const { stageId } = stand.standing;
    const pipelineId = stand.state.pipeline_id ?? '';
    if ((query.pipeline ?? pipelineId) !== pipelineId || (stage ?? stageId) !== stageId) return [];
    const then = stateAt(walk, stand.from);
    return [
      {
        dealId: walk.dealId,
        at: moment,
        rep: state?.owner_id ?? 'unassigned',
        segment: then?.segment ?? 'unknown',
        product: then?.product ?? 'unknown',
        pipelineId,
        stageId,
        beganAt: knownToday(sources, walk.dealId).beganAt,
        amount: state?.amount ?? null,
        currency: state?.currency ?? null,
      },
    ];
  });
}

interface FirstClose extends Observation {
  readonly isReopened: boolean;
}

export function firstCloses(
  { walks }: IndicatorSources,
  { from, to, asOf, pipeline }: IndicatorQuery,
): FirstClose[] {
  return walks(asOf).flatMap((walk): FirstClose[] => {
    const index = walk.stretches.findIndex(
      ({ moved, standing, state, from: at }) =>
        moved &&
        (standing.kind === 'won' || standing.kind === 'lost') &&
        at >= from &&
        at < to &&
        (pipeline ?? state.pipeline_id) === state.pipeline_id,
    );
    const close = walk.stretches[index];
    if (close === undefined) return [];
    const then = stateAt(walk, close.from);
    return [
      {
        dealId: walk.dealId,
        at: close.from,
        rep: then?.owner_id ?? 'unassigned',
        segment: then?.segment ?? 'unknown',
        product: then?.product ?? 'unknown',
        pipelineId: close.state.pipeline_id ?? '',
        isReopened: walk.stretches
          .slice(index + 1)
          .some(({ moved, standing }) => moved && standing.kind === 'open'),
      },
    ];
  });
}
