import type { Person, Pipeline } from '../api/console-answers.ts';
import { humaniseId } from '@stepup/wording/humanise-id';
import type { Subject } from '@stepup/wording/subject';

/** Words for the ids of the API. Where a name is unknown or not this reader's to know, the id stands for it. */
export interface Names {
  person(id: string): string;
  subject(id: string): Subject;
  pipeline(pipelineId: string): string;
  stage(pipelineId: string | null, stageId: string): string;
  /** `Proposal → Negotiation`; the last step leads to won. */
  step(pipelineId: string | null, stageId: string): string;
  /** Open stages in order; empty where the server does not list them. */
  stagesOf(pipelineId: string): readonly string[];
}

export function createNames(
  people: readonly Person[],
  pipelines: readonly Pipeline[],
  selfId: string | null,
): Names {
  const namesOfPeople = new Map(people.map(({ person_id, name }) => [person_id, name]));
  const pipelinesById = new Map(pipelines.map((pipeline) => [pipeline.pipeline_id, pipeline]));
  const person = (id: string): string => (id === 'unassigned' ? 'Nobody' : (namesOfPeople.get(id) ?? id));
  // A tenant with one pipeline need not name it.
  const only = pipelines.length === 1 ? (pipelines[0]?.pipeline_id ?? null) : null;
  const stage = (given: string | null, stageId: string): string => {
    const pipelineId = given ?? only;
    const stages = pipelineId === null ? [] : (pipelinesById.get(pipelineId)?.stages ?? []);
    return stages.find(({ stage_id }) => stage_id === stageId)?.name ?? humaniseId(stageId);
  };
  const stagesOf = (pipelineId: string): string[] =>
    (pipelinesById.get(pipelineId)?.stages ?? [])
      .filter(({ outcome }) => outcome === null)
      .map(({ stage_id }) => stage_id);
  return {
    person,
    stage,
    stagesOf,
    subject: (id) => ({ name: person(id), isSelf: id === selfId }),
    pipeline: (id) => pipelinesById.get(id)?.name ?? humaniseId(id),
    step: (given, stageId) => {
      const pipelineId = given ?? only;
      const stages = pipelineId === null ? [] : stagesOf(pipelineId);
      const place = stages.indexOf(stageId);
      if (place === -1) return `${stage(pipelineId, stageId)} → next step`;
      const next = stages[place + 1];
      return `${stage(pipelineId, stageId)} → ${next === undefined ? 'Won' : stage(pipelineId, next)}`;
    },
  };
}
