import type { SimulatedEvent } from '../simulated-event.ts';
import type { SimulatedHistory } from './simulate-history.ts';

/** What a deal was from one of its events on. */
export interface DealState {
  readonly time: string;
  readonly pipelineId: string | null;
  readonly stageId: string | null;
  readonly ownerId: string | null;
}

export interface Stage {
  readonly stageId: string;
  readonly position: number;
  readonly outcome: 'won' | 'lost' | null;
}

export function orderKey(event: SimulatedEvent): string {
  return [event.time, event.recordedtime ?? '', event.id, event.source].join('\u0000');
}

export function inOrder(events: readonly SimulatedEvent[]): SimulatedEvent[] {
  return [...events].sort((left, right) =>
    Buffer.compare(Buffer.from(orderKey(left)), Buffer.from(orderKey(right))),
  );
}

export function textIn(event: SimulatedEvent, field: string): string | null {
  const value = event.data[field];
  return typeof value === 'string' ? value : null;
}

/** The states of one deal id before `as_of`, in order, merges left aside. */
export function readTimeline(history: SimulatedHistory, dealId: string): DealState[] {
  const changes = inOrder(history.events).filter(
    (event) =>
      event.type === 'sales.deal.changed.v1' && event.data['deal_id'] === dealId && event.time < history.asOf,
  );
  const states: DealState[] = [];
  for (const event of changes) {
    const last = states.at(-1);
    const next = (field: string, before: string | null | undefined): string | null =>
      event.data[field] === undefined ? (before ?? null) : textIn(event, field);
    states.push({
      time: event.time,
      pipelineId: next('pipeline_id', last?.pipelineId),
      stageId: next('stage_id', last?.stageId),
      ownerId: next('owner_id', last?.ownerId),
    });
  }
  return states;
}

/** The definition of a pipeline in force at a time; the first holds for all time before it. */
export function definitionAt(history: SimulatedHistory, pipelineId: string, time: string): Stage[] {
  const definitions = inOrder(history.events).filter(
    (event) => event.type === 'sales.pipeline.defined.v1' && event.data['pipeline_id'] === pipelineId,
  );
  const inForce = definitions.findLast((event) => event.time <= time) ?? definitions[0];
  const stages: unknown = inForce?.data['stages'];
  return Array.isArray(stages) ? stages.flatMap((stage: unknown) => readStage(stage)) : [];
}

function readStage(stage: unknown): Stage[] {
  if (typeof stage !== 'object' || stage === null || !('stage_id' in stage) || !('position' in stage))
    return [];
  const outcome =
    'outcome' in stage && (stage.outcome === 'won' || stage.outcome === 'lost') ? stage.outcome : null;
  return [{ stageId: String(stage.stage_id), position: Number(stage.position), outcome }];
}
