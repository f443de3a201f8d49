import type { Playbook } from '@stepup/contracts';
import { placeStages, type ProcessStage } from './place-stages.ts';

/** One thing that differs between two playbooks, for whoever is about to replace one with the other. */
export interface PlaybookChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly what: 'step' | 'possible_gap' | 'skill' | 'stage';
  /** Of a stage: its pipeline and id as JSON; else the id. */
  readonly id: string;
  readonly name: string;
  /** Of a stage: the steps it was and is; null where it is none. */
  readonly from?: string | null;
  readonly to?: string | null;
}

/** What would change for a tenant with these open stages; empty where both say the same. */
export function comparePlaybooks(
  before: Playbook,
  after: Playbook,
  stages: readonly ProcessStage[],
): PlaybookChange[] {
  return [
    ...compareLists('step', stepsOf(before), stepsOf(after)),
    ...compareLists('possible_gap', gapsOf(before), gapsOf(after)),
    ...compareLists('skill', skillsOf(before), skillsOf(after)),
    ...comparePlaces(before, after, stages),
  ];
}

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly content: string;
}

function compareLists(
  what: PlaybookChange['what'],
  before: readonly Listed[],
  after: readonly Listed[],
): PlaybookChange[] {
  const was = new Map(before.map((entry) => [entry.id, entry]));
  const is = new Map(after.map((entry) => [entry.id, entry]));
  return [
    ...before
      .filter(({ id }) => !is.has(id))
      .map(({ id, name }) => ({ kind: 'removed' as const, what, id, name })),
    ...after.flatMap(({ id, name, content }): PlaybookChange[] => {
      const earlier = was.get(id);
      if (earlier === undefined) return [{ kind: 'added', what, id, name }];
      return earlier.content === content ? [] : [{ kind: 'changed', what, id, name }];
    }),
  ];
}

function stepsOf({ steps }: Playbook): Listed[] {
  return steps.map(({ id, name }, index) => ({ id, name, content: JSON.stringify([index, name]) }));
}

function gapsOf({ steps, skills }: Playbook): Listed[] {
  return steps.flatMap((step) =>
    step.possible_gaps.map((gap) => ({
      id: `${step.id}.${gap.skill}`,
      name: `${step.name}: ${skills.find(({ id }) => id === gap.skill)?.name ?? gap.skill}`,
      content: JSON.stringify(gap),
    })),
  );
}

function skillsOf({ skills }: Playbook): Listed[] {
  return skills.map(({ id, name, behaviours }) => ({
    id,
    name,
    content: JSON.stringify([name, behaviours]),
  }));
}

function comparePlaces(before: Playbook, after: Playbook, stages: readonly ProcessStage[]): PlaybookChange[] {
  const was = placeStages(before, stages);
  return placeStages(after, stages).flatMap(({ stage, step }): PlaybookChange[] => {
    const isStage = (other: ProcessStage) =>
      other.pipelineId === stage.pipelineId && other.stageId === stage.stageId;
    const from = was.find((place) => isStage(place.stage))?.step?.name ?? null;
    const to = step?.name ?? null;
    const id = JSON.stringify([stage.pipelineId, stage.stageId]);
    return from === to ? [] : [{ kind: 'changed', what: 'stage', id, name: stage.name, from, to }];
  });
}
