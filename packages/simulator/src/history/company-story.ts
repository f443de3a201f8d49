import type { RandomStream } from '../random-stream.ts';
import { drawMoment, historyDays } from './history-clock.ts';
import type { HistoryDraft } from './history-draft.ts';

/**
 * `p-1` and `p-2` share stage ids at different positions; `p-ghost` is never defined. `ghost` is no stage of
 * any pipeline.
 */
export const pipelineIds = ['p-1', 'p-2', 'p-ghost'] as const;

type StageDefinition = Readonly<{
  stage_id: string;
  name: string;
  position: number;
  outcome?: 'won' | 'lost';
}>;

const open = (stageId: string, position: number): StageDefinition => ({
  stage_id: stageId,
  name: `Stage ${stageId}`,
  position,
});
const outcome = (stageId: string, position: number, kind: 'won' | 'lost'): StageDefinition => ({
  ...open(stageId, position),
  outcome: kind,
});

/** The first is the usual one. The position of an outcome says nothing and so is put anywhere. */
const definitionsByPipeline: Readonly<Record<'p-1' | 'p-2', readonly (readonly StageDefinition[])[]>> = {
  'p-1': [
    [open('A', 1), open('B', 2), open('C', 3), outcome('won', 9, 'won'), outcome('lost', 9, 'lost')],
    [open('A', 1), open('C', 2), open('B', 3), outcome('won', 0, 'won'), outcome('lost', 2, 'lost')],
    [
      open('A', 10),
      open('B', 20),
      open('D', 25),
      open('C', 30),
      outcome('won', 15, 'won'),
      outcome('lost', 5, 'lost'),
    ],
    [
      open('A', 0),
      open('C', 7),
      outcome('won', 1, 'won'),
      outcome('renewed', 3, 'won'),
      outcome('lost', 3, 'lost'),
    ],
    [open('B', 1), open('A', 2), open('lost', 3), outcome('won', 4, 'won'), outcome('C', 2, 'lost')],
  ],
  'p-2': [
    [open('B', 1), open('A', 2), outcome('won', 1, 'won'), outcome('lost', 1, 'lost')],
    [open('X', 1), open('A', 4), open('B', 6), outcome('won', 1, 'won'), outcome('lost', 1, 'lost')],
  ],
};

/** Definitions, mostly at the beginning, sometimes late, sometimes again and otherwise, sometimes never. */
export function tellPipelines(random: RandomStream): HistoryDraft[] {
  return (['p-1', 'p-2'] as const).flatMap((pipelineId) => {
    if (random.chance(0.06)) return [];
    const definitions = definitionsByPipeline[pipelineId];
    const redefinitions = random.poisson(0.6);
    return Array.from({ length: 1 + redefinitions }, (_, index) => {
      const usual = index === 0 && random.chance(0.8);
      const stages = usual ? definitions[0] : random.pick(definitions);
      const day = index === 0 ? random.pick([0, 0, 0, 5, 20, 40]) : random.integer(1, historyDays);
      const timeUs = drawMoment(random, day);
      const data = { pipeline_id: pipelineId, name: `Pipeline ${pipelineId}.${index}`, stages };
      return { type: 'sales.pipeline.defined.v1', timeUs, data } as const;
    });
  });
}

export function repIdsOf(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `r-${index + 1}`);
}

/** People appear late, move, leave, are erased, or are never defined at all. */
export function tellPeople(random: RandomStream, repIds: readonly string[]): HistoryDraft[] {
  const drafts: HistoryDraft[] = [];
  for (const personId of [...repIds, 'm-1', 'm-2']) {
    if (random.chance(0.15)) continue;
    const isRep = personId.startsWith('r-');
    drafts.push({
      type: 'sales.person.changed.v1',
      timeUs: drawMoment(random, random.pick([0, 0, 10, 30])),
      data: {
        person_id: personId,
        name: `Person ${personId}`,
        role: isRep ? 'rep' : 'manager',
        active: true,
        ...(isRep
          ? { manager_id: random.pick(['m-1', 'm-2', 'm-ghost']), team: random.pick(['T1', 'T2']) }
          : {}),
      },
    });
    if (!isRep || !random.chance(0.4)) continue;
    const change = random.pick([
      { team: 'T2' },
      { team: null },
      { manager_id: 'm-2' },
      { manager_id: null },
      { active: false },
    ]);
    const timeUs = drawMoment(random, random.integer(1, historyDays));
    drafts.push({ type: 'sales.person.changed.v1', timeUs, data: { person_id: personId, ...change } });
    if (random.chance(0.1)) {
      drafts.push({ type: 'sales.person.erased.v1', timeUs, data: { person_id: personId } });
    }
  }
  return drafts;
}

/** Zone, currency and rates: missing, late, changed or cleared. */
export function tellSettings(random: RandomStream): HistoryDraft[] {
  const drafts: HistoryDraft[] = [];
  const anyDay = (): number => random.integer(0, historyDays);
  if (random.chance(0.7)) {
    const timeUs = drawMoment(random, random.pick([0, 0, 15]));
    const currency = random.chance(0.6) ? { currency: 'EUR' } : {};
    drafts.push({
      type: 'sales.tenant.configured.v1',
      timeUs,
      data: { time_zone: 'Europe/Vienna', ...currency },
    });
  }
  if (random.chance(0.3)) {
    const data = random.pick([
      { time_zone: 'America/New_York' },
      { time_zone: null },
      { currency: 'USD' },
      { currency: null },
    ]);
    drafts.push({ type: 'sales.tenant.configured.v1', timeUs: drawMoment(random, anyDay()), data });
  }
  for (let index = random.poisson(1.2); index > 0; index -= 1) {
    const data = { currency: random.pick(['USD', 'CHF']), rate: random.pick([0.5, 0.9213, '2', '1.000001']) };
    drafts.push({ type: 'sales.rate.set.v1', timeUs: drawMoment(random, anyDay()), data });
  }
  if (random.chance(0.3)) {
    const period = random.pick(['2025-03', '2025-04', '2025-Q1', '2025-Q2']);
    const data = {
      person_id: 'r-1',
      period,
      amount: random.pick([1000, '2500.50']),
      currency: 'EUR',
      scope: 'own',
    };
    drafts.push({ type: 'sales.quota.set.v1', timeUs: drawMoment(random, anyDay()), data });
  }
  if (random.chance(0.2)) {
    const data = { person_id: 'r-1', skill: 'cadence', capacity: random.pick(['learner', 'coach']) };
    drafts.push({ type: 'sales.training.completed.v1', timeUs: drawMoment(random, anyDay()), data });
  }
  return drafts;
}
