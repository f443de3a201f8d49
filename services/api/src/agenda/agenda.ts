import type { AgendaItem } from '@stepup/coaching';
import { type AgendaAnswer, agendaAnswer, agendaQuery, instantOfDate, localDayOf } from '@stepup/contracts';
import { withTenant } from '@stepup/store';
import { defineEndpoint } from '../endpoint/endpoint.ts';
import { readAgenda } from './read-agenda.ts';

/** `GET /v1/agenda`. */
export const agendaEndpoint = defineEndpoint({
  method: 'get',
  path: '/v1/agenda',
  operationId: 'readAgenda',
  summary: 'What waits for the reader',
  description:
    'And for those the reader coaches, the earliest first, as one page: who has no plan this month and what it could be about, ' +
    'reviews and actions due, sessions ahead, debriefs missing a day after a call, obstacles untouched for two weeks, steps that ' +
    'nobody went to see, barriers to answer. An absence pauses all of it. It holds kinds, ids and days, and no finding.',
  access: 'agenda.read',
  query: agendaQuery,
  answer: agendaAnswer,
  problems: [],
  async handle({ ports, viewer, query }) {
    const { personId } = viewer;
    if (personId === undefined) return { kind: 'problem', code: 'forbidden', detail: 'A program is nobody.' };
    const listing = await ports.directory.read(viewer.tenant);
    const now = instantOfDate(ports.clock.now());
    const items = await withTenant(ports.pool, viewer.tenant, (tx) =>
      readAgenda(tx, { listing, personId, now, horizonDays: query.days }),
    );
    const asked = items.filter(({ learnerId }) => query.learner === undefined || learnerId === query.learner);
    return {
      kind: 'answer',
      body: { items: asked.map(toAgendaDto), next_cursor: null, today: localDayOf(now, listing.timeZone) },
    };
  },
});

function toAgendaDto({
  kind,
  learnerId,
  coachId,
  day,
  at,
  month,
  planId,
  record,
  proposal,
}: AgendaItem): AgendaAnswer['items'][number] {
  return {
    kind,
    learner_id: learnerId,
    coach_id: coachId,
    day,
    at,
    month,
    plan_id: planId,
    record,
    proposal:
      proposal === null
        ? null
        : {
            basis: proposal.basis,
            skill_id: proposal.skillId,
            step:
              proposal.step === null
                ? null
                : { pipeline_id: proposal.step.pipelineId, stage_id: proposal.step.stageId },
          },
  };
}
