import { describe, expect, it } from 'vitest';
import type { SimulatedEvent } from '../simulated-event.ts';
import { simulateOrganisation } from './simulate-organisation.ts';
import type { Truth } from './truth.ts';

const endsAt = '2026-11-22T06:00:00.000000Z';
const seeds = [21, 22];
const organisations = seeds.map((seed) => {
  const { truth, events } = simulateOrganisation({ seed, endsAt });
  return { truth, byRep: readWork(events) };
});

/** What activities show of one rep, one number a deal or activity. */
interface Work {
  readonly responseHours: number[];
  readonly contacts: number[];
  readonly customerPeople: number[];
  readonly presented: number[];
  readonly pushes: number[];
  readonly mails: number[];
  readonly callSeconds: number[];
}

type Measure = keyof Work;

/** Reads the deals of first owners who keep them, stage by stage, as somebody with the events alone would. */
function readWork(events: Iterable<SimulatedEvent>): Map<string, Work> {
  const deals = new Map<
    string,
    { repId: string; createdMs: number; stageId: string; answered: boolean; counts: Map<string, number> }
  >();
  const byRep = new Map<string, Work>();
  const workOf = (repId: string): Work => {
    const work = byRep.get(repId) ?? {
      responseHours: [],
      contacts: [],
      customerPeople: [],
      presented: [],
      pushes: [],
      mails: [],
      callSeconds: [],
    };
    byRep.set(repId, work);
    return work;
  };
  for (const { type, time, data } of events) {
    const dealId = String(data['deal_id']);
    const deal = deals.get(dealId);
    if (type === 'sales.deal.changed.v1') {
      if (deal === undefined) {
        if (typeof data['owner_id'] !== 'string') continue;
        deals.set(dealId, {
          repId: data['owner_id'],
          createdMs: Date.parse(time),
          stageId: String(data['stage_id']),
          answered: false,
          counts: new Map(),
        });
        continue;
      }
      if (deal.stageId === 'negotiation' && data['expected_close_on'] !== undefined) {
        deal.counts.set('pushes', (deal.counts.get('pushes') ?? 0) + 1);
      }
      if (typeof data['stage_id'] !== 'string') continue;
      const work = workOf(deal.repId);
      if (deal.stageId === 'contacted') work.contacts.push(deal.counts.get('contacts') ?? 0);
      if (deal.stageId === 'proposal') work.presented.push(deal.counts.get('presented') ?? 0);
      if (deal.stageId === 'negotiation') work.pushes.push(deal.counts.get('pushes') ?? 0);
      deal.counts.clear();
      deal.stageId = data['stage_id'];
    } else if (type === 'sales.activity.logged.v1' && deal !== undefined) {
      const work = workOf(deal.repId);
      if (data['direction'] === 'outbound' && !deal.answered && deal.stageId === 'lead') {
        work.responseHours.push((Date.parse(time) - deal.createdMs) / 3_600_000);
        deal.answered = true;
      }
      const isContact = data['kind'] !== 'meeting' && data['direction'] === 'outbound';
      if (deal.stageId === 'contacted' && isContact)
        deal.counts.set('contacts', (deal.counts.get('contacts') ?? 0) + 1);
      if (deal.stageId === 'proposal' && data['kind'] === 'meeting') deal.counts.set('presented', 1);
      if (deal.stageId === 'qualified' && Array.isArray(data['participants']) && data['kind'] === 'meeting') {
        work.customerPeople.push(data['participants'].length - 1);
      }
      if (data['direction'] === 'outbound' && data['kind'] !== 'meeting')
        work.mails.push(data['kind'] === 'email' ? 1 : 0);
      if (data['kind'] === 'call' && typeof data['duration_s'] === 'number')
        work.callSeconds.push(data['duration_s']);
    }
  }
  return byRep;
}

/** Mean of a measure over some reps of all seeds. */
function meanOf(measure: Measure, chooses: (repId: string, truth: Truth) => boolean): number {
  const values = organisations.flatMap(({ truth, byRep }) =>
    [...byRep].flatMap(([repId, work]) => (chooses(repId, truth) ? work[measure] : [])),
  );
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe(`habits, seeds ${seeds.join(', ')}`, () => {
  // Ratio of the reps with a planted gap to the others; the right side of 1 by a clear distance.
  it.each<[string, Measure, number, 'above' | 'below']>([
    ['first_response', 'responseHours', 1.4, 'above'],
    ['early_contacts', 'contacts', 0.75, 'below'],
    ['customer_people', 'customerPeople', 0.85, 'below'],
    ['presenting', 'presented', 0.85, 'below'],
    ['close_date_discipline', 'pushes', 1.15, 'above'],
  ])('%s shows in %s of the reps with that gap', (habit, measure, limit, side) => {
    const hasGap = (repId: string, truth: Truth): boolean =>
      truth.gaps.some((gap) => gap.rep_id === repId && gap.habit === habit);
    const ratio = meanOf(measure, hasGap) / meanOf(measure, (repId, truth) => !hasGap(repId, truth));
    if (side === 'above') expect(ratio).toBeGreaterThan(limit);
    else expect(ratio).toBeLessThan(limit);
  });

  it.each<[string, Measure, number]>([
    ['mail_preference', 'mails', 1.3],
    ['long_calls', 'callSeconds', 1.4],
  ])('the decoy %s shows in %s', (decoy, measure, limit) => {
    const stands = (repId: string, truth: Truth): boolean =>
      truth.decoys.some((row) => row.rep_id === repId && row.habit === decoy);
    const ratio = meanOf(measure, stands) / meanOf(measure, (repId, truth) => !stands(repId, truth));
    expect(ratio).toBeGreaterThan(limit);
  });
});
