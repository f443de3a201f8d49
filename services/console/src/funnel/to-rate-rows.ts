import type { Diagnosis, DiagnosisCell, FunnelAnswer, FunnelStep } from '@stepup/contracts';
import type { RateRow } from '../charts/rate-row.ts';
import type { Names } from '../names/names.ts';
import { formatShare } from '@stepup/wording/numbers';
import { readStepRate } from '../wording/step-rate.ts';

/** What is known beside the funnel: the cells of the latest run and the flagged gaps of one pipeline. */
export interface Benchmarks {
  cells: readonly DiagnosisCell[];
  findings: readonly Diagnosis[];
}

/** A row a person at one step: those with a flagged gap first, then by name, so that it is no ranking. */
export function rowsOfStep(
  answer: FunnelAnswer,
  stageId: string,
  names: Names,
  benchmarks: Benchmarks,
): RateRow[] {
  return answer.rows
    .flatMap(({ key, steps }) => {
      const step = steps.find(({ stage_id }) => stage_id === stageId);
      if (step === undefined || step.entered === 0) return [];
      const { name, isSelf } = names.subject(key);
      return [toRow(key, isSelf ? 'You' : name, key, step, answer.pipeline_id, benchmarks)];
    })
    .sort(
      (one, other) => Number(other.isFlagged) - Number(one.isFlagged) || one.label.localeCompare(other.label),
    );
}

/** A row a step of one person, in the order of the process. */
export function rowsOfPerson(
  answer: FunnelAnswer,
  repId: string,
  names: Names,
  benchmarks: Benchmarks,
): RateRow[] {
  const steps = answer.rows.find(({ key }) => key === repId)?.steps ?? [];
  return steps.map((step) =>
    toRow(
      step.stage_id,
      stepLabel(step, answer.pipeline_id, names),
      repId,
      step,
      answer.pipeline_id,
      benchmarks,
    ),
  );
}

/** `Proposal → Negotiation`, from the funnel itself. */
export function stepLabel(step: FunnelStep, pipelineId: string, names: Names): string {
  const next = step.next_stage_id === null ? 'Won' : names.stage(pipelineId, step.next_stage_id);
  return `${names.stage(pipelineId, step.stage_id)} → ${next}`;
}

function toRow(
  id: string,
  label: string,
  repId: string,
  step: FunnelStep,
  pipelineId: string,
  { cells, findings }: Benchmarks,
): RateRow {
  const isHere = (place: { rep_id: string; pipeline_id: string; stage_id: string }): boolean =>
    place.rep_id === repId && place.pipeline_id === pipelineId && place.stage_id === step.stage_id;
  return {
    id,
    label,
    moved: formatShare(step.advanced, step.entered),
    open: step.open,
    stepRate: readStepRate(step),
    typical: cells.find(isHere)?.typical ?? findings.find(isHere)?.typical ?? null,
    isFlagged: findings.some(isHere),
  };
}
