import type { Playbook, PlaybookStep } from '@stepup/contracts';

/** An open stage of a tenant's sales process; those of one pipeline come in the order of the process. */
export interface ProcessStage {
  readonly pipelineId: string;
  readonly stageId: string;
  readonly name: string;
}

/**
 * Which step of the playbook a stage is, and how that is known: the playbook says so, the words of its name do, or it lies
 * between stages that are known.
 */
export interface PlacedStage {
  readonly stage: ProcessStage;
  readonly step: PlaybookStep | null;
  readonly known: 'stated' | 'by_name' | 'by_position' | 'unknown';
}

/**
 * Places the open stages of a tenant. A stage whose name says nothing is placed by its position where that leaves one
 * choice: what is left between its known neighbours, shared out evenly in the order of the process; a pipeline of whose
 * stages none is known is spread over all steps. No stage comes before the step of the one before it.
 */
export function placeStages(playbook: Playbook, stages: readonly ProcessStage[]): PlacedStage[] {
  return [...Map.groupBy(stages, ({ pipelineId }) => pipelineId).values()].flatMap((ofPipeline) =>
    placePipeline(playbook, ofPipeline),
  );
}

function placePipeline(playbook: Playbook, stages: readonly ProcessStage[]): PlacedStage[] {
  const placed = stages.map((stage) => placeByWord(playbook, stage));
  const { steps } = playbook;
  return placed.map((entry, index) => {
    if (entry.step !== null) return entry;
    const before = placed.slice(0, index).findLast(({ step }) => step !== null);
    const behind = placed.slice(index + 1).find(({ step }) => step !== null);
    const first = before === undefined ? 0 : indexOf(steps, before.step) + 1;
    const last = behind === undefined ? steps.length - 1 : indexOf(steps, behind.step) - 1;
    const from = before === undefined ? 0 : placed.indexOf(before) + 1;
    const to = behind === undefined ? placed.length - 1 : placed.indexOf(behind) - 1;
    const room = last - first + 1;
    const step = room < 1 ? undefined : steps[first + Math.floor(((index - from) * room) / (to - from + 1))];
    return step === undefined ? entry : { stage: entry.stage, step, known: 'by_position' };
  });
}

function placeByWord({ steps, stages }: Playbook, stage: ProcessStage): PlacedStage {
  const stated = stages.find((place) => place.pipeline === stage.pipelineId && place.stage === stage.stageId);
  const ownStep = steps.find(({ id }) => id === stated?.step);
  if (ownStep !== undefined) return { stage, step: ownStep, known: 'stated' };
  const words = new Set(`${stage.name} ${stage.stageId}`.toLowerCase().split(/[^\p{L}]+/u));
  // The later steps first: “proposal to lead buyer” is a proposal, “qualified lead” a qualified case.
  const step = steps.findLast(({ known_by }) => known_by.some((word) => words.has(word)));
  return step === undefined ? { stage, step: null, known: 'unknown' } : { stage, step, known: 'by_name' };
}

function indexOf(steps: readonly PlaybookStep[], step: PlaybookStep | null): number {
  return steps.findIndex(({ id }) => id === step?.id);
}
