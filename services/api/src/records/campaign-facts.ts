import { randomInt } from 'node:crypto';
import type { RecordFacts } from '@stepup/coaching';
import type { CampaignContent, CampaignMove, CampaignOpening, Instant } from '@stepup/contracts';
import { readMoment } from '@stepup/tenant-diagnosis';
import { teamKey, teamOf } from '@stepup/warehouse';
import { findPeopleBelow } from '../access/find-people-below.ts';
import { invalidBody } from '../endpoint/define-write.ts';
import type { EndpointProblem } from '../endpoint/endpoint.ts';
import { checkWishedSkill } from './check-wished-skill.ts';
import type { RecordSurroundings } from './record-definition.ts';

/** A campaign is about a skill of the playbook and a step of a pipeline. */
export async function checkCampaign(
  opening: CampaignOpening,
  around: RecordSurroundings,
): Promise<{ readonly kind: 'completed'; readonly opening: CampaignOpening } | EndpointProblem> {
  const opener = around.people.find(({ personId }) => personId === around.actorId);
  if (opener?.role === 'board') {
    return {
      kind: 'problem',
      code: 'forbidden',
      detail: 'The board sees groups of people, never a few of them.',
    };
  }
  const skill = await checkWishedSkill(opening, around);
  if (skill.kind === 'problem') return skill;
  const { pipelines } = await around.ports.readProfile(around.tx.tenant);
  const pipeline = pipelines.find(({ pipelineId }) => pipelineId === opening.pipeline_id);
  if (pipeline === undefined) return invalidBody([{ path: '/pipeline_id', message: 'names no pipeline' }]);
  return pipeline.steps.some(({ stageId }) => stageId === opening.stage_id)
    ? { kind: 'completed', opening }
    : invalidBody([{ path: '/stage_id', message: 'names no step of this pipeline' }]);
}

/** What a campaign cannot know: who leads whom, how long deals of the step take, and the seed of a lot. */
export async function gatherCampaignFacts(
  around: RecordSurroundings,
  about: {
    readonly learnerId: string;
    readonly content: CampaignContent | null;
    readonly command: CampaignOpening | CampaignMove;
  },
): Promise<RecordFacts> {
  const { learnerId: leaderId, content, command } = about;
  const named = content?.people.map(({ person_id }) => person_id) ?? [];
  if (!('kind' in command)) {
    return { ...findOutsiders(around, leaderId, command.people), ...(await readHorizon(around, command)) };
  }
  switch (command.kind) {
    case 'set_people':
      return findOutsiders(around, leaderId, command.people);
    case 'set_days':
      return content === null ? {} : readHorizon(around, content);
    case 'draw':
      return {
        drawSeed: randomInt(2 ** 31),
        teams: listTeamsOf(around, content),
        ...findOutsiders(around, leaderId, named),
      };
    case 'start_together':
      return findOutsiders(around, leaderId, named);
    case 'set_target':
    case 'end':
      return {};
  }
}

/** Those who do not work below the leader of the campaign, or not any more: as people are today, whoever asks. */
function findOutsiders(
  { people }: RecordSurroundings,
  leaderId: string,
  named: readonly string[],
): RecordFacts {
  const below = new Set(findPeopleBelow(people, leaderId));
  const active = new Set(people.filter((person) => person.active).map(({ personId }) => personId));
  return { outsiders: named.filter((personId) => !below.has(personId) || !active.has(personId)) };
}

function listTeamsOf(
  { people }: RecordSurroundings,
  content: CampaignContent | null,
): Record<string, string> {
  const named = new Set(content?.people.map(({ person_id }) => person_id));
  return Object.fromEntries(
    people.flatMap((person) =>
      named.has(person.personId) ? [[person.personId, teamKey(teamOf(person))]] : [],
    ),
  );
}

async function readHorizon(
  { ports, tx, at }: Pick<RecordSurroundings, 'ports' | 'tx'> & { readonly at: Instant },
  { pipeline_id, stage_id }: Pick<CampaignContent, 'pipeline_id' | 'stage_id'>,
): Promise<RecordFacts> {
  const { pipelines } = await readMoment(ports.warehouse, { tenant: tx.tenant, asOf: at });
  const horizon = pipelines.find(({ pipelineId }) => pipelineId === pipeline_id)?.horizons.get(stage_id);
  return horizon === undefined ? {} : { horizonDays: Math.ceil(horizon.days) };
}

/** Whoever is in a campaign sees when they start and how many there are, not who the others are: nor the seed, from which the lot can be drawn again. */
export function showCampaignTo(content: CampaignContent, personId: string): CampaignContent {
  return {
    ...content,
    people: content.people.filter(({ person_id }) => person_id === personId),
    draw: null,
    ended: null,
  };
}
