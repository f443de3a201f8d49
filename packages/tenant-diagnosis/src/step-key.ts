import * as z from 'zod';

/** A step within a tenant. */
export interface StepRef {
  readonly pipelineId: string;
  readonly stageId: string;
}

const written = z.tuple([z.string(), z.string()]);

/** One text for a step, as the name that the method knows it by. */
export function toStepKey({ pipelineId, stageId }: StepRef): string {
  return JSON.stringify([pipelineId, stageId]);
}

/** The step of a text that {@link toStepKey} wrote. */
export function fromStepKey(key: string): StepRef {
  const [pipelineId, stageId] = written.parse(JSON.parse(key));
  return { pipelineId, stageId };
}
