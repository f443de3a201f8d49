import type { CoachingEvent } from '@stepup/contracts';
import {
  insertCoachingEvents,
  insertCoachingPseudonyms,
  tellShownFindings,
  type Warehouse,
} from '@stepup/warehouse';
import * as z from 'zod';
import { organisation, period } from './board-organisation.ts';

type Told = CoachingEvent['data']['measures'];

const dayMs = 86_400_000;

const northerners = {
  name: 'northerners',
  sql: `SELECT person_id AS personId FROM person_facts FINAL
    WHERE tenant = {tenant:String} AND versions.team[-1] = 'North' AND versions.role[-1] = 'rep' AND versions.active[-1] = 1 ORDER BY person_id`,
  parameters: z.object({ tenant: z.string() }),
  row: z.object({ personId: z.string() }),
};

/**
 * Findings and records of coaching as the api would tell of them: some of everything that boards count, of `people` people, who are of the
 * team North where the tenant has one.
 */
export async function storeCoaching(warehouse: Warehouse, tenant: string, people = 6): Promise<void> {
  const startMs = Date.parse(period.from);
  const events: CoachingEvent[] = [];
  let count = 0;
  const uuid = (kind: string, index: number): string =>
    `00000000-0000-4000-8${kind}-${String(index).padStart(12, '0')}`;
  const tell = (
    name: string,
    record: number,
    version: number,
    day: number,
    state: string,
    move: string,
    measures: Told,
  ): void => {
    count += 1;
    const at = new Date(startMs + day * dayMs).toISOString().replace('Z', '000Z');
    events.push({
      specversion: '1.0',
      id: uuid('001', count),
      source: 'stepup/api',
      type: `coaching.${name}.changed.v1`,
      time: at,
      subject: `${name}/${record}`,
      tenant,
      data: {
        record_id: uuid('002', record),
        plan_id: null,
        learner: uuid('003', record % people),
        coach: uuid('004', 1),
        state,
        version,
        move,
        late: false,
        opened_at: new Date(startMs + (day - version + 1) * dayMs).toISOString().replace('Z', '000Z'),
        measures,
      },
    });
  };
  for (let person = 0; person < people; person += 1) {
    const finding = {
      pipeline_id: organisation.pipelineId,
      stage_id: organisation.stages[person % 5] ?? '',
      rate: 0.2,
      typical: 0.4,
      p_gap: 0.9,
      n: 31,
    };
    const day = 20 + person * 30;
    tell('finding', 100 + person, 1, day, 'standing', 'raised', {
      ...finding,
      tier: 'probable',
      review_state: 'open',
    });
    if (person % 2 === 0)
      tell('finding', 100 + person, 2, day + 1, 'standing', 'reviewed', {
        ...finding,
        tier: 'strong',
        review_state: person === 0 ? 'aberration' : 'confirmed',
      });
    if (person === 5)
      tell('finding', 100 + person, 2, day + 60, 'cleared', 'cleared', {
        ...finding,
        tier: 'probable',
        review_state: 'cleared',
      });
    const basis = person % 2 === 0 ? 'diagnosis' : 'own_wish';
    tell('plan', 200 + person, 1, day + 2, 'active', 'activate', {
      basis,
      has_behaviour_target: true,
      behaviour: person < 2 ? 'changed' : 'not_yet',
    });
    tell('review', 300 + person, 1, day + 3, 'due', 'open', { due_on: '2025-09-01' });
    tell('session', 400 + person, 1, day + 4, 'held', 'hold', {
      held_at: new Date(startMs + (day + 4) * dayMs).toISOString(),
    });
    tell('call', 500 + person, 1, day + 5, 'debriefed', 'debrief', {
      starts_at: new Date(startMs + (day + 5) * dayMs).toISOString(),
      has_prediction: true,
      debriefed_near: true,
    });
  }
  // Two plans a person that verification has spoken of, each of a campaign of its own.
  for (let plan = 0; plan < 2 * people; plan += 1) {
    tell('verification', 600 + plan, 1, 30 * (plan % 10), plan % 3 === 0 ? 'worked' : 'no_evidence', 'said', {
      pipeline_id: organisation.pipelineId,
      stage_id: organisation.stages[1] ?? '',
      behaviour: 'changed',
      decided_at: null,
      effect: 0.1 * (plan % 4),
      effect_sd: 0.5,
      points: 0.02,
    });
  }
  await insertCoachingEvents(warehouse, events);
  await tellShownFindings(warehouse, tenant, {
    findings: Array.from({ length: people }, (_, person) => ({
      findingId: uuid('002', 100 + person),
      shownFrom: period.from,
    })),
    at: period.from,
  });
  const team = (await warehouse.read(northerners, { tenant })).slice(0, people);
  await insertCoachingPseudonyms(
    warehouse,
    team.map(({ personId }, person) => ({ tenant, pseudonym: uuid('003', person), personId })),
  );
}
